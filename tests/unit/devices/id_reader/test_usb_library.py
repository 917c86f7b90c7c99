"""Which of the devices on USB is opened; with a list of devices in the place of libusb's."""

import errno
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
import usb.core

from devices.errors import DeviceError, DeviceFault
from devices.id_reader.usb_library import open_usb, socket_of, usb_node
from devices.usb_identity import UsbIdentity


@dataclass
class Descriptor:
    idVendor: int  # noqa: N815 - pyusb's names
    idProduct: int  # noqa: N815
    port_numbers: tuple[int, ...]
    address: int
    bus: int = 1
    port_number: int = 1
    speed: int = 3
    bLength: int = 18  # noqa: N815
    bDescriptorType: int = 1  # noqa: N815
    bcdUSB: int = 0x200  # noqa: N815
    bDeviceClass: int = 0  # noqa: N815
    bDeviceSubClass: int = 0  # noqa: N815
    bDeviceProtocol: int = 0  # noqa: N815
    bMaxPacketSize0: int = 64  # noqa: N815
    bcdDevice: int = 0x100  # noqa: N815
    iManufacturer: int = 0  # noqa: N815
    iProduct: int = 0  # noqa: N815
    iSerialNumber: int = 0  # noqa: N815
    bNumConfigurations: int = 1  # noqa: N815


class Plugged:
    """Devices that refuse to be opened, as a backend of pyusb."""

    def __init__(self, *devices: Descriptor, refusal: int = errno.EACCES) -> None:
        self._devices = devices
        self._refusal = refusal
        self.tried: list[int] = []

    def enumerate_devices(self) -> Iterator[Descriptor]:
        return iter(self._devices)

    def get_device_descriptor(self, dev: Descriptor) -> Descriptor:
        return dev

    def open_device(self, dev: Descriptor) -> None:
        self.tried.append(dev.address)
        raise usb.core.USBError("refused", errno=self._refusal)


FIRST = Descriptor(0x0400, 0xC35A, (1, 4), 7)
SECOND = Descriptor(0x0400, 0xC35A, (2,), 8)
OTHER = Descriptor(0x046D, 0xC31C, (3,), 9)


def refusal(identity: UsbIdentity, plugged: Plugged) -> DeviceError:
    with pytest.raises(DeviceError) as caught:
        open_usb("sdt:usb", identity, plugged)
    return caught.value


def test_of_two_alike_none_is_taken_and_their_sockets_are_told() -> None:
    plugged = Plugged(FIRST, OTHER, SECOND)
    error = refusal(UsbIdentity(0x0400, 0xC35A), plugged)
    assert (error.fault, error.detail, plugged.tried) == (DeviceFault.AMBIGUOUS, "1-1.4, 1-2", [])


def test_a_socket_tells_them_apart() -> None:
    plugged = Plugged(FIRST, OTHER, SECOND)
    refusal(UsbIdentity(0x0400, 0xC35A, "", "1-2"), plugged)
    assert set(plugged.tried) == {8}
    assert refusal(UsbIdentity(0x0400, 0xC35A, "", "1-3"), plugged).fault is DeviceFault.NOT_FOUND


@pytest.mark.parametrize(
    ("number", "fault"),
    [
        (errno.EACCES, DeviceFault.ACCESS_DENIED),
        (errno.EBUSY, DeviceFault.IN_USE),
        (errno.ENODEV, DeviceFault.NOT_FOUND),
        (errno.EIO, DeviceFault.NO_ANSWER),
    ],
)
def test_refusals_are_told_apart(number: int, fault: DeviceFault) -> None:
    assert refusal(UsbIdentity(0x0400, 0xC35A), Plugged(FIRST, refusal=number)).fault is fault


def test_nodes_and_sockets_are_written_as_linux_writes_them() -> None:
    assert (socket_of(FIRST), usb_node(FIRST)) == ("1-1.4", "/dev/bus/usb/001/007")
    assert socket_of(Descriptor(1, 2, (), 0)) == ""
