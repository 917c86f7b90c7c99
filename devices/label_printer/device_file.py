"""A printer as a device file, such as ``/dev/usb/lp0`` (Linux).

Invariants:
- A production counter writes to devices only: a label in an ordinary file is a label nobody gets.
- Never blocks without a limit: a printer without paper takes nothing, and a blocking write would hang for ever.
"""

import errno
import os
import select
import stat
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from devices.errors import DeviceError, DeviceFault
from devices.label_printer.transport import unsent

_SEND_SECONDS: Final = 5.0

_FAULTS: Final = {
    errno.ENOENT: DeviceFault.NOT_FOUND,
    errno.ENODEV: DeviceFault.NOT_FOUND,
    errno.ENXIO: DeviceFault.NOT_FOUND,
    errno.EACCES: DeviceFault.ACCESS_DENIED,
    errno.EPERM: DeviceFault.ACCESS_DENIED,
    errno.EBUSY: DeviceFault.IN_USE,
    errno.EIO: DeviceFault.REMOVED,
    errno.EPIPE: DeviceFault.REMOVED,
}

if sys.platform == "win32":

    def _open_to_write(device: str, path: str) -> int:
        raise DeviceError(DeviceFault.NO_DRIVER, device, f"{path} is for POSIX; use a queue")

else:

    def _open_to_write(device: str, path: str) -> int:  # noqa: ARG001 # the system's error becomes ours one step up
        return os.open(path, os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_APPEND)


class DeviceFilePrinter:
    """Implements :class:`~devices.label_printer.transport.Transport`.

    ``may_be_file``: an ordinary file will do, which is for training and tests.
    """

    def __init__(self, name: str, path: str, *, may_be_file: bool = False, send_seconds: float = _SEND_SECONDS) -> None:
        self._name = name
        self._path = path
        self._may_be_file = may_be_file
        self._send_seconds = send_seconds

    def send(self, job: bytes) -> None:
        """See Transport. Raises DeviceError: as ``check``, and NO_ANSWER, REMOVED, HALF_SENT."""
        deadline = time.monotonic() + self._send_seconds
        with self._opened() as descriptor:
            sent = 0
            while sent < len(job):
                _, room, _ = select.select([], [descriptor], [], max(0.0, deadline - time.monotonic()))
                if not room:
                    raise unsent(DeviceFault.NO_ANSWER, self._name, sent, len(job), "time-out")
                try:
                    sent += os.write(descriptor, job[sent:])
                except BlockingIOError:
                    continue
                except OSError as exc:
                    raise unsent(_fault(exc), self._name, sent, len(job), _named(exc)) from exc

    def check(self) -> None:
        """See Transport. Raises DeviceError: NOT_FOUND, ACCESS_DENIED, IN_USE, BAD_SETTING (no device), NO_DRIVER."""
        with self._opened():
            pass

    @contextmanager
    def _opened(self) -> Iterator[int]:
        try:
            descriptor = _open_to_write(self._name, self._path)
        except OSError as exc:
            raise DeviceError(_fault(exc), self._name, _named(exc)) from exc
        try:
            mode = os.fstat(descriptor).st_mode
            # a disk would be written over, label by label
            if stat.S_ISBLK(mode) or (stat.S_ISREG(mode) and not self._may_be_file):
                raise DeviceError(DeviceFault.BAD_SETTING, self._name, "no printer's device file")
            yield descriptor
        finally:
            os.close(descriptor)


def _fault(error: OSError) -> DeviceFault:
    return _FAULTS.get(error.errno or 0, DeviceFault.REFUSED)


def _named(error: OSError) -> str:
    return errno.errorcode.get(error.errno or 0, type(error).__name__)
