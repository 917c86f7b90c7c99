"""An identity document as it was read, and what speaks against it.

Invariants:
- Every field that identifies a person is kept out of ``repr``.
- Document type codes are the command line's and the province contract's.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from app.domain.clerk import ClerkNumber


class DocumentType(StrEnum):
    """The valid documents of 实名收寄管理办法 article 3; the open class is ``other``."""

    RESIDENT_CARD = "resident_card"
    TEMPORARY_RESIDENT_CARD = "temporary_resident_card"
    HMT_RESIDENCE_PERMIT = "hmt_residence_permit"
    HM_PASS = "hm_pass"  # noqa: S105 # a travel document, not a secret
    TW_PASS = "tw_pass"  # noqa: S105 # same
    PASSPORT_CN = "passport_cn"
    PASSPORT = "passport"
    FOREIGNER_PERMANENT_CARD = "foreigner_permanent_card"
    MILITARY_CARD = "military_card"
    POLICE_CARD = "police_card"
    OTHER = "other"


class Sex(StrEnum):
    """GB/T 2261.1."""

    MALE = "male"
    FEMALE = "female"
    UNKNOWN = "unknown"


class ReadingSource(StrEnum):
    """How the document's text came in, most trusted first."""

    CHIP = "chip"
    MRZ = "mrz"
    """The machine-readable zone, from a picture (ICAO Doc 9303)."""
    OCR = "ocr"
    """The printed text, from a picture."""
    SENDER_CODE = "sender_code"
    """The sender's signed real-name code (实名码)."""
    TYPED = "typed"

    @property
    def trust(self) -> int:
        """The higher, the more is proven by the way the text came in."""
        return len(ReadingSource) - list(ReadingSource).index(self)


class DocumentField(StrEnum):
    """What a document says about its holder and itself; a field in doubt waits for the clerk's eyes."""

    NAME = "name"
    SEX = "sex"
    BIRTH_DATE = "birth_date"
    ADDRESS = "address"
    NUMBER = "number"
    VALID_FROM = "valid_from"
    VALID_TO = "valid_to"
    NATIONALITY = "nationality"


class DocumentProblem(StrEnum):
    """What speaks against a document. Each has words and a next step in ``ui/error_text.py``."""

    NUMBER_FORMAT = "number_format"
    NUMBER_CHECK_DIGIT = "number_check_digit"
    NUMBER_BIRTH_DATE = "number_birth_date"
    """The number holds no possible date."""
    NUMBER_CHECK_DIGIT_UNSURE = "number_check_digit_unsure"
    """A check that is only recalled has failed: a warning."""
    NUMBER_FORMAT_UNSURE = "number_format_unsure"
    """None of the known forms, where not all forms are known: a warning."""
    NUMBER_REGION = "number_region"
    """The first six digits are no known region: a warning, since regions come and go."""
    BIRTH_DATE_DIFFERS = "birth_date_differs"
    """The chip's birth date is not the number's."""
    SEX_DIFFERS = "sex_differs"
    EXPIRED = "expired"
    NOT_YET_VALID = "not_yet_valid"
    OLD_NUMBER = "old_number"
    """A 15-digit number: such cards may no longer be shown."""
    UNDER_AGE = "under_age"
    """Younger than the policy's age for sending alone: a warning."""
    BIRTH_IN_FUTURE = "birth_in_future"
    """A possible date that has not come yet: valid but improbable, a warning."""
    AGE_IMPROBABLE = "age_improbable"
    """At or over the policy's improbable age: a warning."""
    VALIDITY_IMPROBABLE = "validity_improbable"
    """The term does not fit the holder's age, or the kind of document: a warning."""


WARNINGS = frozenset(
    {
        DocumentProblem.NUMBER_REGION,
        DocumentProblem.NUMBER_CHECK_DIGIT_UNSURE,
        DocumentProblem.NUMBER_FORMAT_UNSURE,
        DocumentProblem.UNDER_AGE,
        DocumentProblem.BIRTH_IN_FUTURE,
        DocumentProblem.AGE_IMPROBABLE,
        DocumentProblem.VALIDITY_IMPROBABLE,
    }
)
"""These are shown; the others stop the acceptance."""


@dataclass(frozen=True, slots=True)
class IdentityDocument:
    """A document as read. ``valid_to`` is None for an open-ended card (长期)."""

    document_type: DocumentType
    number: str = field(repr=False)
    name: str = field(repr=False)
    sex: Sex = field(repr=False)
    birth_date: date | None = field(repr=False)
    address: str = field(repr=False)
    valid_from: date | None = field(repr=False)
    valid_to: date | None = field(repr=False)
    source: ReadingSource
    read_at: datetime
    problems: tuple[DocumentProblem, ...] = ()
    """What the number itself says, found when the document was read (``app.identity_numbers``)."""
    portrait_id: str | None = None
    """The evidence id of the portrait (the chip's block, or the photo cut out of a picture), kept on this PC only."""
    other_kind: str | None = None
    """Which kind of the open class "other" it is: a code of the policy pack."""
    nationality: str = field(default="", repr=False)
    """Three letters (ICAO Doc 9303), where the document says it."""
    permit_number: str = field(default="", repr=False)
    """The travel permit on a Hong Kong, Macao and Taiwan residence permit."""
    typed_reason: str | None = None
    """Why it was typed by hand: a code of the policy pack, and only then."""
    doubts: tuple[DocumentField, ...] = ()
    """Fields that were read and not proven: the clerk compares each with the document."""
    confirmed: tuple[DocumentField, ...] = ()
    """Fields in doubt that the clerk has compared and found right."""
    supervisor: ClerkNumber | None = None
    """Whose word allowed a document that needs it (the open class of article 3)."""


def age_on(birth_date: date, today: date) -> int:
    """Full years on ``today``. Who was born on 29 February grows older on 1 March in common years."""
    return today.year - birth_date.year - ((today.month, today.day) < (birth_date.month, birth_date.day))
