"""Servers that say exactly the bytes a test lays out, so that no library tidies an answer up."""

import json
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


def answer(status: int, body: bytes = b"", media_type: str = "application/json", **headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status} x", f"Content-Length: {len(body)}", "Connection: close"]
    lines += [f"Content-Type: {media_type}"] if media_type else []
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def problem(status: int, code: str, **headers: str) -> bytes:
    body = json.dumps({"type": "about:blank", "status": status, "code": code}).encode()
    return answer(status, body, "application/problem+json", **headers)


def read_request(connection: socket.socket) -> bytes:
    """The whole request."""
    received = b""
    while b"\r\n\r\n" not in received:
        received += _some(connection)
    head, _, body = received.partition(b"\r\n\r\n")
    length = next(
        (int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length")), 0
    )
    while len(body) < length:
        body += _some(connection)
    return head + b"\r\n\r\n" + body


def _some(connection: socket.socket) -> bytes:
    block = connection.recv(65536)
    if not block:
        raise ConnectionError
    return block


class Stranger:
    """Answers one connection by ``behave``. ``done`` is set when the test is over."""

    def __init__(self, behave: Callable[[socket.socket], None], tls: ssl.SSLContext | None = None) -> None:
        self._behave = behave
        self._tls = tls
        self.done = threading.Event()
        self.errors: list[OSError] = []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self._thread = threading.Thread(target=self._serve)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.listener.getsockname()[1]}"

    def _serve(self) -> None:
        connection, _ = self.listener.accept()
        connection.settimeout(5)
        with connection:
            try:
                if self._tls is None:
                    self._behave(connection)
                else:
                    with self._tls.wrap_socket(connection, server_side=True) as secured:
                        self._behave(secured)
            except OSError as error:
                self.errors.append(error)

    @contextmanager
    def running(self) -> Iterator["Stranger"]:
        self._thread.start()
        try:
            yield self
        finally:
            self.done.set()
            self._thread.join()
            self.listener.close()
