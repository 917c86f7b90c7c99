"""The program dies, or the disk is full, at each write of a run: nothing is lost, doubled, overtaken or purged."""

from collections.abc import Callable, Iterator
from enum import Enum
from hashlib import sha256
from itertools import count
from pathlib import Path
from random import Random
from typing import TypeVar

import pytest
from sqlcipher3 import dbapi2

from app.domain.reconciliation import MessageTally
from app.storage.connection import open_connection
from app.storage.errors import StorageError, StorageFault
from app.storage.store import STORE_NAME, EncryptedStore
from app.storage.unit_of_work import StoreUnit
from sync.engine import SyncEngine
from sync.policy import SyncPolicy
from sync.report import SyncReport
from sync.words import Kind
from tests.contract.app.test_store_outbox import KEY, StoreOutboxHouse
from tests.support.frozen_messages import evidence_of, refusal_payload
from tests.support.memory_evidence import MemoryEvidence
from tests.support.memory_province import Crash, Fault, MemoryProvince
from tests.support.sync_clocks import HandClock

SMALL = SyncPolicy(batch_messages=2, store_messages=1, chunk_bytes=16, least_chunk_bytes=16)
PHOTO = b"a picture of what is in the parcel"
RECORDS = 3
WAITING = {
    "outbox": "state <> 'delivered'",
    "evidence": "state <> 'delivered' AND upload = 1 AND message_sequence IS NOT NULL",
}
Result = TypeVar("Result")


class Death(Enum):
    """What happens at the chosen transaction."""

    BEFORE = "before"
    """The program dies before it is committed."""
    AFTER = "after"
    """It is committed, and nobody hears of it."""
    DISK_FULL = "disk_full"


class DyingStore(EncryptedStore):
    """Fails at the transaction after ``left`` more, once."""

    left: int | None = None
    death = Death.BEFORE

    def run(self, work: Callable[[StoreUnit], Result]) -> Result:
        dies = self.left == 0
        self.left = None if dies or self.left is None else self.left - 1
        if dies and self.death is Death.BEFORE:
            raise Crash
        if dies and self.death is Death.DISK_FULL:
            raise StorageError(StorageFault.STORE_FULL)
        done = super().run(work)
        if dies:
            raise Crash
        return done


class Terminal:
    """A store that dies, a province in memory, and a clock in the test's hand."""

    def __init__(self, folder: Path) -> None:
        # no power cut is played here: what the program wrote, the disk has
        self.folder = folder
        self.store = DyingStore(folder, KEY, synchronous="OFF")
        self.house = StoreOutboxHouse(folder, self.store)
        self.province = MemoryProvince()
        self.evidence = MemoryEvidence()
        self.clock = HandClock()
        self.made: list[str] = []
        self.engine = self.new_engine()

    def new_engine(self) -> SyncEngine:
        self.engine = SyncEngine(
            self.house.outbox,
            self.evidence,
            self.province,
            self.province.seal.pinned(),
            clock=self.clock,
            rng=Random(1),  # noqa: S311 # dice for tests
            policy=SMALL,
        )
        return self.engine

    def queue(self) -> None:
        for _ in range(RECORDS):
            number = len(self.made) + 1
            photo = evidence_of(PHOTO, f"e{number}")
            self.evidence.files[photo.evidence_id] = PHOTO
            self.made.append(self.house.enqueue(Kind.REFUSAL, refusal_payload(number, [photo]), [photo]))

    def drain(self) -> None:
        for _ in range(40):
            self.pass_time(self.engine.run_once())
            if self.house.outbox.next_due() is None:
                return
        raise AssertionError("still waiting")

    def pass_time(self, report: SyncReport) -> None:
        if report.next_due is not None and report.next_due > self.clock.now():
            self.clock.set(report.next_due)

    def tally(self) -> MessageTally:
        return self.store.run(lambda unit: unit.records.tally())

    def check_nothing_can_be_purged_early(self) -> None:
        """Whoever tries meets the schema, whatever the program believes."""
        connection = open_connection(self.folder / STORE_NAME, KEY)
        try:
            for table, waits in WAITING.items():
                found = connection.execute(f"SELECT count(*) FROM {table} WHERE {waits}").fetchone()  # noqa: S608 # ours
                if found != (0,):
                    with pytest.raises(dbapi2.IntegrityError, match="no receipt yet"):
                        connection.execute(f"DELETE FROM {table} WHERE {waits}")  # noqa: S608 # ours
        finally:
            connection.close()

    def files_delivered(self) -> bool:
        return all(
            sha256(self.province.files[f"e{number}"]).digest() == sha256(PHOTO).digest()
            for number in range(1, len(self.made) + 1)
        )


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    terminal = Terminal(tmp_path)
    yield terminal
    terminal.house.close()


@pytest.mark.parametrize("death", Death)
def test_at_every_write_of_a_run(terminal: Terminal, death: Death) -> None:
    for left in count():
        terminal.queue()
        # the answer to the first batch is lost on the way, so that receipts are asked for, too
        terminal.province.faults.append(Fault.LOST_ANSWER)
        terminal.store.left, terminal.store.death = left, death
        try:
            terminal.engine.run_once()
        except (Crash, StorageError):
            terminal.check_nothing_can_be_purged_early()
            assert terminal.tally().balanced
            assert terminal.tally().received <= len(terminal.province.arrivals)
            terminal.new_engine()
        survived = terminal.store.left is not None
        terminal.store.left = None
        terminal.province.faults.clear()
        terminal.drain()

        assert terminal.province.arrivals == terminal.made
        assert terminal.tally() == MessageTally(len(terminal.made), len(terminal.made), 0, 0, 0)
        assert terminal.files_delivered()
        if survived:
            break
    assert left > 20
