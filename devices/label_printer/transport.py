"""How bytes get to a printer.

Invariants:
- A job is sent whole or the error says how far it got: HALF_SENT means that something may have been printed.
- No call waits without a limit.
"""

from typing import Protocol

from devices.errors import DeviceError, DeviceFault


class Transport(Protocol):
    """One printer's way."""

    def send(self, job: bytes) -> None:
        """Send one label. Blocks for seconds at most. Raises DeviceError, HALF_SENT when a part of it went out."""

    def check(self) -> None:
        """Look whether the printer can be reached, without printing anything. Raises DeviceError."""


def unsent(fault: DeviceFault, device: str, sent: int, whole: int, detail: str) -> DeviceError:
    """The error for a job that stopped after ``sent`` of ``whole`` bytes: ``fault`` when nothing went out."""
    if sent == 0:
        return DeviceError(fault, device, detail)
    return DeviceError(DeviceFault.HALF_SENT, device, f"{sent} of {whole} bytes, {detail}")
