"""What a document number says by itself: form, check digit, and the birth date, sex and region inside it.

Invariants:
- Pure: no clock, no store. Forms and their certainty are the policy pack's; what is only recalled warns.
- The check algorithms are python-stdnum's (GB 11643 with its GB/T 2260 table, ISO 7064 MOD 11-2, GB 32100); own code
  only for the 2017 permanent residence card, which no library has.
- A document whose numbers have no known form gets no problem from here, unless it cannot be a number at all.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from unicodedata import category

from stdnum.cn import ric, uscc
from stdnum.exceptions import InvalidComponent
from stdnum.iso7064 import mod_11_2

from app.domain.identity.credit_code import CreditCodeCheck, CreditCodeProblem
from app.domain.identity.document import WARNINGS, DocumentProblem, DocumentType, Sex
from app.domain.identity.rules import Certainty, DocumentRule, Holds, NumberForm, NumberProof, age_problems
from app.domain.policy import Policy


@dataclass(frozen=True, slots=True)
class NumberCheck:
    """What was found. ``birth_date`` and ``sex`` are None where the number does not hold them."""

    document_type: DocumentType
    problems: tuple[DocumentProblem, ...]
    birth_date: date | None = field(default=None, repr=False)
    sex: Sex | None = field(default=None, repr=False)
    region: str | None = field(default=None, repr=False)
    """GB/T 2260 code of the first registration."""
    form: str | None = None
    """The name of the form that it has in the policy pack."""

    @property
    def valid(self) -> bool:
        """True when only warnings stand against it."""
        return all(problem in WARNINGS for problem in self.problems)


_LENGTH = range(4, 33)
"""What the province takes as a document number (``sync/payloads.py``)."""


def normalised_number(text: str) -> str:
    """Capitals, without blanks. Full-width letters and digits, and the brackets of old forms, become plain ones."""
    return "".join(text.translate(_FULL_WIDTH).split()).upper()


_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


def guessed_type(policy: Policy, number: str) -> DocumentType:
    """The type that a normalised number's form suggests; a resident card when no form tells.

    Of several forms that fit, the first one whose number holds.
    """
    fitting = [
        (rule, form)
        for rule in policy.document_rules
        for form in rule.forms
        if rule.kind is None and form.distinctive and form.fits(number)
    ]
    proven = [rule for rule, form in fitting if _proof_holds(form.check, number)]
    found = proven or [rule for rule, _ in fitting]
    return found[0].document_type if found else DocumentType.RESIDENT_CARD


def check_number(
    policy: Policy, document_type: DocumentType, number: str, today: date, kind: str | None = None
) -> NumberCheck:
    """Check a normalised number by the rules of ``policy``; ``kind`` names the document within ``other``.

    ``today`` is the counter's local date. A type or kind that the pack does not have is no business of this function:
    its number only has to be one.
    """
    rule = policy.document_rule(document_type, kind)
    if len(number) not in _LENGTH or any(category(character)[0] in "CZ" for character in number):
        return NumberCheck(document_type, (DocumentProblem.NUMBER_FORMAT,))
    if rule is None or not rule.forms:
        return NumberCheck(document_type, ())
    form = next((form for form in rule.forms if form.fits(number)), None)
    if form is None:
        return NumberCheck(document_type, (_unknown_form(rule),))
    if form.ended_on is not None and form.ended_on <= today:
        return NumberCheck(document_type, (DocumentProblem.OLD_NUMBER,), form=form.name)
    return _checked(policy, document_type, form, number, today)


def reading_problems(
    policy: Policy, check: NumberCheck, birth_date: date | None, sex: Sex, today: date
) -> tuple[DocumentProblem, ...]:
    """The number's own problems, and where it disagrees with the birth date and sex that were read beside it.

    A birth date that the number does not hold is judged for itself: a passport's holder can be improbable, too.
    """
    problems = list(check.problems)
    if birth_date is not None and check.birth_date is not None and check.birth_date != birth_date:
        problems.append(DocumentProblem.BIRTH_DATE_DIFFERS)
    if check.sex is not None and sex not in (check.sex, Sex.UNKNOWN):
        problems.append(DocumentProblem.SEX_DIFFERS)
    if birth_date is not None and check.birth_date is None:
        problems += age_problems(birth_date, today, policy.improbable_age)
    return tuple(problems)


def check_credit_code(code: str) -> CreditCodeCheck:
    """Check a normalised unified social credit code (GB 32100, modulo 31)."""
    if not _CREDIT_CODE.fullmatch(code):
        return CreditCodeCheck((CreditCodeProblem.CREDIT_CODE_FORMAT,))
    fits = uscc.calc_check_digit(code[:-1]) == code[-1]
    return CreditCodeCheck(() if fits else (CreditCodeProblem.CREDIT_CODE_CHECK_DIGIT,), code[2:8])


_CREDIT_CODE = re.compile(r"[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}", re.ASCII)
"""python-stdnum wants digits in the first two places; offices and classes have letters too (N1: rural collectives)."""


def permanent_2017_check_digit(body: str) -> str:
    """The last digit for the 14 characters before it: weights 7, 3, 1 modulo 10, letters from A = 10.

    Recalled from one specimen (KAZ110090123105), so a failed check only warns. Raises ValueError for other characters.
    """
    return str(sum(int(character, 36) * (7, 3, 1)[place % 3] for place, character in enumerate(body)) % 10)


def _unknown_form(rule: DocumentRule) -> DocumentProblem:
    match rule.forms_certainty:
        case Certainty.VERIFIED:
            return DocumentProblem.NUMBER_FORMAT
        case Certainty.RECALLED:
            return DocumentProblem.NUMBER_FORMAT_UNSURE


def _checked(policy: Policy, document_type: DocumentType, form: NumberForm, number: str, today: date) -> NumberCheck:
    birth_date = _date(number[6:14], policy.earliest_birth_year) if Holds.BIRTH in form.holds else None
    problems = list(_number_problems(form, number, birth_date))
    if birth_date is not None:
        problems += age_problems(birth_date, today, policy.improbable_age)
    return NumberCheck(
        document_type,
        tuple(problems),
        birth_date,
        _sex(number) if Holds.SEX in form.holds else None,
        number[:6] if Holds.REGION in form.holds else None,
        form.name,
    )


def _number_problems(form: NumberForm, number: str, birth_date: date | None) -> Iterator[DocumentProblem]:
    stopped = False
    if Holds.BIRTH in form.holds and birth_date is None:
        stopped = True
        yield DocumentProblem.NUMBER_BIRTH_DATE
    if not _proof_holds(form.check, number):
        sure = form.check_certainty is Certainty.VERIFIED
        stopped = stopped or sure
        yield DocumentProblem.NUMBER_CHECK_DIGIT if sure else DocumentProblem.NUMBER_CHECK_DIGIT_UNSURE
    if stopped or form.check is not NumberProof.GB11643 or birth_date is None:
        return
    if not _region_is_known(number, birth_date.year):
        yield DocumentProblem.NUMBER_REGION


def _proof_holds(proof: NumberProof, number: str) -> bool:
    match proof:
        case NumberProof.GB11643 | NumberProof.MOD_11_2:
            return bool(mod_11_2.is_valid(number))
        case NumberProof.PERMANENT_2017:
            return permanent_2017_check_digit(number[:-1]) == number[-1]
        case NumberProof.NONE:
            return True


_FIRST_NUMBERS = range(1984, 1991)
"""Numbers were first handed out in these years, to everybody alive, by the region codes of the day."""


def _region_is_known(number: str, birth_year: int) -> bool:
    """Whether python-stdnum's GB/T 2260 table knows the region for that year of birth; the list changes.

    An older person's number has the code of the day on which numbers were introduced, not of the birth.
    """
    years = (birth_year,) if birth_year >= _FIRST_NUMBERS.stop else (birth_year, *_FIRST_NUMBERS)
    return any(_region_is_known_in(number[:6], year) for year in years)


def _region_is_known_in(region: str, year: int) -> bool:
    try:
        ric.get_birth_place(f"{region}{year:04d}0101")
    except InvalidComponent:
        return False
    return True


def _sex(number: str) -> Sex:
    return Sex.MALE if int(number[16]) % 2 else Sex.FEMALE


def _date(digits: str, earliest_year: int) -> date | None:
    try:
        found = date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return None
    return found if found.year >= earliest_year else None
