"""No string whatever makes the receipt verifier do anything but refuse."""

import base64
import json
from contextlib import suppress

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sync.contract import RECEIPT_TYPE, ReceiptClaims
from sync.errors import SyncError, SyncFault
from tests.support.frozen_messages import START, TERMINAL_ID
from tests.support.memory_province import Seal

SEAL = Seal()
VERIFIER = SEAL.pinned()
CLAIMS = ReceiptClaims(
    iss=SEAL.issuer, sub="m1", digest="0" * 64, terminal_id=TERMINAL_ID, sequence=1, received_at=START
)
GENUINE = SEAL.sign(CLAIMS, RECEIPT_TYPE)
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


@given(at=st.integers(0, len(GENUINE) - 1), letter=st.sampled_from("AZaz09-_.=+/ \né"))
def test_a_known_header_makes_no_other_receipt_pass(at: int, letter: str) -> None:
    knowing, fresh = SEAL.pinned(), SEAL.pinned()
    assert knowing.message_receipt(GENUINE).claims == CLAIMS
    changed = GENUINE[:at] + letter + GENUINE[at + 1 :]
    assume(changed != GENUINE)

    for verifier in (knowing, fresh):
        with suppress(SyncError):
            # the last letter of base64 has bits that stand for nothing
            assert verifier.message_receipt(changed).claims == CLAIMS
            assert at == len(GENUINE) - 1


def test_a_known_header_does_not_pass_for_another_kind() -> None:
    verifier = SEAL.pinned()
    verifier.message_receipt(GENUINE)

    with pytest.raises(SyncError) as caught:
        verifier.evidence_receipt(GENUINE)

    assert caught.value.fault is SyncFault.WRONG_KEY
