"""Find, select, read: what to ask next after each answer, and what to report. Pure: no port, no clock, no thread.

What the protocol cannot say. A reader answers "no card" both when none is there and when the one that lies there was
read already, or has failed (V). A card's leaving therefore shows only when the next card is found, and that is when its
:class:`~devices.ports.CardGone` comes: right before the new card is selected, so that a screen can clear the old one.
A failed card that goes on answering without a pause has not been lifted; it is tried again quietly, and the same fault
is not reported twice.

Invariants:
- A CardRead holds what one single READ_CARD brought, never parts of two.
- That two reads are the same card, or that a card still lies there, is never inferred from the reader's silence.
- Damage on the line (bad checksum, torn frame, request not understood) is answered by asking again; at the third in a
  row for one card the card has failed, without a card the device has.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import Enum
from typing import Final, TypeAlias

from devices.errors import READER_FAULTS, CardError, CardFault, DeviceError, DeviceFault
from devices.id_reader.commands import Command, card_blocks
from devices.id_reader.frames import Damage, Reply
from devices.id_reader.statuses import LINE_NOISE, Status, card_fault
from devices.id_reader.text_block import parse_new_address, parse_text_block
from devices.ports import CardFailed, CardGone, CardRead, CardText

CardEvent: TypeAlias = CardRead | CardFailed | CardGone

_TRIES: Final = 3


@dataclass(frozen=True, slots=True)
class Moment:
    """When an answer came: ``monotonic`` in seconds, ``utc`` timezone-aware."""

    monotonic: float
    utc: datetime


@dataclass(frozen=True, slots=True)
class Turn:
    """What follows from an answer: the next question (None: look for a card later), and what to report now."""

    ask: Command | None = None
    events: tuple[CardEvent, ...] = ()


class _Lying(Enum):
    """The card of the last report, as far as it is known."""

    NONE = "none"
    READ = "read"
    FAILED = "failed"
    FAILED_AND_SILENT = "failed_and_silent"
    """It has not answered a find since: lifted, or just mute. When a card answers again, it was laid anew (V)."""


@dataclass(frozen=True, slots=True)
class _Blocks:
    text: CardText = field(repr=False)
    portrait: bytes = field(repr=False)


class CardSequence:
    """The state of one reader between its opening and its closing. ``device`` is the registry name.

    Ask FIND_CARD first and whenever a turn asks nothing; hand each answer to ``take``.
    """

    def __init__(self, device: str, *, wants_new_address: bool = False) -> None:
        self._device = device
        self._wants_new_address = wants_new_address
        self._lying = _Lying.NONE
        self._reported: CardFault | None = None
        self._under_way = False
        self._damages = 0
        self._blocks: _Blocks | None = None

    @property
    def under_way(self) -> bool:
        """True from the moment a card is found until it is read or has failed."""
        return self._under_way

    def take(self, asked: Command, answer: Reply | Damage, at: Moment) -> Turn:
        """``answer`` came for ``asked``, and can be its answer.

        Raises DeviceError BAD_FRAME when finds are answered by nothing but damage, and CardError when the reader
        itself refuses to work. Start over with a new sequence after either.
        """
        if isinstance(answer, Damage) or answer.status in LINE_NOISE:
            return self._damaged(asked, answer, at)
        match asked:
            case Command.FIND_CARD:
                return self._found(answer, at)
            case Command.SELECT_CARD:
                return self._selected(answer, at)
            case Command.READ_CARD:
                return self._read(answer, at)
            case Command.READ_NEW_ADDRESS:
                return self._address_read(answer, at)
            case Command.RESET_SAM | Command.SAM_STATUS | Command.SAM_ID:
                raise ValueError("no step of a card's read")

    def _found(self, answer: Reply, at: Moment) -> Turn:
        if answer.status == Status.CARD_FOUND:
            return Turn(Command.SELECT_CARD, self._new_card(at))
        if answer.status != Status.NO_CARD:
            return self._find_refused(answer.status, at)
        if self._under_way:
            return self._fail(CardFault.REMOVED_EARLY, at)
        self._damages = 0
        if self._lying is _Lying.FAILED:
            self._lying = _Lying.FAILED_AND_SILENT
        return Turn()

    def _new_card(self, at: Moment) -> tuple[CardEvent, ...]:
        self._under_way = True
        if self._lying not in (_Lying.READ, _Lying.FAILED_AND_SILENT):
            return ()
        self._lying = _Lying.NONE
        self._reported = None
        return (CardGone(self._device, at.monotonic),)

    def _find_refused(self, status: int, at: Moment) -> Turn:
        fault = card_fault(status)
        if fault in READER_FAULTS:
            raise CardError(fault, self._device, status)
        return self._fail(fault, at)

    def _selected(self, answer: Reply, at: Moment) -> Turn:
        if answer.status != Status.SUCCESS:
            return self._fail(card_fault(answer.status), at)
        return Turn(Command.READ_CARD)

    def _read(self, answer: Reply, at: Moment) -> Turn:
        if answer.status != Status.SUCCESS:
            return self._fail(card_fault(answer.status), at)
        text, portrait = card_blocks(answer)
        return self._parsed(lambda: _Blocks(parse_text_block(text, self._device), portrait), at)

    def _parsed(self, parse: Callable[[], _Blocks], at: Moment) -> Turn:
        try:
            blocks = parse()
        except CardError as error:
            return self._fail(error.card_fault, at)
        if self._wants_new_address and self._blocks is None:
            self._blocks = blocks
            # It may be asked for right after a read, without selecting the card again (V).
            return Turn(Command.READ_NEW_ADDRESS)
        return self._whole(blocks, at)

    def _address_read(self, answer: Reply, at: Moment) -> Turn:
        blocks = self._blocks
        if blocks is None or answer.status not in (Status.SUCCESS, Status.NO_SUCH_CONTENT):
            return self._fail(card_fault(answer.status), at)
        if answer.status == Status.NO_SUCH_CONTENT:
            return self._whole(blocks, at)
        return self._parsed(lambda: _moved(blocks, parse_new_address(answer.data, self._device)), at)

    def _damaged(self, asked: Command, answer: Reply | Damage, at: Moment) -> Turn:
        self._damages += 1
        if self._damages >= _TRIES:
            return self._give_up(answer, at)
        if asked in (Command.READ_CARD, Command.READ_NEW_ADDRESS):
            # The reader has done its part, and its card answers no find any more; it still is selected (R).
            return Turn(asked)
        return Turn()

    def _give_up(self, answer: Reply | Damage, at: Moment) -> Turn:
        if self._under_way:
            # The card may be well; what the clerk can do about it is the same as after a failed read.
            return self._fail(CardFault.READ_FAILED if isinstance(answer, Damage) else card_fault(answer.status), at)
        if isinstance(answer, Damage):
            raise DeviceError(DeviceFault.BAD_FRAME, self._device, answer.value)
        raise CardError(card_fault(answer.status), self._device, answer.status)

    def _fail(self, fault: CardFault, at: Moment) -> Turn:
        self._end_try(_Lying.FAILED)
        if fault is self._reported:
            return Turn()
        self._reported = fault
        return Turn(events=(CardFailed(fault, self._device, at.monotonic),))

    def _whole(self, blocks: _Blocks, at: Moment) -> Turn:
        self._end_try(_Lying.READ)
        self._reported = None
        return Turn(events=(CardRead(blocks.text, blocks.portrait, self._device, at.utc, at.monotonic),))

    def _end_try(self, lying: _Lying) -> None:
        self._lying = lying
        self._under_way = False
        self._damages = 0
        self._blocks = None


def _moved(blocks: _Blocks, address: str) -> _Blocks:
    """The address added later counts; an empty one means that the card has none."""
    return replace(blocks, text=replace(blocks.text, address=address or blocks.text.address))
