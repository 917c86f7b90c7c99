"""Incidents from the handling card to the sent form: what is secured, who is told what, and what survives."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.acceptance import ParcelState
from app.domain.clerk import Clerk, ClerkNumber, ClerkRole
from app.domain.errors import DomainError, DomainFault
from app.domain.handover_rules import HandoverHead
from app.domain.incident import IncidentForm, IncidentStage
from app.domain.inspection import PhotoRole, ScreeningPlace
from app.domain.sending import Sending
from app.events import IncidentOpened, IncidentReported
from app.storage.errors import StorageError, StorageFault
from app.usecases.edits import ChooseSending, RecordScreening
from app.usecases.incident_results import InAccepted, InOutlet, InParcel, Opened, ReviewedParcel
from sync.payloads_events import IncidentPayload
from tests.support.builders import CLERK, NOON, YUNNAN_NUMBER
from tests.support.counter_house import WAYBILL, CounterHouse, card, parcel_of

EXPLOSIVES, DRUGS = 3, 12
OTHER_WAYBILL = "YT8962646785390"
FORM = IncidentForm(
    name="鞭炮", quantity=3, done=("evacuate", "call"), called=("police",), called_at=NOON, note="装在茶叶罐里"
)


@pytest.fixture
def house() -> CounterHouse:
    return CounterHouse()


def payloads(house: CounterHouse) -> list[IncidentPayload]:
    """The incident messages of the outbox, in the order of their making."""
    bodies = [json.loads(kept.message.body) for kept in house.store.tables.outbox.values()]
    return [IncidentPayload.model_validate(body["payload"]) for body in bodies if body["kind"] == "incident"]


def opened_at_counter(house: CounterHouse, category: int | None = EXPLOSIVES) -> Opened:
    """An incident in a whole parcel."""
    return house.open_incident(InParcel(house.complete_parcel().parcel_id), category, CLERK)


def fault_of(error: pytest.ExceptionInfo[DomainError]) -> tuple[DomainFault, str]:
    return error.value.fault, error.value.detail


def test_a_confirmed_card_freezes_the_parcel_holds_the_waybill_and_tells_the_province(house: CounterHouse) -> None:
    opened = opened_at_counter(house)
    incident = opened.incident

    assert opened.view.parcel is None
    assert house.store.tables.parcels == {}
    assert incident.parcel is not None
    assert incident.parcel.state is ParcelState.FROZEN
    assert len(incident.parcel.inspection.photos) == 2
    assert (incident.stage, incident.waybill_number, incident.due_at) == (
        IncidentStage.ACCEPTANCE,
        WAYBILL,
        NOON + timedelta(minutes=30),
    )
    hold = house.look(lambda work: work.holds.in_force(WAYBILL))
    assert hold is not None
    assert hold.incident_id == incident.incident_id

    told = payloads(house)[0]
    assert (told.event, told.category, told.waybill_number) == ("opened", EXPLOSIVES, WAYBILL)
    assert [file.role for file in told.evidence] == ["contents", "sealed_parcel"]
    assert told.sender is None
    audit = house.store.tables.audit[-1]
    assert (audit.action, audit.details["category"]) == ("incident_opened", "3")
    assert house.events[-1] == IncidentOpened(incident.incident_id, opened.message_id)


def test_the_pictures_are_tied_to_the_first_message_and_portraits_stay_on_the_pc(house: CounterHouse) -> None:
    opened = opened_at_counter(house)
    evidence = house.store.tables.evidence
    parcel = opened.incident.parcel
    assert parcel is not None
    pictures = {photo.evidence_id for photo in parcel.inspection.photos}
    assert {found for found, kept in evidence.items() if kept.message_id == opened.message_id} == pictures
    portrait = parcel.sender.document.portrait_id if parcel.sender is not None else None
    assert portrait in evidence
    assert evidence[portrait].message_id is None


def test_the_report_says_who_it_was_what_was_found_and_what_was_done(house: CounterHouse) -> None:
    opened = opened_at_counter(house)
    incident_id = opened.incident.incident_id
    house.fill_incident(incident_id, EXPLOSIVES, FORM, CLERK)
    house.photograph_scene(incident_id, house.taken(PhotoRole.SCENE), CLERK)
    house.clock.advance(timedelta(minutes=7))

    reported = house.report_incident(incident_id, CLERK)

    assert reported.reported_at == NOON + timedelta(minutes=7)
    told = payloads(house)[-1]
    assert told.event == "reported"
    assert told.sender is not None
    assert (told.sender.document_number, told.sender.phone) == (YUNNAN_NUMBER, "13800138000")
    assert told.found is not None
    assert (told.found.name, told.found.quantity) == ("鞭炮", 3)
    assert (told.actions, told.authorities, told.called_at) == (["evacuate", "call"], ["police"], NOON)
    assert [file.role for file in told.evidence] == ["scene"]
    assert house.store.tables.audit[-1].details["late"] == "no"
    assert isinstance(house.events[-1], IncidentReported)
    assert house.list_incidents().open_ones == ()
    assert house.list_incidents().reported == (reported,)


def test_what_the_incident_holds_is_in_no_audit_line(house: CounterHouse) -> None:
    opened = opened_at_counter(house)
    house.fill_incident(opened.incident.incident_id, EXPLOSIVES, FORM, CLERK)
    house.report_incident(opened.incident.incident_id, CLERK)
    lines = " ".join(str(entry) for entry in house.store.tables.audit)
    for secret in ("鞭炮", "茶叶罐", YUNNAN_NUMBER, "测试甲", "13800138000"):
        assert secret not in lines
        assert secret not in repr(house.list_incidents())


def test_a_report_needs_its_form_and_is_sent_once(house: CounterHouse) -> None:
    incident_id = opened_at_counter(house, category=None).incident.incident_id
    steps = {
        "category": (None, IncidentForm()),
        "found": (EXPLOSIVES, IncidentForm()),
        "steps": (EXPLOSIVES, IncidentForm(name="鞭炮")),
        "called_at": (EXPLOSIVES, replace(FORM, called_at=None)),
    }
    for need, (category, form) in steps.items():
        house.fill_incident(incident_id, category, form, CLERK)
        with pytest.raises(DomainError) as error:
            house.report_incident(incident_id, CLERK)
        assert fault_of(error) == (DomainFault.NOT_COMPLETE, need)
    house.fill_incident(incident_id, EXPLOSIVES, FORM, CLERK)
    house.report_incident(incident_id, CLERK)

    with pytest.raises(DomainError) as error:
        house.report_incident(incident_id, CLERK)
    assert fault_of(error) == (DomainFault.STEP_NOT_ALLOWED, "reported")
    assert [told.event for told in payloads(house)] == ["opened", "reported"]


@pytest.mark.parametrize(
    ("form", "detail"),
    [
        (replace(FORM, done=("dance",)), "done"),
        (replace(FORM, called=("nobody",)), "called"),
        (replace(FORM, called_at=NOON + timedelta(seconds=1)), "called_at"),
        (replace(FORM, note="长" * 501), "note"),
        (replace(FORM, quantity=0), "note"),
    ],
)
def test_a_form_that_cannot_be_right_is_not_kept(house: CounterHouse, form: IncidentForm, detail: str) -> None:
    incident_id = opened_at_counter(house).incident.incident_id
    with pytest.raises(DomainError) as error:
        house.fill_incident(incident_id, EXPLOSIVES, form, CLERK)
    assert fault_of(error) == (DomainFault.FORM_INVALID, detail)
    assert house.list_incidents().open_ones[0].incident.form == IncidentForm()


def test_filling_in_never_loses_a_picture_that_was_taken_meanwhile(house: CounterHouse) -> None:
    incident_id = opened_at_counter(house).incident.incident_id
    with_scene = house.photograph_scene(incident_id, house.taken(PhotoRole.SCENE), CLERK)
    filled = house.fill_incident(incident_id, EXPLOSIVES, FORM, CLERK)
    assert filled.form.scene == with_scene.form.scene
    assert len(filled.form.scene) == 1


def test_the_senders_other_parcels_of_the_day_are_listed_and_frozen_one_by_one(house: CounterHouse) -> None:
    yesterday = "YT8962646785300"
    house.accepted(yesterday)
    house.clock.advance(timedelta(days=1))
    house.accepted(OTHER_WAYBILL)
    opened = opened_at_counter(house)

    sheet = house.list_incidents().open_ones[0]
    assert sheet.review == (ReviewedParcel(OTHER_WAYBILL, house.clock.now(), frozen=False),)

    house.open_handover(HandoverHead(vehicle="云A12345"), CLERK)
    house.scan_out(OTHER_WAYBILL, CLERK)
    assert house.list_incidents().open_ones[0].review[0].departure is None
    house.screen_handover(RecordScreening(ScreeningPlace.HERE, "XR-1", "2001", passed=True), (), CLERK)
    house.close_handover(CLERK)
    departure = house.list_incidents().open_ones[0].review[0].departure
    assert departure is not None
    assert (departure.vehicle, departure.left_at) == ("云A12345", house.clock.now())

    house.freeze(OTHER_WAYBILL, "same_sender_incident", CLERK, opened.incident.incident_id)
    assert house.list_incidents().open_ones[0].review[0].frozen
    told = payloads(house)[-1]
    assert (told.event, told.incident_id, told.reason) == (
        "frozen",
        opened.incident.incident_id,
        "same_sender_incident",
    )


def test_a_name_that_the_catalogue_knows_gets_its_code(house: CounterHouse) -> None:
    incident_id = opened_at_counter(house).incident.incident_id
    entry = next(entry for entry in house.counter.policy.catalogue.entries if entry.category == EXPLOSIVES)
    for name, code in ((entry.name, entry.code), ("谁也没见过的东西", None), (entry.name, entry.code)):
        filled = house.fill_incident(incident_id, EXPLOSIVES, replace(FORM, name=name), CLERK)
        assert filled.form.entry == code
    house.report_incident(incident_id, CLERK)
    found = payloads(house)[-1].found
    assert found is not None
    assert found.entry == entry.code


def test_a_letter_is_an_incident_without_any_picture_of_what_it_says(house: CounterHouse) -> None:
    parcel_id = parcel_of(house.scanned()).parcel_id
    house.edit(parcel_id, ChooseSending(Sending.LETTER), CLERK)
    opened = house.open_incident(InParcel(parcel_id), 9, CLERK)
    told = payloads(house)[0]
    assert (told.items, told.evidence) == ([], [])

    house.photograph_scene(opened.incident.incident_id, house.taken(PhotoRole.SCENE), CLERK)
    house.fill_incident(opened.incident.incident_id, 9, replace(FORM, name="信封里漏出粉末"), CLERK)
    house.report_incident(opened.incident.incident_id, CLERK)
    assert payloads(house)[-1].sender is None


def test_a_half_seen_sender_is_reported_as_far_as_seen(house: CounterHouse) -> None:
    parcel_id = parcel_of(house.take_document(card(), CLERK, None)).parcel_id
    opened = house.open_incident(InParcel(parcel_id), EXPLOSIVES, CLERK)
    assert opened.incident.waybill_number is None
    assert house.look(lambda work: work.holds.all_in_force()) == []
    house.fill_incident(opened.incident.incident_id, EXPLOSIVES, FORM, CLERK)
    house.report_incident(opened.incident.incident_id, CLERK)
    sender = payloads(house)[-1].sender
    assert sender is not None
    assert (sender.phone, sender.same_person) == (None, None)


def test_a_find_in_the_outlet_needs_no_parcel(house: CounterHouse) -> None:
    opened = house.open_incident(InOutlet(), None, CLERK)
    assert opened.incident.stage is IncidentStage.AFTER_ACCEPTANCE
    assert opened.incident.parcel is None
    assert payloads(house)[0].category is None
    house.fill_incident(opened.incident.incident_id, EXPLOSIVES, FORM, CLERK)
    house.report_incident(opened.incident.incident_id, CLERK)
    assert payloads(house)[-1].category == EXPLOSIVES


def test_a_find_in_an_accepted_parcel_names_its_record_and_its_sender(house: CounterHouse) -> None:
    accepted = house.accepted()
    opened = house.open_incident(InAccepted(WAYBILL.lower()), EXPLOSIVES, CLERK)
    assert opened.incident.acceptance_id == accepted.acceptance_id
    house.fill_incident(opened.incident.incident_id, EXPLOSIVES, FORM, CLERK)
    house.report_incident(opened.incident.incident_id, CLERK)
    told = payloads(house)[-1]
    assert told.sender is not None
    assert told.acceptance_id == accepted.acceptance_id
    assert told.items

    with pytest.raises(DomainError) as error:
        house.open_incident(InAccepted("YT0000000000000"), EXPLOSIVES, CLERK)
    assert error.value.fault is DomainFault.NOT_ACCEPTED_HERE


def test_a_waybill_that_is_held_already_can_still_be_an_incident(house: CounterHouse) -> None:
    house.accepted()
    hold = house.freeze(WAYBILL, "smell_leak", CLERK).hold
    house.open_incident(InAccepted(WAYBILL), EXPLOSIVES, CLERK)
    assert house.look(lambda work: work.holds.all_in_force()) == [hold]


def test_an_unknown_category_opens_nothing(house: CounterHouse) -> None:
    with pytest.raises(DomainError) as error:
        house.open_incident(InOutlet(), 77, CLERK)
    assert error.value.fault is DomainFault.CATEGORY_UNKNOWN


def test_a_full_disk_leaves_the_parcel_at_the_counter(house: CounterHouse) -> None:
    parcel = house.complete_parcel()
    before = house.store.tables
    house.store.fail_next_commit(StorageFault.STORE_FULL)
    with pytest.raises(StorageError):
        house.open_incident(InParcel(parcel.parcel_id), EXPLOSIVES, CLERK)
    assert house.store.tables is before
    assert house.open().parcel == parcel
    assert not any(isinstance(event, IncidentOpened) for event in house.events)

    opened = house.open_incident(InParcel(parcel.parcel_id), EXPLOSIVES, CLERK)
    house.fill_incident(opened.incident.incident_id, EXPLOSIVES, FORM, CLERK)
    house.store.fail_next_commit(StorageFault.STORE_FULL)
    with pytest.raises(StorageError):
        house.report_incident(opened.incident.incident_id, CLERK)
    assert house.list_incidents().open_ones[0].incident.form.note == FORM.note
    house.report_incident(opened.incident.incident_id, CLERK)


def test_an_auditor_reads_and_does_nothing(house: CounterHouse) -> None:
    auditor = ClerkNumber("7001")
    house.look(lambda work: work.clerks.add(Clerk(auditor, "样例稽核", "x", ClerkRole.AUDITOR)))
    parcel_id = house.complete_parcel().parcel_id
    opened = house.open_incident(InOutlet(), EXPLOSIVES, CLERK)
    before = house.store.tables
    for act in (
        lambda: house.open_incident(InParcel(parcel_id), EXPLOSIVES, auditor),
        lambda: house.fill_incident(opened.incident.incident_id, EXPLOSIVES, FORM, auditor),
        lambda: house.photograph_scene(opened.incident.incident_id, house.taken(PhotoRole.SCENE), auditor),
        lambda: house.report_incident(opened.incident.incident_id, auditor),
        lambda: house.freeze(WAYBILL, "smell_leak", auditor),
    ):
        with pytest.raises(DomainError) as error:
            act()
        assert error.value.fault is DomainFault.READ_ONLY
    assert house.store.tables == before
    assert house.vault.files.keys() == house.store.tables.evidence.keys()
    assert len(house.list_incidents().open_ones) == 1


def test_before_enrolment_nothing_is_opened(house: CounterHouse) -> None:
    house = CounterHouse(enrolled=False)
    with pytest.raises(DomainError) as error:
        house.open_incident(InOutlet(), EXPLOSIVES, CLERK)
    assert error.value.fault is DomainFault.NOT_ENROLLED
    assert house.list_incidents().county == ""


@pytest.mark.parametrize("category", [None, *range(1, 20)])
def test_every_category_can_be_opened_and_reported(house: CounterHouse, category: int | None) -> None:
    opened = house.open_incident(InOutlet(), category, CLERK)
    shown = house.counter.policy.handling.cards.get(opened.incident.card)
    assert shown is not None
    form = replace(FORM, done=(shown.steps[0].code,))
    house.fill_incident(opened.incident.incident_id, category or 19, form, CLERK)
    assert house.report_incident(opened.incident.incident_id, CLERK).reported_at == NOON
