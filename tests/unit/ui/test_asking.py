"""What is asked next: pure answers over what the store said."""

from dataclasses import replace

import pytest

from app.domain.acceptance import NOTHING_YET, OVERRIDABLE, Decision, Missing, Objection, Parcel
from app.domain.honesty import Caution
from app.domain.identity.sender import Principal
from app.domain.sending import AnsweredCaution, Sending
from app.usecases.edits import (
    AnswerCaution,
    ChooseRelation,
    ConfirmCloserLook,
    ConfirmDoubtfulFields,
    ConfirmGuardian,
    ConfirmSamePerson,
    ConfirmWaybillName,
    Edit,
)
from app.usecases.results import CounterView
from app.usecases.supervisor_words import ConfirmOpenDocument, OverrideObjection
from tests.support.builders import CLERK, NOON, document, parcel, policy
from tests.support.sender_samples import OTHER_NUMBER
from ui.screens.acceptance.asking import answered, for_supervisor, next_confirmation, next_question, picked, word_for
from ui.screens.acceptance.state import Question

POLICY = policy()
RULES = POLICY.senders
CONFIRMED = {
    Missing.DOUBTFUL_FIELD: ConfirmDoubtfulFields(),
    Missing.SAME_PERSON: ConfirmSamePerson(),
    Missing.WAYBILL_NAME: ConfirmWaybillName(),
    Missing.GUARDIAN_PRESENT: ConfirmGuardian(),
    Missing.GUARDIAN_CONSENT: ConfirmGuardian(),
    Missing.CLOSER_LOOK: ConfirmCloserLook(),
}


def view(*missing: Missing, objections: tuple[Objection, ...] = (), on: Parcel | None = None) -> CounterView:
    return CounterView(on if on is not None else parcel(), Decision(missing, objections, ()))


def entrusted(relation: str | None = None) -> Parcel:
    other = document(number=OTHER_NUMBER, name="测试乙")
    return parcel(sending=Sending.ENTRUSTED, principal=Principal(other, relation))


@pytest.mark.parametrize("need", Missing)
def test_space_says_yes_only_to_what_can_be_confirmed(need: Missing) -> None:
    assert next_confirmation(view(need)) == CONFIRMED.get(need)


def test_space_says_nothing_when_nothing_is_open() -> None:
    assert next_confirmation(view()) is None


@pytest.mark.parametrize(
    ("missing", "expected"),
    [
        ((Missing.DOUBTFUL_FIELD, Missing.SAME_PERSON, Missing.WAYBILL_NAME), ConfirmDoubtfulFields()),
        ((Missing.SUPERVISOR_WORD, Missing.SAME_PERSON), ConfirmSamePerson()),
        ((Missing.WAYBILL_NAME, Missing.PHONE, Missing.GUARDIAN_PRESENT), ConfirmWaybillName()),
        ((Missing.PHONE, Missing.GUARDIAN, Missing.GUARDIAN_CONSENT), None),
        ((Missing.PHONE, Missing.GUARDIAN_CONSENT), ConfirmGuardian()),
    ],
)
def test_of_several_the_first_is_confirmed_and_nobody_agrees_for_a_guardian_who_is_not_there(
    missing: tuple[Missing, ...], expected: Edit | None
) -> None:
    assert next_confirmation(view(*missing)) == expected


def test_a_name_that_nobody_can_read_is_not_confirmed() -> None:
    missing = (Missing.WAYBILL, Missing.WAYBILL_NAME, Missing.GUARDIAN_PRESENT)
    assert next_confirmation(view(*missing, on=parcel(waybill=None))) == ConfirmGuardian()
    alone = parcel(sending=Sending.ENTRUSTED)
    assert next_confirmation(view(Missing.PRINCIPAL, Missing.WAYBILL_NAME, on=alone)) is None
    assert next_confirmation(view(Missing.RELATION, Missing.WAYBILL_NAME, on=entrusted())) == ConfirmWaybillName()


def test_nobody_confirms_a_closer_look_at_what_was_not_opened() -> None:
    assert next_confirmation(view(Missing.PHOTO, Missing.CLOSER_LOOK)) is None
    assert next_confirmation(view(Missing.CLOSER_LOOK, Missing.SEALED_PHOTO)) == ConfirmCloserLook()


def test_an_empty_counter_asks_nothing() -> None:
    empty = CounterView(None, NOTHING_YET)
    assert next_question(empty, POLICY) is None
    assert for_supervisor(empty, POLICY) is None
    assert answered(empty, Question((), RULES.cautions[0]), "explained") is None


def test_the_relation_is_asked_once_both_people_are_there() -> None:
    assert next_question(view(Missing.RELATION, on=parcel(sending=Sending.ENTRUSTED)), POLICY) is None
    assert next_question(view(Missing.RELATION, on=entrusted()), POLICY) == Question(RULES.relations)


@pytest.mark.parametrize("caution", Caution)
def test_each_caution_is_asked_about_with_its_own_reasons(caution: Caution) -> None:
    question = next_question(view(Missing.CAUTION_REASON, on=parcel(noticed=(caution,))), POLICY)
    assert question is not None
    assert question.subject is not None
    assert question.subject.code == caution.value
    assert question.choices == question.subject.reasons


def test_cautions_are_asked_one_after_the_other_and_after_the_relation() -> None:
    noticed = replace(entrusted(), noticed=(Caution.MANY_PARCELS, Caution.NIGHT_BURST))
    first = next_question(view(Missing.RELATION, Missing.CAUTION_REASON, on=noticed), POLICY)
    assert first == Question(RULES.relations)
    given = AnsweredCaution(Caution.MANY_PARCELS.value, "explained", CLERK, NOON)
    second = next_question(view(Missing.CAUTION_REASON, on=replace(noticed, answered=(given,))), POLICY)
    assert second is not None
    assert second.subject == RULES.caution(Caution.NIGHT_BURST.value)


def test_an_answer_becomes_the_edit_of_what_was_asked() -> None:
    rule = RULES.caution(Caution.MANY_PARCELS.value)
    assert rule is not None
    now = view(on=parcel(noticed=(Caution.MANY_PARCELS,)))
    assert answered(now, Question(RULES.relations), "family") == ChooseRelation("family")
    assert answered(now, Question(rule.reasons, rule), "moving") == AnswerCaution(Caution.MANY_PARCELS, "moving")


def test_an_answer_to_what_has_passed_is_no_edit() -> None:
    rule = RULES.caution(Caution.MANY_PARCELS.value)
    assert rule is not None
    assert answered(view(), Question(rule.reasons, rule), "moving") is None


@pytest.mark.parametrize("objection", Objection)
def test_a_supervisor_is_asked_about_what_can_be_overridden_only(objection: Objection) -> None:
    question = for_supervisor(view(objections=(objection,)), POLICY)
    expected = Question(RULES.override_reasons, objection=objection) if objection in OVERRIDABLE else None
    assert question == expected


def test_a_supervisor_s_word_fits_the_question() -> None:
    open_class = for_supervisor(view(Missing.SUPERVISOR_WORD), POLICY)
    assert open_class == Question(())
    assert word_for(open_class, "") == ConfirmOpenDocument()
    differs = Question(RULES.override_reasons, objection=Objection.NAME_DIFFERS)
    assert word_for(differs, "name_variant") == OverrideObjection(Objection.NAME_DIFFERS, "name_variant")


def test_a_choice_is_picked_by_its_key_alone() -> None:
    assert picked(RULES.relations, "2") == RULES.relations[1]
    assert picked(RULES.relations, "9") is None
    assert picked((replace(RULES.relations[0], key="f"),), "F") is not None
