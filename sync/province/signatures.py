"""Checks the signature that a terminal puts on each request (RFC 9421, Ed25519; body digest RFC 9530, sha-256).

Invariants:
- Exactly one signature, labelled as the contract says; it covers at least SIGNED_COMPONENTS; ``keyid`` is the
  terminal's id and decides which key counts; no other algorithm is known.
- ``created`` and ``Date`` lie within SIGNATURE_WINDOW_SECONDS of the province's clock. This is looked at last, so that
  "your clock is off" is only ever told to who holds the key.
- A request that is replayed within the window changes nothing: messages and enrolment are idempotent, a tus offset
  was passed already, an upload's address is never used again.
"""

import base64
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from http_message_signatures import HTTPMessageVerifier, HTTPSignatureKeyResolver, VerifyResult
from http_message_signatures.algorithms import ED25519
from http_message_signatures.exceptions import HTTPMessageSignaturesException
from starlette.datastructures import Headers

from sync.contract import SIGNATURE_LABEL, SIGNATURE_WINDOW_SECONDS, SIGNED_COMPONENTS
from sync.province.errors import ProvinceError, Refusal
from sync.province.terminals import Terminal, Terminals
from sync.words import ProblemCode

_CHALLENGE = {"WWW-Authenticate": "Signature"}
"""RFC 9110 wants a challenge with each 401."""
_WINDOW = timedelta(seconds=SIGNATURE_WINDOW_SECONDS)


@dataclass(frozen=True, slots=True)
class WireRequest:
    """A request as it came: ``target`` is the raw path with its query, ``body`` the bytes before decompression."""

    method: str
    target: str
    headers: Headers = field(repr=False)
    body: bytes = field(repr=False)

    @property
    def url(self) -> str:
        """Absolute, as the signature library wants it. The host is not signed, so that a proxy may change it."""
        return f"http://province{self.target}"


class SignatureGate:
    """Lets signed requests of known terminals in."""

    def __init__(self, terminals: Terminals, now: Callable[[], datetime]) -> None:
        self._terminals = terminals
        self._now = now

    def admit(self, request: WireRequest) -> Terminal:
        """Who signed this request. Raises Refusal 401 or 403."""
        if "signature" not in request.headers or "signature-input" not in request.headers:
            raise Refusal(ProblemCode.SIGNATURE_MISSING, 401, headers=_CHALLENGE)
        keys = _EnrolledKeys(self._terminals)
        verifier = _Verifier(signature_algorithm=ED25519, key_resolver=keys)
        try:
            verified = verifier.verify(request, max_age=None, require_components=SIGNED_COMPONENTS, body=request.body)
        except (HTTPMessageSignaturesException, ValueError, TypeError, KeyError) as exc:
            # The library reads a stranger's structured fields: odd ones meet it as plain Python errors.
            # It also wraps what our own key lookup says.
            if isinstance(exc.__cause__, (Refusal, ProvinceError)):
                raise exc.__cause__ from None
            raise Refusal(ProblemCode.SIGNATURE_INVALID, 401, headers=_CHALLENGE) from None
        _check_form(verified)
        self._check_window(verified[0], request.headers)
        if keys.terminal is None:
            raise Refusal(ProblemCode.SIGNATURE_INVALID, 401, headers=_CHALLENGE)
        return keys.terminal

    def _check_window(self, verified: VerifyResult, headers: Mapping[str, str]) -> None:
        now = self._now()
        created = verified.parameters.get("created")
        expires = verified.parameters.get("expires")
        try:
            stated = datetime.fromtimestamp(int(created), UTC) if created is not None else None
            dated = parsedate_to_datetime(headers.get("date", ""))
            over = expires is not None and datetime.fromtimestamp(int(expires), UTC) < now
        except (ValueError, OverflowError, OSError):
            raise Refusal(ProblemCode.SIGNATURE_INVALID, 401, headers=_CHALLENGE) from None
        if stated is None or dated.tzinfo is None:
            raise Refusal(ProblemCode.SIGNATURE_INVALID, 401, headers=_CHALLENGE)
        if over or abs(stated - now) > _WINDOW or abs(dated - now) > _WINDOW:
            raise Refusal(ProblemCode.DATE_OUT_OF_WINDOW, 401, headers=_CHALLENGE)


class _Verifier(HTTPMessageVerifier):
    """Leaves the times to the gate, which has the province's clock and another code for them."""

    def validate_created_and_expires(self, sig_input: object, max_age: timedelta | None = None) -> None:
        """Nothing: see the class."""


class _EnrolledKeys(HTTPSignatureKeyResolver):
    """Finds the key by the terminal's id, and remembers whose it was."""

    def __init__(self, terminals: Terminals) -> None:
        self._terminals = terminals
        self.terminal: Terminal | None = None

    def resolve_public_key(self, key_id: str) -> Ed25519PublicKey:
        terminal = self._terminals.known(key_id)
        self.terminal = terminal
        return _public_key(terminal.public_key)

    def resolve_private_key(self, key_id: str) -> None:
        raise KeyError(key_id)


def _check_form(verified: list[VerifyResult]) -> None:
    # The label is not signed; it is checked because the contract names it, nothing rests on it.
    if len(verified) != 1 or verified[0].label != SIGNATURE_LABEL:
        raise Refusal(ProblemCode.SIGNATURE_INVALID, 401, headers=_CHALLENGE)
    # The library takes sha-512 too; the contract does not.
    if "sha-256=" not in verified[0].covered_components.get('"content-digest"', ""):
        raise Refusal(ProblemCode.SIGNATURE_INVALID, 401, headers=_CHALLENGE)


def _public_key(text: str) -> Ed25519PublicKey:
    return Ed25519PublicKey.from_public_bytes(base64.urlsafe_b64decode(text + "="))
