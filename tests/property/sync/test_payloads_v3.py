"""A payload of version 3 that fits its model comes back the same; nonsense is refused, or it means something."""

import json
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from sync.digests import canonical_json, contract_json, message_digest
from sync.payloads import MODELS
from sync.payloads_v3 import RefusalPayloadV3, ScreeningPart, SeenFile
from sync.words import Kind
from tests.support.frozen_messages import START, MessageChain, evidence_of, refusal_payload, time_text
from tests.support.province import acceptance_payload_v2

CODES = st.text("abcdefghijklmnopqrstuvwxyz0123456789_", min_size=1, max_size=64)
CHARACTERS = st.characters(exclude_categories=["Cs"])
"""Every character there is, those of GB 18030-2022 level 3 too; lone surrogates are no characters."""
MOMENTS = st.integers(0, 10**9).map(lambda seconds: time_text(START + timedelta(seconds=seconds)))
WEIGHTS = st.none() | st.integers(1, 100_000)
NAMES = st.text(CHARACTERS, min_size=1, max_size=64)
PAPERS = st.fixed_dictionaries({"kind": CODES, "number": NAMES, "evidence_id": st.none() | CODES})
ITEMS = st.fixed_dictionaries(
    {
        "name": st.text(CHARACTERS, min_size=1, max_size=100),
        "nature": CODES,
        "named": st.booleans(),
        "entry": st.none() | CODES,
        "form": st.none() | CODES,
        "quantity": st.integers(1, 9999),
        "unit": CODES,
        "weight_g": WEIGHTS,
        "papers": st.lists(PAPERS, max_size=2),
        "looked_closer": st.booleans(),
    }
)
DONE = st.fixed_dictionaries(
    {
        "place": st.sampled_from(["here", "hub", "third_party"]),
        "machine": NAMES,
        "inspector": NAMES,
        "passed": st.none() | st.booleans(),
        "recorded_by": CODES,
        "recorded_at": MOMENTS,
    }
)


@st.composite
def pictures(draw: st.DrawFn, roles: tuple[str, ...] = ("contents", "sealed_parcel", "paper", "scene")) -> Any:
    """A picture as it was judged; a doubted one with its reason."""
    problems = draw(st.lists(CODES, max_size=3))
    return evidence_of(draw(st.binary(min_size=1, max_size=9)), draw(CODES)).model_dump(mode="json") | {
        "role": draw(st.sampled_from(roles)),
        "device": draw(st.text(CHARACTERS, max_size=64)),
        "clock_offset_ms": draw(st.none() | st.integers(-(10**9), 10**9)),
        "sharpness": draw(st.none() | st.integers(0, 10**6)),
        "brightness": draw(st.none() | st.integers(0, 255)),
        "problems": problems,
        "perceptual_hash": draw(st.sampled_from(["", "0123456789abcdef"])),
        "repeats": draw(st.none() | CODES),
        "kept_because": draw(CODES) if problems else None,
    }


@st.composite
def acceptances(draw: st.DrawFn) -> dict[str, Any]:
    """A valid acceptance of somebody who sends for themselves."""
    opened = draw(st.integers(0, 10**8))
    inspection = {
        "item_category": draw(CODES),
        "quantity": draw(st.integers(1, 9999)),
        "items": draw(st.lists(ITEMS, max_size=3)),
        "finding": "matches",
        "inspector": draw(CODES),
        "inspected_at": time_text(START + timedelta(seconds=opened)),
        "sealed_at": time_text(START + timedelta(seconds=opened + draw(st.integers(-3600, 3600)))),
        "found_by": draw(CODES),
        "found_at": draw(MOMENTS),
        "mark": draw(st.none() | st.fixed_dictionaries({"code": CODES, "text": st.text(CHARACTERS, max_size=400)})),
        "transport": draw(st.sampled_from(["road", "air", "high_speed_rail"])),
        "destination": draw(st.sampled_from(["domestic", "hk_mo_tw", "international"])),
        "journey_told": draw(st.booleans()),
        "screening": draw(st.none() | DONE),
        "packaging": draw(st.none() | st.fixed_dictionaries({"kind": CODES, "reused": st.booleans()})),
        "weight_g": draw(WEIGHTS),
    }
    evidence = [draw(pictures(("contents",))), *draw(st.lists(pictures(), max_size=2))]
    return acceptance_payload_v2(1, []) | {"inspection": inspection, "evidence": evidence}


