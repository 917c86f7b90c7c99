import errno

import pytest
import serial

from devices.errors import DeviceFault
from devices.serial_faults import losing_fault, opening_fault


@pytest.mark.parametrize(
    ("error", "fault", "detail"),
    [
        (serial.SerialException(errno.ENOENT, "could not open port"), DeviceFault.NOT_FOUND, "ENOENT"),
        (serial.SerialException(errno.ENXIO, "could not open port"), DeviceFault.NOT_FOUND, "ENXIO"),
        (serial.SerialException(errno.EACCES, "could not open port"), DeviceFault.ACCESS_DENIED, "EACCES"),
        (serial.SerialException(errno.EBUSY, "could not open port"), DeviceFault.IN_USE, "EBUSY"),
        (serial.SerialException(errno.EAGAIN, "Could not exclusively lock"), DeviceFault.IN_USE, "EAGAIN"),
        (OSError(errno.EINVAL, "parity"), DeviceFault.BAD_SETTING, "EINVAL"),
        (ValueError("Not a valid baudrate"), DeviceFault.BAD_SETTING, "refused setting"),
        (
            serial.SerialException("could not open port 'COM9': FileNotFoundError(2, 'x', None, 2)"),
            DeviceFault.NOT_FOUND,
            "FileNotFoundError",
        ),
        (
            serial.SerialException("could not open port 'COM3': PermissionError(13, 'x', None, 5)"),
            DeviceFault.IN_USE,
            "PermissionError",
        ),
        (serial.SerialException("Cannot configure port, something went wrong"), DeviceFault.NO_ANSWER, "unknown error"),
    ],
)
def test_a_failed_opening_has_a_reason(error: Exception, fault: DeviceFault, detail: str) -> None:
    translated = opening_fault("serial:COM3", error)
    assert (translated.fault, translated.device, translated.detail) == (fault, "serial:COM3", detail)


def test_the_number_of_a_wrapped_error_is_found() -> None:
    wrapped = serial.SerialException("Could not configure port")
    wrapped.__context__ = OSError(errno.ENOTTY, "Inappropriate ioctl for device")
    assert opening_fault("serial:x", wrapped).fault is DeviceFault.BAD_SETTING


@pytest.mark.parametrize(
    ("error", "detail"),
    [
        (serial.SerialException("device reports readiness to read but returned no data"), "SerialException"),
        (OSError(errno.EIO, "Input/output error"), "EIO"),
        (serial.PortNotOpenError(), "PortNotOpenError"),
    ],
)
def test_any_failure_of_an_open_line_means_removed(error: Exception, detail: str) -> None:
    translated = losing_fault("serial:COM3", error)
    assert (translated.fault, translated.detail) == (DeviceFault.REMOVED, detail)
