"""The way of a parcel through the use cases, on in-memory fakes."""

import json
from datetime import timedelta

import pytest

from app.domain.acceptance import Missing, ParcelState
from app.domain.clerk import ClerkNumber
from app.domain.errors import DomainError, DomainFault
from app.domain.waybill import Waybill
from app.events import ParcelAccepted, ParcelRefused
from app.ports import RecordKind
from app.storage.errors import StorageError, StorageFault
from app.usecases.continue_sender import CONTINUES_WITHIN
from app.usecases.edits import (
    ChooseCarrier,
    ChooseCategory,
    ConfirmSamePerson,
    ConfirmWaybillName,
    Edit,
    EnterPhone,
    RemovePhoto,
    SetQuantity,
)
from app.usecases.results import CodeUnknown, WaybillDiffers, WaybillMisread, WaybillSeenBefore, WaybillTaken
from devices.ports import Symbology
from sync.digests import GENESIS_DIGEST, message_digest
from sync.payloads import MODELS
from sync.state import MessageState
from sync.words import Kind
from tests.support.builders import CLERK
from tests.support.counter_house import WAYBILL, CounterHouse, card, parcel_of

OTHER_WAYBILL = "SF1385628716739"


def test_evidence_may_come_in_any_order() -> None:
    house = CounterHouse()
    parcel_id = parcel_of(house.photographed(None)).parcel_id
    house.edit(parcel_id, ChooseCategory("tea"), CLERK)
    house.take_document(card(), CLERK, parcel_id)
    house.edit(parcel_id, EnterPhone("13800138000"), CLERK)
    view = house.edit(parcel_id, ConfirmSamePerson(), CLERK)
    assert view.decision.missing == (Missing.WAYBILL, Missing.WAYBILL_NAME, Missing.SEALED_PHOTO)
    house.scanned(parcel_id=parcel_id)
    assert house.sealed(parcel_id).decision.missing == (Missing.WAYBILL_NAME,)
    assert house.edit(parcel_id, ConfirmWaybillName(), CLERK).decision.may_accept


def test_a_scan_suggests_the_carrier() -> None:
    view = CounterHouse().scanned()
    assert parcel_of(view).waybill == Waybill(WAYBILL, "yto")
    assert view.candidates[0].carrier == "yto"


def test_a_goods_code_is_no_waybill() -> None:
    outcome = CounterHouse().route_scan("6901234567892", Symbology.EAN_13, CLERK, None, replace_waybill=False)
    assert outcome == CodeUnknown("6901234567892")


def test_a_misread_s10_number_opens_no_parcel() -> None:
    house = CounterHouse()
    assert house.route_scan("EE471108150FR", None, CLERK, None, replace_waybill=False) == WaybillMisread(
        "EE471108150FR"
    )
    assert house.open().parcel is None


def test_another_waybill_replaces_only_when_asked_again() -> None:
    house = CounterHouse()
    parcel_id = parcel_of(house.scanned()).parcel_id
    first = house.route_scan(OTHER_WAYBILL, None, CLERK, parcel_id, replace_waybill=False)
    assert first == WaybillDiffers(OTHER_WAYBILL, WAYBILL)
    assert parcel_of(house.open()).waybill == Waybill(WAYBILL, "yto")
    second = house.route_scan(OTHER_WAYBILL, None, CLERK, parcel_id, replace_waybill=True)
    assert isinstance(second, WaybillTaken)
    assert parcel_of(second.view).waybill == Waybill(OTHER_WAYBILL, "sf")


def test_a_waybill_accepted_before_is_refused_with_when_and_by_whom() -> None:
    house = CounterHouse()
    accepted = house.accepted()
    outcome = house.route_scan(WAYBILL, None, CLERK, None, replace_waybill=False)
    assert isinstance(outcome, WaybillSeenBefore)
    assert (outcome.before.clerk, outcome.before.accepted_at) == (CLERK, accepted.accepted_at)


