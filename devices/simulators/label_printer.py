"""A simulated label printer in the network: port 9100 on the loopback, jobs kept as they came.

Invariants:
- A fault is named, is asked for with a count, and wears off: one connection takes one fault, oldest first.
- It answers nothing, as the real ones, and closes the line when the job has ended.
"""

import contextlib
import socket
import struct
import threading
from collections import deque
from enum import Enum
from types import TracebackType
from typing import Final, Self

_HELD: Final = 0.2
"""Seconds for which a busy printer keeps a line before it gives it up."""
_PIECE: Final = 64
_PIECE_TIME: Final = 0.005


class LabelPrinterFault(Enum):
    """What can go wrong with one connection."""

    REFUSED = "refused"
    """It is thrown out at once: somebody else prints."""
    CUT = "cut"
    """The line breaks in the middle of the job."""
    SLOW = "slow"
    """The job is taken a piece at a time."""
    BUSY = "busy"
    """Nothing of the job is read, and after a while the line is given up."""


class SimulatedLabelPrinter:
    """A context manager; its jobs may be read from any thread."""

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._listener.settimeout(0.05)
        self._port: int = self._listener.getsockname()[1]
        self._changed = threading.Condition()  # guards what follows
        self._faults: deque[LabelPrinterFault] = deque()
        self._jobs: list[bytes] = []
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="simulated label printer", daemon=True)
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def port(self) -> int:
        """Where it listens on 127.0.0.1."""
        return self._port

    @property
    def jobs(self) -> list[bytes]:
        """What was printed whole, oldest first."""
        with self._changed:
            return list(self._jobs)

    def wait_for(self, count: int, timeout: float) -> bool:
        """Wait until so many jobs were printed."""
        with self._changed:
            return self._changed.wait_for(lambda: len(self._jobs) >= count, timeout)

    def inject(self, fault: LabelPrinterFault, count: int = 1) -> None:
        """Let the next ``count`` connections (after those already spoken for) go wrong in this way."""
        with self._changed:
            self._faults.extend([fault] * count)

    def close(self) -> None:
        """Switch it off. Twice is harmless."""
        self._stopping.set()
        self._thread.join()
        self._listener.close()

    def _run(self) -> None:
        while not self._stopping.is_set():
            with contextlib.suppress(TimeoutError):
                line, _ = self._listener.accept()
                with line:
                    line.settimeout(1.0)
                    self._serve(line)

    def _serve(self, line: socket.socket) -> None:
        with self._changed:
            fault = self._faults.popleft() if self._faults else None
        with contextlib.suppress(OSError):
            match fault:
                case None:
                    self._keep(_all_of(line))
                case LabelPrinterFault.SLOW:
                    self._keep(self._slowly(line))
                case LabelPrinterFault.CUT:
                    line.recv(_PIECE)
                    _throw_out(line)
                case LabelPrinterFault.BUSY:
                    self._stopping.wait(_HELD)
                    _throw_out(line)
                case LabelPrinterFault.REFUSED:
                    _throw_out(line)

    def _slowly(self, line: socket.socket) -> bytes:
        job = b""
        while piece := line.recv(_PIECE):
            job += piece
            self._stopping.wait(_PIECE_TIME)
        return job

    def _keep(self, job: bytes) -> None:
        if not job:
            return  # somebody looked whether it is there
        with self._changed:
            self._jobs.append(job)
            self._changed.notify_all()


def _all_of(line: socket.socket) -> bytes:
    job = b""
    while piece := line.recv(4096):
        job += piece
    return job


def _throw_out(line: socket.socket) -> None:
    """Close with a reset."""
    line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    line.close()
