"""What the device page shows.

Invariants:
- Of a card or a code no more is kept than may be shown: masked, and only while the page is open.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from types import MappingProxyType
from typing import Final, TypeAlias

from app.device_board import Candidate, DeviceBoard, DeviceRole, Effect, Place
from app.domain.masking import masked_name, masked_number
from devices.errors import CardFault
from devices.ports import CardFailed, CardRead, ScaleCleared, ScanEvent, ScanSource, Symbology, WeightTaken
from devices.scale.profiles import ScaleProfile
from devices.scanner.calibration import TEST_CODE, CalibrationProblem, WedgeCalibration
from ui.faults import Failed

_MOST_STARS: Final = 20


@dataclass(frozen=True, slots=True)
class SeenScan:
    """A code came in. ``text`` is whole for the test code only: any other may be a person's."""

    text: str
    length: int
    symbology: Symbology | None
    source: ScanSource


@dataclass(frozen=True, slots=True)
class SeenCard:
    """A card was read; both masked."""

    name: str
    number: str


@dataclass(frozen=True, slots=True)
class SeenCardFault:
    """A card was there and could not be read."""

    fault: CardFault


@dataclass(frozen=True, slots=True)
class SeenWeight:
    """What lies on the scale; None when it is empty."""

    grams: int | None


Proof: TypeAlias = SeenScan | SeenCard | SeenCardFault | SeenWeight
Evidence: TypeAlias = ScanEvent | CardRead | CardFailed | WeightTaken | ScaleCleared


def proof_of(evidence: Evidence) -> tuple[DeviceRole, Proof]:
    """Which place has just shown that it works, and by what."""
    match evidence:
        case ScanEvent(text=text, symbology=symbology, source=source):
            # a text with anything but digits and Latin letters in it may be a name from its first character on
            hidden = masked_number(text) if text.isascii() and text.isalnum() else "*" * min(len(text), _MOST_STARS)
            shown = text if text == TEST_CODE else hidden
            role = DeviceRole.CAMERA if source is ScanSource.CAMERA else DeviceRole.SCANNER
            return role, SeenScan(shown, len(text), symbology, source)
        case CardRead(text=card):
            return DeviceRole.ID_READER, SeenCard(masked_name(card.name), masked_number(card.number))
        case CardFailed(fault=fault):
            return DeviceRole.ID_READER, SeenCardFault(fault)
        case WeightTaken(grams=grams):
            return DeviceRole.SCALE, SeenWeight(grams)
        case ScaleCleared():
            return DeviceRole.SCALE, SeenWeight(None)


class Writing(Enum):
    """What is being typed."""

    NAME = "name"
    ADDRESS = "address"


class Done(Enum):
    """What a step came to."""

    NAMED = "named"
    REMOVE_AGAIN = "remove_again"
    """Asked for once: a second time does it."""
    REMOVED = "removed"
    TEST_PRINTED = "test_printed"
    CALIBRATION_STOPPED = "calibration_stopped"
    TOO_FEW_SCANS = "too_few_scans"
    TRAINING = "training"
    NOTHING_CHOSEN = "nothing_chosen"
    """Nothing is there to choose."""
    CHOOSE_FIRST = "choose_first"


Said: TypeAlias = Failed | Done | Effect | CalibrationProblem | WedgeCalibration


@dataclass(frozen=True, slots=True)
class Calibrating:
    """A calibration under way: the scans heard so far. ``wrong``: what comes is the code, with other signs."""

    heard: int = 0
    wrong: bool = False


@dataclass(frozen=True, slots=True)
class DevicesPage:
    """What is shown. ``busy`` while something is being kept or printed.

    ``chosen`` is the address of the candidate that Enter takes; "" until a person went to one: what a scanner types
    before it was calibrated ends with Enter. ``profile`` is None until it was turned.
    """

    board: DeviceBoard | None = None
    role: DeviceRole = DeviceRole.SCANNER
    chosen: str = ""
    profile: ScaleProfile | None = None
    proofs: Mapping[DeviceRole, Proof] = field(default_factory=lambda: MappingProxyType({}))
    writing: Writing | None = None
    calibrating: Calibrating | None = None
    test_code: bytes | None = field(default=None, repr=False)
    busy: bool = False
    said: Said | None = None

    @property
    def place(self) -> Place | None:
        """The place that is shown; None before the first look."""
        return self.board.place(self.role) if self.board is not None else None

    @property
    def row(self) -> int | None:
        """Where the candidate that Enter takes stands in the list, which changes with what is plugged in."""
        candidates = self.place.candidates if self.place is not None else ()
        return next((at for at, one in enumerate(candidates) if one.address == self.chosen), None)

    @property
    def candidate(self) -> Candidate | None:
        """What Enter takes."""
        place, row = self.place, self.row
        return place.candidates[row] if place is not None and row is not None else None

    @property
    def scale_options(self) -> dict[str, str]:
        """How the scale is spoken to: as it was set, but for a profile that was turned to."""
        place = self.place
        query = place.address.partition("?")[2] if place is not None and place.role is DeviceRole.SCALE else ""
        options = dict(part.split("=", 1) for part in query.split("&") if "=" in part)
        if self.profile is None or options.get("profile") == self.profile.value:
            return {"profile": ScaleProfile.XK3190.value} | options
        # line and pattern are the old profile's; what its display counts in is not
        return {"profile": self.profile.value} | {key: text for key, text in options.items() if key == "unit"}
