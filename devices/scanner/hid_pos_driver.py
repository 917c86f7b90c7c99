"""A bar code scanner that speaks HID-POS: reports of its own, no keyboard and no serial port.

No input method, focus or layout can come between, and no key reaches a window.

Invariants:
- The library is loaded when the scanner is opened by name, and may be missing (DeviceError NO_DRIVER).
- Nothing is ever written to the scanner.
- The handle is closed after every failure.
"""

import time
from collections.abc import Callable
from typing import Final, Protocol

from devices.errors import DeviceError, DeviceFault
from devices.ports import DeviceAbout, DeviceKind, ScanEvent, ScanSource
from devices.scanner.aim import Code, scan_event
from devices.scanner.hid_pos import REPORT_SIZE, ReportLayout, ReportLosses, ReportReader
from devices.usb_identity import UsbIdentity

_POLL_TIME: Final = 0.1
"""Seconds; the longest a ``poll`` waits for a report."""


class HidHandle(Protocol):
    """An open HID device: see :mod:`devices.scanner.hid_library`. Both may be called on one thread only."""

    def read(self, size: int, timeout: float) -> bytes:
        """One report, its id first; empty after ``timeout`` seconds. Raises OSError once the device is gone."""

    def close(self) -> None:
        """Give it back. Never raises; twice is harmless."""


HidOpener = Callable[[str, UsbIdentity], HidHandle]
"""Opens the device that has this identity, for the registry name given first. Raises DeviceError."""


class HidPosScanner:
    """Implements :class:`~devices.ports.Driver`. Emits ScanEvent, source HID_POS; POS reports name the symbology."""

    def __init__(
        self,
        name: str,
        identity: UsbIdentity,
        *,
        layout: ReportLayout,
        open_device: HidOpener,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._name = name
        self._identity = identity
        self._open_device = open_device
        self._monotonic = monotonic
        self._reader = ReportReader(layout)
        self._handle: HidHandle | None = None

    @property
    def name(self) -> str:
        """The registry name."""
        return self._name

    @property
    def kind(self) -> DeviceKind:
        """SCANNER."""
        return DeviceKind.SCANNER

    @property
    def about(self) -> DeviceAbout:
        """Its maker and product on USB."""
        return DeviceAbout(model=self._identity.model)

    @property
    def losses(self) -> ReportLosses:
        """What was no whole code, as counts since the start."""
        return self._reader.losses

    def open(self) -> None:
        """Take the device. Raises DeviceError NOT_FOUND, ACCESS_DENIED, IN_USE, NO_DRIVER."""
        self.close()
        self._handle = self._open_device(self._name, self._identity)
        self._reader.reset()

    def poll(self) -> list[ScanEvent]:
        """Wait at most 100 ms for a report; the answer is the code it completes. Raises DeviceError REMOVED."""
        if self._handle is None:
            raise DeviceError(DeviceFault.REMOVED, self._name, "not open")
        try:
            report = self._handle.read(REPORT_SIZE, _POLL_TIME)
        except OSError as exc:
            raise DeviceError(DeviceFault.REMOVED, self._name, type(exc).__name__) from exc
        now = self._monotonic()
        codes = self._reader.feed(report, now) if report else self._reader.expire(now)
        return [self._event(code, now) for code in codes]

    def close(self) -> None:
        """Give the device back. Never raises; twice is harmless."""
        handle, self._handle = self._handle, None
        if handle is not None:
            handle.close()

    def _event(self, code: Code, now: float) -> ScanEvent:
        return scan_event(code, source=ScanSource.HID_POS, device=self._name, monotonic=now)
