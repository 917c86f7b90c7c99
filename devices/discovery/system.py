"""This PC's own detection: every way in which a counter's device may be plugged in.

Invariants:
- Building it imports no device library; the first look does.
"""

from devices.discovery.found import Detection, Together
from devices.discovery.hid_devices import HidDevices
from devices.discovery.linux_nodes import KEYBOARDS, LinuxNodes
from devices.discovery.named_cameras import NamedCameras
from devices.discovery.serial_ports import SerialPorts
from devices.discovery.usb_readers import UsbReaders


def system_detection() -> Detection:
    """Serial ports, HID devices, card readers on USB, keyboards and cameras."""
    return Together(SerialPorts(), HidDevices(), UsbReaders(), LinuxNodes(KEYBOARDS), NamedCameras())
