"""What the device page asks of the product.

Invariants:
- Devices and the settings file are waited for on a thread of their own; the live picture and the keyboard scanner's
  keys are the main thread's.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from app.device_board import Chosen, DeviceBoard, DeviceRole
from devices.label_printer.layout import LabelWords
from devices.scanner.calibration import WedgeCalibration
from devices.scanner.wedge import KeyPress
from ui.keys import Action
from ui.task_runner import TaskRunner
from ui.tones import Tone
from ui.widgets.live_picture import Preview


@dataclass(frozen=True, slots=True)
class DeviceActions:
    """What can be done to devices. Each on the devices' thread may raise DeviceError or StorageError."""

    board: Callable[[], DeviceBoard]
    choose: Callable[[DeviceRole, str], Chosen]
    rename: Callable[[DeviceRole, str], None]
    bind: Callable[[Mapping[str, list[str]]], None]
    """Keep which actions have other keys than their own; from the next start on."""
    check_printer: Callable[[], None]
    print_test: Callable[[LabelWords], None]
    keep_calibration: Callable[[WedgeCalibration], None]
    test_code: Callable[[], bytes]
    """The bar code that calibrates, as PNG; on the pool."""
    preview: Callable[[DeviceRole], Preview | None]
    """The live picture of a camera's place; main thread: it must not wait."""
    listen: Callable[[Callable[[KeyPress], None] | None], None]
    """Hand every key to the learner alone until None is given; main thread. Escape gets by."""
    tune: Callable[[WedgeCalibration], None]
    """Tell scans by that rhythm from the next key on; main thread."""
    names: Mapping[DeviceRole, str]
    """What the devices are called as the program starts."""


@dataclass(frozen=True, slots=True)
class DevicesPorts:
    """Everything the page needs from the house around it."""

    actions: DeviceActions
    keys: Mapping[Action, tuple[str, ...]]
    """All actions with the keys that hold now."""
    device_tasks: TaskRunner
    cpu_tasks: TaskRunner
    now: Callable[[], datetime]
    local: Callable[[datetime], datetime]
    bell: Callable[[Tone], None]
