"""A chip card reader on a pseudo-terminal: real frames, at a real line's speed, with faults to order.

Invariants:
- Answers go out in the order of the questions, as from a real module.
- A fault hits as many answers as it was injected for, the oldest injection first, and then it is gone.
- Paced, a byte never arrives before a line of that speed could have brought it.
- ``close`` ends and joins the thread.
"""

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Final, Self

from devices.id_reader.commands import Command
from devices.id_reader.frames import (
    HEADER_SIZE,
    PREAMBLE,
    BadFrame,
    FrameFault,
    Reply,
    Request,
    RequestParser,
    encode_reply,
)
from devices.id_reader.statuses import Status
from devices.ports import CardText
from devices.simulators.cards import synthetic_portrait
from devices.simulators.pty_end import PtyEnd
from devices.simulators.sdt_module import LaidCard, SdtModule, refusal


class ReaderFault(Enum):
    """What can go wrong with one answer. The last groups answer with a status instead."""

    SILENCE = "silence"
    HALF_FRAME = "half_frame"
    BYTE_BY_BYTE = "byte_by_byte"
    TWO_FRAMES_GLUED = "two_frames_glued"
    """Behind the answer, in the same write, comes a reply to nothing."""
    BAD_CHECKSUM = "bad_checksum"
    IMPOSSIBLE_LENGTH = "impossible_length"
    LENGTH_ONE_TOO_LONG = "length_one_too_long"
    NOISE_BEFORE_PREAMBLE = "noise_before_preamble"
    LATE_ANSWER = "late_answer"
    """Nothing comes until the next question is asked; then the old answer goes out ahead of the new one."""
    DUPLICATE_ANSWER = "duplicate_answer"
    UNPLUGGED_MID_FRAME = "unplugged_mid_frame"
    CARD_LIFTED = "card_lifted"
    """The card is gone when the question arrives."""

    BAD_CHECKSUM_RECEIVED = "bad_checksum_received"
    BAD_LENGTH_RECEIVED = "bad_length_received"
    BAD_COMMAND = "bad_command"
    CARD_REFUSED_READER = "card_refused_reader"
    READER_REFUSED_CARD = "reader_refused_card"
    DATA_CHECK_ERROR = "data_check_error"
    WRONG_CARD_TYPE = "wrong_card_type"
    READ_FAILED = "read_failed"
    SELF_TEST_FAILED = "self_test_failed"
    NOT_AUTHORISED = "not_authorised"
    SELECT_FAILED = "select_failed"
    UNKNOWN_STATUS = "unknown_status"


STATUS_FAULTS: Final[Mapping[ReaderFault, int]] = MappingProxyType(
    {
        ReaderFault.BAD_CHECKSUM_RECEIVED: Status.BAD_CHECKSUM_RECEIVED,
        ReaderFault.BAD_LENGTH_RECEIVED: Status.BAD_LENGTH_RECEIVED,
        ReaderFault.BAD_COMMAND: Status.BAD_COMMAND,
        ReaderFault.CARD_REFUSED_READER: Status.CARD_REFUSED_READER,
        ReaderFault.READER_REFUSED_CARD: Status.READER_REFUSED_CARD,
        ReaderFault.DATA_CHECK_ERROR: Status.DATA_CHECK_ERROR,
        ReaderFault.WRONG_CARD_TYPE: Status.WRONG_CARD_TYPE,
        ReaderFault.READ_FAILED: Status.READ_FAILED,
        ReaderFault.SELF_TEST_FAILED: Status.SELF_TEST_FAILED,
        ReaderFault.NOT_AUTHORISED: Status.NOT_AUTHORISED,
        ReaderFault.SELECT_FAILED: Status.SELECT_FAILED,
        ReaderFault.UNKNOWN_STATUS: 0x05,  # in no table; seen from a handheld reader's firmware (V)
    }
)
"""The faults that are an answer with a status of its own."""

_BITS_PER_BYTE: Final = 10
"""8N1: a start bit, eight data bits, a stop bit."""

_SLICE: Final = 32
"""Bytes written at once when paced: 2.8 ms at 115200 baud."""

