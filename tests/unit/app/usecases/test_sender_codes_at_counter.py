"""Scans that are about people: a sender's real-name code, and a customer's code."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.acceptance import Missing, Parcel
from app.domain.identity.document import ReadingSource
from app.domain.identity.sender_code import SenderCodeFault
from app.domain.sending import Sending
from app.usecases.edits import ChooseSending
from app.usecases.results import CodeRefused, CodeUnknown, CustomerTaken, DocumentTaken, ScanOutcome
from devices.ports import CardRead, Symbology
from devices.simulators.sender_codes import TRAINING_PREFIX, training_sender_code
from sync.words import Environment
from tests.support.builders import CLERK, CREDIT_CODE, NOON, customer, terminal_identity
from tests.support.counter_house import CounterHouse, card, parcel_of
from tests.support.people import ADULT_BORN, CHILD_BORN, card_of

OTHER = card_of(ADULT_BORN, "测试乙")
PHONE = "13900139000"


def code(of: CardRead | None = None, phone: str | None = PHONE) -> str:
    return training_sender_code((of or card()).text, NOON, phone)


def scan(house: CounterHouse, text: str, parcel_id: str | None = None) -> ScanOutcome:
    return house.route_scan(text, Symbology.QR, CLERK, parcel_id, replace_waybill=False)


def taken(outcome: ScanOutcome) -> Parcel:
    assert isinstance(outcome, DocumentTaken | CustomerTaken)
    return parcel_of(outcome.view)


def test_a_senders_code_brings_document_and_phone_and_the_person_is_still_compared() -> None:
    outcome = scan(CounterHouse(), code())
    sender = taken(outcome).sender
    assert sender is not None
    assert (sender.document.source, sender.document.name) == (ReadingSource.SENDER_CODE, "测试甲")
    assert (sender.phone, sender.phone_recalled, sender.document.portrait_id) == (PHONE, False, None)
    assert isinstance(outcome, DocumentTaken)
    assert Missing.SAME_PERSON in outcome.view.decision.missing


def test_the_same_code_again_is_the_same_parcels_and_no_other_ones() -> None:
    house = CounterHouse()
    shown = code()
    first = taken(scan(house, shown))
    assert taken(scan(house, shown, first.parcel_id)) == first
    house.park(first.parcel_id, CLERK)
    assert scan(house, shown) == CodeRefused(SenderCodeFault.USED_BEFORE)
    assert house.open().parcel is None
    assert taken(scan(house, code(phone=None))).sender is not None


def test_a_code_is_still_used_when_its_parcel_is_given_up() -> None:
    house = CounterHouse()
    shown = code()
    house.discard(taken(scan(house, shown)).parcel_id, CLERK)
    assert scan(house, shown) == CodeRefused(SenderCodeFault.USED_BEFORE)


@pytest.mark.parametrize("environment", [Environment.PRODUCTION, None])
def test_a_training_code_counts_at_no_other_counter(environment: Environment | None) -> None:
    house = CounterHouse(enrolled=False)
    if environment is not None:
        identity = replace(terminal_identity(), environment=environment)
        house.look(lambda work: work.terminal.save_identity(identity))
    assert scan(house, code()) == CodeRefused(SenderCodeFault.WRONG_ENVIRONMENT)
    assert house.open().parcel is None


def test_an_old_code_is_refused_and_a_torn_one_too() -> None:
    house = CounterHouse()
    shown = code()
    assert scan(house, shown[:-9]) == CodeRefused(SenderCodeFault.WRONG_SIGNATURE)
    assert scan(house, TRAINING_PREFIX) == CodeRefused(SenderCodeFault.MALFORMED)
    house.clock.advance(timedelta(minutes=6))
    assert scan(house, shown) == CodeRefused(SenderCodeFault.EXPIRED)
    assert house.open().parcel is None


def test_a_code_with_another_meaning_is_unknown() -> None:
    assert scan(CounterHouse(), "https://样例.invalid/pay?1") == CodeUnknown("https://样例.invalid/pay?1")


def test_a_recalled_phone_outranks_the_codes() -> None:
    house = CounterHouse()
    house.accepted()
    sender = taken(scan(house, code())).sender
    assert sender is not None
    assert (sender.phone, sender.phone_recalled) == ("13800138000", True)


def test_a_code_in_the_place_of_a_card_takes_the_cards_portrait_along() -> None:
    house = CounterHouse()
    parcel_id = parcel_of(house.take_document(card(), CLERK, None)).parcel_id
    taken(scan(house, code(OTHER), parcel_id))
    assert house.look(lambda work: work.evidence.all_ids()) == set()


def test_a_principals_phone_is_not_the_agents() -> None:
    house = CounterHouse()
    parcel_id = parcel_of(house.take_document(card(), CLERK, None)).parcel_id
    house.edit(parcel_id, ChooseSending(Sending.ENTRUSTED), CLERK)
    parcel = taken(scan(house, code(OTHER), parcel_id))
    assert parcel.principal is not None
    assert parcel.principal.document.name == "测试乙"
    assert parcel.sender is not None
    assert parcel.sender.phone is None


def test_a_guardians_phone_is_not_the_childs() -> None:
    house = CounterHouse()
    parcel_id = parcel_of(house.take_document(card_of(CHILD_BORN, "测试童"), CLERK, None)).parcel_id
    parcel = taken(scan(house, code(OTHER), parcel_id))
    assert parcel.guardian is not None
    assert parcel.sender is not None
    assert parcel.sender.phone is None


@pytest.mark.parametrize("scanned", [CREDIT_CODE, CREDIT_CODE.lower(), "xy-2026-001"])
def test_a_customers_code_chooses_the_customer(scanned: str) -> None:
    house = CounterHouse()
    house.look(lambda work: work.customers.save(customer(), clerk=CLERK, at=NOON))
    outcome = scan(house, scanned)
    parcel = taken(outcome)
    assert (parcel.sending, parcel.customer, parcel.waybill) == (Sending.AGREEMENT, customer(), None)
    assert isinstance(outcome, CustomerTaken)
    assert outcome.view.decision.missing == (
        Missing.WAYBILL,
        Missing.ITEM_CATEGORY,
        Missing.PHOTO,
        Missing.SEALED_PHOTO,
    )


def test_a_customers_code_leaves_no_portrait_of_a_principal() -> None:
    house = CounterHouse()
    house.look(lambda work: work.customers.save(customer(), clerk=CLERK, at=NOON))
    parcel_id = parcel_of(house.take_document(card(), CLERK, None)).parcel_id
    house.edit(parcel_id, ChooseSending(Sending.ENTRUSTED), CLERK)
    house.take_document(OTHER, CLERK, parcel_id)
    parcel = taken(scan(house, CREDIT_CODE, parcel_id))
    assert parcel.principal is None
    assert parcel.sender is not None
    assert house.look(lambda work: work.evidence.all_ids()) == {parcel.sender.document.portrait_id}
