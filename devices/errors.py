"""What can go wrong with a device, as codes. No user text lives here: ``ui/error_text.py`` has the words.

Invariants:
- Every error carries an enum code and data that is free of personal data, so that it may be logged.
"""

from enum import Enum
from typing import Final

from devices.rights import MissingRight


class DeviceFault(Enum):
    """Why a device is not usable, or why one operation on it failed."""

    NOT_FOUND = "not_found"
    AMBIGUOUS = "ambiguous"
    """Several devices fit the setting and nothing tells them apart; none is taken."""
    IN_USE = "in_use"
    ACCESS_DENIED = "access_denied"
    LOGIN_REFUSED = "login_refused"
    """A network camera is there and lets nobody in with this user name and password."""
    NO_DRIVER = "no_driver"
    """A library that the device needs is missing on this PC."""
    REMOVED = "removed"
    """Unplugged while open."""
    NO_ANSWER = "no_answer"
    """Open, but silent past its time-out."""
    BAD_FRAME = "bad_frame"
    """The device's bytes break its protocol (checksum, length, garbage) again and again."""
    OUT_OF_ORDER = "out_of_order"
    """The device itself says that it does not work: its self-test failed, or it was never authorised."""
    BAD_SETTING = "bad_setting"
    """The registry name or one of its options cannot be understood."""
    TYPED_ON = "typed_on"
    """Taken for a scanner, it turned out to be a keyboard that somebody types on, and was given back."""
    REFUSED = "refused"
    """A printer or its queue is there and does not take the job."""
    HALF_SENT = "half_sent"
    """A printer took a part of a job: something may have been printed."""
    INTERNAL = "internal"
    """Our own driver failed in a way it never should; the log says where."""


class CardFault(Enum):
    """Why one card could not be read. Values follow the SW3 table of the SAM_V protocol where one exists."""

    REMOVED_EARLY = "removed_early"
    """The card left the field between find and read."""
    READ_FAILED = "read_failed"
    WRONG_CARD_TYPE = "wrong_card_type"
    AUTHENTICATION_FAILED = "authentication_failed"
    DATA_CHECK_FAILED = "data_check_failed"
    READER_NOT_AUTHORISED = "reader_not_authorised"
    READER_SELF_TEST_FAILED = "reader_self_test_failed"
    COMMAND_REFUSED = "command_refused"
    """The reader says our frame was bad (checksum, length, command)."""
    UNKNOWN_STATUS = "unknown_status"
    UNREADABLE_TEXT = "unreadable_text"
    """The text block does not follow the layout its type flag promises."""


class DeviceError(Exception):
    """Root of all device errors: a :class:`DeviceFault`, the registry name, a detail without personal data.

    ``right`` says which right is missing, where the fault is ACCESS_DENIED and it is known.
    """

    def __init__(self, fault: DeviceFault, device: str, detail: str = "", *, right: MissingRight | None = None) -> None:
        super().__init__(f"{fault.value}: {device}" + (f" ({detail})" if detail else ""))
        self.fault = fault
        self.device = device
        self.detail = detail
        self.right = right


READER_FAULTS: Final = frozenset(
    {
        CardFault.READER_SELF_TEST_FAILED,
        CardFault.READER_NOT_AUTHORISED,
        CardFault.COMMAND_REFUSED,
        CardFault.UNKNOWN_STATUS,
    }
)
"""These speak of the reader, whatever card lies on it: when a find already ends so, the device is not usable."""


_OUT_OF_ORDER: Final = frozenset({CardFault.READER_SELF_TEST_FAILED, CardFault.READER_NOT_AUTHORISED})
"""The others may come of a bad line: a command that was damaged on its way is refused, with one status or another."""


class CardError(DeviceError):
    """A card in the field could not be read, or the reader refuses to work: then its fault is OUT_OF_ORDER."""

    def __init__(self, card_fault: CardFault, device: str, status: int | None = None) -> None:
        detail = card_fault.value if status is None else f"{card_fault.value}, status {status:#04x}"
        super().__init__(
            DeviceFault.OUT_OF_ORDER if card_fault in _OUT_OF_ORDER else DeviceFault.BAD_FRAME, device, detail
        )
        self.card_fault = card_fault
        self.status = status
