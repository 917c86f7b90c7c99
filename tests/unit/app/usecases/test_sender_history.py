"""What the store finds unusual about a sender, and that a reason lets the parcel go on."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.document_hash import customer_hash, document_hash, phone_hash
from app.domain.clerk import Clerk, ClerkNumber
from app.domain.customer import Customer
from app.domain.errors import DomainError, DomainFault
from app.domain.honesty import Caution
from app.domain.identity.document import DocumentType
from app.domain.sending import Sending
from app.usecases.edits import AnswerCaution, ChooseCustomer, ChooseSending, DeclareItem, EnterPhone
from app.usecases.results import CounterView
from app.usecases.sender_history import counted_by
from tests.support.builders import CLERK, NOON, TODAY, YUNNAN_NUMBER, customer
from tests.support.counter_house import CounterHouse, card, parcel_of
from tests.support.goods import item
from tests.support.people import ADULT_BORN, card_of

OTHER = card_of(ADULT_BORN, "测试乙")


def noticed(view: CounterView) -> tuple[Caution, ...]:
    return parcel_of(view).noticed


def sent(house: CounterHouse, count: int, phone: str = "13800138000", first: int = 0) -> None:
    """So many parcels of the builders' sender."""
    for number in range(first, first + count):
        parcel_id = house.complete_parcel(f"YT{number:013d}").parcel_id
        house.edit(parcel_id, EnterPhone(phone), CLERK)
        house.accept(parcel_id, CLERK)


def test_many_parcels_today_ask_for_a_reason_and_tomorrow_is_another_day() -> None:
    house = CounterHouse()
    limit = house.counter.policy.senders.limits.parcels_a_day
    sent(house, limit - 1)
    first = house.take_document(card(), CLERK, None)
    assert noticed(first) == ()
    house.discard(parcel_of(first).parcel_id, CLERK)
    sent(house, 1, first=limit)
    view = house.take_document(card(), CLERK, None)
    assert noticed(view) == (Caution.MANY_PARCELS,)
    parcel_id = parcel_of(view).parcel_id
    house.edit(parcel_id, AnswerCaution(Caution.MANY_PARCELS, "moving"), CLERK)
    house.discard(parcel_id, CLERK)
    assert noticed(house.take_document(OTHER, CLERK, None)) == ()
    house.clock.advance(timedelta(hours=12))
    assert noticed(house.take_document(card(), CLERK, None)) == ()


def test_many_phones_are_counted_with_the_one_that_is_typed_now() -> None:
    house = CounterHouse()
    sent(house, 1, "13800138001")
    sent(house, 1, "13800138002", first=1)
    view = house.take_document(card(), CLERK, None)
    parcel_id = parcel_of(view).parcel_id
    assert noticed(view) == ()
    assert noticed(house.edit(parcel_id, EnterPhone("13800138003"), CLERK)) == (Caution.MANY_PHONES,)
    assert noticed(house.edit(parcel_id, EnterPhone("13800138001"), CLERK)) == ()
    house.clock.advance(timedelta(days=house.counter.policy.senders.limits.phone_days, seconds=1))
    assert noticed(house.edit(parcel_id, EnterPhone("13800138004"), CLERK)) == ()


def test_a_clerks_own_document_is_known_by_name_until_one_is_registered() -> None:
    house = CounterHouse()
    house.look(lambda work: work.clerks.add(Clerk(CLERK, "測試甲", "hash")))
    view = house.take_document(card(), CLERK, None)
    assert noticed(view) == (Caution.CLERKS_OWN_DOCUMENT,)
    house.discard(parcel_of(view).parcel_id, CLERK)
    own = parcel_of(house.take_document(OTHER, CLERK, None)).parcel_id
    assert noticed(house.own_document(own, CLERK)) == (Caution.CLERKS_OWN_DOCUMENT,)
    house.discard(own, CLERK)
    assert noticed(house.take_document(card(), CLERK, None)) == ()


def test_a_colleagues_document_is_a_clerks_too_and_so_is_a_principals() -> None:
    house = CounterHouse()
    house.look(lambda work: work.clerks.add(Clerk(ClerkNumber("1002"), "测试乙", "hash")))
    parcel_id = parcel_of(house.take_document(card(), CLERK, None)).parcel_id
    house.edit(parcel_id, ChooseSending(Sending.ENTRUSTED), CLERK)
    assert noticed(house.take_document(OTHER, CLERK, parcel_id)) == (Caution.CLERKS_OWN_DOCUMENT,)


def test_only_the_hash_of_the_own_document_is_kept_and_the_trail_tells_of_it() -> None:
    house = CounterHouse()
    house.look(lambda work: work.clerks.add(Clerk(CLERK, "样例员", "hash")))
    house.own_document(parcel_of(house.take_document(card(), CLERK, None)).parcel_id, CLERK)
    kept = house.look(lambda work: work.clerks.get(CLERK))
    assert kept is not None
    assert kept.document_hash is not None
    assert card().text.number not in kept.document_hash
    entry = house.store.tables.audit[-1]
    assert (entry.action, entry.clerk, entry.details) == ("own_document_registered", CLERK, {})


def test_nobody_registers_without_a_document_or_without_being_known() -> None:
    house = CounterHouse()
    empty = parcel_of(house.scanned()).parcel_id
    shown = parcel_of(house.take_document(card(), CLERK, empty)).parcel_id
    with pytest.raises(DomainError) as unknown:
        house.own_document(shown, CLERK)
    assert unknown.value.fault is DomainFault.CLERK_INVALID
    other = parcel_of(house.scanned("SF1385628716739")).parcel_id
    with pytest.raises(DomainError) as nothing:
        house.own_document(other, CLERK)
    assert nothing.value.fault is DomainFault.NO_DOCUMENT


