"""The inspection of the contents (收寄验视): what the sender says it is, what was seen, how it was sealed and screened.

Invariants:
- An inspection counts only with a declaration, photos of the contents and of the sealed parcel, and a finding that
  they match. The picture of the sealed parcel comes after those of the contents (邮政法, the inspection article).
- A finding is about the declaration it was made against: whoever changes the declaration has to look again.
- A screening (过机安检) is recorded by a person with the machine and its inspector; nothing fills it in by itself. One
  that was passed is about the parcel as it was sealed then; one that stopped the parcel stays.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from app.domain.clerk import ClerkNumber
from app.domain.goods import DeclaredItem, Journey

MAX_QUANTITY = 9999
MAX_WEIGHT_G = 100_000


class PhotoRole(StrEnum):
    """What a picture shows."""

    CONTENTS = "contents"
    SEALED_PARCEL = "sealed_parcel"
    PAPER = "paper"
    """A certificate that restricted goods need."""
    SCENE = "scene"
    """What an incident looks like."""
    PAPER_FORM = "paper_form"
    """The form on which a parcel was accepted while the PC was down: personal data stand on it."""


class PhotoProblem(StrEnum):
    """What may be wrong with a picture; the devices' judge uses the same words."""

    BLURRED = "blurred"
    TOO_DARK = "too_dark"
    TOO_BRIGHT = "too_bright"
    EMPTY = "empty"
    WAYBILL_UNREADABLE = "waybill_unreadable"
    WAYBILL_DIFFERS = "waybill_differs"
    SCREEN_SUSPECTED = "screen_suspected"
    REPEATED = "repeated"
    """It shows again what an earlier picture showed."""


@dataclass(frozen=True, slots=True)
class PhotoJudgement:
    """What the machine said of a picture when it was taken. ``sharpness`` is in the judge's own units.

    ``repeats`` is the evidence id of the earlier picture. ``kept_because`` is the coded reason for which the clerk kept
    a picture with problems.
    """

    sharpness: int
    brightness: int
    problems: tuple[PhotoProblem, ...] = ()
    perceptual_hash: str = ""
    repeats: str | None = None
    kept_because: str | None = None


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture in the evidence vault. ``sha256`` and ``size`` are of the clear bytes.

    ``device`` names the camera, ``clock_offset_ms`` how far the terminal's clock was off when last measured.
    """

    evidence_id: str
    role: PhotoRole
    sha256: str
    size: int
    media_type: str
    taken_at: datetime
    device: str = ""
    clock_offset_ms: int | None = None
    judgement: PhotoJudgement | None = None


class Finding(StrEnum):
    """What was found on opening."""

    MATCHES = "matches"
    DIFFERS = "differs"


@dataclass(frozen=True, slots=True)
class Found:
    """A clerk's word about the contents. ``note`` is a coded remark of the policy pack, for a difference."""

    finding: Finding
    clerk: ClerkNumber
    at: datetime
    note: str = ""


class ScreeningPlace(StrEnum):
    """Where the parcel goes through the machine."""

    HERE = "here"
    HUB = "hub"
    THIRD_PARTY = "third_party"


@dataclass(frozen=True, slots=True)
class Screening:
    """A recorded screening. ``passed`` None: it is to be done at that place, and nothing has been screened yet."""

    place: ScreeningPlace
    machine: str
    inspector: str
    passed: bool | None
    clerk: ClerkNumber
    at: datetime


@dataclass(frozen=True, slots=True)
class Packaging:
    """What the parcel is packed in (绿色包装). ``kind`` is a code of the policy pack."""

    kind: str
    reused: bool = False


@dataclass(frozen=True, slots=True)
class Inspection:
    """What was declared and found. The quantity starts at one, as most parcels hold one thing.

    ``item_category`` is the nature (性质) of the whole, ``quantity`` its pieces; ``items`` names what has to be named.
    """

    item_category: str | None = None
    quantity: int = 1
    photos: tuple[Photo, ...] = ()
    inspected_by: str | None = None
    """The clerk who took the newest picture of the contents: whoever opened the box, not whoever finished the form."""
    items: tuple[DeclaredItem, ...] = ()
    found: Found | None = None
    look_again: bool = False
    """Something was found, and then declared otherwise: the contents have to be seen anew before it is sealed."""
    journey: Journey = field(default_factory=Journey)
    journey_told: bool = False
    """Somebody said how it travels; else it is the usual way, or what the waybill's number says."""
    screening: Screening | None = None
    packaging: Packaging | None = None
    weight_g: int | None = None
    used_today: tuple[tuple[str, int], ...] = ()
    """Parcels that this sender has sent today under rules that count, by rule code, when the store was last asked."""

    @property
    def seen(self) -> bool:
        """Whether there is a picture of the contents as they are declared now."""
        return not self.look_again and bool(self.photos_of(PhotoRole.CONTENTS))

    def photos_of(self, role: PhotoRole) -> tuple[Photo, ...]:
        """The pictures in that role, oldest first."""
        return tuple(photo for photo in self.photos if photo.role is role)

    def with_photo(self, photo: Photo, clerk: str) -> "Inspection":
        """The same inspection with one more picture, taken by ``clerk``.

        Whoever photographs the contents of a sealed parcel has opened it: it has to be sealed and screened again, and
        the word that they match goes.
        """
        after = replace(self, photos=(*self.photos, photo))
        if photo.role is not PhotoRole.CONTENTS:
            return after
        passed = self.screening is not None and self.screening.passed is True
        screening = None if passed else self.screening
        return replace(after.unsealed(), inspected_by=clerk, look_again=False, screening=screening)

    def matching(self, found: Found) -> "Inspection":
        """The same inspection with the clerk's word ``found``; a paper form says for itself that somebody looked."""
        look_again = self.look_again and not self.photos_of(PhotoRole.PAPER_FORM)
        return replace(self, found=found, look_again=look_again)

    def unsealed(self) -> "Inspection":
        """The same inspection with nobody's word that the contents match; a difference that was found stays."""
        matched = self.found is not None and self.found.finding is Finding.MATCHES
        return replace(self, found=None) if matched else self

    def without_photo(self, evidence_id: str) -> "Inspection":
        """The same inspection without that picture; unchanged when it is not there.

        Without any picture of the contents nobody has opened it or looked closer at anything in it, without one of the
        sealed parcel nobody has said that they match, and a paper whose picture goes has none.
        """
        after = replace(
            self,
            photos=tuple(photo for photo in self.photos if photo.evidence_id != evidence_id),
            items=tuple(item.without_paper_photo(evidence_id) for item in self.items),
        )
        if not after.photos_of(PhotoRole.CONTENTS):
            unseen = tuple(replace(item, looked_closer=False) for item in after.items)
            return replace(after.unsealed(), inspected_by=None, items=unseen)
        told = after.photos_of(PhotoRole.SEALED_PARCEL) or after.photos_of(PhotoRole.PAPER_FORM)
        return after if told else after.unsealed()

    def declared(self, **changes: object) -> "Inspection":
        """The same inspection with another declaration, about which nobody has found anything yet.

        Pictures stay in the record; those taken before a finding prove nothing about the new words.
        """
        look_again = self.look_again or self.found is not None
        return replace(self, found=None, look_again=look_again, **changes)  # type: ignore[arg-type] # fields by name


def quantity_is_valid(quantity: int) -> bool:
    """One to 9,999 pieces."""
    return 1 <= quantity <= MAX_QUANTITY


def weight_is_valid(grams: int) -> bool:
    """One gram to 100 kg: no courier parcel weighs more."""
    return 1 <= grams <= MAX_WEIGHT_G