def test_acceptance_message_is_chained_frozen_and_of_the_contract() -> None:
    house = CounterHouse()
    first, second = house.accepted(), house.accepted(OTHER_WAYBILL)
    bodies = [json.loads(message.message.body) for message in house.store.tables.outbox.values()]
    assert [body["message_id"] for body in bodies] == [first.message_id, second.message_id]
    assert [body["sequence"] for body in bodies] == [1, 2]
    assert bodies[0]["previous_digest"] == GENESIS_DIGEST
    assert bodies[1]["previous_digest"] == bodies[0]["digest"] == message_digest(bodies[0])
    for body in bodies:
        MODELS[Kind(body["kind"]), body["schema_version"]].model_validate(body["payload"])
    assert bodies[0]["payload"]["sender"]["name"] == "测试甲"
    assert house.events == [
        ParcelAccepted(first.acceptance_id, first.message_id),
        ParcelAccepted(second.acceptance_id, second.message_id),
    ]


def test_an_incomplete_parcel_is_not_accepted_and_nothing_is_queued() -> None:
    house = CounterHouse()
    parcel_id = parcel_of(house.scanned()).parcel_id
    with pytest.raises(DomainError) as refused:
        house.accept(parcel_id, CLERK)
    assert (refused.value.fault, refused.value.detail) == (DomainFault.NOT_COMPLETE, "document")
    assert house.totals().counts.made == 0
    assert parcel_of(house.open()).state is ParcelState.OPEN


def test_an_expired_card_stops_the_acceptance() -> None:
    house = CounterHouse()
    parcel_id = house.complete_parcel().parcel_id
    expired = card(valid_to=house.counter.today() - timedelta(days=1))
    view = house.take_document(expired, CLERK, parcel_id)
    assert not view.decision.may_accept
    with pytest.raises(DomainError) as refused:
        house.accept(parcel_id, CLERK)
    assert (refused.value.fault, refused.value.detail) == (DomainFault.STANDS_AGAINST, "document_expired")


def test_without_enrolment_nothing_is_accepted() -> None:
    house = CounterHouse(enrolled=False)
    with pytest.raises(DomainError) as refused:
        house.accept(house.complete_parcel().parcel_id, CLERK)
    assert refused.value.fault is DomainFault.NOT_ENROLLED


def test_a_full_disk_at_the_commit_loses_nothing() -> None:
    house = CounterHouse()
    parcel = house.complete_parcel()
    house.store.fail_next_commit(StorageFault.STORE_FULL)
    with pytest.raises(StorageError):
        house.accept(parcel.parcel_id, CLERK)
    assert house.open().parcel == parcel
    assert house.events == []
    assert house.accept(parcel.parcel_id, CLERK).message_id in house.store.tables.outbox


def test_a_new_card_takes_the_clerks_word_away_and_the_same_card_does_not() -> None:
    house = CounterHouse()
    parcel = house.complete_parcel()
    again = parcel_of(house.take_document(card(), CLERK, parcel.parcel_id))
    assert again.sender is not None
    assert again.sender.same_person is not None
    other = parcel_of(house.take_document(card("11010519491231002X", "测试乙"), CLERK, parcel.parcel_id))
    assert other.sender is not None
    assert (other.sender.same_person, other.sender.phone) == (None, None)


def test_only_one_portrait_stays_per_parcel() -> None:
    house = CounterHouse()
    parcel_id = parcel_of(house.take_document(card(), CLERK, None)).parcel_id
    parcel = parcel_of(house.take_document(card("11010519491231002X", "测试乙"), CLERK, parcel_id))
    assert parcel.sender is not None
    assert house.look(lambda work: work.evidence.all_ids()) == {parcel.sender.document.portrait_id}


def test_a_returning_senders_phone_is_recalled_but_the_person_is_compared_again() -> None:
    house = CounterHouse()
    house.accepted()
    sender = parcel_of(house.take_document(card(), CLERK, None)).sender
    assert sender is not None
    assert (sender.phone, sender.phone_recalled, sender.same_person) == ("13800138000", True, None)


