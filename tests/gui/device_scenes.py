"""States of the device chips, for people to look at."""

from collections.abc import Callable
from typing import Final, TypeAlias

from devices.errors import DeviceFault
from devices.ports import DeviceKind, DeviceState, DeviceStatus
from devices.rights import MissingRight
from tests.support.counter_house import CounterHouse
from ui.window import CounterWindow

Scene: TypeAlias = Callable[[CounterWindow, CounterHouse], None]

_RULE: Final = 'SUBSYSTEM=="tty", ATTRS{idVendor}=="1a86", ATTRS{idProduct}=="7523", TAG+="uaccess"'
_AMISS: Final = (
    (DeviceKind.SCANNER, DeviceFault.ACCESS_DENIED, "EACCES", MissingRight("/dev/ttyUSB0", "dialout", _RULE)),
    (DeviceKind.ID_READER, DeviceFault.AMBIGUOUS, "1-1.2, 1-1.4", None),
    (DeviceKind.CAMERA, DeviceFault.IN_USE, "", None),
    (DeviceKind.PERSON_CAMERA, DeviceFault.NO_DRIVER, "", None),
    (DeviceKind.SCALE, DeviceFault.NO_ANSWER, "", None),
)


def devices_amiss(window: CounterWindow, _house: CounterHouse) -> None:
    """Each kind has another fault: the line at the bottom is at its fullest."""
    for kind, fault, detail, right in _AMISS:
        window.take(DeviceStatus(f"sim:{kind.value}", kind, DeviceState.FAULTED, fault, detail, right))


SCENES: Final[tuple[Scene, ...]] = (devices_amiss,)
