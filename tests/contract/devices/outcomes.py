"""What must become of each fault with each kind of device: the table that the conformance suite goes by."""

from collections.abc import Mapping
from typing import Final

from devices.errors import CardFault, DeviceFault
from devices.id_reader.commands import Command
from devices.simulators.answering_module import FINGERPRINTS
from devices.simulators.faults import Fault
from tests.contract.devices.play import Outcome

WELL: Final = Outcome()
LOST: Final = Outcome(reads=None)
"""Nothing tells it from a code that was never scanned; nothing false comes of it."""
WITH_NEXT: Final = Outcome(with_next=True)
PULLED: Final = Outcome(told=DeviceFault.REMOVED)
PULLED_AND_LOST: Final = Outcome(told=DeviceFault.REMOVED, reads=None)
OPENING_OUTCOMES: Final = {
    Fault.NO_RIGHTS: Outcome(told=DeviceFault.ACCESS_DENIED),
    Fault.IN_USE: Outcome(told=DeviceFault.IN_USE),
}

SCANNER: Final[Mapping[Fault, Outcome]] = {
    **OPENING_OUTCOMES,
    Fault.SILENCE: LOST,
    Fault.HALF_FRAME: LOST,
    Fault.NO_SUFFIX: LOST,
    Fault.KEYS_LOST: LOST,
    Fault.WRONG_LENGTH: LOST,
    Fault.BYTE_BY_BYTE: WELL,
    Fault.CAPS_LOCK: WELL,
    Fault.NOISE_BEFORE: WELL,
    Fault.FOREIGN_REPORT: WELL,
    Fault.TWO_FRAMES_GLUED: WITH_NEXT,
    Fault.UNPLUGGED_MID_FRAME: PULLED_AND_LOST,
    Fault.REPLUGGED_ELSEWHERE: PULLED_AND_LOST,
}

SCALE: Final[Mapping[Fault, Outcome]] = {
    **OPENING_OUTCOMES,
    **dict.fromkeys(
        (
            Fault.SILENCE,
            Fault.HALF_FRAME,
            Fault.BYTE_BY_BYTE,
            Fault.TWO_FRAMES_GLUED,
            Fault.BAD_CHECKSUM,
            Fault.WRONG_LENGTH,
            Fault.NOISE_BEFORE,
            Fault.LATE_ANSWER,
        ),
        WELL,
    ),
    Fault.UNPLUGGED_MID_FRAME: PULLED,
    Fault.REPLUGGED_ELSEWHERE: PULLED,
}
"""The load lies there, and the next frame says so."""

CAMERA: Final[Mapping[Fault, Outcome]] = {
    Fault.SILENCE: LOST,
    Fault.HALF_FRAME: LOST,
    Fault.BYTE_BY_BYTE: WELL,
    Fault.NOISE_BEFORE: WELL,
    Fault.UNPLUGGED_MID_FRAME: PULLED_AND_LOST,
}

_HARMLESS: Final = frozenset(
    {
        Fault.BYTE_BY_BYTE,
        Fault.TWO_FRAMES_GLUED,
        Fault.NOISE_BEFORE,
        Fault.DUPLICATE,
        Fault.HALF_FRAME,
        Fault.BAD_CHECKSUM,
        Fault.IMPOSSIBLE_LENGTH,
        Fault.WRONG_LENGTH,
        Fault.BAD_CHECKSUM_RECEIVED,
        Fault.BAD_LENGTH_RECEIVED,
        Fault.BAD_COMMAND,
    }
)
"""Once, they cost another question; three times in a row they are a fault."""

_SAID: Final[Mapping[Fault, CardFault]] = {
    Fault.CARD_REFUSED_READER: CardFault.AUTHENTICATION_FAILED,
    Fault.READER_REFUSED_CARD: CardFault.AUTHENTICATION_FAILED,
    Fault.DATA_CHECK_ERROR: CardFault.DATA_CHECK_FAILED,
    Fault.WRONG_CARD_TYPE: CardFault.WRONG_CARD_TYPE,
    Fault.READ_FAILED: CardFault.READ_FAILED,
    Fault.SELECT_FAILED: CardFault.REMOVED_EARLY,
    Fault.NOT_AUTHORISED: CardFault.READER_NOT_AUTHORISED,
    Fault.SELF_TEST_FAILED: CardFault.READER_SELF_TEST_FAILED,
    Fault.UNKNOWN_STATUS: CardFault.UNKNOWN_STATUS,
}
_MUTING: Final = frozenset(
    {
        Fault.CARD_REFUSED_READER,
        Fault.READER_REFUSED_CARD,
        Fault.DATA_CHECK_ERROR,
        Fault.WRONG_CARD_TYPE,
        Fault.READ_FAILED,
    }
)
"""After these a card answers nothing until it is laid anew (V)."""
_OF_THE_READER: Final = frozenset({Fault.NOT_AUTHORISED, Fault.SELF_TEST_FAILED, Fault.UNKNOWN_STATUS})

STEPS: Final = (Command.FIND_CARD, Command.SELECT_CARD, Command.READ_CARD)
IN_HAND: Final = 9


def steps_of(fault: Fault) -> tuple[Command | None, ...]:
    """The questions that ``fault`` can hit."""
    if fault in FINGERPRINTS:
        return (Command.READ_CARD,)
    return (None,) if fault in OPENING_OUTCOMES else STEPS


def reader_outcome(fault: Fault, on: Command | None) -> Outcome:
    """What becomes of a card when ``fault`` hits the answer to ``on``. KeyError for one that nobody thought of."""
    outcome = OPENING_OUTCOMES.get(fault) or _line_outcome(fault, on) or _card_outcome(fault, on)
    return outcome or _status_outcome(fault, on)


def _line_outcome(fault: Fault, on: Command | None) -> Outcome | None:
    if fault in _HARMLESS:
        return WELL
    if fault in (Fault.UNPLUGGED_MID_FRAME, Fault.REPLUGGED_ELSEWHERE):
        return PULLED  # power brings the card back
    if fault in (Fault.SILENCE, Fault.LATE_ANSWER) or fault in FINGERPRINTS:
        # a card that was read, as far as it knows, answers nothing more
        return Outcome(told=DeviceFault.NO_ANSWER, reads=None if on is Command.READ_CARD else 2)
    return None


def _card_outcome(fault: Fault, on: Command | None) -> Outcome | None:
    gone = {Command.SELECT_CARD: CardFault.REMOVED_EARLY, Command.READ_CARD: CardFault.READ_FAILED}
    said = gone.get(on) if on is not None else None
    if fault is Fault.CARD_LIFTED:
        return Outcome(card=said, reads=None)
    if fault is Fault.CARD_SWAPPED:
        return Outcome(card=said, reads=IN_HAND)
    return None


def _status_outcome(fault: Fault, on: Command | None) -> Outcome:
    if on is not Command.FIND_CARD:
        return Outcome(card=_SAID[fault], reads=None if fault in _MUTING else 2)
    if fault is Fault.SELECT_FAILED:
        return Outcome(told=DeviceFault.NO_ANSWER)  # no answer to a find at all
    if fault in _OF_THE_READER:
        unknown = fault is Fault.UNKNOWN_STATUS
        return Outcome(told=DeviceFault.BAD_FRAME if unknown else DeviceFault.OUT_OF_ORDER)
    return Outcome(card=_SAID[fault])


def last_step_of(fault: Fault) -> tuple[Command | None, ...]:
    """Of :func:`steps_of` the one that brings the card."""
    return steps_of(fault)[-1:]
