"""The driver of a SAM_V chip card reader on a serial line (or a USB adapter that shows itself as one).

It looks for a card at most every 300 ms (public drivers wait as long, V), and reads each one once; what is asked and
reported when is decided in :mod:`devices.id_reader.card_sequence`.

Invariants:
- Each ``poll`` lasts about 200 ms at most; a card's read goes on over several.
- When the device is lost, nothing is known about a card any more: no CardGone follows, the device's status says it,
  and the first card found afterwards is a new one.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, Protocol

from devices.errors import CardError, CardFault, DeviceError, DeviceFault
from devices.id_reader.card_sequence import CardEvent, CardSequence, Moment
from devices.id_reader.commands import Command
from devices.id_reader.conversation import TORN_AFTER, Conversation, Line, LineCounts
from devices.id_reader.frames import Reply
from devices.id_reader.line import SerialLine
from devices.id_reader.sam_id import sam_id_text
from devices.id_reader.statuses import LINE_NOISE, Status, card_fault
from devices.ports import DeviceAbout, DeviceKind
from devices.serial_opening import FoundPort, Port, SelfOpening

DEFAULT_BAUDRATE: Final = 115200

SPEEDS: Final = (115200, 9600, 230400, 57600, 38400, 19200)
"""Where a reader's speed is not known: the factory's first, then those seen in the field (V; the order R)."""

_POLL_SLICE: Final = 0.15
"""Seconds; with the line's own 50 ms it makes the 200 ms that a poll may take."""

_INQUIRIES: Final = 3


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds to wait for an answer. From public drivers (V), except where marked."""

    find_interval: float = 0.3
    """From one find to the next, at least."""
    inquiry: float = 3.0
    """For the module's status and id, and its reset."""
    inquiry_at_each_speed: float = 0.5
    """The same while speeds are tried one after the other: a module at rest answers in tens of milliseconds (R)."""
    find: float = 1.0
    """R: a find that has no card takes some tens of milliseconds."""
    select: float = 1.5
    read: float = 5.0
    """A read takes 0.4 to 1.5 s at 115200 baud (R), of which 112 ms are the bytes themselves."""
    torn_after: float = TORN_AFTER


DEFAULT_TIMING: Final = Timing()

LIBRARY_TIMING: Final = Timing(inquiry=5.0, find=3.0, select=4.0, read=8.0)
"""Behind a vendor's library, which has waits of its own inside each call (select 1.5 s in a public wrapper, V; the rest
R)."""


class ReaderLine(Line, Protocol):
    """A line that can be opened and closed: serial, USB or TCP."""

    def open(self) -> None:
        """Take it. Raises DeviceError."""

    def close(self) -> None:
        """Give it back. Never raises; twice is harmless."""


