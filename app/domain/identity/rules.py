"""The rules of identity documents, as data: how a number looks, how it proves itself, how long a document holds.

Invariants:
- No document, form or term stands in code: all of it comes from the policy pack, each entry with its source.
- What is only recalled (``Certainty.RECALLED``) may warn and never stops an acceptance.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from app.domain.identity.document import DocumentProblem, DocumentType, ReadingSource, age_on


class Certainty(StrEnum):
    """How a rule is known."""

    VERIFIED = "V"
    """Read in a statute or a public source."""
    RECALLED = "R"
    """Known from memory or from one thin source: warns, never stops."""


class NumberProof(StrEnum):
    """How a number proves itself."""

    GB11643 = "gb11643"
    """MOD 11-2 over 18 characters, and the first six digits stand in GB/T 2260."""
    MOD_11_2 = "mod_11_2"
    """ISO 7064 MOD 11-2 over 18 characters."""
    PERMANENT_2017 = "permanent_2017"
    """Weights 7, 3, 1 modulo 10, letters from A = 10."""
    NONE = "none"


class Holds(StrEnum):
    """What can be read out of a number of 18 characters."""

    BIRTH = "birth"
    SEX = "sex"
    REGION = "region"


@dataclass(frozen=True, slots=True)
class NumberForm:
    """One shape that a document's number can have."""

    name: str
    pattern: re.Pattern[str]
    """Fits the whole number."""
    check: NumberProof
    check_certainty: Certainty
    holds: frozenset[Holds]
    distinctive: bool
    """Whether the shape tells this document from others, so that a type may be guessed from it."""
    ended_on: date | None
    """From this day on, documents with such a number may no longer be shown."""

    def fits(self, number: str) -> bool:
        """Whether the whole number has this shape."""
        return self.pattern.fullmatch(number) is not None


@dataclass(frozen=True, slots=True)
class AgeTerm:
    """Holders of at least ``from_age`` years get one of ``years``; None is open-ended (长期)."""

    from_age: int
    years: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Validity:
    """How long such a document holds."""

    source: str
    certainty: Certainty
    max_days: int | None
    """It holds no longer than this after its first day, whatever is printed."""
    terms_by_age: tuple[AgeTerm, ...]
    """Ascending by age; empty when the term says nothing."""
    issue_days: int
    """So many days may lie between the application, whose age counts, and the first day of the term."""


@dataclass(frozen=True, slots=True)
class DocumentRule:
    """One kind of document that may be shown. ``kind`` is set for the open class ``other`` only."""

    document_type: DocumentType
    kind: str | None
    label: str
    label_en: str
    source: str
    certainty: Certainty
    effective_from: date
    forms: tuple[NumberForm, ...]
    """Empty when no public form is known."""
    forms_certainty: Certainty
    """Whether the list of forms is known to be whole; if not, a number of another form only warns."""
    validity: Validity | None
    ways: frozenset[ReadingSource]
    """How its text may come in."""
    supervisor: bool
    """Whether a supervisor has to confirm it."""


def age_problems(birth_date: date, today: date, improbable_age: int) -> tuple[DocumentProblem, ...]:
    """Valid but improbable: born after ``today``, or of ``improbable_age`` full years or more. Both only warn."""
    if birth_date > today:
        return (DocumentProblem.BIRTH_IN_FUTURE,)
    if age_on(birth_date, today) >= improbable_age:
        return (DocumentProblem.AGE_IMPROBABLE,)
    return ()


def term_problems(
    rule: DocumentRule, birth_date: date | None, valid_from: date | None, valid_to: date | None, today: date
) -> tuple[DocumentProblem, ...]:
    """What the printed term says: EXPIRED, NOT_YET_VALID, or VALIDITY_IMPROBABLE (a warning).

    ``valid_to`` is None for an open-ended document (长期); ``today`` is the counter's local date. A document that is
    over anyway is not called improbable as well.
    """
    last_day = valid_to
    validity = rule.validity
    if validity is not None and validity.max_days is not None and valid_from is not None and _sensible(valid_from):
        longest = valid_from + timedelta(days=validity.max_days)
        last_day = longest if valid_to is None else min(valid_to, longest)
    if last_day is not None and last_day < today:
        return (DocumentProblem.EXPIRED,)
    problems: list[DocumentProblem] = []
    if valid_from is not None and valid_from > today:
        problems.append(DocumentProblem.NOT_YET_VALID)
    if validity is not None and valid_from is not None and not _term_fits(validity, birth_date, valid_from, valid_to):
        problems.append(DocumentProblem.VALIDITY_IMPROBABLE)
    return tuple(problems)


_LEAP_DAY_SLACK = timedelta(days=1)
"""A term from 29 February ends on the 28th or on 1 March; some issuers print the day before the anniversary."""


_SENSIBLE_YEARS = range(1900, 2200)
"""A chip can hold any eight digits; reckoning from the ends of the calendar would fall over its edge."""


def _sensible(day: date) -> bool:
    return day.year in _SENSIBLE_YEARS


def _term_fits(validity: Validity, birth_date: date | None, valid_from: date, valid_to: date | None) -> bool:
    if not _sensible(valid_from):
        return False
    if validity.max_days is not None:
        return valid_to is not None and valid_from <= valid_to <= valid_from + timedelta(days=validity.max_days)
    if valid_to is not None and valid_to <= valid_from:
        return False
    if not validity.terms_by_age or birth_date is None:
        return True
    ages = {age_on(birth_date, day) for day in (valid_from, valid_from - timedelta(days=validity.issue_days))}
    return any(
        _ends_after(valid_from, years, valid_to) for age in ages for years in _years_at(validity.terms_by_age, age)
    )


def _years_at(terms: tuple[AgeTerm, ...], age: int) -> tuple[int | None, ...]:
    fitting = [term for term in terms if term.from_age <= age]
    return (fitting[-1] if fitting else terms[0]).years


def _ends_after(valid_from: date, years: int | None, valid_to: date | None) -> bool:
    if years is None or valid_to is None:
        return years is None and valid_to is None
    day = min(valid_from.day, 28) if valid_from.month == 2 else valid_from.day
    anniversary = valid_from.replace(year=valid_from.year + years, day=day)
    return abs(valid_to - anniversary) <= _LEAP_DAY_SLACK
