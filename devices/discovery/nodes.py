"""The system's name of what a registry name would open: for questions about the node, before anything is opened."""

from devices.discovery.finding import UsbSerialPort
from devices.discovery.found import Detection
from devices.discovery.naming import usb_serial_identity
from devices.registry import DeviceAddress, Scheme


def node_of(address: DeviceAddress, detection: Detection) -> str:
    """What it is called now; "" where it has no name that is known.

    Raises DeviceError NOT_FOUND, AMBIGUOUS for a stable address.
    """
    match address.scheme:
        case Scheme.SERIAL | Scheme.SDT | Scheme.SCALE:
            identity = usb_serial_identity(address.target)
            if identity is None:
                return address.target
            return UsbSerialPort(address.safe_text, identity, detection).find()
        case Scheme.CAMERA if address.target.isdecimal():
            return f"/dev/video{address.target}"
        case Scheme.EVDEV | Scheme.CAMERA:
            return address.target
        case _:
            return ""
