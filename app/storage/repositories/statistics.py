"""Counts over the records of some days, and the records' own lines, masked.

Invariants:
- No record is opened to be counted: covering indexes answer, and what lacks something, which is rare, is counted apart.
- Only :meth:`StoreStatistics.lines` reads snapshots, and only those of its page.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Final, TypeAlias

from app.domain.clerk import ClerkNumber
from app.domain.sending import Sending
from app.domain.statistics import SenderClass, Tally, class_of
from app.statistics_ports import CodeCount, NoteKind, RecordLine, Span, Uploads
from app.storage.columns import (
    blob,
    integer,
    micros,
    moment,
    one,
    optional_integer,
    optional_moment,
    optional_text,
    text,
)
from app.storage.connection import Connection, Row, SqlValue
from app.storage.parcel_codec import decoded
from app.storage.repositories.records import masked_sender
from app.storage.repositories.screenings import screening_from_row
from sync.state import MessageState

_HOURS_A_DAY: Final = 24
_START: Final = -1
"""Before the first record of any store."""

_STOPPED, _PASSED, _DUE = 0, 1, 2
# The outcome of the screening is part of the key: it is looked up once for each record.
_TALLIES: Final = f"""
SELECT (accepted_at + :offset) / 86400000000, sending, carrier,
       (SELECT ifnull(passed, {_DUE}) FROM screenings WHERE screenings.acceptance_id = accepted.acceptance_id
        ORDER BY number DESC LIMIT 1),
       count(*)
FROM acceptances AS accepted INDEXED BY acceptances_for_rates
WHERE accepted_at >= :begin AND accepted_at < :end
GROUP BY 1, 2, 3, 4
"""  # noqa: S608 # a number of our own
_LACKING: Final = """
SELECT (accepted_at + :offset) / 86400000000, sending, carrier, count(*)
FROM acceptances INDEXED BY {index}
WHERE {condition} AND accepted_at >= :begin AND accepted_at < :end
GROUP BY 1, 2, 3
"""
_UNIDENTIFIED: Final = _LACKING.format(
    index="acceptances_without_identity", condition="document_hash = '' AND sending NOT IN ('agreement', 'letter')"
)
_UNMARKED: Final = _LACKING.format(index="acceptances_without_mark", condition="mark = '' AND sending <> 'letter'")
_HOURS: Final = """
SELECT (accepted_at + :offset) / 3600000000 % 24, count(*)
FROM acceptances INDEXED BY acceptances_for_rates
WHERE accepted_at >= :begin AND accepted_at < :end GROUP BY 1
"""
# A message is created with its record, so both have the same time.
_DELAYS: Final = """
SELECT max(0, delivered_at - created_at) / 1000000, count(*) FROM outbox INDEXED BY outbox_delivered
WHERE state = 'delivered' AND kind = 'acceptance' AND created_at >= :begin AND created_at < :end
GROUP BY 1 ORDER BY 1
"""
_WAITING: Final = """
SELECT count(*), min(created_at) FROM outbox INDEXED BY outbox_waiting
WHERE state IN ('pending', 'leased') AND kind = 'acceptance' AND created_at >= :begin AND created_at < :end
"""
_REJECTED: Final = """
SELECT count(*) FROM outbox INDEXED BY outbox_rejected
WHERE state = 'rejected' AND kind = 'acceptance' AND created_at >= :begin AND created_at < :end
"""
_REFUSALS: Final = """
SELECT reason, count(*) FROM refusals WHERE refused_at >= :begin AND refused_at < :end
GROUP BY reason ORDER BY 2 DESC, 1
"""
_INCIDENTS: Final = """
SELECT ifnull(category, '') || '', count(*) FROM incidents WHERE opened_at >= :begin AND opened_at < :end
GROUP BY category ORDER BY 2 DESC, category
"""
_HOLDS: Final = """
SELECT reason, count(*) FROM holds WHERE placed_at >= :begin AND placed_at < :end
GROUP BY reason ORDER BY 2 DESC, 1
"""
_NOTES: Final = """
SELECT code, sum(count) FROM acceptance_notes
WHERE kind = :kind AND accepted_at >= :begin AND accepted_at < :end
GROUP BY code ORDER BY 2 DESC, 1
"""
_LATE_ENTRIES: Final = """
SELECT reason, count(*) FROM late_entries INDEXED BY late_entries_by_time
WHERE accepted_at >= :begin AND accepted_at < :end
GROUP BY reason ORDER BY 2 DESC, 1
"""
_LINES: Final = """
SELECT accepted.number, accepted.waybill_number, accepted.carrier, accepted.restricted, accepted.sending,
       accepted.item_category, accepted.mark, accepted.clerk, accepted.accepted_at, accepted.snapshot,
       accepted.text_purge IS NOT NULL,
       message.state, message.delivered_at,
       screened.place, screened.machine, screened.inspector, screened.passed, screened.clerk, screened.recorded_at
FROM acceptances AS accepted INDEXED BY acceptances_by_time
JOIN outbox AS message ON message.message_id = accepted.message_id
LEFT JOIN screenings AS screened ON screened.number =
    (SELECT max(number) FROM screenings WHERE acceptance_id = accepted.acceptance_id)
