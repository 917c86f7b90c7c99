"""HID devices by hidapi, the one place that knows it.

Invariants:
- Its one exception, an OSError without a number, is told apart here by looking: not there, no rights, or in use.
"""

import importlib
import os
import sys
from typing import Any, Final

from devices.errors import DeviceError, DeviceFault
from devices.rights import missing_right
from devices.usb_identity import UsbIdentity

MODULE: Final = "hid" if sys.platform == "win32" else "hidraw"
"""The wheel for Linux has two: this one leaves the kernel's driver where it is, the other takes the device from it."""

POS_USAGE_PAGE: Final = 0x8C
"""That of bar code scanners."""
_DESKTOP_USAGE_PAGE: Final = 0x01
"""That of keyboards and mice: a scanner that can type as well has an interface of it."""


class _Handle:
    """Implements :class:`~devices.scanner.hid_pos_driver.HidHandle`."""

    def __init__(self, opened: Any) -> None:
        self._opened = opened

    def read(self, size: int, timeout: float) -> bytes:
        try:
            return bytes(self._opened.read(size, int(timeout * 1000)))
        except ValueError as exc:  # "not open": it was closed from below
            raise OSError("closed") from exc

    def close(self) -> None:
        self._opened.close()


def open_hid(device: str, identity: UsbIdentity) -> _Handle:
    """Open the HID device with ``identity``; of several interfaces the one whose usage page is that of scanners.

    Without such a page (makers' own layouts) the one that is no keyboard, mouse or the like is taken.

    Raises DeviceError NO_DRIVER without the library, NOT_FOUND, AMBIGUOUS, ACCESS_DENIED with the right, IN_USE.
    """
    try:
        library = importlib.import_module(MODULE)
    except ImportError as exc:
        raise DeviceError(DeviceFault.NO_DRIVER, device, exc.name or MODULE) from exc
    path = _path_of(device, library, identity)
    if not path:
        raise DeviceError(DeviceFault.NOT_FOUND, device, str(identity))
    opened = library.device()
    try:
        opened.open_path(path)
    except OSError as exc:
        raise _opening_fault(device, path, identity) from exc
    return _Handle(opened)


def _path_of(device: str, library: Any, identity: UsbIdentity) -> bytes:
    found = [
        entry
        for entry in library.enumerate(identity.vendor, identity.product)
        if identity.serial in ("", entry.get("serial_number") or "")
    ]
    fitting = [entry for entry in found if entry.get("usage_page") == POS_USAGE_PAGE] or [
        entry for entry in found if entry.get("usage_page") != _DESKTOP_USAGE_PAGE
    ]
    if len({bytes(entry["path"]) for entry in fitting}) > 1:
        told = ", ".join(sorted(entry.get("serial_number") or "?" for entry in fitting))
        raise DeviceError(DeviceFault.AMBIGUOUS, device, told)
    return bytes(fitting[0]["path"]) if fitting else b""


def _opening_fault(device: str, path: bytes, identity: UsbIdentity) -> DeviceError:
    node = os.fsdecode(path)
    if sys.platform != "win32" and not os.access(node, os.R_OK | os.W_OK):
        return DeviceError(DeviceFault.ACCESS_DENIED, device, "hidraw", right=missing_right(node, identity))
    return DeviceError(DeviceFault.IN_USE, device, "hidapi")
