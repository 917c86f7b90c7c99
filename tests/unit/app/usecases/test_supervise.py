"""A supervisor's word at a clerk's counter: who may give it, what it answers, and who gets to know."""

import json

import pytest

from app.domain.acceptance import Objection
from app.domain.clerk import Clerk, ClerkNumber, ClerkRole
from app.domain.errors import DomainError, DomainFault
from app.domain.sending import Override
from app.usecases.edits import ChooseCategory, ConfirmSamePerson, ConfirmWaybillName, EnterPhone, EnterWaybillName
from app.usecases.sign_in import FREE_TRIES
from app.usecases.supervisor_words import ConfirmOpenDocument, Credentials, OverrideObjection, Word
from sync.payloads import MODELS
from sync.words import Kind
from tests.support.builders import CLERK, NOON
from tests.support.counter_house import CounterHouse, parcel_of
from tests.support.people import border_card

PIN = "2580"
SUPERVISOR = Credentials("9001", PIN)
OVERRIDE = OverrideObjection(Objection.NAME_DIFFERS, "name_variant")


@pytest.fixture(scope="module")
def people() -> list[Clerk]:
    """A supervisor and a clerk; Argon2id is slow on purpose, so they are registered once."""
    house = CounterHouse()
    return [house.add_clerk("9001", "样例站长", PIN), house.add_clerk(CLERK, "样例员", PIN)]


@pytest.fixture
def house(people: list[Clerk]) -> CounterHouse:
    house = CounterHouse()
    for person in people:
        house.look(lambda work, person=person: work.clerks.add(person))  # type: ignore[misc] # a lambda's default is not inferred
    return house


def differing(house: CounterHouse) -> str:
    """A whole parcel whose waybill has another name."""
    parcel_id = house.complete_parcel().parcel_id
    house.edit(parcel_id, EnterWaybillName("测试贾"), CLERK)
    return parcel_id


def refused(house: CounterHouse, parcel_id: str, word: Word, who: Credentials = SUPERVISOR) -> tuple[DomainFault, str]:
    """Why, after having seen that the parcel is as it was."""
    before = house.open().parcel
    with pytest.raises(DomainError) as caught:
        house.supervise(parcel_id, word, who, CLERK)
    assert house.open().parcel == before
    return caught.value.fault, caught.value.detail


def test_a_word_lets_a_differing_name_pass_and_everybody_knows(house: CounterHouse) -> None:
    parcel_id = differing(house)
    assert house.open().decision.objections == (Objection.NAME_DIFFERS,)
    view = house.supervise(parcel_id, OVERRIDE, SUPERVISOR, CLERK)
    given = Override("name_differs", "name_variant", ClerkNumber("9001"), CLERK, NOON)
    assert parcel_of(view).overrides == (given,)
    assert view.decision.may_accept

    word = house.store.tables.audit[-1]
    assert (word.action, word.clerk, word.subject_id) == ("objection_overridden", "9001", parcel_id)
    assert word.details == {"clerk": CLERK, "objection": "name_differs", "reason": "name_variant"}
    assert house.store.tables.audit[-2].action == "supervisor_called"

    done = house.accept(parcel_id, CLERK)
    payload = json.loads(house.store.tables.outbox[done.message_id].message.body)["payload"]
    MODELS[Kind.ACCEPTANCE, 3].model_validate(payload)
    assert payload["clerk"] == CLERK
    assert payload["overrides"] == [
        {
            "objection": "name_differs",
            "reason": "name_variant",
            "supervisor": "9001",
            "clerk": CLERK,
            "at": "2026-11-20T04:00:00.000+00:00",
        }
    ]
    assert house.store.tables.audit[-1].details["override.name_differs"] == "name_variant 9001"


@pytest.mark.parametrize(
    ("who", "fault"),
    [
        (Credentials("9001", "2581"), DomainFault.SIGN_IN_REFUSED),
        (Credentials("9999", PIN), DomainFault.SIGN_IN_REFUSED),
        (Credentials(CLERK, PIN), DomainFault.NOT_A_SUPERVISOR),
    ],
)
def test_a_wrong_pin_and_a_clerk_give_no_word(house: CounterHouse, who: Credentials, fault: DomainFault) -> None:
    assert refused(house, differing(house), OVERRIDE, who)[0] is fault
    assert "objection_overridden" not in [entry.action for entry in house.store.tables.audit]


