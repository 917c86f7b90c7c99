"""Every level, reason and filing has its words."""

from datetime import datetime, timedelta

import pytest

from app.domain.interruption import Assessment, Failure, LinkHealth, Reason, assess_link
from app.domain.interruption_rules import RiskKind, RiskLevel
from app.domain.outage import Filing, Interruption, OutageForm, OutageProblem, PlannedOutage
from app.interruption_ports import FiledMessage, OutageFiling
from sync.state import MessageState
from tests.support import builders
from ui.wording.outages import (
    cause_words,
    field_words,
    filing_words,
    level_words,
    measure_words,
    reason_words,
    receipt_words,
    risk_chip,
    span_words,
    standing_words,
)

NOW = builders.NOON
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
POLICY = builders.policy()
EVERYTHING = LinkHealth(
    oldest_unsent=30 * HOUR,
    waiting=4000,
    added_in_a_day=900,
    failures=frozenset({Failure("credentials_refused", 2), Failure("sun_storm", 9)}),
    disk_free_bytes=4 * 10**9,
    disk_bytes_a_day=10**9,
    battery_percent=12,
    key_left=3 * DAY,
    enrolment_left=9 * DAY,
    clock_offset=timedelta(minutes=3),
    devices_down=frozenset({"scanner", "id_reader"}),
)


def as_it_is(moment: datetime) -> datetime:
    return moment


def test_every_kind_of_risk_says_what_is_the_matter_and_what_to_do() -> None:
    found = assess_link(EVERYTHING, POLICY.interruption, NOW)
    assert {reason.kind for reason in found.reasons} == set(RiskKind)
    for reason in found.reasons:
        told = reason_words(reason, as_it_is)
        assert told.why
        assert told.todo
        assert "{" not in told.why + told.then + told.todo


def test_a_forecast_says_when_and_what() -> None:
    reason = Reason(RiskKind.DISK_DAYS, RiskLevel.WARNING, 5, RiskLevel.INTERRUPTED, NOW + 5 * DAY)
    told = reason_words(reason, as_it_is)
    assert told.why == "按近一周的用量，磁盘还够 5 天"
    assert told.then == "照此下去 2026-11-25 04:00 到“中断”；磁盘满了就不能再收寄"


def test_a_failure_is_told_by_its_cause_and_an_unknown_one_by_its_code() -> None:
    revoked = reason_words(Reason(RiskKind.FAILURES, RiskLevel.WATCH, 2, causes=("credentials_refused",)), as_it_is)
    assert "credentials" not in revoked.why
    unknown = reason_words(Reason(RiskKind.FAILURES, RiskLevel.WATCH, 2, causes=("sun_storm",)), as_it_is)
    assert unknown.why.endswith("sun_storm")
    assert unknown.todo


def test_levels_differ_in_word_tone_and_icon() -> None:
    found = [level_words(level) for level in RiskLevel]
    for place in range(3):
        assert len({told[place] for told in found}) == len(RiskLevel)


def test_the_chip_is_there_only_when_there_is_something_to_say() -> None:
    assert risk_chip(Assessment(RiskLevel.NORMAL, (), NOW)) is None
    chip = risk_chip(assess_link(LinkHealth(oldest_unsent=5 * HOUR), POLICY.interruption, NOW))
    assert chip is not None
    assert (chip.text, chip.tone) == ("数据风险 关注", "calm")
    assert "5 小时 0 分" in chip.todo


@pytest.mark.parametrize(
    ("span", "told"),
    [
        (timedelta(seconds=59), "0 分钟"),
        (timedelta(minutes=59), "59 分钟"),
        (timedelta(hours=5, minutes=7), "5 小时 7 分"),
        (timedelta(days=2, hours=11, minutes=59), "2 天 11 小时"),
    ],
)
def test_a_span_is_told_in_its_two_largest_units(span: timedelta, told: str) -> None:
    assert span_words(span) == told


def test_an_outage_stands_where_it_stands() -> None:
    plan = PlannedOutage("notice-1", NOW + HOUR, NOW + 2 * HOUR, OutageForm("power_cut"), builders.CLERK, NOW)
    assert [standing_words(plan, NOW + hours * HOUR) for hours in (0, 1, 2, 3)] == [
        "未开始",
        "进行中",
        "进行中",
        "已过",
    ]
    withdrawn = PlannedOutage(
        "notice-1", NOW, NOW + HOUR, OutageForm("power_cut"), builders.CLERK, NOW, builders.CLERK, NOW
    )
    assert standing_words(withdrawn, NOW) == "已撤回"
    going_on = Interruption("interruption-1", NOW, NOW, ())
    assert standing_words(going_on, NOW) == "进行中"
    over = Interruption("interruption-1", NOW, NOW, (), restored_at=NOW, ended_at=NOW, late_records=7)
    assert standing_words(over, NOW) == "已恢复，迟报 7 条"


def test_every_filing_and_every_field_has_words() -> None:
    assert len({filing_words(filing) for filing in Filing}) == len(Filing)
    assert all(field_words(problem.value) for problem in OutageProblem)
    assert field_words("nothing") == ""


def test_codes_that_a_pack_does_not_know_stand_as_they_are() -> None:
    assert cause_words("power_cut", POLICY) == "停电"
    assert cause_words("sun_storm", POLICY) == "sun_storm"
    assert cause_words(None, POLICY) == "原因未报"
    assert measure_words(("backup_power", "prayed"), POLICY) == ("使用备用电源", "prayed")


def test_a_receipt_is_told_with_its_time() -> None:
    told = OutageFiling("message-1", "interruption-1", Filing.OPENED, None, NOW)
    waiting = FiledMessage(told, 1, "ab" * 32, MessageState.PENDING, None, None)
    assert receipt_words(waiting, as_it_is) == "待传"
    received = FiledMessage(told, 1, "ab" * 32, MessageState.DELIVERED, None, NOW, "jws")
    assert receipt_words(received, as_it_is) == "已回执 11-20 04:00"
