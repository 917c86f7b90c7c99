"""Reads documents in a process of its own: its work never stalls the window, and its memory ends with it.

Light: imports no vision library; the child does (:mod:`devices.documents.child`).

Invariants:
- The child lives no longer than its parent: it ends when its standard input closes, however the parent dies.
- Pictures go through pipes, never through files. Nothing the child says on standard error is kept.
- After any failure the child is gone, and the next call starts a new one.
"""

import contextlib
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import IO, Final

from devices.documents.reading import DocumentReading
from devices.documents.transcript import reading_from
from devices.documents.wire import Json, WireError, read_message, write_message
from devices.errors import DeviceError, DeviceFault
from devices.ports import Frame

NAME: Final = "document reader"
CHILD_COMMAND: Final = (sys.executable, "-m", "devices.documents.child")

READ: Final = "read"
WARM: Final = "warm"
"""Words of a request."""

_ROOT = Path(__file__).resolve().parents[2]
_START_SECONDS: Final = 40.0
"""Loading the models from a cold disk under a virus scanner."""
_END_SECONDS: Final = 2.0
if sys.platform == "win32":
    _FLAGS = subprocess.CREATE_NO_WINDOW | subprocess.BELOW_NORMAL_PRIORITY_CLASS
else:
    _FLAGS = 0


class OcrProcess:
    """A :class:`~devices.documents.reading.DocumentReader` in a child process.

    ``command`` starts :mod:`devices.documents.child` (a packaged program has another one than ``python -m``);
    ``timeout`` is in seconds, for one read without the child's start. Any thread may call; reads wait for each other.
    """

    def __init__(self, command: Sequence[str] = CHILD_COMMAND, *, timeout: float = 10.0) -> None:
        self._command = tuple(command)
        self._timeout = timeout
        self._turn = threading.Lock()
        self._child: _Child | None = None

    def warm(self) -> None:
        """Start the child beforehand, so that the first read need not load the models. Never waits, never raises."""
        if self._turn.acquire(blocking=False):
            try:
                with contextlib.suppress(DeviceError):
                    self._started()
            finally:
                self._turn.release()

    def read(self, frames: Sequence[Frame]) -> DocumentReading:
        """As the port says; ``read_at`` is when the newest frame was taken.

        Raises:
            DeviceError: NO_DRIVER, REMOVED, NO_ANSWER.
            ValueError: there is no frame.
        """
        if not frames:
            raise ValueError("no frame")
        with self._turn:
            child = self._started()
            try:
                child.await_ready()
                reading = child.read(frames, self._timeout)
            except DeviceError:
                self._drop()
                raise
        return replace(reading, read_at=max(frame.captured_at for frame in frames))

    def close(self) -> None:
        """End the child; a read that is going on fails with REMOVED. May be called more than once. Never raises."""
        child = self._child
        if child is None:
            return
        if self._turn.acquire(blocking=False):
            try:
                self._drop()
            finally:
                self._turn.release()
        else:
            child.kill()

    @property
    def process_id(self) -> int | None:
        """The running child's, for measurements."""
        child = self._child
        return None if child is None else child.process_id

    def _started(self) -> "_Child":
        if self._child is not None and not self._child.alive:
            self._drop()
        if self._child is None:
            self._child = _Child.begin(self._command)
        return self._child

    def _drop(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            child.end()


def _pixels(frame: Frame) -> memoryview:
    """The rows without gaps; no copy when they have none (a copy of 6 MB holds the interpreter's lock)."""
    image = frame.image
    return image.data.cast("B") if image.flags.c_contiguous else memoryview(image.tobytes())


class _Child:
    """A running child whose pipes are open."""

    def __init__(self, process: subprocess.Popen[bytes], requests: IO[bytes], answers: IO[bytes]) -> None:
        self._process = process
        self._requests = requests
        self._answers = answers
        self._ready = False

    @classmethod
    def begin(cls, command: Sequence[str]) -> "_Child":
        try:
            process = subprocess.Popen(  # noqa: S603 - the command is the program itself
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd=_ROOT,
                creationflags=_FLAGS,
            )
        except OSError as exc:
            raise DeviceError(DeviceFault.NO_DRIVER, NAME, type(exc).__name__) from exc
        if process.stdin is None or process.stdout is None:
            process.kill()
            raise DeviceError(DeviceFault.NO_DRIVER, NAME, "no pipes")
        child = cls(process, process.stdin, process.stdout)
        # a child that dies at once is found out by the first read
        with contextlib.suppress(OSError):
            write_message(child._requests, {"do": WARM})
        return child

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    @property
    def process_id(self) -> int:
        return self._process.pid

    def await_ready(self) -> None:
        if not self._ready:
            self._asked(None, (), _START_SECONDS)
            self._ready = True

    def read(self, frames: Sequence[Frame], timeout: float) -> DocumentReading:
        sizes: list[Json] = [[int(side) for side in frame.image.shape[:2]] for frame in frames]
        pixels = [_pixels(frame) for frame in frames]
        head, parts = self._asked({"do": READ, "frames": sizes}, pixels, timeout)
        try:
            return reading_from(head, parts)
        except WireError as exc:
            raise DeviceError(DeviceFault.REMOVED, NAME, "garbage") from exc

    def kill(self) -> None:
        self._process.kill()

    def end(self) -> None:
        with contextlib.suppress(OSError):  # it may have ended before us, with bytes still on the way
            self._requests.close()
        try:
            self._process.wait(_END_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._answers.close()

    def _asked(
        self, request: dict[str, Json] | None, parts: Sequence[memoryview], timeout: float
    ) -> tuple[dict[str, Json], list[bytes]]:
        """The answer to a request (None: to the one under way). A silent child is killed, so that waiting ends."""
        late = threading.Event()

        def give_up() -> None:
            late.set()
            self._process.kill()

        watchdog = threading.Timer(timeout, give_up)
        watchdog.daemon = True
        watchdog.start()
        try:
            if request is not None:
                write_message(self._requests, request, parts)
            answer = read_message(self._answers)
        except (OSError, ValueError, WireError) as exc:
            self._process.kill()
            fault = DeviceFault.NO_ANSWER if late.is_set() else DeviceFault.REMOVED
            raise DeviceError(fault, NAME, type(exc).__name__) from None
        finally:
            watchdog.cancel()
        if answer is None:
            raise DeviceError(DeviceFault.NO_ANSWER if late.is_set() else DeviceFault.REMOVED, NAME)
        head, answered = answer
        if "failed" in head:
            raise DeviceError(DeviceFault.NO_DRIVER, NAME, "a library or a model is missing")
        return head, answered