def test_the_same_sender_continues_without_a_new_reading() -> None:
    house = CounterHouse()
    first = house.accepted()
    parcel_id = parcel_of(house.scanned(OTHER_WAYBILL)).parcel_id
    house.continue_sender(parcel_id, CLERK)
    house.edit(parcel_id, ChooseCategory("fruit"), CLERK)
    house.photographed(parcel_id)
    house.sealed(parcel_id)
    second = house.accept(parcel_id, CLERK)
    body = json.loads(house.store.tables.outbox[second.message_id].message.body)
    assert body["payload"]["sender"]["same_sender_as"] == first.acceptance_id


@pytest.mark.parametrize("who", ["other clerk", "later"])
def test_the_sender_does_not_continue_for_another_clerk_or_after_a_while(who: str) -> None:
    house = CounterHouse()
    house.accepted()
    clerk = ClerkNumber("1002") if who == "other clerk" else CLERK
    if who == "later":
        house.clock.advance(CONTINUES_WITHIN + timedelta(seconds=1))
    with pytest.raises(DomainError) as refused:
        house.continue_sender(None, clerk)
    assert refused.value.fault is DomainFault.NO_EARLIER_SENDER


def test_a_refusal_tells_the_reason_and_keeps_nothing_about_the_person() -> None:
    house = CounterHouse()
    parcel = house.complete_parcel()
    refused = house.refuse(parcel.parcel_id, "prohibited_item", CLERK)
    kept = house.store.tables.outbox[refused.message_id].message
    body = json.loads(kept.body)
    assert body["payload"]["reason"] == "prohibited_item"
    assert "测试甲".encode() not in kept.body
    pictures = {photo.evidence_id for photo in parcel.inspection.photos}
    assert {file["evidence_id"] for file in body["payload"]["evidence"]} == pictures
    assert house.open().parcel is None
    assert house.look(lambda work: work.evidence.all_ids()) == pictures
    assert house.events == [ParcelRefused(refused.refusal_id, refused.message_id)]
    # the same waybill may come back when the reason is gone
    assert house.scanned().parcel is not None


def test_refusing_before_anything_was_captured_works_and_unknown_reasons_do_not() -> None:
    house = CounterHouse()
    assert house.refuse(None, "document_not_shown", CLERK).view.parcel is None
    with pytest.raises(DomainError) as refused:
        house.refuse(None, "because", CLERK)
    assert refused.value.fault is DomainFault.REASON_UNKNOWN


def test_parking_serves_someone_else_and_resuming_takes_the_oldest() -> None:
    house = CounterHouse()
    first = parcel_of(house.scanned()).parcel_id
    assert house.park(first, CLERK).parked == 1
    second = parcel_of(house.scanned(OTHER_WAYBILL)).parcel_id
    house.park(second, CLERK)
    view = house.resume()
    assert (parcel_of(view).parcel_id, view.parked) == (first, 1)
    assert parcel_of(house.open()).parcel_id == first


def test_resuming_with_nothing_parked_leaves_the_counter_empty() -> None:
    assert CounterHouse().resume().parcel is None


def test_a_discarded_parcel_leaves_no_files_but_a_trace() -> None:
    house = CounterHouse()
    parcel = house.complete_parcel()
    assert house.discard(parcel.parcel_id, CLERK).parcel is None
    assert house.look(lambda work: work.evidence.all_ids()) == set()
    assert house.store.tables.audit[-1].action == "discarded"
    assert house.totals().counts.made == 0


def test_a_removed_photo_is_gone_from_index_and_vault() -> None:
    house = CounterHouse()
    parcel = parcel_of(house.photographed(None))
    evidence_id = parcel.inspection.photos[0].evidence_id
    view = house.edit(parcel.parcel_id, RemovePhoto(evidence_id), CLERK)
    assert parcel_of(view).inspection.photos == ()
    assert house.look(lambda work: work.evidence.get(evidence_id)) is None


