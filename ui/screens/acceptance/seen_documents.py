"""The pictures of documents that were seen since this start: portraits and the places that fields were read from.

Invariants:
- In memory only, for the parcel that is open or parked; whatever is decided takes its pictures along.
- A chip's portrait is decoded off the main thread, by a decoder that may not exist.
"""

from collections.abc import Callable, Mapping
from functools import partial

from app.domain.acceptance import Parcel
from app.domain.identity.document import DocumentField, IdentityDocument, ReadingSource
from app.domain.identity.sender import PortraitShown
from devices.documents.reading import DocumentReading
from devices.ports import CardRead
from ui.screens.acceptance.actions import Portraits
from ui.screens.acceptance.lanes import DocumentPictures
from ui.task_runner import TaskRunner


class SeenDocuments:
    """Main thread only. ``changed`` is called when a portrait has come after all."""

    def __init__(self, portraits: Portraits, tasks: TaskRunner, changed: Callable[[], None]) -> None:
        self._decoder = portraits
        self._tasks = tasks
        self._changed = changed
        self._portraits: dict[str, bytes] = {}
        self._awaited: set[str] = set()
        self._snippets: dict[str, Mapping[DocumentField, bytes]] = {}

    @property
    def pictures(self) -> DocumentPictures:
        """What there is to show."""
        return DocumentPictures(self._portraits, self._snippets, self._decoder.decodes)

    def card_taken(self, card: CardRead, parcel: Parcel | None) -> None:
        """Make the chip's portrait visible, if that is possible here."""
        document = _with_number(parcel, card.text.number)
        if document is None or document.portrait_id is None or not self._decoder.decodes:
            return
        self._awaited.add(document.portrait_id)
        self._tasks.submit(
            partial(self._decoder.decode, card.portrait), partial(self._decoded, document.portrait_id), _no_portrait
        )

    def reading_taken(self, reading: DocumentReading, before: Parcel | None, now: Parcel | None) -> None:
        """Keep what the picture showed of the document that has just come to the parcel."""
        document = next((one for one in _documents(now) if one not in _documents(before)), None)
        if document is None:
            return
        self._snippets[document.number] = {
            DocumentField(name.value): read.snippet
            for name, read in reading.fields.items()
            if read.snippet is not None and name.value in set(DocumentField)
        }
        if reading.portrait is not None and document.portrait_id is not None:
            self._portraits[document.portrait_id] = reading.portrait

    def portrait_of(self, parcel: Parcel | None) -> PortraitShown:
        """Which portrait of the sender is on the screen."""
        if parcel is None or parcel.sender is None or parcel.sender.document.portrait_id not in self._portraits:
            return PortraitShown.NONE
        chip = parcel.sender.document.source is ReadingSource.CHIP
        return PortraitShown.CHIP if chip else PortraitShown.CARD_PHOTO

    def portrait_jpeg(self, parcel: Parcel | None) -> bytes | None:
        """The sender's portrait that is on the screen."""
        if parcel is None or parcel.sender is None or parcel.sender.document.portrait_id is None:
            return None
        return self._portraits.get(parcel.sender.document.portrait_id)

    def let_go(self, parcel: Parcel | None) -> None:
        """The parcel is decided."""
        self._forget(_documents(parcel), ())

    def follow(self, before: Parcel | None, now: Parcel | None) -> None:
        """A document that left its parcel takes its pictures along."""
        if before is not None and now is not None and before.parcel_id == now.parcel_id:
            self._forget(_documents(before), _documents(now))

    def _forget(self, documents: tuple[IdentityDocument, ...], staying: tuple[IdentityDocument, ...]) -> None:
        numbers = {document.number for document in staying}
        portraits = {document.portrait_id for document in staying}
        for document in documents:
            if document.number not in numbers:
                self._snippets.pop(document.number, None)
            if document.portrait_id is not None and document.portrait_id not in portraits:
                self._portraits.pop(document.portrait_id, None)
                self._awaited.discard(document.portrait_id)

    def _decoded(self, portrait_id: str, jpeg: bytes | None) -> None:
        wanted = portrait_id in self._awaited
        self._awaited.discard(portrait_id)
        if wanted and jpeg is not None:
            self._portraits[portrait_id] = jpeg
            self._changed()


def _documents(parcel: Parcel | None) -> tuple[IdentityDocument, ...]:
    if parcel is None:
        return ()
    people = (parcel.sender, parcel.principal, parcel.guardian)
    return tuple(person.document for person in people if person is not None)


def _with_number(parcel: Parcel | None, number: str) -> IdentityDocument | None:
    return next((document for document in _documents(parcel) if document.number == number), None)


def _no_portrait(_error: Exception) -> None:
    """The clerk compares with the document itself, as where there is no decoder at all."""
