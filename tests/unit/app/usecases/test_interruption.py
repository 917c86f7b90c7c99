"""An interruption from the level that opens it to the report on paper, and notices of planned ones."""

import json
from collections.abc import Callable
from datetime import timedelta

import pytest

from app.domain.clerk import Clerk, ClerkNumber, ClerkRole
from app.domain.errors import DomainError, DomainFault
from app.domain.interruption_rules import RiskKind, RiskLevel
from app.domain.outage import Filing, Interruption, OutageForm, OutageScope, PlannedOutage
from app.events import OutageTold
from app.usecases.outage_results import OutagePlan, Surroundings
from sync.report_seal import sealed_report
from sync.words import Kind
from tests.support.builders import CLERK, NOON
from tests.support.outage_house import CUT, OutageHouse

HOUR = timedelta(hours=1)
POWER = OutageForm("power_cut", OutageScope.OUTLET, ("backup_power",), "供电局检修")


@pytest.fixture
def house() -> OutageHouse:
    return OutageHouse()


def interrupted(house: OutageHouse) -> Interruption:
    """Three records have waited for a day."""
    house.wait_with(3, timedelta(hours=25))
    found = house.looked().interruption
    assert found is not None
    return found


def fault_of(caught: pytest.ExceptionInfo[DomainError]) -> tuple[DomainFault, str]:
    return caught.value.fault, caught.value.detail


def test_a_look_at_a_well_link_writes_nothing(house: OutageHouse) -> None:
    house.wait_with(2, timedelta(minutes=5))
    before = house.store.tables

    watched = house.looked()

    assert (watched.assessment.level, watched.interruption, watched.told) == (RiskLevel.NORMAL, None, None)
    assert house.store.tables.audit == before.audit
    assert house.events == []


def test_the_level_opens_an_interruption_that_goes_before_the_records(house: OutageHouse) -> None:
    interruption = interrupted(house)

    assert interruption.began_at == NOON
    assert (interruption.noticed_at, interruption.signs) == (NOON + 25 * HOUR, ("oldest_unsent",))
    (told,) = house.told()
    assert (told.event, told.clerk, told.cause, told.waiting) == ("opened", None, None, 3)
    message = list(house.store.tables.outbox.values())[-1].message
    assert message.kind is Kind.INTERRUPTION
    assert house.events == [OutageTold(interruption.interruption_id, message.message_id, Filing.OPENED)]
    entry = house.store.tables.audit[-1]
    assert (entry.action, entry.clerk, entry.subject_id) == ("outage_opened", None, interruption.interruption_id)


def test_another_look_opens_no_second_one(house: OutageHouse) -> None:
    interrupted(house)
    house.clock.advance(HOUR)
    watched = house.looked()
    assert watched.told is None
    assert house.events_told() == [Filing.OPENED]


def test_it_closes_when_what_waited_has_arrived_with_the_count_of_late_records(house: OutageHouse) -> None:
    interruption = interrupted(house)
    house.clock.advance(HOUR)
    house.accepted()
    house.answered(drained=False)
    assert house.looked().told is None

    house.clock.advance(timedelta(minutes=10))
    house.answered(drained=True)
    watched = house.looked()

    assert watched.interruption is None
    closed = house.told()[-1]
    assert (closed.event, closed.restored_at, closed.ended_at) == ("closed", NOON + 26 * HOUR, house.clock.now())
    # the parcel of ten minutes ago is not late, and the opening message is no record
    assert closed.late_records == 3
    kept = house.look(lambda work: work.outages.get(interruption.interruption_id))
    assert kept is not None
    assert (kept.ended_at, kept.late_records) == (closed.ended_at, 3)
    assert house.looked().told is None


def test_a_link_that_fails_again_in_between_ends_nothing(house: OutageHouse) -> None:
    interrupted(house)
    house.clock.advance(HOUR)
    house.answered(drained=False)
    house.looked()
    house.cut_off()
    house.looked()
    house.clock.advance(5 * HOUR)
    house.answered(drained=True)
    house.looked()
    assert house.told()[-1].restored_at == NOON + 31 * HOUR


