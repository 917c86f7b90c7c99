"""A document typed by hand: what each kind asks for, and what is wrong with it."""

from datetime import date

import pytest

from app.domain.identity.document import DocumentProblem, DocumentType, ReadingSource, Sex
from app.domain.identity.rules import DocumentRule
from tests.support.builders import TODAY, YUNNAN_NUMBER, policy
from ui.screens.acceptance.typed_form import FormCheck, TypedField, TypedForm, checked, guessed_rule, typed_rules

POLICY = policy()
RULES = {(rule.document_type, rule.kind): rule for rule in typed_rules(POLICY)}
BORDER = (DocumentType.OTHER, "border_resident_card")
NUMBERS = {
    (DocumentType.RESIDENT_CARD, None): YUNNAN_NUMBER,
    (DocumentType.TEMPORARY_RESIDENT_CARD, None): YUNNAN_NUMBER,
    (DocumentType.HMT_RESIDENCE_PERMIT, None): "810000199408230021",
    (DocumentType.HM_PASS, None): "H12345678",
    (DocumentType.TW_PASS, None): "12345678",
    (DocumentType.PASSPORT_CN, None): "E12345678",
    (DocumentType.PASSPORT, None): "L898902C3",
    (DocumentType.FOREIGNER_PERMANENT_CARD, None): "932682198501010017",
    (DocumentType.MILITARY_CARD, None): "军字第123456号",
    (DocumentType.POLICE_CARD, None): "武字第123456号",
    BORDER: "YN0012345",
}
HOLDS_BIRTH = {
    DocumentType.RESIDENT_CARD,
    DocumentType.TEMPORARY_RESIDENT_CARD,
    DocumentType.HMT_RESIDENCE_PERMIT,
    DocumentType.FOREIGNER_PERMANENT_CARD,
}


def rule_of(kind: DocumentType) -> DocumentRule:
    return RULES[kind, None]


def filled(rule: DocumentRule, number: str, **changes: object) -> TypedForm:
    whole: dict[str, object] = {
        "name": "测试甲",
        "reason": "chip_dead",
        "valid_to": "2036-03-07",
        "birth_date": "1990-03-07",
        "sex": Sex.FEMALE,
        "nationality": "kor",
    }
    return TypedForm(rule=rule, number=number, **{**whole, **changes})  # type: ignore[arg-type] # the tests name real members


def check(kind: DocumentType = DocumentType.RESIDENT_CARD, number: str = YUNNAN_NUMBER, **changes: object) -> FormCheck:
    return checked(filled(rule_of(kind), number, **changes), POLICY, TODAY)


def test_every_kind_that_the_law_lists_may_be_typed() -> None:
    assert {kind for kind, _ in RULES} == set(DocumentType)
    assert all(ReadingSource.TYPED in rule.ways for rule in RULES.values())
    assert set(NUMBERS) == set(RULES)


@pytest.mark.parametrize("kind", NUMBERS, ids=lambda kind: kind[1] or kind[0].value)
def test_a_well_filled_form_of_each_kind_is_a_document(kind: tuple[DocumentType, str | None]) -> None:
    found = checked(filled(RULES[kind], NUMBERS[kind]), POLICY, TODAY)
    assert found.wrong == ()
    assert found.typed is not None
    assert (found.typed.document_type, found.typed.other_kind) == kind
    assert (found.typed.reason, found.typed.valid_to) == ("chip_dead", date(2036, 3, 7))
    assert found.asks_birth_date is (kind[0] not in HOLDS_BIRTH)
    assert found.typed.birth_date == (None if kind[0] in HOLDS_BIRTH else date(1990, 3, 7))


@pytest.mark.parametrize("kind", sorted(HOLDS_BIRTH))
def test_birth_and_sex_that_the_number_holds_are_not_asked_again(kind: DocumentType) -> None:
    found = check(kind, NUMBERS[kind, None], birth_date="")
    assert not found.asks_birth_date
    assert found.wrong == ()


def test_a_permanent_card_of_2017_holds_no_birth_date() -> None:
    kind = DocumentType.FOREIGNER_PERMANENT_CARD
    assert check(kind, "KAZ110090123105", birth_date="").wrong == (TypedField.BIRTH_DATE,)
    assert check(kind, "KAZ110090123105").typed is not None


