"""A simulated label printer in the network: port 9100 on the loopback, jobs kept as they came.

Invariants:
- A fault hits one connection.
- It answers nothing, as the real ones, and closes the line when the job has ended.
"""

import contextlib
import socket
import struct
import threading
from types import TracebackType
from typing import Final, Self

from devices.simulators.faults import Fault, FaultPlan

_HELD: Final = 0.2
"""Seconds for which a busy printer keeps a line before it gives it up."""
_PIECE: Final = 64
_PIECE_TIME: Final = 0.005


FAULTS: Final = frozenset({Fault.IN_USE, Fault.UNPLUGGED_MID_FRAME, Fault.BYTE_BY_BYTE, Fault.SILENCE})
"""What it can have: it throws a job out at once while somebody else prints; the line breaks in the middle of the job;
the job is taken a piece at a time; nothing of it is read, and after a while the line is given up. It answers nothing,
so it has no frames to spoil."""


class SimulatedLabelPrinter:
    """A context manager; its jobs may be read from any thread."""

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._listener.settimeout(0.05)
        self._port: int = self._listener.getsockname()[1]
        self._changed = threading.Condition()  # guards what follows
        self._plan = FaultPlan(FAULTS)
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

    @property
    def faults(self) -> frozenset[Fault]:
        """What it can have."""
        return self._plan.possible

    def inject(self, fault: Fault, count: int = 1) -> None:
        """Let the next ``count`` connections (after those spoken for) go wrong in this way. Raises ValueError."""
        with self._changed:
            self._plan.add(fault, count)

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
            fault = self._plan.due_on_opening() or self._plan.due()
        with contextlib.suppress(OSError):
            match fault:
                case Fault.BYTE_BY_BYTE:
                    self._keep(self._slowly(line))
                case Fault.UNPLUGGED_MID_FRAME:
                    line.recv(_PIECE)
                    _throw_out(line)
                case Fault.SILENCE:
                    self._stopping.wait(_HELD)
                    _throw_out(line)
                case Fault.IN_USE:
                    _throw_out(line)
                case _:
                    self._keep(_all_of(line))

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
