"""The settings of one terminal: which devices, and how they are tuned. A JSON file of its owner's alone.

The address of a network camera may hold its password; there are no other secrets in it.

Invariants:
- A file that cannot be used whole is refused with the member's name; nothing is guessed.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from types import MappingProxyType
from typing import Final, TypeAlias

from app.domain.surveillance import CameraRole
from app.key_bindings import BindingError, bound_keys
from app.storage.durable_files import write_durably
from devices.recorder.address import parse_recorder

DEVICE_PLACES: Final = (
    "scanner",
    "id_reader",
    "camera",
    "document_camera",
    "inspection_camera",
    "person_camera",
    "scale",
    "label_printer",
)
"""The members that hold a device's registry name."""

LONGEST_NAME: Final = 24


class SettingsError(Exception):
    """The settings file cannot be used; ``member`` names the culprit (empty: the file itself)."""

    def __init__(self, member: str) -> None:
        super().__init__(f"settings invalid: {member or 'not a JSON object'}")
        self.member = member


@dataclass(frozen=True, slots=True)
class Settings:
    """What a technician may set. Device members are registry names; an empty one means there is no such device."""

    scanner: str = ""
    id_reader: str = ""
    camera: str = "camera:0"
    """The camera that scans. It serves documents and inspection as well where those have none of their own."""
    document_camera: str = ""
    inspection_camera: str = ""
    person_camera: str = ""
    """A second camera that sees the person at the counter: its picture stands beside the document's portrait."""
    scale: str = ""
    """Its profile is told here and never found out by sending it anything."""
    recorder_counter: str = ""
    """Where the camera over the counter (收寄台) is recorded: a line of ``devices.recorder.address``."""
    recorder_inspection: str = ""
    """The same of the camera over the inspection table (验视台)."""
    recorder_screening: str = ""
    """The same of the camera at the screening machine (安检机)."""
    recorders_told: bool = True
    """Records name their cameras to the province. False towards a province of before contract part 5: the store keeps
    them all the same."""
    label_printer: str = ""
    """A printer that is sent labels in its own language; without one they go to the system's default printer."""
    device_names: Mapping[str, str] = field(default_factory=dict)
    """What people here call a device ("left counter's scanner"), by the member that holds it. No person's name."""
    wedge_gap_ms: int = 35
    """The longest gap between two keys of a keyboard-wedge scanner; calibrate by scanning a test code."""
    wedge_end: str = "suffix"
    """How that scanner ends a code: ``suffix`` (Enter or Tab) or ``silence``."""
    keys: Mapping[str, list[str]] = field(default_factory=dict)
    """Other keys for actions (``app.key_bindings``), the first of each printed on the buttons: a foot pedal that
    presses F13 is ``{"photo": ["F8", "F13"]}``."""
    language: str = "zh_CN"
    high_contrast: bool = False
    silent: bool = False
    photo_kb: int = 100
    """Thousands of bytes that a photo of goods or parcel is made to fit at most, 50 to 150. On a slow or metered link
    the rules' photo budget makes them smaller, so that a village station's week stays under 70 MB."""
    evidence_mb_per_day: int = 0
    """Photos sent in a day at most, in millions of bytes, where the link is paid for by the byte; 0: as many as there
    are. What is over goes another day, oldest first; records always go."""
    sending_pause_minutes: int = 30
    """How long a clerk's pause of sending lasts before it ends by itself, 1 to 240. Incidents and interruptions go out
    all the same."""
    device_health_minutes: int = 60
    """From one record of the devices' health to the next at least, 60 to 1,440."""
    ca_file: str = ""
    """A PEM file with the only certificate authority that may vouch for the province; empty: the system's."""
    face_comparison: bool = False
    """Let the machine give its opinion on portrait and person. 人脸识别技术应用安全管理办法 (in force 2025-06-01) asks
    for each person's separate consent first, and for another way that is always offered: the clerk's own eyes."""


_BOUNDS: Final[Mapping[str, tuple[int, int]]] = MappingProxyType(
    {
        "wedge_gap_ms": (5, 100),
        "photo_kb": (50, 150),
        "evidence_mb_per_day": (0, 1_000_000),
        "sending_pause_minutes": (1, 240),
        "device_health_minutes": (60, 1_440),
    }
)
"""What a number may be, both ends included."""


def load_settings(path: Path) -> Settings:
    """The settings in ``path``, or the defaults when there is no file. Raises SettingsError."""
    return _checked(_members(path))


def _members(path: Path) -> dict[str, object]:
    """What the file at ``path`` says, unchecked; nothing where there is none. Raises SettingsError."""
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise SettingsError("") from error
    if not isinstance(raw, dict):
        raise SettingsError("")
    return raw


def _checked(raw: Mapping[str, object]) -> Settings:
    """Raises SettingsError for what cannot be used whole."""
    defaults = Settings()
    known = {field.name for field in fields(Settings)}
    for name, value in raw.items():
        if name not in known or type(value) is not type(getattr(defaults, name)):
            raise SettingsError(str(name))
    settings = Settings(**raw)  # type: ignore[arg-type] # each has the type of its default
    _check_names(settings.device_names)
    _check_keys(settings.keys)
    for name, (least, most) in _BOUNDS.items():
        if not least <= getattr(settings, name) <= most:
            raise SettingsError(name)
    if settings.wedge_end not in ("suffix", "silence"):
        raise SettingsError("wedge_end")
    for role, line in recorders_of(settings).items():
        try:
            parse_recorder(line)
        except ValueError as error:
            member = f"recorder_{role.value}"
            raise SettingsError(member) from error
    return settings


def recorders_of(settings: Settings) -> dict[CameraRole, str]:
    """The recorders' lines, by role."""
    lines = {
        CameraRole.COUNTER: settings.recorder_counter,
        CameraRole.INSPECTION: settings.recorder_inspection,
        CameraRole.SCREENING: settings.recorder_screening,
    }
    return {role: line for role, line in lines.items() if line}


def _check_names(names: Mapping[str, object]) -> None:
    for place, name in names.items():
        usable = isinstance(name, str) and 0 < len(name) <= LONGEST_NAME and name.isprintable()
        if place not in DEVICE_PLACES or not usable:
            raise SettingsError("device_names." + place)


def _check_keys(chosen: Mapping[str, object]) -> None:
    try:
        bound_keys(chosen)
    except BindingError as error:
        raise SettingsError("keys." + error.action) from error


Value: TypeAlias = str | int | bool | Mapping[str, str] | Mapping[str, list[str]]
"""What a member may hold."""


def change_settings(path: Path, changes: Mapping[str, Value]) -> Settings:
    """Write ``changes`` into the file at ``path``, the other members as they are; the answer is what holds now.

    The file is whole at any moment, also after a power cut, and nobody else's to read: the address of a network camera
    may hold a password. Raises SettingsError for a change that would make it unusable (nothing is written then) or when
    the present file is; StorageError when the disk refuses.
    """
    present = _members(path)
    _checked(present)
    members = {**present, **changes}
    changed = _checked(members)
    write_durably(path, (json.dumps(members, ensure_ascii=False, indent=2) + "\n").encode())
    return changed
