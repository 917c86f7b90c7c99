"""What the acceptance screen shows, as frozen values without words and without a person's full data.

Invariants:
- Names, document and phone numbers are masked before any widget sees them. In clear is only what a clerk has to read
  for the step at hand: the phone number while it is typed, a field in doubt, the name to compare with the waybill.
- Codes, not words: the view puts them into the language of the screen.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from typing import TypeAlias

from app.domain.acceptance import NOTHING_YET, Decision, Missing, Objection
from app.domain.customer import AgreementStanding
from app.domain.identity.document import DocumentField, DocumentProblem, DocumentType, ReadingSource
from app.domain.identity.sender import FaceBand
from app.domain.identity.sender_code import SenderCodeFault
from app.domain.inspection import PhotoProblem, PhotoRole
from app.domain.policy import Carrier, ItemCategory, RefusalReason
from app.domain.sender_rules import CautionRule, Choice
from app.domain.sending import NameCheck, Sending
from app.domain.waybill import CheckDigit
from app.usecases.inspection_label import MarkedParcel
from app.usecases.put_document import Place
from devices.documents.reading import CaptureHint, PictureProblem
from ui.faults import Failed
from ui.screens.acceptance.goods_state import GoodsState
from ui.screens.acceptance.hints import GOOD_HINTS as GOOD_HINTS
from ui.screens.acceptance.hints import QUIET_HINTS as QUIET_HINTS
from ui.screens.acceptance.hints import Hint as Hint
from ui.screens.acceptance.inspection_state import InspectionLane
from ui.tones import Tone


class Panel(Enum):
    """What stands beside the waybill lane instead of the sender and inspection lanes."""

    NONE = "none"
    REFUSAL = "refusal"
    HELP = "help"
    WAYBILL = "waybill"
    """Only an inline field in the waybill lane; the other lanes stay."""
    WAYBILL_CHOICE = "waybill_choice"
    """Several waybills lie under the camera."""
    DISCARD = "discard"
    SENDING = "sending"
    CUSTOMERS = "customers"
    QUESTION = "question"
    """A coded answer is wanted: a relation, or the reason for something unusual."""
    SUPERVISOR = "supervisor"
    TYPED_DOCUMENT = "typed_document"
    NAME = "name"
    ADDRESS = "address"
    CAPTURE = "capture"
    """The document is being read from the camera's picture."""
    FACE_CONSENT = "face_consent"
    ITEMS = "items"
    """The goods are named."""
    DETAILS = "details"
    """Transport, destination, packaging and weight."""
    SCREENING = "screening"
    LABEL = "label"
    """The inspection label that no printer took."""


TEXT_PANELS = frozenset({Panel.WAYBILL, Panel.TYPED_DOCUMENT, Panel.NAME, Panel.ADDRESS, Panel.SUPERVISOR})
"""In these the focus is in a text field: what is typed belongs there. ``GoodsState.typing`` says so for the others."""


@dataclass(frozen=True, slots=True)
class Kept:
    """The parcel was accepted and is kept for good."""

    number: str
    accepted_at: datetime


@dataclass(frozen=True, slots=True)
class TurnedAway:
    """The parcel was refused. ``discreet``: nobody at the counter reads why, or hears it."""

    number: str | None
    reason: RefusalReason | None
    discreet: bool = False


@dataclass(frozen=True, slots=True)
class SeenBefore:
    """This waybill was accepted already."""

    number: str
    clerk: str
    accepted_at: datetime


@dataclass(frozen=True, slots=True)
class Misread:
    """A waybill number whose check digit is wrong."""

    number: str


@dataclass(frozen=True, slots=True)
class Differs:
    """Another waybill than the one on the parcel was scanned."""

    number: str
    current: str


@dataclass(frozen=True, slots=True)
class StillMissing:
    """Enter came too early."""

    need: Missing


@dataclass(frozen=True, slots=True)
class StandsAgainst:
    """Something stops the acceptance."""

    objection: Objection


@dataclass(frozen=True, slots=True)
class Caution:
    """The document may be taken, but look twice."""

    problem: DocumentProblem


@dataclass(frozen=True, slots=True)
class Unusual:
    """Something asks for a reason."""

    rule: CautionRule


@dataclass(frozen=True, slots=True)
class Unreadable:
    """The picture holds no document that can be used, and why."""

    problem: PictureProblem


@dataclass(frozen=True, slots=True)
class PhotoDoubted:
    """The judge doubts the picture: take another, or keep it with a reason."""

    problem: PhotoProblem
    role: PhotoRole


@dataclass(frozen=True, slots=True)
class CodeDeclined:
    """A sender's real-name code that does not count, and why."""

    problem: SenderCodeFault


Notice: TypeAlias = (
    Kept
    | TurnedAway
    | SeenBefore
    | Misread
    | Differs
    | StillMissing
    | StandsAgainst
    | Caution
    | Unusual
    | Unreadable
    | CodeDeclined
    | PhotoDoubted
    | Failed
    | Hint
)


def tone_of(notice: Notice) -> Tone | None:
    """Good when something was taken or kept, else not good; None for what nobody must notice or is only shown."""
    if (isinstance(notice, TurnedAway) and notice.discreet) or (isinstance(notice, Hint) and notice in QUIET_HINTS):
        return None
    if isinstance(notice, Kept | TurnedAway):
        return Tone.GOOD
    return Tone.GOOD if isinstance(notice, Hint) and notice in GOOD_HINTS else Tone.BAD


