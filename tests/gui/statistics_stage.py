"""Some days of an invented outlet, for tests and pictures of the statistics' page."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from app.domain.honesty import Caution
from app.domain.inspection import PhotoJudgement, PhotoProblem, Screening, ScreeningPlace
from app.domain.sending import AnsweredCaution, Sending
from app.domain.waybill import Waybill
from app.ports import UnitOfWork
from sync.state import MessageState
from tests.support import builders
from tests.support.counter_house import CounterHouse
from tests.support.stored_records import AcceptanceRecord, RecordMaker

DAYS = 6
_BY_HOUR = (0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 2, 1, 0, 0, 1, 2, 3, 1, 1, 0, 0, 0, 0, 0)
_CARRIERS = ("yto", "sf", "zto", "ems", None)
_SENDINGS = (Sending.PERSON, Sending.PERSON, Sending.AGREEMENT, Sending.PERSON, Sending.LETTER)
_REFUSALS = ("document_not_shown", "prohibited_item", "prohibited_item", "inspection_refused")


def fill(house: CounterHouse) -> None:
    """Records of :data:`DAYS` days up to the house's today. The house must be new."""
    maker = RecordMaker()
    midnight = house.counter.day_began().astimezone(UTC) - timedelta(days=DAYS - 1)
    kept = list(_records(maker, midnight))
    house.look(lambda work: _write(work, kept))
    for number, record in enumerate(kept[:-9]):
        delay = timedelta(seconds=(number * 37) % 95 + (4_000 if number % 20 == 0 else 0))
        created = record.message.created_at
        house.store.note_outcome(record.message.message_id, MessageState.DELIVERED, delivered_at=created + delay)
    house.store.note_outcome(kept[-9].message.message_id, MessageState.REJECTED, last_outcome="conflict")
    for place, reason in enumerate(_REFUSALS):
        made = maker.refusal(90_000 + place)
        refusal = replace(made.refusal, reason=reason, refused_at=builders.NOON)
        house.look(replace(made, refusal=refusal).write)


def _records(maker: RecordMaker, midnight: datetime) -> Iterator[AcceptanceRecord]:
    number = 0
    for day in range(DAYS):
        for hour, parcels in enumerate(_BY_HOUR):
            for place in range(parcels + (day % 3 == 0 and 9 < hour < 12)):
                number += 1
                at = midnight + timedelta(days=day, hours=hour, minutes=7 * place)
                yield _record(maker, number, at)


def _record(maker: RecordMaker, number: int, at: datetime) -> AcceptanceRecord:
    sending = _SENDINGS[number % len(_SENDINGS)]
    without = sending in (Sending.LETTER, Sending.AGREEMENT) or number % 31 == 0
    made = maker.acceptance(number, files=0, document="" if without else f"document-{number % 70}")
    waybill = Waybill(made.acceptance.waybill.number, _CARRIERS[number % 4 if number % 13 else 4])
    parcel = replace(made.acceptance.parcel, sending=sending, waybill=waybill)
    if number % 20 == 0:
        doubted = PhotoJudgement(9, 9, (PhotoProblem.BLURRED,), kept_because="poor_light")
        photos = (replace(parcel.inspection.photos[0], judgement=doubted),)
        answered = (AnsweredCaution(Caution.MANY_PARCELS.value, "shop", builders.CLERK, at),)
        parcel = replace(parcel, inspection=replace(parcel.inspection, photos=photos), answered=answered)
    mark = "" if sending is Sending.LETTER or number % 29 == 0 else f"{number:010d}"
    acceptance = replace(made.acceptance, parcel=parcel, waybill=waybill, mark=mark, accepted_at=at)
    return replace(made, acceptance=acceptance, message=replace(made.message, created_at=at, evidence=()), files=())


def _write(work: UnitOfWork, records: list[AcceptanceRecord]) -> None:
    for number, record in enumerate(records, start=1):
        record.write(work)
        if number % 7:
            at = record.acceptance.accepted_at
            passed = None if number % 5 == 0 else number % 11 > 0
            named = ("", "") if passed is None else ("XR-1", "2001")
            screening = Screening(ScreeningPlace.HUB, *named, passed, builders.CLERK, at)
            work.screenings.add(record.acceptance.acceptance_id, screening)
