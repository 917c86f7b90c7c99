"""From what was read to an identity document: a chip's text, a picture's reading, a real-name code, a typed form.

Invariants:
- What the number says by itself (form, check digit, birth date, sex) is found here, once, for every way in; sex and
  birth date come from the number where it holds them and are never asked twice.
- A field that was read without proof is in doubt until the clerk has compared it.
- A number whose check digit is wrong is never taken for right because somebody looked at it.
"""

from dataclasses import dataclass, field, replace
from datetime import date, datetime

from app.domain.errors import DomainError, DomainFault
from app.domain.identity.document import (
    DocumentField,
    DocumentType,
    IdentityDocument,
    ReadingSource,
    Sex,
)
from app.domain.identity.sender_code import SenderCode
from app.domain.policy import Policy
from app.identity_numbers import NumberCheck, check_number, normalised_number, reading_problems
from devices.documents.reading import OPEN_ENDED, DocumentReading, FieldName, PictureProblem, ReadingWay
from devices.ports import CardLayout, CardRead

CHIP_TYPES = {
    CardLayout.RESIDENT: DocumentType.RESIDENT_CARD,
    CardLayout.HMT_RESIDENCE: DocumentType.HMT_RESIDENCE_PERMIT,
    CardLayout.FOREIGNER_2017: DocumentType.FOREIGNER_PERMANENT_CARD,
    CardLayout.FOREIGNER_2023: DocumentType.FOREIGNER_PERMANENT_CARD,
}
"""Which document a chip layout is."""


@dataclass(frozen=True, slots=True)
class TypedDocument:
    """What a clerk typed from a document. Sex and birth date are only asked for where the number holds none."""

    document_type: DocumentType
    number: str = field(repr=False)
    name: str = field(repr=False)
    reason: str
    other_kind: str | None = None
    sex: Sex = field(default=Sex.UNKNOWN, repr=False)
    birth_date: date | None = field(default=None, repr=False)
    valid_to: date | None = field(default=None, repr=False)
    nationality: str = field(default="", repr=False)
    address: str = field(default="", repr=False)


def from_chip(card: CardRead, portrait_id: str | None, policy: Policy, today: date) -> IdentityDocument:
    """The document that a chip card is, with what its own number says against it."""
    text = card.text
    document_type = CHIP_TYPES[text.layout]
    check = _checked(policy, document_type, text.number, today)
    sex = Sex(text.sex.value)
    return IdentityDocument(
        document_type=document_type,
        number=normalised_number(text.number),
        name=text.name or text.english_name,
        sex=sex,
        birth_date=text.birth_date,
        address=text.address,
        valid_from=text.valid_from,
        valid_to=text.valid_to,
        source=ReadingSource.CHIP,
        read_at=card.read_at,
        problems=reading_problems(policy, check, text.birth_date, sex, today),
        portrait_id=portrait_id,
        nationality=text.nationality,
        permit_number=text.permit_number,
    )


def from_reading(
    reading: DocumentReading, portrait_id: str | None, read_at: datetime, policy: Policy, today: date
) -> IdentityDocument:
    """The document in a picture. Raises DomainError: DOCUMENT_UNREADABLE, with the first problem of the picture."""
    if not reading.usable:
        raise DomainError(
            DomainFault.DOCUMENT_UNREADABLE, reading.problems[0].value if reading.problems else "incomplete"
        )
    document_type = DocumentType(reading.kind.value)
    number = _value(reading, FieldName.NUMBER)
    check = _checked(policy, document_type, number, today)
    sex = Sex(_value(reading, FieldName.SEX)) if FieldName.SEX in reading.fields else Sex.UNKNOWN
    birth_date = _day(_value(reading, FieldName.BIRTH_DATE))
    # a field in doubt contradicts nothing: a misread 性别 must not make a good card differ from itself
    sure_sex = sex if _is_sure(reading, FieldName.SEX) else Sex.UNKNOWN
    sure_birth = birth_date if check.birth_date is None or _is_sure(reading, FieldName.BIRTH_DATE) else None
    valid_to = _value(reading, FieldName.VALID_TO)
    return IdentityDocument(
        document_type=document_type,
        number=normalised_number(number),
        name=_value(reading, FieldName.NAME),
        sex=check.sex or sex,
        birth_date=check.birth_date or birth_date,
        address=_value(reading, FieldName.ADDRESS),
        valid_from=_day(_value(reading, FieldName.VALID_FROM)),
        valid_to=None if valid_to == OPEN_ENDED else _day(valid_to),
        source=ReadingSource.MRZ if reading.way is ReadingWay.MRZ else ReadingSource.OCR,
        read_at=read_at,
        problems=reading_problems(policy, check, sure_birth, sure_sex, today),
        portrait_id=portrait_id,
        nationality=_value(reading, FieldName.NATIONALITY),
        permit_number=_value(reading, FieldName.PERMIT_NUMBER),
        doubts=_doubts(reading, check),
    )


