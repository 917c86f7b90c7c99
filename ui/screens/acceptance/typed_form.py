"""A document that is typed by hand: what is asked for which kind, and what is wrong with it.

Invariants:
- Sex and birth date are only asked for where the number does not hold them.
- Pure: the same form always has the same answer.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from app.domain.identity.document import WARNINGS, DocumentProblem, DocumentType, ReadingSource, Sex
from app.domain.identity.rules import DocumentRule
from app.domain.policy import Policy
from app.identity_numbers import check_number, guessed_type, normalised_number
from app.usecases.documents import TypedDocument


@dataclass(frozen=True, slots=True)
class TypedForm:
    """What stands in the fields."""

    rule: DocumentRule
    number: str = field(repr=False)
    name: str = field(repr=False)
    reason: str | None
    valid_to: str = ""
    open_ended: bool = False
    birth_date: str = field(default="", repr=False)
    sex: Sex = field(default=Sex.UNKNOWN, repr=False)
    nationality: str = field(default="", repr=False)


class TypedField(Enum):
    """The fields, in typing order."""

    NUMBER = "number"
    NAME = "name"
    BIRTH_DATE = "birth_date"
    NATIONALITY = "nationality"
    VALID_TO = "valid_to"
    REASON = "reason"


@dataclass(frozen=True, slots=True)
class FormCheck:
    """What the form says by itself."""

    asks_birth_date: bool
    asks_nationality: bool
    problems: tuple[DocumentProblem, ...]
    wrong: tuple[TypedField, ...]
    typed: TypedDocument | None
    """The document, when nothing is wrong."""


def typed_rules(policy: Policy) -> tuple[DocumentRule, ...]:
    """The documents that may be typed."""
    return tuple(rule for rule in policy.document_rules if ReadingSource.TYPED in rule.ways)


def guessed_rule(policy: Policy, number: str) -> DocumentRule | None:
    """What the number's form suggests."""
    return policy.document_rule(guessed_type(policy, normalised_number(number)))


def checked(form: TypedForm, policy: Policy, today: date) -> FormCheck:
    """Check the form."""
    rule = form.rule
    check = check_number(policy, rule.document_type, normalised_number(form.number), today, rule.kind)
    birth_date = _day(form.birth_date)
    valid_to = _day(form.valid_to)
    asks_birth = check.birth_date is None
    asks_nationality = rule.document_type in (DocumentType.PASSPORT, DocumentType.FOREIGNER_PERMANENT_CARD)
    nationality = form.nationality.strip().upper()
    right = {
        TypedField.NUMBER: all(problem in WARNINGS for problem in check.problems),
        TypedField.NAME: bool(form.name.strip()),
        TypedField.BIRTH_DATE: not asks_birth or birth_date is not None,
        TypedField.NATIONALITY: not asks_nationality or (nationality.isascii() and nationality.isalpha()),
        TypedField.VALID_TO: form.open_ended or valid_to is not None,
        TypedField.REASON: form.reason is not None,
    }
    wrong = tuple(name for name in TypedField if not right[name])
    typed = None
    if not wrong and form.reason is not None:
        typed = TypedDocument(
            document_type=rule.document_type,
            number=form.number,
            name=form.name,
            reason=form.reason,
            other_kind=rule.kind,
            sex=form.sex,
            birth_date=birth_date if asks_birth else None,
            valid_to=None if form.open_ended else valid_to,
            nationality=nationality if asks_nationality else "",
        )
    return FormCheck(asks_birth, asks_nationality, check.problems, wrong, typed)


def _day(text: str) -> date | None:
    """A day as people type it: 2031-05-02, 2031.5.2 or 20310502."""
    digits = text.strip().replace(".", "-").replace("/", "-")
    parts = [digits[:4], digits[4:6], digits[6:]] if digits.isdigit() and len(digits) == _PLAIN else digits.split("-")
    try:
        year, month, day = (int(part) for part in parts)
        return date(year, month, day)
    except ValueError:
        return None


_PLAIN = 8
"""Digits of a day without separators."""
