"""Cameras are found by their names and offered by an address that outlives a replug."""

from pathlib import Path

from devices.camera.addresses import CameraNode, PluggedCamera
from devices.camera.listing import ListedCamera
from devices.discovery.found import Connection, Offer
from devices.discovery.named_cameras import NamedCameras
from devices.errors import DeviceError, DeviceFault
from devices.ports import DeviceKind
from devices.simulators.sockets import Sockets
from devices.usb_identity import UsbIdentity


def test_each_camera_is_offered_for_scanning_and_for_people(tmp_path: Path) -> None:
    node = tmp_path / "video0"
    node.touch()
    cameras = NamedCameras(
        lambda: (
            ListedCamera("usb-Eloam_A4-index0", "Eloam A4", CameraNode(str(node))),
            ListedCamera("usb#vid_0c45", "Integrated Camera", PluggedCamera(1)),
        )
    )

    document, built_in = cameras.look()

    assert (document.name, document.connection, document.node) == ("Eloam A4", Connection.VIDEO, str(node))
    assert document.offers == (
        Offer(DeviceKind.CAMERA, "camera:id:usb-Eloam_A4-index0"),
        Offer(DeviceKind.PERSON_CAMERA, "camera:id:usb-Eloam_A4-index0"),
    )
    assert (built_in.id, built_in.node, built_in.denied) == ("camera:id:usb#vid_0c45", "", None)


def test_without_the_library_for_names_the_system_still_tells_what_is_there() -> None:
    def nobody() -> tuple[ListedCamera, ...]:
        raise DeviceError(DeviceFault.NO_DRIVER, "camera", "cv2_enumerate_cameras")

    links = Sockets()
    links.plug(UsbIdentity(0x0C45, 0x6366), "/dev/video0")

    (found,) = NamedCameras(nobody, links).look()

    assert found.node == "/dev/video0"
