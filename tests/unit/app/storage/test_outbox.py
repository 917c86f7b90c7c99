"""What the outbox contract leaves open: speed with a backlog, crashes, wrong receipts, and putting back."""

import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import islice
from pathlib import Path

import pytest

from app.storage.errors import StoreRuleError
from app.storage.outbox import StoreOutbox
from app.storage.repositories.evidence_delivery import _DUE as FILES_DUE
from app.storage.repositories.evidence_delivery import _NEXT_DUE as FILES_NEXT_DUE
from app.storage.repositories.evidence_delivery import _RECOVER_DATES as RECOVER_FILE_DATES
from app.storage.repositories.message_delivery import _ANSWER_UNKNOWN
from app.storage.repositories.message_delivery import _DUE as MESSAGES_DUE
from app.storage.repositories.message_delivery import _NEXT_DUE as MESSAGES_NEXT_DUE
from app.storage.repositories.message_delivery import _RECOVER_DATES as RECOVER_MESSAGE_DATES
from app.storage.store import EncryptedStore
from app.storage.unit_of_work import StoreUnit
from sync.contract import EvidenceReceiptClaims, ReceiptClaims
from sync.errors import SyncFault
from sync.ports import Deferred, Delivered, OutboxMessage, Refused, VerifiedEvidenceReceipt, VerifiedReceipt
from sync.state import MessageState
from tests.support import builders
from tests.support.acceptance_samples import acceptance_samples
from tests.support.stored_records import RecordMaker

KEY = bytes(range(32))
NOW = builders.NOON + timedelta(days=30)
LEASE = timedelta(minutes=5)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[EncryptedStore]:
    with EncryptedStore(tmp_path, KEY) as store:
        yield store


@pytest.fixture
def outbox(store: EncryptedStore) -> StoreOutbox:
    return StoreOutbox(store)


def claim(outbox: StoreOutbox, count: int = 500) -> list[OutboxMessage]:
    return outbox.claim(NOW, LEASE, max_messages=count, max_bytes=4_000_000)


def receipt(message_id: str, digest: str) -> VerifiedReceipt:
    claims = ReceiptClaims(
        iss="province",
        sub=message_id,
        digest=digest,
        terminal_id="terminal-1",
        sequence=1,
        received_at=builders.NOON,
    )
    return VerifiedReceipt(claims, "a.b.c")


# -- speed


@pytest.fixture(scope="module")
def backlog(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EncryptedStore]:
    """20,000 acceptances that wait, each with a photo."""
    with EncryptedStore(tmp_path_factory.mktemp("backlog"), KEY) as store:

        def fill(unit: StoreUnit) -> None:
            for sample in islice(acceptance_samples(), 20_000):
                sample.write(unit)

        store.run(fill)
        yield store


def seconds(work: Callable[[], object]) -> float:
    """The best of three: the machine may be busy."""
    spent: list[float] = []
    for _ in range(3):
        begin = time.perf_counter()
        work()
        spent.append(time.perf_counter() - begin)
    return min(spent)


def test_a_backlog_slows_nobody_down(backlog: EncryptedStore) -> None:
    outbox = StoreOutbox(backlog)

    assert seconds(lambda: claim(outbox)) < 0.25
    assert seconds(outbox.counts) < 0.05
    assert seconds(outbox.next_due) < 0.05
    assert seconds(outbox.expects_receipts) < 0.05
    assert seconds(lambda: outbox.recover_dates(NOW)) < 0.05
    assert seconds(lambda: outbox.claim_evidence(NOW, LEASE, max_files=4)) < 0.1
    assert seconds(lambda: backlog.run(lambda unit: unit.records.page(limit=50))) < 0.1
    open_states = [MessageState.PENDING, MessageState.LEASED, MessageState.REJECTED]
    assert seconds(lambda: backlog.run(lambda unit: unit.records.page(limit=50, states=open_states))) < 0.1
    assert seconds(lambda: backlog.run(lambda unit: unit.records.queue(limit=50))) < 0.1
    assert outbox.counts().waiting == 20_000
    assert outbox.counts().evidence_waiting == 20_000


