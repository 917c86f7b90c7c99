"""Translates what requests, urllib3, ssl and the sockets raise into SyncErrors.

Invariants:
- ANSWER_LOST whenever any byte of the body may have gone out, and only then (for calls without a body: whenever the
  connection stood).
- An error's detail is a class name: never an address, a header or a body.
"""

import http.client
import ssl
from collections.abc import Iterator

import requests
import urllib3.exceptions

from sync.errors import SyncError, SyncFault

FOREIGN = (OSError, urllib3.exceptions.HTTPError, http.client.HTTPException, UnicodeError)
"""Everything the libraries below raise; requests' own errors are OSErrors."""

_NEVER_CONNECTED = (
    requests.ConnectTimeout,
    urllib3.exceptions.NewConnectionError,
    urllib3.exceptions.ConnectTimeoutError,
)
_NOT_HTTP = (
    requests.exceptions.InvalidHeader,
    http.client.BadStatusLine,
    http.client.LineTooLong,
    http.client.UnknownProtocol,
    requests.exceptions.ContentDecodingError,
    urllib3.exceptions.DecodeError,
)


def sync_error(error: Exception, *, sent: bool) -> SyncError:
    """The SyncError for a foreign error; ``sent`` says whether the province may have the request."""
    return SyncError(_fault(list(_chain(error)), sent=sent), type(error).__name__)


_PLAIN: tuple[tuple[SyncFault, tuple[type[BaseException], ...]], ...] = (
    (SyncFault.NAME_UNRESOLVED, (urllib3.exceptions.NameResolutionError,)),
    (SyncFault.UNREACHABLE, _NEVER_CONNECTED),
    (SyncFault.TLS_REFUSED, (ssl.SSLCertVerificationError,)),
)
"""These say by themselves that no request went out. The order matters: the more special error first."""


def _fault(chain: list[BaseException], *, sent: bool) -> SyncFault:
    for fault, kinds in _PLAIN:
        if _any(chain, *kinds):
            return fault
    # A connection that was closed without an answer is a BadStatusLine too, to http.client.
    if _any(chain, *_NOT_HTTP) and not _any(chain, http.client.RemoteDisconnected):
        return SyncFault.NOT_OUR_PROVINCE
    if sent:
        return SyncFault.ANSWER_LOST
    if _any(chain, requests.exceptions.SSLError, ssl.SSLError):
        return SyncFault.TLS_REFUSED
    return SyncFault.UNREACHABLE


def _any(chain: list[BaseException], *kinds: type[BaseException]) -> bool:
    return any(isinstance(link, kinds) for link in chain)


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The error and all it wraps: causes, contexts, urllib3's ``reason`` and whatever stands in ``args``."""
    seen: set[int] = set()
    waiting: list[object] = [error]
    while waiting:
        link = waiting.pop()
        if not isinstance(link, BaseException) or id(link) in seen:
            continue
        seen.add(id(link))
        yield link
        waiting += [link.__cause__, link.__context__, getattr(link, "reason", None), *link.args]
