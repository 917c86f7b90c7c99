"""Where a terminal may connect to, and with which TLS.

Invariants:
- TLS 1.2 or newer, certificate and host name checked; with a pinned authority no other authority counts.
- Plain HTTP only to this very PC (the training province), and never for a production terminal.
"""

import ipaddress
import ssl
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

import requests
from requests.adapters import HTTPAdapter

from sync.words import Environment


def checked_base_url(base_url: str, environment: Environment) -> str:
    """The address without a trailing slash. Raises ValueError for one that must not be used."""
    parts = urlsplit(base_url)
    if parts.scheme not in {"https", "http"} or not parts.hostname or parts.query or parts.fragment:
        raise ValueError("not the address of a province")
    if parts.username or parts.password:
        raise ValueError("an address carries no credentials")
    if parts.scheme == "http" and (environment is Environment.PRODUCTION or not is_loopback(parts.hostname)):
        raise ValueError("plain HTTP is for the training province on this PC only")
    _check_name(parts)
    return base_url.rstrip("/")


def is_loopback(host: str) -> bool:
    """True for this PC itself."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _check_name(parts: SplitResult) -> None:
    """Names that resolver or requests would refuse later are refused here; a bad port raises ValueError too."""
    host = parts.hostname or ""
    host.encode("idna")
    try:
        requests.PreparedRequest().prepare_url(parts.geturl(), None)
    except requests.RequestException as exc:
        raise ValueError("not a host name") from exc
    if parts.port == 0:
        raise ValueError("not a port")


def tls_context(authority: Path | None) -> ssl.SSLContext:
    """TLS >= 1.2; ``authority`` is a PEM file that replaces the system's authorities. Raises OSError, ssl.SSLError."""
    context = ssl.create_default_context(cafile=str(authority) if authority else None)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


class TlsAdapter(HTTPAdapter):
    """An adapter that uses our context and adds no authorities to it."""

    def __init__(self, context: ssl.SSLContext) -> None:
        self._context = context
        super().__init__(max_retries=0, pool_connections=1, pool_maxsize=1)

    def init_poolmanager(self, connections: int, maxsize: int, block: bool = False, **pool_kwargs: object) -> None:
        """Every connection gets our context."""
        super().init_poolmanager(connections, maxsize, block, ssl_context=self._context, **pool_kwargs)

    def cert_verify(self, conn: object, url: str, verify: object, cert: object) -> None:
        """Nothing to add: requests would load its own bundle into our context, beside a pinned authority."""
