"""The encrypted store's outbox keeps the contract of the outbox."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from pydantic import JsonValue

from app.domain.inspection import Photo, PhotoRole
from app.ports import ChainHead, QueuedMessage, StoredEvidence
from app.storage.outbox import StoreOutbox
from app.storage.store import EncryptedStore
from app.storage.unit_of_work import StoreUnit
from sync.contract import EvidenceReference
from sync.words import Kind
from tests.contract.sync.outbox_suite import OutboxContract
from tests.support.frozen_messages import START, FrozenMessage, MessageChain

KEY = bytes(range(32))


class StoreOutboxHouse:
    """The encrypted store as the outbox suite asks for it."""

    def __init__(self, folder: Path) -> None:
        self._store = EncryptedStore(folder, KEY)
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

    def requeue(self, message_id: str) -> None:
        self._store.run(lambda unit: unit.outbox.requeue(message_id))

    def reopen(self) -> None:
        self._store.close()
        self._store.open()
        self.outbox = StoreOutbox(self._store)

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
