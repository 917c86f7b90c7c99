"""Schema version 5 of an acceptance: cameras."""

import copy
from typing import Any

import pytest
from pydantic import ValidationError

from sync.payloads_v5 import AcceptancePayloadV5
from tests.unit.sync.test_payloads_v3 import ACCEPTED

SPAN: dict[str, Any] = {
    "role": "counter",
    "recorder": "dahua",
    "device": "10.0.0.8",
    "channel": 1,
    "stream": 1,
    "begins_at": "2026-11-20T03:59:30.000+00:00",
    "ends_at": "2026-11-20T04:01:30.000+00:00",
    "utc_offset_minutes": 480,
    "clock": {"offset_ms": None, "measured_at": None},
}


def codes(*spans: dict[str, Any]) -> set[str]:
    payload = {**copy.deepcopy(dict(ACCEPTED)), "surveillance": list(spans)}
    try:
        AcceptancePayloadV5.model_validate(payload)
    except ValidationError as refused:
        return {error["type"] for error in refused.errors()}
    return set()


def test_a_camera_of_each_role_is_taken() -> None:
    coded = SPAN | {"role": "inspection", "recorder": "gb28181", "device": "5" * 20, "channel": None, "stream": None}
    assert codes(SPAN, coded) == set()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"ends_at": "2026-11-20T03:00:00.000+00:00"}, "span"),
        ({"channel": None}, "channel"),
        ({"stream": None}, "channel"),
        ({"recorder": "gb28181"}, "channel"),
        ({"device": "admin:geheim@10.0.0.8"}, "string_pattern_mismatch"),
        ({"role": "yard"}, "literal_error"),
        ({"address": "rtsp://10.0.0.8"}, "extra_forbidden"),
    ],
)
def test_a_span_that_leads_nowhere_is_refused(change: dict[str, Any], code: str) -> None:
    assert codes(SPAN | change) == {code}


def test_no_camera_and_two_of_one_role_are_not_of_this_version() -> None:
    assert codes() == {"too_short"}
    assert codes(SPAN, SPAN) == {"surveillance"}