def with_back(document: IdentityDocument, reading: DocumentReading) -> IdentityDocument:
    """The document with the term that its back says; what is in doubt there stays in doubt."""
    valid_to = _value(reading, FieldName.VALID_TO)
    doubts: list[DocumentField] = [name for name in document.doubts if name not in _TERM]
    doubts += [
        DocumentField(name.value)
        for name in (FieldName.VALID_FROM, FieldName.VALID_TO)
        if name in reading.fields and reading.fields[name].doubtful
    ]
    return replace(
        document,
        valid_from=_day(_value(reading, FieldName.VALID_FROM)),
        valid_to=None if valid_to == OPEN_ENDED else _day(valid_to),
        doubts=tuple(doubts),
    )


_TERM = frozenset({DocumentField.VALID_FROM, DocumentField.VALID_TO})


def from_code(code: SenderCode, read_at: datetime, policy: Policy, today: date) -> IdentityDocument:
    """The document behind a sender's signed real-name code."""
    check = _checked(policy, code.document_type, code.document_number, today)
    return IdentityDocument(
        document_type=code.document_type,
        number=normalised_number(code.document_number),
        name=code.name,
        sex=check.sex or Sex.UNKNOWN,
        birth_date=check.birth_date,
        address="",
        valid_from=None,
        valid_to=code.valid_to,
        source=ReadingSource.SENDER_CODE,
        read_at=read_at,
        problems=reading_problems(policy, check, None, Sex.UNKNOWN, today),
    )


def from_typed(typed: TypedDocument, read_at: datetime, policy: Policy, today: date) -> IdentityDocument:
    """The document that a clerk typed. Raises DomainError(REASON_UNKNOWN) without a coded reason."""
    if not any(reason.code == typed.reason for reason in policy.senders.typed_reasons):
        raise DomainError(DomainFault.REASON_UNKNOWN, typed.reason)
    check = _checked(policy, typed.document_type, typed.number, today, kind=typed.other_kind)
    return IdentityDocument(
        document_type=typed.document_type,
        number=normalised_number(typed.number),
        name=" ".join(typed.name.split()),
        sex=check.sex or typed.sex,
        birth_date=check.birth_date or typed.birth_date,
        address=typed.address.strip(),
        valid_from=None,
        valid_to=typed.valid_to,
        source=ReadingSource.TYPED,
        read_at=read_at,
        problems=reading_problems(policy, check, typed.birth_date, typed.sex, today),
        other_kind=typed.other_kind,
        nationality=typed.nationality,
        typed_reason=typed.reason,
    )


def _checked(
    policy: Policy, document_type: DocumentType, number: str, today: date, kind: str | None = None
) -> NumberCheck:
    return check_number(policy, document_type, normalised_number(number), today, kind)


def _doubts(reading: DocumentReading, check: NumberCheck) -> tuple[DocumentField, ...]:
    """Every field in doubt, except those that the number answers."""
    answered = set()
    if check.birth_date is not None:
        answered.add(FieldName.BIRTH_DATE)
    if check.sex is not None:
        answered.add(FieldName.SEX)
    doubts = [
        DocumentField(name.value)
        for name, read in reading.fields.items()
        if read.doubtful and name not in answered and name.value in set(DocumentField)
    ]
    if PictureProblem.SCREEN_SUSPECTED in reading.problems:
        # perhaps the photo of a screen: somebody has to look at the original before anything is believed
        doubts = [*doubts, *(name for name in (DocumentField.NAME, DocumentField.NUMBER) if name not in doubts)]
    if FieldName.VALID_TO not in reading.fields:
        # the front of a card does not say how long it holds: no date is no 长期, somebody has to look at the back
        doubts.append(DocumentField.VALID_TO)
    return tuple(doubts)


def _is_sure(reading: DocumentReading, name: FieldName) -> bool:
    found = reading.fields.get(name)
    return found is not None and not found.doubtful


def _value(reading: DocumentReading, name: FieldName) -> str:
    found = reading.fields.get(name)
    return found.value if found is not None else ""


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
