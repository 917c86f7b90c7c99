"""Accepted parcels, and what each is noted for in the statistics."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Final

from app.domain.clerk import ClerkNumber
from app.domain.errors import DomainError, DomainFault
from app.domain.waybill import Waybill, main_number
from app.inspection_ports import AcceptedWaybill
from app.people_ports import DocumentUse
from app.ports import Acceptance, AcceptedBefore
from app.statistics_ports import NoteKind
from app.storage.columns import blob, integer, micros, moment, one, optional_text, text
from app.storage.connection import Connection, DriverError, Row, is_duplicate
from app.storage.parcel_codec import decoded, encoded

_ADD: Final = """
INSERT INTO acceptances
    (acceptance_id, snapshot, waybill_number, carrier, clerk, accepted_at, message_id, document_hash, phone_hash,
     sending, restricted, item_category, mark)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_ADD_NOTE: Final = """
INSERT INTO acceptance_notes (accepted_at, kind, code, acceptance_id, count) VALUES (?, ?, ?, ?, ?)
"""
_GET: Final = """
SELECT acceptance_id, snapshot, waybill_number, carrier, clerk, accepted_at, message_id, document_hash, phone_hash,
       restricted, mark
FROM acceptances WHERE acceptance_id = ?
"""
_LAST: Final = """
SELECT acceptance_id, snapshot, waybill_number, carrier, clerk, accepted_at, message_id, document_hash, phone_hash,
       restricted, mark
FROM acceptances ORDER BY number DESC LIMIT 1
"""
_OF_CONSIGNMENT: Final = """
SELECT waybill_number, acceptance_id, accepted_at FROM acceptances
WHERE waybill_number = :number OR (waybill_number >= :number || '-' AND waybill_number < :number || '.')
ORDER BY number
"""
"""The full stop follows the hyphen, so that the index over the numbers answers it."""


class StoreAcceptances:
    """ports.AcceptanceRepository."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, acceptance: Acceptance) -> None:
        """Raises DomainError(WAYBILL_ALREADY_ACCEPTED)."""
        try:
            self._connection.execute(
                _ADD,
                (
                    acceptance.acceptance_id,
                    encoded(acceptance.parcel),
                    acceptance.waybill.number,
                    acceptance.waybill.carrier,
                    acceptance.clerk,
                    micros(acceptance.accepted_at),
                    acceptance.message_id,
                    acceptance.document_hash,
                    acceptance.phone_hash,
                    acceptance.parcel.sending,
                    int(acceptance.restricted),
                    acceptance.parcel.inspection.item_category or "",
                    acceptance.mark,
                ),
            )
        except DriverError as error:
            if is_duplicate(error, "acceptances.waybill_number"):
                raise DomainError(DomainFault.WAYBILL_ALREADY_ACCEPTED) from error
            raise
        at = micros(acceptance.accepted_at)
        for (kind, code), count in Counter(_noted(acceptance)).items():
            self._connection.execute(_ADD_NOTE, (at, kind, code, acceptance.acceptance_id, count))

    def by_waybill(self, number: str) -> AcceptedBefore | None:
        """Who accepted that number, and when."""
        row = self._connection.execute(
            "SELECT acceptance_id, clerk, accepted_at FROM acceptances WHERE waybill_number = ?", (number,)
        ).fetchone()
        return None if row is None else AcceptedBefore(text(row[0]), ClerkNumber(text(row[1])), moment(row[2]))

    def of_consignment(self, number: str) -> list[AcceptedWaybill]:
        """What was accepted under that main number, with its sub-parcels, in the order of acceptance."""
        rows = self._connection.execute(_OF_CONSIGNMENT, {"number": number}).fetchall()
        found = (AcceptedWaybill(text(row[0]), text(row[1]), moment(row[2])) for row in rows)
        return [each for each in found if main_number(each.waybill_number) == number]

    def get(self, acceptance_id: str) -> Acceptance | None:
        """By id."""
        return _acceptance(self._connection.execute(_GET, (acceptance_id,)).fetchone())

    def of_message(self, message_id: str) -> Acceptance | None:
        """The one that this message tells about."""
        row = self._connection.execute(
            "SELECT acceptance_id FROM acceptances WHERE message_id = ?", (message_id,)
        ).fetchone()
        return None if row is None else self.get(text(row[0]))

    def last(self) -> Acceptance | None:
        """The one that was added last, whatever the clock said."""
        return _acceptance(self._connection.execute(_LAST).fetchone())

    def count_since(self, moment: datetime) -> int:
        """How many were accepted at or after ``moment``."""
        row = one(
            self._connection.execute(
                "SELECT count(*) FROM acceptances WHERE accepted_at >= ?", (micros(moment),)
            ).fetchone()
        )
        return integer(row[0])

    def waybills_of(self, document_hash: str, since: datetime) -> list[str]:
        """Waybills accepted with that document at or after ``since``, oldest first."""
        rows = self._connection.execute(
            "SELECT waybill_number FROM acceptances INDEXED BY acceptances_by_document"
            " WHERE document_hash = ? AND document_hash <> '' AND accepted_at >= ? ORDER BY accepted_at, number",
            (document_hash, micros(since)),
        )
        return [text(row[0]) for row in rows]

    def use_of(self, document_hash: str, *, today: datetime, since: datetime) -> DocumentUse:
        """How the document was used here; an index over keyed hashes answers it."""
        rows = self._connection.execute(
            "SELECT phone_hash, sum(accepted_at >= ?) FROM acceptances INDEXED BY acceptances_by_document"
            " WHERE document_hash = ? AND document_hash <> '' AND accepted_at >= ? GROUP BY phone_hash",
            (micros(today), document_hash, min(micros(today), micros(since))),
        ).fetchall()
        return DocumentUse(
            parcels_today=sum(integer(row[1]) for row in rows),
            phone_hashes=frozenset(text(row[0]) for row in rows if row[0]),
        )


def _noted(acceptance: Acceptance) -> Iterator[tuple[NoteKind, str]]:
    parcel = acceptance.parcel
    for photo in parcel.inspection.photos:
        if photo.judgement is not None:
            yield from ((NoteKind.PHOTO_PROBLEM, problem.value) for problem in photo.judgement.problems)
    yield from ((NoteKind.CAUTION, entry.caution) for entry in parcel.answered)


def _acceptance(row: Row | None) -> Acceptance | None:
    if row is None:
        return None
    (
        acceptance_id,
        snapshot,
        waybill_number,
        carrier,
        clerk,
        accepted_at,
        message_id,
        document_hash,
        phone_hash,
        restricted,
        mark,
    ) = row
    return Acceptance(
        acceptance_id=text(acceptance_id),
        parcel=decoded(blob(snapshot)),
        waybill=Waybill(text(waybill_number), optional_text(carrier)),
        clerk=ClerkNumber(text(clerk)),
        accepted_at=moment(accepted_at),
        message_id=text(message_id),
        document_hash=text(document_hash),
        phone_hash=text(phone_hash),
        restricted=bool(integer(restricted)),
        mark=text(mark),
    )
