"""SW3, the third status byte of a reply: the reader's verdict on what it was asked.

Sources: the maker's status table (V); 23, 30, 50 and 51 are recalled only (R), so they map to no promise of their own.

Invariants:
- Every byte value has a meaning here: what is not in the table is UNKNOWN_STATUS, never ignored.
"""

from collections.abc import Mapping
from enum import IntEnum
from types import MappingProxyType
from typing import Final

from devices.errors import CardFault


class Status(IntEnum):
    """The values in use."""

    BAD_CHECKSUM_RECEIVED = 0x10
    BAD_LENGTH_RECEIVED = 0x11
    BAD_COMMAND = 0x21
    NOT_PERMITTED = 0x23
    UNRECOGNISED_ERROR = 0x24
    OTHER_AUTHENTICATION_ERROR = 0x30
    CARD_REFUSED_READER = 0x31
    READER_REFUSED_CARD = 0x32
    DATA_CHECK_ERROR = 0x33
    WRONG_CARD_TYPE = 0x40
    READ_FAILED = 0x41
    RANDOM_NUMBER_FAILED = 0x47
    SELF_TEST_FAILED = 0x60
    NOT_AUTHORISED = 0x66
    NO_CARD = 0x80
    """To a find: no card, or one that was read already and still lies there. The two look the same (V)."""
    SELECT_FAILED = 0x81
    SUCCESS = 0x90
    NO_SUCH_CONTENT = 0x91
    """The card has no such content, for example no new address."""
    CARD_FOUND = 0x9F


_CARD_FAULTS: Final[Mapping[int, CardFault]] = MappingProxyType(
    {
        Status.BAD_CHECKSUM_RECEIVED: CardFault.COMMAND_REFUSED,
        Status.BAD_LENGTH_RECEIVED: CardFault.COMMAND_REFUSED,
        Status.BAD_COMMAND: CardFault.COMMAND_REFUSED,
        Status.NOT_PERMITTED: CardFault.COMMAND_REFUSED,
        Status.OTHER_AUTHENTICATION_ERROR: CardFault.AUTHENTICATION_FAILED,
        Status.CARD_REFUSED_READER: CardFault.AUTHENTICATION_FAILED,
        Status.READER_REFUSED_CARD: CardFault.AUTHENTICATION_FAILED,
        Status.DATA_CHECK_ERROR: CardFault.DATA_CHECK_FAILED,
        Status.WRONG_CARD_TYPE: CardFault.WRONG_CARD_TYPE,
        Status.READ_FAILED: CardFault.READ_FAILED,
        Status.RANDOM_NUMBER_FAILED: CardFault.AUTHENTICATION_FAILED,
        Status.SELF_TEST_FAILED: CardFault.READER_SELF_TEST_FAILED,
        Status.NOT_AUTHORISED: CardFault.READER_NOT_AUTHORISED,
        # A find has just seen a card, and now it answers no more.
        Status.NO_CARD: CardFault.REMOVED_EARLY,
        Status.SELECT_FAILED: CardFault.REMOVED_EARLY,
    }
)

LINE_NOISE: Final = frozenset(
    {Status.BAD_CHECKSUM_RECEIVED, Status.BAD_LENGTH_RECEIVED, Status.BAD_COMMAND, Status.UNRECOGNISED_ERROR}
)
"""Our request did not get through whole; asking again is right. The commands themselves are never wrong."""


def card_fault(status: int) -> CardFault:
    """What a refusing ``status`` in answer to a card command means for the card on the reader."""
    return _CARD_FAULTS.get(status, CardFault.UNKNOWN_STATUS)