class SdtReader:
    """Implements :class:`~devices.ports.Driver` for a reader on ``port``, a serial one, or on another line.

    ``baudrate`` is the module's setting; makers ship 115200, some embedded modules 9600 or 230400 (V). None: each of
    :data:`SPEEDS` is tried when the reader is opened, the one that last answered first. With
    ``new_address`` an address that was added to a card after it was made takes the place of the first one, at the price
    of one more question per card. ``monotonic`` is the clock, in seconds.
    """

    def __init__(
        self,
        name: str,
        port: Port | ReaderLine,
        *,
        baudrate: int | None = DEFAULT_BAUDRATE,
        new_address: bool = False,
        timing: Timing = DEFAULT_TIMING,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._name = name
        self._new_address = new_address
        self._timing = timing
        self._monotonic = monotonic
        speeds = SPEEDS if baudrate is None else (baudrate,)
        self._lines: list[ReaderLine] = (
            [SerialLine(name, port, speed, monotonic=monotonic) for speed in speeds]
            if isinstance(port, str | FoundPort | SelfOpening)
            else [port]
        )
        self._line = self._lines[0]
        self._conversation = self._conversation_over(self._line)
        self._sequence = CardSequence(name, wants_new_address=new_address)
        self._asked: Command | None = None
        self._next_find_at = 0.0
        self._sam_id = ""

    @property
    def name(self) -> str:
        """The registry name."""
        return self._name

    @property
    def kind(self) -> DeviceKind:
        """ID_READER."""
        return DeviceKind.ID_READER

    @property
    def busy(self) -> bool:
        """True from the moment a card is found until it is read or has failed."""
        return self._sequence.under_way

    @property
    def sam_id(self) -> str:
        """The module's serial number as printed on the reader's plate; empty before the first ``open``."""
        return self._sam_id

    @property
    def about(self) -> DeviceAbout:
        """A SAM_V module and its number; it has no word for its firmware."""
        return DeviceAbout(model="SAM_V", serial=self._sam_id)

    @property
    def counts(self) -> LineCounts:
        """What the line has brought since the start, noise and stale replies included."""
        return self._conversation.counts

    def open(self) -> None:
        """Take the port and see that a working module answers.

        Raises DeviceError NOT_FOUND, IN_USE, ACCESS_DENIED, BAD_SETTING, NO_ANSWER, BAD_FRAME; CardError when the
        module refuses to work. After a failure the port is free again.
        """
        lines = sorted(self._lines, key=lambda line: line is not self._line)
        for line in lines:
            if line is not self._line:
                self._line = line
                self._conversation = self._conversation_over(line)
            try:
                self._open_line()
            except DeviceError as error:
                # At a wrong speed a reader is silent, or its answer is garbage; everything else is no matter of speed.
                wrong_speed = error.fault in (DeviceFault.NO_ANSWER, DeviceFault.BAD_FRAME)
                # A module that refuses to work was understood.
                if line is lines[-1] or not wrong_speed or isinstance(error, CardError):
                    raise
            else:
                return

    def _open_line(self) -> None:
        self._line.open()
        self._start_over()
        try:
            self._check_module()
            # The id comes last: its answer looks like no other, so whatever the reader still owed us is behind us.
            self._sam_id = sam_id_text(self._inquire(Command.SAM_ID).data)
        except DeviceError:
            self.close()
            raise

    def _conversation_over(self, line: ReaderLine) -> Conversation:
        return Conversation(self._name, line, torn_after=self._timing.torn_after, monotonic=self._monotonic)

    def poll(self) -> Sequence[CardEvent]:
        """Go on with the card, or look for one, for about 200 ms at most.

        Raises DeviceError REMOVED, NO_ANSWER, BAD_FRAME; CardError when the module refuses to work.
        """
        until = self._monotonic() + _POLL_SLICE
        asked = self._asked or self._begin_find(until)
        while asked is not None:
            answer = self._conversation.answer(until)
            if answer is None:
                return ()
            turn = self._sequence.take(asked, answer, Moment(self._monotonic(), datetime.now(UTC)))
            self._ask(turn.ask)
            # Back at once when a card was found (the device then shows busy), when something is to be told, and when
            # there is nothing more to ask.
            if turn.events or asked is Command.FIND_CARD:
                return turn.events
            asked = turn.ask
        return ()

    def close(self) -> None:
        """Give the port back. Never raises; twice is harmless."""
        self._line.close()
        self._start_over()

    def _start_over(self) -> None:
        self._conversation.forget()
        self._sequence = CardSequence(self._name, wants_new_address=self._new_address)
        self._asked = None
        self._next_find_at = self._monotonic()

    def _begin_find(self, until: float) -> Command | None:
        """Look for a card when it is time to; None when that is not before ``until``."""
        wait = min(self._next_find_at, until) - self._monotonic()
        if wait > 0:
            self._conversation.rest(wait)
        if self._monotonic() < self._next_find_at:
            return None
        self._next_find_at = self._monotonic() + self._timing.find_interval
        self._ask(Command.FIND_CARD)
        return self._asked

    def _ask(self, command: Command | None) -> None:
        self._asked = command
        if command is not None:
            self._conversation.ask(command, self._patience(command))

    @property
    def _inquiry_time(self) -> float:
        return self._timing.inquiry if len(self._lines) == 1 else self._timing.inquiry_at_each_speed

    def _patience(self, command: Command) -> float:
        match command:
            case Command.RESET_SAM | Command.SAM_STATUS | Command.SAM_ID:
                return self._inquiry_time
            case Command.FIND_CARD:
                return self._timing.find
            case Command.SELECT_CARD:
                return self._timing.select
            case Command.READ_CARD | Command.READ_NEW_ADDRESS:
                return self._timing.read

    def _check_module(self) -> None:
        try:
            self._inquire(Command.SAM_STATUS)
        except CardError as refusal:
            if refusal.card_fault is not CardFault.READER_SELF_TEST_FAILED:
                raise
            self._inquire(Command.RESET_SAM)  # makers' libraries reset a failing module too (V)
            self._inquire(Command.SAM_STATUS)

    def _inquire(self, command: Command) -> Reply:
        """Ask about the module itself, three times at most when the line garbles it. Raises DeviceError, CardError."""
        for _ in range(_INQUIRIES):
            self._conversation.ask(command, self._inquiry_time)
            answer = self._conversation.answer(until=float("inf"))
            if not isinstance(answer, Reply) or answer.status in LINE_NOISE:
                continue
            if answer.status != Status.SUCCESS:
                raise CardError(card_fault(answer.status), self._name, answer.status)
            return answer
        raise DeviceError(DeviceFault.BAD_FRAME, self._name, command.name.lower())