_READ_TIMEOUT: Final = 0.5
_NOISE: Final = bytes.fromhex("00 ff 55 aa aa 96 aa aa")
"""Ends in what lengthens the preamble's run of AA."""


@dataclass(slots=True)
class _Planned:
    fault: ReaderFault
    count: int
    on: Command | None


@dataclass(frozen=True, slots=True)
class _Swap:
    card: LaidCard
    before: Command


class SimulatedReader:
    """The far end of ``path``. All methods may be called from any thread; ``close`` it, or use it in a ``with``.

    ``deaf_but_at``: the only speed of the line at which it understands anything; None: any.
    ``baudrate`` paces the answers (10 bits per byte, the question's own time included); None sends at once. ``link`` is
    a path that stays the same over ``replug``, see :class:`~devices.simulators.pty_end.PtyEnd`. Raises DeviceError
    NO_DRIVER where the system has no pseudo-terminals.
    """

    def __init__(
        self,
        *,
        baudrate: int | None = None,
        deaf_but_at: int | None = None,
        link: Path | None = None,
        name: str = "sim:sdt",
    ) -> None:
        self._pty = PtyEnd(link, name=name)
        self._deaf_but_at = deaf_but_at
        self._byte_time = _BITS_PER_BYTE / baudrate if baudrate else 0.0
        self._lock = threading.Lock()  # guards everything down to the blank line
        self._module = SdtModule()
        self._planned: list[_Planned] = []
        self._swap: _Swap | None = None
        self._bytes_moved = 0

        self._parser = RequestParser()  # these three belong to the thread
        self._owed = b""
        self._line_free_at = 0.0

        self._power_lost = threading.Event()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._serve, name=f"simulator {name}", daemon=True)
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def path(self) -> str:
        """What the driver opens; may change with ``replug`` unless there is a link."""
        return self._pty.path

    @property
    def bytes_moved(self) -> int:
        """Bytes over the line so far, both ways together."""
        with self._lock:
            return self._bytes_moved

    def lay_card(self, card: CardText, portrait: bytes | None = None, *, new_address: str = "") -> None:
        """Put a card on the reader, in place of one that lies there. Without ``portrait`` it gets a synthetic one."""
        with self._lock:
            self._module.lay(_laid(card, portrait, new_address))

    def lift_card(self) -> None:
        """Take the card away; harmless when there is none."""
        with self._lock:
            self._module.lift()

    def swap_card(self, card: CardText, portrait: bytes | None = None, *, before: Command) -> None:
        """Replace the card at the very moment at which the next ``before`` arrives, before it is answered."""
        with self._lock:
            self._swap = _Swap(_laid(card, portrait, ""), before)

    def inject(self, fault: ReaderFault, count: int = 1, *, on: Command | None = None) -> None:
        """Let ``fault`` hit the next ``count`` answers: to ``on``, or to whatever is asked."""
        with self._lock:
            self._planned.append(_Planned(fault, count, on))

    def unplug(self) -> None:
        """Pull the plug. The card keeps lying there."""
        self._power_lost.set()
        self._pty.unplug()

    def replug(self) -> str:
        """Plug in again; the answer is the path, which may be a new one. A card that lies there answers again."""
        with self._lock:
            self._module.power_up()
        self._power_lost.set()
        return self._pty.replug()

    def close(self) -> None:
        """Unplug for good and end the thread. Twice is harmless."""
        self._ended.set()
        self._pty.close()
        self._thread.join()

    # Below: the simulator's thread only.

    def _serve(self) -> None:
        while not self._ended.is_set():
            heard = self._pty.read(_READ_TIMEOUT)
            if self._power_lost.is_set():
                self._power_lost.clear()
                self._parser.reset()
                self._owed = b""
            if self._deaf_but_at is not None and heard and not self._pty.is_set_to(self._deaf_but_at):
                continue
            self._count(len(heard))
            # The pseudo-terminal brings a question at once; on a line its bytes take their time.
            self._line_free_at = max(self._line_free_at, time.monotonic() + len(heard) * self._byte_time)
            for item in self._parser.feed(heard):
                self._respond(item)

    def _respond(self, item: Request | BadFrame) -> None:
        if isinstance(item, BadFrame):
            too_long = item.fault is FrameFault.LENGTH
            status = Status.BAD_LENGTH_RECEIVED if too_long else Status.BAD_CHECKSUM_RECEIVED
            self._send(encode_reply(refusal(status)))
            return
        with self._lock:
            self._swap_card(item)
            fault = self._due_fault(item)
            reply = self._reply(item, fault)
        self._transmit(encode_reply(reply), fault)

    def _swap_card(self, request: Request) -> None:
        if self._swap is not None and (request.command, request.parameter) == self._swap.before.value:
            self._module.lay(self._swap.card)
            self._swap = None

    def _due_fault(self, request: Request) -> ReaderFault | None:
        for planned in self._planned:
            if planned.on is None or planned.on.value == (request.command, request.parameter):
                planned.count -= 1
                if planned.count == 0:
                    self._planned.remove(planned)
                return planned.fault
        return None

    def _reply(self, request: Request, fault: ReaderFault | None) -> Reply:
        if fault is ReaderFault.CARD_LIFTED:
            self._module.lift()
        if fault is not None and fault in STATUS_FAULTS:
            return self._module.fail(request, STATUS_FAULTS[fault])
        return self._module.answer(request)

    def _transmit(self, frame: bytes, fault: ReaderFault | None) -> None:
        owed, self._owed = self._owed, b""
        self._send(owed)
        match fault:
            case ReaderFault.LATE_ANSWER:
                self._owed = frame
            case ReaderFault.BYTE_BY_BYTE:
                self._send(frame, slice_size=1)
            case ReaderFault.DUPLICATE_ANSWER:
                self._send(frame)
                self._send(frame)
            case ReaderFault.UNPLUGGED_MID_FRAME:
                self._send(frame[: len(frame) // 2])
                self.unplug()
            case _:
                self._send(_spoilt(frame, fault))

    def _send(self, frame: bytes, slice_size: int = _SLICE) -> None:
        """Each slice goes out at the moment its last bit would have arrived."""
        start = max(self._line_free_at, time.monotonic())
        size = slice_size if self._byte_time or slice_size == 1 else max(1, len(frame))
        for offset in range(0, len(frame), size):
            piece = frame[offset : offset + size]
            self._ended.wait(max(0.0, start + (offset + len(piece)) * self._byte_time - time.monotonic()))
            self._count(len(piece))  # first: the driver may have it before this thread runs on
            self._pty.write(piece)
        self._line_free_at = start + len(frame) * self._byte_time

    def _count(self, moved: int) -> None:
        with self._lock:
            self._bytes_moved += moved


def _laid(card: CardText, portrait: bytes | None, new_address: str) -> LaidCard:
    return LaidCard(card, synthetic_portrait(0) if portrait is None else portrait, new_address)


def _impossible_length(frame: bytes) -> bytes:
    return PREAMBLE + b"\xff\xff" + frame[HEADER_SIZE:]


def _length_one_too_long(frame: bytes) -> bytes:
    length = int.from_bytes(frame[len(PREAMBLE) : HEADER_SIZE], "big") + 1
    return PREAMBLE + length.to_bytes(2, "big") + frame[HEADER_SIZE:]


_SPOILING: Final[Mapping[ReaderFault, Callable[[bytes], bytes]]] = MappingProxyType(
    {
        ReaderFault.SILENCE: lambda _: b"",
        ReaderFault.HALF_FRAME: lambda frame: frame[: len(frame) // 2],
        ReaderFault.TWO_FRAMES_GLUED: lambda frame: frame + encode_reply(refusal(Status.SUCCESS)),
        ReaderFault.BAD_CHECKSUM: lambda frame: frame[:-1] + bytes([frame[-1] ^ 0x5A]),
        ReaderFault.IMPOSSIBLE_LENGTH: _impossible_length,
        ReaderFault.LENGTH_ONE_TOO_LONG: _length_one_too_long,
        ReaderFault.NOISE_BEFORE_PREAMBLE: lambda frame: _NOISE + frame,
    }
)
"""The faults that only change the bytes of the answer."""


def _spoilt(frame: bytes, fault: ReaderFault | None) -> bytes:
    return _SPOILING[fault](frame) if fault is not None and fault in _SPOILING else frame
