"""Asks a network camera whether it refuses a user name and password: FFmpeg does not say why a stream did not open.

Cameras lock an account for half an hour after a few wrong passwords: the question is asked before FFmpeg is, so that
one try costs one of them, and whoever knows of a refusal tries seldom.

Invariants:
- The password travels as FFmpeg would send it: to a challenge by Digest, or by Basic where that alone is offered (RFC
  2326, section 14). To a camera that does not ask for it nothing is sent.
- Whatever goes wrong on the way is no refusal.
"""

import socket
import time
from base64 import b64encode
from collections.abc import Sequence
from contextlib import closing
from http.client import HTTPException, parse_headers
from io import BytesIO
from typing import Final
from urllib.parse import SplitResult, unquote, urlsplit
from urllib.request import (
    AbstractDigestAuthHandler,
    HTTPPasswordMgrWithDefaultRealm,
    Request,
    parse_http_list,
    parse_keqv_list,
)

ASKING_S: Final = 3.0
"""Seconds for all of it, once the camera's name is known."""

_RTSP_PORT: Final = 554
_UNAUTHORIZED: Final = 401
_LONGEST_ANSWER: Final = 64 * 1024
_END_OF_HEAD: Final = b"\r\n\r\n"


def refuses_login(url: str) -> bool:
    """Whether the camera at ``url`` answers, and does not let in whoever has the user name and password in it.

    Blocks for :data:`ASKING_S` at most. Only an ``rtsp:`` address is asked, and none that is odd.
    """
    try:
        parts = urlsplit(url)
        if parts.scheme.lower() != "rtsp" or not parts.hostname:
            return False
        asked = parts._replace(netloc=parts.netloc.rpartition("@")[2])
        with closing(_Line(parts.hostname, parts.port or _RTSP_PORT)) as line:
            status, challenges = line.describe(asked)
            if status == _UNAUTHORIZED and parts.username:
                status, _ = line.describe(asked, _credentials(parts, asked, challenges))
            return status == _UNAUTHORIZED
    except (OSError, ValueError, LookupError, HTTPException):
        # nobody there, or nobody who speaks RTSP; the standard library's parsers raise LookupError at some challenges
        return False


class _Line:
    """One connection to the camera, and the time that is left for it. Each call raises OSError or ValueError."""

    def __init__(self, host: str, port: int) -> None:
        self._until = time.monotonic() + ASKING_S
        self._socket = socket.create_connection((host, port), ASKING_S)
        self._came = b""
        self._number = 0

    def close(self) -> None:
        self._socket.close()

    def describe(self, asked: SplitResult, credentials: str = "") -> tuple[int, Sequence[str]]:
        """Ask what there is to see; the answer's status and challenges."""
        self._number += 1
        login = f"Authorization: {credentials}\r\n" if credentials else ""
        head = f"DESCRIBE {asked.geturl()} RTSP/1.0\r\nCSeq: {self._number}\r\nAccept: application/sdp\r\n{login}\r\n"
        self._socket.sendall(head.encode())
        return self._answer()

    def _answer(self) -> tuple[int, Sequence[str]]:
        while _END_OF_HEAD not in self._came:
            self._read_on()
        head, _, self._came = self._came.partition(_END_OF_HEAD)
        first, _, rest = head.partition(b"\r\n")
        version, status, *_ = first.decode("ascii").split(maxsplit=2)
        if not version.startswith("RTSP/"):
            raise ValueError("another protocol")
        headers = parse_headers(BytesIO(rest + _END_OF_HEAD))
        body = max(0, int(headers.get("Content-Length", "0")))
        while len(self._came) < body:
            self._read_on()
        self._came = self._came[body:]
        return int(status), headers.get_all("WWW-Authenticate", [])

    def _read_on(self) -> None:
        left = self._until - time.monotonic()
        if left <= 0 or len(self._came) > _LONGEST_ANSWER:
            raise ValueError("no end of an answer")
        self._socket.settimeout(left)
        part = self._socket.recv(4096)
        if not part:
            raise ValueError("no more of an answer")
        self._came += part


def _credentials(parts: SplitResult, asked: SplitResult, challenges: Sequence[str]) -> str:
    """The answer to the best challenge that FFmpeg knows. Raises ValueError or LookupError when there is none."""
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    basic = False
    for challenge in challenges:
        scheme, _, rest = challenge.partition(" ")
        basic = basic or scheme.lower() == "basic"
        if scheme.lower() == "digest":
            told = parse_keqv_list(parse_http_list(rest))
            if told.get("algorithm", "MD5").upper() == "MD5":
                return _digest(asked.geturl(), user, password, told)
    if not basic:
        raise ValueError("no challenge that can be answered")
    return "Basic " + b64encode(f"{user}:{password}".encode()).decode()


def _digest(url: str, user: str, password: str, challenge: dict[str, str]) -> str:
    passwords = HTTPPasswordMgrWithDefaultRealm()
    passwords.add_password(None, url, user, password)
    request = Request(url, method="DESCRIBE")  # noqa: S310 - it is signed here and never opened
    request.selector = url  # RTSP signs the whole address
    answer = AbstractDigestAuthHandler(passwords).get_authorization(request, challenge)
    if answer is None:
        raise ValueError("a challenge that lacks a part")
    return f"Digest {answer}"