@pytest.mark.parametrize(
    ("sql", "parameters", "index"),
    [
        (MESSAGES_DUE, (0, 0, 500), "outbox_waiting"),
        (MESSAGES_NEXT_DUE, (), "outbox_waiting"),
        (_ANSWER_UNKNOWN, (), "outbox_waiting"),
        (RECOVER_MESSAGE_DATES, (0,), "outbox_waiting"),
        (FILES_DUE, (0, 500), "evidence_waiting"),
        (RECOVER_FILE_DATES, (0, 0), "evidence_waiting"),
        (FILES_NEXT_DUE, (), "evidence_waiting"),
    ],
)
def test_the_engines_questions_are_answered_by_an_index_alone(
    store: EncryptedStore, sql: str, parameters: tuple[int, ...], index: str
) -> None:
    connection = store._connection
    assert connection is not None

    def explain(_: StoreUnit) -> list[str]:
        return [str(row[3]) for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}", parameters)]

    plan = store.run(explain)
    assert any(f"COVERING INDEX {index}" in step for step in plan), plan
    assert not any("TEMP B-TREE" in step for step in plan), plan


# -- crashes


def test_after_a_crash_in_mid_send_receipts_are_asked_for(store: EncryptedStore, outbox: StoreOutbox) -> None:
    store.run(RecordMaker().acceptance(1).write)
    claim(outbox)

    store.close()  # the program died here, with the lease in the store
    store.open()

    assert outbox.expects_receipts()


def test_an_answer_once_lost_stays_unknown_whatever_comes_later(store: EncryptedStore, outbox: StoreOutbox) -> None:
    store.run(RecordMaker().acceptance(1).write)
    claim(outbox)
    outbox.settle([Deferred("message-1", NOW, SyncFault.ANSWER_LOST.value)], NOW)
    claim(outbox)
    outbox.settle([Deferred("message-1", NOW, SyncFault.UNREACHABLE.value)], NOW)

    assert outbox.expects_receipts()


def test_an_attempt_that_died_with_its_lease_stays_unknown(store: EncryptedStore, outbox: StoreOutbox) -> None:
    store.run(RecordMaker().acceptance(1).write)
    claim(outbox)
    outbox.claim(NOW + LEASE, LEASE, max_messages=1, max_bytes=1)
    outbox.settle([Deferred("message-1", NOW, SyncFault.UNREACHABLE.value)], NOW)

    assert outbox.expects_receipts()


# -- receipts that do not fit


def trail(store: EncryptedStore) -> list[str]:
    connection = store._connection
    assert connection is not None
    return store.run(lambda _: [str(row[0]) for row in connection.execute("SELECT CAST(entry AS TEXT) FROM audit")])


@pytest.mark.parametrize("message_id", ["message-1", "stranger"])
def test_a_receipt_that_does_not_fit_is_noted(store: EncryptedStore, outbox: StoreOutbox, message_id: str) -> None:
    store.run(RecordMaker().acceptance(1).write)
    before = len(trail(store))

    outbox.apply_receipts([receipt(message_id, "f" * 64)], [], 5, NOW)

    (note,) = trail(store)[before:]
    assert '"action":"receipt_mismatch"' in note
    assert f'"subject_id":"{message_id}"' in note
    assert outbox.counts().waiting == 1
    assert outbox.receipt_cursor() == 5


def test_a_files_receipt_that_does_not_fit_is_noted(store: EncryptedStore, outbox: StoreOutbox) -> None:
    store.run(RecordMaker().acceptance(1).write)
    before = len(trail(store))
    claims = EvidenceReceiptClaims(
        iss="province",
        sub="photo-1-0",
        message_id="message-1",
        sha256="f" * 64,
        size=1,
        terminal_id="terminal-1",
        received_at=builders.NOON,
    )

    outbox.apply_receipts([], [VerifiedEvidenceReceipt(claims, "a.b.c")], 5, NOW)

    (note,) = trail(store)[before:]
    assert '"action":"evidence_receipt_mismatch"' in note
    assert outbox.counts().evidence_waiting == 1


