"""A simulated HID scanner: reports in either layout, behind the port that hidapi stands behind in the product.

Invariants:
- Codes are never logged or kept.
- Thread-safe: one thread reads while others scan and unplug.
"""

import errno
import queue
import threading
from typing import Final

from devices.errors import DeviceError, DeviceFault
from devices.scanner.hid_pos import REPORT_SIZE, ReportLayout, reports_for
from devices.simulators.faults import OPENING, Fault, FaultPlan
from devices.usb_identity import UsbIdentity

IDENTITY: Final = UsbIdentity(0x1234, 0x0001, "SIM1")
"""Of no scanner that was ever made."""


FAULTS: Final = OPENING | {
    Fault.SILENCE,
    Fault.HALF_FRAME,
    Fault.WRONG_LENGTH,
    Fault.FOREIGN_REPORT,
    Fault.TWO_FRAMES_GLUED,
    Fault.UNPLUGGED_MID_FRAME,
    Fault.REPLUGGED_ELSEWHERE,
}
"""What it can have. A half frame is a code without its last report, or a report without its second half where that is
the only one (or the layout does not say that more is to come). A report has no single bytes and is never glued: two
codes come right after each other."""

_ON_OPENING: Final = {Fault.NO_RIGHTS: DeviceFault.ACCESS_DENIED, Fault.IN_USE: DeviceFault.IN_USE}
_PLUG: Final = frozenset({Fault.UNPLUGGED_MID_FRAME, Fault.REPLUGGED_ELSEWHERE})
_PULLED: Final = b"pulled"
"""Wakes a read; no report is this short."""


class SimulatedHidScanner:
    """``open_device`` is what the driver is given in hidapi's place."""

    def __init__(self, layout: ReportLayout = ReportLayout.POS, identity: UsbIdentity = IDENTITY) -> None:
        self._layout = layout
        self._identity = identity
        self._lock = threading.Lock()
        self._plan = FaultPlan(FAULTS)
        self._glued: list[bytes] = []
        self._reports: queue.SimpleQueue[bytes] | None = queue.SimpleQueue()

    @property
    def faults(self) -> frozenset[Fault]:
        """What it can have."""
        return self._plan.possible

    def inject(self, fault: Fault, count: int = 1) -> None:
        """Let the next ``count`` scans (or openings, as the fault is) go wrong in this way. Raises ValueError."""
        with self._lock:
            self._plan.add(fault, count)

    def scan(self, text: str, *, aim: str = "", encoding: str = "utf-8") -> None:
        """Read a code: send its reports. ``aim``: the AIM identifier, for example ``]C1``."""
        reports = reports_for(text.encode(encoding), self._layout, aim.encode())
        with self._lock:
            fault = self._plan.due()
            reports[:0], self._glued = self._glued, []
        match fault:
            case Fault.SILENCE:
                return
            case Fault.HALF_FRAME if len(reports) > 1 and self._layout is ReportLayout.POS:
                del reports[-1]
            case Fault.HALF_FRAME:
                reports[-1] = reports[-1][: REPORT_SIZE // 2]
            case Fault.WRONG_LENGTH:
                reports[0] = reports[0][:1] + b"\xff" + reports[0][2:]
            case Fault.FOREIGN_REPORT:
                reports.insert(0, b"\x07".ljust(REPORT_SIZE, b"\0"))
            case Fault.TWO_FRAMES_GLUED:
                self._glued, reports = reports, []
            case _:
                pass
        self._send(reports[:1] if fault in _PLUG else reports)
        if fault in _PLUG:
            self.unplug()
        if fault is Fault.REPLUGGED_ELSEWHERE:
            self.replug()

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
            same = (identity.vendor, identity.product) == (self._identity.vendor, self._identity.product)
            if self._reports is None or not same or identity.serial not in ("", self._identity.serial):
                raise DeviceError(DeviceFault.NOT_FOUND, device, str(identity))
            fault = self._plan.due_on_opening()
            if fault is not None:
                raise DeviceError(_ON_OPENING[fault], device)
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
