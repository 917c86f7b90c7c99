from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.camera.addresses import CameraNode, IdentifiedCamera, PluggedCamera, camera_source
from devices.camera.listing import ListedCamera, find_camera, list_cameras, system_cameras
from devices.errors import DeviceError, DeviceFault
from devices.registry import parse_address

WINDOWS = r"\\?\USB#VID_046D&PID_082D&MI_00#7&1A2B3C&0&0000#{65e8773d-8f56-11d0-a3b9-00a0c9223196}\global"


@dataclass(frozen=True)
class Found:
    """As the library tells it."""

    index: int
    name: str
    path: str
    vid: int | None = None
    pid: int | None = None


def ids(*found: Found, links: tuple[Path, ...] = ()) -> list[str]:
    return [camera.stable_id for camera in list_cameras(lambda: found, links=links)]


def test_on_windows_the_device_path_is_the_id() -> None:
    (camera,) = list_cameras(lambda: [Found(1, "HD Webcam", WINDOWS, 0x046D, 0x082D)], links=())
    assert camera == ListedCamera("usb#vid_046d&pid_082d&mi_00#7&1a2b3c&0&0000", "HD Webcam", PluggedCamera(1))
    assert parse_address(camera.address).target == f"id:{camera.stable_id}"
    assert camera_source(f"id:{camera.stable_id}") == IdentifiedCamera(camera.stable_id)


def test_without_a_path_vendor_and_product_or_the_name_are_the_id() -> None:
    assert ids(Found(0, "Cam", "", 0x046D, 0x82D), Found(1, "高拍仪 A4", ""), Found(2, "", "")) == [
        "046d:082d",
        "A4",
        "number-2",
    ]


def test_two_alike_are_told_apart() -> None:
    alike = [Found(number, "Cam", "", 1, 2) for number in range(3)]
    assert ids(*alike) == ["0001:0002", "0001:0002+1", "0001:0002+2"]


def test_on_linux_a_replug_under_another_number_is_the_same_camera(tmp_path: Path) -> None:
    by_id, nodes = tmp_path / "by-id", tmp_path / "nodes"
    by_id.mkdir()
    nodes.mkdir()
    link = by_id / "usb-046d_HD_Pro_8E3BA1BF-video-index0"

    def plugged(number: int) -> tuple[ListedCamera, ...]:
        node = nodes / f"video{number}"
        node.touch()
        link.unlink(missing_ok=True)
        link.symlink_to(node)
        listed = list_cameras(lambda: [Found(number, "HD Pro", str(node), 1, 2)], links=[by_id, tmp_path / "missing"])
        return tuple(ListedCamera(one.stable_id, one.name, CameraNode(str(node))) for one in listed)

    for number in (0, 4):
        where = find_camera("camera:id:x", link.name, plugged(number))
        assert where == CameraNode(str(nodes / f"video{number}"))
    with pytest.raises(DeviceError) as caught:
        find_camera("camera:id:x", link.name, ())
    assert (caught.value.fault, caught.value.device) == (DeviceFault.NOT_FOUND, "camera:id:x")


def test_of_two_alike_on_linux_the_place_counts_and_neither_is_taken_for_the_other(tmp_path: Path) -> None:
    folders = by_id, by_path = [tmp_path / "by-id", tmp_path / "by-path"]
    for folder in folders:
        folder.mkdir()
    nodes = [tmp_path / f"video{number}" for number in range(2)]
    for number, node in enumerate(nodes):
        node.touch()
        (by_path / f"pci-usb-{number}").symlink_to(node)
    shared = by_id / "usb-Cam-index0"

    def plugged(*numbers: int) -> tuple[ListedCamera, ...]:
        shared.unlink(missing_ok=True)
        shared.symlink_to(nodes[numbers[0]])
        listed = list_cameras(lambda: [Found(n, "Cam", str(nodes[n]), 1, 2) for n in numbers], links=folders)
        return tuple(replace(one, source=PluggedCamera(n)) for n, one in zip(numbers, listed, strict=True))

    both = plugged(0, 1)
    assert [camera.stable_id for camera in both] == ["pci-usb-0", "pci-usb-1"]
    second = plugged(1)
    assert find_camera("camera:id:x", "pci-usb-1", second) == PluggedCamera(1), "it is alone, and found by its place"
    with pytest.raises(DeviceError):
        find_camera("camera:id:x", "pci-usb-0", second)
    with pytest.raises(DeviceError):
        find_camera("camera:id:x", shared.name, both)


def test_a_node_is_opened_by_its_path() -> None:
    (camera,) = list_cameras(lambda: [Found(2, "Cam", "/dev/video2", 1, 2)], links=())
    assert camera.source == CameraNode("/dev/video2")


@given(st.lists(st.builds(Found, st.integers(0, 63), st.text(max_size=8), st.text(max_size=20)), max_size=5))
def test_every_camera_has_an_id_of_its_own_that_a_setting_can_hold(found: list[Found]) -> None:
    listed = list_cameras(lambda: found, links=())
    assert len({camera.stable_id for camera in listed}) == len(found)
    for camera in listed:
        assert parse_address(camera.address).safe_text == camera.address


def test_the_system_is_asked_without_a_camera_being_opened() -> None:
    assert all(camera.index >= 0 for camera in system_cameras())
