"""What the device page shows of the counter's devices: each place, what stands there, and what could.

Invariants:
- Addresses are as they may be shown: without credentials.
- It loads with the window, and no device library with it.
- A place is named by its member of the settings, so that what is chosen is what is saved.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from devices.discovery.found import FoundDevice
from devices.discovery.naming import USB_SERIAL
from devices.errors import DeviceFault
from devices.ports import DeviceAbout, DeviceKind, DeviceState, DeviceStatus
from devices.rights import MissingRight
from devices.usb_identity import UsbIdentity


class DeviceRole(Enum):
    """A place at the counter; the value is the settings' member, the order the page's."""

    SCANNER = "scanner"
    ID_READER = "id_reader"
    CAMERA = "camera"
    """The camera that scans. It serves documents and inspection as well, where those have none of their own."""
    DOCUMENT_CAMERA = "document_camera"
    INSPECTION_CAMERA = "inspection_camera"
    PERSON_CAMERA = "person_camera"
    SCALE = "scale"
    LABEL_PRINTER = "label_printer"


CAMERA_ROLES: Final = frozenset(
    {DeviceRole.CAMERA, DeviceRole.DOCUMENT_CAMERA, DeviceRole.INSPECTION_CAMERA, DeviceRole.PERSON_CAMERA}
)


def kind_of(role: DeviceRole) -> DeviceKind | None:
    """The kind of device with a thread of its own; None for a label printer, which is only sent to."""
    match role:
        case DeviceRole.LABEL_PRINTER:
            return None
        case DeviceRole.DOCUMENT_CAMERA | DeviceRole.INSPECTION_CAMERA:
            return DeviceKind.CAMERA
        case _:
            return DeviceKind(role.value)


class Effect(Enum):
    """From when on a change holds."""

    NOW = "now"
    NEXT_START = "next_start"


@dataclass(frozen=True, slots=True)
class Chosen:
    """What came of a choice. ``gone`` are the names of devices that are there no more.

    ``unusable`` is the chosen one's status where it cannot even be built, and will say nothing by itself.
    """

    effect: Effect
    gone: frozenset[str] = frozenset()
    unusable: DeviceStatus | None = None


@dataclass(frozen=True, slots=True)
class PlaceStatus:
    """How the device of a place is; as :class:`~devices.ports.DeviceStatus`, of label printers too."""

    state: DeviceState
    fault: DeviceFault | None = None
    detail: str = ""
    right: MissingRight | None = None
    about: DeviceAbout | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something plugged in that may take a place. ``where`` is what the system calls it now.

    ``address`` is to be saved; a scale's still lacks its profile. ``used_as`` is the place that it has already.
    """

    name: str
    where: str
    address: str
    used_as: DeviceRole | None = None
    denied: MissingRight | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A place with its device. ``name`` is what people here call it; ``address`` is "" where none is set.

    ``status`` is None where none is set, and for a label printer that nobody has looked at.
    """

    role: DeviceRole
    address: str = ""
    name: str = ""
    status: PlaceStatus | None = None
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class DeviceBoard:
    """All places in their order. ``unused`` names what is plugged in and has no place.

    ``simulated``: training's devices stand here, and none can be chosen.
    """

    places: tuple[Place, ...]
    unused: tuple[str, ...] = ()
    simulated: bool = False

    def place(self, role: DeviceRole) -> Place:
        """The place of ``role``."""
        return next(place for place in self.places if place.role is role)


def status_of(status: DeviceStatus) -> PlaceStatus:
    """The same without the device's name."""
    return PlaceStatus(status.state, status.fault, status.detail, status.right, status.about)


def candidates_for(
    role: DeviceRole, found: Sequence[FoundDevice], used: Mapping[DeviceRole, str]
) -> tuple[Candidate, ...]:
    """What is plugged in and may take the place; what has it already is left out. ``used`` holds the set addresses."""
    kind = kind_of(role)
    made = []
    for device in found:
        taken = used_as(device, used)
        for offer in device.offers:
            if offer.kind is kind and taken is not role:
                where = device.node or (str(device.identity) if device.identity is not None else "")
                made.append(Candidate(device.name, where, offer.address, taken, device.denied))
    return tuple(made)


def used_as(device: FoundDevice, used: Mapping[DeviceRole, str]) -> DeviceRole | None:
    """The place that the device has by the settings."""
    return next((role for role, address in used.items() if _means(address, device)), None)


def _means(address: str, device: FoundDevice) -> bool:
    """Whether a setting is about the device: by its node of now, or by as much of its identity as the setting tells."""
    scheme, _, target = address.partition("?")[0].partition(":")
    offered = {offer.address.partition(":")[0]: offer.address.partition(":")[2] for offer in device.offers}
    if scheme not in offered:
        return False
    if target in (offered[scheme], device.node):
        return True
    try:
        identity = UsbIdentity.parse(target.removeprefix(USB_SERIAL).removeprefix("usb:"))
    except ValueError:
        return False
    return device.identity is not None and identity.fits(device.identity)


def unused_names(found: Sequence[FoundDevice], used: Mapping[DeviceRole, str]) -> tuple[str, ...]:
    """The names of what has no place, as they were found."""
    return tuple(device.name for device in found if used_as(device, used) is None)
