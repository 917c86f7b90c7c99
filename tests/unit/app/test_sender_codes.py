"""Only a fresh code that an issuer of the pack signed for this environment counts."""

import base64
import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from app.domain.identity.document import DocumentType
from app.domain.identity.sender_code import (
    SenderCode,
    SenderCodeFault,
    SenderCodeIssuer,
    SenderCodeRefused,
    sender_code_issuers_from,
)
from app.domain.policy import Policy
from app.sender_codes import read_sender_code
from devices.simulators.cards import synthetic_card
from devices.simulators.sender_codes import (
    TRAINING_ISSUER,
    TRAINING_KEY_ID,
    TRAINING_PREFIX,
    signed_sender_code,
    training_public_key,
    training_sender_code,
)
from sync.words import Environment
from tests.support.builders import NOON, POLICY_FOLDER, policy

POLICY = policy()
NOW = int(NOON.timestamp())
CARD = synthetic_card(1)
PHONE = "13800138000"
CLAIMS: dict[str, object] = {
    "iss": TRAINING_ISSUER,
    "jti": "0123456789abcdef",
    "iat": NOW,
    "exp": NOW + 300,
    "document_type": "resident_card",
    "document_number": "530102199003071238",
    "name": "测试甲",
    "valid_to": "2040-01-01",
}


def read(
    text: str, now: datetime = NOON, environment: Environment = Environment.TRAINING, pack: Policy = POLICY
) -> SenderCode | SenderCodeRefused | None:
    return read_sender_code(text, pack, now, environment)


def reason(text: str, **circumstances: object) -> SenderCodeFault | None:
    answer = read(text, **circumstances)  # type: ignore[arg-type] # the tests name real parameters
    return answer.reason if isinstance(answer, SenderCodeRefused) else None


def claims(**changes: object) -> dict[str, object]:
    return {name: value for name, value in {**CLAIMS, **changes}.items() if value is not ...}


def with_issuer(**changes: object) -> Policy:
    (issuer,) = POLICY.sender_codes
    return replace(POLICY, sender_codes=(replace(issuer, **changes),))  # type: ignore[arg-type] # same


def test_a_phone_s_code_is_read() -> None:
    code = read(training_sender_code(CARD, NOON, PHONE))

    assert isinstance(code, SenderCode)
    assert (code.issuer, code.document_type) == (TRAINING_ISSUER, DocumentType.RESIDENT_CARD)
    assert (code.document_number, code.name, code.phone) == (CARD.number, CARD.name, PHONE)
    assert code.valid_to == CARD.valid_to
    assert (code.issued_at, code.expires_at) == (NOON, NOON + timedelta(seconds=300))


def test_every_code_can_be_told_from_the_next() -> None:
    codes = [read(training_sender_code(CARD, NOON)) for _ in range(2)]
    assert len({code.jti for code in codes if isinstance(code, SenderCode)}) == 2


def test_rare_characters_of_names_come_through() -> None:
    code = read(training_sender_code(synthetic_card(1), NOON))
    assert isinstance(code, SenderCode)
    assert "𠮷" in code.name
    private = read(signed_sender_code(claims(name="样\ue863例")))
    assert isinstance(private, SenderCode)
    assert private.name == "样\ue863例"


def test_what_identifies_a_person_is_not_in_the_log() -> None:
    code = read(training_sender_code(CARD, NOON, PHONE))
    assert not any(secret in repr(code) for secret in (CARD.number, CARD.name, PHONE))


@pytest.mark.parametrize("text", ["", "YT8962646785389", "https://example.org/YQSM1:", "yqsm1:x", "{}", "YQSM"])
def test_a_code_with_another_meaning_is_none_of_ours(text: str) -> None:
    assert read(text) is None


def test_the_shipped_issuer_is_the_simulator_s_and_for_training_only() -> None:
    (issuer,) = POLICY.sender_codes
    assert (issuer.key_id, issuer.prefix) == (TRAINING_KEY_ID, TRAINING_PREFIX)
    assert (issuer.public_key, issuer.environment) == (training_public_key(), "training")


