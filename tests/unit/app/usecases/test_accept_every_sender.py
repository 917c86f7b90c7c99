"""Every kind of sending from the counter to the province's contract, and what a refusal leaves of people."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from pydantic import JsonValue

from app.audit_ports import AuditEntry
from app.domain.acceptance import Missing, Parcel
from app.domain.clerk import Clerk, ClerkNumber, ClerkRole
from app.domain.customer import Agreement, Customer, CustomerKind, Filing
from app.domain.errors import DomainError, DomainFault
from app.domain.honesty import Caution
from app.domain.identity.document import DocumentProblem
from app.domain.sending import Sending
from app.people_ports import CarrierOrder
from app.ports import Acceptance
from app.usecases.edits import (
    AnswerCaution,
    ChooseCategory,
    ChooseCustomer,
    ChooseRelation,
    ChooseSending,
    ConfirmGuardian,
    ConfirmSamePerson,
    ConfirmWaybillName,
    EnterPhone,
    EnterWaybillName,
)
from sync.payloads import MODELS
from sync.words import Kind
from tests.support.builders import CLERK, NOON, TODAY, customer
from tests.support.counter_house import WAYBILL, CounterHouse, card, parcel_of
from tests.support.people import ADULT_BORN, CHILD_BORN, YOUNG_BORN, card_of

OTHER = card_of(ADULT_BORN, "测试乙")
CHILD = card_of(CHILD_BORN, "测试童")
COMPANY = customer(kind=CustomerKind.ORGANISATION, agreement=None)
EXPIRED = customer(agreement=Agreement("XY-1", date(2024, 1, 1), TODAY - timedelta(days=1), Filing.FILED))
PENDING = customer(agreement=Agreement("XY-1", date(2026, 1, 1), date(2027, 1, 1), Filing.PENDING))
PEOPLE = ("测试甲", "测试乙", "测试童", "5301022014", "13800138000", "样例路")


def inspected(house: CounterHouse, number: str = WAYBILL) -> str:
    """A parcel with waybill and contents, and nobody yet."""
    parcel_id = parcel_of(house.scanned(number)).parcel_id
    house.edit(parcel_id, ChooseCategory("food"), CLERK)
    house.photographed(parcel_id)
    house.sealed(parcel_id)
    return parcel_id


def verified(house: CounterHouse, parcel_id: str) -> None:
    """The clerk's words about whoever is at the counter."""
    for edit in (ConfirmSamePerson(), ConfirmWaybillName(), EnterPhone("13800138000")):
        house.edit(parcel_id, edit, CLERK)


def with_customer(house: CounterHouse, parcel_id: str, subject: Customer) -> None:
    house.look(lambda work: work.customers.save(subject, clerk=CLERK, at=NOON))
    house.edit(parcel_id, ChooseCustomer(subject.customer_id), CLERK)


def sent(house: CounterHouse, message_id: str, kind: Kind = Kind.ACCEPTANCE) -> dict[str, JsonValue]:
    """The payload, which the contract takes."""
    body = json.loads(house.store.tables.outbox[message_id].message.body)
    MODELS[kind, body["schema_version"]].model_validate(body["payload"])
    payload = body["payload"]
    assert isinstance(payload, dict)
    return payload


def accepted(house: CounterHouse, parcel_id: str) -> tuple[dict[str, JsonValue], Acceptance]:
    """What was sent, and what is kept."""
    done = house.accept(parcel_id, CLERK)
    return sent(house, done.message_id), house.store.tables.acceptances[done.acceptance_id]


def told(house: CounterHouse, action: str) -> AuditEntry:
    (entry,) = [entry for entry in house.store.tables.audit if entry.action == action]
    return entry


def member(payload: dict[str, JsonValue], *path: str) -> JsonValue:
    found: JsonValue = payload
    for name in path:
        assert isinstance(found, dict)
        found = found[name]
    return found


def test_an_entrusted_parcel_names_both_people_and_the_relation() -> None:
    house = CounterHouse()
    parcel_id = inspected(house)
    house.take_document(card(), CLERK, parcel_id)
    house.edit(parcel_id, ChooseSending(Sending.ENTRUSTED), CLERK)
    house.take_document(OTHER, CLERK, parcel_id)
    house.edit(parcel_id, ChooseRelation("carer"), CLERK)
    verified(house, parcel_id)
    payload, _ = accepted(house, parcel_id)
    assert member(payload, "sender", "name") == "测试甲"
    assert member(payload, "principal", "person", "name") == "测试乙"
    assert member(payload, "principal", "relation") == "carer"


@pytest.mark.parametrize(
    ("subject", "sending"),
    [(COMPANY, Sending.ORGANISATION), (EXPIRED, Sending.AGREEMENT), (PENDING, Sending.AGREEMENT)],
)
def test_an_agent_is_checked_for_a_company_and_for_an_agreement_that_is_not_in_force(
    subject: Customer, sending: Sending
) -> None:
    house = CounterHouse()
    parcel_id = inspected(house)
    with_customer(house, parcel_id, subject)
    house.take_document(card(), CLERK, parcel_id)
    verified(house, parcel_id)
    payload, kept = accepted(house, parcel_id)
    assert (payload["sending"], member(payload, "sender", "name")) == (sending.value, "测试甲")
    assert member(payload, "organisation", "credit_code") == subject.credit_code
    assert member(payload, "organisation", "responsible_copy") is True
    assert kept.document_hash
    if sending is Sending.AGREEMENT:
        assert member(payload, "agreement", "in_force") is False
    else:
        assert payload["agreement"] is None


