"""The registry names under which a found device is found again. Pure.

Invariants:
- A name holds as little as tells the device from what is plugged in now: maker and product, then its serial number,
  then its socket.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from devices.discovery.found import Offer
from devices.ports import DeviceKind
from devices.usb_identity import UsbIdentity

USB_SERIAL: Final = "usbserial:"
"""Begins the target of a registry name for a serial port on USB, whatever the port is called at the moment."""


def usb_serial_identity(target: str) -> UsbIdentity | None:
    """Whose port a registry name's target means; None for a port that is named itself. Raises ValueError."""
    return UsbIdentity.parse(target.removeprefix(USB_SERIAL)) if target.startswith(USB_SERIAL) else None


def telling(found: Sequence[UsbIdentity]) -> list[UsbIdentity]:
    """For each of what is plugged in, in their order, the identity to save."""
    alike = Counter(_without_place(identity) for identity in found)
    return [identity if alike[_without_place(identity)] > 1 else _without_place(identity) for identity in found]


def serial_offers(target: str) -> tuple[Offer, ...]:
    """A serial port may serve a scanner, a card reader or a scale: nothing of it tells which."""
    return (
        Offer(DeviceKind.SCANNER, f"serial:{target}"),
        Offer(DeviceKind.ID_READER, f"sdt:{target}"),
        Offer(DeviceKind.SCALE, f"scale:{target}"),
    )


def places_of(found: Iterable[UsbIdentity]) -> str:
    """The sockets of several alike, for whoever writes one of them into a setting."""
    return ", ".join(sorted(identity.place or "?" for identity in found))


def _without_place(identity: UsbIdentity) -> UsbIdentity:
    return replace(identity, place="")