def test_production_refuses_a_training_issuer_and_training_a_real_one() -> None:
    text = training_sender_code(CARD, NOON)
    wrong = SenderCodeFault.WRONG_ENVIRONMENT
    assert reason(text, environment=Environment.PRODUCTION) is wrong
    assert reason(text, pack=with_issuer(environment="production")) is wrong


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (NOON + timedelta(seconds=299), None),
        (NOON + timedelta(seconds=300), SenderCodeFault.EXPIRED),
        (NOON + timedelta(days=400), SenderCodeFault.EXPIRED),
        (NOON - timedelta(seconds=60), None),
        (NOON - timedelta(seconds=61), SenderCodeFault.NOT_YET_VALID),
    ],
)
def test_a_code_counts_while_it_is_fresh(now: datetime, expected: SenderCodeFault | None) -> None:
    assert reason(training_sender_code(CARD, NOON), now=now) is expected


def test_a_code_cannot_give_itself_more_time_than_the_issuer_has() -> None:
    text = signed_sender_code(claims(exp=NOW + 10**6))
    assert reason(text, now=NOON + timedelta(seconds=301)) is SenderCodeFault.EXPIRED
    assert reason(signed_sender_code(claims(exp=NOW))) is SenderCodeFault.EXPIRED


@pytest.mark.parametrize("term", [{"valid_to": date(2026, 11, 19)}, {"valid_from": date(2026, 11, 21)}])
def test_a_key_signs_in_its_own_term_only(term: dict[str, object]) -> None:
    pack = with_issuer(**{"valid_from": date(2020, 1, 1), "valid_to": date(2099, 1, 1), **term})
    assert reason(training_sender_code(CARD, NOON), pack=pack) is SenderCodeFault.KEY_EXPIRED


def test_another_key_under_the_issuer_s_id_is_a_forgery() -> None:
    head, body, _ = training_sender_code(CARD, NOON).removeprefix(TRAINING_PREFIX).split(".")
    forged = base64.urlsafe_b64encode(Ed25519PrivateKey.generate().sign(f"{head}.{body}".encode()))
    assert reason(f"{TRAINING_PREFIX}{head}.{body}.{forged.rstrip(b'=').decode()}") is SenderCodeFault.WRONG_SIGNATURE


@pytest.mark.parametrize("algorithm", ["none", "HS256", "Ed448", "ES256"])
def test_no_other_algorithm_counts(algorithm: str) -> None:
    assert reason(signed_sender_code(CLAIMS, alg=algorithm)) is SenderCodeFault.WRONG_SIGNATURE


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ({"kid": "another"}, SenderCodeFault.UNKNOWN_ISSUER),
        ({"kid": None}, SenderCodeFault.UNKNOWN_ISSUER),
        ({"kid": ["a"]}, SenderCodeFault.UNKNOWN_ISSUER),
        ({"typ": "JWT"}, SenderCodeFault.MALFORMED),
        ({"alg": 5}, SenderCodeFault.MALFORMED),
        ({"crit": ["x"], "x": 1}, SenderCodeFault.MALFORMED),
        ({"b64": False, "crit": ["b64"]}, SenderCodeFault.MALFORMED),
    ],
    ids=str,
)
def test_odd_headers_are_refused(header: dict[str, object], expected: SenderCodeFault) -> None:
    assert reason(signed_sender_code(CLAIMS, **header)) is expected


def test_a_key_inside_the_code_does_not_count() -> None:
    own = base64.urlsafe_b64encode(Ed25519PrivateKey.generate().public_key().public_bytes_raw()).rstrip(b"=").decode()
    text = signed_sender_code(CLAIMS, jwk={"kty": "OKP", "crv": "Ed25519", "x": own})
    assert isinstance(read(text), SenderCode)  # ignored: the pack's key signed it
    other = with_issuer(public_key=own)
    assert reason(text, pack=other) is SenderCodeFault.WRONG_SIGNATURE


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"iss": "another"}, SenderCodeFault.UNKNOWN_ISSUER),
        ({"iss": ...}, SenderCodeFault.UNKNOWN_ISSUER),
        ({"jti": ...}, SenderCodeFault.MALFORMED),
        ({"jti": "short"}, SenderCodeFault.MALFORMED),
        ({"iat": "now"}, SenderCodeFault.MALFORMED),
        ({"iat": True}, SenderCodeFault.MALFORMED),
        ({"iat": 1.5}, SenderCodeFault.MALFORMED),
        ({"iat": 10**30}, SenderCodeFault.MALFORMED),
        ({"exp": ...}, SenderCodeFault.MALFORMED),
        ({"document_type": "driving_licence"}, SenderCodeFault.MALFORMED),
        ({"document_type": "military_card"}, SenderCodeFault.DOCUMENT_NOT_ALLOWED),
        ({"document_type": "other"}, SenderCodeFault.DOCUMENT_NOT_ALLOWED),
        ({"document_number": ""}, SenderCodeFault.MALFORMED),
        ({"document_number": "1" * 33}, SenderCodeFault.MALFORMED),
        ({"name": " "}, SenderCodeFault.MALFORMED),
        ({"name": "甲\n乙"}, SenderCodeFault.MALFORMED),
        ({"name": "甲\u202e乙"}, SenderCodeFault.MALFORMED),
        ({"name": ["甲"]}, SenderCodeFault.MALFORMED),
        ({"phone": "12345"}, SenderCodeFault.MALFORMED),
        ({"phone": "23800138000"}, SenderCodeFault.MALFORMED),
        ({"valid_to": ...}, SenderCodeFault.MALFORMED),
        ({"valid_to": "2026-13-01"}, SenderCodeFault.MALFORMED),
    ],
    ids=str,
)
def test_odd_claims_are_refused(changes: dict[str, object], expected: SenderCodeFault) -> None:
    assert reason(signed_sender_code(claims(**changes))) is expected


