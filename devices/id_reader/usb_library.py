"""USB devices by pyusb and libusb, the one place that knows them.

Invariants:
- libusb comes with its own wheel (libusb-package) where the system has none; without either there is no driver.
- The kernel's own driver, if one sits on the interface, is put aside while it is open.
"""

import contextlib
import errno
from typing import Any, Final

from devices.errors import DeviceError, DeviceFault
from devices.rights import missing_right
from devices.usb_identity import UsbIdentity

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


def open_usb(device: str, identity: UsbIdentity, backend: Any = None) -> _Port:
    """Open the device with ``identity`` and claim its interface 0. ``backend`` is pyusb's, by default libusb.

    Raises DeviceError NO_DRIVER without pyusb or libusb, NOT_FOUND, AMBIGUOUS, ACCESS_DENIED with the right, IN_USE.
    """
    try:
        import usb.backend.libusb1
        import usb.core
        import usb.util
    except ImportError as exc:
        raise DeviceError(DeviceFault.NO_DRIVER, device, exc.name or "usb") from exc
    found = _found(device, identity, backend or usb_backend())
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
        raise _opening_fault(device, exc, found, identity) from exc
    bulk = (
        int(point.bEndpointAddress)
        for point in interface
        if usb.util.endpoint_type(point.bmAttributes) == usb.util.ENDPOINT_TYPE_BULK
    )
    return _Port(found, tuple(bulk))


def _found(device: str, identity: UsbIdentity, backend: Any) -> Any:
    import usb.core

    def same(candidate: Any) -> bool:
        # a serial number is asked of the device itself, so only where it matters
        return identity.place in ("", socket_of(candidate)) and (
            not identity.serial or identity.serial == candidate.serial_number
        )

    try:
        found = list(
            usb.core.find(
                find_all=True,
                backend=backend,
                idVendor=identity.vendor,
                idProduct=identity.product,
                custom_match=same,
            )
        )
    except usb.core.NoBackendError as exc:
        raise DeviceError(DeviceFault.NO_DRIVER, device, "libusb") from exc
    except OSError as exc:
        raise _opening_fault(device, exc, None, identity) from exc
    if not found:
        raise DeviceError(DeviceFault.NOT_FOUND, device, str(identity))
    if len(found) > 1:
        raise DeviceError(DeviceFault.AMBIGUOUS, device, ", ".join(sorted(map(socket_of, found))))
    return found[0]


def socket_of(found: Any) -> str:
    """Where a device of pyusb is plugged in, as Linux writes it (``1-1.4``); "" where that is not known."""
    ports = found.port_numbers
    return f"{found.bus}-{'.'.join(map(str, ports))}" if found.bus and ports else ""


def usb_node(found: Any) -> str:
    """The node of a device of pyusb, on Linux."""
    return f"/dev/bus/usb/{found.bus or 0:03}/{found.address or 0:03}"


def usb_backend() -> Any:
    """The system's libusb, or the one that comes as a package; None without either."""
    import usb.backend.libusb1

    backend = usb.backend.libusb1.get_backend()
    if backend is not None:
        return backend
    try:
        import libusb_package
    except ImportError:
        return None
    return libusb_package.get_libusb1_backend()


def _opening_fault(device: str, error: OSError, found: Any, identity: UsbIdentity) -> DeviceError:
    fault = _FAULTS.get(error.errno or 0, DeviceFault.NO_ANSWER)
    denied = fault is DeviceFault.ACCESS_DENIED and found is not None
    right = missing_right(usb_node(found), identity) if denied else None
    return DeviceError(fault, device, type(error).__name__, right=right)
