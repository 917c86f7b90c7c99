"""How evidence goes out, beside and after the records."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest

from sync.errors import SyncFault
from sync.policy import SyncPolicy
from sync.ports import EvidenceSettlement, OutboxEvidence
from sync.state import EvidenceState
from tests.support.memory_outbox import MemoryOutbox
from tests.support.memory_province import Crash, Fault
from tests.support.sync_house import SyncHouse


def test_files_follow_their_message_and_are_delivered_by_their_receipt() -> None:
    house = SyncHouse(SyncPolicy(chunk_bytes=4, least_chunk_bytes=4))
    house.queue(files=[b"0123456789", b"abc"])

    report = house.run()

    assert house.province.files == {"e1-0": b"0123456789", "e1-1": b"abc"}
    assert (report.evidence_bytes, report.evidence_uploaded, report.evidence_delivered) == (13, 2, 2)
    assert house.outbox.counts().evidence_waiting == 0


def test_a_long_upload_lets_receipts_and_news_through() -> None:
    house = SyncHouse(SyncPolicy(files_at_a_time=2, task_seconds=0.0), with_errands=True)
    house.queue(files=[b"0", b"1", b"2", b"3", b"4"])

    waiting = []
    for _ in range(3):
        report = house.run()
        waiting.append(house.outbox.counts().evidence_waiting)
        assert report.next_due == house.clock.now() if waiting[-1] else report.next_due is None

    assert waiting == [3, 1, 0]
    asked = [name for name, _ in house.province.calls]
    assert asked.index("changes") < len(asked) - asked[::-1].index("chunk"), "told before the last file went out"
    assert asked.count("receipts") == 3


def test_an_upload_goes_on_where_the_province_stands() -> None:
    house = SyncHouse(SyncPolicy(chunk_bytes=4, least_chunk_bytes=4))
    house.queue(files=[b"0123456789"])
    house.province.faults += [None, None, None, Fault.LOST_ANSWER]

    house.run()
    row = house.outbox.evidence("e1-0")
    assert (row.bytes_confirmed, row.state, row.last_outcome) == (4, EvidenceState.PENDING, "answer_lost")
    house.drain()

    assert house.province.files == {"e1-0": b"0123456789"}
    assert [weight for name, weight in house.province.calls if name == "chunk"] == [4, 4, 2]
    assert house.evidence.opened == [("e1-0", 0), ("e1-0", 8)]


def test_an_upload_that_is_gone_begins_anew_in_the_same_run() -> None:
    house = SyncHouse(SyncPolicy(chunk_bytes=4, least_chunk_bytes=4))
    house.queue(files=[b"0123456789"])
    house.province.faults += [None, None, None, Fault.LOST_REQUEST]
    house.run()
    house.province.uploads.clear()

    house.drain()

    assert house.province.files == {"e1-0": b"0123456789"}


def test_a_file_that_is_all_there_is_only_asked_about() -> None:
    house = SyncHouse()
    house.queue(files=[b"photo"])
    house.province.faults += [None, None, Fault.LOST_ANSWER]
    house.run()

    house.drain()

    assert sum(name == "chunk" for name, _ in house.province.calls) == 1
    assert house.outbox.evidence("e1-0").state is EvidenceState.DELIVERED


def test_messages_queued_during_an_upload_go_between_its_chunks() -> None:
    house = SyncHouse(SyncPolicy(chunk_bytes=4, least_chunk_bytes=4))
    house.queue(files=[b"0123456789"])

    def queue_at_first_chunk(name: str) -> None:
        if name == "chunk" and house.chain.sequence == 1:
            house.queue()

    house.province.on_call = queue_at_first_chunk

    house.run()

    assert [name for name, _ in house.province.calls] == [
        "send",
        "begin",
        "chunk",
        "send",
        "chunk",
        "chunk",
        "receipts",
    ]


def test_a_link_that_breaks_on_a_message_puts_the_file_back() -> None:
    house = SyncHouse(SyncPolicy(chunk_bytes=4, least_chunk_bytes=4))
    house.queue(files=[b"0123456789"])

    def queue_at_first_chunk(name: str) -> None:
        if name == "chunk" and house.chain.sequence == 1:
            house.queue()
            house.province.faults.append(None)
            house.province.faults.append(Fault.UNREACHABLE)

    house.province.on_call = queue_at_first_chunk

    report = house.run()

    row = house.outbox.evidence("e1-0")
    assert (row.state, row.attempts, row.bytes_confirmed) == (EvidenceState.PENDING, 0, 4)
    assert report.fault is SyncFault.UNREACHABLE
    house.drain()
    assert house.province.files == {"e1-0": b"0123456789"}


def test_an_unreadable_file_holds_back_no_other() -> None:
    house = SyncHouse()
    house.queue(files=[b"one"])
    house.queue(files=[b"two"])
    house.evidence.damaged.add("e1-0")

    report = house.run()

    assert house.province.files == {"e2-0": b"two"}
    assert house.outbox.evidence("e1-0").last_outcome == "evidence_unreadable"
    assert report.pause is None


def test_a_file_that_ends_early_is_unreadable() -> None:
    house = SyncHouse()
    house.queue(files=[b"0123456789"])
    house.evidence.files["e1-0"] = b"0123"

    house.run()

    assert house.outbox.evidence("e1-0").last_outcome == "evidence_unreadable"


def test_a_file_with_other_content_is_refused_and_kept() -> None:
    house = SyncHouse()
    house.queue(files=[b"0123456789"])
    house.evidence.files["e1-0"] = b"9876543210"

    report = house.run()

    row = house.outbox.evidence("e1-0")
    assert (row.state, row.last_outcome) == (EvidenceState.REJECTED, "evidence_mismatch")
    assert report.evidence_rejected == 1


class Purse:
    """So many bytes, until somebody fills it again."""

    def __init__(self, size: int) -> None:
        self.size = size

    def left(self, now: datetime) -> int:
        del now
        return self.size

    def spend(self, size: int, now: datetime) -> None:
        del now
        self.size -= size


def test_a_metered_link_carries_what_it_may_oldest_first_and_every_record() -> None:
    house = SyncHouse(SyncPolicy(chunk_bytes=4, least_chunk_bytes=4))
    purse = Purse(10)
    house.allowance = purse
    house.restart()
    older, newer = house.queue(files=[b"12345678"]), house.queue(files=[b"abcdefgh"])

    report = house.run()

    assert (report.delivered, report.evidence_bytes, purse.size) == (2, 10, 0)
    first, second = (house.outbox.evidence(message.evidence[0].evidence_id) for message in (older, newer))
    assert (first.state, second.state, second.bytes_confirmed) == (EvidenceState.DELIVERED, EvidenceState.PENDING, 2)
    assert report.evidence_held
    # nothing spins until another day
    assert report.next_due == house.clock.now() + house.policy.receipt_recheck
    purse.size = 100
    house.run()
    assert house.outbox.evidence(newer.evidence[0].evidence_id).state is EvidenceState.DELIVERED
    assert purse.size == 94


def test_records_go_while_no_evidence_may() -> None:
    house = SyncHouse()
    house.allowance = Purse(0)
    house.restart()
    house.queue(files=[b"picture"])
    house.run()
    house.queue()

    report = house.run()

    assert (report.delivered, report.evidence_bytes) == (1, 0)
    assert [call for call, _ in house.province.calls if call in {"begin", "chunk"}] == []


def test_small_files_are_not_written_down_step_by_step() -> None:
    class CountingOutbox(MemoryOutbox):
        notes = 0
        claims = 0

        def note_progress(self, evidence_id: str, upload_url: str, bytes_confirmed: int) -> None:
            self.notes += 1
            super().note_progress(evidence_id, upload_url, bytes_confirmed)

        def claim_evidence(self, now: datetime, lease: timedelta, *, max_files: int) -> list[OutboxEvidence]:
            self.claims += 1
            return super().claim_evidence(now, lease, max_files=max_files)

    house = SyncHouse()
    outbox = CountingOutbox()
    house.outbox = outbox
    house.restart()
    house.queue(files=[b"1", b"2", b"3", b"4", b"5"])

    assert house.run().evidence_delivered == 5
    assert (outbox.notes, outbox.claims) == (0, 2)


def test_a_small_file_that_was_taken_before_the_program_died_is_not_sent_again() -> None:
    class DyingOutbox(MemoryOutbox):
        dies = True

        def settle_evidence(self, settlements: Sequence[EvidenceSettlement], now: datetime) -> None:
            if self.dies:
                self.dies = False
                raise Crash
            super().settle_evidence(settlements, now)

    house = SyncHouse()
    house.outbox = DyingOutbox()
    house.restart()
    message = house.queue(files=[b"picture"])
    with pytest.raises(Crash):
        house.run()

    house.restart()
    report = house.run()

    assert (report.fault, report.evidence_bytes) == (None, 0)
    assert house.outbox.evidence(message.evidence[0].evidence_id).state is EvidenceState.DELIVERED
    assert [call for call, _ in house.province.calls if call == "chunk"] == ["chunk"]
