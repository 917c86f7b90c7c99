"""A queue of the system's own spooler, that takes a label raw: CUPS by ``lp -o raw``, Windows by its spooler.

Invariants:
- No shell: the queue's name is an argument of its own, and cannot begin with a dash.
- A label that the spooler took counts as sent; whether it was printed only the spooler knows.
- Of a program that had the label and did not say how it ended, nobody knows whether the spooler took it: HALF_SENT.
"""

import os
import shutil
import subprocess
import sys
from typing import Final

from devices.errors import DeviceError, DeviceFault

TITLE: Final = "yanqi label"
"""What the spooler's list of jobs shows: nothing about the parcel."""

_SECONDS: Final = 10.0


class QueuePrinter:
    """Implements :class:`~devices.label_printer.transport.Transport` for one queue of this PC."""

    def __init__(self, name: str, queue: str, *, seconds: float = _SECONDS) -> None:
        self._name = name
        self._queue = queue
        self._seconds = seconds

    def send(self, job: bytes) -> None:
        """See Transport. Raises DeviceError: NO_DRIVER (no spooler), NOT_FOUND, REFUSED, NO_ANSWER, HALF_SENT."""
        if sys.platform == "win32":
            from devices.label_printer.windows_spooler import send_raw

            send_raw(self._name, self._queue, TITLE, job)
        else:
            self._run("lp", ["-d", self._queue, "-o", "raw", "-t", TITLE], job)

    def check(self) -> None:
        """See Transport. Raises DeviceError: NO_DRIVER (no spooler), NOT_FOUND, REFUSED, NO_ANSWER."""
        if sys.platform == "win32":
            from devices.label_printer.windows_spooler import find_printer

            find_printer(self._name, self._queue)
        else:
            self._run("lpstat", ["-p", self._queue])

    def _run(self, program: str, arguments: list[str], job: bytes = b"") -> None:
        found = shutil.which(program)
        if found is None:
            raise DeviceError(DeviceFault.NO_DRIVER, self._name, program)
        try:
            done = subprocess.run(  # noqa: S603 # a fixed program, no shell, the name was checked when it was set
                [found, *arguments],
                input=job,
                capture_output=True,
                timeout=self._seconds,
                check=False,
                env={**os.environ, "LC_ALL": "C"},
            )
        except subprocess.TimeoutExpired as exc:
            raise DeviceError(_unanswered(job), self._name, f"{program} time-out") from exc
        except OSError as exc:
            raise DeviceError(DeviceFault.NO_DRIVER, self._name, program) from exc
        if done.returncode < 0:
            raise DeviceError(_unanswered(job), self._name, f"{program} was killed")
        if done.returncode > 0:
            # the words of CUPS in the C locale (R); whatever else it says is a refusal
            unknown = any(word in done.stderr for word in (b"does not exist", b"Invalid destination", b"Unknown dest"))
            fault = DeviceFault.NOT_FOUND if unknown else DeviceFault.REFUSED
            raise DeviceError(fault, self._name, f"{program} {done.returncode}")


def _unanswered(job: bytes) -> DeviceFault:
    return DeviceFault.HALF_SENT if job else DeviceFault.NO_ANSWER
