"""What the province returned, its corrections, and what was given up.

Invariants:
- Every list starts from the partial indexes of what is rejected: its cost does not grow with the store.
"""

from datetime import datetime
from typing import Final

from app.domain.clerk import ClerkNumber
from app.domain.errors import DomainError, DomainFault
from app.repair_ports import Correction, GivenUp, RepairStanding, RepairSubject, Returned, SentCorrection
from app.storage.columns import blob, integer, micros, moment, optional_text, text
from app.storage.connection import Connection, DriverError, Row, is_duplicate
from app.storage.correction_codec import decoded_changes, encoded_changes
from sync.state import EVIDENCE_STEPS, EvidenceEvent, EvidenceState, MessageState
from sync.words import Kind

_GIVEN_UP: Final = """
CASE WHEN EXISTS (SELECT 1 FROM repairs_given_up AS word
                  WHERE word.subject = '{subject}' AND word.identifier = {name} AND word.taken_up_at IS NULL)
THEN 'given_up' ELSE '{other}' END
"""
_FILE_STANDING: Final = _GIVEN_UP.format(subject="evidence", name="e.evidence_id", other="open")
_MESSAGE_STANDING: Final = """
CASE (SELECT last.state FROM corrections AS made JOIN outbox AS last ON last.message_id = made.message_id
      WHERE made.original_id = o.message_id ORDER BY last.sequence DESC LIMIT 1)
WHEN 'pending' THEN 'correction_waiting' WHEN 'leased' THEN 'correction_waiting'
WHEN 'delivered' THEN {settling} ELSE {open} END
"""
_STANDING: Final = _MESSAGE_STANDING.format(
    settling=_GIVEN_UP.format(subject="message", name="o.message_id", other="settling"),
    open=_GIVEN_UP.format(subject="message", name="o.message_id", other="open"),
)
_STANDS_WITH_ITS_RECORD: Final = """
o.kind = 'correction' AND EXISTS (
    SELECT 1 FROM corrections AS made JOIN outbox AS record ON record.message_id = made.original_id
    WHERE made.message_id = o.message_id AND record.state = 'rejected')
"""
_MESSAGES: Final = """
SELECT 'message', o.message_id, o.message_id, o.kind, o.subject_id, o.sequence, o.created_at, o.attempts,
       o.last_outcome, o.rejected_pointer, o.rejected_detail
FROM outbox AS o {how} WHERE o.state = 'rejected' AND {which}
"""
_FILES: Final = """
SELECT 'evidence', e.evidence_id, o.message_id, o.kind, o.subject_id, o.sequence, e.created_at, e.attempts,
       e.last_outcome, e.rejected_pointer, e.rejected_detail
FROM evidence AS e {how} JOIN outbox AS o ON o.sequence = e.message_sequence WHERE e.state = 'rejected' AND {which}
"""
_SOME_MESSAGES: Final = _MESSAGES.format(
    how="INDEXED BY outbox_rejected",
    which=f"NOT ({_STANDS_WITH_ITS_RECORD}) AND {_STANDING} = ? ORDER BY o.sequence LIMIT ?",
)
_ONE_MESSAGE: Final = _MESSAGES.format(how="", which="o.message_id = ?")
_SOME_FILES: Final = _FILES.format(
    how="INDEXED BY evidence_rejected", which=f"{_FILE_STANDING} = ? ORDER BY e.number LIMIT ?"
)
_ONE_FILE: Final = _FILES.format(how="", which="e.evidence_id = ?")
_STANDINGS: Final = f"""
SELECT standing, count(*) FROM (
    SELECT {_STANDING} AS standing FROM outbox AS o INDEXED BY outbox_rejected
    WHERE o.state = 'rejected' AND NOT ({_STANDS_WITH_ITS_RECORD})
    UNION ALL
    SELECT {_FILE_STANDING} FROM evidence AS e INDEXED BY evidence_rejected
    JOIN outbox AS o ON o.sequence = e.message_sequence WHERE e.state = 'rejected')
GROUP BY standing
"""  # noqa: S608 # our own words
_CORRECTIONS: Final = """
SELECT c.message_id, c.original_id, c.reason, c.clerk, c.supervisor, c.corrected_at, c.changes,
       o.state, o.last_outcome, o.rejected_pointer, o.rejected_detail
FROM corrections AS c JOIN outbox AS o ON o.message_id = c.message_id
WHERE c.original_id = ? ORDER BY o.sequence
"""


