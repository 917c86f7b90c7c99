"""Lets a client that cannot sign (a plain tus client) talk to the province as one terminal.

Invariants:
- Nothing but the signature is added and nothing is mended: what the client does wrong reaches the province.
"""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self
from urllib.parse import urljoin

import requests

from tests.support.province import TIMEOUT, SignedClient

_DROPPED = {"connection", "host", "content-length", "accept-encoding", "transfer-encoding"}


class SigningGateway:
    """A loopback HTTP server that forwards each request with the terminal's signature."""

    def __init__(self, client: SignedClient) -> None:
        self._server = _Server(("127.0.0.1", 0), client)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02})
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"

    @property
    def requests_seen(self) -> list[str]:
        """Methods, in order."""
        return self._server.seen

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    def __init__(self, address: tuple[str, int], client: SignedClient) -> None:
        super().__init__(address, _Exchange)
        self.client = client
        self.seen: list[str] = []


class _Exchange(BaseHTTPRequestHandler):
    """One request, forwarded."""

    def _forward(self) -> None:
        server = self.server
        assert isinstance(server, _Server)
        server.seen.append(self.command)
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        headers = {name: value for name, value in self.headers.items() if name.lower() not in _DROPPED}
        url = urljoin(server.client.url, self.path)
        signed = server.client.signed_headers(self.command, url, headers, body)
        with requests.Session() as session:
            session.trust_env = False
            answer = session.request(self.command, url, data=body, headers=signed, timeout=TIMEOUT)
        self._answer(answer)

    def _answer(self, answer: requests.Response) -> None:
        self.send_response_only(answer.status_code)
        for name, value in answer.headers.items():
            if name.lower() not in _DROPPED:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer.content)))
        self.end_headers()
        self.wfile.write(answer.content)

    do_POST = do_HEAD = do_PATCH = do_DELETE = do_OPTIONS = _forward  # noqa: N815 - http.server's names

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - http.server's signature
        """Silent: requests carry personal data."""
