"""Card readers on USB, by the identities that they are known to carry.

Invariants:
- Only descriptors are looked at, which the system has read already; strings would need the device to be opened.
"""

import sys
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final, Protocol

from devices.discovery.found import Connection, FoundDevice, Offer
from devices.discovery.naming import telling
from devices.id_reader.usb_library import socket_of, usb_backend, usb_node
from devices.ports import DeviceKind
from devices.rights import MissingRight, missing_right
from devices.usb_identity import UsbIdentity

KNOWN_READERS: Final = frozenset({(0x0400, 0xC35A)})
"""Maker and product of readers with a SAM_V module, by public drivers (V). Other makers' are set by hand (GAP)."""


class ListedUsb(Protocol):
    """A device as pyusb lists it."""

    idVendor: int  # noqa: N815 - pyusb's
    idProduct: int  # noqa: N815
    bus: int | None
    address: int | None
    port_numbers: tuple[int, ...] | None


class UsbReaders:
    """Implements :class:`~devices.discovery.found.Detection`."""

    def __init__(
        self,
        list_devices: Callable[[], Iterable[ListedUsb]] | None = None,
        look_at_rights: Callable[[str, UsbIdentity | None], MissingRight | None] = missing_right,
    ) -> None:
        """``list_devices`` is by default pyusb's; without it or libusb nothing is found."""
        self._list_devices = list_devices or _system_devices
        self._look_at_rights = look_at_rights

    def look(self) -> Sequence[FoundDevice]:
        """The readers that are plugged in."""
        listed = [usb for usb in self._list_devices() if (usb.idVendor, usb.idProduct) in KNOWN_READERS]
        identities = [UsbIdentity(usb.idVendor, usb.idProduct, place=socket_of(usb)) for usb in listed]
        saved = telling(identities)
        return [
            self._found(usb_node(usb), identity, to_save)
            for usb, identity, to_save in zip(listed, identities, saved, strict=True)
        ]

    def _found(self, node: str, identity: UsbIdentity, to_save: UsbIdentity) -> FoundDevice:
        return FoundDevice(
            id=f"usb:{identity}",
            name=f"USB {identity.vendor:04x}:{identity.product:04x}",
            connection=Connection.USB,
            node=node,
            offers=(Offer(DeviceKind.ID_READER, f"sdt:usb:{to_save}"),),
            identity=identity,
            denied=self._look_at_rights(node, identity) if sys.platform != "win32" else None,
        )


def _system_devices() -> Iterable[ListedUsb]:
    try:
        import usb.core
    except ImportError:
        return ()
    try:
        found: Any = usb.core.find(find_all=True, backend=usb_backend())
        return list(found)
    except (OSError, usb.core.NoBackendError):
        return ()
