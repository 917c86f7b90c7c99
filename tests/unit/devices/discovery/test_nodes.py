"""Which node a setting would open."""

import pytest

from devices.camera.addresses import CameraNode, PluggedCamera
from devices.camera.listing import ListedCamera
from devices.discovery.nodes import node_of
from devices.errors import DeviceError, DeviceFault
from devices.registry import parse_address
from devices.simulators.sockets import Sockets
from devices.usb_identity import UsbIdentity

CAMERAS = (
    ListedCamera("usb-Eloam_S620-video-index0", "S620", CameraNode("/dev/video4")),
    ListedCamera("usb-2bdf-0001", "Box", PluggedCamera(2), also=("pci-1",)),
)


@pytest.mark.parametrize(
    ("address", "node"),
    [
        ("serial:/dev/ttyS1", "/dev/ttyS1"),
        ("sdt:usbserial:1a86:7523", "/dev/ttyUSB3"),
        ("scale:COM5?profile=xk3190", "COM5"),
        ("evdev:/dev/input/by-id/usb-A-event-kbd", "/dev/input/by-id/usb-A-event-kbd"),
        ("camera:0", "/dev/video0"),
        ("camera:/dev/v4l/by-id/usb-A", "/dev/v4l/by-id/usb-A"),
        ("camera:id:usb-Eloam_S620-video-index0?still=largest", "/dev/video4"),
        ("camera:id:usb-2bdf-0001", "/dev/video2"),
        ("camera:id:pci-1", "/dev/video2"),
        ("camera:rtsp://10.0.0.9/1", ""),
        ("hidpos:0c2e:0b87", ""),
    ],
)
def test_a_setting_names_its_node(address: str, node: str) -> None:
    sockets = Sockets()
    sockets.plug(UsbIdentity(0x1A86, 0x7523, "", "1-1"), "/dev/ttyUSB3")
    assert node_of(parse_address(address), sockets, lambda: CAMERAS) == node


@pytest.mark.parametrize(
    ("address", "fault"),
    [
        ("camera:id:usb-pulled", DeviceFault.NOT_FOUND),
        ("sdt:usbserial:1a86:7523", DeviceFault.NOT_FOUND),
        ("camera:9999", DeviceFault.BAD_SETTING),
    ],
)
def test_what_is_not_plugged_in_has_none(address: str, fault: DeviceFault) -> None:
    with pytest.raises(DeviceError) as caught:
        node_of(parse_address(address), Sockets(), lambda: CAMERAS)
    assert caught.value.fault is fault
