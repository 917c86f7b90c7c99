"""The answer to a spot check: what it must say, and what it must not."""

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from sync.digests import canonical_json, contract_json
from sync.payloads import MODELS
from sync.payloads_events import SpotCheckAnswerPayload
from sync.words import Kind
from tests.support.frozen_messages import evidence_of

MODEL = MODELS[Kind.SPOT_CHECK_ANSWER, 1]
CODES = st.text("abcdefghijklmnopqrstuvwxyz0123456789_", min_size=1, max_size=64)
CHARACTERS = st.characters(exclude_categories=["Cs"])
RECORDS = st.fixed_dictionaries(
    {
        "message_id": CODES,
        "acceptance_id": st.none() | CODES,
        "given": st.lists(CODES, max_size=3),
        "missing": st.lists(CODES, max_size=3),
        "evidence_ids": st.lists(CODES, max_size=3),
        "note": st.text(CHARACTERS, max_size=500),
    }
)
ANSWERS = st.fixed_dictionaries(
    {
        "request_id": CODES,
        "draw": st.sampled_from(["verified", "differs", "not_announced"]),
        "records": st.lists(RECORDS, min_size=1, max_size=3),
        "answered_by": CODES,
        "answered_at": st.just("2026-11-20T12:00:00+08:00"),
        "evidence": st.just([evidence_of(b"paper", "photo-9").model_dump(mode="json") | {"role": "paper"}]),
        "policy_version": st.just("2026.11.1"),
        "policy_digest": st.just("ab" * 32),
    }
)


def spoilt(payload: dict[str, Any], *path: str | int, value: object) -> dict[str, Any]:
    """The same payload with one value changed."""
    changed = deepcopy(payload)
    inner: Any = changed
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    return changed


@given(ANSWERS)
def test_a_whole_answer_comes_back_through_the_canonical_form(payload: dict[str, Any]) -> None:
    once = MODEL.model_validate(payload)
    assert isinstance(once, SpotCheckAnswerPayload)
    assert canonical_json(payload) == contract_json(payload)
    assert MODEL.model_validate_json(canonical_json(payload)) == once
    written = once.model_dump(mode="json")
    assert canonical_json(written) == contract_json(written)
    assert MODEL.model_validate(written) == once


@given(ANSWERS)
def test_nothing_drawn_is_answered_with_no_record(payload: dict[str, Any]) -> None:
    assert SpotCheckAnswerPayload.model_validate(payload | {"records": [], "evidence": []}).records == []


@given(
    ANSWERS,
    st.sampled_from(
        [
            (("request_id",), ""),
            (("draw",), "trusted"),
            (("draw",), None),
            (("records",), None),
            (("answered_by",), "测试甲"),
            (("answered_at",), "2026-11-20T04:00:00"),
            (("policy_digest",), "AB" * 32),
            (("extra",), "x"),
            (("records", 0, "message_id"), ""),
            (("records", 0, "acceptance_id"), ""),
            (("records", 0, "given"), ["照片"]),
            (("records", 0, "missing"), ["x"] * 33),
            (("records", 0, "evidence_ids"), ["x"] * 65),
            (("records", 0, "note"), "长" * 501),
            (("records", 0, "extra"), "x"),
            (("evidence", 0, "role"), "other"),
            (("evidence", 0, "problems"), ["blurred"]),
        ]
    ),
)
def test_nonsense_is_refused_where_it_stands(
    payload: dict[str, Any], nonsense: tuple[tuple[str | int, ...], object]
) -> None:
    path, value = nonsense
    with pytest.raises(ValidationError) as caught:
        MODEL.model_validate(spoilt(payload, *path, value=value))
    (line,) = caught.value.errors()
    depth = min(len(path), len(line["loc"]))
    assert line["loc"][:depth] == path[:depth]
    assert "长长" not in str(caught.value)


@given(ANSWERS)
def test_more_records_than_a_spot_check_draws_are_refused(payload: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        MODEL.model_validate(payload | {"records": payload["records"][:1] * 501})


@given(ANSWERS)
def test_a_note_is_in_no_repr(payload: dict[str, Any]) -> None:
    assert "当面核对" not in repr(MODEL.model_validate(spoilt(payload, "records", 0, "note", value="当面核对过")))
