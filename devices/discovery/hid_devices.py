"""HID devices, by hidapi's list: scanners with reports of their own, and on Windows keyboards by their identity.

Invariants:
- Of what is no keyboard only devices are named whose usage page is that of bar code scanners; mice are nobody's offer.
- On Linux keyboards are found by their event device instead (``linux_nodes``).
"""

import importlib
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from devices.discovery.found import Connection, FoundDevice, Offer
from devices.ports import DeviceKind
from devices.rights import MissingRight, missing_right
from devices.scanner.hid_library import MODULE, POS_USAGE_PAGE
from devices.usb_identity import UsbIdentity, nameable_serial

_GENERIC_DESKTOP, _KEYBOARD = 0x01, 0x06

Entry = Mapping[str, Any]
"""What hidapi lists: path, vendor_id, product_id, serial_number, product_string, usage_page, usage."""


class HidDevices:
    """Implements :class:`~devices.discovery.found.Detection`."""

    def __init__(
        self,
        enumerate_all: Callable[[], Iterable[Entry]] | None = None,
        look_at_rights: Callable[[str, UsbIdentity | None], MissingRight | None] = missing_right,
        *,
        keyboards: bool = sys.platform == "win32",
    ) -> None:
        """``enumerate_all`` is by default hidapi's; without the library nothing is found."""
        self._enumerate = enumerate_all or _system_devices
        self._look_at_rights = look_at_rights
        self._keyboards = keyboards

    def look(self) -> Sequence[FoundDevice]:
        """One for each interface that may be a scanner."""
        return [found for entry in self._enumerate() if (found := self._found(entry)) is not None]

    def _found(self, entry: Entry) -> FoundDevice | None:
        identity = UsbIdentity(entry["vendor_id"], entry["product_id"], nameable_serial(entry["serial_number"]))
        node = os.fsdecode(entry["path"])
        name = entry["product_string"] or str(identity)
        if entry["usage_page"] == POS_USAGE_PAGE:
            return FoundDevice(
                id=f"hid:{node}",
                name=name,
                connection=Connection.HID,
                node=node,
                offers=(Offer(DeviceKind.SCANNER, f"hidpos:{identity}"),),
                identity=identity,
                denied=self._look_at_rights(node, identity),
            )
        if self._keyboards and (entry["usage_page"], entry["usage"]) == (_GENERIC_DESKTOP, _KEYBOARD):
            # its serial number is another thing than the instance that raw input knows it by
            offer = Offer(DeviceKind.SCANNER, f"rawinput:{identity.vendor:04x}:{identity.product:04x}")
            return FoundDevice(f"hid:{node}", name, Connection.KEYBOARD, node, (offer,), identity)
        return None


def _system_devices() -> Iterable[Entry]:
    try:
        library: Any = importlib.import_module(MODULE)
    except ImportError:
        return ()
    found: Iterable[Entry] = library.enumerate()
    return found
