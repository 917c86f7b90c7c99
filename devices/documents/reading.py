"""The shapes that document reading hands out: text rows, fields with their doubts, one reading, and the reader's port.

Invariants:
- Fields that hold personal data are kept out of ``repr``; pictures too.
- A field that is not proven (by a check digit, by a second source, or by two frames that agree) is ``doubtful``.
- Points are pixels of the picture that was given, as (x, y), from its top left corner.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol, TypeAlias

if TYPE_CHECKING:
    # numpy loads with the camera, after the first paint
    from devices.ports import Frame

Point: TypeAlias = tuple[float, float]
Quad: TypeAlias = tuple[Point, Point, Point, Point]
"""Corners clockwise from the top left of what stands upright inside."""


@dataclass(frozen=True, slots=True)
class TextRow:
    """One line of text as the recogniser saw it. ``confidence`` is 0 to 1.

    ``sureness`` is the confidence of each character of ``text``, and ``places`` where its middle lies along the row
    (0 is the left end of ``quad``, 1 the right); both are empty when the recogniser did not say.
    """

    text: str = field(repr=False)
    confidence: float
    quad: Quad
    sureness: tuple[float, ...] = ()
    places: tuple[float, ...] = ()


class PictureKind(StrEnum):
    """What a picture shows. The first members are the province contract's document types."""

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
    CARD_BACK = "card_back"
    """The emblem side of a resident card: issuer and term, no number."""
    DRIVING_LICENCE = "driving_licence"
    """Not a valid identity document (实名收寄管理办法 article 3 does not list it)."""
    SOCIAL_SECURITY_CARD = "social_security_card"
    """Same."""
    FOREIGN_CARD = "foreign_card"
    """A machine-readable card of another country that is no passport: not in the list either."""
    UNKNOWN = "unknown"


class FieldName(StrEnum):
    """What a document says about its holder and itself."""

    NAME = "name"
    SEX = "sex"
    """``male`` or ``female``."""
    NATION = "nation"
    BIRTH_DATE = "birth_date"
    """ISO 8601, like the other dates."""
    ADDRESS = "address"
    NUMBER = "number"
    ISSUER = "issuer"
    VALID_FROM = "valid_from"
    VALID_TO = "valid_to"
    """ISO 8601, or ``open_ended`` (长期)."""
    NATIONALITY = "nationality"
    """Three letters (ISO 3166-1 alpha-3 or ICAO Doc 9303 part 3)."""
    PERMIT_NUMBER = "permit_number"
    LATIN_NAME = "latin_name"


OPEN_ENDED = "open_ended"


class ReadingWay(StrEnum):
    """What the fields were read from."""

    MRZ = "mrz"
    OCR = "ocr"


class ReadingCheck(StrEnum):
    """A proof that held or failed."""

    NUMBER_CHECK_DIGIT = "number_check_digit"
    BIRTH_DATE_IN_NUMBER = "birth_date_in_number"
    SEX_IN_NUMBER = "sex_in_number"
    MRZ_NUMBER = "mrz_number"
    MRZ_BIRTH_DATE = "mrz_birth_date"
    MRZ_EXPIRY = "mrz_expiry"
    MRZ_PERSONAL_NUMBER = "mrz_personal_number"
    MRZ_COMPOSITE = "mrz_composite"
    MRZ_REPAIRED = "mrz_repaired"
    """True when characters were exchanged by their position (0 for O, and the like)."""
    FRAMES_AGREE = "frames_agree"


class PictureProblem(StrEnum):
    """Why a picture cannot be used, or only with care. Each has words and a next step on the screen."""

    GLARE = "glare"
    DARK = "dark"
    BLURRED = "blurred"
    TOO_SMALL = "too_small"
    CUT_OFF = "cut_off"
    """A part of the card lies outside the picture."""
    NO_DOCUMENT = "no_document"
    SCREEN_SUSPECTED = "screen_suspected"
    """Looks like the photo of a screen: a warning for the clerk's eyes."""
    WRONG_SIDE = "wrong_side"
    """The side without the number."""
    NOT_ACCEPTED_KIND = "not_accepted_kind"
    """A document, but not one that the law lists (a driving licence)."""
    INCOMPLETE = "incomplete"
    """A document whose number or name could not be found."""


@dataclass(frozen=True, slots=True)
class FieldReading:
    """One field as read. ``snippet`` is a small JPEG of the place it was read from, for confirmation by eye."""

    value: str = field(repr=False)
    confidence: float
    doubtful: bool
    snippet: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class DocumentReading:
    """What one or several pictures of one document say. ``portrait`` is a JPEG of the printed photo, when found."""

    kind: PictureKind
    way: ReadingWay
    fields: Mapping[FieldName, FieldReading]
    checks: Mapping[ReadingCheck, bool]
    problems: tuple[PictureProblem, ...]
    portrait: bytes | None = field(default=None, repr=False)
    read_at: datetime | None = None

    @property
    def usable(self) -> bool:
        """True when a number and a name were found on a kind of document that may be shown."""
        return FieldName.NUMBER in self.fields and FieldName.NAME in self.fields and self.kind in ACCEPTED_KINDS


ACCEPTED_KINDS = frozenset(PictureKind) - {
    PictureKind.CARD_BACK,
    PictureKind.DRIVING_LICENCE,
    PictureKind.SOCIAL_SECURITY_CARD,
    PictureKind.FOREIGN_CARD,
    PictureKind.UNKNOWN,
}


class CaptureHint(StrEnum):
    """What to tell who holds the document under the camera."""

    SHOW_DOCUMENT = "show_document"
    CLOSER = "closer"
    FARTHER = "farther"
    """The card is cut off at the edge of the picture."""
    TURN = "turn"
    """It lies askew by more than the reader can take."""
    GLARE = "glare"
    MORE_LIGHT = "more_light"
    HOLD_STILL = "hold_still"
    READY = "ready"


@dataclass(frozen=True, slots=True)
class CaptureGuidance:
    """What one live picture says. ``quad`` frames the document when one was found; ``score`` ranks frames, 0 to 1."""

    hint: CaptureHint
    quad: Quad | None
    score: float


class DocumentReader(Protocol):
    """Reads documents from pictures in a process of its own, so that the window never stalls."""

    def read(self, frames: "Sequence[Frame]") -> DocumentReading:
        """Blocks until the answer is there; the frames show one document.

        Raises DeviceError: NO_DRIVER (a library is missing), REMOVED (the process died), NO_ANSWER (it took too long).
        A failed reader starts anew with the next call.
        """

    def close(self) -> None:
        """End the process. Never raises."""
