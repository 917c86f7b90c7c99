"""A chip card reader on a pseudo-terminal: real frames, at a real line's speed, with faults to order.

Invariants:
- Paced, a byte never arrives before a line of that speed could have brought it.
- ``close`` ends and joins the thread.
"""

import threading
import time
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from devices.id_reader.commands import Command
from devices.ports import CardText
from devices.simulators.answering_module import AnsweringModule
from devices.simulators.faults import Fault, Plug, Sending
from devices.simulators.pty_end import PtyEnd

_BITS_PER_BYTE: Final = 10
"""8N1: a start bit, eight data bits, a stop bit."""

_SLICE: Final = 32
"""Bytes written at once when paced: 2.8 ms at 115200 baud."""

_READ_TIMEOUT: Final = 0.5


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
        self._module = AnsweringModule()
        self._lock = threading.Lock()  # guards the next
        self._bytes_moved = 0
        self._line_free_at = 0.0  # the thread's own

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

    @property
    def faults(self) -> frozenset[Fault]:
        """What it can have."""
        return self._module.faults

    def lay_card(self, card: CardText, portrait: bytes | None = None, *, new_address: str = "") -> None:
        """Put a card on the reader, in place of one that lies there. Without ``portrait`` it gets a synthetic one."""
        self._module.lay_card(card, portrait, new_address)

    def take_in_hand(self, card: CardText, portrait: bytes | None = None) -> None:
        """The card that CARD_SWAPPED puts in the place of another one."""
        self._module.take_in_hand(card, portrait)

    def lift_card(self) -> None:
        """Take the card away; harmless when there is none."""
        self._module.lift_card()

    def inject(self, fault: Fault, count: int = 1, *, on: Command | None = None) -> None:
        """Let ``fault`` hit the next ``count`` answers: to ``on``, or to whatever is asked. Raises ValueError."""
        self._module.inject(fault, count, on=on)

    def unplug(self) -> None:
        """Pull the plug. The card keeps lying there."""
        self._pty.unplug()
        self._module.power_up()

    def replug(self) -> str:
        """Plug in again; the answer is the path, which may be a new one. A card that lies there answers again."""
        self._module.power_up()
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
            if self._deaf_but_at is not None and heard and not self._pty.is_set_to(self._deaf_but_at):
                continue
            self._count(len(heard))
            # The pseudo-terminal brings a question at once; on a line its bytes take their time.
            self._line_free_at = max(self._line_free_at, time.monotonic() + len(heard) * self._byte_time)
            for sending in self._module.answers(heard):
                self._transmit(sending)

    def _transmit(self, sending: Sending) -> None:
        for piece in sending.pieces:
            self._send(piece, slice_size=1 if sending.torn else _SLICE)
        match sending.plug:
            case Plug.PULLED:
                self.unplug()
            case Plug.MOVED:
                self.replug()
            case Plug.STAYS:
                pass

    def _send(self, frame: bytes, slice_size: int) -> None:
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
