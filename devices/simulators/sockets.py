"""A PC's sockets for tests and benches: what is plugged in is what was plugged in here.

A pseudo-terminal is in no list of ports; plugged in here, it is found like an adapter on USB.
"""

from collections.abc import Sequence
from dataclasses import replace
from threading import Lock

from devices.discovery.found import Connection, FoundDevice
from devices.discovery.naming import USB_SERIAL, serial_offers
from devices.rights import MissingRight
from devices.usb_identity import UsbIdentity


class Sockets:
    """Implements :class:`~devices.discovery.found.Detection`. May be used from any thread."""

    def __init__(self) -> None:
        self._plugged: dict[str, FoundDevice] = {}
        self._lock = Lock()
        self.looks = 0

    def plug(self, identity: UsbIdentity, node: str) -> None:
        """A USB serial adapter goes into the socket ``identity.place`` and is called ``node``."""
        found = FoundDevice(
            id=f"serial:{identity}",
            name=f"USB {identity}",
            connection=Connection.SERIAL,
            node=node,
            offers=serial_offers(f"{USB_SERIAL}{identity}"),
            identity=identity,
        )
        with self._lock:
            self._plugged[identity.place] = found

    def unplug(self, place: str) -> None:
        """The socket is empty again."""
        with self._lock:
            self._plugged.pop(place, None)

    def deny(self, place: str, right: MissingRight | None) -> None:
        """The right that the account lacks for what is in the socket; None: it has it."""
        with self._lock:
            self._plugged[place] = replace(self._plugged[place], denied=right)

    def look(self) -> Sequence[FoundDevice]:
        """What is in the sockets."""
        with self._lock:
            self.looks += 1
            return tuple(self._plugged.values())
