"""The line to a reader on the network (handheld readers and serial servers, TCP, mostly port 50000, V).

Such readers put a prefix of their own around the same frames (V); the parser looks for the preamble, so whatever stands
around it falls away. What their own requests look like around ours is in no document we found (GAP): ours go out bare.

Invariants:
- No wait is longer than asked, and emptying the line has an end; a connection that ends is a device that was removed.
- ``close`` never raises.
"""

import contextlib
import socket
import time
from typing import Final

from devices.errors import DeviceError, DeviceFault
from devices.id_reader.draining import drained

_CONNECT_TIMEOUT: Final = 2.0
_WRITE_TIMEOUT: Final = 1.0
_CHUNK: Final = 4096


class TcpLine:
    """One connection. ``device`` is the registry name that its errors carry. Only one thread uses it."""

    def __init__(self, device: str, host: str, port: int) -> None:
        self._device = device
        self._address = (host, port)
        self._socket: socket.socket | None = None
        self._held = b""

    def open(self) -> None:
        """Connect. Raises DeviceError NOT_FOUND (no such host, nobody listens, no way there)."""
        self.close()
        try:
            self._socket = socket.create_connection(self._address, _CONNECT_TIMEOUT)
        except OSError as exc:
            raise DeviceError(DeviceFault.NOT_FOUND, self._device, type(exc).__name__) from exc
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def close(self) -> None:
        """Hang up. Twice is harmless."""
        line, self._socket = self._socket, None
        self._held = b""
        if line is not None:
            with contextlib.suppress(OSError):
                line.close()

    def read(self, size: int, timeout: float) -> bytes:
        """Up to ``size`` bytes (1 or more), or what came within ``timeout`` seconds. Raises DeviceError REMOVED."""
        deadline = time.monotonic() + timeout
        while len(self._held) < size and (left := deadline - time.monotonic()) > 0:
            self._held += self._receive(left)
        found, self._held = self._held[:size], self._held[size:]
        return found

    def drain(self) -> bytes:
        """What has come in already; does not wait. Raises DeviceError REMOVED, BAD_FRAME (it does not end)."""
        found, self._held = self._held, b""
        return found + drained(self._device, lambda: self._receive(0.0))

    def write(self, request: bytes) -> None:
        """Send ``request`` whole. Raises DeviceError REMOVED."""
        line = self._open_line()
        try:
            line.settimeout(_WRITE_TIMEOUT)
            line.sendall(request)
        except OSError as exc:
            raise self._lost(exc) from exc

    def _receive(self, timeout: float) -> bytes:
        line = self._open_line()
        try:
            line.settimeout(timeout)
            piece = line.recv(_CHUNK)
        except (TimeoutError, BlockingIOError):
            return b""
        except OSError as exc:
            raise self._lost(exc) from exc
        if not piece:
            raise DeviceError(DeviceFault.REMOVED, self._device, "hung up")
        return piece

    def _open_line(self) -> socket.socket:
        if self._socket is None:
            raise DeviceError(DeviceFault.REMOVED, self._device, "not open")
        return self._socket

    def _lost(self, error: OSError) -> DeviceError:
        return DeviceError(DeviceFault.REMOVED, self._device, type(error).__name__)
