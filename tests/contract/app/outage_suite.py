"""What outages and the flow of data must keep. One suite for the memory fake and the encrypted store."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Protocol

import pytest

from app.audit_ports import AuditEntry
from app.domain.device_health import NOTHING_UNTOLD, UNKNOWN_MODEL, DeviceRecord, HealthRecord
from app.domain.errors import DomainError, DomainFault
from app.domain.interruption import Failure
from app.domain.late_entry import LateEntry, LateGround, Silence
from app.domain.outage import Filing, Interruption, OutageForm, OutageScope, PlannedOutage
from app.interruption_ports import LateRecord, OutageFiling
from app.message_health import device_health_message
from app.messages import Envelope
from app.ports import ChainHead, Store, UnitOfWork
from app.statistics_ports import CodeCount, Span
from app.storage.errors import StoreRuleError
from sync.state import MessageState
from sync.words import Kind
from tests.contract.app.store_suite import WorkOn
from tests.support import builders
from tests.support.stored_records import AcceptanceRecord, RecordMaker

HOUR = timedelta(hours=1)
FORM = OutageForm("power_cut", OutageScope.TERMINAL, ("backup_power",), "检修 𠮷", builders.NOON + 8 * HOUR)
PLAN = PlannedOutage("notice-1", builders.NOON, builders.NOON + 8 * HOUR, FORM, builders.CLERK, builders.NOON - HOUR)
OPENED = Interruption(
    interruption_id="interruption-1",
    began_at=builders.NOON - 25 * HOUR,
    noticed_at=builders.NOON,
    signs=("oldest_unsent", "disk_free"),
)


LATE = LateEntry(
    builders.NOON, builders.CLERK, "ZD-1", LateGround.SILENT, None, False, "no_power", builders.CLERK, builders.NOON
)


class Defer(Protocol):
    """Lets a message fail with a cause, as the engine would."""

    def __call__(self, record: AcceptanceRecord, cause: str, attempts: int) -> None: ...


class Deliver(Protocol):
    """Lets a message's receipt come."""

    def __call__(self, record: AcceptanceRecord, at: datetime) -> None: ...


def fault_of(work: WorkOn, step: Callable[[UnitOfWork], object]) -> DomainFault:
    """Why the step is not allowed."""
    with pytest.raises(DomainError) as caught:
        work(step)
    return caught.value.fault