WHERE (accepted.accepted_at, accepted.number) > (:from_at, :from_number) AND accepted.accepted_at < :end
ORDER BY accepted.accepted_at, accepted.number LIMIT :limit
"""
_EPOCH_DAY: Final = 719_163
"""1970-01-01 as ``date.toordinal`` counts."""

Cell: TypeAlias = tuple[int, str, str | None]
"""Day since the epoch, sending, carrier."""


class StoreStatistics:
    """statistics_ports.StatisticsRepository."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def tallies(self, span: Span) -> list[Tally]:
        """By day, class and carrier, in that order."""
        unidentified, unmarked = self._lacking(_UNIDENTIFIED, span), self._lacking(_UNMARKED, span)
        sums: dict[tuple[date, SenderClass, str | None], list[int]] = {}
        for cell, outcomes in self._outcomes(span).items():
            day, sending, carrier = cell
            accepted = outcomes.total()
            counts = (
                accepted,
                accepted - unidentified.get(cell, 0),
                accepted - unmarked.get(cell, 0),
                *(outcomes[outcome] for outcome in (_PASSED, _STOPPED, _DUE)),
            )
            key = (date.fromordinal(_EPOCH_DAY + day), class_of(Sending(sending)), carrier)
            sums[key] = [sum(both) for both in zip(sums.get(key, [0] * 6), counts, strict=True)]
        ordered = sorted(sums.items(), key=lambda item: (item[0][0], item[0][1], item[0][2] or ""))
        return [Tally(*key, *counts) for key, counts in ordered]

    def hours(self, span: Span) -> tuple[int, ...]:
        """Accepted parcels, letters too, by the 24 hours of the wall clock."""
        found = {integer(row[0]): integer(row[1]) for row in self._connection.execute(_HOURS, _bounds(span))}
        return tuple(found.get(hour, 0) for hour in range(_HOURS_A_DAY))

    def uploads(self, span: Span) -> Uploads:
        """Of the acceptances; the shortest delay first."""
        bounds = _bounds(span)
        waiting, oldest = one(self._connection.execute(_WAITING, bounds).fetchone())
        rejected = one(self._connection.execute(_REJECTED, bounds).fetchone())[0]
        return Uploads(
            delays=tuple(
                (timedelta(seconds=integer(seconds)), integer(count))
                for seconds, count in self._connection.execute(_DELAYS, bounds).fetchall()
            ),
            waiting=integer(waiting),
            rejected=integer(rejected),
            oldest_waiting_at=optional_moment(oldest),
        )

    def refusals(self, span: Span) -> list[CodeCount]:
        """By coded reason, the most frequent first."""
        return self._counted(_REFUSALS, _bounds(span))

    def incidents(self, span: Span) -> list[CodeCount]:
        """By the number of the prohibited category ("" while nobody knows it), the most frequent first."""
        return self._counted(_INCIDENTS, _bounds(span))

    def holds(self, span: Span) -> list[CodeCount]:
        """Waybills that were frozen, by coded reason, the most frequent first; released ones too."""
        return self._counted(_HOLDS, _bounds(span))

    def notes(self, span: Span, kind: NoteKind) -> list[CodeCount]:
        """What accepted records are noted for, by code, the most frequent first."""
        return self._counted(_NOTES, {**_bounds(span), "kind": kind.value})

    def late_entries(self, span: Span) -> list[CodeCount]:
        """Those typed in from paper, by coded reason, the most frequent first."""
        return self._counted(_LATE_ENTRIES, _bounds(span))

    def lines(self, span: Span, *, after: RecordLine | None, limit: int) -> list[RecordLine]:
        """Accepted parcels, oldest first, from behind ``after`` on."""
        parameters: dict[str, SqlValue] = {
            "from_at": micros(span.begin if after is None else after.accepted_at),
            "from_number": _START if after is None else after.number,
            "end": micros(span.end),
            "limit": limit,
        }
        return [_line(row) for row in self._connection.execute(_LINES, parameters).fetchall()]

    def _outcomes(self, span: Span) -> dict[Cell, Counter[int | None]]:
        """How many records have which outcome of their last screening."""
        cells: dict[Cell, Counter[int | None]] = {}
        for *values, outcome, count in self._connection.execute(_TALLIES, _bounds(span)):
            cells.setdefault(_cell(values), Counter())[optional_integer(outcome)] = integer(count)
        return cells

    def _lacking(self, statement: str, span: Span) -> dict[Cell, int]:
        rows = self._connection.execute(statement, _bounds(span)).fetchall()
        return {_cell(values): integer(count) for *values, count in rows}

    def _counted(self, statement: str, parameters: Mapping[str, SqlValue]) -> list[CodeCount]:
        rows = self._connection.execute(statement, parameters).fetchall()
        return [CodeCount(text(code), integer(count)) for code, count in rows]


def _bounds(span: Span) -> dict[str, SqlValue]:
    return {
        "begin": micros(span.begin),
        "end": micros(span.end),
        "offset": span.offset // timedelta(microseconds=1),
    }


def _cell(values: Sequence[SqlValue]) -> Cell:
    day, sending, carrier = values
    return integer(day), text(sending), optional_text(carrier)


def _line(row: Row) -> RecordLine:
    number, waybill, carrier, restricted, sending, category, mark, clerk, at, *rest = row
    snapshot, purged, state, delivered, *screened = rest
    hidden, parcel = bool(integer(restricted)), decoded(blob(snapshot))
    return RecordLine(
        number=integer(number),
        waybill_number=text(waybill),
        carrier=optional_text(carrier),
        sender_masked="" if hidden else masked_sender(parcel),
        restricted=hidden,
        sending=Sending(text(sending)),
        item_category=text(category) or None,
        mark=text(mark),
        screening=screening_from_row(tuple(screened)) if screened[0] is not None else None,
        clerk=ClerkNumber(text(clerk)),
        accepted_at=moment(at),
        message_state=MessageState(text(state)),
        delivered_at=optional_moment(delivered),
        text_purged=bool(integer(purged)),
        late=parcel.late is not None,
    )
