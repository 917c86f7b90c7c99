import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from devices.id_reader.commands import Command, card_reply, request_bytes
from devices.id_reader.frames import Reply, encode_reply
from devices.id_reader.statuses import Status
from devices.simulators.cards import encode_new_address, encode_text_block, synthetic_card, synthetic_portrait
from devices.simulators.sdt_module import reply_with_third_block
from devices.transcripts.privacy import PersonalDataError, cleaned_cards, cleaned_codes
from devices.transcripts.transcript import Direction, Piece

SOMEBODY = synthetic_card(77)
CARD = card_reply(encode_text_block(SOMEBODY), synthetic_portrait(77))
WELL = encode_reply(Reply(0, 0, Status.SUCCESS))
NO_CARD = encode_reply(Reply(0, 0, Status.NO_CARD))
ASK_STATUS, ASK_CARD = request_bytes(Command.SAM_STATUS), request_bytes(Command.READ_CARD)
ASK_FIND, ASK_ADDRESS = request_bytes(Command.FIND_CARD), request_bytes(Command.READ_NEW_ADDRESS)


def sent(data: bytes) -> Piece:
    return Piece(0.0, Direction.SENT, data)


def heard(data: bytes) -> Piece:
    return Piece(0.0, Direction.HEARD, data)


def all_heard(pieces: tuple[Piece, ...]) -> bytes:
    return b"".join(piece.data for piece in pieces if piece.direction is Direction.HEARD)


def is_nobodys(data: bytes) -> bool:
    words = (SOMEBODY.name, SOMEBODY.number, SOMEBODY.address)
    return not any(word.encode("utf-16-le") in data for word in words) and synthetic_portrait(77)[64:128] not in data


@given(cuts=st.lists(st.integers(1, 400), max_size=8), wrapper=st.sampled_from([b"", b"D&C00040101"]))
@settings(max_examples=25, deadline=None)
def test_a_card_becomes_somebody_who_does_not_exist_however_it_arrives(cuts: list[int], wrapper: bytes) -> None:
    whole = wrapper + encode_reply(CARD)
    pieces = [sent(ASK_STATUS), heard(wrapper + WELL), sent(ASK_CARD)]
    for cut in cuts:
        pieces.append(heard(whole[:cut]))
        whole = whole[cut:]
    pieces.append(heard(whole))
    cleaned = cleaned_cards(tuple(piece for piece in pieces if piece.data))
    assert is_nobodys(all_heard(cleaned))
    invented = card_reply(encode_text_block(synthetic_card(1)), synthetic_portrait(1))
    assert all_heard(cleaned) == wrapper + WELL + wrapper + encode_reply(invented)
    assert [len(piece.data) for piece in cleaned] == [len(piece.data) for piece in pieces if piece.data]


def test_the_chips_own_number_and_an_added_address_are_replaced_too() -> None:
    pieces = (
        sent(ASK_FIND),
        heard(encode_reply(Reply(0, 0, Status.CARD_FOUND, b"\x01\x02\x03\x04"))),
        sent(request_bytes(Command.SELECT_CARD)),
        heard(encode_reply(Reply(0, 0, Status.SUCCESS, b"12345678"))),
        sent(ASK_ADDRESS),
        heard(encode_reply(Reply(0, 0, Status.SUCCESS, encode_new_address(SOMEBODY.address)))),
    )
    cleaned = all_heard(cleaned_cards(pieces))
    assert is_nobodys(cleaned)
    assert b"12345678" not in cleaned
    assert b"\x01\x02\x03\x04" not in cleaned


@pytest.mark.parametrize(
    "pieces",
    [
        # a torn answer, its rest late, one with a bad checksum, and what follows them
        (sent(ASK_CARD), heard(encode_reply(CARD)[:400])),
        (sent(ASK_CARD), heard(encode_reply(CARD)[:400]), sent(ASK_FIND), heard(NO_CARD)),
        (sent(ASK_CARD), sent(ASK_FIND), heard(encode_reply(CARD)[700:] + NO_CARD)),
        (sent(ASK_CARD), heard(encode_reply(CARD)[:-1] + b"\x00")),
        # what was on its way when the recording began
        (heard(encode_reply(CARD)[100:600]), sent(ASK_STATUS), heard(WELL)),
        # a wrapper that was never seen before a harmless answer
        (sent(ASK_CARD), heard(b"12345" + encode_reply(CARD))),
        # fingerprints, and a refusal that says more than it should
        (sent(ASK_CARD), heard(encode_reply(reply_with_third_block(CARD, 512)))),
        (sent(ASK_CARD), heard(encode_reply(Reply(0, 0, Status.READ_FAILED, CARD.data)))),
    ],
)
def test_what_may_hold_a_piece_of_a_card_is_refused(pieces: tuple[Piece, ...]) -> None:
    with pytest.raises(PersonalDataError):
        cleaned_cards(pieces)


def test_a_code_keeps_its_form() -> None:
    pieces = (heard(b"]C1YT89626"), heard(b"46785389\r\n\x02]Q2\\000026ab-1\x03\x00\xff]A0x9\r"))
    assert all_heard(cleaned_codes(pieces)) == b"]C1AA0000000000000\r\n\x02]Q2\\000026AA-0\x03\x00\xff]A0A0\r"


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        (b"NAME\\110105199001011234\r", b"AAAA\\000000000000000000\r"),
        (b"\r]Q2\\110105199001011234\r", b"\r]Q2\\000000000000000000\r"),
        (b"\\110105199001011234\r", b"\\000000000000000000\r"),
        (b"]Q2\\000026ab\\000003c\\530102\r", b"]Q2\\000026AA\\000000A\\000000\r"),
        (b"]Q2\\000003\\0000261\r", b"]Q2\\000003\\0000260\r"),
    ],
)
def test_digits_behind_a_backslash_may_be_an_identity_number(said: bytes, kept: bytes) -> None:
    assert all_heard(cleaned_codes((heard(said),))) == kept


def test_a_code_with_names_in_it_is_refused() -> None:
    with pytest.raises(PersonalDataError):
        cleaned_codes((heard("寄件人\r\n".encode()),))