@pytest.mark.parametrize(
    ("edit", "fault"),
    [
        (EnterPhone("1380013800"), DomainFault.PHONE_INVALID),
        (ChooseCategory("weapons"), DomainFault.CATEGORY_UNKNOWN),
        (SetQuantity(0), DomainFault.QUANTITY_INVALID),
        (RemovePhoto("nobody"), DomainFault.PARCEL_UNKNOWN),
    ],
)
def test_edits_that_make_no_sense_change_nothing(edit: Edit, fault: DomainFault) -> None:
    house = CounterHouse()
    before = house.complete_parcel()
    with pytest.raises(DomainError) as refused:
        house.edit(before.parcel_id, edit, CLERK)
    assert refused.value.fault is fault
    assert house.open().parcel == before


@pytest.mark.parametrize("edit", [ConfirmSamePerson(), EnterPhone("13800138000"), ChooseCarrier("sf")])
def test_edits_without_what_they_change_are_refused(edit: Edit) -> None:
    house = CounterHouse()
    with pytest.raises(DomainError):
        house.edit(None, edit, CLERK)
    assert house.open().parcel is None


def test_the_clerk_may_choose_another_carrier_and_quantity() -> None:
    house = CounterHouse()
    parcel_id = parcel_of(house.scanned()).parcel_id
    house.edit(parcel_id, ChooseCarrier("sf"), CLERK)
    view = house.edit(parcel_id, SetQuantity(12), CLERK)
    assert parcel_of(view).waybill == Waybill(WAYBILL, "sf")
    assert parcel_of(view).inspection.quantity == 12


def test_totals_count_from_local_midnight() -> None:
    house = CounterHouse()
    house.accepted()
    assert house.totals().accepted_today == 1
    house.clock.advance(timedelta(hours=12, seconds=1))
    totals = house.totals()
    assert (totals.accepted_today, totals.counts.made, totals.counts.waiting) == (0, 1, 1)


def test_the_records_list_is_masked_and_newest_first() -> None:
    house = CounterHouse()
    house.accepted()
    house.clock.advance(timedelta(minutes=1))
    house.refuse(None, "inspection_refused", CLERK)
    rows = house.records(10)
    assert [row.kind for row in rows] == [RecordKind.REFUSAL, RecordKind.ACCEPTANCE]
    assert rows[1].sender_masked == "测**"
    assert rows[1].message_state is MessageState.PENDING


def test_the_inspector_is_who_opened_the_box_not_who_finished_the_form() -> None:
    house = CounterHouse()
    parcel = house.complete_parcel()
    house.park(parcel.parcel_id, CLERK)
    house.resume()
    accepted = house.accept(parcel.parcel_id, ClerkNumber("1002"))
    payload = json.loads(house.store.tables.outbox[accepted.message_id].message.body)["payload"]
    assert (payload["clerk"], payload["inspection"]["inspector"]) == ("1002", CLERK)


def test_a_clock_that_was_set_back_does_not_keep_the_sender_at_the_counter() -> None:
    house = CounterHouse()
    house.accepted()
    house.clock.advance(-timedelta(days=1))
    with pytest.raises(DomainError) as refused:
        house.continue_sender(None, CLERK)
    assert refused.value.fault is DomainFault.NO_EARLIER_SENDER


def test_of_two_open_parcels_the_earlier_is_parked_not_lost() -> None:
    house = CounterHouse()
    first = parcel_of(house.scanned()).parcel_id
    house.clock.advance(timedelta(seconds=1))
    second = parcel_of(house.scanned(OTHER_WAYBILL)).parcel_id
    view = house.open()
    assert (parcel_of(view).parcel_id, view.parked) == (second, 1)
    house.discard(second, CLERK)
    assert parcel_of(house.resume()).parcel_id == first
