"""Request signatures, checked with the library's own verifier."""

import warnings
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from http_message_signatures import HTTPMessageVerifier, InvalidSignature, MappingKeyResolver
from http_message_signatures.algorithms import ED25519

from sync.contract import SIGNATURE_LABEL, SIGNED_COMPONENTS
from sync.signing import TerminalKey

URL = "https://province.example/v1/receipts?after=7"


@dataclass
class Request:
    method: str
    url: str
    headers: dict[str, str]


def verify(request: Request, body: bytes, key: TerminalKey) -> str:
    """The key id of a valid signature."""
    public = Ed25519PublicKey.from_public_bytes(_unpadded(key.public_b64))
    verifier = HTTPMessageVerifier(
        signature_algorithm=ED25519,
        key_resolver=MappingKeyResolver(public_keys={"terminal-1": public}, private_keys={}),
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        (result,) = verifier.verify(
            request, max_age=timedelta(seconds=300), require_components=SIGNED_COMPONENTS, body=body
        )
    assert result.label == SIGNATURE_LABEL
    return str(result.parameters["keyid"])


def _unpadded(text: str) -> bytes:
    import base64

    return base64.urlsafe_b64decode(text + "=")


def signed(key: TerminalKey, body: bytes = b"", method: str = "GET") -> Request:
    headers = key.signer_for("terminal-1").sign(method, URL, {"Accept": "a/b"}, body, datetime.now(UTC))
    return Request(method, URL, headers)


@pytest.mark.parametrize("body", [b"", b"\x1f\x8b compressed"])
def test_a_signed_request_verifies_with_and_without_a_body(body: bytes) -> None:
    key = TerminalKey.generate()

    request = signed(key, body)

    assert verify(request, body, key) == "terminal-1"
    assert request.headers["Content-Digest"].startswith("sha-256=:")
    assert request.headers["Accept"] == "a/b"


def test_every_agreed_component_is_covered_in_its_order() -> None:
    request = signed(TerminalKey.generate())

    covered = " ".join(f'"{name}"' for name in SIGNED_COMPONENTS)
    assert request.headers["Signature-Input"].startswith(f"{SIGNATURE_LABEL}=({covered});created=")


@pytest.mark.parametrize(
    ("method", "url", "header"),
    [
        ("POST", URL, ("Accept", "a/b")),
        ("GET", URL.replace("7", "8"), ("Accept", "a/b")),
        ("GET", URL.replace("receipts", "messages"), ("Accept", "a/b")),
        ("GET", URL, ("Date", "Mon, 02 Mar 2026 01:00:00 GMT")),
    ],
)
def test_a_request_that_was_touched_does_not_verify(method: str, url: str, header: tuple[str, str]) -> None:
    key = TerminalKey.generate()
    request = signed(key)
    touched = Request(method, url, {**request.headers, header[0]: header[1]})

    with pytest.raises(InvalidSignature):
        verify(touched, b"", key)


def test_a_body_that_was_touched_does_not_verify() -> None:
    key = TerminalKey.generate()

    with pytest.raises(InvalidSignature):
        verify(signed(key, b"one", "POST"), b"two", key)


def test_another_key_does_not_verify() -> None:
    with pytest.raises(InvalidSignature):
        verify(signed(TerminalKey.generate()), b"", TerminalKey.generate())


def test_a_key_survives_its_raw_form() -> None:
    key = TerminalKey.generate()

    assert TerminalKey.from_raw(key.to_raw()).public_b64 == key.public_b64
    assert len(key.to_raw()) == 32
    assert len(key.public_b64) == 43


@pytest.mark.parametrize("length", [0, 31, 33])
def test_a_key_of_another_length_is_refused(length: int) -> None:
    with pytest.raises(ValueError, match="32"):
        TerminalKey.from_raw(b"\0" * length)


def test_a_private_key_shows_nowhere() -> None:
    key = TerminalKey.from_raw(bytes(range(32)))
    shown = repr(key) + str(key) + repr(key.signer_for("terminal-1"))

    assert "000102" not in shown
    assert "x00" not in shown
    assert "AAECAwQF" not in shown
