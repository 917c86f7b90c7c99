"""One question at a time, and only its own answer.

Replies do not say what they answer, and a reader that was slow once still sends the old reply. Taking it for the next
one would put one person's card on another person's parcel. So the line is emptied before every question, and a reply
whose shape belongs to another command is thrown away. The driver also opens with a question (the SAM id) whose answer
looks like no other: a reader works in order, so once that answer is here, everything older has gone by.

Invariants:
- No reply is ever given out for a question it cannot answer.
- A question ends in one of three ways: an answer, damage on the line, or silence past its time-out.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Protocol

from devices.errors import DeviceError, DeviceFault
from devices.id_reader.commands import Command, can_answer, request_bytes
from devices.id_reader.frames import BadFrame, Damage, FrameParser, ParserCounts, Reply

_REST_SIZE: Final = 4096
"""Bytes; more than one late reply of any kind, so that a rest nearly always lasts its whole time."""

TORN_AFTER: Final = 0.25
"""Seconds of silence inside a frame after which its rest is not expected any more. Readers send a frame in one go; USB
adapters hold bytes back for 16 ms at most (R)."""


class Line(Protocol):
    """What a conversation needs of a line: see :class:`~devices.id_reader.line.SerialLine`. All raise DeviceError."""

    def read(self, size: int, timeout: float) -> bytes:
        """Up to ``size`` bytes, as soon as they are there or after ``timeout`` seconds."""

    def drain(self) -> bytes:
        """What has come in already."""

    def write(self, request: bytes) -> None:
        """Send ``request`` whole."""


@dataclass(frozen=True, slots=True)
class LineCounts:
    """What went by on one line since the start, for the device page and for tests."""

    parser: ParserCounts
    torn_frames: int
    stale_replies: int
    """Whole replies that answered no open question: late or sent twice."""


@dataclass(frozen=True, slots=True)
class _Question:
    command: Command
    deadline: float


class Conversation:
    """Questions and answers over one line. Only the driver's thread uses it.

    ``torn_after`` and ``monotonic``, the clock, are in seconds.
    """

    def __init__(
        self,
        device: str,
        line: Line,
        *,
        torn_after: float = TORN_AFTER,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._device = device
        self._line = line
        self._torn_after = torn_after
        self._monotonic = monotonic
        self._parser = FrameParser()
        self._question: _Question | None = None
        self._heard_at = 0.0
        self._torn = 0
        self._stale = 0

    @property
    def counts(self) -> LineCounts:
        """The counts so far; they outlast a reopening."""
        return LineCounts(self._parser.counts, self._torn, self._stale)

    def ask(self, command: Command, timeout: float) -> None:
        """Send ``command``; it must be answered within ``timeout`` seconds.

        Raises DeviceError REMOVED, BAD_FRAME (the line is never quiet).
        """
        self._drop(self._line.drain())
        self._parser.reset()
        self._line.write(request_bytes(command))
        self._heard_at = self._monotonic()
        self._question = _Question(command, self._heard_at + timeout)

    def answer(self, until: float) -> Reply | Damage | None:
        """The answer to what was asked, or None when ``until`` (monotonic seconds) comes first.

        Raises DeviceError NO_ANSWER when the question's own time is up, REMOVED when the line is gone.
        """
        question = self._question
        while question is not None:
            now = self._monotonic()
            verdict = self._hear(question, min(until, question.deadline, now + self._torn_after) - now)
            if verdict is not None:
                self._question = None
                return verdict
            if self._monotonic() >= until:
                return None
        return None

    def rest(self, timeout: float) -> None:
        """No question is open: throw away whatever comes in for ``timeout`` seconds. Raises DeviceError REMOVED."""
        self._drop(self._line.read(_REST_SIZE, timeout))

    def forget(self) -> None:
        """The line was closed or opened again: no answer is expected."""
        self._question = None
        self._parser.reset()

    def _hear(self, question: _Question, timeout: float) -> Reply | Damage | None:
        received = self._line.read(self._parser.missing, timeout)
        now = self._monotonic()
        if received:
            self._heard_at = now
            verdict = self._pick(question.command, self._parser.feed(received))
            if verdict is not None:
                return verdict
        elif self._parser.held and now - self._heard_at >= self._torn_after:
            self._torn += 1
            return Damage.TORN
        if now >= question.deadline:
            self._question = None
            raise DeviceError(DeviceFault.NO_ANSWER, self._device, question.command.name.lower())
        return None

    def _drop(self, unasked: bytes) -> None:
        self._stale += sum(isinstance(item, Reply) for item in self._parser.feed(unasked))

    def _pick(self, command: Command, items: list[Reply | BadFrame]) -> Reply | Damage | None:
        """The first reply that fits; what follows it in the same read is nobody's answer."""
        fitting = [item for item in items if isinstance(item, Reply) and can_answer(item, command)]
        self._stale += sum(isinstance(item, Reply) for item in items) - bool(fitting)
        if fitting:
            return fitting[0]
        return Damage.BAD_FRAME if any(isinstance(item, BadFrame) for item in items) else None