def test_a_settlement_that_no_table_allows_changes_nothing(store: EncryptedStore, outbox: StoreOutbox) -> None:
    maker = RecordMaker()
    store.run(maker.acceptance(1).write)
    store.run(maker.acceptance(2).write)
    (first,) = claim(outbox, 1)

    with pytest.raises(StoreRuleError):
        outbox.settle([Delivered(receipt(first.message_id, first.digest)), Refused("message-2", "conflict")], NOW)

    assert outbox.counts().delivered == 0
    assert outbox.counts().rejected == 0


# -- what a person sees and does


def test_a_refused_message_shows_with_its_reason_and_can_be_put_back(
    store: EncryptedStore, outbox: StoreOutbox
) -> None:
    store.run(RecordMaker().acceptance(1).write)
    claim(outbox)
    outbox.settle([Refused("message-1", "payload_invalid", "/payload/sender", "too long")], NOW)

    (row,) = store.run(lambda unit: unit.records.page(limit=9, states=[MessageState.REJECTED]))
    assert (row.record_id, row.attempts, row.last_outcome) == ("acceptance-1", 1, "payload_invalid")
    queue = store.run(lambda unit: unit.records.queue(limit=9))
    assert [(entry.subject, entry.state.value) for entry in queue] == [("message", "rejected"), ("evidence", "pending")]

    store.run(lambda unit: unit.outbox.requeue("message-1"))

    assert [message.message_id for message in claim(outbox)] == ["message-1"]


def test_a_delivered_record_shows_as_such(store: EncryptedStore, outbox: StoreOutbox) -> None:
    maker = RecordMaker()
    store.run(maker.acceptance(1).write)
    store.run(maker.refusal(2).write)
    (first,) = claim(outbox, 1)
    outbox.settle([Delivered(receipt(first.message_id, first.digest))], NOW)

    delivered = store.run(lambda unit: unit.records.page(limit=9, states=[MessageState.DELIVERED]))
    waiting = store.run(lambda unit: unit.records.page(limit=9, states=[MessageState.PENDING, MessageState.REJECTED]))
    assert [row.record_id for row in delivered] == ["acceptance-1"]
    assert [row.record_id for row in waiting] == ["refusal-2"]
    assert [row.identifier for row in store.run(lambda unit: unit.records.queue(limit=9))] == ["photo-1-0", "message-2"]


# -- after a start


def test_leases_of_a_program_that_died_end_at_the_next_start(store: EncryptedStore, outbox: StoreOutbox) -> None:
    store.run(RecordMaker().acceptance(1).write)
    assert len(claim(outbox)) == 1
    assert claim(outbox) == []
    outbox.recover(NOW)
    assert len(claim(outbox)) == 1


@pytest.mark.parametrize(("wait", "due"), [(timedelta(hours=24), 0), (timedelta(days=3650), 1)])
def test_only_dates_that_a_wrong_clock_set_are_taken_back(
    store: EncryptedStore, outbox: StoreOutbox, wait: timedelta, due: int
) -> None:
    record = RecordMaker().acceptance(1)
    store.run(record.write)
    claim(outbox)
    outbox.settle([Deferred(record.message.message_id, NOW + wait, SyncFault.THROTTLED.value)], NOW)
    outbox.recover(NOW)
    assert len(claim(outbox)) == due


def test_dates_are_taken_back_while_the_program_runs_and_leases_are_not(
    store: EncryptedStore, outbox: StoreOutbox
) -> None:
    deferred = RecordMaker().acceptance(1)
    store.run(deferred.write)
    claim(outbox)
    outbox.settle([Deferred(deferred.message.message_id, NOW + timedelta(days=300), "province_failed")], NOW)
    outbox.recover_dates(NOW)
    assert len(claim(outbox)) == 1
    outbox.recover_dates(NOW - timedelta(days=300))
    assert claim(outbox) == []


def test_where_no_date_is_wrong_nothing_is_written(store: EncryptedStore, outbox: StoreOutbox, tmp_path: Path) -> None:
    maker = RecordMaker()
    for number in range(1, 6):
        store.run(maker.acceptance(number).write)
    claim(outbox, 2)
    (log,) = tmp_path.rglob("*.db-wal")
    before = log.read_bytes()
    outbox.recover_dates(NOW)

    assert log.read_bytes() == before
