"""Purging: what goes when, what stays, and what is left."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.domain.clerk import ClerkNumber
from app.domain.errors import DomainError, DomainFault
from app.domain.identity.sender import Principal
from app.domain.incident import Incident, IncidentStage
from app.domain.retention_rules import RetentionClass
from app.domain.sending import Sending
from app.inspection_ports import Hold
from app.purging import run_through
from app.storage.connection import DriverError, open_connection
from app.usecases.retention_results import HeldAboutPerson, OfPerson, OfRecord
from app.usecases.supervisor_words import Credentials
from sync.ports import VerifiedEvidenceReceipt, VerifiedReceipt
from tests.support import builders
from tests.support.memory_province import Seal
from tests.support.retention_house import CLERK, KEY, SUPERVISOR, RetentionHouse, term

IMAGES = term(RetentionClass.IDENTITY_IMAGES)
PHOTOS = term(RetentionClass.INSPECTION_PHOTOS)
TEXT = term(RetentionClass.RECORD_TEXT)
MOMENT = timedelta(seconds=1)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[RetentionHouse]:
    house = RetentionHouse(tmp_path)
    yield house
    house.close()


def kept(house: RetentionHouse, number: int = 1) -> tuple[bool, bool, bool]:
    """Whether portrait, photo and text are still there."""
    photo = f"photo-{number}-0"
    return (
        house.has_key(f"portrait-{number}") and house.has_file(f"portrait-{number}"),
        house.has_key(photo) and house.has_file(photo),
        house.acceptance(number).text_purged_at is None,
    )


def test_a_record_loses_images_then_photos_then_text(house: RetentionHouse) -> None:
    house.deliver(house.accept(1), house.clock.now())

    found = []
    for wait in (IMAGES - MOMENT, MOMENT, PHOTOS - IMAGES - MOMENT, MOMENT, TEXT - PHOTOS - MOMENT, MOMENT):
        house.later(wait)
        house.purged()
        found.append(kept(house))

    assert found == [
        (True, True, True),
        (False, True, True),
        (False, True, True),
        (False, False, True),
        (False, False, True),
        (False, False, False),
    ]
    assert not house.has_file("portrait-1")
    assert not house.has_file("photo-1-0")
    assert house.audit_holds()


def test_everything_may_go_in_one_run(house: RetentionHouse) -> None:
    for number in range(1, 20):
        house.deliver(house.accept(number), house.clock.now())
    house.later(TEXT)

    report = house.purged()

    assert report.purged[RetentionClass.IDENTITY_IMAGES] == 19
    assert report.purged[RetentionClass.INSPECTION_PHOTOS] == 19
    assert report.purged[RetentionClass.RECORD_TEXT] == 19
    assert all(kept(house, number) == (False, False, False) for number in range(1, 20))
    assert house.audit_holds()
    assert sum(house.purged().purged.values()) == 0


def test_without_a_receipt_nothing_goes(house: RetentionHouse) -> None:
    house.accept(1)
    house.later(TEXT * 2)

    house.purged()

    assert kept(house) == (True, True, True)


def test_photos_wait_for_their_own_receipts(house: RetentionHouse) -> None:
    record = house.accept(1)
    house.deliver_message(record, house.clock.now())
    house.later(TEXT)

    house.purged()
    assert kept(house) == (False, True, True)

    house.deliver_file(record, "photo-1-0", house.clock.now())
    house.purged()
    assert kept(house) == (False, True, True)
    house.later(PHOTOS)
    house.purged()
    assert kept(house) == (False, False, False)


def test_a_receipt_that_no_pinned_key_signed_counts_for_nothing(house: RetentionHouse) -> None:
    house.deliver(house.accept(1), house.clock.now(), seal=Seal())
    house.later(TEXT)

    report = house.purged()

    assert report.unproven == 1
    assert kept(house) == (True, True, True)


@pytest.mark.parametrize("jump", [timedelta(days=3650), timedelta(days=-3650)])
def test_a_clock_that_jumps_purges_nothing(house: RetentionHouse, jump: timedelta) -> None:
    house.deliver(house.accept(1), house.clock.now())
    house.clock.advance(jump)

    house.purged()

    assert kept(house) == (True, True, True)


def test_a_province_that_signs_the_future_purges_nothing(house: RetentionHouse) -> None:
    house.deliver(house.accept(1), house.clock.now())
    house.deliver(house.refuse(2), house.clock.now() + timedelta(days=3650))

    house.purged()

    assert kept(house) == (True, True, True)


def test_a_continued_senders_portrait_waits_for_the_last_parcel(house: RetentionHouse) -> None:
    first = house.accept(1)
    second = house.accept(2, first.acceptance.parcel)
    house.deliver(first, house.clock.now())
    house.later(IMAGES)

    house.purged()
    assert house.has_key("portrait-1")

    house.deliver(second, house.clock.now())
    house.purged()
    assert house.has_key("portrait-1")
    house.later(IMAGES)
    house.purged()
    assert not house.has_key("portrait-1")
    assert house.audit_holds()


def test_a_parked_parcel_keeps_the_portrait_it_shows(house: RetentionHouse) -> None:
    record = house.accept(1)
    parked = replace(record.acceptance.parcel, parcel_id="parked", state=builders.parcel().state)
    house.run(lambda unit: unit.parcels.save(parked))
    house.deliver(record, house.clock.now())
    house.later(TEXT)

    report = house.purged()

    assert (kept(house), report.held) == ((True, True, True), 1)


# -- what somebody needs


def held_record(house: RetentionHouse) -> None:
    number = house.acceptance(1).waybill.number
    house.place(OfRecord(number), "dispute")


def held_person(house: RetentionHouse) -> None:
    document = builders.document()
    person = OfPerson(document.document_type, document.number)
    house.place(person, "authority_asked")


def stopped_waybill(house: RetentionHouse) -> None:
    waybill, at = house.acceptance(1).waybill.number, house.clock.now()
    hold = Hold("hold", waybill, "acceptance-1", None, "identity_doubt", ClerkNumber("1001"), at)
    house.run(lambda unit: unit.holds.place(hold))


def open_incident(house: RetentionHouse) -> None:
    at = house.clock.now()
    incident = Incident(
        incident_id="incident",
        category=None,
        stage=IncidentStage.AFTER_ACCEPTANCE,
        card="unknown",
        opened_by=ClerkNumber("1001"),
        opened_at=at,
        due_at=at,
        waybill_number=house.acceptance(1).waybill.number,
        acceptance_id="acceptance-1",
    )
    house.run(lambda unit: unit.incidents.save(incident))


@pytest.mark.parametrize("need", [held_record, held_person, stopped_waybill, open_incident])
def test_what_somebody_needs_stays_and_the_next_one_goes(
    house: RetentionHouse, need: Callable[[RetentionHouse], None]
) -> None:
    for number in (1, 2):
        other = house.with_portrait(number, document_number=f"53010219900307{number}230")
        parcel = house.with_portrait(1) if number == 1 else other
        house.deliver(house.accept(number, parcel), house.clock.now())
    need(house)
    house.later(TEXT * 2)

    report = house.purged()

    assert kept(house, 1) == (True, True, True)
    assert kept(house, 2) == (False, False, False)
    assert report.held == 1


def test_a_person_is_held_with_phone_and_address(house: RetentionHouse) -> None:
    record = house.accept(1)
    house.deliver(record, house.clock.now())
    held_person(house)
    house.later(TEXT * 2)

    house.purged()

    hashed = record.acceptance.document_hash
    assert house.run(lambda unit: unit.senders.recall(hashed)) is not None


def test_a_principal_is_held_as_a_sender_is(house: RetentionHouse) -> None:
    agent = house.with_portrait(1, document_number="530102199003071239")
    principal = builders.document(portrait_id=None)
    house.deliver(
        house.accept(1, replace(agent, sending=Sending.ENTRUSTED, principal=Principal(principal, "family"))),
        house.clock.now(),
    )
    held_person(house)
    house.later(TEXT)

    house.purged()

    assert kept(house) == (True, True, True)


def test_a_hold_that_ended_keeps_nothing(house: RetentionHouse) -> None:
    house.deliver(house.accept(1), house.clock.now())
    held_record(house)
    number = house.acceptance(1).waybill.number
    house.later(TEXT)
    house.purged()

    house.release(OfRecord(number), "case_closed")
    house.purged()

    assert kept(house) == (False, False, False)


def test_a_hold_placed_between_look_and_purge_counts(house: RetentionHouse) -> None:
    house.deliver(house.accept(1), house.clock.now())
    house.later(TEXT)
    house.verifier = HoldingVerifier(house)

    step = house.purge.step(RetentionClass.IDENTITY_IMAGES)

    assert (step.held, step.purged) == (0, 0)
    assert len(house.on_store(house.holds.in_force)) == 1
    assert kept(house) == (True, True, True)


class HoldingVerifier:
    """Places a hold while the receipts are checked."""

    def __init__(self, house: RetentionHouse) -> None:
        self._house = house
        self._pinned = house.seal.pinned("terminal-1")

    def message_receipt(self, jws: str) -> VerifiedReceipt:
        held_record(self._house)
        return self._pinned.message_receipt(jws)

    def evidence_receipt(self, jws: str) -> VerifiedEvidenceReceipt:
        return self._pinned.evidence_receipt(jws)


# -- holds


def test_only_a_supervisor_holds_and_with_a_known_reason(house: RetentionHouse) -> None:
    number = house.accept(1).acceptance.waybill.number

    def fault(reason: str, who: Credentials) -> DomainFault:
        with pytest.raises(DomainError) as caught:
            house.place(OfRecord(number), reason, who)
        return caught.value.fault

    assert fault("dispute", CLERK) is DomainFault.NOT_A_SUPERVISOR
    assert fault("because", SUPERVISOR) is DomainFault.REASON_UNKNOWN
    assert house.on_store(house.holds.in_force) == ()


def test_a_subject_is_held_once_and_released_once(house: RetentionHouse) -> None:
    number = house.accept(1).acceptance.waybill.number
    held_record(house)
    view = house.on_store(house.holds.in_force)[0]
    assert (view.waybill_number, view.hold.reason) == (number, "dispute")
    with pytest.raises(DomainError) as again:
        held_record(house)
    house.release(OfRecord(number), "mistaken")
    with pytest.raises(DomainError) as gone:
        house.release(OfRecord(number), "mistaken")

    assert (again.value.fault, gone.value.fault) == (DomainFault.ALREADY_HELD, DomainFault.NOT_HELD)
    held_record(house)


# -- what is held about whom


def about(house: RetentionHouse) -> HeldAboutPerson:
    document = builders.document()
    person = OfPerson(document.document_type, document.number)
    held_data = house.held_data
    return house.on_store(lambda: held_data.about(person, SUPERVISOR))


def test_what_is_held_about_a_person_shrinks_to_nothing(house: RetentionHouse) -> None:
    house.deliver(house.accept(1), house.clock.now())
    found = []
    for wait in (timedelta(0), IMAGES, PHOTOS, TEXT):
        house.later(wait)
        house.purged()
        told = about(house)
        found.append(([(one.images, one.photos) for one in told.records], told.phone_masked, told.nothing))

    assert found == [
        ([(1, 1)], "138******00", False),
        ([(0, 1)], "138******00", False),
        ([(0, 0)], "138******00", False),
        ([], "", True),
    ]
    assert house.acceptance(1).document_hash == ""


def test_a_look_is_in_the_audit_trail_and_names_nobody(house: RetentionHouse) -> None:
    house.accept(1)

    told = about(house)

    assert builders.YUNNAN_NUMBER not in repr(told)
    assert house.audit_holds()


def test_status_tells_what_is_held_and_purged(house: RetentionHouse) -> None:
    house.deliver(house.accept(1), house.clock.now())
    house.later(PHOTOS)
    house.purged()

    status = house.on_store(house.held_data.status)

    counts = {one.count.retention_class: (one.count.held, one.count.purged) for one in status.classes}
    assert counts == {
        RetentionClass.IDENTITY_IMAGES: (0, 1),
        RetentionClass.INSPECTION_PHOTOS: (0, 1),
        RetentionClass.RECORD_TEXT: (1, 0),
        RetentionClass.RETURNING_SENDERS: (1, 0),
    }
    assert (status.counted_by, status.legal_holds, status.files_to_remove) == (house.clock.now(), 0, False)


def test_a_run_that_is_told_to_stop_stops(house: RetentionHouse) -> None:
    for number in range(1, 20):
        house.deliver(house.accept(number), house.clock.now())
    house.later(IMAGES)

    report = run_through(house.purge, between=lambda: False)

    assert 0 < report.purged[RetentionClass.IDENTITY_IMAGES] < 19


# -- the schema


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE acceptances SET snapshot = x'00'",
        "UPDATE acceptances SET text_purge = 1, clerk = 'x'",
        "UPDATE acceptances SET text_purge = 1, text_purged_at = 1, document_hash = '', phone_hash = ''",
        "UPDATE outbox SET body = x''",
        "UPDATE outbox SET body = x'', text_purge = 1",
        "UPDATE outbox SET cleared = 1",
        "UPDATE evidence SET wrapped_key = x''",
        "UPDATE evidence SET wrapped_key = x'', purge = 1 WHERE upload = 1",
    ],
)
def test_the_schema_refuses_a_purge_without_a_receipt(house: RetentionHouse, statement: str) -> None:
    house.accept(1)
    house.later(timedelta(0))
    proof = (
        "INSERT INTO purges (purge_id, class, days, policy_digest, purged_at, counted_by, count, digest)"
        " VALUES ('p', 'record_text', 1, '', 0, 0, 1, '')"
    )

    house.close()
    connection = open_connection(house.store_file, KEY)
    connection.execute(proof)
    with pytest.raises(DriverError):
        connection.execute(statement)
    connection.close()