@pytest.mark.parametrize("payload", [None, 5, [], "x"])
def test_claims_are_an_object(payload: object) -> None:
    assert reason(signed_sender_code(payload)) is SenderCodeFault.MALFORMED


def test_an_open_ended_document_without_a_phone_is_fine() -> None:
    code = read(signed_sender_code(claims(valid_to=None, phone=None, news="ignored")))
    assert isinstance(code, SenderCode)
    assert (code.valid_to, code.phone) == (None, None)


@given(st.text(max_size=80))
def test_garbage_behind_the_prefix_is_refused_without_a_fall(text: str) -> None:
    assert isinstance(read(TRAINING_PREFIX + text), SenderCodeRefused)


def test_too_long_and_too_deep_codes_are_refused() -> None:
    assert reason(TRAINING_PREFIX + "a" * 5000) is SenderCodeFault.MALFORMED
    deep = base64.urlsafe_b64encode(b"[" * 1000).decode()
    assert reason(f"{TRAINING_PREFIX}{deep}.{deep}.{deep}") is SenderCodeFault.MALFORMED


@given(st.integers(0, 2000), st.sampled_from("ABCdef019-_."))
def test_one_changed_character_is_always_found(place: int, letter: str) -> None:
    text = signed_sender_code(CLAIMS)
    place = len(TRAINING_PREFIX) + place % (len(text) - len(TRAINING_PREFIX) - 1)  # the last one has spare bits
    changed = text[:place] + letter + text[place + 1 :]
    assert isinstance(read(changed), SenderCode) == (changed == text)


def issuer_entry(**changes: object) -> dict[str, object]:
    parsed = json.loads((POLICY_FOLDER / "sender_codes.json").read_text(encoding="utf-8"))
    return {**parsed["issuers"][0], **changes}


def test_two_issuers_may_share_a_shape_and_a_longer_prefix_wins() -> None:
    (ours,) = POLICY.sender_codes
    stranger: SenderCodeIssuer = replace(ours, issuer="b", key_id="b")
    shorter: SenderCodeIssuer = replace(ours, issuer="c", key_id="c", prefix="YQ")
    pack = replace(POLICY, sender_codes=(shorter, stranger, ours))
    assert isinstance(read(training_sender_code(CARD, NOON), pack=pack), SenderCode)


@pytest.mark.parametrize(
    "changes",
    [
        {"environment": "test"},
        {"prefix": ""},
        {"public_key": "AAAA"},
        {"public_key": "?" * 43},
        {"valid_to": "2019-01-01"},
        {"max_age_seconds": 0},
        {"clock_skew_seconds": -1},
    ],
    ids=str,
)
def test_an_issuer_that_cannot_be_used_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises((ValueError, TypeError)):
        sender_code_issuers_from({"issuers": [issuer_entry(**changes)]})


def test_two_keys_with_one_id_are_refused() -> None:
    with pytest.raises(ValueError, match="one id"):
        sender_code_issuers_from({"issuers": [issuer_entry(), issuer_entry()]})


def test_times_are_utc() -> None:
    code = read(training_sender_code(CARD, NOON))
    assert isinstance(code, SenderCode)
    assert code.issued_at.tzinfo is UTC
