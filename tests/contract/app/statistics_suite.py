"""What statistics must count. One suite for the memory fake and the encrypted store."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import TypeAlias

import pytest

from app.domain.honesty import Caution
from app.domain.incident import Incident, IncidentStage
from app.domain.inspection import PhotoJudgement, PhotoProblem, PhotoRole, Screening, ScreeningPlace
from app.domain.sending import AnsweredCaution, Sending
from app.domain.statistics import SenderClass, Tally
from app.domain.waybill import Waybill
from app.inspection_ports import Hold
from app.ports import Store
from app.statistics_ports import CodeCount, NoteKind, Span
from sync.state import MessageState
from tests.contract.app.store_suite import WorkOn
from tests.support import builders
from tests.support.stored_records import AcceptanceRecord, RecordMaker

EIGHT_HOURS = timedelta(hours=8)
DAY = date(2026, 11, 20)
TODAY = Span(datetime(2026, 11, 19, 16, tzinfo=UTC), datetime(2026, 11, 20, 16, tzinfo=UTC), EIGHT_HOURS)
"""The 20th of November on the counter's wall."""
BOTH_DAYS = Span(TODAY.begin, TODAY.end + timedelta(days=1), EIGHT_HOURS)
EMPTY = Span(TODAY.begin - timedelta(days=9), TODAY.begin - timedelta(days=8), EIGHT_HOURS)

Deliver: TypeAlias = Callable[[AcceptanceRecord, datetime], None]


@dataclass(frozen=True)
class Made:
    """How a record differs from an ordinary one."""

    sending: Sending = Sending.PERSON
    carrier: str | None = "yto"
    document: bool = True
    mark: str = "ABCDE12345"
    at: datetime = builders.NOON


def screening(passed: bool | None) -> Screening:
    """At the hub, with or without an outcome."""
    named = ("", "") if passed is None else ("XR-1", "2001")
    return Screening(ScreeningPlace.HUB, *named, passed, builders.CLERK, builders.NOON)


