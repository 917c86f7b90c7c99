"""In what order records go out, and what may overtake what."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

import pytest

from sync.errors import SyncError, SyncFault
from sync.policy import SyncPolicy
from sync.ports import Settlement
from sync.state import MessageState
from sync.words import Kind
from tests.support.memory_outbox import MemoryOutbox
from tests.support.memory_province import Crash, Fault
from tests.support.sync_house import SyncHouse


def test_urgent_messages_go_first() -> None:
    house = SyncHouse()
    house.province.poison = {}
    first = house.queue()
    incident = house.queue(Kind.INCIDENT)

    house.run()

    assert house.province.arrivals == [incident.message_id, first.message_id]


def test_what_an_older_province_cannot_read_waits_until_it_can() -> None:
    house = SyncHouse()
    known = house.province.models.pop((Kind.INCIDENT, 1))
    before, new, after = house.queue(), house.queue(Kind.INCIDENT), house.queue()

    report = house.run()

    assert (report.delivered, report.rejected, report.fault) == (2, 0, SyncFault.INCOMPATIBLE)
    assert house.outbox.message(new.message_id).last_outcome == "unsupported_kind"
    house.province.models[Kind.INCIDENT, 1] = known
    house.wait_and_run()
    assert house.province.arrivals == [before.message_id, after.message_id, new.message_id]


def test_a_new_engine_ends_the_leases_of_the_one_that_died() -> None:
    house = SyncHouse()
    made = house.queue_some(2)
    house.province.faults.append(Fault.CRASH_AFTER)
    with pytest.raises(Crash):
        house.run()

    house.restart()
    report = house.run()

    assert (report.delivered, report.duplicates) == (2, 2)
    assert house.province.arrivals == made


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("fault", [Fault.FAILED, Fault.LOST_REQUEST])
def test_what_was_queued_later_does_not_overtake_a_batch_that_broke(fault: Fault, seed: int) -> None:
    house = SyncHouse(seed=seed)
    made = house.queue_some(3)
    house.province.faults.append(fault)
    report = house.run()
    made += house.queue_some(2)

    house.pass_time_until(report.pause.until if report.pause is not None else None)
    house.run()

    assert house.province.arrivals == made


def test_a_message_that_broke_a_call_alone_is_overtaken_and_sent_alone_again() -> None:
    house = SyncHouse(SyncPolicy(batch_messages=4))
    first = house.queue().message_id
    house.province.poison[first] = SyncError(SyncFault.PROVINCE_FAILED)
    house.run()
    others = house.queue_some(3)

    for _ in range(6):
        house.wait_and_run()

    assert house.province.arrivals == others
    # no call that carried others broke on it
    together = sum(weight for call, weight in house.province.calls if call == "send" and weight > 1)
    assert together <= len(others)


def test_a_throttle_holds_after_a_restart_for_new_messages_too() -> None:
    house = SyncHouse()
    house.queue()
    house.province.faults.append(SyncError(SyncFault.THROTTLED, retry_after=timedelta(minutes=10)))
    house.run()
    house.queue()

    house.restart()
    report = house.run()

    assert (report.delivered, report.fault) == (0, SyncFault.THROTTLED)
    house.clock.advance(timedelta(minutes=10))
    assert house.run().delivered == 2


def test_the_next_batch_is_under_way_while_the_answer_before_it_is_written_down() -> None:
    class WatchedOutbox(MemoryOutbox):
        def settle(self, settlements: Sequence[Settlement], now: datetime) -> None:
            underway.append(sum(row.state is MessageState.LEASED for row in self.messages()))
            super().settle(settlements, now)

    underway: list[int] = []
    house = SyncHouse(SyncPolicy(batch_messages=2))
    house.outbox = WatchedOutbox()
    house.restart()
    house.queue_some(6)

    house.run()

    # nothing is ahead of the first answer, which has yet to prove the province
    assert underway == [2, 4, 2]
    assert len(house.province.arrivals) == 6


def test_an_impostor_that_comes_in_between_gets_no_third_batch() -> None:
    house = SyncHouse(SyncPolicy(batch_messages=2))
    house.queue_some(10)
    house.province.faults.extend([None, Fault.FORGED, Fault.FORGED, Fault.FORGED])

    report = house.run()

    assert [weight for call, weight in house.province.calls if call == "send"] == [2, 2, 2]
    assert (report.delivered, report.fault) == (2, SyncFault.WRONG_KEY)


class SomebodyAtWork:
    """sync.ports.Courtesy that counts the rests; at each of them ``step`` is taken at the counter."""

    def __init__(self, outbox: MemoryOutbox, step: Callable[[], object] = lambda: None) -> None:
        self._outbox = outbox
        self._step = step
        self.waiting_at_rest: list[int] = []

    def at_work(self) -> bool:
        return True

    def rest(self) -> None:
        self.waiting_at_rest.append(self._outbox.counts().waiting)
        self._step()


def test_beside_somebody_at_work_small_batches_go_out_and_a_rest_follows_each() -> None:
    house = SyncHouse(SyncPolicy(courteous_messages=8))
    house.courtesy = courtesy = SomebodyAtWork(house.outbox)
    house.restart()
    house.queue_some(20)

    report = house.run()

    assert report.delivered == 20
    assert courtesy.waiting_at_rest == [12, 4, 0]


def test_beside_somebody_at_work_receipts_come_in_small_pages_and_a_rest_follows_each() -> None:
    house = SyncHouse(SyncPolicy(courteous_messages=8))
    house.courtesy = courtesy = SomebodyAtWork(house.outbox)
    house.restart()
    house.queue_some(19)
    house.queue(files=[b"one"])

    report = house.run()

    assert report.evidence_delivered == 1
    assert [weight for call, weight in house.province.calls if call == "receipts"] == [8, 8, 8]
    assert len(courtesy.waiting_at_rest) == 3 + 2 + 3, "batches, the file's beginning and its chunk, pages"


def test_what_becomes_urgent_waits_for_one_page_of_receipts_at_most() -> None:
    house = SyncHouse(SyncPolicy(courteous_messages=2))
    house.queue_some(5)
    house.province.faults += [Fault.LOST_ANSWER, Fault.UNREACHABLE]
    house.run()
    order: list[str] = []
    urgent = iter([Kind.INCIDENT])

    def step() -> None:
        if order.count("receipts") == 1 and (kind := next(urgent, None)) is not None:
            house.queue(kind)

    house.courtesy = SomebodyAtWork(house.outbox, step)
    house.restart()
    house.province.on_call = order.append
    house.pass_time_until(house.outbox.next_due())

    report = house.run()

    first = order.index("receipts")
    assert order[first : first + 4] == ["receipts", "send", "receipts", "receipts"]
    assert report.delivered == 6


def test_a_fault_of_what_is_urgent_ends_the_pages() -> None:
    house = SyncHouse(SyncPolicy(courteous_messages=2))
    house.queue_some(5)
    house.province.faults.append(Fault.LOST_ANSWER)
    until = timedelta(hours=1)

    def step() -> None:
        if house.outbox.receipt_cursor() == 2:
            house.queue(Kind.INCIDENT)
            house.province.faults.append(SyncError(SyncFault.THROTTLED, retry_after=until))

    house.courtesy = SomebodyAtWork(house.outbox, step)
    house.restart()

    report = house.run()

    assert [name for name, _ in house.province.calls] == ["send", "receipts", "send"]
    assert report.pause is not None
    assert report.pause.until == house.clock.now() + until


def test_a_long_list_of_receipts_is_read_in_several_runs() -> None:
    house = SyncHouse(SyncPolicy(task_seconds=0.0), page_size=2)
    house.queue_some(5)
    house.province.faults.append(Fault.LOST_ANSWER)

    cursors = []
    for _ in range(3):
        house.run()
        cursors.append(house.outbox.receipt_cursor())
        house.pass_time_until(house.outbox.next_due())

    assert cursors[0] == 2
    assert house.outbox.counts().delivered == 5


def test_beside_somebody_at_work_no_two_calls_of_an_upload_go_out_in_one_go() -> None:
    house = SyncHouse()
    house.courtesy = courtesy = SomebodyAtWork(house.outbox)
    house.restart()
    house.queue(files=[b"one", b"two", b"three"])

    report = house.run()

    assert report.evidence_uploaded == 3
    assert len(courtesy.waiting_at_rest) == 1 + 2 * 3 + 1, "a batch, each file's beginning and its one chunk, a page"


def test_a_counter_that_makes_records_all_the_time_keeps_no_photo_from_going_out() -> None:
    house = SyncHouse()
    order: list[str] = []
    records = iter(range(60))

    def step() -> None:
        if "begin" in order and next(records, None) is not None:
            house.queue()

    house.courtesy = SomebodyAtWork(house.outbox, step)
    house.restart()
    house.queue(files=[b"one", b"two"])
    house.province.on_call = order.append

    house.run()

    assert house.province.files.keys() == {"e1-0", "e1-1"}
    first = order.index("begin")
    assert order[first : first + 7] == ["begin", "chunk", "send", "begin", "chunk", "send", "receipts"]


class Watcher:
    """sync.ports.Courtesy of a PC that nobody works at; notes how many messages are leased after each batch."""

    def __init__(self, outbox: MemoryOutbox) -> None:
        self._outbox = outbox
        self.leased: list[int] = []

    def at_work(self) -> bool:
        return False

    def rest(self) -> None:
        self.leased.append(sum(row.state is MessageState.LEASED for row in self._outbox.messages()))


@pytest.mark.parametrize(("quick_call_seconds", "leased"), [(1.0, [0, 4, 2, 0]), (0.0, [0, 2, 2, 0])])
def test_on_a_quick_link_alone_one_more_batch_is_claimed_ahead(quick_call_seconds: float, leased: list[int]) -> None:
    house = SyncHouse(SyncPolicy(batch_messages=2, quick_call_seconds=quick_call_seconds))
    house.courtesy = watcher = Watcher(house.outbox)
    house.restart()
    made = house.queue_some(8)

    house.run()

    assert watcher.leased == leased
    assert house.province.arrivals == made
