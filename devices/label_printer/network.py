"""Port 9100 of a printer in the network: bytes in, paper out, no answer.

Invariants:
- The connection is closed after each label: most such printers serve one at a time.
- Each part has one limit of time for the whole of it: a printer that takes or says a byte now and then holds up nobody.
"""

import errno
import socket
import time
from typing import Final

from devices.errors import DeviceError, DeviceFault
from devices.label_printer.transport import unsent

_CONNECT_SECONDS: Final = 3.0
_SEND_SECONDS: Final = 5.0
_LISTEN_SECONDS: Final = 1.0
"""How long to hear whether the printer throws the job away. One that keeps silent, or keeps the line open, has it."""

_AWAY: Final = frozenset({errno.EHOSTUNREACH, errno.ENETUNREACH, errno.EHOSTDOWN, errno.EADDRNOTAVAIL})


class NetworkPrinter:
    """Implements :class:`~devices.label_printer.transport.Transport` over TCP."""

    def __init__(
        self,
        name: str,
        host: str,
        port: int,
        *,
        connect_seconds: float = _CONNECT_SECONDS,
        send_seconds: float = _SEND_SECONDS,
        listen_seconds: float = _LISTEN_SECONDS,
    ) -> None:
        self._name = name
        self._address = (host, port)
        self._connect_seconds = connect_seconds
        self._send_seconds = send_seconds
        self._listen_seconds = listen_seconds

    def send(self, job: bytes) -> None:
        """See Transport. Raises DeviceError: NOT_FOUND, REFUSED, NO_ANSWER, HALF_SENT."""
        with self._connected() as line:
            sent = 0
            deadline = time.monotonic() + self._send_seconds
            try:
                while sent < len(job):
                    line.settimeout(_left(deadline))
                    sent += line.send(job[sent:])
                line.shutdown(socket.SHUT_WR)
                self._listen(line)
            except TimeoutError as exc:
                raise unsent(DeviceFault.NO_ANSWER, self._name, sent, len(job), "time-out") from exc
            except OSError as exc:
                raise unsent(DeviceFault.REFUSED, self._name, sent, len(job), _named(exc)) from exc

    def check(self) -> None:
        """See Transport. Raises DeviceError: NOT_FOUND, REFUSED, NO_ANSWER."""
        self._connected().close()

    def _listen(self, line: socket.socket) -> None:
        """Wait until the printer closes the line; a reset (OSError) is a job that was thrown away."""
        deadline = time.monotonic() + self._listen_seconds
        try:
            line.settimeout(_left(deadline))
            while line.recv(64):
                line.settimeout(_left(deadline))
        except TimeoutError:
            return

    def _connected(self) -> socket.socket:
        try:
            return socket.create_connection(self._address, self._connect_seconds)
        except TimeoutError as exc:
            raise DeviceError(DeviceFault.NO_ANSWER, self._name, "time-out") from exc
        except socket.gaierror as exc:
            raise DeviceError(DeviceFault.NOT_FOUND, self._name, "no such host") from exc
        except OSError as exc:
            fault = DeviceFault.NOT_FOUND if exc.errno in _AWAY else DeviceFault.REFUSED
            raise DeviceError(fault, self._name, _named(exc)) from exc


def _left(deadline: float) -> float:
    """Seconds until ``deadline``. Raises TimeoutError after it."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _named(error: OSError) -> str:
    return errno.errorcode.get(error.errno or 0, type(error).__name__)
