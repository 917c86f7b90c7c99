"""No string whatever makes the receipt verifier do anything but refuse."""

import base64
import json

from hypothesis import given
from hypothesis import strategies as st

from sync.contract import RECEIPT_TYPE
from sync.errors import SyncError, SyncFault
from tests.support.memory_province import Seal

SEAL = Seal()
VERIFIER = SEAL.pinned()
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


def encoded(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def refuses(token: str) -> bool:
    try:
        VERIFIER.message_receipt(token)
    except SyncError as error:
        return error.fault is SyncFault.WRONG_KEY
    return False


@given(st.text())
def test_any_text(token: str) -> None:
    assert refuses(token)


@given(st.lists(st.binary(max_size=40), min_size=1, max_size=5))
def test_any_segments(segments: list[bytes]) -> None:
    assert refuses(".".join(encoded(segment) for segment in segments))


@given(
    header=st.dictionaries(st.sampled_from(["alg", "typ", "kid", "crit", "b64", "jwk", "x5c", "zip"]), JSON),
    claims=JSON,
    signature=st.binary(max_size=70),
)
def test_any_header(header: dict[str, object], claims: object, signature: bytes) -> None:
    full = {"alg": "EdDSA", "typ": RECEIPT_TYPE, "kid": SEAL.kid} | header
    token = f"{encoded(json.dumps(full).encode())}.{encoded(json.dumps(claims).encode())}.{encoded(signature)}"

    assert refuses(token)
