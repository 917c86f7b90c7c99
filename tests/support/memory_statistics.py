"""In-memory statistics, counted record by record; the contract suite runs on them and on the real ones."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Protocol

from app.domain.masking import masked_name
from app.domain.sending import Sending
from app.domain.statistics import SenderClass, Tally, class_of
from app.inspection_ports import ScreeningRepository
from app.ports import Acceptance, QueuedMessage, Refusal
from app.statistics_ports import CodeCount, NoteKind, RecordLine, Span, Uploads
from sync.state import MessageState
from tests.support.memory_incidents import IncidentTables


class QueuedStanding(Protocol):
    """A queued message and where it stands."""

    @property
    def message(self) -> QueuedMessage: ...

    @property
    def state(self) -> MessageState: ...

    @property
    def delivered_at(self) -> datetime | None: ...


class MemoryStatistics:
    """statistics_ports.StatisticsRepository."""

    def __init__(
        self,
        acceptances: Mapping[str, Acceptance],
        refusals: Mapping[str, Refusal],
        outbox: Mapping[str, QueuedStanding],
        screenings: ScreeningRepository,
        incidents: IncidentTables,
    ) -> None:
        self._acceptances = acceptances
        self._refusals = refusals
        self._outbox = outbox
        self._screenings = screenings
        self._incidents = incidents

    def tallies(self, span: Span) -> list[Tally]:
        groups: dict[tuple[object, SenderClass, str | None], list[Acceptance]] = {}
        for kept in self._in(span):
            day = _wall_clock(kept.accepted_at, span).date()
            groups.setdefault((day, class_of(kept.parcel.sending), kept.waybill.carrier), []).append(kept)
        tallies = [self._tally(span, group) for group in groups.values()]
        return sorted(tallies, key=lambda tally: (tally.day, tally.sender_class, tally.carrier or ""))

    def hours(self, span: Span) -> tuple[int, ...]:
        found = Counter(_wall_clock(kept.accepted_at, span).hour for kept in self._in(span))
        return tuple(found[hour] for hour in range(24))

    def uploads(self, span: Span) -> Uploads:
        queued = [self._outbox[kept.message_id] for kept in self._in(span)]
        waiting = [kept for kept in queued if kept.state in (MessageState.PENDING, MessageState.LEASED)]
        delays = Counter(
            max(kept.delivered_at - kept.message.created_at, timedelta(0)) // timedelta(seconds=1)
            for kept in queued
            if kept.delivered_at is not None
        )
        return Uploads(
            delays=tuple((timedelta(seconds=seconds), count) for seconds, count in sorted(delays.items())),
            waiting=len(waiting),
            rejected=sum(kept.state is MessageState.REJECTED for kept in queued),
            oldest_waiting_at=min((kept.message.created_at for kept in waiting), default=None),
        )

    def refusals(self, span: Span) -> list[CodeCount]:
        return _counted(kept.reason for kept in self._refusals.values() if _within(span, kept.refused_at))

    def incidents(self, span: Span) -> list[CodeCount]:
        return _counted(
            "" if kept.category is None else str(kept.category)
            for kept in self._incidents.incidents.values()
            if _within(span, kept.opened_at)
        )

    def holds(self, span: Span) -> list[CodeCount]:
        return _counted(kept.reason for kept in self._incidents.holds.values() if _within(span, kept.placed_at))

    def notes(self, span: Span, kind: NoteKind) -> list[CodeCount]:
        return _counted(code for kept in self._in(span) for code in _noted(kept, kind))

    def lines(self, span: Span, *, after: RecordLine | None, limit: int) -> Sequence[RecordLine]:
        numbered = [
            (kept.accepted_at, number, kept)
            for number, kept in enumerate(self._acceptances.values(), start=1)
            if _within(span, kept.accepted_at)
        ]
        ordered = sorted(numbered, key=lambda entry: entry[:2])
        if after is not None:
            ordered = [entry for entry in ordered if entry[:2] > (after.accepted_at, after.number)]
        return [self._line(number, kept) for _, number, kept in ordered[:limit]]

    def late_entries(self, span: Span) -> list[CodeCount]:
        return _counted(kept.parcel.late.reason for kept in self._in(span) if kept.parcel.late is not None)

    def _in(self, span: Span) -> list[Acceptance]:
        return [kept for kept in self._acceptances.values() if _within(span, kept.accepted_at)]

    def _tally(self, span: Span, group: Sequence[Acceptance]) -> Tally:
        screenings = [self._screenings.last(kept.acceptance_id) for kept in group]
        outcomes = [screening.passed for screening in screenings if screening is not None]
        free = (Sending.AGREEMENT, Sending.LETTER)
        return Tally(
            day=_wall_clock(group[0].accepted_at, span).date(),
            sender_class=class_of(group[0].parcel.sending),
            carrier=group[0].waybill.carrier,
            accepted=len(group),
            identified=sum(bool(kept.document_hash) or kept.parcel.sending in free for kept in group),
            marked=sum(bool(kept.mark) or kept.parcel.sending is Sending.LETTER for kept in group),
            passed=outcomes.count(True),
            stopped=outcomes.count(False),
            due=outcomes.count(None),
        )

    def _line(self, number: int, kept: Acceptance) -> RecordLine:
        queued = self._outbox[kept.message_id]
        sender, customer = kept.parcel.sender, kept.parcel.customer
        name = sender.document.name if sender is not None else customer.name if customer is not None else ""
        return RecordLine(
            number=number,
            waybill_number=kept.waybill.number,
            carrier=kept.waybill.carrier,
            sender_masked=masked_name(name) if name and not kept.restricted else "",
            restricted=kept.restricted,
            sending=kept.parcel.sending,
            item_category=kept.parcel.inspection.item_category,
            mark=kept.mark,
            screening=self._screenings.last(kept.acceptance_id),
            clerk=kept.clerk,
            accepted_at=kept.accepted_at,
            message_state=queued.state,
            delivered_at=queued.delivered_at,
            late=kept.parcel.late is not None,
        )


def _wall_clock(at: datetime, span: Span) -> datetime:
    return at.astimezone(UTC) + span.offset


def _within(span: Span, at: datetime) -> bool:
    return span.begin <= at < span.end


def _counted(codes: Iterable[str]) -> list[CodeCount]:
    counts = [CodeCount(code, count) for code, count in Counter(codes).items()]
    return sorted(counts, key=lambda entry: (-entry.count, entry.code))


def _noted(kept: Acceptance, kind: NoteKind) -> Iterator[str]:
    if kind is NoteKind.CAUTION:
        yield from (entry.caution for entry in kept.parcel.answered)
        return
    for photo in kept.parcel.inspection.photos:
        if photo.judgement is not None:
            yield from (problem.value for problem in photo.judgement.problems)
