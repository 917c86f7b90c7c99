"""Raw bytes to a Windows queue, through winspool itself: the data type RAW goes past the printer's driver.

Never run against a real Windows spooler yet: type-checked only.

Invariants:
- Every handle and every document that was begun is ended, whatever fails between.
"""

import ctypes
import sys
from typing import Final

from devices.errors import DeviceError, DeviceFault
from devices.label_printer.transport import unsent

ERROR_ACCESS_DENIED: Final = 5
ERROR_INVALID_PRINTER_NAME: Final = 1801


class DocInfo1(ctypes.Structure):
    """DOC_INFO_1W."""

    _fields_ = (
        ("document", ctypes.c_wchar_p),
        ("output_file", ctypes.c_wchar_p),
        ("data_type", ctypes.c_wchar_p),
    )


def fault_of(code: int) -> DeviceFault:
    """What a spooler's error number means."""
    return {
        ERROR_ACCESS_DENIED: DeviceFault.ACCESS_DENIED,
        ERROR_INVALID_PRINTER_NAME: DeviceFault.NOT_FOUND,
    }.get(code, DeviceFault.REFUSED)


if sys.platform == "win32":
    from ctypes import wintypes

    _winspool = ctypes.WinDLL("winspool.drv", use_last_error=True)

    def _refused(device: str, step: str) -> DeviceError:
        code = ctypes.get_last_error()
        return DeviceError(fault_of(code), device, f"{step} {code}")

    def _opened(device: str, queue: str) -> wintypes.HANDLE:
        handle = wintypes.HANDLE()
        if not _winspool.OpenPrinterW(queue, ctypes.byref(handle), None):
            raise _refused(device, "OpenPrinter")
        return handle

    def find_printer(device: str, queue: str) -> None:
        """Look whether there is such a queue. Raises DeviceError."""
        _winspool.ClosePrinter(_opened(device, queue))

    def send_raw(device: str, queue: str, title: str, job: bytes) -> None:
        """Put one raw document into the queue. Raises DeviceError."""
        handle = _opened(device, queue)
        try:
            document = DocInfo1(title, None, "RAW")
            if not _winspool.StartDocPrinterW(handle, 1, ctypes.byref(document)):
                raise _refused(device, "StartDocPrinter")
            try:
                _write(device, handle, job)
            finally:
                _winspool.EndDocPrinter(handle)
        finally:
            _winspool.ClosePrinter(handle)

    def _write(device: str, handle: wintypes.HANDLE, job: bytes) -> None:
        written = wintypes.DWORD()
        if not _winspool.StartPagePrinter(handle):
            raise _refused(device, "StartPagePrinter")
        taken = _winspool.WritePrinter(handle, job, len(job), ctypes.byref(written))
        if not taken or written.value != len(job):
            raise unsent(DeviceFault.REFUSED, device, written.value, len(job), "WritePrinter")
        _winspool.EndPagePrinter(handle)

else:

    def find_printer(device: str, queue: str) -> None:
        """Windows only: raises DeviceError NO_DRIVER."""
        raise DeviceError(DeviceFault.NO_DRIVER, device, queue)

    def send_raw(device: str, queue: str, title: str, job: bytes) -> None:
        """Windows only: raises DeviceError NO_DRIVER."""
        raise DeviceError(DeviceFault.NO_DRIVER, device, f"{queue} {title} {len(job)}")
