"""Asks a network camera whether it refuses a user name and password: FFmpeg does not say why a stream did not open.

Cameras lock an account for half an hour after a few wrong passwords: whoever knows of a refusal tries seldom.

Invariants:
- The password travels as FFmpeg would send it: by Digest where the camera offers that, by Basic otherwise (RFC 2326,
  section 14).
- Whatever goes wrong on the way is no refusal.
"""

import socket
from base64 import b64encode
from collections.abc import Sequence
from contextlib import closing
from typing import BinaryIO, Final
from urllib.parse import SplitResult, unquote, urlsplit
from urllib.request import (
    AbstractDigestAuthHandler,
    HTTPPasswordMgrWithDefaultRealm,
    Request,
    parse_http_list,
    parse_keqv_list,
)

ASKING_S: Final = 2.0
"""Seconds for each step."""

_RTSP_PORT: Final = 554
_DENIED: Final = (401, 403)
_LONGEST_LINE: Final = 4096
_MOST_LINES: Final = 100
_LONGEST_BODY: Final = 64 * 1024


def refuses_login(url: str) -> bool:
    """Whether the camera at ``url`` answers, and lets nobody in with the user name and password in it.

    Blocks for a few times :data:`ASKING_S` at most. Only an ``rtsp:`` address is asked, and none that is odd.
    """
    try:
        parts = urlsplit(url)
        if parts.scheme.lower() != "rtsp" or not parts.hostname:
            return False
        asked = parts._replace(netloc=parts.netloc.rpartition("@")[2])
        address = (parts.hostname, parts.port or _RTSP_PORT)
        with closing(socket.create_connection(address, ASKING_S)) as line, line.makefile("rb") as answers:
            line.settimeout(ASKING_S)
            line.sendall(_question(asked, 1))
            status, challenges = _answer(answers)
            if status in _DENIED and parts.username:
                line.sendall(_question(asked, 2, _credentials(parts, asked, challenges)))
                status, _ = _answer(answers)
            return status in _DENIED
    except (OSError, ValueError):
        return False  # nobody there, or nobody who speaks RTSP


def _question(asked: SplitResult, number: int, credentials: str = "") -> bytes:
    login = f"Authorization: {credentials}\r\n" if credentials else ""
    head = f"DESCRIBE {asked.geturl()} RTSP/1.0\r\nCSeq: {number}\r\nAccept: application/sdp\r\n{login}\r\n"
    return head.encode()


def _answer(answers: BinaryIO) -> tuple[int, Sequence[str]]:
    """The status and the challenges. Raises OSError, or ValueError for what is no RTSP."""
    version, status, *_ = answers.readline(_LONGEST_LINE).decode("ascii").split(maxsplit=2)
    if not version.startswith("RTSP/"):
        raise ValueError("another protocol")
    challenges: list[str] = []
    body = 0
    for _ in range(_MOST_LINES):
        key, _, value = answers.readline(_LONGEST_LINE).decode("latin-1").partition(":")
        match key.strip().lower():
            case "":
                answers.read(min(body, _LONGEST_BODY))
                return int(status), challenges
            case "www-authenticate":
                challenges.append(value.strip())
            case "content-length":
                body = int(value)
    raise ValueError("no end of the head")


def _credentials(parts: SplitResult, asked: SplitResult, challenges: Sequence[str]) -> str:
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    digest = next((each for each in challenges if each.lower().startswith("digest ")), None)
    if digest is None:
        return "Basic " + b64encode(f"{user}:{password}".encode()).decode()
    url = asked.geturl()
    passwords = HTTPPasswordMgrWithDefaultRealm()
    passwords.add_password(None, url, user, password)
    request = Request(url, method="DESCRIBE")  # noqa: S310 - it is signed here and never opened
    request.selector = url  # RTSP signs the whole address
    challenge = parse_keqv_list(parse_http_list(digest.partition(" ")[2]))
    answer = AbstractDigestAuthHandler(passwords).get_authorization(request, challenge)
    if answer is None:
        raise ValueError("no challenge that can be answered")
    return f"Digest {answer}"