def test_a_full_disk_interrupts_until_there_is_room(house: OutageHouse) -> None:
    house.around = Surroundings(NOON, link_is_well=True, disk_free_bytes=10**8)
    opened = house.looked()
    assert opened.interruption is not None
    assert opened.interruption.signs == ("disk_free",)
    house.answered(drained=True)
    assert house.looked().told is None

    house.around = Surroundings(house.clock.now(), link_is_well=True, disk_free_bytes=10**11)
    told = house.looked().told
    assert told is not None
    assert told.filing is Filing.CLOSED


def test_a_terminal_that_is_not_enrolled_tells_nobody() -> None:
    house = OutageHouse(enrolled=False)
    house.around = Surroundings(disk_free_bytes=0)
    watched = house.looked()
    assert watched.assessment.level is RiskLevel.INTERRUPTED
    assert (watched.interruption, house.store.tables.outbox) == (None, {})


def test_what_is_known_outside_the_store_counts(house: OutageHouse) -> None:
    house.around = Surroundings(battery_percent=20, devices_down=frozenset({"scanner"}))
    kinds = {reason.kind for reason in house.looked().assessment.reasons}
    assert kinds == {RiskKind.BATTERY, RiskKind.DEVICES}


def test_a_clerk_adds_cause_and_measures_as_often_as_more_is_known(house: OutageHouse) -> None:
    interruption = interrupted(house)
    first = house.report(None, OutageForm("unknown"), CLERK)
    second = house.report(interruption.interruption_id, CUT, CLERK)

    assert first.subject_id == second.subject_id == interruption.interruption_id
    told = house.told()[-1]
    assert (told.event, told.cause, told.measures, told.words, told.clerk) == (
        "reported",
        "line_fault",
        ["kept_checking", "called_operator"],
        "光缆被挖断",
        CLERK,
    )
    (entry,) = house.entries()
    assert [filed.told.filing for filed in entry.filings] == [Filing.OPENED, Filing.REPORTED, Filing.REPORTED]
    assert isinstance(entry.outage, Interruption)
    assert entry.outage.form == CUT


def test_what_a_clerk_told_stands_in_the_closing_message(house: OutageHouse) -> None:
    interrupted(house)
    house.report(None, CUT, CLERK)
    house.clock.advance(HOUR)
    house.answered(drained=True)
    house.looked()
    assert (house.told()[-1].event, house.told()[-1].cause) == ("closed", "line_fault")


def test_a_report_may_come_after_the_end(house: OutageHouse) -> None:
    interruption = interrupted(house)
    house.clock.advance(HOUR)
    house.answered(drained=True)
    house.looked()
    house.report(interruption.interruption_id, CUT, CLERK)
    told = house.told()[-1]
    assert (told.event, told.late_records, told.ended_at) == ("reported", 3, house.clock.now())


def test_a_clerk_may_tell_of_one_that_nobody_noticed(house: OutageHouse) -> None:
    began = house.moment(-30)
    told = house.report(None, OutageForm("pc_fault"), CLERK, began_at=began)
    interruption = house.look(lambda work: work.outages.open_one())
    assert interruption is not None
    assert (interruption.interruption_id, interruption.began_at) == (told.subject_id, began)
    assert interruption.signs == ("declared",)
    with pytest.raises(DomainError) as caught:
        OutageHouse().report(None, CUT, CLERK, began_at=house.moment(1))
    assert fault_of(caught) == (DomainFault.OUTAGE_INVALID, "begins_at")

    house.answered(drained=True)
    assert house.looked().told is not None


def test_a_report_that_cannot_be_right_is_refused(house: OutageHouse) -> None:
    with pytest.raises(DomainError) as caught:
        house.report(None, OutageForm(), CLERK)
    assert fault_of(caught) == (DomainFault.OUTAGE_INVALID, "cause")
    with pytest.raises(DomainError) as caught:
        house.report("nothing", CUT, CLERK)
    assert caught.value.fault is DomainFault.NOTHING_OPEN
    assert house.store.tables.outbox == {}


