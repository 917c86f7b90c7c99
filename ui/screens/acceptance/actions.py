"""What the acceptance screen asks of the product: the counter's use cases and the camera's picture.

Invariants:
- Each use case is a plain callable that runs on the store's thread; a screen never calls one on the main thread.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from app.domain.acceptance import Parcel
from app.domain.clerk import Clerk, ClerkNumber
from app.domain.customer import Customer
from app.domain.identity.sender import FaceBand
from app.domain.inspection import PhotoRole
from app.domain.policy import Policy
from app.ports import RecordRow
from app.usecases.attach_photo import ExaminedPhoto, TakenPhoto
from app.usecases.documents import TypedDocument
from app.usecases.edits import Edit
from app.usecases.inspection_label import MarkedParcel
from app.usecases.playback import Playback
from app.usecases.results import Accepted, CounterTotals, CounterView, Refused, ScanOutcome
from app.usecases.supervisor_words import Credentials, Word
from devices.documents.reading import CaptureGuidance, DocumentReading
from devices.ports import CardRead, Symbology
from ui.keys import Action
from ui.printing.problems import PrintProblem
from ui.screens.acceptance.goods_lookup import GoodsSearch
from ui.task_runner import TaskRunner
from ui.tones import Tone

if TYPE_CHECKING:
    # presenters load no widgets
    from ui.widgets.live_picture import Preview


@dataclass(frozen=True, slots=True)
class JpegPhoto:
    """A picture of the camera, encoded. ``taken_at`` is timezone-aware UTC."""

    jpeg: bytes = field(repr=False)
    taken_at: datetime
    device: str = ""
    """The camera's name in the registry."""


@dataclass(frozen=True, slots=True)
class CounterActions:
    """The use cases of the counter. Each may raise DomainError or StorageError."""

    open_counter: Callable[[], CounterView]
    route_scan: Callable[[str, Symbology | None, ClerkNumber, str | None, bool], ScanOutcome]
    """Text, symbology, clerk, parcel id, whether it replaces another waybill."""
    take_document: Callable[[CardRead, ClerkNumber, str | None], CounterView]
    take_reading: Callable[[DocumentReading, ClerkNumber, str | None], CounterView]
    take_typed: Callable[[TypedDocument, ClerkNumber, str | None], CounterView]
    edit: Callable[[str | None, Edit, ClerkNumber], CounterView]
    attach_photo: Callable[[str | None, TakenPhoto, ClerkNumber], CounterView]
    supervise: Callable[[str, Word, Credentials, ClerkNumber], CounterView]
    own_document: Callable[[str, ClerkNumber], CounterView]
    customers: Callable[[], Sequence[Customer]]
    """All of them, by initials."""
    continue_sender: Callable[[str | None, ClerkNumber], CounterView]
    accept: Callable[[str, ClerkNumber], Accepted]
    refuse: Callable[[str | None, str, ClerkNumber], Refused]
    park: Callable[[str, ClerkNumber], CounterView]
    resume: Callable[[ClerkNumber], CounterView]
    discard: Callable[[str, ClerkNumber], CounterView]
    last_label: Callable[[], MarkedParcel]
    """What the label of the last acceptance says."""
    totals: Callable[[], CounterTotals]
    records: Callable[[int, datetime | None], list[RecordRow]]
    """At most so many, older than the moment (None: from the newest), newest first."""
    cameras: Callable[[str], Playback]
    """Where the surveillance pictures of the acceptance with that id are."""
    sign_in: Callable[[str, str], Clerk]
    """Number and PIN. Raises DomainError(SIGN_IN_REFUSED, SIGN_IN_LOCKED)."""


def _unheard(_: Action) -> None:
    """Nobody counts keys."""


class PhotoExaminer(Protocol):
    """Judges a picture: is it good enough to prove something, and was it shown before?"""

    def examine(self, photo: JpegPhoto, role: PhotoRole, parcel: Parcel | None) -> ExaminedPhoto:
        """Called off the main thread. Raises DeviceError, StorageError."""


