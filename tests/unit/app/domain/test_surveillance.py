"""Which cameras are named for a parcel, and for what span."""

from datetime import timedelta

import pytest

from app.domain.clerk import ClerkNumber
from app.domain.inspection import Screening, ScreeningPlace
from app.domain.late_entry import LateEntry, LateGround
from app.domain.pack_values import Entry
from app.domain.sending import Sending
from app.domain.surveillance import (
    CameraChannel,
    CameraRole,
    OnlineTime,
    hour_of,
    spans_of,
)
from app.domain.surveillance_rules import SurveillanceRules, surveillance_rules_from
from tests.support.builders import CLERK, NOON, inspection, parcel, photo

MINUTE = timedelta(minutes=1)
RULES = SurveillanceRules(2 * MINUTE, MINUTE, MINUTE, timedelta(days=1))
CHANNELS = tuple(CameraChannel(role, "onvif:10.0.0.8", timedelta(hours=8)) for role in CameraRole)
PART = {"before_seconds": 30, "after_seconds": 0, "ask_every_seconds": 60, "kept_days": 92}


def roles(**changes: object) -> list[CameraRole]:
    return [span.channel.role for span in spans_of(parcel(**changes), NOON, CHANNELS, RULES)]


def screened(place: ScreeningPlace, *, passed: bool | None) -> object:
    return inspection(screening=Screening(place, "X-1", "王", passed, CLERK, NOON))


def test_a_span_reaches_from_the_first_evidence_to_completion_with_its_margins() -> None:
    earlier = photo(taken_at=NOON - 3 * MINUTE)
    (span, _) = spans_of(parcel(inspection=inspection(photos=(photo(), earlier))), NOON + MINUTE, CHANNELS, RULES)
    assert (span.begins_at, span.ends_at) == (NOON - 5 * MINUTE, NOON + 2 * MINUTE)


def test_a_clock_that_was_set_back_makes_no_negative_span() -> None:
    (span, _) = spans_of(parcel(), NOON - timedelta(hours=1), CHANNELS, RULES)
    assert (span.begins_at, span.ends_at) == (NOON - timedelta(hours=1, minutes=2), NOON + MINUTE)


def test_only_cameras_that_could_see_it_are_named() -> None:
    assert roles() == [CameraRole.COUNTER, CameraRole.INSPECTION]
    assert roles(sending=Sending.LETTER) == [CameraRole.COUNTER]
    assert roles(inspection=screened(ScreeningPlace.HERE, passed=True)) == list(CameraRole)
    for place, passed in ((ScreeningPlace.HERE, None), (ScreeningPlace.HUB, True)):
        assert CameraRole.SCREENING not in roles(inspection=screened(place, passed=passed))


def test_a_late_entry_was_seen_by_no_camera_that_we_could_name() -> None:
    late = LateEntry(
        accepted_at=NOON,
        accepted_by=ClerkNumber("1002"),
        form_number="ZD-001",
        ground=LateGround.SILENT,
        outage_id=None,
        terminal_worked=False,
        reason="no_power",
        supervisor=ClerkNumber("9001"),
        allowed_at=NOON,
    )
    assert roles(late=late) == []


def test_the_online_rate_is_of_what_was_asked() -> None:
    assert OnlineTime(0, 0).permille is None
    assert OnlineTime(3, 2).permille == 666
    assert hour_of(NOON + timedelta(minutes=59, microseconds=1)) == NOON


@pytest.mark.parametrize(
    "change", [{"before_seconds": -1}, {"after_seconds": 3601}, {"ask_every_seconds": 0}, {"kept_days": "92"}]
)
def test_a_part_that_cannot_be_used_is_refused(change: Entry) -> None:
    assert surveillance_rules_from(PART).before == timedelta(seconds=30)
    with pytest.raises((ValueError, TypeError)):
        surveillance_rules_from({**PART, **change})
    with pytest.raises(KeyError):
        surveillance_rules_from({name: value for name, value in PART.items() if name not in change})
