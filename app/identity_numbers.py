"""What a document number says by itself: form, check digit, and the birth date, sex and region inside it.

Invariants:
- Pure: no clock, no store. The check algorithms are python-stdnum's (GB 11643, ISO 7064 MOD 11-2).
- A document type whose numbers have no public form gets no problem from here.
"""

import re
from dataclasses import dataclass, field, replace
from datetime import date

from stdnum.cn import ric
from stdnum.exceptions import InvalidChecksum, InvalidComponent, InvalidFormat, InvalidLength, ValidationError
from stdnum.iso7064 import mod_11_2

from app.domain.identity.document import DocumentProblem, DocumentType, Sex

_EIGHTEEN = re.compile(r"\d{17}[\dX]", re.ASCII)
_FIFTEEN = re.compile(r"\d{15}", re.ASCII)
_HMT = re.compile(r"8[123]0000\d{11}[\dX]", re.ASCII)
_FOREIGNER_2023 = re.compile(r"9\d{16}[\dX]", re.ASCII)
_FOREIGNER_2017 = re.compile(r"[A-Z]{3}\d{12}", re.ASCII)

_EARLIEST_BIRTH = date(1900, 1, 1)


@dataclass(frozen=True, slots=True)
class NumberCheck:
    """What was found. ``birth_date`` and ``sex`` are None where the number does not hold them."""

    document_type: DocumentType
    problems: tuple[DocumentProblem, ...]
    birth_date: date | None = field(default=None, repr=False)
    sex: Sex | None = field(default=None, repr=False)
    region: str | None = field(default=None, repr=False)
    """GB/T 2260 code of the first registration."""

    @property
    def valid(self) -> bool:
        """True when nothing but an unknown region stands against it."""
        return all(problem is DocumentProblem.NUMBER_REGION for problem in self.problems)


CHECKED_TYPES = (
    DocumentType.RESIDENT_CARD,
    DocumentType.TEMPORARY_RESIDENT_CARD,
    DocumentType.HMT_RESIDENCE_PERMIT,
    DocumentType.FOREIGNER_PERMANENT_CARD,
)
"""The types whose numbers this version can check."""


def normalised_number(text: str) -> str:
    """Capitals, without blanks."""
    return "".join(text.split()).upper()


def guessed_type(number: str) -> DocumentType:
    """The type that a number's form suggests; a resident card when nothing fits."""
    if _HMT.fullmatch(number):
        return DocumentType.HMT_RESIDENCE_PERMIT
    if _FOREIGNER_2023.fullmatch(number) or _FOREIGNER_2017.fullmatch(number):
        return DocumentType.FOREIGNER_PERMANENT_CARD
    return DocumentType.RESIDENT_CARD


def check_number(document_type: DocumentType, number: str, today: date) -> NumberCheck:
    """Check a normalised number of that type; a birth date after ``today`` is a problem."""
    check = _checked(document_type, number)
    if check.birth_date is not None and check.birth_date > today:
        return replace(check, problems=(*check.problems, DocumentProblem.NUMBER_BIRTH_DATE))
    return check


def _checked(document_type: DocumentType, number: str) -> NumberCheck:
    match document_type:
        case DocumentType.RESIDENT_CARD | DocumentType.TEMPORARY_RESIDENT_CARD:
            return _resident(document_type, number)
        case DocumentType.HMT_RESIDENCE_PERMIT:
            if not _HMT.fullmatch(number):
                return NumberCheck(document_type, (DocumentProblem.NUMBER_FORMAT,))
            return _dated(document_type, number, region=number[:6])
        case DocumentType.FOREIGNER_PERMANENT_CARD:
            return _foreigner(number)
        case _:
            return NumberCheck(document_type, ())


def _resident(document_type: DocumentType, number: str) -> NumberCheck:
    if _FIFTEEN.fullmatch(number):
        return NumberCheck(document_type, (DocumentProblem.OLD_NUMBER,))
    if not _EIGHTEEN.fullmatch(number) or number[0] == "0":
        return NumberCheck(document_type, (DocumentProblem.NUMBER_FORMAT,))
    check = _dated(document_type, number, region=number[:6])
    if not check.problems and not _region_is_known(number):
        return NumberCheck(document_type, (DocumentProblem.NUMBER_REGION,), check.birth_date, check.sex, check.region)
    return check


def _region_is_known(number: str) -> bool:
    """Whether python-stdnum's GB/T 2260 table knows the region; the list changes, so this only warns."""
    try:
        ric.validate(number)
    except (InvalidFormat, InvalidLength, InvalidChecksum):
        return True
    except (InvalidComponent, ValidationError):
        return False
    return True


def _dated(document_type: DocumentType, number: str, *, region: str | None) -> NumberCheck:
    """The 18-character form of GB 11643: region, birth date, sequence whose last digit is odd for men, check."""
    problems: list[DocumentProblem] = []
    birth_date = _date(number[6:14])
    if birth_date is None:
        problems.append(DocumentProblem.NUMBER_BIRTH_DATE)
    if not mod_11_2.is_valid(number):
        problems.append(DocumentProblem.NUMBER_CHECK_DIGIT)
    sex = Sex.MALE if int(number[16]) % 2 else Sex.FEMALE
    return NumberCheck(document_type, tuple(problems), birth_date, sex, region)


def _foreigner(number: str) -> NumberCheck:
    """The 2017 form is only recognised (its check digit rests on one sample); the 2023 form is checked."""
    if _FOREIGNER_2017.fullmatch(number):
        return NumberCheck(DocumentType.FOREIGNER_PERMANENT_CARD, ())
    if not _FOREIGNER_2023.fullmatch(number):
        return NumberCheck(DocumentType.FOREIGNER_PERMANENT_CARD, (DocumentProblem.NUMBER_FORMAT,))
    return _dated(DocumentType.FOREIGNER_PERMANENT_CARD, number, region=None)


def _date(digits: str) -> date | None:
    try:
        found = date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return None
    return found if found >= _EARLIEST_BIRTH else None
