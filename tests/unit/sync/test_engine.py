"""One run of the engine against the province in memory."""

from datetime import timedelta

import pytest

from sync.errors import SyncError, SyncFault
from sync.policy import SyncPolicy
from sync.state import MessageState
from sync.words import Kind, ProblemCode
from tests.support.memory_outbox import MemoryOutbox
from tests.support.memory_province import Fault
from tests.support.sync_house import SyncHouse

LOST = SyncFault.ANSWER_LOST.value


def state_of(house: SyncHouse, message_id: str) -> MessageState:
    return house.outbox.message(message_id).state


def test_a_run_delivers_everything_that_is_due() -> None:
    house = SyncHouse(SyncPolicy(batch_messages=2))
    made = house.queue_some(5)

    report = house.run()

    assert house.province.arrivals == made
    assert [weight for _, weight in house.province.calls] == [2, 2, 1]
    assert (report.delivered, report.duplicates, report.deferred, report.rejected) == (5, 0, 0, 0)
    assert (report.fault, report.pause, report.next_due, report.answered) == (None, None, None, True)


def test_an_empty_outbox_makes_no_call() -> None:
    house = SyncHouse()

    report = house.run()

    assert house.province.calls == []
    assert (report.next_due, report.answered) == (None, False)


def test_one_rejected_message_holds_back_nobody() -> None:
    house = SyncHouse()
    before = house.queue()
    bad = house.queue(spoilt=True)
    after = house.queue()

    report = house.run()

    assert house.province.arrivals == [before.message_id, after.message_id]
    row = house.outbox.message(bad.message_id)
    assert row.refused is not None
    assert (row.refused.code, row.refused.pointer, row.refused.detail) == ("payload_invalid", "/payload/reason", "why")
    assert (report.delivered, report.rejected) == (2, 1)
    assert house.outbox.next_due() is None


@pytest.mark.parametrize("poisoned", [0, 3, 7])
def test_a_batch_that_is_refused_whole_is_halved_until_the_poison_stands_alone(poisoned: int) -> None:
    house = SyncHouse()
    made = house.queue_some(8)
    house.province.poison[made[poisoned]] = SyncError(SyncFault.REQUEST_REFUSED, problem_code=ProblemCode.MALFORMED)

    report = house.run()

    assert house.province.arrivals == [message for message in made if message != made[poisoned]]
    row = house.outbox.message(made[poisoned])
    assert row.state is MessageState.REJECTED
    assert row.refused is not None
    assert row.refused.code == "malformed"
    assert (report.delivered, report.rejected, report.fault) == (7, 1, SyncFault.REQUEST_REFUSED)
    assert report.answered


@pytest.mark.parametrize("fault", [SyncFault.PROVINCE_FAILED, SyncFault.ANSWER_LOST])
def test_a_message_on_which_the_province_breaks_is_left_behind(fault: SyncFault) -> None:
    house = SyncHouse(SyncPolicy(batch_messages=8))
    made = house.queue_some(20)
    house.province.poison[made[5]] = SyncError(fault)

    for _ in range(60):
        house.wait_and_run()

    assert sorted(house.province.arrivals) == sorted(message for message in made if message != made[5])
    assert state_of(house, made[5]) is MessageState.PENDING
    house.province.poison.clear()
    house.drain()
    assert state_of(house, made[5]) is MessageState.DELIVERED


def test_a_lost_answer_is_asked_for_at_once() -> None:
    house = SyncHouse()
    made = house.queue_some(3)
    house.province.faults.append(Fault.LOST_ANSWER)

    report = house.run()

    assert [name for name, _ in house.province.calls] == ["send", "receipts"]
    assert report.delivered == 3
    assert all(state_of(house, message) is MessageState.DELIVERED for message in made)
    assert house.province.arrivals == made


def test_a_lost_answer_on_a_dead_link_stays_unknown_and_is_sent_again_soon() -> None:
    house = SyncHouse()
    made = house.queue_some(2)
    house.province.faults += [Fault.LOST_ANSWER, Fault.UNREACHABLE]

    report = house.run()

    assert (report.delivered, report.deferred, report.fault) == (0, 2, SyncFault.UNREACHABLE)
    assert [row.last_outcome for row in house.outbox.messages()] == [LOST, LOST]
    assert report.next_due is not None
    assert report.next_due - house.clock.now() <= timedelta(minutes=1)
    house.drain()
    assert house.province.arrivals == made


