"""The 256-byte text block of a chip card, read into :class:`~devices.ports.CardText`. Pure.

What each kind of card leaves empty: ``issuer`` on both foreigner cards (the chip stores none; the authority is shown
from a table), ``address`` on both, ``nation_code`` on all but the resident card. ``permit_number`` is the travel permit
on a Hong Kong, Macao and Taiwan residence permit.

Invariants:
- Either every field follows its layout, or the whole block is refused: no half-read person leaves this module.
- A refusal names no field's content, so it may be logged.
"""

from collections.abc import Callable
from datetime import date
from typing import Final, TypeVar

from devices.errors import CardError, CardFault
from devices.id_reader.commands import TEXT_SIZE
from devices.id_reader.text_layout import FLAGS, LAYOUTS, OPEN_ENDED, TYPE_FLAG, Span, TextField
from devices.ports import CardLayout, CardText, Sex

_PADDING: Final = " \0"
"""Spaces by the layout. NULs in unused fields are taken the same way (R): they are no text either."""

_SEXES: Final = {"1": Sex.MALE, "2": Sex.FEMALE, "0": Sex.UNKNOWN, "9": Sex.UNKNOWN}
"""GB/T 2261.1."""

_DATE_LENGTH: Final = 8

Read = TypeVar("Read")


class _NotInLayoutError(ValueError):
    """Something in the block is not what its layout says; without its content, for that is personal."""


def parse_text_block(block: bytes, device: str) -> CardText:
    """Read ``block`` (256 bytes) as the layout that its type flag names.

    On a foreigner's card without a Chinese name, ``name`` is the English one. Raises CardError UNREADABLE_TEXT, with
    ``device`` as the registry name, when the block breaks its layout.
    """
    card = _or_none(lambda: _card_text(_layout(block), block))
    if card is None:
        raise CardError(CardFault.UNREADABLE_TEXT, device)
    return card


def parse_new_address(block: bytes, device: str) -> str:
    """The address that a READ_NEW_ADDRESS reply carries. Raises CardError UNREADABLE_TEXT."""
    address = _or_none(lambda: _text(block))
    if address is None:
        raise CardError(CardFault.UNREADABLE_TEXT, device)
    return address


def _or_none(read: Callable[[], Read]) -> Read | None:
    """Ends the original error here, not as anyone's context: a UnicodeDecodeError carries the bytes, a person's."""
    try:
        return read()
    except ValueError:
        return None


def _layout(block: bytes) -> CardLayout:
    if len(block) != TEXT_SIZE:
        raise _NotInLayoutError
    flag = _text(block[TYPE_FLAG.start : TYPE_FLAG.end]) or FLAGS[CardLayout.RESIDENT]
    for layout, known in FLAGS.items():
        if flag == known:
            return layout
    raise _NotInLayoutError


def _card_text(layout: CardLayout, block: bytes) -> CardText:
    def read(wanted: TextField) -> str:
        return _text(_joined(block, LAYOUTS[layout].get(wanted, ())))

    english_name = read(TextField.ENGLISH_NAME)
    return CardText(
        layout=layout,
        name=_present(read(TextField.CHINESE_NAME) or english_name),
        number=_present(read(TextField.NUMBER)),
        sex=_sex(read(TextField.SEX)),
        birth_date=_day(read(TextField.BIRTH_DATE)),
        address=read(TextField.ADDRESS),
        issuer=read(TextField.ISSUER),
        valid_from=_day(read(TextField.VALID_FROM)),
        valid_to=_last_day(read(TextField.VALID_TO)),
        nation_code=read(TextField.NATION_CODE),
        nationality=read(TextField.NATIONALITY),
        permit_number=read(TextField.PERMIT_NUMBER),
        english_name=english_name,
        issue_count=read(TextField.ISSUE_COUNT),
    )


def _joined(block: bytes, spans: tuple[Span, ...]) -> bytes:
    return b"".join(block[span.start : span.end] for span in spans)


def _text(raw: bytes) -> str:
    """Strict UTF-16: half a surrogate pair (rare characters lie outside the BMP) is an error, not a replacement."""
    return raw.decode("utf-16-le").rstrip(_PADDING)


def _present(text: str) -> str:
    if not text:
        raise _NotInLayoutError
    return text


def _sex(text: str) -> Sex:
    if not text:
        return Sex.UNKNOWN
    if text not in _SEXES:
        raise _NotInLayoutError
    return _SEXES[text]


def _day(text: str) -> date:
    # isdecimal alone also takes full-width digits, which no card has and int() would read.
    if len(text) != _DATE_LENGTH or not (text.isascii() and text.isdecimal()):
        raise _NotInLayoutError
    return date(int(text[:4]), int(text[4:6]), int(text[6:]))


def _last_day(text: str) -> date | None:
    return None if text == OPEN_ENDED else _day(text)
