"""The outlet's statistics: the report of a period, and the masked lines behind it.

Invariants:
- Days are those of the counter's wall clock.
- Whoever is signed in may look, auditors too; nothing here changes a record.
- The report holds counts and codes only.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from app.audit_ports import AuditEntry
from app.domain.clerk import ClerkNumber
from app.domain.statistics import (
    Period,
    Rates,
    SenderClass,
    UploadDelays,
    delays_of,
    rates_by_carrier,
    rates_by_class,
    rates_by_day,
    rates_of,
)
from app.statistics_ports import CodeCount, NoteKind, RecordLine, Span
from app.usecases.counter import Counter
from sync.words import Environment

LINES_A_PAGE = 200
"""Records that are read in one go: the counter's own work waits no longer than for these."""


@dataclass(frozen=True, slots=True)
class StatisticsReport:
    """Everything that is known about a period, as it stood at ``made_at``.

    ``hours`` are accepted parcels by hour of the wall clock, ``incidents`` counts by number of the prohibited category.
    """

    outlet_name: str
    training: bool
    period: Period
    made_at: datetime
    total: Rates
    by_class: tuple[tuple[SenderClass, Rates], ...]
    by_carrier: tuple[tuple[str | None, Rates], ...]
    by_day: tuple[tuple[date, Rates], ...]
    hours: tuple[int, ...]
    uploads: UploadDelays
    refusals: tuple[CodeCount, ...]
    incidents: tuple[CodeCount, ...]
    holds: tuple[CodeCount, ...]
    photo_problems: tuple[CodeCount, ...]
    cautions: tuple[CodeCount, ...]
    late_entries: tuple[CodeCount, ...] = ()
    """Typed in from paper; each is counted on its paper's day."""


class ReadStatistics:
    """Counts a period."""

    def __init__(self, counter: Counter) -> None:
        self._counter = counter

    def __call__(self, period: Period) -> StatisticsReport:
        """Read anew. An unknown terminal has an outlet without a name."""
        span = span_of(self._counter, period)
        with self._counter.store.unit_of_work() as work:
            identity, read = work.terminal.identity(), work.statistics
            tallies = read.tallies(span)
            uploads = read.uploads(span)
            return StatisticsReport(
                outlet_name=identity.outlet_name if identity is not None else "",
                training=identity is not None and identity.environment is Environment.TRAINING,
                period=period,
                made_at=self._counter.clock.now(),
                total=rates_of(tallies),
                by_class=rates_by_class(tallies),
                by_carrier=rates_by_carrier(tallies),
                by_day=rates_by_day(tallies, period),
                hours=read.hours(span),
                uploads=delays_of(
                    uploads.delays,
                    self._counter.policy.statistics.delay_bounds,
                    waiting=uploads.waiting,
                    rejected=uploads.rejected,
                    oldest_waiting_at=uploads.oldest_waiting_at,
                ),
                refusals=tuple(read.refusals(span)),
                incidents=tuple(read.incidents(span)),
                holds=tuple(read.holds(span)),
                photo_problems=tuple(read.notes(span, NoteKind.PHOTO_PROBLEM)),
                cautions=tuple(read.notes(span, NoteKind.CAUTION)),
                late_entries=tuple(read.late_entries(span)),
            )


class ReadRecordLines:
    """Lists the accepted records of a period, masked, a page at a time."""

    def __init__(self, counter: Counter) -> None:
        self._counter = counter

    def __call__(self, period: Period, after: RecordLine | None) -> tuple[RecordLine, ...]:
        """At most :data:`LINES_A_PAGE` from behind ``after`` on, oldest first; empty at the end."""
        with self._counter.store.unit_of_work() as work:
            return tuple(work.statistics.lines(span_of(self._counter, period), after=after, limit=LINES_A_PAGE))


class NoteExport:
    """Writes into the audit trail that data leave the product, or did not after all."""

    def __init__(self, counter: Counter) -> None:
        self._counter = counter

    def __call__(self, action: str, clerk: ClerkNumber, details: dict[str, str]) -> None:
        """``action`` is ``exported`` or ``export_failed``; ``details`` are codes and counts."""
        with self._counter.store.unit_of_work() as work:
            work.audit.append(AuditEntry(self._counter.clock.now(), clerk, action, "statistics", details))


def span_of(counter: Counter, period: Period) -> Span:
    """From the first day's midnight to the one after the last day, by the counter's wall clock."""
    zone = counter.clock.local(counter.clock.now()).tzinfo
    begin = datetime.combine(period.first, time.min, zone)
    end = datetime.combine(period.last + timedelta(days=1), time.min, zone)
    return Span(begin, end, begin.utcoffset() or timedelta(0))