def test_a_duplicate_counts_as_delivered() -> None:
    house = SyncHouse()
    house.queue_some(2)
    house.province.faults += [Fault.LOST_ANSWER, Fault.UNREACHABLE]
    house.run()
    house.province.faults += [None]
    house.clock.advance(timedelta(minutes=2))

    report = house.run()

    assert (report.delivered, report.duplicates) == (2, 2)


def test_a_captive_portal_marks_nothing_and_counts_for_nothing() -> None:
    house = SyncHouse()
    house.queue()
    house.province.faults.append(Fault.PORTAL)

    report = house.run()

    (row,) = house.outbox.messages()
    assert (row.state, row.attempts, row.last_outcome) == (MessageState.PENDING, 0, "not_our_province")
    assert report.pause is not None
    assert report.pause.until - house.clock.now() <= house.policy.portal_recheck


def test_while_the_link_rests_nothing_is_called() -> None:
    house = SyncHouse()
    house.queue()
    house.province.faults.append(SyncError(SyncFault.CREDENTIALS_REFUSED, problem_code="terminal_revoked"))
    report = house.run()
    assert report.pause is not None
    assert report.pause.needs_person
    calls = len(house.province.calls)

    house.queue()
    again = house.run()

    assert len(house.province.calls) == calls
    assert (again.fault, again.next_due) == (SyncFault.CREDENTIALS_REFUSED, report.pause.until)


def test_a_lifted_pause_sends_at_once() -> None:
    house = SyncHouse()
    house.queue()
    house.province.faults.append(SyncError(SyncFault.CREDENTIALS_REFUSED))
    house.run()

    house.engine.lift_pause()

    assert house.run().delivered == 1


def test_what_the_province_asked_to_wait_is_waited_even_after_a_restart() -> None:
    house = SyncHouse()
    house.queue()
    house.province.faults.append(SyncError(SyncFault.THROTTLED, retry_after=timedelta(minutes=40)))
    report = house.run()
    assert report.next_due == house.clock.now() + timedelta(minutes=40)

    house.engine.lift_pause()
    assert house.run().delivered == 0
    house.restart()
    assert house.run().delivered == 0
    house.clock.advance(timedelta(minutes=40))
    assert house.run().delivered == 1


def test_a_clock_set_back_does_not_stretch_a_pause() -> None:
    house = SyncHouse()
    house.clock.advance(timedelta(days=300))
    house.province.faults.append(SyncError(SyncFault.CLOCK_REFUSED))
    house.queue()
    house.run()
    house.clock.advance(timedelta(days=-300))
    house.queue()

    assert house.run().pause is None


def test_a_clock_that_was_ahead_blocks_no_message() -> None:
    house = SyncHouse()
    made = house.queue()
    house.clock.advance(timedelta(days=300))
    house.province.faults.append(SyncError(SyncFault.PROVINCE_FAILED))
    house.run()
    house.clock.advance(timedelta(days=-300))

    assert house.run().delivered == 1
    assert state_of(house, made.message_id) is MessageState.DELIVERED


@pytest.mark.parametrize("fault", [Fault.FORGED, Fault.MUTE, Fault.SWAPPED])
def test_nothing_is_delivered_without_its_own_receipt(fault: Fault) -> None:
    house = SyncHouse()
    made = house.queue_some(3)
    house.province.faults.append(fault)

    report = house.run()

    assert all(state_of(house, message) is MessageState.PENDING for message in made)
    assert {row.last_outcome for row in house.outbox.messages()} == {"wrong_key"}
    assert (report.delivered, report.fault) == (0, SyncFault.WRONG_KEY)


def test_an_impostor_gets_no_second_batch() -> None:
    house = SyncHouse(SyncPolicy(batch_messages=2))
    house.queue_some(6)
    house.province.faults += [Fault.FORGED] * 3

    report = house.run()

    assert [weight for name, weight in house.province.calls if name == "send"] == [2]
    assert report.pause is not None
    assert report.pause.needs_person


def test_a_message_without_a_result_is_unknown_and_the_others_are_delivered() -> None:
    house = SyncHouse()
    first, second, third = house.queue_some(3)
    house.province.faults += [Fault.SILENT_ABOUT_FIRST, Fault.UNREACHABLE]

    report = house.run()

    assert house.outbox.message(first).last_outcome == LOST
    assert [state_of(house, message) for message in (second, third)] == [MessageState.DELIVERED] * 2
    assert (report.delivered, report.deferred) == (2, 1)


