"""A payload that fits its model goes through the canonical form and comes back as the same payload."""

import json
from datetime import timedelta, timezone
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import JsonValue

from sync.digests import canonical_json, contract_json, message_digest
from sync.payloads import MODELS
from sync.payloads_v2 import AcceptancePayloadV2
from sync.words import Kind
from tests.support.frozen_messages import MessageChain, evidence_of
from tests.support.province import acceptance_payload_v2

CHARACTERS = st.characters(exclude_categories=["Cs"])
"""Every character there is, those of GB 18030-2022 level 3 too; lone surrogates are no characters."""
CODES = st.text("abcdefghijklmnopqrstuvwxyz0123456789_", min_size=1, max_size=64)
REASONS = st.text(CHARACTERS, min_size=1, max_size=200)
DATES = st.dates().map(lambda day: day.isoformat())
OFFSETS = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
MOMENTS = st.datetimes(timezones=OFFSETS).map(lambda moment: moment.isoformat())
NAMES = st.text(CHARACTERS, min_size=1, max_size=120)
CREDIT_CODES = st.text("0123456789ABCDEFGHJKLMNPQRTUWXY", min_size=18, max_size=18)


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


def persons(**more: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    types = ("resident_card", "passport", "tw_pass", "military_card", "other")
    plain = st.fixed_dictionaries(
        {
            "document_type": st.sampled_from(types),
            "document_number": st.text(CHARACTERS, min_size=4, max_size=32),
            "name": NAMES,
            "sex": st.sampled_from(["male", "female", "unknown"]),
            "birth_date": maybe(DATES),
            "nationality": maybe(st.text("ABCDXYZ", min_size=1, max_size=3)),
            "address": st.text(CHARACTERS, max_size=200),
            "valid_from": maybe(DATES),
            "valid_to": maybe(DATES),
            "source": st.sampled_from(["chip", "mrz", "ocr", "sender_code", "typed"]),
            "confirmed_fields": st.lists(CODES, max_size=3),
            "supervisor": maybe(CODES),
            "verified_at": MOMENTS,
        }
        | more
    )
    return st.builds(_with_reasons, plain, CODES, REASONS)


def _with_reasons(person: dict[str, Any], kind: str, reason: str) -> dict[str, Any]:
    return person | {
        "other_kind": kind if person["document_type"] == "other" else None,
        "typed_reason": reason if person["source"] == "typed" else None,
    }


SAME_PERSON = st.fixed_dictionaries(
    {
        "result": st.just("confirmed"),
        "portrait": st.sampled_from(["chip", "card_photo"]),
        "live_picture": st.just(True),
        "face_comparison": maybe(
            st.fixed_dictionaries(
                {"band": st.sampled_from(["likely_same", "check", "likely_different"]), "consent_at": MOMENTS}
            )
        ),
    }
)
SENDERS = persons(
    phone=st.sampled_from(["13800000000", "+84912345678", "087163310000"]),
    sending_address=st.text(CHARACTERS, max_size=200),
    same_person=SAME_PERSON,
    same_sender_as=maybe(CODES),
)
ORGANISATIONS = st.fixed_dictionaries(
    {
        "name": NAMES,
        "credit_code": CREDIT_CODES,
        "credit_code_reason": maybe(REASONS),
        "responsible_name": NAMES,
        "responsible_copy": st.booleans(),
    }
)
EXPIRED = st.fixed_dictionaries(
    {
        "agreement_number": CODES,
        "name": NAMES,
        "credit_code": CREDIT_CODES,
        "valid_from": DATES,
        "valid_to": DATES,
        "filing": st.sampled_from(["filed", "pending", "unfiled"]),
        "in_force": st.just(False),
    }
)
CAUTIONS = st.lists(
    st.fixed_dictionaries({"code": CODES, "reason": REASONS, "clerk": CODES, "at": MOMENTS}), max_size=2
)


@st.composite
def acceptances(draw: st.DrawFn) -> dict[str, JsonValue]:
    """A valid payload of any kind of sender."""
    payload: dict[str, Any] = acceptance_payload_v2(1, [evidence_of(b"contents", "photo-1")])
    sending = draw(st.sampled_from(["person", "entrusted", "organisation", "agreement", "letter"]))
    payload |= {"sending": sending, "sender": draw(SENDERS), "cautions": draw(CAUTIONS), "accepted_at": draw(MOMENTS)}
    match sending:
        case "entrusted":
            payload["principal"] = {"person": draw(persons()), "relation": draw(CODES)}
        case "organisation":
            payload["organisation"] = draw(ORGANISATIONS)
        case "agreement":
            payload |= {"organisation": draw(ORGANISATIONS), "agreement": draw(EXPIRED)}
        case "letter":
            payload |= {"sender": None, "evidence": [], "inspection": {"item_category": "letter", "quantity": 1}}
    return payload


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(acceptances())
def test_a_payload_of_version_2_survives_the_canonical_form(payload: dict[str, JsonValue]) -> None:
    model = MODELS[Kind.ACCEPTANCE, 2]
    before = model.model_validate(payload)

    assert contract_json(payload) == canonical_json(payload)
    after = json.loads(canonical_json(payload))

    assert after == payload
    assert model.model_validate(after) == before
    message = json.loads(MessageChain().freeze(Kind.ACCEPTANCE, payload, schema_version=2).body)
    assert message_digest(message) == message["digest"]
    # What the model writes is canonical, too: nothing in it is a floating-point number.
    written = before.model_dump(mode="json")
    assert contract_json(written) == canonical_json(written)
    assert AcceptancePayloadV2.model_validate(written) == before