@pytest.mark.parametrize("role", [ClerkRole.INSPECTOR, ClerkRole.AUDITOR])
def test_no_other_role_gives_a_word(house: CounterHouse, people: list[Clerk], role: ClerkRole) -> None:
    other = Clerk(ClerkNumber("7001"), "样例", people[0].pin_hash, role)
    house.look(lambda work: work.clerks.add(other))
    assert refused(house, differing(house), OVERRIDE, Credentials("7001", PIN))[0] is DomainFault.NOT_A_SUPERVISOR


def test_guessing_a_supervisors_pin_costs_time_at_the_counter_and_at_the_door(house: CounterHouse) -> None:
    parcel_id = differing(house)
    for _ in range(FREE_TRIES):
        refused(house, parcel_id, OVERRIDE, Credentials("9001", "1111"))
    assert refused(house, parcel_id, OVERRIDE)[0] is DomainFault.SIGN_IN_LOCKED
    with pytest.raises(DomainError) as locked:
        house.sign_in("9001", PIN)
    assert locked.value.fault is DomainFault.SIGN_IN_LOCKED


@pytest.mark.parametrize("objection", Objection)
def test_a_word_answers_only_what_stands_and_may_be_answered(house: CounterHouse, objection: Objection) -> None:
    parcel_id = house.complete_parcel().parcel_id
    word = OverrideObjection(objection, "name_variant")
    assert refused(house, parcel_id, word) == (DomainFault.NOT_OVERRIDABLE, objection.value)


def test_a_word_has_a_coded_reason_and_is_given_once(house: CounterHouse) -> None:
    parcel_id = differing(house)
    because = OverrideObjection(Objection.NAME_DIFFERS, "because")
    assert refused(house, parcel_id, because) == (DomainFault.REASON_UNKNOWN, "because")
    house.supervise(parcel_id, OVERRIDE, SUPERVISOR, CLERK)
    assert refused(house, parcel_id, OVERRIDE)[0] is DomainFault.NOT_OVERRIDABLE


def test_another_name_needs_another_word(house: CounterHouse) -> None:
    parcel_id = differing(house)
    house.supervise(parcel_id, OVERRIDE, SUPERVISOR, CLERK)
    view = house.edit(parcel_id, EnterWaybillName("完全不同"), CLERK)
    assert view.decision.objections == (Objection.NAME_DIFFERS,)


def test_a_document_of_the_open_class_carries_the_supervisor_to_the_province(house: CounterHouse) -> None:
    parcel_id = parcel_of(house.scanned()).parcel_id
    house.take_typed(border_card(), CLERK, parcel_id)
    for edit in (ConfirmSamePerson(), ConfirmWaybillName(), EnterPhone("13800138000"), ChooseCategory("tea")):
        house.edit(parcel_id, edit, CLERK)
    house.photographed(parcel_id)
    house.sealed(parcel_id)
    assert [need.value for need in house.open().decision.missing] == ["supervisor_word"]
    view = house.supervise(parcel_id, ConfirmOpenDocument(), SUPERVISOR, CLERK)
    assert view.decision.may_accept
    assert house.store.tables.audit[-1].action == "document_confirmed"
    done = house.accept(parcel_id, CLERK)
    payload = json.loads(house.store.tables.outbox[done.message_id].message.body)["payload"]
    MODELS[Kind.ACCEPTANCE, 3].model_validate(payload)
    assert (payload["sender"]["other_kind"], payload["sender"]["supervisor"]) == ("border_resident_card", "9001")


def test_a_word_about_an_ordinary_document_is_not_wanted(house: CounterHouse) -> None:
    before = house.complete_parcel()
    with pytest.raises(DomainError) as refused:
        house.supervise(before.parcel_id, ConfirmOpenDocument(), SUPERVISOR, CLERK)
    assert refused.value.fault is DomainFault.STEP_NOT_ALLOWED
    assert house.open().parcel == before
    assert [entry.action for entry in house.store.tables.audit] == ["supervisor_called"]


def test_a_pin_is_not_in_the_words_repr() -> None:
    assert PIN not in repr(SUPERVISOR)
