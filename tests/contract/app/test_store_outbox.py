"""The encrypted store's outbox keeps the contract of the outbox."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from pydantic import JsonValue

from app.domain.inspection import Photo, PhotoRole
from app.domain.waybill import Waybill
from app.ports import ChainHead, QueuedMessage, StoredEvidence
from app.storage.outbox import StoreOutbox
from app.storage.store import EncryptedStore
from app.storage.unit_of_work import StoreUnit
from sync.contract import EvidenceReference
from sync.engine import SyncEngine
from sync.policy import SyncPolicy
from sync.ports import Settlement
from sync.words import Kind, RemarkCode
from tests.contract.sync.outbox_suite import OutboxContract
from tests.support.acceptance_samples import acceptance_samples
from tests.support.frozen_messages import START, FrozenMessage, MessageChain
from tests.support.memory_evidence import MemoryEvidence
from tests.support.memory_province import Crash, Fault, MemoryProvince
from tests.support.sync_clocks import HandClock

KEY = bytes(range(32))


class StoreOutboxHouse:
    """The encrypted store as the outbox suite asks for it."""

    def __init__(self, folder: Path, store: EncryptedStore | None = None) -> None:
        self._store = store or EncryptedStore(folder, KEY)
        self._store.open()
        self._chain = MessageChain()
        self.outbox = StoreOutbox(self._store)

    def enqueue(self, kind: Kind, payload: dict[str, JsonValue], evidence: Sequence[EvidenceReference] = ()) -> str:
        head = ChainHead(self._chain.sequence, self._chain.head)
        message = queued(self._chain.freeze(kind, payload, evidence), head)

        def write(unit: StoreUnit) -> None:
            for photo in message.evidence:
                unit.evidence.add(indexed(photo), "parcel", upload=True, at=START)
            unit.outbox.enqueue(message)

        self._store.run(write)
        return message.message_id

    def enqueue_acceptance(self, document_hash: str) -> str:
        head = ChainHead(self._chain.sequence, self._chain.head)
        message = queued(self._chain.freeze(Kind.ACCEPTANCE, {}), head)
        acceptance = replace(
            next(acceptance_samples()).acceptance,
            acceptance_id=f"acceptance-{message.sequence}",
            waybill=Waybill(f"YT{message.sequence:013d}", "yto"),
            message_id=message.message_id,
            document_hash=document_hash,
        )

        def write(unit: StoreUnit) -> None:
            unit.acceptances.add(acceptance)
            unit.outbox.enqueue(message)

        self._store.run(write)
        return message.message_id

    def remarks_about(self, document_hash: str) -> list[tuple[str, str, datetime]]:
        found = self._store.run(lambda unit: unit.remarks.about(document_hash, START))
        return [(remark.message_id, remark.code, remark.remarked_at) for remark in found]

    def requeue(self, message_id: str) -> None:
        self._store.run(lambda unit: unit.outbox.requeue(message_id))

    def reopen(self) -> None:
        self._store.close()
        self._store.open()
        self.outbox = StoreOutbox(self._store)

    def dying(self, *, after: bool) -> "DyingOutbox":
        return DyingOutbox(self._store, after=after)

    def close(self) -> None:
        self._store.close()


def queued(message: FrozenMessage, head: ChainHead) -> QueuedMessage:
    return QueuedMessage(
        message_id=message.message_id,
        kind=message.kind,
        schema_version=1,
        sequence=message.sequence,
        digest=message.digest,
        previous_digest=head.digest,
        body=message.body,
        created_at=START,
        subject_id="subject",
        evidence=tuple(photo_of(reference) for reference in message.evidence),
    )


def photo_of(reference: EvidenceReference) -> Photo:
    return Photo(
        evidence_id=reference.evidence_id,
        role=PhotoRole.CONTENTS,
        sha256=reference.sha256,
        size=reference.size,
        media_type=reference.media_type,
        taken_at=reference.taken_at,
    )


def indexed(photo: Photo) -> StoredEvidence:
    return StoredEvidence(photo.evidence_id, photo.sha256, photo.size, photo.media_type, wrapped_key=bytes(60))


class TestStoreOutbox(OutboxContract):
    @pytest.fixture
    def outbox_house(self, tmp_path: Path) -> Iterator[StoreOutboxHouse]:
        house = StoreOutboxHouse(tmp_path)
        yield house
        house.close()


class DyingOutbox(StoreOutbox):
    """Its program ends once, just before or just after the transaction that settles a batch."""

    def __init__(self, store: EncryptedStore, *, after: bool) -> None:
        super().__init__(store)
        self._after = after
        self._alive = True

    def settle(self, settlements: Sequence[Settlement], now: datetime) -> None:
        dying, self._alive = self._alive, False
        if dying and not self._after:
            raise Crash
        super().settle(settlements, now)
        if dying:
            raise Crash


class TestRemarksFromTheEngine:
    """The engine, the store and a province with faults: what is remarked is kept once, with the delivery."""

    @pytest.fixture
    def house(self, tmp_path: Path) -> Iterator[StoreOutboxHouse]:
        house = StoreOutboxHouse(tmp_path)
        yield house
        house.close()

    @pytest.mark.parametrize("fault", [None, *Fault])
    def test_whatever_happens_on_the_link(self, house: StoreOutboxHouse, fault: Fault | None) -> None:
        province = MemoryProvince()
        province.faults.append(fault)

        self._deliver_remarked(house, province)

    @pytest.mark.parametrize("after", [False, True])
    def test_when_the_program_dies_at_the_commit(self, house: StoreOutboxHouse, after: bool) -> None:
        house.outbox = house.dying(after=after)

        self._deliver_remarked(house, MemoryProvince())

    def _deliver_remarked(self, house: StoreOutboxHouse, province: MemoryProvince) -> None:
        message_id, plain = house.enqueue_acceptance("d" * 64), house.enqueue_acceptance("e" * 64)
        province.remarks[message_id] = [RemarkCode.DOCUMENT_ELSEWHERE.value]
        clock = HandClock()
        while (due := house.outbox.next_due()) is not None:
            clock.set(max(clock.now(), due + timedelta(microseconds=1)))
            self._run_and_survive(house, province, clock)

        assert sorted(province.arrivals) == sorted([message_id, plain])
        assert house.remarks_about("d" * 64) == [(message_id, RemarkCode.DOCUMENT_ELSEWHERE.value, START)]
        assert house.remarks_about("e" * 64) == []

    def _run_and_survive(self, house: StoreOutboxHouse, province: MemoryProvince, clock: HandClock) -> None:
        dice = Random(1)  # noqa: S311 # dice for tests
        engine = SyncEngine(
            house.outbox, MemoryEvidence(), province, province.seal.pinned(), clock=clock, rng=dice, policy=SyncPolicy()
        )
        try:
            report = engine.run_once()
        except Crash:
            house.reopen()
            house.outbox.recover(clock.now())
            return
        if report.pause is not None:
            clock.set(max(clock.now(), report.pause.until))
