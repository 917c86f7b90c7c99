"""The line to a reader behind a vendor's library: the library runs in a helper process, its pipes are the line.

Invariants:
- Whatever the library does (crash, hang, garbage), this process goes on: the helper is killed with the line's closing.
- Cards go through pipes only: never to a file, an argument or a log.
- ``close`` never raises and leaves no process and no thread.
"""

import contextlib
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO, Final

from devices.errors import DeviceError, DeviceFault
from devices.id_reader.vendor_contract import HELLO, HelperEnd

START_SECONDS: Final = 15.0
"""A process beside a virus scanner may take seconds to start, and a library to open its port."""
COMMAND: Final = "card-library"
"""The packaged program's command that runs the helper."""

_ROOT = Path(__file__).resolve().parents[2]
_CHUNK: Final = 4096
_END_SECONDS: Final = 2.0
if sys.platform == "win32":
    _NO_WINDOW = subprocess.CREATE_NO_WINDOW
else:
    _NO_WINDOW = 0

_ENDS: Final[Mapping[int, tuple[DeviceFault, str]]] = {
    HelperEnd.NO_LIBRARY: (DeviceFault.NO_DRIVER, "library cannot be loaded"),
    HelperEnd.OTHER_WORD_SIZE: (DeviceFault.NO_DRIVER, "library of another word size: set child"),
    HelperEnd.NO_SDT_LIBRARY: (DeviceFault.NO_DRIVER, "not an SDT library"),
    HelperEnd.PORT_CLOSED: (DeviceFault.NOT_FOUND, "library opens no port"),
    HelperEnd.PORT_GONE: (DeviceFault.REMOVED, "library lost its port"),
}


def helper_command(interpreter: str = "") -> tuple[str, ...]:
    """What starts the helper: another Python (3.11 or newer, 32-bit for a 32-bit library), or this program itself.

    No package is needed there, so that none is looked for (``-S -E``).
    """
    if not interpreter and getattr(sys, "frozen", False):
        return sys.executable, COMMAND
    return interpreter or sys.executable, "-S", "-E", "-m", "devices.id_reader.vendor_child"


class VendorLine:
    """One helper. ``device`` is the registry name that its errors carry, ``port`` the library's number of the reader.

    Only one thread uses it.
    """

    def __init__(
        self,
        device: str,
        library: str,
        port: int,
        *,
        command: Sequence[str] = (),
        start_seconds: float = START_SECONDS,
    ) -> None:
        self._device = device
        self._command = [*(command or helper_command()), str(Path(library).absolute()), str(port)]
        self._start_seconds = start_seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._received: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self._reader: threading.Thread | None = None
        self._held = b""

    def open(self) -> None:
        """Start the helper and wait for the library.

        Raises DeviceError NO_DRIVER (no interpreter, no such library, one of another word size), NOT_FOUND (the library
        opens no port), NO_ANSWER (it crashed or hangs), BAD_FRAME (something else answers).
        """
        self.close()
        try:
            process = subprocess.Popen(  # noqa: S603 - the command is the program itself, or the technician's
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd=_ROOT,
                creationflags=_NO_WINDOW,
                bufsize=0,
            )
        except OSError as exc:
            raise DeviceError(DeviceFault.NO_DRIVER, self._device, f"no helper ({type(exc).__name__})") from exc
        self._process = process
        self._received = queue.SimpleQueue()
        if process.stdout is not None:
            pump = threading.Thread(
                target=_pump, args=(process.stdout, self._received), name=f"helper {self._device}", daemon=True
            )
            self._reader = pump
            pump.start()
        try:
            self._greet()
        except DeviceError:
            self.close()
            raise

    def close(self) -> None:
        """End the helper. Twice is harmless."""
        process, self._process = self._process, None
        reader, self._reader = self._reader, None
        self._held = b""
        if process is None:
            return
        process.kill()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(_END_SECONDS)
        if reader is not None:
            reader.join(_END_SECONDS)
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()

    def read(self, size: int, timeout: float) -> bytes:
        """Up to ``size`` bytes (1 or more), or what came within ``timeout`` seconds.

        Raises DeviceError REMOVED when the library lost its port, NO_ANSWER when the helper is gone otherwise.
        """
        deadline = time.monotonic() + timeout
        while len(self._held) < size and (left := deadline - time.monotonic()) > 0:
            self._held += self._receive(left)
        found, self._held = self._held[:size], self._held[size:]
        return found

    def drain(self) -> bytes:
        """What has come in already. Raises DeviceError like ``read``."""
        found, self._held = self._held, b""
        while piece := self._receive(0.0):
            found += piece
        return found

    def write(self, request: bytes) -> None:
        """Send ``request`` whole. Raises DeviceError like ``read``."""
        process = self._running()
        try:
            if process.stdin is not None:
                process.stdin.write(request)
        except OSError as exc:
            raise self._ended(process) from exc

    def _greet(self) -> None:
        greeting = self.read(len(HELLO), self._start_seconds)
        if greeting == HELLO:
            return
        if HELLO.startswith(greeting):
            raise DeviceError(DeviceFault.NO_ANSWER, self._device, "helper does not start")
        raise DeviceError(DeviceFault.BAD_FRAME, self._device, "not a helper of ours")

    def _receive(self, timeout: float) -> bytes:
        process = self._running()
        try:
            piece = self._received.get(timeout=timeout) if timeout > 0 else self._received.get_nowait()
        except queue.Empty:
            return b""
        if not piece:
            self._received.put(b"")  # it stays at its end
            raise self._ended(process)
        return piece

    def _running(self) -> "subprocess.Popen[bytes]":
        if self._process is None:
            raise DeviceError(DeviceFault.REMOVED, self._device, "not open")
        return self._process

    def _ended(self, process: "subprocess.Popen[bytes]") -> DeviceError:
        try:
            code = process.wait(_END_SECONDS)
        except subprocess.TimeoutExpired:
            return DeviceError(DeviceFault.NO_ANSWER, self._device, "helper closed its pipe")
        fault, detail = _ENDS.get(code, (DeviceFault.NO_ANSWER, f"helper ended, code {code}"))
        return DeviceError(fault, self._device, detail)


def _pump(pipe: IO[bytes], received: "queue.SimpleQueue[bytes]") -> None:
    """On a thread of its own: a pipe has no time-out on Windows. An empty piece is the end."""
    with contextlib.suppress(OSError, ValueError):
        while piece := pipe.read(_CHUNK):
            received.put(piece)
    received.put(b"")
