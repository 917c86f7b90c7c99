"""Only receipts that a pinned key signed for this terminal count."""

import base64
import json
from datetime import UTC, datetime

import pytest
from joserfc.jwk import OctKey, OKPKey
from joserfc.jws import JWSRegistry, serialize_compact
from pydantic import BaseModel

from sync.contract import (
    EVIDENCE_RECEIPT_TYPE,
    RECEIPT_TYPE,
    EvidenceReceiptClaims,
    ReceiptClaims,
    ReceiptRemark,
    RemarkCode,
)
from sync.errors import SyncError, SyncFault
from sync.pinned import EdDsaRegistry
from sync.receipts import PinnedKeys
from tests.support.memory_province import ISSUER, Seal

SEAL = Seal()
CLAIMS = ReceiptClaims(
    iss=ISSUER,
    sub="m1",
    digest="a" * 64,
    terminal_id="terminal-1",
    sequence=7,
    received_at=datetime(2026, 3, 2, tzinfo=UTC),
    missing_evidence=["e1"],
)
FILE_CLAIMS = EvidenceReceiptClaims(
    iss=ISSUER,
    sub="e1",
    message_id="m1",
    sha256="b" * 64,
    size=9,
    terminal_id="terminal-1",
    received_at=datetime(2026, 3, 2, tzinfo=UTC),
)


def refused(token: str, verifier: PinnedKeys | None = None) -> bool:
    with pytest.raises(SyncError) as caught:
        (verifier or SEAL.pinned()).message_receipt(token)
    return caught.value.fault is SyncFault.WRONG_KEY


def test_a_genuine_receipt_is_read_and_kept_as_proof() -> None:
    token = SEAL.sign(CLAIMS, RECEIPT_TYPE)

    receipt = SEAL.pinned().message_receipt(token)

    assert receipt.claims == CLAIMS
    assert receipt.jws == token


def test_what_the_province_remarked_is_handed_on_even_when_its_code_is_new() -> None:
    noted_at = datetime(2026, 3, 2, 1, tzinfo=UTC)
    remarks = [ReceiptRemark(code=code, noted_at=noted_at) for code in (RemarkCode.DOCUMENT_ELSEWHERE, "news")]
    told = CLAIMS.model_copy(update={"remarks": remarks})

    assert SEAL.pinned().message_receipt(SEAL.sign(told, RECEIPT_TYPE)).claims.remarks == remarks


def test_a_receipt_of_an_older_province_has_no_remarks() -> None:
    class Older(BaseModel):
        iss: str
        sub: str
        digest: str
        terminal_id: str
        sequence: int
        received_at: datetime

    older = Older(**CLAIMS.model_dump())

    assert SEAL.pinned().message_receipt(SEAL.sign(older, RECEIPT_TYPE)).claims.remarks == []


def test_a_remark_that_was_put_in_later_breaks_the_signature() -> None:
    header, _, signature = SEAL.sign(CLAIMS, RECEIPT_TYPE).split(".")
    noted = ReceiptRemark(code="document_elsewhere", noted_at=datetime(2026, 3, 2, 1, tzinfo=UTC))
    told = CLAIMS.model_copy(update={"remarks": [noted]}).model_dump_json().encode()
    body = base64.urlsafe_b64encode(told).rstrip(b"=").decode()

    assert refused(f"{header}.{body}.{signature}")


def test_a_genuine_evidence_receipt_is_read() -> None:
    token = SEAL.sign(FILE_CLAIMS, EVIDENCE_RECEIPT_TYPE)

    assert SEAL.pinned().evidence_receipt(token).claims == FILE_CLAIMS


def test_one_kind_of_receipt_never_passes_for_the_other() -> None:
    assert refused(SEAL.sign(FILE_CLAIMS, EVIDENCE_RECEIPT_TYPE))
    assert refused(SEAL.sign(CLAIMS, "JWT"))
    with pytest.raises(SyncError):
        SEAL.pinned().evidence_receipt(SEAL.sign(CLAIMS, RECEIPT_TYPE))


def test_new_members_are_ignored() -> None:
    class Grown(ReceiptClaims):
        news: str

    token = SEAL.sign(Grown(**CLAIMS.model_dump(), news="x"), RECEIPT_TYPE)

    assert SEAL.pinned().message_receipt(token).claims == CLAIMS


def test_another_key_under_our_key_id_is_refused() -> None:
    assert refused(Seal().sign(CLAIMS, RECEIPT_TYPE))


def test_a_key_id_that_is_not_pinned_is_refused() -> None:
    assert refused(Seal("key-2").sign(CLAIMS, RECEIPT_TYPE))


def test_any_pinned_key_may_sign() -> None:
    newer = Seal("key-2")
    both = PinnedKeys(ISSUER, [(SEAL.kid, SEAL.public_x), (newer.kid, newer.public_x)], terminal_id="terminal-1")

    assert both.message_receipt(newer.sign(CLAIMS, RECEIPT_TYPE)).claims == CLAIMS


@pytest.mark.parametrize(
    "changes", [{"iss": "another province"}, {"terminal_id": "terminal-2"}, {"digest": "short"}, {"sequence": None}]
)
def test_wrong_claims_are_refused(changes: dict[str, object]) -> None:
    assert refused(SEAL.sign(ReceiptClaims.model_construct(**{**CLAIMS.model_dump(), **changes}), RECEIPT_TYPE))


def test_a_receipt_that_was_touched_is_refused() -> None:
    header, payload, signature = SEAL.sign(CLAIMS, RECEIPT_TYPE).split(".")
    claims = json.loads(base64.urlsafe_b64decode(payload + "=="))
    claims["sequence"] = 8
    forged = base64.urlsafe_b64encode(json.dumps(claims).encode()).rstrip(b"=").decode()

    assert refused(f"{header}.{forged}.{signature}")


def test_no_other_algorithm_counts() -> None:
    secret = OctKey.import_key(base64.urlsafe_b64decode(SEAL.public_x + "="))
    header = {"alg": "HS256", "typ": RECEIPT_TYPE, "kid": SEAL.kid}
    body = CLAIMS.model_dump_json()

    # The classic confusion: the public key used as a shared secret.
    assert refused(serialize_compact(header, body, secret, registry=JWSRegistry(algorithms=["HS256"])))
    none = base64.urlsafe_b64encode(json.dumps({**header, "alg": "none"}).encode()).rstrip(b"=").decode()
    payload = base64.urlsafe_b64encode(body.encode()).rstrip(b"=").decode()
    assert refused(f"{none}.{payload}.")


def test_a_key_inside_the_receipt_is_not_believed() -> None:
    own = OKPKey.generate_key("Ed25519")
    header = {"alg": "EdDSA", "typ": RECEIPT_TYPE, "kid": SEAL.kid, "jwk": own.as_dict(private=False)}

    assert refused(serialize_compact(header, CLAIMS.model_dump_json(), own, registry=EdDsaRegistry()))


@pytest.mark.parametrize("x", ["", "not base64!", "AAAA", "A" * 44])
def test_unusable_keys_are_refused_when_pinned(x: str) -> None:
    with pytest.raises(ValueError, match="Ed25519"):
        PinnedKeys(ISSUER, [("key-1", x)], terminal_id="terminal-1")
