"""What a message about an interruption must say, and what it must not."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from sync.digests import canonical_json, contract_json
from sync.payloads_interruption import InterruptionPayload

BEGAN, THEN = "2026-11-20T04:00:00.000+00:00", "2026-11-22T04:00:00.000+00:00"
OPENED: dict[str, Any] = {
    "interruption_id": "interruption-1",
    "event": "opened",
    "scope": "terminal",
    "signs": ["oldest_unsent"],
    "begins_at": BEGAN,
    "noticed_at": THEN,
    "waiting": 12,
    "at": THEN,
    "policy_version": "1",
    "policy_digest": "0" * 64,
}
REPORTED = OPENED | {"event": "reported", "cause": "line_fault", "measures": ["kept_checking"], "clerk": "1001"}
CLOSED = OPENED | {"event": "closed", "restored_at": THEN, "ended_at": THEN, "late_records": 12}
PLANNED = {key: OPENED[key] for key in ("interruption_id", "scope", "begins_at", "waiting", "at")} | {
    "event": "planned",
    "notice_id": "interruption-1",
    "cause": "power_cut",
    "expected_end_at": THEN,
    "clerk": "1001",
    "policy_version": "1",
    "policy_digest": "0" * 64,
}


@pytest.mark.parametrize("payload", [OPENED, REPORTED, CLOSED, PLANNED, PLANNED | {"event": "withdrawn"}])
def test_each_event_is_taken_and_comes_back_through_the_canonical_form(payload: dict[str, Any]) -> None:
    once = InterruptionPayload.model_validate(payload)
    assert canonical_json(payload) == contract_json(payload)
    assert InterruptionPayload.model_validate_json(canonical_json(payload)) == once
    assert InterruptionPayload.model_validate(once.model_dump(mode="json")) == once


@pytest.mark.parametrize(
    ("payload", "code"),
    [
        (PLANNED | {"expected_end_at": None}, "expected_end_at"),
        (PLANNED | {"expected_end_at": BEGAN}, "expected_end_at"),
        (PLANNED | {"noticed_at": THEN}, "noticed_at"),
        (PLANNED | {"cause": None}, "cause"),
        (PLANNED | {"event": "withdrawn", "clerk": None}, "cause"),
        (OPENED | {"noticed_at": None}, "noticed_at"),
        (REPORTED | {"cause": None}, "cause"),
        (REPORTED | {"clerk": None}, "cause"),
        (CLOSED | {"late_records": None}, "late_records"),
        (CLOSED | {"ended_at": None}, "late_records"),
        (CLOSED | {"ended_at": None, "late_records": None}, "ended_at"),
    ],
)
def test_each_event_says_what_it_needs(payload: dict[str, Any], code: str) -> None:
    with pytest.raises(ValidationError) as caught:
        InterruptionPayload.model_validate(payload)
    assert [line["type"] for line in caught.value.errors()] == [code]


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"event": "relaxed"}, "event"),
        ({"scope": "county"}, "scope"),
        ({"words": "长" * 201}, "words"),
        ({"waiting": -1}, "waiting"),
        ({"late_records": -1}, "late_records"),
        ({"measures": ["照常"]}, "measures"),
        ({"begins_at": "2026-11-20T04:00:00"}, "begins_at"),
        ({"skip_checks": True}, "skip_checks"),
    ],
)
def test_a_value_out_of_its_bounds_is_refused_where_it_stands(change: dict[str, Any], place: str) -> None:
    with pytest.raises(ValidationError) as caught:
        InterruptionPayload.model_validate(CLOSED | change)
    assert [line["loc"][0] for line in caught.value.errors()] == [place]


@given(st.dictionaries(st.sampled_from(sorted(CLOSED)), st.none() | st.integers() | st.text(max_size=5), min_size=1))
def test_nonsense_is_refused_or_means_something(change: dict[str, Any]) -> None:
    try:
        taken = InterruptionPayload.model_validate(CLOSED | change)
    except ValidationError:
        return
    assert (taken.event, taken.ended_at is None) == ("closed", taken.late_records is None)


def test_no_words_are_in_a_repr() -> None:
    assert "光缆" not in repr(InterruptionPayload.model_validate(REPORTED | {"words": "光缆被挖断"}))
