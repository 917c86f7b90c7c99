"""What the flow's history, a pause and the order of what waits must keep. One suite for fake and real."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.link_history import KEPT, STEP, LinkSample
from app.domain.sending_pause import paused_for
from app.ports import Store
from sync.state import EvidenceState, MessageState
from sync.words import Kind
from tests.contract.app.outage_suite import Defer, Deliver
from tests.contract.app.store_suite import WorkOn
from tests.support import builders
from tests.support.stored_records import AcceptanceRecord, RecordMaker

NOON = builders.NOON
SAMPLE = LinkSample(NOON, 37, timedelta(hours=2), 60, 5_400_000, 1200, 8000)


class LinkContract:
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

    def test_samples_come_in_order_and_one_of_the_same_step_is_replaced(self, work: WorkOn) -> None:
        earlier = replace(SAMPLE, at=NOON - STEP, oldest=None, bytes_per_second=None)
        for sample in (earlier, replace(SAMPLE, waiting=1), SAMPLE):
            work(lambda unit, sample=sample: unit.link.add_sample(sample))  # type: ignore[misc] # bound now
        assert work(lambda unit: unit.link.samples(NOON - KEPT)) == [earlier, SAMPLE]
        assert work(lambda unit: unit.link.samples(NOON)) == [SAMPLE]

    def test_what_is_too_old_or_lies_ahead_goes(self, work: WorkOn) -> None:
        for at in (NOON - KEPT - STEP, NOON - KEPT, NOON + STEP):
            work(lambda unit, at=at: unit.link.add_sample(replace(SAMPLE, at=at)))  # type: ignore[misc] # bound now
        work(lambda unit: unit.link.add_sample(SAMPLE))
        kept = work(lambda unit: unit.link.samples(NOON - 2 * KEPT))
        assert [sample.at for sample in kept] == [NOON]

    def test_one_pause_is_kept_and_may_be_lifted(self, work: WorkOn) -> None:
        assert work(lambda unit: unit.link.pause()) is None
        first, second = paused_for(10, builders.CLERK, NOON), paused_for(30, builders.CLERK, NOON + STEP)
        work(lambda unit: unit.link.save_pause(first))
        work(lambda unit: unit.link.save_pause(second))
        assert work(lambda unit: unit.link.pause()) == second
        work(lambda unit: unit.link.save_pause(None))
        assert work(lambda unit: unit.link.pause()) is None

    def test_the_order_of_what_waits_is_the_engines(
        self, work: WorkOn, records: tuple[AcceptanceRecord, ...], deliver: Deliver, defer: Defer
    ) -> None:
        deliver(records[0], NOON)
        defer(records[1], "unreachable", 2)

        waiting = work(lambda unit: unit.link.next_messages(limit=5))

        assert [one.waybill for one in waiting] == [record.acceptance.waybill.number for record in records[1:]]
        assert [(one.state, one.attempts, one.last_outcome) for one in waiting] == [
            (MessageState.PENDING, 2, "unreachable"),
            (MessageState.PENDING, 0, None),
        ]
        assert {(one.kind, one.urgent) for one in waiting} == {(Kind.ACCEPTANCE.value, False)}
        assert [one.created_at for one in waiting] == [record.message.created_at for record in records[1:]]
        assert len(work(lambda unit: unit.link.next_messages(limit=1))) == 1
        assert work(lambda unit: unit.link.last_delivered_at()) == NOON

    def test_photos_follow_their_records(
        self, work: WorkOn, records: tuple[AcceptanceRecord, ...], deliver: Deliver
    ) -> None:
        deliver(records[0], NOON)

        waiting = work(lambda unit: unit.link.next_photos(limit=50))

        files = [(record, file) for record in records for file in record.files]
        assert [one.waybill for one in waiting] == [record.acceptance.waybill.number for record, _ in files]
        assert [one.size for one in waiting] == [file.size for _, file in files]
        assert [one.released for one in waiting] == [record is records[0] for record, _ in files]
        assert {one.state for one in waiting} == {EvidenceState.PENDING}

    def test_photos_of_a_time_are_counted(self, work: WorkOn, records: tuple[AcceptanceRecord, ...]) -> None:
        made = [record.acceptance.accepted_at for record in records for _ in record.files]
        assert work(lambda unit: unit.link.photos_since(min(made))) == len(made)
        assert work(lambda unit: unit.link.photos_since(max(made))) == made.count(max(made))
        assert work(lambda unit: unit.link.photos_since(max(made) + STEP)) == 0
