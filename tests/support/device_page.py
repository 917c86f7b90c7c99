"""The device page's surroundings in memory: a board to turn over, and what was asked of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from app.device_board import Candidate, Chosen, DeviceBoard, DeviceRole, Effect, Place, PlaceStatus
from devices.errors import DeviceError
from devices.label_printer.layout import LabelWords
from devices.ports import DeviceAbout, DeviceState, DeviceStatus
from devices.scanner.calibration import WedgeCalibration
from devices.scanner.wedge import KeyPress
from devices.vision.calibration_code import draw_test_code
from ui.screens.devices.actions import DeviceActions
from ui.widgets.live_picture import Preview

CH340 = Candidate("USB Serial", "/dev/ttyUSB0 (1a86:7523)", "scale:usbserial:1a86:7523")
READY = PlaceStatus(DeviceState.READY, about=DeviceAbout("SAM_V", "", "05.01-20260101-0001"))


def empty_board() -> DeviceBoard:
    return DeviceBoard(tuple(Place(role) for role in DeviceRole))


@dataclass
class DeviceHands:
    """What the test holds of the page's surroundings."""

    shown: DeviceBoard = field(default_factory=empty_board)
    names: Mapping[DeviceRole, str] = field(default_factory=dict)
    effect: Effect = Effect.NOW
    refusal: DeviceError | None = None
    unusable: DeviceStatus | None = None
    picture: Preview | None = None
    chosen: list[tuple[DeviceRole, str]] = field(default_factory=list)
    renamed: list[tuple[DeviceRole, str]] = field(default_factory=list)
    bound: list[Mapping[str, list[str]]] = field(default_factory=list)
    printed: list[LabelWords] = field(default_factory=list)
    kept: list[WedgeCalibration] = field(default_factory=list)
    tuned: list[WedgeCalibration] = field(default_factory=list)
    learner: Callable[[KeyPress], None] | None = None
    looks: int = 0

    def put(self, role: DeviceRole, address: str = "", status: PlaceStatus | None = None, *found: Candidate) -> None:
        """Let something stand in a place, and something else be plugged in."""
        places = tuple(
            replace(place, address=address, status=status, candidates=found) if place.role is role else place
            for place in self.shown.places
        )
        self.shown = replace(self.shown, places=places)

    def actions(self) -> DeviceActions:
        """As the page knows them."""
        return DeviceActions(
            board=self._board,
            choose=self._choose,
            rename=lambda role, name: self.renamed.append((role, name)),
            bind=self.bound.append,
            check_printer=lambda: None,
            print_test=self.printed.append,
            keep_calibration=self.kept.append,
            test_code=draw_test_code,
            preview=lambda _: self.picture,
            listen=self._listen,
            tune=self.tuned.append,
            names=self.names,
        )

    def _board(self) -> DeviceBoard:
        self.looks += 1
        return self.shown

    def _choose(self, role: DeviceRole, address: str) -> Chosen:
        if self.refusal is not None:
            raise self.refusal
        self.chosen.append((role, address))
        old = self.shown.place(role).address
        self.put(role, address)
        return Chosen(self.effect, frozenset({old}), self.unusable)

    def _listen(self, learner: Callable[[KeyPress], None] | None) -> None:
        self.learner = learner
