"""A device that is plugged in, and the port by which the house learns of it.

Invariants:
- Nothing is opened and nothing is sent to find a device: what it is for, a person says.
- Nothing here tells of a person; serial numbers are the devices' own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from threading import Lock
from typing import Protocol

from devices.ports import DeviceKind
from devices.rights import MissingRight
from devices.usb_identity import UsbIdentity


class Connection(Enum):
    """How a device shows itself to the system."""

    SERIAL = "serial"
    HID = "hid"
    """Reports of its own, read through hidapi."""
    KEYBOARD = "keyboard"
    """It types; so do the clerk's keyboards, which are found as well."""
    USB = "usb"
    VIDEO = "video"


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing that a found device may be used for, and the registry name to save for it.

    ``address`` finds the device again after a replug, as far as it can be told from others now. A scale's lacks its
    ``profile``, which a person tells.
    """

    kind: DeviceKind
    address: str


@dataclass(frozen=True, slots=True)
class FoundDevice:
    """``id`` is the same at each look while the device stays in its socket. ``name`` is the maker's, to be shown.

    ``node`` is what the system calls it now ("COM4", "/dev/ttyACM0"), "" where it has no such name. ``denied`` says
    which right this account lacks to use it.
    """

    id: str
    name: str
    connection: Connection
    node: str
    offers: tuple[Offer, ...]
    identity: UsbIdentity | None = None
    denied: MissingRight | None = None


class Detection(Protocol):
    """What is plugged in now. May be asked from any thread, once a second."""

    def look(self) -> Sequence[FoundDevice]:
        """All that is there, in no order that means anything. Never raises: what cannot be listed is not there."""


class Together:
    """Several detections as one, one look at a time: not every library likes to be asked by two threads."""

    def __init__(self, *parts: Detection) -> None:
        self._parts = parts
        self._looking = Lock()

    def look(self) -> list[FoundDevice]:
        """What each of them finds."""
        with self._looking:
            return [found for part in self._parts for found in part.look()]
