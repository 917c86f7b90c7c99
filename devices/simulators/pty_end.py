"""The simulator's end of a serial line: a pseudo-terminal that can be unplugged and plugged in again.

Measured on Linux with pyserial 3.5 (V-here): the driver opens the other end by its path as if it were a serial port;
closing our end makes the driver's read fail as a pulled plug does, and the path vanishes.

Not simulated: baud rate (but :meth:`PtyEnd.is_set_to` tells what the driver chose), parity, 7 data bits (bytes pass as
they are), and modem lines (asking for DTR or CTS gives ENOTTY).

Invariants:
- POSIX only. The module imports everywhere; on Windows a new :class:`PtyEnd` raises DeviceError NO_DRIVER.
- The far end stays open here as well, so a driver that closes and opens again does not hang up our end.
- Never blocks without a limit, and ``unplug`` and ``close`` wake a ``read`` or ``write`` in another thread.
- No descriptor is closed while another thread waits on it.
"""

import contextlib
import os
import select
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from devices.errors import DeviceError, DeviceFault

_CHUNK = 4096

if sys.platform == "win32":

    def _open_pair(device: str) -> tuple[int, int, str]:
        raise DeviceError(DeviceFault.NO_DRIVER, device, "pseudo-terminals need a POSIX system")

    def _is_set_to(far: int, baudrate: int) -> bool:
        return bool(far and baudrate)

else:
    import termios
    import tty

    def _open_pair(device: str) -> tuple[int, int, str]:
        """A fresh raw pseudo-terminal: our end, the driver's end, the path of the latter."""
        try:
            near, far = os.openpty()
        except OSError as exc:
            raise DeviceError(DeviceFault.NO_DRIVER, device, "no pseudo-terminal to be had") from exc
        tty.setraw(far)
        os.set_blocking(near, False)
        return near, far, os.ttyname(far)

    def _is_set_to(far: int, baudrate: int) -> bool:
        speed: object = getattr(termios, f"B{baudrate}")
        return bool(termios.tcgetattr(far)[5] == speed)


class PtyEnd:
    """One serial device, as seen from inside the device.

    ``link``: a path to keep pointed at the terminal while it is plugged in, as udev does with
    ``/dev/serial/by-id``; a replugged device is then found under the same name. Without it, ``path`` is the terminal's
    own and may change with each ``replug``.

    Thread-safe: one thread may read while others write, unplug or close. Raises DeviceError NO_DRIVER where the system
    has no pseudo-terminals.
    """

    def __init__(self, link: Path | None = None, *, name: str = "sim:pty") -> None:
        self._name = name
        self._link = link
        self._reading = threading.Lock()
        self._writing = threading.Lock()
        self._plugging = threading.RLock()
        self._ends: tuple[int, int, str] | None = None  # replaced only with all three locks held
        self._last_path = ""
        self._closed = False
        self._ended = threading.Event()
        self._plug_in()
        self._wake_out, self._wake_in = os.pipe()  # readable while somebody wants read and write to let go

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def path(self) -> str:
        """What the driver opens; the last one while unplugged."""
        return str(self._link) if self._link is not None else self._last_path

    @property
    def plugged(self) -> bool:
        """False after ``unplug`` and after ``close``."""
        return self._ends is not None

    @property
    def closed(self) -> bool:
        """True after ``close``, for good."""
        return self._closed

    def is_set_to(self, baudrate: int) -> bool:
        """Whether the driver has set the line to this speed; False while unplugged."""
        with self._writing:
            return self._ends is not None and _is_set_to(self._ends[1], baudrate)

    def read(self, timeout: float) -> bytes:
        """What the driver has sent, as soon as there is something; empty after ``timeout`` seconds of silence.

        Also empty, and possibly early, when the device is unplugged or replugged meanwhile. While unplugged it
        waits the whole time, so that a loop around it does not spin; after ``close`` it returns at once.
        """
        with self._reading:
            if self._closed:
                return b""
            near = self._ends[0] if self._ends else None
            watched = [self._wake_out] if near is None else [self._wake_out, near]
            ready, _, _ = select.select(watched, [], [], timeout)
            if near is None or self._wake_out in ready or near not in ready:
                return b""
            with contextlib.suppress(BlockingIOError):
                return os.read(near, _CHUNK)
            return b""

    def write(self, data: bytes, timeout: float = 2.0) -> int:
        """Send ``data`` to the driver; the answer is how many bytes the line took within ``timeout`` seconds.

        A line nobody reads takes what the system buffers (Linux: some tens of KB) and then loses the rest, as a real
        one does. Unplugged: 0.
        """
        deadline = time.monotonic() + timeout
        sent = 0
        with self._writing:
            while sent < len(data) and self._ends is not None:
                near = self._ends[0]
                left = max(0.0, deadline - time.monotonic())
                stirred, room, _ = select.select([self._wake_out], [near], [], left)
                if stirred or not room:
                    break
                with contextlib.suppress(BlockingIOError):
                    sent += os.write(near, data[sent : sent + _CHUNK])
        return sent

    def rest(self, seconds: float) -> None:
        """Send nothing for so long; ``close`` ends it."""
        self._ended.wait(seconds)

    def unplug(self) -> None:
        """Pull the plug: the driver's handle dies, the path vanishes. Harmless when already unplugged."""
        with self._all_quiet():
            self._pull_out()

    def replug(self) -> str:
        """Plug in again, after pulling the plug if need be; the answer is the path, which may be a new one.

        Raises DeviceError REMOVED after ``close``.
        """
        with self._all_quiet():
            if self._closed:
                raise DeviceError(DeviceFault.REMOVED, self._name, "closed")
            self._pull_out()
            self._plug_in()
            return self.path

    def close(self) -> None:
        """Unplug for good and give everything back. Twice is harmless."""
        self._ended.set()
        with self._plugging:
            if self._closed:
                return
            with self._all_quiet():
                self._pull_out()
                self._closed = True
                os.close(self._wake_in)
                os.close(self._wake_out)

    @contextlib.contextmanager
    def _all_quiet(self) -> Iterator[None]:
        """Hold every lock, after waking whoever waits inside ``read`` or ``write``."""
        with self._plugging:
            if not self._closed:
                os.write(self._wake_in, b"!")
            with self._reading, self._writing:
                if not self._closed:
                    os.read(self._wake_out, 1)
                yield

    def _plug_in(self) -> None:
        self._ends = _open_pair(self._name)
        self._last_path = self._ends[2]
        if self._link is not None:
            self._link.unlink(missing_ok=True)
            self._link.symlink_to(self._last_path)

    def _pull_out(self) -> None:
        if self._ends is None:
            return
        near, far, _ = self._ends
        self._ends = None
        if self._link is not None:
            self._link.unlink(missing_ok=True)
        os.close(far)
        os.close(near)
