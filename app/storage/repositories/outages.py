"""Planned outages, interruptions, and the messages that tell about them."""

from datetime import datetime
from typing import Final

from app.domain.clerk import ClerkNumber
from app.domain.errors import DomainError, DomainFault
from app.domain.outage import Filing, Interruption, PlannedOutage
from app.interruption_ports import FiledMessage, OutageFiling
from app.storage.columns import (
    blob,
    integer,
    micros,
    moment,
    optional_integer,
    optional_micros,
    optional_moment,
    optional_text,
    text,
)
from app.storage.connection import Connection, Row
from app.storage.outage_codec import decoded_form, decoded_signs, encoded_form, encoded_signs
from sync.state import MessageState

_PLANS: Final = """
SELECT notice_id, begins_at, ends_at, form, filed_by, filed_at, withdrawn_by, withdrawn_at FROM planned_outages
"""
_SAVE_PLAN: Final = """
INSERT INTO planned_outages (notice_id, begins_at, ends_at, form, filed_by, filed_at, withdrawn_by, withdrawn_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (notice_id) DO UPDATE SET withdrawn_by = excluded.withdrawn_by, withdrawn_at = excluded.withdrawn_at
WHERE withdrawn_at IS NULL
"""
_INTERRUPTIONS: Final = """
SELECT interruption_id, began_at, noticed_at, signs, notice_id, form, reported_at, restored_at, ended_at, late_records
FROM interruptions
"""
_SAVE: Final = """
INSERT INTO interruptions (interruption_id, began_at, noticed_at, signs, notice_id, form, reported_at, restored_at,
                           ended_at, late_records)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (interruption_id) DO UPDATE SET
    form = excluded.form, reported_at = excluded.reported_at, restored_at = excluded.restored_at,
    ended_at = excluded.ended_at, late_records = excluded.late_records
"""
_FILINGS: Final = """
SELECT told.message_id, told.subject_id, told.filing, told.clerk, told.filed_at,
       sent.sequence, sent.digest, sent.state, sent.last_outcome, sent.delivered_at, sent.receipt
FROM outage_filings AS told JOIN outbox AS sent ON sent.message_id = told.message_id
WHERE told.subject_id = ? ORDER BY sent.sequence
"""


