"""The line to a reader on USB, by bulk transfers: the same frames in either of the two ways in which readers move them.

- A (the maker's specification, V): a frame's first seven bytes to endpoint 02 and its rest to 06; an answer's first
  seven bytes from 81, its rest from 85.
- B (many readers, V): a frame whole to the first OUT endpoint of interface 0, the answer from its first IN endpoint.

A third way, a tunnel in HID reports, is each vendor's own secret (GAP).

Invariants:
- The parser above decides what is a frame; here only the pieces are put in their order.
- ``close`` never raises and gives the interface back.
"""

import time
from collections.abc import Callable
from enum import Enum
from typing import Final, Protocol, TypeAlias

from devices.errors import DeviceError, DeviceFault
from devices.id_reader.draining import drained
from devices.id_reader.frames import HEADER_SIZE, MAX_LENGTH, PREAMBLE
from devices.usb_identity import UsbIdentity

_HEADER_OUT, _BODY_OUT = 0x02, 0x06
_HEADER_IN, _BODY_IN = 0x81, 0x85
_TRANSFER: Final = 4096
"""Bytes asked for at once: more than the longest frame, and whole packets of either USB speed."""
_WRITE_TIMEOUT: Final = 1.0
_BODY_TIMEOUT: Final = 0.2
"""Seconds that the rest of an answer may lie behind its first seven bytes (public drivers, V)."""
_BODY_WHOLE: Final = 1.0
"""Seconds in which all of it must be there, in however many transfers (R)."""
_LOOK: Final = 0.005
"""Seconds to look for what came in already; a transfer has no other way to ask."""


class UsbVariant(Enum):
    """How the reader moves frames; a setting, for both sorts carry the same identity."""

    SPLIT = "a"
    WHOLE = "b"


class UsbPort(Protocol):
    """An open USB device with interface 0 claimed: see :mod:`devices.id_reader.usb_library`.

    ``endpoints``: the bulk endpoints of interface 0, in their order. ``read`` and ``write`` raise OSError once the
    device is gone.
    """

    endpoints: tuple[int, ...]

    def read(self, endpoint: int, size: int, timeout: float) -> bytes:
        """What one transfer brings within ``timeout`` seconds; empty when nothing does."""

    def write(self, endpoint: int, data: bytes, timeout: float) -> None:
        """Send ``data`` whole."""

    def close(self) -> None:
        """Give it back. Never raises; twice is harmless."""


UsbOpener: TypeAlias = Callable[[str, UsbIdentity], UsbPort]
"""Opens the device of this identity for the registry name given first. Raises DeviceError."""


class UsbLine:
    """One reader. ``device`` is the registry name that its errors carry. Only one thread uses it."""

    def __init__(
        self,
        device: str,
        identity: UsbIdentity,
        variant: UsbVariant,
        open_port: UsbOpener,
        *,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._device = device
        self._identity = identity
        self._variant = variant
        self._open_port = open_port
        self._monotonic = monotonic
        self._port: UsbPort | None = None
        self._held = b""
        self._in, self._out = (_HEADER_IN, _BODY_IN), (_HEADER_OUT, _BODY_OUT)

    def open(self) -> None:
        """Take the reader.

        Raises DeviceError NOT_FOUND, ACCESS_DENIED, IN_USE, NO_DRIVER, BAD_SETTING (it cannot be of this variant).
        """
        self.close()
        self._port = self._open_port(self._device, self._identity)
        inward, outward = _first(self._port.endpoints)
        if self._variant is UsbVariant.WHOLE:
            self._in, self._out = (inward, inward), (outward, outward)
        if not {*self._in, *self._out} <= {*self._port.endpoints}:
            self.close()
            raise DeviceError(DeviceFault.BAD_SETTING, self._device, "endpoints of another variant")

    def close(self) -> None:
        """Give it back. Twice is harmless."""
        port, self._port = self._port, None
        self._held = b""
        if port is not None:
            port.close()

    def read(self, size: int, timeout: float) -> bytes:
        """Up to ``size`` bytes (1 or more), or what came within ``timeout`` seconds.

        May wait a second longer for the rest of an answer (variant A). Raises DeviceError REMOVED.
        """
        deadline = self._monotonic() + timeout
        while len(self._held) < size and (left := deadline - self._monotonic()) > 0:
            self._held += self._receive(left)
        found, self._held = self._held[:size], self._held[size:]
        return found

    def drain(self) -> bytes:
        """What has come in already. Raises DeviceError REMOVED, BAD_FRAME (it does not end)."""
        found, self._held = self._held, b""
        found += drained(self._device, lambda: self._receive(_LOOK))
        if self._variant is UsbVariant.SPLIT:
            self._drop_bodies()
        return found

    def write(self, request: bytes) -> None:
        """Send ``request`` whole. Raises DeviceError REMOVED."""
        port = self._open()
        pieces: tuple[tuple[int, bytes], ...] = ((self._out[0], request),)
        if self._variant is UsbVariant.SPLIT:
            pieces = ((self._out[0], request[:HEADER_SIZE]), (self._out[1], request[HEADER_SIZE:]))
        try:
            for endpoint, piece in pieces:
                port.write(endpoint, piece, _WRITE_TIMEOUT)
        except OSError as exc:
            raise self._lost(exc) from exc

    def _receive(self, timeout: float) -> bytes:
        port = self._open()
        try:
            piece = port.read(self._in[0], _TRANSFER, timeout)
            return piece + self._body(port, piece) if self._variant is UsbVariant.SPLIT else piece
        except OSError as exc:
            raise self._lost(exc) from exc

    def _drop_bodies(self) -> None:
        """Throw away what still lies on the body's endpoint: the next header would take it for its own."""
        drained(self._device, self._stray_body)

    def _stray_body(self) -> bytes:
        try:
            return self._open().read(self._in[1], _TRANSFER, _LOOK)
        except OSError as exc:
            raise self._lost(exc) from exc

    def _body(self, port: UsbPort, header: bytes) -> bytes:
        """The rest that a header announces; whatever else came on its endpoint is noise, and has none."""
        if len(header) != HEADER_SIZE or not header.startswith(PREAMBLE):
            return b""
        wanted = int.from_bytes(header[len(PREAMBLE) :], "big")
        if wanted > MAX_LENGTH:
            return b""
        body = b""
        deadline = time.monotonic() + _BODY_WHOLE
        while len(body) < wanted and time.monotonic() < deadline:
            piece = port.read(self._in[1], _TRANSFER, _BODY_TIMEOUT)
            if not piece:
                break
            body += piece
        return body

    def _open(self) -> UsbPort:
        if self._port is None:
            raise DeviceError(DeviceFault.REMOVED, self._device, "not open")
        return self._port

    def _lost(self, error: OSError) -> DeviceError:
        return DeviceError(DeviceFault.REMOVED, self._device, type(error).__name__)


def _first(endpoints: tuple[int, ...]) -> tuple[int, int]:
    """The first IN and the first OUT endpoint; 0 where there is none, which no bulk endpoint is."""
    inward = next((point for point in endpoints if point & 0x80), 0)
    return inward, next((point for point in endpoints if not point & 0x80), 0)