def test_a_remark_of_the_province_is_heard_for_as_long_as_the_pack_says() -> None:
    house = CounterHouse()
    done = house.accepted()
    house.store.note_remark(done.message_id, "document_elsewhere", NOON)
    view = house.take_document(card(), CLERK, None)
    assert noticed(view) == (Caution.DOCUMENT_ELSEWHERE,)
    parcel_id = parcel_of(view).parcel_id
    assert noticed(house.take_document(OTHER, CLERK, parcel_id)) == ()
    house.clock.advance(timedelta(hours=house.counter.policy.senders.limits.elsewhere_hours, seconds=1))
    assert noticed(house.take_document(card(), CLERK, parcel_id)) == ()


def test_a_burst_is_noticed_at_night_and_over_with_the_minutes() -> None:
    house = CounterHouse()
    limits = house.counter.policy.senders.limits
    house.clock.advance(timedelta(hours=11, minutes=30))
    for number in range(limits.night_parcels):
        parcel_id = parcel_of(house.scanned(f"YT{number:013d}")).parcel_id
        house.edit(parcel_id, ChooseSending(Sending.LETTER), CLERK)
        house.accept(parcel_id, CLERK)
    view = house.take_document(OTHER, CLERK, None)
    assert noticed(view) == (Caution.NIGHT_BURST,)
    house.park(parcel_of(view).parcel_id, CLERK)
    house.clock.advance(timedelta(minutes=limits.night_minutes, seconds=1))
    assert noticed(house.resume()) == ()


def test_the_same_many_parcels_by_day_are_business() -> None:
    house = CounterHouse()
    for number in range(house.counter.policy.senders.limits.night_parcels):
        parcel_id = parcel_of(house.scanned(f"YT{number:013d}")).parcel_id
        house.edit(parcel_id, ChooseSending(Sending.LETTER), CLERK)
        house.accept(parcel_id, CLERK)
    assert noticed(house.take_document(OTHER, CLERK, None)) == ()


def test_a_letter_is_not_unusual() -> None:
    house = CounterHouse()
    house.look(lambda work: work.clerks.add(Clerk(CLERK, "测试甲", "hash")))
    parcel_id = parcel_of(house.take_document(card(), CLERK, None)).parcel_id
    assert noticed(house.edit(parcel_id, ChooseSending(Sending.LETTER), CLERK)) == ()


def tobacco_of(house: CounterHouse, subject: Customer, number: str) -> CounterView:
    """A whole parcel of that customer with a pack of cigarettes in it."""
    house.look(lambda work: work.customers.save(subject, clerk=CLERK, at=NOON))
    parcel_id = parcel_of(house.scanned(number)).parcel_id
    house.edit(parcel_id, DeclareItem(item("香烟", unit="pack")), CLERK)
    house.photographed(parcel_id)
    house.sealed(parcel_id)
    return house.edit(parcel_id, ChooseCustomer(subject.customer_id), CLERK)


def test_an_agreement_customer_without_a_document_counts_as_one_person_a_day() -> None:
    house = CounterHouse()
    first = tobacco_of(house, customer(), "YT0000000000001")
    assert first.decision.may_accept
    done = house.accept(parcel_of(first).parcel_id, CLERK)
    assert house.store.tables.acceptances[done.acceptance_id].document_hash == ""

    again = tobacco_of(house, customer(), "YT0000000000002")

    assert parcel_of(again).inspection.used_today == (("cigarettes_daily", 1),)
    assert [reason.code for reason in again.decision.goods.reasons] == ["cigarettes_daily"]
    with pytest.raises(DomainError) as refused:
        house.accept(parcel_of(again).parcel_id, CLERK)
    assert refused.value.fault is DomainFault.STANDS_AGAINST
    house.discard(parcel_of(again).parcel_id, CLERK)
    other = tobacco_of(house, customer(customer_id="customer-2", credit_code="C2"), "YT0000000000003")
    assert other.decision.may_accept
    house.discard(parcel_of(other).parcel_id, CLERK)
    house.clock.advance(timedelta(days=1))
    assert tobacco_of(house, customer(), "YT0000000000004").decision.may_accept


def test_whose_day_a_parcel_uses_up() -> None:
    key = bytes(range(32))
    shown, customers = CounterHouse().complete_parcel(), customer()
    by_document = counted_by(key, shown, TODAY)
    assert by_document == document_hash(key, DocumentType.RESIDENT_CARD, YUNNAN_NUMBER)
    in_force = replace(shown, sending=Sending.AGREEMENT, customer=customers)
    assert counted_by(key, in_force, TODAY) == customer_hash(key, customers.credit_code)
    assert counted_by(key, replace(in_force, sender=None), TODAY) == counted_by(key, in_force, TODAY)
    unfiled = replace(in_force, customer=replace(customers, agreement=None))
    assert counted_by(key, unfiled, TODAY) == by_document
    assert counted_by(key, replace(shown, sender=None), TODAY) == ""
    assert counted_by(key, replace(in_force, sending=Sending.LETTER), TODAY) == ""
    codes = {customer_hash(key, "1"), customer_hash(bytes(32), "1"), phone_hash(key, "1")}
    assert len(codes | {document_hash(key, kind, "1") for kind in DocumentType}) == 3 + len(DocumentType)