class LabelPaper(Protocol):
    """Puts a label on paper. Main thread; what goes wrong is an answer."""

    def print(self, marked: MarkedParcel, printer: str | None = None) -> PrintProblem | None:
        """On the printer of that name, or on the default one; None when it took it."""

    def ask_path(self, marked: MarkedParcel) -> Path | None:
        """Where a PDF goes; None when nobody chose."""

    def save(self, marked: MarkedParcel, path: Path) -> PrintProblem | None:
        """As a PDF; None when it is written."""


class LabelPrinter(Protocol):
    """A label printer that is spoken to in its own language."""

    @property
    def queue(self) -> str | None:
        """The spooler's name for it; a queue that takes nothing raw can still be drawn on."""

    def print(self, marked: MarkedParcel) -> None:
        """Print one label; called off the main thread, for it blocks for seconds. Raises DeviceError."""


class DocumentCamera(Protocol):
    """The camera as a document reader. ``preview`` and ``forget`` are called on the main thread, the others off it."""

    def preview(self) -> "Preview | None":
        """The live picture, small; on the main thread: it must not wait."""

    def begin(self) -> None:
        """Another document comes: forget the pictures of the one before, and get the reader ready."""

    def look(self) -> CaptureGuidance | None:
        """What the latest picture says; None without one. Good pictures are remembered, a few at the most."""

    def read(self) -> DocumentReading:
        """Read the document in the best pictures since ``begin``. Blocks for a second or so. Raises DeviceError."""

    def forget(self) -> None:
        """The capture is over or given up: keep no picture of its document. Must not wait."""


class PersonCamera(Protocol):
    """The camera that sees the person at the counter."""

    def preview(self) -> "Preview | None":
        """The live picture, small; called on the main thread: it must not wait."""

    def capture(self) -> bytes | None:
        """The latest picture as a JPEG, to be recorded as what was shown; called off the main thread."""


class Portraits(Protocol):
    """Makes a chip's portrait visible, where a vendor's decoder is installed."""

    @property
    def decodes(self) -> bool:
        """Whether there is a decoder."""

    def decode(self, block: bytes) -> bytes | None:
        """The portrait as a JPEG; called off the main thread, since the decoder is a process of its own."""


class Faces(Protocol):
    """Compares two pictures by machine. Only asked after separate consent; never decides."""

    def compare(self, portrait: bytes, live: bytes) -> FaceBand | None:
        """None when a picture shows no face. Called off the main thread; raises DeviceError."""


@dataclass(frozen=True, slots=True)
class SenderPorts:
    """What the sender lane needs beyond the card reader; None where this terminal has no such thing."""

    document_camera: DocumentCamera
    person_camera: PersonCamera | None
    portraits: Portraits
    faces: Faces | None
    """None while the switch is off (人脸识别技术应用安全管理办法)."""


@dataclass(frozen=True, slots=True)
class CounterPorts:
    """Everything the acceptance screen needs from the house around it."""

    actions: CounterActions
    policy: Policy
    store_tasks: TaskRunner
    """Runs use cases, strictly in order."""
    cpu_tasks: TaskRunner
    """Runs ``capture``."""
    capture: Callable[[], JpegPhoto | None]
    """The camera's latest picture, encoded; None without one. Called off the main thread; may raise DeviceError."""
    goods_search: Callable[[], GoodsSearch]
    """Prepares the search in the catalogue, which takes a while: called on the pool, once. It answers on any thread."""
    examiner: PhotoExaminer | None
    """None where nothing judges pictures."""
    sender: SenderPorts
    reading_tasks: TaskRunner
    """Runs the document reader, beside ``cpu_tasks``: a reading takes a second."""
    local: Callable[[datetime], datetime]
    """From UTC to the counter's wall clock."""
    now: Callable[[], datetime]
    label_paper: LabelPaper
    label_printer: LabelPrinter | None
    """None where none is set: then labels go to the system's default printer."""
    bell: Callable[[Tone], None]
    """Told how each answer sounds."""
    on_key: Callable[[Action], None] = _unheard
    """Told each key that was used: the demo counts them."""