class StoreOutages:
    """interruption_ports.OutageRepository."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def save_plan(self, plan: PlannedOutage) -> None:
        """Insert, or keep that it was withdrawn. Raises DomainError(STEP_NOT_ALLOWED) for a withdrawn one."""
        saved = self._connection.execute(
            _SAVE_PLAN,
            (
                plan.notice_id,
                micros(plan.begins_at),
                micros(plan.ends_at),
                encoded_form(plan.form),
                plan.filed_by,
                micros(plan.filed_at),
                plan.withdrawn_by,
                optional_micros(plan.withdrawn_at),
            ),
        )
        if saved.rowcount != 1:
            raise DomainError(DomainFault.STEP_NOT_ALLOWED, "withdrawn")

    def plan(self, notice_id: str) -> PlannedOutage | None:
        """By id."""
        row = self._connection.execute(f"{_PLANS} WHERE notice_id = ?", (notice_id,)).fetchone()
        return None if row is None else _plan(row)

    def plan_covering(self, moment: datetime) -> PlannedOutage | None:
        """One that was announced for that moment and not withdrawn; the one filed first."""
        at = micros(moment)
        row = self._connection.execute(
            f"{_PLANS} WHERE begins_at <= ? AND ends_at >= ? AND withdrawn_at IS NULL ORDER BY number LIMIT 1", (at, at)
        ).fetchone()
        return None if row is None else _plan(row)

    def plans(self, *, limit: int) -> list[PlannedOutage]:
        """The latest beginning first."""
        rows = self._connection.execute(f"{_PLANS} ORDER BY begins_at DESC, number DESC LIMIT ?", (limit,))
        return [_plan(row) for row in rows]

    def save(self, interruption: Interruption) -> None:
        """Insert or replace by id; one is open at most (StoreRuleError)."""
        self._connection.execute(
            _SAVE,
            (
                interruption.interruption_id,
                micros(interruption.began_at),
                micros(interruption.noticed_at),
                encoded_signs(interruption.signs),
                interruption.notice_id,
                encoded_form(interruption.form),
                optional_micros(interruption.reported_at),
                optional_micros(interruption.restored_at),
                optional_micros(interruption.ended_at),
                interruption.late_records,
            ),
        )

    def open_one(self) -> Interruption | None:
        """The interruption that has not ended."""
        row = self._connection.execute(f"{_INTERRUPTIONS} WHERE ended_at IS NULL").fetchone()
        return None if row is None else _interruption(row)

    def get(self, interruption_id: str) -> Interruption | None:
        """By id."""
        row = self._connection.execute(f"{_INTERRUPTIONS} WHERE interruption_id = ?", (interruption_id,)).fetchone()
        return None if row is None else _interruption(row)

    def covering(self, moment: datetime) -> Interruption | None:
        """One that had begun and not ended at that moment; the one that began last."""
        at = micros(moment)
        row = self._connection.execute(
            f"{_INTERRUPTIONS} WHERE began_at <= ? AND (ended_at IS NULL OR ended_at >= ?)"
            " ORDER BY began_at DESC, number DESC LIMIT 1",
            (at, at),
        ).fetchone()
        return None if row is None else _interruption(row)

    def page(self, *, limit: int) -> list[Interruption]:
        """The latest beginning first."""
        rows = self._connection.execute(f"{_INTERRUPTIONS} ORDER BY began_at DESC, number DESC LIMIT ?", (limit,))
        return [_interruption(row) for row in rows]

    def add_filing(self, filing: OutageFiling) -> None:
        """Its message must be in the outbox (StoreRuleError)."""
        self._connection.execute(
            "INSERT INTO outage_filings (message_id, subject_id, filing, clerk, filed_at) VALUES (?, ?, ?, ?, ?)",
            (filing.message_id, filing.subject_id, filing.filing.value, filing.clerk, micros(filing.filed_at)),
        )

    def filings(self, subject_id: str) -> list[FiledMessage]:
        """What was told about that outage, oldest first."""
        return [_filed(row) for row in self._connection.execute(_FILINGS, (subject_id,))]


def _plan(row: Row) -> PlannedOutage:
    withdrawn_by = optional_text(row[6])
    return PlannedOutage(
        notice_id=text(row[0]),
        begins_at=moment(row[1]),
        ends_at=moment(row[2]),
        form=decoded_form(blob(row[3])),
        filed_by=ClerkNumber(text(row[4])),
        filed_at=moment(row[5]),
        withdrawn_by=None if withdrawn_by is None else ClerkNumber(withdrawn_by),
        withdrawn_at=optional_moment(row[7]),
    )


def _interruption(row: Row) -> Interruption:
    return Interruption(
        interruption_id=text(row[0]),
        began_at=moment(row[1]),
        noticed_at=moment(row[2]),
        signs=decoded_signs(text(row[3])),
        notice_id=optional_text(row[4]),
        form=decoded_form(blob(row[5])),
        reported_at=optional_moment(row[6]),
        restored_at=optional_moment(row[7]),
        ended_at=optional_moment(row[8]),
        late_records=optional_integer(row[9]),
    )


def _filed(row: Row) -> FiledMessage:
    clerk = optional_text(row[3])
    told = OutageFiling(
        message_id=text(row[0]),
        subject_id=text(row[1]),
        filing=Filing(text(row[2])),
        clerk=None if clerk is None else ClerkNumber(clerk),
        filed_at=moment(row[4]),
    )
    return FiledMessage(
        told=told,
        sequence=integer(row[5]),
        digest=text(row[6]),
        state=MessageState(text(row[7])),
        last_outcome=optional_text(row[8]),
        delivered_at=optional_moment(row[9]),
        receipt=optional_text(row[10]),
    )
