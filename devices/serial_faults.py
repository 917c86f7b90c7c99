"""What pyserial's failures mean: the one place where its exceptions become our fault codes.

Invariants:
- Pure: nothing here opens or touches a port, and it imports on every system.
- Detail texts hold an error's name or number, never its message (a message may quote bytes from the line).
"""

import errno
import sys
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from devices.errors import DeviceError, DeviceFault

if sys.platform == "win32":
    SERIAL_ERRORS: Final[tuple[type[Exception], ...]] = (OSError, ValueError)
else:
    import termios

    # pyserial lets termios.error through when a setting is refused: changing the parity of an open pseudo-terminal
    # gave EINVAL (V-here). It is no OSError.
    SERIAL_ERRORS: Final[tuple[type[Exception], ...]] = (OSError, ValueError, termios.error)
"""Everything pyserial raises. ``serial.SerialException`` is an OSError; ValueError means a refused setting."""

_BY_ERRNO: Final[Mapping[int, DeviceFault]] = MappingProxyType(
    {
        errno.ENOENT: DeviceFault.NOT_FOUND,
        errno.ENODEV: DeviceFault.NOT_FOUND,
        errno.ENXIO: DeviceFault.NOT_FOUND,
        errno.EIO: DeviceFault.NOT_FOUND,  # a USB adapter that was pulled, its node not yet gone
        errno.EACCES: DeviceFault.ACCESS_DENIED,
        errno.EPERM: DeviceFault.ACCESS_DENIED,
        errno.EBUSY: DeviceFault.IN_USE,  # another program holds it by TIOCEXCL
        errno.EAGAIN: DeviceFault.IN_USE,  # another program holds it by flock, as pyserial itself does
        errno.ENOTTY: DeviceFault.BAD_SETTING,  # the path is no serial port
        errno.EISDIR: DeviceFault.BAD_SETTING,
        errno.EINVAL: DeviceFault.BAD_SETTING,
    }
)


def opening_fault(device: str, error: Exception) -> DeviceError:
    """The DeviceError for a failed ``serial.Serial(...)``; raise it ``from error``.

    An error nobody has met yet counts as NO_ANSWER: the port is there, and does not do as it is told.
    """
    number = _error_number(error)
    if number in _BY_ERRNO:
        return DeviceError(_BY_ERRNO[number], device, errno.errorcode[number])
    if isinstance(error, ValueError):
        return DeviceError(DeviceFault.BAD_SETTING, device, "refused setting")
    return _windows_fault(device, str(error))


def losing_fault(device: str, error: Exception) -> DeviceError:
    """The DeviceError for a failed read or write on an open port; raise it ``from error``.

    Whatever the system calls it ("readiness to read but returned no data", errno 5, a Windows handle gone bad), the
    port that was open no longer is: REMOVED. ``is_open`` stays True all the while (pyserial #331), so close it.
    """
    number = _error_number(error)
    return DeviceError(DeviceFault.REMOVED, device, errno.errorcode.get(number, type(error).__name__))


def _error_number(error: Exception) -> int:
    """The errno, 0 when there is none. pyserial wraps termios.error without passing its number on."""
    for candidate in (error, error.__context__):
        if candidate is None:
            continue
        number = candidate.errno if isinstance(candidate, OSError) else next(iter(candidate.args), None)
        if isinstance(number, int):
            return number
    return 0


def _windows_fault(device: str, text: str) -> DeviceError:
    # pyserial on Windows puts only the repr of the WinError into its message. A COM port has no access rights to
    # speak of there: "access denied" is how Windows says that another program has it open.
    if "FileNotFoundError" in text:
        return DeviceError(DeviceFault.NOT_FOUND, device, "FileNotFoundError")
    if "PermissionError" in text:
        return DeviceError(DeviceFault.IN_USE, device, "PermissionError")
    return DeviceError(DeviceFault.NO_ANSWER, device, "unknown error")