class OutageContract:
    """Subclass it with the fixtures ``store``, ``deliver`` and ``defer``."""

    @pytest.fixture
    def work(self, store: Store) -> WorkOn:
        return WorkOn(store)

    @pytest.fixture
    def records(self, work: WorkOn) -> tuple[AcceptanceRecord, ...]:
        maker = RecordMaker()
        made = tuple(maker.acceptance(number) for number in range(1, 4))
        for record in made:
            work(record.write)
        return made

    def test_a_plan_is_kept_whole_and_may_be_withdrawn_once(self, work: WorkOn) -> None:
        work(lambda unit: unit.outages.save_plan(PLAN))
        assert work(lambda unit: unit.outages.plan("notice-1")) == PLAN
        assert work(lambda unit: unit.outages.plan("notice-2")) is None

        withdrawn = replace(PLAN, withdrawn_by=builders.CLERK, withdrawn_at=builders.NOON)
        work(lambda unit: unit.outages.save_plan(withdrawn))

        assert work(lambda unit: unit.outages.plan("notice-1")) == withdrawn
        assert fault_of(work, lambda unit: unit.outages.save_plan(PLAN)) is DomainFault.STEP_NOT_ALLOWED

    def test_a_moment_is_covered_from_the_first_to_the_last_instant(self, work: WorkOn) -> None:
        work(lambda unit: unit.outages.save_plan(PLAN))
        work(lambda unit: unit.outages.save_plan(replace(PLAN, notice_id="notice-2")))
        instant = timedelta(microseconds=1)
        covered = {
            at: work(lambda unit, at=at: unit.outages.plan_covering(at))  # type: ignore[misc] # bound now
            for at in (PLAN.begins_at - instant, PLAN.begins_at, PLAN.ends_at, PLAN.ends_at + instant)
        }
        assert list(covered.values()) == [None, PLAN, PLAN, None]

        work(
            lambda unit: unit.outages.save_plan(replace(PLAN, withdrawn_by=builders.CLERK, withdrawn_at=PLAN.filed_at))
        )
        found = work(lambda unit: unit.outages.plan_covering(PLAN.begins_at))
        assert found is not None
        assert found.notice_id == "notice-2"

    def test_plans_come_by_their_beginning_the_latest_first(self, work: WorkOn) -> None:
        for number, hours in enumerate((1, 3, 2, 3)):
            begins = builders.NOON + hours * HOUR
            plan = replace(PLAN, notice_id=f"notice-{number}", begins_at=begins, ends_at=begins + HOUR)
            work(lambda unit, plan=plan: unit.outages.save_plan(plan))  # type: ignore[misc] # bound now

        found = work(lambda unit: unit.outages.plans(limit=3))

        assert [plan.notice_id for plan in found] == ["notice-3", "notice-1", "notice-2"]

    def test_one_interruption_is_open_at_most(self, work: WorkOn) -> None:
        work(lambda unit: unit.outages.save(OPENED))
        assert work(lambda unit: unit.outages.open_one()) == OPENED
        with pytest.raises(StoreRuleError):
            work(lambda unit: unit.outages.save(replace(OPENED, interruption_id="interruption-2")))

        ended = replace(
            OPENED,
            form=FORM,
            reported_at=builders.NOON,
            restored_at=builders.NOON + HOUR,
            ended_at=builders.NOON + 2 * HOUR,
            late_records=7,
        )
        work(lambda unit: unit.outages.save(ended))

        assert work(lambda unit: unit.outages.open_one()) is None
        assert work(lambda unit: unit.outages.get("interruption-1")) == ended
        again = replace(OPENED, interruption_id="interruption-2", began_at=builders.NOON + 3 * HOUR)
        work(lambda unit: unit.outages.save(again))
        assert work(lambda unit: unit.outages.page(limit=5)) == [again, ended]

    def test_what_was_told_shows_where_its_message_stands(
        self, work: WorkOn, records: tuple[AcceptanceRecord, ...], deliver: Deliver
    ) -> None:
        first = OutageFiling("message-2", "interruption-1", Filing.OPENED, None, builders.NOON)
        second = OutageFiling("message-3", "interruption-1", Filing.REPORTED, builders.CLERK, builders.NOON)
        work(lambda unit: unit.outages.add_filing(second))
        work(lambda unit: unit.outages.add_filing(first))
        deliver(records[1], builders.NOON + HOUR)

        told = work(lambda unit: unit.outages.filings("interruption-1"))

        assert [filed.told for filed in told] == [first, second]
        assert [filed.state for filed in told] == [MessageState.DELIVERED, MessageState.PENDING]
        assert told[0].delivered_at == builders.NOON + HOUR
        assert told[0].receipt is not None
        assert (told[1].delivered_at, told[1].receipt) == (None, None)
        assert told[0].digest == records[1].message.digest
        assert work(lambda unit: unit.outages.filings("interruption-2")) == []

    def test_a_filing_without_its_message_is_not_kept(self, work: WorkOn) -> None:
        lost = OutageFiling("message-9", "interruption-1", Filing.OPENED, None, builders.NOON)
        with pytest.raises(StoreRuleError):
            work(lambda unit: unit.outages.add_filing(lost))

    def test_the_flow_counts_what_waits(
        self, work: WorkOn, records: tuple[AcceptanceRecord, ...], deliver: Deliver
    ) -> None:
        deliver(records[0], builders.NOON + HOUR)
        second, third = (record.message.created_at for record in records[1:])

        flow = work(lambda unit: unit.flow.now(added_since=third, pace_since=builders.NOON))

        assert (flow.oldest_waiting_at, flow.waiting, flow.added) == (second, 2, 1)
        assert flow.disk_bytes_a_day == 300_000

    def test_what_a_terminal_tells_of_its_devices_is_no_record_that_waits(
        self, work: WorkOn, records: tuple[AcceptanceRecord, ...]
    ) -> None:
        last = records[-1].message
        assert not work(lambda unit: unit.flow.waits(Kind.DEVICE_HEALTH))
        before = work(lambda unit: unit.flow.now(added_since=builders.NOON, pace_since=builders.NOON))
        scale = DeviceRecord("scale", "scale", "ready", None, (), 0, UNKNOWN_MODEL)
        health = device_health_message(
            Envelope("health-1", builders.terminal_identity(), ChainHead(last.sequence, last.digest), None),
            "health-1",
            HealthRecord(builders.NOON - 9 * HOUR, builders.NOON - 8 * HOUR, (scale,)),
            NOTHING_UNTOLD,
        )

        work(lambda unit: unit.outbox.enqueue(health))

        assert work(lambda unit: unit.flow.waits(Kind.DEVICE_HEALTH))
        assert work(lambda unit: unit.flow.now(added_since=builders.NOON, pace_since=builders.NOON)) == before

    def test_an_empty_store_has_nothing_to_flow(self, work: WorkOn) -> None:
        flow = work(lambda unit: unit.flow.now(added_since=builders.NOON, pace_since=builders.NOON))
        assert (flow.oldest_waiting_at, flow.waiting, flow.added, flow.disk_bytes_a_day) == (None, 0, 0, 0)
        assert flow.failures == frozenset()

    def test_old_pictures_say_nothing_about_the_pace(self, work: WorkOn, records: tuple[AcceptanceRecord, ...]) -> None:
        since = records[-1].message.created_at
        assert work(lambda unit: unit.flow.now(added_since=since, pace_since=since)).disk_bytes_a_day == 100_000

    def test_failed_attempts_are_told_by_cause(
        self, work: WorkOn, records: tuple[AcceptanceRecord, ...], defer: Defer
    ) -> None:
        defer(records[0], "unreachable", 4)
        defer(records[1], "unreachable", 2)
        defer(records[2], "province_failed", 1)

        flow = work(lambda unit: unit.flow.now(added_since=builders.NOON, pace_since=builders.NOON))

        assert flow.failures == {Failure("unreachable", 4), Failure("province_failed", 1)}

    def test_late_is_what_arrived_after_more_than_the_time_allowed(
        self, work: WorkOn, records: tuple[AcceptanceRecord, ...], deliver: Deliver
    ) -> None:
        made = [record.message.created_at for record in records]
        deliver(records[0], made[0] + HOUR)
        deliver(records[1], made[1] + HOUR + timedelta(microseconds=1))
        deliver(records[2], made[2] + 3 * HOUR)

        assert work(lambda unit: unit.flow.late(made[0], made[2], HOUR)) == 1
        assert work(lambda unit: unit.flow.late(made[0], made[2] + HOUR, HOUR)) == 2

    def test_an_interruption_covers_a_moment_from_its_beginning_to_its_end(self, work: WorkOn) -> None:
        assert work(lambda unit: unit.outages.covering(builders.NOON)) is None
        ended = replace(OPENED, restored_at=builders.NOON, ended_at=builders.NOON + HOUR, late_records=0)
        work(lambda unit: unit.outages.save(ended))
        later = replace(OPENED, interruption_id="interruption-2", began_at=builders.NOON)
        work(lambda unit: unit.outages.save(later))
        instant = timedelta(microseconds=1)
        begins = OPENED.began_at
        covered = [
            work(lambda unit, at=at: unit.outages.covering(at))  # type: ignore[misc] # bound now
            for at in (begins - instant, begins, builders.NOON, builders.NOON + 2 * HOUR)
        ]
        assert covered == [None, ended, later, later]

    def test_a_form_is_kept_once(self, work: WorkOn, records: tuple[AcceptanceRecord, ...]) -> None:
        work(lambda unit: unit.late_entries.add(late_record(records[0], builders.NOON - HOUR)))

        assert work(lambda unit: unit.late_entries.form_used("ZD-acceptance-1"))
        assert not work(lambda unit: unit.late_entries.form_used("ZD-acceptance-2"))
        again = replace(late_record(records[1], builders.NOON), form_number="ZD-acceptance-1")
        assert fault_of(work, lambda unit: unit.late_entries.add(again)) is DomainFault.LATE_ENTRY_REFUSED
        assert work(lambda unit: unit.late_entries.count()) == 1
        work(lambda unit: unit.late_entries.freeze("ZD-frozen", "incident-1"))
        assert work(lambda unit: unit.late_entries.form_used("ZD-frozen"))
        assert work(lambda unit: unit.late_entries.count()) == 1
        messages = {record.message.message_id for record in records}
        assert work(lambda unit: unit.late_entries.among(messages)) == {records[0].message.message_id}

    def test_what_was_accepted_on_paper_is_late_once(
        self, work: WorkOn, records: tuple[AcceptanceRecord, ...], deliver: Deliver
    ) -> None:
        """The first was made in that time and came late besides; the second waits; the third's paper is older."""
        made = [record.message.created_at for record in records]
        for record, accepted_at in zip(records, (made[0], made[0], made[0] - HOUR), strict=True):
            late = late_record(record, accepted_at)
            work(lambda unit, late=late: unit.late_entries.add(late))  # type: ignore[misc] # bound now
        deliver(records[0], made[0] + 3 * HOUR)

        assert work(lambda unit: unit.flow.late(made[0], made[2], HOUR)) == 2
        assert work(lambda unit: unit.flow.late(made[0] - 2 * HOUR, made[0], HOUR)) == 1

    def test_silence_is_between_the_signs_of_life(self, work: WorkOn) -> None:
        noon = builders.NOON
        assert work(lambda unit: unit.audit.silence(noon)) == Silence(None, None)
        for at in (noon - 3 * HOUR, noon - HOUR, noon + 2 * HOUR, noon + HOUR):  # the clock was set back once
            entry = AuditEntry(at, builders.CLERK, "looked", "", {})
            work(lambda unit, entry=entry: unit.audit.append(entry))  # type: ignore[misc] # bound now

        assert work(lambda unit: unit.audit.silence(noon)) == Silence(noon - HOUR, noon + HOUR)
        assert work(lambda unit: unit.audit.silence(noon - HOUR)) == Silence(noon - HOUR, noon + HOUR)
        assert work(lambda unit: unit.audit.silence(noon + 3 * HOUR)) == Silence(noon + 2 * HOUR, None)
        assert work(lambda unit: unit.audit.silence(noon - 4 * HOUR)) == Silence(None, noon - 3 * HOUR)

    def test_one_stamp_of_a_clock_without_battery_makes_no_silence(self, work: WorkOn) -> None:
        noon, lost = builders.NOON, datetime(2020, 1, 1, tzinfo=UTC)
        for at in (noon - 2 * HOUR, noon - HOUR, lost, lost + HOUR, noon + HOUR):
            entry = AuditEntry(at, builders.CLERK, "looked", "", {})
            work(lambda unit, entry=entry: unit.audit.append(entry))  # type: ignore[misc] # bound now

        assert work(lambda unit: unit.audit.silence(noon)) == Silence(noon - HOUR, noon + HOUR)

    def test_late_records_are_listed_by_their_papers_time(self, work: WorkOn) -> None:
        """Page after page of what waits, with more late records than a page holds: none is missing or comes twice."""
        maker, noon = RecordMaker(), builders.NOON
        expected: list[tuple[datetime, str, bool]] = []
        for number in range(1, 10):
            record = maker.acceptance(number)
            if number % 3:
                paper = noon - number * HOUR
                late = replace(LATE, accepted_at=paper, form_number=f"ZD-{number}")
                parcel = replace(record.acceptance.parcel, late=late)
                record = replace(record, acceptance=replace(record.acceptance, accepted_at=paper, parcel=parcel))
            work(record.write)
            if record.acceptance.parcel.late is not None:
                row = late_record(record, record.acceptance.accepted_at)
                work(lambda unit, row=row: unit.late_entries.add(row))  # type: ignore[misc] # bound now
            expected.append((record.acceptance.accepted_at, record.acceptance.acceptance_id, number % 3 != 0))

        for states in ((), (MessageState.PENDING, MessageState.LEASED)):
            listed: list[tuple[datetime, str, bool]] = []
            before: datetime | None = None
            while rows := work(lambda unit: unit.records.page(limit=2, before=before, states=states)):  # noqa: B023
                listed += [(row.at, row.record_id, row.late) for row in rows]
                before = rows[-1].at
            assert listed == sorted(expected, reverse=True)

        span = Span(noon - 4 * HOUR, noon, 8 * HOUR)
        assert work(lambda unit: unit.statistics.late_entries(span)) == [CodeCount("no_power", 3)]


def late_record(record: AcceptanceRecord, accepted_at: datetime) -> LateRecord:
    """What is kept of a form."""
    return LateRecord(
        acceptance_id=record.acceptance.acceptance_id,
        message_id=record.message.message_id,
        form_number=f"ZD-{record.acceptance.acceptance_id}",
        accepted_at=accepted_at,
        entered_at=record.message.created_at,
        outage_id=None,
        reason="no_power",
    )
