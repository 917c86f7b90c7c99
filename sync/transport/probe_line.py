"""The connections of a link test: each part within one limit of time, and given up from any thread.

Invariants:
- Nothing is sent but the handshake of TLS.
- A certificate that cannot be read is told as None: what a stranger shows ends no test.
- Sockets never block: whoever gives up is heard within a tenth of a second, on Windows too, where a connection that is
  under way cannot be shut down.
"""

import os
import selectors
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Self

from cryptography import x509
from cryptography.x509.oid import NameOID

from sync.transport.session import Timeouts

_SLICE: Final = 0.1
"""Seconds between two looks whether the test was given up."""


@dataclass(frozen=True, slots=True)
class ShownCertificate:
    """What the other side shows about itself: public names, and from when until when it holds (UTC)."""

    issuer: str
    subject: str
    begins: datetime
    ends: datetime

    @classmethod
    def read(cls, der: bytes) -> Self | None:
        """The certificate, or None for one that is none or breaks the standard's rules."""
        try:
            certificate = x509.load_der_x509_certificate(der)
            return cls(
                _name(certificate.issuer),
                _name(certificate.subject),
                certificate.not_valid_before_utc,
                certificate.not_valid_after_utc,
            )
        except (ValueError, TypeError, x509.InvalidVersion):
            return None


class ProbeLine:
    """One test's connections, one at a time. Used on one thread; ``give_up`` on any."""

    def __init__(self, timeouts: Timeouts) -> None:
        self._timeouts = timeouts
        self._given_up = threading.Event()

    def give_up(self) -> None:
        """End what is under way, and whatever follows."""
        self._given_up.set()

    def try_address(self, address: str, port: int) -> None:
        """Connect and hang up. Raises OSError."""
        with self._connected(address, port):
            pass

    def certificate(self, address: str, port: int, host: str, context: ssl.SSLContext) -> ShownCertificate | None:
        """Shake hands as ``context`` wants it, and hang up. Raises OSError, of which ssl.SSLError is one."""
        with (
            self._connected(address, port) as plain,
            context.wrap_socket(plain, server_hostname=host, do_handshake_on_connect=False) as secured,
        ):
            self._shake_hands(secured)
            return ShownCertificate.read(secured.getpeercert(binary_form=True) or b"")

    @contextmanager
    def _connected(self, address: str, port: int) -> Iterator[socket.socket]:
        deadline = time.monotonic() + self._timeouts.connect
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        with socket.socket(family, socket.SOCK_STREAM) as line:
            line.setblocking(False)
            try:
                line.connect((address, port))
            except BlockingIOError:
                self._await(line, selectors.EVENT_WRITE, deadline)
                code = line.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
                if code:
                    raise OSError(code, os.strerror(code)) from None
            yield line

    def _shake_hands(self, line: ssl.SSLSocket) -> None:
        deadline = time.monotonic() + self._timeouts.answer
        while True:
            try:
                line.do_handshake()
            except ssl.SSLWantReadError:
                self._await(line, selectors.EVENT_READ, deadline)
            except ssl.SSLWantWriteError:
                self._await(line, selectors.EVENT_WRITE, deadline)
            else:
                return

    def _await(self, line: socket.socket, event: int, deadline: float) -> None:
        """Wait until ``line`` is ready. Raises TimeoutError, ConnectionAbortedError when the test was given up."""
        with selectors.DefaultSelector() as selector:
            selector.register(line, event)
            while not self._given_up.is_set():
                left = deadline - time.monotonic()
                if left <= 0:
                    raise TimeoutError
                if selector.select(min(left, _SLICE)):
                    return
        raise ConnectionAbortedError


def _name(name: x509.Name) -> str:
    for wanted in (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME):
        found = name.get_attributes_for_oid(wanted)
        if found:
            return str(found[0].value)
    return name.rfc4514_string()
