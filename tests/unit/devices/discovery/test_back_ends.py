"""What each list of the system makes of what is plugged in; nothing is opened."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from devices.discovery.found import Connection, FoundDevice, Together
from devices.discovery.hid_devices import HidDevices
from devices.discovery.linux_nodes import LinuxNodes, NodeFolder
from devices.discovery.serial_ports import SerialPorts
from devices.discovery.system import system_detection
from devices.discovery.usb_readers import UsbReaders
from devices.ports import DeviceKind
from devices.registry import parse_address
from devices.rights import MissingRight
from devices.simulators.sockets import Sockets
from devices.usb_identity import UsbIdentity

DENIED = MissingRight("/dev/ttyUSB0", "dialout", "")


@dataclass
class Port:
    device: str
    vid: int | None = None
    pid: int | None = None
    serial_number: str | None = None
    location: str | None = None
    description: str = "n/a"


@dataclass
class Usb:
    idVendor: int  # noqa: N815 - pyusb's
    idProduct: int  # noqa: N815
    bus: int | None = 1
    address: int | None = 7
    port_numbers: tuple[int, ...] | None = (1, 4)


def no_rights(node: str, _identity: UsbIdentity | None) -> MissingRight | None:
    return DENIED if node == DENIED.node else None


def ports(*listed: Port) -> list[FoundDevice]:
    return list(SerialPorts(lambda: listed, no_rights).look())


def offered(found: FoundDevice, kind: DeviceKind) -> str:
    return next(offer.address for offer in found.offers if offer.kind is kind)


def test_a_port_of_an_adapter_is_offered_by_its_identity_and_says_which_right_is_missing() -> None:
    (found,) = ports(Port("/dev/ttyUSB0", 0x1A86, 0x7523, None, "1-1.4", "USB Serial"))

    assert (found.name, found.connection, found.node) == ("USB Serial", Connection.SERIAL, "/dev/ttyUSB0")
    assert found.identity == UsbIdentity(0x1A86, 0x7523, "", "1-1.4")
    assert found.denied == DENIED
    assert [offer.kind for offer in found.offers] == [DeviceKind.SCANNER, DeviceKind.ID_READER, DeviceKind.SCALE]
    assert offered(found, DeviceKind.ID_READER) == "sdt:usbserial:1a86:7523"


def test_a_port_on_the_board_keeps_its_name() -> None:
    (found,) = ports(Port("COM1"))
    assert (found.identity, offered(found, DeviceKind.SCANNER), found.denied) == (None, "serial:COM1", None)


def test_only_as_much_is_saved_as_tells_two_apart() -> None:
    alike = [Port(f"COM{number}", 0x1A86, 0x7523, None, f"1-{number}") for number in (3, 4)]
    numbered = [Port("COM5", 0x0403, 0x6001, "A1", "1-5"), Port("COM6", 0x0403, 0x6001, "B2", "1-6")]
    odd = Port("COM7", 0x067B, 0x2303, "no good?@", "1-7")

    assert [offered(found, DeviceKind.SCANNER) for found in ports(*alike, *numbered, odd)] == [
        "serial:usbserial:1a86:7523@1-3",
        "serial:usbserial:1a86:7523@1-4",
        "serial:usbserial:0403:6001:A1",
        "serial:usbserial:0403:6001:B2",
        "serial:usbserial:067b:2303",
    ]


def test_a_list_that_fails_is_empty() -> None:
    def broken() -> list[Port]:
        raise FileNotFoundError

    assert list(SerialPorts(broken).look()) == []


def hid(page: int, usage: int, serial: str | None = "A1") -> dict[str, object]:
    return {
        "path": b"/dev/ttyUSB0",
        "vendor_id": 0x0C2E,
        "product_id": 0x0B87,
        "serial_number": serial,
        "product_string": "Scanner",
        "usage_page": page,
        "usage": usage,
    }


def test_of_hid_devices_only_scanners_are_offered_and_keyboards_where_raw_input_is() -> None:
    listed = [hid(0x8C, 0x02), hid(0x01, 0x06), hid(0x01, 0x02), hid(0xFF00, 0x01)]

    on_linux = list(HidDevices(lambda: listed, no_rights, keyboards=False).look())
    on_windows = list(HidDevices(lambda: listed, no_rights, keyboards=True).look())

    assert [(found.offers[0].address, found.denied) for found in on_linux] == [("hidpos:0c2e:0b87:A1", DENIED)]
    assert [found.offers[0].address for found in on_windows] == ["hidpos:0c2e:0b87:A1", "rawinput:0c2e:0b87"]


def test_known_readers_on_usb_are_found_by_their_identity_and_told_by_their_socket() -> None:
    other = Usb(0x046D, 0xC31C)
    (single,) = UsbReaders(lambda: [Usb(0x0400, 0xC35A), other], no_rights).look()
    two = UsbReaders(lambda: [Usb(0x0400, 0xC35A), Usb(0x0400, 0xC35A, port_numbers=(2,))], no_rights).look()

    assert (single.node, single.offers[0].address) == ("/dev/bus/usb/001/007", "sdt:usb:0400:c35a")
    assert [found.offers[0].address for found in two] == ["sdt:usb:0400:c35a@1-1.4", "sdt:usb:0400:c35a@1-2"]


@pytest.fixture
def dev_input(tmp_path: Path) -> Path:
    for name in ("event3", "event4", "event5"):
        (tmp_path / name).touch()
    by_id, by_path = tmp_path / "by-id", tmp_path / "by-path"
    by_id.mkdir()
    by_path.mkdir()
    (by_id / "usb-Honeywell_Voyager-event-kbd").symlink_to("../event3")
    (by_id / "usb-Honeywell_Voyager-event-mouse").symlink_to("../event5")
    (by_path / "pci-usb-0:1:1.0-event-kbd").symlink_to("../event3")
    (by_path / "pci-usb-0:2:1.0-event-kbd").symlink_to("../event4")
    # the PC's own keyboard, which must never be offered
    (by_path / "platform-i8042-serio-0-event-kbd").symlink_to("../event0")
    return tmp_path


def test_keyboards_on_linux_are_found_by_their_name_and_the_second_of_two_alike_by_its_socket(dev_input: Path) -> None:
    nodes = NodeFolder(dev_input, "-event-kbd", Connection.KEYBOARD, (DeviceKind.SCANNER,), "evdev")
    first, second = LinuxNodes(nodes, no_rights).look()

    assert (first.name, first.node) == ("Honeywell Voyager", str(dev_input / "event3"))
    assert first.offers[0].address == f"evdev:{dev_input}/by-id/usb-Honeywell_Voyager-event-kbd"
    assert second.offers[0].address == f"evdev:{dev_input}/by-path/pci-usb-0:2:1.0-event-kbd"
    assert list(LinuxNodes(NodeFolder(dev_input / "no", "", Connection.VIDEO, (), "camera")).look()) == []


def test_all_lists_together_and_every_offer_is_a_setting() -> None:
    here = Sockets()
    here.plug(UsbIdentity(0x1A86, 0x7523, "", "1-1"), "COM3")
    found = Together(SerialPorts(lambda: [Port("COM1")], no_rights), here).look()

    assert [device.node for device in found] == ["COM1", "COM3"]
    for device in (*found, *system_detection().look()):
        for offer in device.offers:
            unfinished = "?profile=xk3190" if offer.kind is DeviceKind.SCALE else ""
            assert parse_address(offer.address + unfinished).safe_text == offer.address + unfinished
