"""What is still held, in numbers and about one person.

Invariants:
- A person is found by the document's keyed hash; only records of several people are opened to look for it.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from app.domain.acceptance import Parcel
from app.domain.correction import corrected_parcel
from app.domain.retention import images_of
from app.domain.retention_rules import RECORD_CLASSES, RetentionClass
from app.ports import Acceptance
from app.retention_ports import ClassCount, RecordTrace
from app.storage.columns import integer, one, optional_moment, text
from app.storage.connection import Connection
from app.storage.repositories.acceptances import StoreAcceptances
from app.storage.repositories.repairs import StoreRepairs

_STAGE: Final = """
SELECT count(*), min(proven_at) FROM outbox INDEXED BY outbox_retained
WHERE state = 'delivered' AND cleared < 3 AND cleared <= ? AND kind = 'acceptance'
"""
_BY_DOCUMENT: Final = """
SELECT acceptance_id FROM acceptances INDEXED BY acceptances_by_document
WHERE document_hash = ? AND document_hash <> '' ORDER BY number DESC
"""
# Principals and guardians stand in the snapshot alone, a mended document in the correction.
_OF_SEVERAL: Final = """
SELECT acceptance_id FROM acceptances INDEXED BY acceptances_for_rates WHERE sending = 'entrusted'
UNION SELECT acceptance_id FROM acceptances INDEXED BY acceptances_of_children WHERE restricted = 1
UNION SELECT a.acceptance_id FROM corrections AS c JOIN acceptances AS a ON a.message_id = c.original_id
"""
_PHOTOS: Final = """
SELECT count(*) FROM evidence
WHERE message_sequence = (SELECT sequence FROM outbox WHERE message_id = ?) AND purge IS NULL
"""


class StoreRetentionSums:
    """The reading half of retention_ports.RetentionRepository."""

    def __init__(self, connection: Connection, acceptances: StoreAcceptances) -> None:
        self._connection = connection
        self._acceptances = acceptances
        self._repairs = StoreRepairs(connection)

    def counts(self) -> list[ClassCount]:
        """By class."""
        found: list[ClassCount] = []
        for stage, retention_class in enumerate(RECORD_CLASSES):
            held, oldest = one(self._connection.execute(_STAGE, (stage,)).fetchone())
            purged = self._purged(retention_class)
            found.append(ClassCount(retention_class, integer(held), optional_moment(oldest), purged))
        held, oldest = one(self._connection.execute("SELECT count(*), min(last_seen) FROM known_senders").fetchone())
        last = RetentionClass.RETURNING_SENDERS
        return [*found, ClassCount(last, integer(held), optional_moment(oldest), self._purged(last))]

    def traces(self, document_hash: str, named_in: Callable[[Parcel], bool]) -> list[RecordTrace]:
        """Records of that person, newest first."""
        own = [text(row[0]) for row in self._connection.execute(_BY_DOCUMENT, (document_hash,)).fetchall()]
        known = set(own)
        found = [self._trace(accepted, is_sender=True) for accepted in map(self._acceptances.get, own) if accepted]
        for (acceptance_id,) in self._connection.execute(_OF_SEVERAL).fetchall():
            accepted = None if acceptance_id in known else self._acceptances.get(text(acceptance_id))
            if accepted is None:
                continue
            corrections = self._repairs.corrections(accepted.message_id)
            mended = corrected_parcel(accepted.parcel, [one for sent in corrections for one in sent.made.changes])
            if named_in(accepted.parcel) or named_in(mended):
                is_sender = named_in(replace(mended, principal=None, guardian=None))
                found.append(self._trace(accepted, is_sender=is_sender))
        return sorted(found, key=lambda trace: trace.acceptance.accepted_at, reverse=True)

    def remarks(self, document_hash: str) -> int:
        """How many remarks of the province about that document are kept."""
        row = self._connection.execute(
            "SELECT count(*) FROM province_remarks WHERE document_hash = ?", (document_hash,)
        ).fetchone()
        return integer(one(row)[0])

    def _trace(self, accepted: Acceptance, *, is_sender: bool) -> RecordTrace:
        images = sum(
            one(
                self._connection.execute(
                    "SELECT count(*) FROM evidence WHERE evidence_id = ? AND purge IS NULL", (evidence_id,)
                ).fetchone()
            )[0]
            == 1
            for evidence_id in images_of(accepted.parcel)
        )
        photos = integer(one(self._connection.execute(_PHOTOS, (accepted.message_id,)).fetchone())[0])
        return RecordTrace(accepted, images, photos, is_sender)

    def _purged(self, retention_class: RetentionClass) -> int:
        row = self._connection.execute(
            "SELECT ifnull(sum(count), 0) FROM purges WHERE class = ?", (retention_class.value,)
        ).fetchone()
        return integer(one(row)[0])