class StatisticsContract:
    """Subclass it with the fixtures ``store`` and ``deliver``."""

    @pytest.fixture
    def work(self, store: Store) -> WorkOn:
        return WorkOn(store)

    @pytest.fixture
    def maker(self) -> RecordMaker:
        return RecordMaker()

    def test_a_day_without_records_counts_nothing(self, work: WorkOn, maker: RecordMaker) -> None:
        work(maker.acceptance(1).write)

        assert work(lambda unit: unit.statistics.tallies(EMPTY)) == []
        assert sum(work(lambda unit: unit.statistics.hours(EMPTY))) == 0
        uploads = work(lambda unit: unit.statistics.uploads(EMPTY))
        assert (uploads.delays, uploads.waiting, uploads.rejected, uploads.oldest_waiting_at) == ((), 0, 0, None)
        assert list(work(lambda unit: unit.statistics.lines(EMPTY, after=None, limit=9))) == []

    def test_records_are_counted_by_day_class_and_carrier(self, work: WorkOn, maker: RecordMaker) -> None:
        self._keep(
            work,
            maker,
            Made(),
            Made(Sending.ENTRUSTED),
            Made(Sending.ORGANISATION, carrier="sf"),
            Made(Sending.AGREEMENT, document=False),
            Made(Sending.AGREEMENT),
            Made(Sending.LETTER, document=False, mark=""),
            Made(carrier=None),
            Made(at=builders.NOON + timedelta(days=1)),
        )

        tallies = work(lambda unit: unit.statistics.tallies(BOTH_DAYS))

        assert tallies == [
            Tally(DAY, SenderClass.AGREEMENT, "yto", 2, 2, 2, 0, 0, 0),
            Tally(DAY, SenderClass.LETTER, "yto", 1, 1, 1, 0, 0, 0),
            Tally(DAY, SenderClass.ORDINARY, None, 1, 1, 1, 0, 0, 0),
            Tally(DAY, SenderClass.ORDINARY, "sf", 1, 1, 1, 0, 0, 0),
            Tally(DAY, SenderClass.ORDINARY, "yto", 2, 2, 2, 0, 0, 0),
            Tally(DAY + timedelta(days=1), SenderClass.ORDINARY, "yto", 1, 1, 1, 0, 0, 0),
        ]

    def test_what_is_missing_is_not_counted(self, work: WorkOn, maker: RecordMaker) -> None:
        self._keep(work, maker, Made(), Made(document=False), Made(mark=""), Made(document=False, mark=""))

        [tally] = work(lambda unit: unit.statistics.tallies(TODAY))

        assert (tally.accepted, tally.identified, tally.marked) == (4, 2, 2)

    def test_the_last_screening_counts_and_one_that_is_due_is_not_done(self, work: WorkOn, maker: RecordMaker) -> None:
        kept = self._keep(work, maker, *[Made()] * 5)
        recorded: list[list[bool | None]] = [[True], [None], [False], [None, True], []]
        for record, outcomes in zip(kept, recorded, strict=True):
            for outcome in outcomes:
                self._screen(work, record, screening(outcome))

        [tally] = work(lambda unit: unit.statistics.tallies(TODAY))

        assert (tally.accepted, tally.passed, tally.stopped, tally.due) == (5, 2, 1, 1)

    def test_a_day_begins_and_ends_at_midnight_on_the_wall(self, work: WorkOn, maker: RecordMaker) -> None:
        before, after = timedelta(microseconds=-1), timedelta(0)
        self._keep(work, maker, *[Made(at=edge + by) for edge in (TODAY.begin, TODAY.end) for by in (before, after)])

        tallies = work(lambda unit: unit.statistics.tallies(BOTH_DAYS))
        hours = work(lambda unit: unit.statistics.hours(TODAY))

        assert [(tally.day, tally.accepted) for tally in tallies] == [(DAY, 2), (DAY + timedelta(days=1), 1)]
        assert hours == (1, *[0] * 22, 1)

    def test_receipts_tell_the_delays_and_what_has_none_waits(
        self, work: WorkOn, maker: RecordMaker, deliver: Deliver
    ) -> None:
        kept = self._keep(work, maker, *[Made()] * 5)
        work(maker.refusal(9).write)
        for record, seconds in zip(kept[1:4], (75, -3, 75.999), strict=True):
            deliver(record, record.message.created_at + timedelta(seconds=seconds))

        uploads = work(lambda unit: unit.statistics.uploads(TODAY))

        assert uploads.delays == ((timedelta(0), 1), (timedelta(seconds=75), 2))
        assert (uploads.waiting, uploads.rejected) == (2, 0)
        assert uploads.oldest_waiting_at == kept[0].message.created_at

    def test_refusals_are_counted_by_reason_in_their_days(self, work: WorkOn, maker: RecordMaker) -> None:
        for number, (reason, days) in enumerate((("prohibited", 0), ("document_missing", 0), ("prohibited", 0),
                                                 ("prohibited", 1))):  # fmt: skip
            made = maker.refusal(number)
            refusal = replace(made.refusal, reason=reason, refused_at=builders.NOON + timedelta(days=days))
            work(replace(made, refusal=refusal).write)

        counted = work(lambda unit: unit.statistics.refusals(TODAY))

        assert counted == [CodeCount("prohibited", 2), CodeCount("document_missing", 1)]

    def test_kept_pictures_and_answered_cautions_are_counted_by_code(self, work: WorkOn, maker: RecordMaker) -> None:
        odd = PhotoJudgement(1, 1, (PhotoProblem.BLURRED, PhotoProblem.TOO_DARK), kept_because="poor_light")
        blurred = PhotoJudgement(1, 1, (PhotoProblem.BLURRED,), kept_because="poor_light")
        photos = (
            builders.photo("unindexed-1", judgement=odd),
            builders.photo("unindexed-2", PhotoRole.SEALED_PARCEL, judgement=blurred),
        )
        answered = (AnsweredCaution(Caution.NIGHT_BURST.value, "known", builders.CLERK, builders.NOON),)
        for number in (1, 2):
            made = maker.acceptance(number, files=0)
            parcel = replace(
                made.acceptance.parcel, inspection=builders.inspection(photos=photos), answered=answered[: 2 - number]
            )
            message = replace(made.message, evidence=())
            work(replace(made, acceptance=replace(made.acceptance, parcel=parcel), message=message, files=()).write)

        photo_problems = work(lambda unit: unit.statistics.notes(TODAY, NoteKind.PHOTO_PROBLEM))
        cautions = work(lambda unit: unit.statistics.notes(TODAY, NoteKind.CAUTION))

        assert photo_problems == [CodeCount("blurred", 4), CodeCount("too_dark", 2)]
        assert cautions == [CodeCount("night_burst", 1)]
        assert work(lambda unit: unit.statistics.notes(EMPTY, NoteKind.CAUTION)) == []

    def test_frozen_waybills_are_counted_by_reason_released_or_not(self, work: WorkOn) -> None:
        for number, (reason, days) in enumerate((("smell_leak", 0), ("mistaken", 0), ("smell_leak", 0), ("other", 1))):
            at = builders.NOON + timedelta(days=days)
            hold = Hold(f"hold-{number}", f"YT{number:013d}", None, None, reason, builders.CLERK, at)
            work(lambda unit, hold=hold: unit.holds.place(hold))  # type: ignore[misc] # mypy infers no default
        assert work(lambda unit: unit.statistics.holds(TODAY)) == [
            CodeCount("smell_leak", 2),
            CodeCount("mistaken", 1),
        ]

    def test_incidents_are_counted_by_category_known_or_not(self, work: WorkOn) -> None:
        for number, (category, days) in enumerate(((5, 0), (None, 0), (12, 0), (12, 0), (3, 1))):
            at = builders.NOON + timedelta(days=days)
            incident = Incident(
                incident_id=f"incident-{number}",
                category=category,
                stage=IncidentStage.AFTER_ACCEPTANCE,
                card="EVACUATE_POLICE",
                opened_by=builders.CLERK,
                opened_at=at,
                due_at=at + timedelta(minutes=30),
            )
            work(lambda unit, incident=incident: unit.incidents.save(incident))  # type: ignore[misc] # same

        counted = work(lambda unit: unit.statistics.incidents(TODAY))

        assert counted == [CodeCount("12", 2), CodeCount("", 1), CodeCount("5", 1)]

    def test_lines_come_masked_page_by_page_oldest_first(
        self, work: WorkOn, maker: RecordMaker, deliver: Deliver
    ) -> None:
        same = builders.NOON
        kept = self._keep(work, maker, Made(at=same + timedelta(minutes=9)), Made(at=same), Made(at=same))
        self._screen(work, kept[1], screening(True))
        deliver(kept[1], same + timedelta(hours=1))

        first = work(lambda unit: unit.statistics.lines(TODAY, after=None, limit=2))
        rest = work(lambda unit: unit.statistics.lines(TODAY, after=first[-1], limit=2))

        assert [line.waybill_number for line in (*first, *rest)] == [
            kept[place].acceptance.waybill.number for place in (1, 2, 0)
        ]
        assert list(work(lambda unit: unit.statistics.lines(TODAY, after=rest[-1], limit=2))) == []
        line = first[0]
        assert (line.sender_masked, line.carrier, line.sending) == ("测**", "yto", Sending.PERSON)
        assert (line.item_category, line.mark, line.clerk) == ("food", "ABCDE12345", builders.CLERK)
        assert line.screening == screening(True)
        assert (line.message_state, line.delivered_at) == (MessageState.DELIVERED, same + timedelta(hours=1))
        assert (first[1].screening, first[1].message_state, first[1].delivered_at) == (None, MessageState.PENDING, None)
        assert "测" not in repr(first)
        assert line.waybill_number not in repr(first)

    def test_a_childs_line_names_nobody(self, work: WorkOn, maker: RecordMaker) -> None:
        made = maker.acceptance(1)
        work(replace(made, acceptance=replace(made.acceptance, restricted=True)).write)

        [line] = work(lambda unit: unit.statistics.lines(TODAY, after=None, limit=9))

        assert (line.restricted, line.sender_masked) == (True, "")

    def _keep(self, work: WorkOn, maker: RecordMaker, *wanted: Made) -> list[AcceptanceRecord]:
        kept = []
        for number, made in enumerate(wanted, start=1):
            record = maker.acceptance(number, document=f"document-{number}" if made.document else "")
            waybill = Waybill(record.acceptance.waybill.number, made.carrier)
            acceptance = replace(
                record.acceptance,
                parcel=replace(record.acceptance.parcel, sending=made.sending, waybill=waybill),
                waybill=waybill,
                mark=made.mark,
                accepted_at=made.at,
            )
            message = replace(record.message, created_at=made.at)
            kept.append(replace(record, acceptance=acceptance, message=message))
            work(kept[-1].write)
        return kept

    def _screen(self, work: WorkOn, record: AcceptanceRecord, screened: Screening) -> None:
        work(lambda unit: unit.screenings.add(record.acceptance.acceptance_id, screened))
