"""What an incident's message must say, and what it must not."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from sync.digests import canonical_json, contract_json
from sync.payloads_events import IncidentPayload

MOMENT = "2026-11-20T04:00:00.000+00:00"
PERSON: dict[str, Any] = {
    "document_type": "resident_card",
    "document_number": "530102199003071238",
    "name": "测试甲",
    "sex": "male",
    "source": "chip",
    "verified_at": MOMENT,
}
REPORTED: dict[str, Any] = {
    "incident_id": "incident-1",
    "event": "reported",
    "category": 3,
    "stage": "acceptance",
    "waybill_number": "YT8962646785389",
    "found": {"name": "鞭炮", "quantity": 3},
    "actions": ["evacuate"],
    "authorities": ["police"],
    "called_at": MOMENT,
    "sender": PERSON,
    "clerk": "1001",
    "opened_at": MOMENT,
    "due_at": MOMENT,
    "at": MOMENT,
    "policy_version": "1",
    "policy_digest": "0" * 64,
}
FROZEN = {key: REPORTED[key] for key in ("incident_id", "stage", "waybill_number", "clerk", "opened_at", "at")} | {
    "event": "frozen",
    "reason": "smell_leak",
    "policy_version": "1",
    "policy_digest": "0" * 64,
}


def refusal(payload: dict[str, Any]) -> str:
    """The code of the rule that refuses it."""
    with pytest.raises(ValidationError) as caught:
        IncidentPayload.model_validate(payload)
    return str(caught.value.errors()[0]["type"])


def test_a_whole_report_is_taken() -> None:
    assert IncidentPayload.model_validate(REPORTED).event == "reported"
    assert IncidentPayload.model_validate(FROZEN).event == "frozen"
    opened = {**REPORTED, "event": "opened", "category": None, "found": None, "actions": [], "sender": None}
    assert IncidentPayload.model_validate(opened).category is None


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"due_at": None}, "due_at"),
        ({"category": None}, "found"),
        ({"found": None}, "found"),
        ({"actions": []}, "found"),
        ({"called_at": None}, "called_at"),
        ({"authorities": []}, "called_at"),
        ({"event": "opened"}, "sender"),
    ],
)
def test_a_report_says_what_it_needs(change: dict[str, Any], code: str) -> None:
    assert refusal({**REPORTED, **change}) == code


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"reason": None}, "reason"),
        ({"waybill_number": None}, "reason"),
        ({"event": "released"}, "supervisor"),
        ({"sender": PERSON}, "sender"),
    ],
)
def test_a_hold_says_what_it_needs(change: dict[str, Any], code: str) -> None:
    assert refusal({**FROZEN, **change}) == code


@given(st.dictionaries(st.sampled_from(sorted(REPORTED)), st.none() | st.integers() | st.text(max_size=5), min_size=1))
def test_nonsense_is_refused_or_means_something(change: dict[str, Any]) -> None:
    try:
        taken = IncidentPayload.model_validate({**REPORTED, **change})
    except ValidationError:
        return
    assert taken.event == "reported"
    assert taken.category is not None
    assert taken.found is not None
    assert taken.due_at is not None
    assert bool(taken.authorities) == (taken.called_at is not None)


def test_nobody_is_in_a_repr() -> None:
    shown = repr(IncidentPayload.model_validate({**REPORTED, "note": "他往东走了"}))
    for secret in ("测试甲", "530102199003071238", "他往东走了", "鞭炮"):
        assert secret not in shown


WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=100)
CODES = st.text("abcdefghijklmnopqrstuvwxyz0123456789_", min_size=1, max_size=64)
REPORTS = st.fixed_dictionaries(
    {
        "category": st.integers(1, 99),
        "found": st.fixed_dictionaries({"name": WORDS, "entry": st.none() | CODES, "quantity": st.integers(1, 9999)}),
        "actions": st.lists(CODES, min_size=1, max_size=4),
        "authorities": st.lists(CODES, min_size=1, max_size=3),
        "note": st.text(st.characters(exclude_categories=["Cs"]), max_size=500),
        "sender": st.sampled_from([None, PERSON, PERSON | {"phone": "13800138000"}]),
        "review": st.lists(WORDS, max_size=3),
    }
)


@given(REPORTS)
def test_a_report_comes_back_through_the_canonical_form(changes: dict[str, Any]) -> None:
    payload = REPORTED | changes
    once = IncidentPayload.model_validate(payload)
    assert canonical_json(payload) == contract_json(payload)
    assert IncidentPayload.model_validate_json(canonical_json(payload)) == once
    written = once.model_dump(mode="json")
    assert canonical_json(written) == contract_json(written)
    assert IncidentPayload.model_validate(written) == once


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"event": "closed"}, "event"),
        ({"category": 0}, "category"),
        ({"category": 100}, "category"),
        ({"stage": "later"}, "stage"),
        ({"waybill_number": "YT"}, "waybill_number"),
        ({"found": {"name": "", "quantity": 3}}, "found"),
        ({"found": {"name": "鞭炮", "quantity": 0}}, "found"),
        ({"actions": ["疏散"]}, "actions"),
        ({"note": "长" * 501}, "note"),
        ({"sender": {**PERSON, "phone": "123"}}, "sender"),
        ({"opened_at": "2026-11-20T04:00:00"}, "opened_at"),
        ({"clerk": ""}, "clerk"),
        ({"extra": 1}, "extra"),
    ],
)
def test_a_value_out_of_its_bounds_is_refused_where_it_stands(change: dict[str, Any], place: str) -> None:
    with pytest.raises(ValidationError) as caught:
        IncidentPayload.model_validate({**REPORTED, **change})
    assert [line["loc"][0] for line in caught.value.errors()] == [place]
