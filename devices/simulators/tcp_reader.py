"""A simulated card reader on the network: the usual frames with a maker's own bytes around them.

Invariants:
- One connection at a time, as real ones; ``close`` ends and joins the thread.
- Its plug is its power: pulled, the connection breaks and nobody listens; it comes back at the same address, for a
  network device has no other name.
"""

import contextlib
import socket
import threading
from dataclasses import replace
from types import TracebackType
from typing import Final, Self

from devices.id_reader.commands import Command
from devices.ports import CardText
from devices.simulators.answering_module import AnsweringModule
from devices.simulators.faults import Fault, Plug, Sending

WRAPPERS: Final = (b"", b"D&C00040101", b"\xca\xdf\x07\x35\x00")
"""What was seen in front of the frames (V: the first bytes; their meaning is GAP)."""

_POLL: Final = 0.05


class SimulatedTcpReader:
    """Listens on ``port`` of this PC (0: a free one) and puts ``wrapper`` in front of each answer. Thread-safe."""

    def __init__(self, wrapper: bytes = b"", port: int = 0) -> None:
        self._wrapper = wrapper
        self._module = AnsweringModule()
        self._ended = threading.Event()
        self._powered = threading.Event()
        self._powered.set()
        self._listener = self._listen(port)
        self.port = int(self._listener.getsockname()[1])
        self._switching = threading.Lock()  # guards the listener and the thread
        self._thread = self._start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def faults(self) -> frozenset[Fault]:
        """What it can have."""
        return self._module.faults

    def lay_card(self, card: CardText, portrait: bytes | None = None) -> None:
        """Put a card on the reader."""
        self._module.lay_card(card, portrait)

    def take_in_hand(self, card: CardText, portrait: bytes | None = None) -> None:
        """The card that CARD_SWAPPED puts in the place of another one."""
        self._module.take_in_hand(card, portrait)

    def lift_card(self) -> None:
        """Take the card away; harmless when there is none."""
        self._module.lift_card()

    def inject(self, fault: Fault, count: int = 1, *, on: Command | None = None) -> None:
        """Let the next ``count`` answers, to ``on`` or to anything, go wrong. Raises ValueError."""
        self._module.inject(fault, count, on=on)

    def unplug(self) -> None:
        """Switch its power off. Not from its own thread."""
        with self._switching:
            self._switch_off()

    def replug(self) -> None:
        """Switch it on again."""
        with self._switching:
            self._switch_off()
            if not self._ended.is_set():
                self._module.power_up()
                self._listener = self._listen(self.port)
                self._powered.set()
                self._thread = self._start()

    def close(self) -> None:
        """Switch off for good. Twice is harmless."""
        self._ended.set()
        self.unplug()

    def _switch_off(self) -> None:
        self._powered.clear()
        self._thread.join()
        self._listener.close()

    def _listen(self, port: int) -> socket.socket:
        listener = socket.create_server(("127.0.0.1", port))
        listener.settimeout(_POLL)
        return listener

    def _start(self) -> threading.Thread:
        thread = threading.Thread(target=self._serve, name="simulator sim:tcp-reader", daemon=True)
        thread.start()
        return thread

    # Below: the simulator's thread only.

    def _serve(self) -> None:
        while self._powered.is_set():
            with contextlib.suppress(TimeoutError):
                connection, _ = self._listener.accept()
                with connection:
                    connection.settimeout(_POLL)
                    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                    self._talk(connection)
        self._listener.close()

    def _talk(self, connection: socket.socket) -> None:
        while self._powered.is_set():
            try:
                asked = connection.recv(4096)
            except TimeoutError:
                continue
            except OSError:
                return
            if not asked:
                return
            for sending in self._module.answers(asked):
                with contextlib.suppress(OSError):
                    self._send(connection, sending)
                if sending.plug is not Plug.STAYS:
                    if sending.plug is Plug.PULLED:
                        self._powered.clear()
                    self._module.power_up()
                    return

    def _send(self, connection: socket.socket, sending: Sending) -> None:
        for piece in sending.pieces:
            for write in replace(sending, pieces=(self._wrapper + piece,)).writes:
                connection.sendall(write)