class StoreRepairs:
    """repair_ports.RepairRepository."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def returned(self, standing: RepairStanding, *, limit: int) -> list[Returned]:
        """Messages first, then files; each oldest first."""
        rows = self._connection.execute(_SOME_MESSAGES, (standing.value, limit)).fetchall()
        rows += self._connection.execute(_SOME_FILES, (standing.value, limit)).fetchall()
        return [_returned(row) for row in rows]

    def standings(self) -> dict[RepairStanding, int]:
        """How many stand where."""
        rows = self._connection.execute(_STANDINGS)
        return {RepairStanding(text(standing)): integer(count) for standing, count in rows}

    def returned_one(self, subject: RepairSubject, identifier: str) -> Returned | None:
        """By id."""
        query = _ONE_MESSAGE if subject is RepairSubject.MESSAGE else _ONE_FILE
        row = self._connection.execute(query, (identifier,)).fetchone()
        return None if row is None else _returned(row)

    def requeue_file(self, evidence_id: str) -> None:
        """Put a returned file back, due at once. Raises DomainError(STEP_NOT_ALLOWED) for any other state."""
        row = self._connection.execute("SELECT state FROM evidence WHERE evidence_id = ?", (evidence_id,)).fetchone()
        after = None if row is None else EVIDENCE_STEPS.get((EvidenceState(text(row[0])), EvidenceEvent.REQUEUED))
        if after is None:
            raise DomainError(DomainFault.STEP_NOT_ALLOWED)
        self._connection.execute(
            "UPDATE evidence SET state = ?, not_before = NULL, due_at = 0, upload_url = NULL, bytes_confirmed = 0,"
            " rejected_pointer = NULL, rejected_detail = NULL WHERE evidence_id = ?",
            (after.value, evidence_id),
        )

    def add_correction(self, correction: Correction) -> None:
        """Keep it; the schema wants its message to be there at the commit."""
        self._connection.execute(
            "INSERT INTO corrections (message_id, original_id, reason, clerk, supervisor, corrected_at, changes)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                correction.message_id,
                correction.original_id,
                correction.reason,
                correction.clerk,
                correction.supervisor,
                micros(correction.corrected_at),
                encoded_changes(correction.changes, correction.salt),
            ),
        )

    def corrections(self, original_id: str) -> list[SentCorrection]:
        """Oldest first."""
        return [_sent(row) for row in self._connection.execute(_CORRECTIONS, (original_id,))]

    def give_up(self, given_up: GivenUp) -> None:
        """Raises DomainError(STEP_NOT_ALLOWED) for what is given up already."""
        try:
            self._connection.execute(
                "INSERT INTO repairs_given_up (subject, identifier, reason, supervisor, given_up_at)"
                " VALUES (?, ?, ?, ?, ?)",
                (
                    given_up.subject.value,
                    given_up.identifier,
                    given_up.reason,
                    given_up.supervisor,
                    micros(given_up.given_up_at),
                ),
            )
        except DriverError as error:
            if is_duplicate(error, "repairs_given_up.subject, repairs_given_up.identifier"):
                raise DomainError(DomainFault.STEP_NOT_ALLOWED, "given_up") from error
            raise

    def take_up(self, subject: RepairSubject, identifier: str, at: datetime) -> None:
        """It is worked on again."""
        self._connection.execute(
            "UPDATE repairs_given_up SET taken_up_at = ? WHERE subject = ? AND identifier = ? AND taken_up_at IS NULL",
            (micros(at), subject.value, identifier),
        )

    def given_up(self, subject: RepairSubject, identifier: str) -> GivenUp | None:
        """The word that is in force."""
        row = self._connection.execute(
            "SELECT reason, supervisor, given_up_at FROM repairs_given_up"
            " WHERE subject = ? AND identifier = ? AND taken_up_at IS NULL",
            (subject.value, identifier),
        ).fetchone()
        if row is None:
            return None
        reason, supervisor, at = row
        return GivenUp(subject, identifier, text(reason), ClerkNumber(text(supervisor)), moment(at))


def _returned(row: Row) -> Returned:
    subject, identifier, message_id, kind, subject_id, sequence, made_at, attempts, code, pointer, detail = row
    return Returned(
        subject=RepairSubject(text(subject)),
        identifier=text(identifier),
        message_id=text(message_id),
        kind=Kind(text(kind)),
        subject_id=text(subject_id),
        sequence=integer(sequence),
        made_at=moment(made_at),
        attempts=integer(attempts),
        code=optional_text(code) or "",
        pointer=optional_text(pointer),
        detail=optional_text(detail) or "",
    )


def _sent(row: Row) -> SentCorrection:
    message_id, original_id, reason, clerk, supervisor, at, kept, state, code, pointer, detail = row
    changes, salt = decoded_changes(blob(kept))
    word = optional_text(supervisor)
    made = Correction(
        message_id=text(message_id),
        original_id=text(original_id),
        reason=text(reason),
        clerk=ClerkNumber(text(clerk)),
        supervisor=ClerkNumber(word) if word is not None else None,
        corrected_at=moment(at),
        changes=changes,
        salt=salt,
    )
    return SentCorrection(
        made, MessageState(text(state)), optional_text(code), optional_text(pointer), optional_text(detail) or ""
    )
