"""States of the device page, for people to look at."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias

from app.device_board import Candidate, DeviceRole, PlaceStatus
from devices.errors import DeviceFault
from devices.ports import DeviceAbout, DeviceState
from devices.rights import MissingRight
from tests.support.counter_house import card
from tests.support.device_page import DeviceHands
from tests.support.fake_counter import weight
from ui.keys import DEFAULT_KEYS, Action, KeyPress
from ui.window import CounterWindow

Scene: TypeAlias = Callable[[CounterWindow, DeviceHands], None]

DENIED = MissingRight("/dev/ttyACM0", "dialout", 'SUBSYSTEM=="tty", ATTRS{idVendor}=="0c2e", TAG+="uaccess"')


def _counter(devices: DeviceHands) -> None:
    """A counter with one of everything, and two things too many."""
    spare = Candidate("USB Serial CH340", "/dev/ttyUSB1", "serial:usbserial:1a86:7523@1-2")
    denied = Candidate("Honeywell 1470g", "/dev/ttyACM0", "serial:usbserial:0c2e:0b61", denied=DENIED)
    gone = PlaceStatus(DeviceState.ABSENT, DeviceFault.NOT_FOUND, "1a86:7523")
    ready = PlaceStatus(DeviceState.READY)
    devices.put(DeviceRole.SCANNER, "", None, spare, denied)
    devices.put(
        DeviceRole.ID_READER,
        "sdt:usb:0400:c35a",
        PlaceStatus(DeviceState.READY, about=DeviceAbout("SAM_V", "", "05.01-20260101-0012345678")),
        replace(spare, address="sdt:usbserial:1a86:7523@1-2"),
    )
    devices.put(DeviceRole.CAMERA, "camera:/dev/v4l/by-id/usb-Deli_Document_Camera_15159-video-index0", ready)
    devices.put(DeviceRole.SCALE, "scale:usbserial:1a86:7523?profile=xk3190", gone, spare, denied)
    devices.put(DeviceRole.LABEL_PRINTER, "label:tspl@/dev/usb/lp0?stock=60x40", ready)
    devices.shown = replace(devices.shown, unused=("USB Serial CH340", "Honeywell 1470g"))


def devices_scanner(window: CounterWindow, devices: DeviceHands) -> None:
    """Nothing set: what types is heard; two others could be chosen, one without the right."""
    _counter(devices)
    window.shell.asked.emit(Action.DEVICES_PAGE)


def devices_calibrating(window: CounterWindow, devices: DeviceHands) -> None:
    """Waiting for the test code."""
    devices_scanner(window, devices)
    window.devices.presenter.calibrate()


def devices_reader(window: CounterWindow, devices: DeviceHands) -> None:
    """A card was read."""
    devices_scanner(window, devices)
    window.devices.presenter.turn_to(DeviceRole.ID_READER)
    window.take(card())


def devices_camera(window: CounterWindow, devices: DeviceHands) -> None:
    """The live picture."""
    devices_scanner(window, devices)
    window.devices.presenter.turn_to(DeviceRole.CAMERA)


def devices_scale(window: CounterWindow, devices: DeviceHands) -> None:
    """A scale that was pulled, and a name that is being typed."""
    devices_scanner(window, devices)
    window.devices.presenter.turn_to(DeviceRole.SCALE)
    window.take(weight(1250))
    window.devices.presenter.perform(Action.TYPE_NAME)


def devices_printer(window: CounterWindow, devices: DeviceHands) -> None:
    """A label was printed."""
    devices_scanner(window, devices)
    window.devices.presenter.turn_to(DeviceRole.LABEL_PRINTER)
    window.devices.presenter.print_test()


def devices_keys(window: CounterWindow, devices: DeviceHands) -> None:
    """A pedal was bound to the photo."""
    devices_scanner(window, devices)
    window.devices.view.roles.keys.click()
    window.devices.key_binder.point(list(DEFAULT_KEYS).index(Action.PHOTO))
    window.devices.key_binder.press(KeyPress("F13", ""))


SCENES: tuple[Scene, ...] = (
    devices_scanner,
    devices_calibrating,
    devices_reader,
    devices_camera,
    devices_scale,
    devices_printer,
    devices_keys,
)