@pytest.mark.parametrize("kind", [kind for kind in NUMBERS if kind != BORDER], ids=lambda kind: kind[0].value)
def test_nationality_is_asked_of_foreigners_only(kind: tuple[DocumentType, str | None]) -> None:
    found = checked(filled(RULES[kind], NUMBERS[kind]), POLICY, TODAY)
    foreign = kind[0] in (DocumentType.PASSPORT, DocumentType.FOREIGNER_PERMANENT_CARD)
    assert found.asks_nationality is foreign
    assert found.typed is not None
    assert found.typed.nationality == ("KOR" if foreign else "")


@pytest.mark.parametrize("text", ["", " ", "12", "韩国", "K1R"])
def test_a_nationality_is_letters(text: str) -> None:
    assert check(DocumentType.PASSPORT, "L898902C3", nationality=text).wrong == (TypedField.NATIONALITY,)


def test_a_german_passport_has_one_letter_only() -> None:
    found = check(DocumentType.PASSPORT, "C01X00T47", nationality="d")
    assert found.typed is not None
    assert found.typed.nationality == "D"


@pytest.mark.parametrize("text", ["2036-03-07", "2036.3.7", "2036/03/07", " 20360307 ", "2036-3-07"])
def test_a_day_is_read_as_people_type_it(text: str) -> None:
    found = check(valid_to=text)
    assert found.typed is not None
    assert found.typed.valid_to == date(2036, 3, 7)


@pytest.mark.parametrize(
    "text", ["", "2036", "2036-13-01", "20360230", "7.3.2036", "2036-03", "长期", "0000-00-00", "²036-03-07"]
)
def test_what_is_no_day_is_marked(text: str) -> None:
    assert check(valid_to=text).wrong == (TypedField.VALID_TO,)
    assert check(valid_to=text).typed is None


def test_an_open_ended_document_needs_no_day() -> None:
    found = check(valid_to="nonsense", open_ended=True)
    assert found.typed is not None
    assert found.typed.valid_to is None


@pytest.mark.parametrize(
    ("number", "problem"),
    [
        ("530102199003071239", DocumentProblem.NUMBER_CHECK_DIGIT),
        ("5301021990", DocumentProblem.NUMBER_FORMAT),
        ("", DocumentProblem.NUMBER_FORMAT),
        ("530102199013071230", DocumentProblem.NUMBER_BIRTH_DATE),
        ("530102900307123", DocumentProblem.OLD_NUMBER),
    ],
)
def test_a_wrong_number_is_told_with_its_reason(number: str, problem: DocumentProblem) -> None:
    found = check(number=number)
    assert TypedField.NUMBER in found.wrong
    assert problem in found.problems
    assert found.typed is None


def test_a_doubtful_number_only_warns() -> None:
    found = check(DocumentType.MILITARY_CARD, "军123456")
    assert found.problems == (DocumentProblem.NUMBER_FORMAT_UNSURE,)
    assert found.typed is not None


def test_a_number_may_be_typed_in_full_width_and_small_letters() -> None:
    assert check(DocumentType.HM_PASS, " ｈ12345678 ").typed is not None


def test_everything_that_is_missing_is_marked_in_typing_order() -> None:
    found = checked(TypedForm(rule_of(DocumentType.PASSPORT), "", " ", None), POLICY, TODAY)
    assert found.wrong == tuple(TypedField)


def test_typing_by_hand_needs_a_reason() -> None:
    assert check(reason=None).wrong == (TypedField.REASON,)


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (YUNNAN_NUMBER, DocumentType.RESIDENT_CARD),
        ("h12345678", DocumentType.HM_PASS),
        ("12345678", DocumentType.TW_PASS),
        ("810000199408230021", DocumentType.HMT_RESIDENCE_PERMIT),
        ("932682198501010017", DocumentType.FOREIGNER_PERMANENT_CARD),
        ("武字第123456号", DocumentType.POLICE_CARD),
        ("", DocumentType.RESIDENT_CARD),
    ],
)
def test_the_kind_is_guessed_from_the_number(number: str, kind: DocumentType) -> None:
    assert guessed_rule(POLICY, number) is POLICY.document_rule(kind)


def test_what_was_typed_is_in_no_repr() -> None:
    text = repr(filled(rule_of(DocumentType.RESIDENT_CARD), YUNNAN_NUMBER)) + repr(check())
    for secret in (YUNNAN_NUMBER, "测试甲", "1990", "kor", "FEMALE"):
        assert secret not in text
