"""Whatever can be on a card comes through; whatever else comes is refused in one way only."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from devices.errors import CardError
from devices.id_reader.text_block import parse_text_block
from devices.id_reader.text_layout import LAYOUTS, TextField
from devices.ports import CardLayout, CardText, Sex
from devices.simulators.cards import encode_text_block

DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))


def texts(room: int, *, least: int = 0) -> st.SearchStrategy[str]:
    """Any Unicode text, astral characters too, that takes at most ``room`` bytes and does not end in padding."""
    anything = st.text(st.characters(exclude_categories=["Cs"]), max_size=room // 2)
    return (
        anything.map(lambda text: text.encode("utf-16-le")[:room].decode("utf-16-le", "ignore"))
        .map(lambda text: text.rstrip(" \0"))
        .filter(lambda text: len(text) >= least)
    )


@st.composite
def cards(draw: st.DrawFn) -> CardText:
    layout = draw(st.sampled_from(CardLayout))

    def text(text_field: TextField, *, least: int = 0) -> str:
        room = sum(span.size for span in LAYOUTS[layout].get(text_field, ()))
        return draw(texts(room, least=least)) if room else ""

    english_name = text(TextField.ENGLISH_NAME)
    return CardText(
        layout=layout,
        name=text(TextField.CHINESE_NAME, least=0 if english_name else 1) or english_name,
        number=text(TextField.NUMBER, least=1),
        sex=draw(st.sampled_from(Sex)),
        birth_date=draw(DAYS),
        address=text(TextField.ADDRESS),
        issuer=text(TextField.ISSUER),
        valid_from=draw(DAYS),
        valid_to=draw(st.none() | DAYS),
        nation_code=text(TextField.NATION_CODE),
        nationality=text(TextField.NATIONALITY),
        permit_number=text(TextField.PERMIT_NUMBER),
        english_name=english_name,
        issue_count=text(TextField.ISSUE_COUNT),
    )


@given(card=cards())
def test_every_card_of_every_layout_comes_through(card: CardText) -> None:
    block = encode_text_block(card)
    assert len(block) == 256
    assert parse_text_block(block, "sdt:test") == card


def read_or_refused(block: bytes) -> CardText | CardError:
    try:
        return parse_text_block(block, "sdt:test")
    except CardError as error:
        return error


def shows_nobody(outcome: CardText | CardError) -> bool:
    if isinstance(outcome, CardError):
        # No context either: a decoding error would hold the block's bytes.
        return str(outcome) == "bad_frame: sdt:test (unreadable_text)" and outcome.__context__ is None
    return repr(outcome) == f"CardText(layout={outcome.layout!r})"


@given(card=cards(), damage=st.dictionaries(st.integers(0, 255), st.integers(0, 255), max_size=6))
def test_a_damaged_block_is_read_or_refused_but_never_shown(card: CardText, damage: dict[int, int]) -> None:
    block = bytearray(encode_text_block(card))
    for place, byte in damage.items():
        block[place] = byte
    outcome = read_or_refused(bytes(block))
    assert shows_nobody(outcome)
    assert isinstance(outcome, CardError) or (outcome.name and outcome.number)


@given(block=st.binary(max_size=300))
def test_arbitrary_bytes_never_raise_anything_else(block: bytes) -> None:
    assert shows_nobody(read_or_refused(block))
