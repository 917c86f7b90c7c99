"""What the device page needs of a terminal, bound late: the window is there before the store and the devices are.

Invariants:
- Everything heavy loads with its first use, off the main thread.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from app.device_board import DeviceRole
from app.wedge import calibrated
from ui.screens.devices.actions import DeviceActions

if TYPE_CHECKING:
    from app.desktop import Terminal
    from app.device_setup import DeviceSetup
    from app.settings import Settings
    from ui.wedge_filter import WedgeFilter
    from ui.widgets.live_picture import Preview

PREVIEW_WIDTH, PREVIEW_HEIGHT = 640, 360


def device_actions(
    ready: Callable[[], Terminal], wedge: Callable[[], WedgeFilter], settings: Settings
) -> DeviceActions:
    """The actions over whatever terminal ``ready`` gives; both raise RuntimeError before there is what they give."""

    def setup() -> DeviceSetup:
        return ready().setup

    return DeviceActions(
        board=lambda: setup().board(),
        choose=lambda role, address: setup().choose(role, address),
        rename=lambda role, name: setup().rename(role, name),
        check_printer=lambda: setup().check_printer(),
        bind=lambda keys: setup().bind(keys),
        print_test=lambda words: setup().print_test(words),
        keep_calibration=lambda found: setup().keep_calibration(found),
        test_code=_test_code,
        preview=lambda role: _preview(ready(), role),
        listen=lambda learner: wedge().listen(learner),
        tune=lambda found: wedge().tune(calibrated(found)),
        names={DeviceRole(place): name for place, name in settings.device_names.items()},
    )


def _test_code() -> bytes:
    from devices.vision.calibration_code import draw_test_code

    return draw_test_code()


def _preview(terminal: Terminal, role: DeviceRole) -> Preview | None:
    from app.counter_devices import CameraRole
    from devices.vision.picture import preview_rgb

    devices = terminal.devices
    roles = {
        DeviceRole.CAMERA: CameraRole.SCAN,
        DeviceRole.DOCUMENT_CAMERA: CameraRole.DOCUMENT,
        DeviceRole.INSPECTION_CAMERA: CameraRole.INSPECTION,
    }
    frame = devices.latest_frame(roles[role]) if role in roles else devices.latest_person_frame()
    return preview_rgb(frame.image, PREVIEW_WIDTH, PREVIEW_HEIGHT) if frame is not None else None
