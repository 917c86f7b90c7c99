"""The risk levels at their bounds, and what is said with them."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from app.domain.interruption import Failure, LinkHealth, Reason, assess_link
from app.domain.interruption_rules import RiskKind, RiskLevel, interruption_rules_from
from tests.support import builders

RULES = builders.policy().interruption
NOW = builders.NOON
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
WATCH, WARNING, INTERRUPTED = RiskLevel.WATCH, RiskLevel.WARNING, RiskLevel.INTERRUPTED


def reasons(health: LinkHealth) -> dict[RiskKind, Reason]:
    return {reason.kind: reason for reason in assess_link(health, RULES, NOW).reasons}


def test_a_healthy_link_has_no_reasons() -> None:
    well = LinkHealth(
        oldest_unsent=timedelta(minutes=2),
        waiting=3,
        added_in_a_day=3,
        disk_free_bytes=200_000_000_000,
        disk_bytes_a_day=30_000_000,
        enrolment_left=400 * DAY,
        clock_offset=timedelta(seconds=-2),
    )
    found = assess_link(well, RULES, NOW)
    assert (found.level, found.reasons, found.at) == (RiskLevel.NORMAL, (), NOW)


@pytest.mark.parametrize(
    ("age", "level"),
    [
        (4 * HOUR - timedelta(seconds=1), RiskLevel.NORMAL),
        (4 * HOUR, WATCH),
        (12 * HOUR, WARNING),
        (24 * HOUR - timedelta(microseconds=1), WARNING),
        (24 * HOUR, INTERRUPTED),
    ],
)
def test_the_age_of_the_oldest_record_makes_the_level(age: timedelta, level: RiskLevel) -> None:
    assert assess_link(LinkHealth(oldest_unsent=age), RULES, NOW).level is level


def test_a_reason_says_what_comes_when() -> None:
    reason = reasons(LinkHealth(oldest_unsent=5 * HOUR))[RiskKind.OLDEST_UNSENT]
    assert reason == Reason(RiskKind.OLDEST_UNSENT, WATCH, 5 * 3600, WARNING, NOW + 7 * HOUR)

    disk = reasons(LinkHealth(disk_free_bytes=5 * 10**9, disk_bytes_a_day=10**9))
    assert disk[RiskKind.DISK_DAYS] == Reason(RiskKind.DISK_DAYS, WARNING, 5, INTERRUPTED, NOW + 5 * DAY)
    assert disk[RiskKind.DISK_FREE] == Reason(RiskKind.DISK_FREE, WATCH, 5000, WARNING, NOW + 4 * DAY)


def test_a_backlog_that_grows_is_told_before_it_is_large() -> None:
    growing = reasons(LinkHealth(waiting=400, added_in_a_day=1300))
    assert RiskKind.BACKLOG not in growing
    pace = growing[RiskKind.BACKLOG_PACE]
    assert (pace.level, pace.value, pace.next_level) == (WATCH, 48, WARNING)
    assert RiskKind.BACKLOG_PACE not in reasons(LinkHealth(waiting=400, added_in_a_day=0))


def test_what_waiting_does_not_mend_is_told_with_the_first_attempt() -> None:
    assert (
        assess_link(LinkHealth(failures=frozenset({Failure("unreachable", 9)})), RULES, NOW).level is RiskLevel.NORMAL
    )
    revoked = assess_link(LinkHealth(failures=frozenset({Failure("credentials_refused", 1)})), RULES, NOW)
    assert (revoked.level, revoked.reasons[0].causes) == (WATCH, ("credentials_refused",))
    unheard = assess_link(LinkHealth(failures=frozenset({Failure("sun_storm", 20)})), RULES, NOW)
    assert unheard.level is WARNING


def test_battery_clock_keys_and_devices_are_told() -> None:
    found = reasons(
        LinkHealth(
            battery_percent=30,
            clock_offset=timedelta(minutes=-5),
            key_left=20 * DAY,
            enrolment_left=-DAY,
            devices_down=frozenset({"scanner", "camera"}),
        )
    )
    assert {kind: reason.level for kind, reason in found.items()} == {
        RiskKind.ENROLMENT_DAYS: INTERRUPTED,
        RiskKind.BATTERY: WARNING,
        RiskKind.CLOCK: WARNING,
        RiskKind.DEVICES: WARNING,
        RiskKind.KEY_DAYS: WATCH,
    }
    assert found[RiskKind.DEVICES].causes == ("camera", "scanner")
    assert found[RiskKind.KEY_DAYS].next_at == NOW + 13 * DAY
    assert found[RiskKind.CLOCK].next_at is None


def test_the_gravest_reason_comes_first() -> None:
    found = assess_link(LinkHealth(oldest_unsent=5 * HOUR, battery_percent=10, waiting=600), RULES, NOW)
    assert [reason.kind for reason in found.reasons] == [RiskKind.BATTERY, RiskKind.OLDEST_UNSENT, RiskKind.BACKLOG]


def _part() -> dict[str, Any]:
    part: dict[str, Any] = json.loads((builders.POLICY_FOLDER / "interruption.json").read_bytes())
    return part


@pytest.mark.parametrize(
    "damage",
    [
        lambda part: part["risks"].pop(),
        lambda part: part["risks"].append(part["risks"][0]),
        lambda part: part["risks"][0].update(warning=10),
        lambda part: part["risks"][3].update(warning=31),
        lambda part: part["risks"][0].update(watch=-1),
        lambda part: part["failures"].pop(),
        lambda part: part["failures"][0]["causes"].append("unreachable"),
        lambda part: part["causes"].append(part["causes"][0]),
        lambda part: part.update(causes=[cause for cause in part["causes"] if cause["planned"]]),
        lambda part: part["templates"][0].update(cause="line_fault"),
        lambda part: part["templates"][0].update(measures=["prayed"]),
        lambda part: part["templates"][0].update(hours=0),
        lambda part: part.update(late_after_seconds=0),
        lambda part: part.update(measures=[]),
    ],
)
def test_rules_that_cannot_be_used_are_refused(damage: Callable[[dict[str, Any]], object]) -> None:
    part = _part()
    interruption_rules_from(part)
    damage(part)
    with pytest.raises((KeyError, TypeError, ValueError)):
        interruption_rules_from(part)


def test_levels_may_be_left_out() -> None:
    assert RULES.bounds[RiskKind.BACKLOG].of(INTERRUPTED) is None
    assert assess_link(LinkHealth(waiting=10**6), RULES, NOW).level is WARNING


def test_the_shipped_rules_say_where_they_come_from() -> None:
    assert all(bounds.source for bounds in RULES.bounds.values())
    assert {reference.sure for reference in RULES.references} <= {"V", "R", "R?"}
