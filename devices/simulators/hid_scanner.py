"""A simulated HID scanner: reports in either layout, behind the port that hidapi stands behind in the product.

Invariants:
- A fault is named, is asked for with a count, and wears off: one scan, or one opening, takes one fault, oldest first.
- Codes are never logged or kept.
- Thread-safe: one thread reads while others scan and unplug.
"""

import errno
import queue
import threading
from collections import deque
from enum import Enum
from typing import Final

from devices.errors import DeviceError, DeviceFault
from devices.scanner.hid_pos import REPORT_SIZE, ReportLayout, reports_for
from devices.usb_identity import UsbIdentity

IDENTITY: Final = UsbIdentity(0x1234, 0x0001, "SIM1")
"""Of no scanner that was ever made."""


class HidScannerFault(Enum):
    """What can go wrong."""

    SHORT_REPORT = "short_report"
    """The first report arrives without its second half."""
    WRONG_LENGTH = "wrong_length"
    """The first report claims more data than it has room for."""
    FOREIGN_REPORT = "foreign_report"
    """A report of another id (a battery's, a button's) comes before the code."""
    CONTINUATION_LOST = "continuation_lost"
    """The last report never comes."""
    UNPLUG_HALFWAY = "unplug_halfway"
    NO_RIGHTS = "no_rights"
    IN_USE = "in_use"


_ON_OPENING: Final = {
    HidScannerFault.NO_RIGHTS: DeviceFault.ACCESS_DENIED,
    HidScannerFault.IN_USE: DeviceFault.IN_USE,
}
_PULLED: Final = b"pulled"
"""Wakes a read; no report is this short."""


class SimulatedHidScanner:
    """``open_device`` is what the driver is given in hidapi's place."""

    def __init__(self, layout: ReportLayout = ReportLayout.POS, identity: UsbIdentity = IDENTITY) -> None:
        self._layout = layout
        self._identity = identity
        self._lock = threading.Lock()
        self._faults: deque[HidScannerFault] = deque()
        self._reports: queue.SimpleQueue[bytes] | None = queue.SimpleQueue()

    def inject(self, fault: HidScannerFault, count: int = 1) -> None:
        """Let the next ``count`` scans (or openings, as the fault is) go wrong in this way."""
        with self._lock:
            self._faults.extend([fault] * count)

    def scan(self, text: str, *, aim: str = "", encoding: str = "utf-8") -> None:
        """Read a code: send its reports. ``aim``: the AIM identifier, for example ``]C1``."""
        with self._lock:
            fault = self._faults.popleft() if self._faults else None
        reports = reports_for(text.encode(encoding), self._layout, aim.encode())
        match fault:
            case HidScannerFault.SHORT_REPORT:
                reports[0] = reports[0][: REPORT_SIZE // 2]
            case HidScannerFault.WRONG_LENGTH:
                reports[0] = reports[0][:1] + b"\xff" + reports[0][2:]
            case HidScannerFault.FOREIGN_REPORT:
                reports.insert(0, b"\x07".ljust(REPORT_SIZE, b"\0"))
            case HidScannerFault.CONTINUATION_LOST:
                del reports[-1]
            case HidScannerFault.UNPLUG_HALFWAY:
                self._send(reports[:1])
                self.unplug()
                return
            case _:
                pass
        self._send(reports)

    def unplug(self) -> None:
        """Pull the plug."""
        with self._lock:
            pulled, self._reports = self._reports, None
        if pulled is not None:
            pulled.put(_PULLED)

    def replug(self) -> None:
        """Plug in again."""
        with self._lock:
            self._reports = self._reports or queue.SimpleQueue()

    def open_device(self, device: str, identity: UsbIdentity) -> "_Handle":
        """Raises DeviceError as :func:`devices.scanner.hid_library.open_hid` does."""
        with self._lock:
            if self._faults and self._faults[0] in _ON_OPENING:
                raise DeviceError(_ON_OPENING[self._faults.popleft()], device)
            same = (identity.vendor, identity.product) == (self._identity.vendor, self._identity.product)
            if self._reports is None or not same or identity.serial not in ("", self._identity.serial):
                raise DeviceError(DeviceFault.NOT_FOUND, device, str(identity))
            return _Handle(self._reports)

    def _send(self, reports: list[bytes]) -> None:
        with self._lock:
            if self._reports is not None:
                for report in reports:
                    self._reports.put(report)


class _Handle:
    """Implements :class:`~devices.scanner.hid_pos_driver.HidHandle`."""

    def __init__(self, reports: queue.SimpleQueue[bytes]) -> None:
        self._reports = reports

    def read(self, size: int, timeout: float) -> bytes:
        try:
            report = self._reports.get(timeout=timeout)
        except queue.Empty:
            return b""
        if report is _PULLED:
            self._reports.put(_PULLED)  # a pulled device stays pulled for this handle
            raise OSError(errno.EIO, "read error")
        return report[:size]

    def close(self) -> None:
        self._reports = queue.SimpleQueue()