def test_of_an_agreement_customer_in_force_no_person_is_named_or_hashed() -> None:
    house = CounterHouse()
    parcel_id = inspected(house)
    with_customer(house, parcel_id, customer())
    payload, kept = accepted(house, parcel_id)
    assert (payload["sender"], payload["organisation"]) == (None, None)
    assert member(payload, "agreement", "in_force") is True
    assert (kept.document_hash, kept.phone_hash, kept.restricted) == ("", "", False)
    assert house.store.tables.senders == {}


def test_people_who_came_before_the_agreement_was_known_are_not_sent() -> None:
    house = CounterHouse()
    parcel_id = inspected(house)
    house.take_document(CHILD, CLERK, parcel_id)
    house.take_document(OTHER, CLERK, parcel_id)
    house.edit(parcel_id, ConfirmGuardian(), CLERK)
    with_customer(house, parcel_id, customer())
    payload, kept = accepted(house, parcel_id)
    assert (payload["sender"], payload["guardian"], payload["guardian_present"]) == (None, None, False)
    text = json.dumps(payload, ensure_ascii=False)
    assert not [secret for secret in PEOPLE if secret in text]
    assert (kept.document_hash, kept.phone_hash) == ("", "")


def test_a_guardian_who_has_not_agreed_does_not_stop_an_exempt_parcel() -> None:
    house = CounterHouse()
    parcel_id = inspected(house)
    house.take_document(CHILD, CLERK, parcel_id)
    house.take_document(OTHER, CLERK, parcel_id)
    with_customer(house, parcel_id, customer())
    assert accepted(house, parcel_id)[0]["guardian"] is None


def test_a_letter_is_sent_without_people_contents_or_pictures() -> None:
    house = CounterHouse()
    parcel_id = parcel_of(house.scanned()).parcel_id
    house.edit(parcel_id, ChooseSending(Sending.LETTER), CLERK)
    payload, kept = accepted(house, parcel_id)
    assert (payload["sender"], payload["evidence"]) == (None, [])
    assert payload["inspection"] == {
        "item_category": "letter",
        "quantity": 1,
        "transport": "road",
        "destination": "domestic",
        "journey_told": False,
        "screening": None,
    }
    assert (kept.document_hash, kept.phone_hash) == ("", "")


def test_a_childs_parcel_names_the_guardian_and_is_restricted_everywhere() -> None:
    house = CounterHouse()
    parcel_id = inspected(house)
    house.take_document(CHILD, CLERK, parcel_id)
    house.take_document(OTHER, CLERK, parcel_id)
    house.edit(parcel_id, ConfirmGuardian(), CLERK)
    verified(house, parcel_id)
    payload, kept = accepted(house, parcel_id)
    assert member(payload, "guardian", "person", "name") == "测试乙"
    assert (payload["guardian_present"], payload["restricted_access"], kept.restricted) == (True, True, True)
    assert told(house, "accepted").details["restricted"] == "child"


def test_a_fifteen_year_olds_parcel_says_that_somebody_was_there() -> None:
    house = CounterHouse()
    parcel_id = inspected(house)
    house.take_document(card_of(YOUNG_BORN, "测试少"), CLERK, parcel_id)
    verified(house, parcel_id)
    house.edit(parcel_id, ConfirmGuardian(), CLERK)
    payload, _ = accepted(house, parcel_id)
    assert (payload["guardian"], payload["guardian_present"], payload["restricted_access"]) == (None, True, False)


def test_a_guardian_whom_a_birthday_made_needless_does_not_stop_the_parcel() -> None:
    house = CounterHouse()
    parcel_id = inspected(house)
    birthday = TODAY.replace(year=TODAY.year - 14) + timedelta(days=1)
    house.take_document(card_of(birthday, "测试童"), CLERK, parcel_id)
    house.take_document(OTHER, CLERK, parcel_id)
    verified(house, parcel_id)
    parcel = parcel_of(house.open())
    house.look(lambda work: work.parcels.save(replace(parcel, guardian_present=True)))
    house.clock.advance(timedelta(days=1))
    payload, _ = accepted(house, parcel_id)
    assert (payload["guardian"], payload["guardian_present"]) == (None, True)


def unusual(house: CounterHouse) -> str:
    """A whole parcel of which something is unusual: the clerk's name is the sender's."""
    clerk = Clerk(ClerkNumber("1002"), "测试甲", "hash")
    house.look(lambda work: work.clerks.add(clerk))
    return house.complete_parcel().parcel_id