def test_results_for_strangers_are_ignored() -> None:
    house = SyncHouse()
    house.queue_some(2)
    house.province.faults.append(Fault.STRANGERS)

    assert house.run().delivered == 2


def test_missed_receipts_are_read_page_after_page() -> None:
    house = SyncHouse(page_size=2)
    house.queue_some(5)
    house.province.faults.append(Fault.LOST_ANSWER)

    report = house.run()

    assert [name for name, _ in house.province.calls] == ["send", "receipts", "receipts", "receipts"]
    assert (report.delivered, house.outbox.receipt_cursor()) == (5, 5)


def test_a_page_of_forged_receipts_moves_nothing() -> None:
    house = SyncHouse()
    house.queue_some(2)
    house.province.faults += [Fault.LOST_ANSWER, Fault.FORGED]

    report = house.run()

    assert (report.delivered, house.outbox.receipt_cursor()) == (0, 0)
    assert report.pause is not None
    assert report.pause.reason is SyncFault.WRONG_KEY


def test_a_stop_ends_the_run_after_the_call_under_way() -> None:
    house = SyncHouse(SyncPolicy(batch_messages=1))
    house.queue_some(5)

    report = house.engine.run_once(lambda: len(house.province.calls) >= 2)

    assert report.delivered == 2
    assert house.outbox.counts().waiting == 3


def test_a_stop_in_the_middle_of_a_refused_batch_puts_the_rest_back_uncounted() -> None:
    house = SyncHouse()
    made = house.queue_some(8)
    house.province.poison[made[7]] = SyncError(SyncFault.REQUEST_REFUSED)

    house.engine.run_once(lambda: len(house.province.calls) >= 1)

    assert [row.attempts for row in house.outbox.messages()] == [0] * 8
    assert house.outbox.next_due() == house.clock.now()


def test_errors_of_the_store_leave_the_run() -> None:
    class FullDisk(Exception):  # noqa: N818 # stands for the store's own error
        pass

    class BrokenOutbox(MemoryOutbox):
        def receipt_cursor(self) -> int:
            raise FullDisk

    house = SyncHouse()
    house.outbox = BrokenOutbox()
    house.restart()
    house.queue()
    house.province.faults.append(Fault.LOST_ANSWER)

    with pytest.raises(FullDisk):
        house.run()


def test_sends_shrink_on_a_breaking_link_and_grow_again() -> None:
    house = SyncHouse(SyncPolicy(batch_messages=8))
    house.queue_some(16)
    house.province.faults += [Fault.LOST_REQUEST, Fault.UNREACHABLE]

    house.drain()

    assert [weight for name, weight in house.province.calls if name == "send"] == [8, 4, 8, 4]


def test_the_clock_offset_is_reported() -> None:
    house = SyncHouse()
    house.province.clock_offset_ms = -1500

    assert house.run().clock_offset_ms == -1500


def test_closing_gives_up_the_connections() -> None:
    house = SyncHouse()

    house.engine.close()

    assert house.province.closed


def test_only_what_is_urgent_goes_while_a_person_wants_the_line() -> None:
    house = SyncHouse(with_errands=True)
    calm = house.queue(files=[b"photo"])
    urgent = house.queue(Kind.INCIDENT)

    report = house.engine.run_urgent()

    assert house.province.arrivals == [urgent.message_id]
    assert (report.delivered, report.evidence_bytes) == (1, 0)
    row = house.outbox.message(calm.message_id)
    assert (row.state, row.attempts) == (MessageState.PENDING, 0)
    house.run()
    assert house.province.arrivals == [urgent.message_id, calm.message_id]


def test_an_urgent_message_that_meets_a_fault_waits_as_ever() -> None:
    house = SyncHouse()
    urgent = house.queue(Kind.INTERRUPTION)
    house.province.faults.append(Fault.UNREACHABLE)

    report = house.engine.run_urgent()

    assert report.fault is SyncFault.UNREACHABLE
    assert state_of(house, urgent.message_id) is MessageState.PENDING
    house.drain()
    assert state_of(house, urgent.message_id) is MessageState.DELIVERED
