"""Schema version 4 of an acceptance: late entry from paper."""

import copy
from typing import Any

import pytest
from pydantic import ValidationError

from sync.payloads import MODELS
from sync.payloads_v4 import AcceptancePayloadV4
from sync.words import Kind
from tests.unit.sync.test_payloads_v3 import ACCEPTED

LATE: dict[str, Any] = {
    "entered_at": "2026-11-20T11:00:00.000+00:00",
    "entered_by": "1001",
    "form_number": "ZD-001",
    "ground": "silent",
    "outage_id": None,
    "terminal_worked": False,
    "reason": "no_power",
    "supervisor": "9001",
    "allowed_at": "2026-11-20T11:00:00.000+00:00",
    "unproven": ["contents_photo", "sealed_photo", "live_picture", "document_read"],
}


def entered(**late: object) -> dict[str, Any]:
    """The version 3 sample, accepted on paper."""
    payload: dict[str, Any] = copy.deepcopy(dict(ACCEPTED))
    payload["late"] = LATE | late
    payload["evidence"] = [{**payload["evidence"][0], "role": "paper_form"}]
    return payload


def code_of(payload: dict[str, Any]) -> set[str]:
    with pytest.raises(ValidationError) as caught:
        AcceptancePayloadV4.model_validate(payload)
    return {error["type"] for error in caught.value.errors()}


def test_it_is_the_model_of_version_4() -> None:
    assert MODELS[Kind.ACCEPTANCE, 4] is AcceptancePayloadV4
    payload = AcceptancePayloadV4.model_validate(entered())
    assert payload.late.entered_at > payload.accepted_at


def test_the_form_is_always_shown() -> None:
    payload = entered()
    payload["evidence"] = copy.deepcopy(dict(ACCEPTED))["evidence"]
    assert code_of(payload) == {"evidence"}
    assert "too_short" in code_of({**entered(), "evidence": []})


def test_a_picture_of_the_contents_is_there_or_named_as_missing() -> None:
    with_contents = entered()
    with_contents["evidence"] += copy.deepcopy(dict(ACCEPTED))["evidence"]
    assert code_of(with_contents) == {"unproven"}
    AcceptancePayloadV4.model_validate(with_contents | {"late": LATE | {"unproven": ["live_picture"]}})
    assert code_of(entered(unproven=["live_picture"])) == {"unproven"}


@pytest.mark.parametrize(("ground", "outage"), [("silent", "interruption-1"), ("notice", None), ("interruption", None)])
def test_an_outage_is_named_where_one_was_told_of(ground: str, outage: str | None) -> None:
    assert code_of(entered(ground=ground, outage_id=outage)) == {"outage_id"}
    AcceptancePayloadV4.model_validate(entered(ground="notice", outage_id="notice-1"))


@pytest.mark.parametrize("member", sorted(set(LATE) - {"outage_id", "unproven"}))
def test_nothing_of_the_late_part_is_left_out(member: str) -> None:
    payload = entered()
    del payload["late"][member]
    assert code_of(payload) == {"missing"}


def test_an_acceptance_without_a_late_part_is_not_of_this_version() -> None:
    payload = entered()
    del payload["late"]
    assert code_of(payload) == {"missing"}


def test_goods_are_inspected_on_paper_too() -> None:
    payload = entered()
    payload["inspection"]["finding"] = None
    assert code_of(payload) == {"inspector"}