@st.composite
def refusals(draw: st.DrawFn) -> dict[str, Any]:
    """A valid refusal, however far the parcel had come."""
    return refusal_payload(1) | {
        "reason": draw(CODES),
        "sending": draw(st.sampled_from(["person", "entrusted", "organisation", "agreement", "letter"])),
        "stage": draw(st.none() | CODES),
        "objections": draw(st.lists(CODES, max_size=3)),
        "items": draw(st.lists(ITEMS, max_size=2)),
        "goods_reasons": draw(st.lists(CODES, max_size=3)),
        "difference": draw(st.none() | CODES),
        "refused_at": draw(MOMENTS),
        "evidence": draw(st.lists(pictures(), max_size=2)),
    }


def comes_back(kind: Kind, payload: dict[str, Any]) -> None:
    """Through the canonical form, and through what the model itself writes."""
    model = MODELS[kind, 3]
    before = model.model_validate(payload)
    assert contract_json(payload) == canonical_json(payload)
    assert json.loads(canonical_json(payload)) == payload
    assert model.model_validate_json(canonical_json(payload)) == before
    written = before.model_dump(mode="json")
    assert contract_json(written) == canonical_json(written)
    assert model.model_validate(written) == before
    message = json.loads(MessageChain().freeze(kind, payload, schema_version=3).body)
    assert message_digest(message) == message["digest"]


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(acceptances())
def test_an_acceptance_comes_back_as_it_was_sent(payload: dict[str, Any]) -> None:
    comes_back(Kind.ACCEPTANCE, payload)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(refusals())
def test_a_refusal_comes_back_as_it_was_sent(payload: dict[str, Any]) -> None:
    comes_back(Kind.REFUSAL, payload)


NONSENSE: st.SearchStrategy[Any] = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5), st.just([]), st.just({})
)


@settings(deadline=None)
@given(pictures(), st.dictionaries(st.sampled_from([*SeenFile.model_fields, "extra"]), NONSENSE, min_size=1))
def test_a_picture_that_passes_has_a_reason_exactly_when_it_is_doubted(
    picture: dict[str, Any], nonsense: dict[str, Any]
) -> None:
    try:
        taken = SeenFile.model_validate(picture | nonsense)
    except ValidationError:
        return
    assert "extra" not in nonsense
    assert bool(taken.problems) == (taken.kept_because is not None)
    assert taken.size >= 1
    assert taken.brightness is None or 0 <= taken.brightness <= 255
    assert taken.taken_at.tzinfo is not None


@settings(deadline=None)
@given(DONE, st.dictionaries(st.sampled_from([*ScreeningPart.model_fields, "extra"]), NONSENSE, min_size=1))
def test_a_screening_that_passes_names_who_did_it(screening: dict[str, Any], nonsense: dict[str, Any]) -> None:
    try:
        taken = ScreeningPart.model_validate(screening | nonsense)
    except ValidationError:
        return
    assert "extra" not in nonsense
    assert taken.passed is None or (taken.machine and taken.inspector)
    assert taken.place in ("here", "hub", "third_party")


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(refusals(), st.sampled_from(["sender", "principal", "guardian", "name", "phone", "document_number"]))
def test_a_refusal_has_no_room_for_a_person(payload: dict[str, Any], member: str) -> None:
    with pytest.raises(ValidationError) as caught:
        RefusalPayloadV3.model_validate(payload | {member: "测试甲"})
    assert [line["type"] for line in caught.value.errors()] == ["extra_forbidden"]
    assert "测试甲" not in str(caught.value)