def test_a_notice_is_queued_and_may_be_withdrawn_once(house: OutageHouse) -> None:
    begins, ends = house.moment(48), house.moment(56)
    told = house.plan(OutagePlan(begins, ends, POWER), CLERK)

    (entry,) = house.entries()
    assert isinstance(entry.outage, PlannedOutage)
    assert (entry.subject_id, entry.outage.form.expected_end) == (told.subject_id, ends)
    (planned,) = house.told()
    assert (planned.event, planned.begins_at, planned.expected_end_at, planned.noticed_at) == (
        "planned",
        begins,
        ends,
        None,
    )
    house.withdraw(told.subject_id, CLERK)
    assert house.events_told() == [Filing.PLANNED, Filing.WITHDRAWN]
    with pytest.raises(DomainError) as caught:
        house.withdraw(told.subject_id, CLERK)
    assert caught.value.fault is DomainFault.STEP_NOT_ALLOWED
    with pytest.raises(DomainError) as caught:
        house.withdraw("nothing", CLERK)
    assert caught.value.fault is DomainFault.NOTHING_OPEN


def test_what_is_over_cannot_be_withdrawn(house: OutageHouse) -> None:
    told = house.plan(OutagePlan(house.moment(1), house.moment(2), POWER), CLERK)
    house.clock.advance(3 * HOUR)
    with pytest.raises(DomainError) as caught:
        house.withdraw(told.subject_id, CLERK)
    assert fault_of(caught) == (DomainFault.STEP_NOT_ALLOWED, "over")


def test_a_notice_that_cannot_be_right_is_refused_by_its_field(house: OutageHouse) -> None:
    with pytest.raises(DomainError) as caught:
        house.plan(OutagePlan(house.moment(2), house.moment(1), POWER), CLERK)
    assert fault_of(caught) == (DomainFault.OUTAGE_INVALID, "ends_at")


def test_an_announced_interruption_falls_under_its_notice(house: OutageHouse) -> None:
    told = house.plan(OutagePlan(house.moment(1), house.moment(40), POWER), CLERK)
    house.answered(drained=True)
    interruption = interrupted(house)
    assert interruption.notice_id == told.subject_id
    assert house.told()[-1].notice_id == told.subject_id
    assert interruption.form.cause == "power_cut"


def test_an_auditor_tells_nothing(house: OutageHouse) -> None:
    auditor = ClerkNumber("3001")
    house.look(lambda work: work.clerks.add(Clerk(auditor, "稽核", "hash", ClerkRole.AUDITOR)))
    steps: list[Callable[[], object]] = [
        lambda: house.plan(OutagePlan(house.moment(1), house.moment(2), POWER), auditor),
        lambda: house.report(None, CUT, auditor),
        lambda: house.withdraw("notice", auditor),
    ]
    for step in steps:
        with pytest.raises(DomainError) as caught:
            step()
        assert caught.value.fault is DomainFault.READ_ONLY


def test_a_filing_on_paper_holds_the_message_itself(house: OutageHouse) -> None:
    interruption = interrupted(house)
    told = house.report(None, CUT, CLERK)

    sheet = house.sheet(interruption.interruption_id)

    assert (sheet.message_id, sheet.filing, sheet.form) == (told.message_id, Filing.REPORTED, CUT)
    assert (sheet.clerk, sheet.delivered_at, sheet.training) == (CLERK, None, True)
    sealed = sealed_report(sheet.qr_text)
    assert sealed is not None
    kept = house.store.tables.outbox[told.message_id].message
    assert sealed.body == kept.body
    assert json.loads(sealed.body)["digest"] == sheet.digest
    first = house.sheet(interruption.interruption_id, house.entries()[0].filings[0].told.message_id)
    assert first.filing is Filing.OPENED
    with pytest.raises(DomainError):
        house.sheet("nothing")


def test_the_longest_words_fit_on_paper(house: OutageHouse) -> None:
    everything = tuple(measure.code for measure in house.counter.policy.interruption.measures)
    rare = "".join(chr(0x20000 + 97 * step) for step in range(200))
    interrupted(house)
    told = house.report(None, OutageForm("line_fault", measures=everything, words=rare), CLERK)
    assert sealed_report(house.sheet(told.subject_id).qr_text) is not None


def test_no_words_of_a_clerk_are_in_the_audit_trail(house: OutageHouse) -> None:
    interrupted(house)
    house.report(None, CUT, CLERK)
    assert "光缆" not in " ".join(str(entry) for entry in house.store.tables.audit)
    assert "光缆" not in repr(house.entries())
