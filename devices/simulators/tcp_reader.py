"""A simulated card reader on the network: the usual frames with a maker's own bytes around them.

Invariants:
- One connection at a time, as real ones; ``close`` ends and joins the thread.
"""

import contextlib
import socket
import threading
from types import TracebackType
from typing import Final, Self

from devices.ports import CardText
from devices.simulators.answering_module import AnsweringModule

WRAPPERS: Final = (b"", b"D&C00040101", b"\xca\xdf\x07\x35\x00")
"""What was seen in front of the frames (V: the first bytes; their meaning is GAP)."""

_POLL: Final = 0.2


class SimulatedTcpReader:
    """Listens on ``port`` of this PC (0: a free one) and puts ``wrapper`` in front of each answer."""

    def __init__(self, wrapper: bytes = b"", port: int = 0) -> None:
        self._wrapper = wrapper
        self._module = AnsweringModule()
        self._ended = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", port))
        self._listener.settimeout(_POLL)
        self.port = int(self._listener.getsockname()[1])
        self._thread = threading.Thread(target=self._serve, name="simulator sim:tcp-reader", daemon=True)
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def lay_card(self, card: CardText) -> None:
        """Put a card on the reader."""
        self._module.lay_card(card)

    def close(self) -> None:
        """Switch off. Twice is harmless."""
        self._ended.set()
        self._thread.join()
        self._listener.close()

    def _serve(self) -> None:
        while not self._ended.is_set():
            with contextlib.suppress(TimeoutError):
                connection, _ = self._listener.accept()
                with connection:
                    connection.settimeout(_POLL)
                    self._talk(connection)

    def _talk(self, connection: socket.socket) -> None:
        while not self._ended.is_set():
            try:
                asked = connection.recv(4096)
            except TimeoutError:
                continue
            except OSError:
                return
            if not asked:
                return
            for answer in self._module.answers(asked):
                with contextlib.suppress(OSError):
                    connection.sendall(self._wrapper + answer)
