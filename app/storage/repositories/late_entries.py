"""What was typed in from paper (补录), by its form: acceptances, and what an incident has frozen."""

import json
from collections.abc import Collection
from typing import Final

from app.domain.errors import DomainError, DomainFault
from app.domain.late_entry import LateProblem
from app.interruption_ports import LateRecord
from app.storage.columns import integer, micros, one, text
from app.storage.connection import Connection, DriverError, is_duplicate

_ADD: Final = """
INSERT INTO late_entries (form_number, acceptance_id, message_id, accepted_at, entered_at, outage_id, reason)
VALUES (?, ?, ?, ?, ?, ?, ?)
"""
_FORM_USED: Final = """
SELECT 1 FROM late_entries WHERE form_number = ? UNION ALL SELECT 1 FROM late_forms_frozen WHERE form_number = ?
"""


class StoreLateEntries:
    """interruption_ports.LateEntryRepository."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, record: LateRecord) -> None:
        """Raises DomainError(LATE_ENTRY_REFUSED) for a form that was typed in before."""
        try:
            self._connection.execute(
                _ADD,
                (
                    record.form_number,
                    record.acceptance_id,
                    record.message_id,
                    micros(record.accepted_at),
                    micros(record.entered_at),
                    record.outage_id,
                    record.reason,
                ),
            )
        except DriverError as error:
            if is_duplicate(error, "late_entries.form_number"):
                raise DomainError(DomainFault.LATE_ENTRY_REFUSED, LateProblem.FORM_USED.value) from error
            raise

    def freeze(self, form_number: str, incident_id: str) -> None:
        """An incident holds the parcel of that form."""
        self._connection.execute(
            "INSERT INTO late_forms_frozen (form_number, incident_id) VALUES (?, ?)", (form_number, incident_id)
        )

    def form_used(self, form_number: str) -> bool:
        """Whether that form was typed in already: accepted, or frozen."""
        return self._connection.execute(_FORM_USED, (form_number, form_number)).fetchone() is not None

    def among(self, message_ids: Collection[str]) -> frozenset[str]:
        """Those of the messages that tell of a late entry."""
        rows = self._connection.execute(
            "SELECT message_id FROM late_entries WHERE message_id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(message_ids)),),
        )
        return frozenset(text(row[0]) for row in rows)

    def count(self) -> int:
        """How many acceptances there are."""
        return integer(one(self._connection.execute("SELECT count(*) FROM late_entries").fetchone())[0])
