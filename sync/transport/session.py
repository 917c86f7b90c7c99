"""One signed HTTP exchange with the province: send, read a bounded answer, and say exactly what failed.

Invariants:
- Redirects are never followed: whoever redirects is not our province.
- An answer is read up to a limit and not slower than a floor, so that nobody can fill memory or hold the thread.
- The clock offset is taken only from answers that proved to be of the contract.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import requests

from sync.errors import SyncError, SyncFault
from sync.ports import Clock
from sync.signing import RequestSigner
from sync.transport.body import WatchedBody
from sync.transport.dates import http_date
from sync.transport.failures import FOREIGN, sync_error
from sync.transport.tls import TlsAdapter, checked_base_url, tls_context
from sync.words import Environment

MAX_ANSWER_BYTES = 8 * 1024 * 1024
"""A full batch's answer is about 0.4 MiB."""
NOT_MODIFIED = 304


@dataclass(frozen=True, slots=True)
class Timeouts:
    """Seconds. A call may take longer the more it carries."""

    connect: float = 10.0
    answer: float = 30.0
    floor_bytes_per_second: float = 4096.0
    """The slowest link that full-size calls are waited for (2G); on a slower one the engine sends less at a time."""

    keep_alive: float = 20.0
    """Longest rest after which a connection is used again: mobile networks forget idle ones without a word."""

    def answer_after(self, body_size: int) -> float:
        """How long a body of that size may take: to be answered (it may still be in buffers), or to be read."""
        return self.answer + body_size / self.floor_bytes_per_second


@dataclass(frozen=True, slots=True)
class RawAnswer:
    """An HTTP answer, read whole. Header names are looked up without regard to case."""

    status: int
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)
    arrived_at: datetime

    @property
    def media_type(self) -> str:
        """The content type without its parameters, lower case."""
        return self.headers.get("Content-Type", "").partition(";")[0].strip().lower()


class ProvinceSession:
    """A connection to one province, in the name of one terminal (or of none, before enrolment)."""

    def __init__(
        self,
        base_url: str,
        signer: RequestSigner | None,
        *,
        environment: Environment,
        clock: Clock,
        timeouts: Timeouts,
        authority: Path | None,
    ) -> None:
        """Raises ValueError for an address that must not be used, OSError for an unreadable ``authority``."""
        self._base_url = checked_base_url(base_url, environment)
        self._signer = signer
        self._clock = clock
        self._timeouts = timeouts
        # No requests.Session: it reads a redirect's body whole and resolves its target even when told not to follow
        # it, keeps cookies, and asks the environment for proxies. The adapter does nothing but send.
        self._adapter = TlsAdapter(tls_context(authority))
        self._used_at = time.monotonic()
        self.clock_offset_ms: int | None = None

    def close(self) -> None:
        """Give up the connections."""
        self._adapter.close()

    def address(self, path: str) -> str:
        """The absolute address of a call of the contract."""
        return self._base_url + path

    def upload_address(self, location: str) -> str:
        """The absolute address of an upload, from a ``Location`` or from its path.

        Raises SyncError(NOT_OUR_PROVINCE) for one on another origin: evidence goes to the province only.
        """
        try:
            absolute = urljoin(self._base_url + "/", location)
            foreign = urlsplit(absolute)[:2] != urlsplit(self._base_url)[:2]
        except ValueError as exc:
            raise SyncError(SyncFault.NOT_OUR_PROVINCE, "location") from exc
        if foreign:
            raise SyncError(SyncFault.NOT_OUR_PROVINCE, "another origin")
        return absolute

    def call(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str],
        body: bytes = b"",
        *,
        largest_answer: int = MAX_ANSWER_BYTES,
    ) -> RawAnswer:
        """Send one request to an absolute address. Raises SyncError for every fault of the link.

        ``largest_answer`` is in bytes, after decompression.
        """
        try:
            prepared = self._prepare(method, url, headers, body)
        except FOREIGN as exc:
            raise sync_error(exc, sent=False) from exc
        watched = WatchedBody(body) if body else None
        if watched is not None:
            prepared.body = watched  # type: ignore[assignment] # any readable goes; the stubs know bytes and str only
        try:
            answer = self._exchange(prepared, len(body), largest_answer)
        except FOREIGN as exc:
            raise sync_error(exc, sent=watched.begun if watched else _may_be_sent(exc)) from exc
        if 300 <= answer.status < 400 and answer.status != NOT_MODIFIED:
            raise SyncError(SyncFault.NOT_OUR_PROVINCE, f"status {answer.status}")
        return answer

    def trust_clock_of(self, answer: RawAnswer) -> None:
        """The answer proved to be of the contract: take the clock offset from its ``Date``."""
        date = http_date(answer.headers.get("Date", ""))
        if date is None:
            return
        # ``Date`` is cut to whole seconds: its middle is the better guess.
        offset = answer.arrived_at - (date + timedelta(milliseconds=500))
        self.clock_offset_ms = round(offset / timedelta(milliseconds=1))

    def _prepare(self, method: str, url: str, headers: Mapping[str, str], body: bytes) -> requests.PreparedRequest:
        prepared = requests.Request(method, url, headers=dict(headers), data=body).prepare()
        if self._signer is not None:
            signed = self._signer.sign(method, prepared.url or url, headers, body, self._clock.now())
            prepared.headers.update(signed)
        return prepared

    def _exchange(self, prepared: requests.PreparedRequest, body_size: int, largest_answer: int) -> RawAnswer:
        if time.monotonic() - self._used_at > self._timeouts.keep_alive:
            self._adapter.close()  # only its idle connections; it goes on
        wait = self._timeouts.answer_after(body_size)
        response = self._adapter.send(prepared, stream=True, timeout=(self._timeouts.connect, wait))
        with response:
            arrived_at = self._clock.now()
            content = _read(response, self._timeouts, largest_answer)
        self._used_at = time.monotonic()
        return RawAnswer(response.status_code, response.headers, content, arrived_at)


def _read(response: requests.Response, timeouts: Timeouts, largest: int) -> bytes:
    content = bytearray()
    begun = time.monotonic()
    # read1 returns what one packet brought, so that a drip of single bytes is noticed; a slow link gets its time.
    while part := response.raw.read1(64 * 1024, decode_content=True):
        content += part
        if len(content) > largest:
            raise SyncError(SyncFault.NOT_OUR_PROVINCE, "answer too large")
        if time.monotonic() - begun > timeouts.answer_after(len(content)):
            raise SyncError(SyncFault.ANSWER_LOST, "answer too slow")
    return bytes(content)


def _may_be_sent(error: Exception) -> bool:
    """For calls without a body, which cannot be watched: only a failed TLS handshake proves that nothing went out."""
    return not isinstance(error, requests.exceptions.SSLError)
