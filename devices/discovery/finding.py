"""From a stable address to the port's name of the moment.

Invariants:
- Of two that fit none is taken: a guess would read one device's input as another's.
"""

from devices.discovery.found import Connection, Detection
from devices.discovery.naming import places_of
from devices.errors import DeviceError, DeviceFault
from devices.usb_identity import UsbIdentity


class UsbSerialPort:
    """A serial port on USB, by its identity. Implements :class:`~devices.serial_opening.FoundPort`."""

    def __init__(self, device: str, identity: UsbIdentity, detection: Detection) -> None:
        """``device`` is the registry name that errors carry."""
        self._device = device
        self._detection = detection
        self.identity = identity

    def find(self) -> str:
        """What the port is called now.

        Raises DeviceError NOT_FOUND; AMBIGUOUS when several fit: the detail lists their sockets.
        """
        fitting = {
            found.node: found.identity
            for found in self._detection.look()
            if found.connection is Connection.SERIAL
            and found.identity is not None
            and self.identity.fits(found.identity)
        }
        match list(fitting):
            case []:
                raise DeviceError(DeviceFault.NOT_FOUND, self._device, str(self.identity))
            case [node]:
                return node
            case _:
                raise DeviceError(DeviceFault.AMBIGUOUS, self._device, places_of(fitting.values()))
