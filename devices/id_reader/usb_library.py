"""USB devices by pyusb and libusb, the one place that knows them.

Invariants:
- libusb comes with its own wheel (libusb-package) where the system has none; without either there is no driver.
- The kernel's own driver, if one sits on the interface, is put aside while it is open.
"""

import contextlib
import errno
from typing import Any, Final

from devices.errors import DeviceError, DeviceFault
from devices.usb_identity import UsbIdentity

RIGHTS: Final = "a udev rule for the reader with TAG+=uaccess"
"""What a technician gives the account when the reader may not be opened (Linux)."""

_FAULTS: Final = {
    errno.EACCES: DeviceFault.ACCESS_DENIED,
    errno.EPERM: DeviceFault.ACCESS_DENIED,
    errno.EBUSY: DeviceFault.IN_USE,
    errno.ENODEV: DeviceFault.NOT_FOUND,
}


class _Port:
    """Implements :class:`~devices.id_reader.usb_line.UsbPort`; pyusb's own errors are OSErrors."""

    def __init__(self, opened: Any, endpoints: tuple[int, ...]) -> None:
        import usb.core
        import usb.util

        self._opened = opened
        self._timeout_error = usb.core.USBTimeoutError
        self._dispose = usb.util.dispose_resources
        self.endpoints = endpoints

    def read(self, endpoint: int, size: int, timeout: float) -> bytes:
        try:
            return bytes(self._opened.read(endpoint, size, max(1, int(timeout * 1000))))
        except self._timeout_error:
            return b""

    def write(self, endpoint: int, data: bytes, timeout: float) -> None:
        self._opened.write(endpoint, data, int(timeout * 1000))

    def close(self) -> None:
        with contextlib.suppress(OSError):  # the device may be gone
            self._dispose(self._opened)


def open_usb(device: str, identity: UsbIdentity) -> _Port:
    """Open the device with ``identity`` and claim its interface 0.

    Raises DeviceError NO_DRIVER without pyusb or libusb, NOT_FOUND, ACCESS_DENIED, IN_USE.
    """
    try:
        import usb.backend.libusb1
        import usb.core
        import usb.util
    except ImportError as exc:
        raise DeviceError(DeviceFault.NO_DRIVER, device, exc.name or "usb") from exc
    found = _found(device, identity)
    try:
        # The reader answers on its only configuration; setting it again would reset some of them (R).
        if found.is_kernel_driver_active(0):
            found.detach_kernel_driver(0)
    except (NotImplementedError, OSError):  # Windows has no such thing; where it fails, claiming tells why
        pass
    try:
        interface = found.get_active_configuration()[(0, 0)]
        usb.util.claim_interface(found, 0)
    except OSError as exc:
        raise _opening_fault(device, exc) from exc
    bulk = (
        int(point.bEndpointAddress)
        for point in interface
        if usb.util.endpoint_type(point.bmAttributes) == usb.util.ENDPOINT_TYPE_BULK
    )
    return _Port(found, tuple(bulk))


def _found(device: str, identity: UsbIdentity) -> Any:
    import usb.core

    def same(candidate: Any) -> bool:
        return identity.serial in ("", candidate.serial_number or "")

    try:
        found = usb.core.find(
            backend=_backend(),
            idVendor=identity.vendor,
            idProduct=identity.product,
            custom_match=same if identity.serial else None,
        )
    except usb.core.NoBackendError as exc:
        raise DeviceError(DeviceFault.NO_DRIVER, device, "libusb") from exc
    except OSError as exc:
        raise _opening_fault(device, exc) from exc
    if found is None:
        raise DeviceError(DeviceFault.NOT_FOUND, device, str(identity))
    return found


def _backend() -> Any:
    import usb.backend.libusb1

    backend = usb.backend.libusb1.get_backend()
    if backend is not None:
        return backend
    try:
        import libusb_package
    except ImportError:
        return None
    return libusb_package.get_libusb1_backend()


def _opening_fault(device: str, error: OSError) -> DeviceError:
    fault = _FAULTS.get(error.errno or 0, DeviceFault.NO_ANSWER)
    detail = RIGHTS if fault is DeviceFault.ACCESS_DENIED else type(error).__name__
    return DeviceError(fault, device, detail)