class NameStanding(Enum):
    """How the sender's name on the waybill stands."""

    OPEN = "open"
    """Not compared yet."""
    ASKED = "asked"
    """The clerk is to compare it now."""
    AGREES = "agrees"
    DIFFERS = "differs"
    NOT_NEEDED = "not_needed"


@dataclass(frozen=True, slots=True)
class WaybillLane:
    """Lane 1. ``candidates`` are the carriers the number may belong to, surest first."""

    number: str | None = None
    carrier: Carrier | None = None
    candidates: tuple[Carrier, ...] = ()
    check_digit: CheckDigit = CheckDigit.NONE
    name: NameStanding = NameStanding.NOT_NEEDED
    name_check: NameCheck | None = None
    expected_name: str = field(default="", repr=False)
    """The document's name, in clear while the clerk compares it with the waybill, masked afterwards."""
    printed_name: str = field(default="", repr=False)
    """The waybill's name where it is known as text, masked unless it differs."""
    weight_g: int | None = None
    """The whole parcel's weight, from the scale or typed."""


@dataclass(frozen=True, slots=True)
class ShownDoubt:
    """A field in doubt: its value in clear, for it has to be compared, and the place it was read from."""

    name: DocumentField
    value: str = field(repr=False)
    snippet: bytes | None = field(default=None, repr=False)


class TermStanding(Enum):
    """How it is known how long a document holds."""

    TOLD = "told"
    """The document said it: ``valid_to``, or without an end."""
    TO_COMPARE = "to_compare"
    """Its front does not say it: the clerk looks at the back."""
    SEEN = "seen"
    """The clerk has looked."""


@dataclass(frozen=True, slots=True)
class ShownDocument:
    """A document, masked. ``valid_to`` is None for an open-ended one."""

    name: str
    number: str
    document_type: DocumentType
    source: ReadingSource
    valid_to: date | None
    term: TermStanding
    problems: tuple[DocumentProblem, ...]
    doubts: tuple[ShownDoubt, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownCompanion:
    """Somebody else who belongs to the parcel: masked, and what is said about them."""

    role: Place
    name: str
    number: str
    settled: bool
    relation: Choice | None = None


class About(Enum):
    """What a coded answer is about."""

    SENDER = "sender"
    PHOTO = "photo"
    """Why a doubted picture is kept."""
    DIFFERENCE = "difference"
    """How the contents differ from what was declared."""
    WAYBILL = "waybill"
    """Which of several waybills under the camera is the parcel's."""


@dataclass(frozen=True, slots=True)
class Question:
    """A coded answer is wanted. ``subject`` says for what: a caution's rule, or nothing more than the panel does."""

    choices: tuple[Choice, ...]
    subject: CautionRule | None = None
    about: About = About.SENDER
    objection: Objection | None = None


class GuardianStanding(Enum):
    """How a young sender's guardian stands."""

    NOT_NEEDED = "not_needed"
    AWAITED = "awaited"
    """The guardian's document has to come first."""
    ASKED_PRESENCE = "asked_presence"
    ASKED_CONSENT = "asked_consent"
    SETTLED = "settled"


@dataclass(frozen=True, slots=True)
class ShownCustomer:
    """A customer in words of the rules."""

    customer_id: str
    name: str
    standing: AgreementStanding
    initials: str = ""


@dataclass(frozen=True, slots=True)
class SenderLane:
    """Lane 2. ``phone_typed`` is in clear while it is typed; None when nobody is typing."""

    sending: Sending = Sending.PERSON
    exempt: bool = False
    customer: ShownCustomer | None = None
    document: ShownDocument | None = None
    doubted: ShownDocument | None = None
    """Whose fields are in doubt: the sender's first, then a companion's."""
    companions: tuple[ShownCompanion, ...] = ()
    guardian: GuardianStanding = GuardianStanding.NOT_NEEDED
    wants_answer: Question | None = None
    """A coded answer that is wanted: a relation, or a reason."""
    same_person: bool = False
    continued: bool = False
    phone: str | None = None
    phone_recalled: bool = False
    phone_typed: str | None = field(default=None, repr=False)
    sends_from: str = ""
    """The sending address, masked; empty: the document's."""
    usual_category: ItemCategory | None = None
    portrait: bytes | None = field(default=None, repr=False)
    """A JPEG of the portrait, while it is at hand."""
    portrait_missing: bool = False
    """The chip has a portrait and nothing here can decode it."""
    face: FaceBand | None = None


@dataclass(frozen=True, slots=True)
class CaptureState:
    """How the guided capture stands. ``quad`` holds corners in parts of the picture, 0 to 1."""

    hint: CaptureHint = CaptureHint.SHOW_DOCUMENT
    quad: tuple[tuple[float, float], ...] = ()
    reading: bool = False


@dataclass(frozen=True, slots=True)
class CounterState:
    """The whole acceptance screen."""

    waybill: WaybillLane = field(default_factory=WaybillLane)
    sender: SenderLane = field(default_factory=SenderLane)
    inspection: InspectionLane = field(default_factory=InspectionLane)
    decision: Decision = NOTHING_YET
    parcel_open: bool = False
    parked: int = 0
    can_continue_sender: bool = False
    panel: Panel = Panel.NONE
    notice: Notice | None = None
    question: Question | None = None
    """What the open panel asks, and the answers that a key picks."""
    customers: tuple[ShownCustomer, ...] = ()
    """What the open customers' panel lists."""
    customer_filter: str = ""
    capture: CaptureState | None = None
    goods: GoodsState = field(default_factory=GoodsState)
    label: MarkedParcel | None = None
    """What the open label's panel shows."""
