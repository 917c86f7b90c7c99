"""The system's name of what a registry name would open: for questions about the node, before anything is opened."""

from collections.abc import Callable, Iterable

from devices.camera.addresses import IdentifiedCamera, camera_node, camera_source
from devices.camera.listing import ListedCamera, find_camera, list_cameras
from devices.discovery.finding import UsbSerialPort
from devices.discovery.found import Detection
from devices.discovery.naming import usb_serial_identity
from devices.errors import DeviceError, DeviceFault
from devices.registry import DeviceAddress, Scheme


def node_of(
    address: DeviceAddress, detection: Detection, cameras: Callable[[], Iterable[ListedCamera]] = list_cameras
) -> str:
    """What it is called now; "" where it has no name that is known.

    Raises DeviceError NOT_FOUND, AMBIGUOUS for a stable address; BAD_SETTING for what is no camera's; NO_DRIVER where
    cameras cannot be listed.
    """
    match address.scheme:
        case Scheme.SERIAL | Scheme.SDT | Scheme.SCALE:
            identity = usb_serial_identity(address.target)
            if identity is None:
                return address.target
            return UsbSerialPort(address.safe_text, identity, detection).find()
        case Scheme.CAMERA:
            try:
                source = camera_source(address.target)
            except ValueError as exc:
                raise DeviceError(DeviceFault.BAD_SETTING, address.safe_text) from exc
            if isinstance(source, IdentifiedCamera):
                source = find_camera(address.safe_text, source.stable_id, cameras())
            return camera_node(source)
        case Scheme.EVDEV:
            return address.target
        case _:
            return ""
