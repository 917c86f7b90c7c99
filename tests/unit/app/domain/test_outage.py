"""An outage from the first notice to its end."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from app.domain.interruption import Assessment, LinkHealth, Reason, assess_link
from app.domain.interruption_rules import RiskKind, RiskLevel
from app.domain.outage import (
    MAX_WORDS,
    Interruption,
    OutageForm,
    OutageProblem,
    PlannedOutage,
    followed,
    is_over,
    is_short_notice,
    opened,
    plan_problem,
    report_problem,
)
from tests.support import builders

RULES = builders.policy().interruption
NOW = builders.NOON
HOUR = timedelta(hours=1)
FORM = OutageForm("power_cut", measures=("backup_power",))
PLAN = PlannedOutage("notice-1", NOW - HOUR, NOW + HOUR, FORM, builders.CLERK, NOW - 30 * HOUR)
CUT_OFF = assess_link(LinkHealth(oldest_unsent=30 * HOUR), RULES, NOW)
OPEN = Interruption("interruption-1", NOW - 30 * HOUR, NOW, ("oldest_unsent",))


@pytest.mark.parametrize(
    ("form", "begins", "ends", "problem"),
    [
        (FORM, NOW, NOW + HOUR, None),
        (replace(FORM, cause=None), NOW, NOW + HOUR, OutageProblem.CAUSE),
        (replace(FORM, cause="line_fault"), NOW, NOW + HOUR, OutageProblem.CAUSE),
        (FORM, NOW + HOUR, NOW + HOUR, OutageProblem.ENDS),
        (FORM, NOW, NOW + RULES.longest_plan + HOUR, OutageProblem.ENDS),
        (FORM, NOW - timedelta(seconds=1), NOW + HOUR, OutageProblem.BEGINS),
        (replace(FORM, measures=("prayed",)), NOW, NOW + HOUR, OutageProblem.MEASURES),
        (replace(FORM, measures=("backup_power", "backup_power")), NOW, NOW + HOUR, OutageProblem.MEASURES),
        (replace(FORM, words="停" * (MAX_WORDS + 1)), NOW, NOW + HOUR, OutageProblem.WORDS),
        (replace(FORM, words="\ud800"), NOW, NOW + HOUR, OutageProblem.WORDS),
    ],
)
def test_a_plan_lies_ahead_and_says_why_and_until_when(
    form: OutageForm, begins: datetime, ends: datetime, problem: OutageProblem | None
) -> None:
    assert plan_problem(form, begins, ends, RULES, NOW) is problem


def test_a_report_names_a_cause_be_it_unknown() -> None:
    assert report_problem(OutageForm(), RULES) is OutageProblem.CAUSE
    assert report_problem(OutageForm("sun_storm"), RULES) is OutageProblem.CAUSE
    assert report_problem(OutageForm("unknown"), RULES) is None
    assert report_problem(FORM, RULES) is None


def test_a_notice_is_short_when_it_comes_late() -> None:
    assert not is_short_notice(NOW + RULES.notice_lead, NOW, RULES)
    assert is_short_notice(NOW + RULES.notice_lead - timedelta(seconds=1), NOW, RULES)


def test_an_interruption_begins_with_the_oldest_record_that_waits() -> None:
    found = opened("interruption-1", CUT_OFF, NOW - 30 * HOUR, None)
    assert found == OPEN


def test_without_a_waiting_record_it_begins_now_and_signs_name_the_gravest_only() -> None:
    full = Assessment(
        RiskLevel.INTERRUPTED,
        (
            Reason(RiskKind.DISK_FREE, RiskLevel.INTERRUPTED, 100),
            Reason(RiskKind.BATTERY, RiskLevel.WARNING, 20),
        ),
        NOW,
    )
    found = opened("interruption-1", full, None, None)
    assert (found.began_at, found.signs) == (NOW, ("disk_free",))


def test_a_clock_that_was_set_back_makes_no_beginning_after_the_notice() -> None:
    assert opened("interruption-1", CUT_OFF, NOW + HOUR, None).began_at == NOW


def test_an_announced_one_takes_over_what_was_announced() -> None:
    found = opened("interruption-1", CUT_OFF, NOW - HOUR, PLAN)
    assert (found.notice_id, found.form) == ("notice-1", FORM)


def test_a_plan_covers_its_time_until_it_is_withdrawn() -> None:
    assert PLAN.covers(NOW)
    assert not PLAN.covers(NOW + 2 * HOUR)
    assert not replace(PLAN, withdrawn_by=builders.CLERK, withdrawn_at=NOW).covers(NOW)


def test_it_is_over_when_the_province_answers_and_nothing_from_before_waits() -> None:
    answered = NOW + 2 * HOUR
    back = followed(OPEN, answered, link_is_well=True)
    assert back.restored_at == answered
    assert not is_over(back, RiskLevel.INTERRUPTED, None)
    assert not is_over(back, RiskLevel.NORMAL, answered - timedelta(seconds=1))
    assert is_over(back, RiskLevel.NORMAL, answered)
    assert is_over(back, RiskLevel.WARNING, None)


def test_an_answer_from_before_restores_nothing() -> None:
    assert followed(OPEN, NOW - HOUR, link_is_well=True).restored_at is None
    assert followed(OPEN, None, link_is_well=True).restored_at is None
    assert not is_over(OPEN, RiskLevel.NORMAL, None)


def test_a_link_that_fails_again_takes_its_return_back() -> None:
    first = followed(OPEN, NOW + HOUR, link_is_well=True)
    assert followed(first, NOW + 2 * HOUR, link_is_well=True).restored_at == NOW + HOUR
    failed = followed(first, NOW + HOUR, link_is_well=False)
    assert failed.restored_at is None
    assert followed(failed, NOW + 9 * HOUR, link_is_well=True).restored_at == NOW + 9 * HOUR