def test_a_reason_for_what_is_unusual_is_sent_and_audited() -> None:
    house = CounterHouse()
    parcel_id = unusual(house)
    with pytest.raises(DomainError) as refused:
        house.accept(parcel_id, CLERK)
    assert (refused.value.fault, refused.value.detail) == (DomainFault.NOT_COMPLETE, "caution_reason")
    house.edit(parcel_id, AnswerCaution(Caution.CLERKS_OWN_DOCUMENT, "same_name"), CLERK)
    payload, _ = accepted(house, parcel_id)
    assert payload["cautions"] == [
        {"code": "clerks_own_document", "reason": "same_name", "clerk": CLERK, "at": "2026-11-20T04:00:00.000+00:00"}
    ]
    assert told(house, "accepted").details["caution.clerks_own_document"] == "same_name"


def test_what_became_unusual_since_the_screen_looked_is_asked_at_the_acceptance() -> None:
    house = CounterHouse()
    parcel_id = house.complete_parcel().parcel_id
    house.look(lambda work: work.clerks.add(Clerk(ClerkNumber("1002"), "测试甲", "hash")))
    assert house.open().decision.may_accept
    with pytest.raises(DomainError) as refused:
        house.accept(parcel_id, CLERK)
    assert refused.value.detail == Missing.CAUTION_REASON.value


def test_an_auditor_decides_and_changes_nothing() -> None:
    house = CounterHouse()
    auditor = Clerk(ClerkNumber("7001"), "样例稽核", "hash", ClerkRole.AUDITOR)
    house.look(lambda work: work.clerks.add(auditor))
    before = house.complete_parcel()
    parcel_id = before.parcel_id
    for act in (
        lambda: house.accept(parcel_id, auditor.number),
        lambda: house.refuse(parcel_id, "prohibited_item", auditor.number),
        lambda: house.edit(parcel_id, ChooseCategory("tea"), auditor.number),
        lambda: house.take_document(card(), auditor.number, None),
        lambda: house.park(parcel_id, auditor.number),
        lambda: house.discard(parcel_id, auditor.number),
    ):
        with pytest.raises(DomainError) as refused:
            act()
        assert refused.value.fault is DomainFault.READ_ONLY
    assert house.store.tables.outbox == {}
    assert parcel_of(house.open()) == before


# -- refusals


def whole(house: CounterHouse) -> Parcel:
    """A child's entrusted-like parcel with everybody on it, against which something stands."""
    parcel_id = inspected(house)
    house.take_document(CHILD, CLERK, parcel_id)
    house.take_document(OTHER, CLERK, parcel_id)
    house.edit(parcel_id, ConfirmSamePerson(live_picture=b"live"), CLERK)
    house.edit(parcel_id, EnterPhone("13800138000"), CLERK)
    house.edit(parcel_id, EnterWaybillName("测试丙"), CLERK)
    return parcel_of(house.open())


def test_a_refusal_tells_what_stood_against_it_and_keeps_nobodys_data() -> None:
    house = CounterHouse()
    parcel = whole(house)
    house.look(lambda work: work.orders.add([CarrierOrder(WAYBILL, "测试丙")], NOON))
    done = house.refuse(parcel.parcel_id, "data_mismatch", CLERK)
    payload = sent(house, done.message_id, Kind.REFUSAL)
    assert (payload["reason"], payload["objections"]) == ("data_mismatch", ["name_differs"])
    kept = house.store.tables.refusals[done.refusal_id].parcel
    assert (kept.sender, kept.principal, kept.guardian, kept.customer, kept.waybill_name) == (None,) * 5
    assert (kept.noticed, kept.answered, kept.overrides, kept.guardian_present) == ((), (), (), False)
    pictures = {photo.evidence_id for photo in parcel.inspection.photos}
    assert set(house.vault.files) == house.look(lambda work: work.evidence.all_ids()) == pictures
    assert house.store.tables.orders == {}
    text = house.store.tables.outbox[done.message_id].message.body.decode()
    assert not [secret for secret in (*PEOPLE, "测试丙") if secret in text]
    assert told(house, "refused").details["reason"] == "data_mismatch"


def test_a_refused_document_tells_what_is_wrong_with_it() -> None:
    house = CounterHouse()
    parcel_id = inspected(house)
    expired = card(valid_to=TODAY - timedelta(days=1), number="530102199003071239")
    parcel = parcel_of(house.take_document(expired, CLERK, parcel_id))
    assert parcel.sender is not None
    assert DocumentProblem.NUMBER_CHECK_DIGIT in parcel.sender.document.problems
    payload = sent(house, house.refuse(parcel_id, "document_invalid", CLERK).message_id, Kind.REFUSAL)
    assert payload["objections"] == ["document_invalid", "document_expired"]


def test_an_accepted_parcels_order_is_forgotten_with_it() -> None:
    house = CounterHouse()
    house.look(lambda work: work.orders.add([CarrierOrder(WAYBILL, "测试甲")], NOON))
    parcel_id = inspected(house)
    house.take_document(card(), CLERK, parcel_id)
    house.edit(parcel_id, ConfirmSamePerson(), CLERK)
    house.edit(parcel_id, EnterPhone("13800138000"), CLERK)
    payload, _ = accepted(house, parcel_id)
    assert member(payload, "waybill", "sender_name_check") == "carrier_order"
    assert house.store.tables.orders == {}
