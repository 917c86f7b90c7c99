"""Serial ports, by pyserial's list: on Linux from sysfs, on Windows from the setup API. No port is opened.

Invariants:
- A port's name is never an identity: after a replug it may be another's.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from devices.discovery.found import Connection, FoundDevice
from devices.discovery.naming import USB_SERIAL, serial_offers, telling
from devices.rights import MissingRight, missing_right
from devices.usb_identity import UsbIdentity, nameable_serial


class ListedPort(Protocol):
    """A port as pyserial lists it; what is not known is None."""

    device: str
    description: str
    vid: int | None
    pid: int | None
    serial_number: str | None
    location: str | None


class SerialPorts:
    """Implements :class:`~devices.discovery.found.Detection` for ports on the board and on USB."""

    def __init__(
        self,
        list_ports: Callable[[], Iterable[ListedPort]] | None = None,
        look_at_rights: Callable[[str, UsbIdentity | None], MissingRight | None] = missing_right,
    ) -> None:
        """``list_ports`` is by default pyserial's."""
        self._list_ports = list_ports or _system_ports
        self._look_at_rights = look_at_rights

    def look(self) -> Sequence[FoundDevice]:
        """Every port that the system lists; a failure to list is an empty list."""
        try:
            ports = list(self._list_ports())
        except OSError:
            return ()
        known = [(port, identity) for port in ports if (identity := _identity(port)) is not None]
        saved = telling([identity for _, identity in known])
        bare = [self._found(port, None, port.device) for port in ports if _identity(port) is None]
        return [
            *bare,
            *(
                self._found(port, identity, f"{USB_SERIAL}{to_save}")
                for (port, identity), to_save in zip(known, saved, strict=True)
            ),
        ]

    def _found(self, port: ListedPort, identity: UsbIdentity | None, target: str) -> FoundDevice:
        return FoundDevice(
            id=f"serial:{identity or port.device}",
            name=port.device if port.description in ("n/a", "") else port.description,
            connection=Connection.SERIAL,
            node=port.device,
            offers=serial_offers(target),
            identity=identity,
            denied=self._look_at_rights(port.device, identity),
        )


def _identity(port: ListedPort) -> UsbIdentity | None:
    if port.vid is None or port.pid is None:
        return None
    return UsbIdentity(port.vid, port.pid, nameable_serial(port.serial_number), port.location or "")


def _system_ports() -> Iterable[ListedPort]:
    from serial.tools.list_ports import comports

    return comports()
