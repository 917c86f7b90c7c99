import sys

import pytest

from devices.errors import DeviceError, DeviceFault
from devices.ports import ScanSource
from devices.scanner.raw_input import RawKey, is_device, parse_raw_key
from devices.scanner.raw_input_driver import RawInputScanner
from devices.scanner.raw_input_windows import WindowsRawInput
from devices.simulators.keyboard_scanner import SimulatedRawInput
from devices.usb_identity import UsbIdentity

NAME = r"\\?\HID#VID_0C2E&PID_0B61&MI_00#7&2a4f1c3&0&0000#{884b96c3-56ef-11d1-bc8c-00a0c91405dd}"


def recorded(make: int, flags: int, kind: int = 1) -> bytes:
    """As Windows on 64 bits lays it out: header (type, size, handle, wParam), then the keyboard's part."""
    header = kind.to_bytes(4, "little") + (40).to_bytes(4, "little") + (0x10041).to_bytes(8, "little") + bytes(8)
    words = b"".join(value.to_bytes(2, "little") for value in (make, flags, 0, 0x51))
    return header + words + (0x100).to_bytes(4, "little") + bytes(4)


@pytest.mark.parametrize(
    ("make", "flags", "code", "down"),
    [
        (0x10, 0, 16, True),  # Q
        (0x10, 1, 16, False),
        (0x1C, 0, 28, True),  # Enter
        (0x1C, 2, 96, True),  # Enter on the keypad
        (0x35, 3, 98, False),
        (0x2A, 0, 42, True),  # Shift
    ],
)
def test_a_key_is_read(make: int, flags: int, code: int, down: bool) -> None:
    assert parse_raw_key(recorded(make, flags)) == RawKey(0x10041, code, down)


@pytest.mark.parametrize(
    "record",
    [
        recorded(0xFF, 0),  # an overrun
        recorded(0x2A, 2),  # a faked shift
        recorded(0x1D, 4),  # Pause
        recorded(0x5B, 2),  # the Windows key
        recorded(0x10, 0, kind=0),  # a mouse
        recorded(0x10, 0)[:-1],
        b"",
    ],
)
def test_what_is_no_key_is_none(record: bytes) -> None:
    assert parse_raw_key(record) is None


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (UsbIdentity(0x0C2E, 0x0B61), True),
        (UsbIdentity(0x0C2E, 0x0B61, "7&2A4F1C3"), True),
        (UsbIdentity(0x0C2E, 0x0B61, "8&1"), False),
        (UsbIdentity(0x0C2E, 0x0B62), False),
    ],
)
def test_a_device_is_known_by_its_name(wanted: UsbIdentity, found: bool) -> None:
    assert is_device(NAME, wanted) is found


def test_the_scanners_keys_make_a_code_and_the_clerks_do_not() -> None:
    source = SimulatedRawInput()
    driver = RawInputScanner("rawinput:test", source, monotonic=lambda: 7.0)
    driver.open()
    source.type_by_hand("nihao")
    source.scan("]C0YT8962646785389")
    source.type_by_hand("x")
    (event,) = driver.poll()
    assert (event.text, event.source, event.monotonic) == ("YT8962646785389", ScanSource.RAW_INPUT, 7.0)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has Raw Input")
def test_elsewhere_the_library_is_missing() -> None:
    driver = RawInputScanner("rawinput:x", WindowsRawInput("rawinput:x", UsbIdentity(1, 2)))
    with pytest.raises(DeviceError) as caught:
        driver.open()
    assert caught.value.fault is DeviceFault.NO_DRIVER
