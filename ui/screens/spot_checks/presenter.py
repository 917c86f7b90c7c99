"""The spot checks' page: what the province drew, what is there, what is missing, and the answer.

Invariants:
- One step at a time: a key that comes while one is under way does nothing. Nothing is loaded while the page is hidden.
- What has happened while a step was under way is looked at once it has ended.
- Which check and which record are chosen survives a reload.
- A note that was typed is stored when its field, its record or the page is left, and before an answer is sent.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Protocol

from app.domain.clerk import Clerk, ClerkNumber
from app.domain.inspection import PhotoRole
from app.usecases.attach_photo import TakenPhoto
from app.usecases.spot_check_results import DrawnRecordView, SpotCheckView
from ui.faults import Failed, failed
from ui.screens.acceptance.actions import JpegPhoto
from ui.screens.spot_checks.notes import TypedNote, TypedNotes
from ui.task_runner import TaskRunner
from ui.tones import Tone


@dataclass(frozen=True, slots=True)
class SpotCheckActions:
    """The use cases. Each runs on the store's thread and may raise DomainError or StorageError."""

    waiting: Callable[[], int]
    """Takes up what the province has asked meanwhile; how many wait for an answer."""
    listed: Callable[[], Sequence[SpotCheckView]]
    note: Callable[[str, str, str, ClerkNumber], None]
    """Request, record's message, text, clerk."""
    photo: Callable[[str, str, TakenPhoto, ClerkNumber], None]
    answer: Callable[[str, ClerkNumber], SpotCheckView]


@dataclass(frozen=True, slots=True)
class SpotCheckPorts:
    """Everything the page needs from the house around it."""

    actions: SpotCheckActions
    store_tasks: TaskRunner
    cpu_tasks: TaskRunner
    capture: Callable[[], JpegPhoto | None]
    bell: Callable[[Tone], None]


class SpotHint(Enum):
    """Simple answers."""

    NOTE_KEPT = "note_kept"
    PHOTO_KEPT = "photo_kept"
    ANSWERED = "answered"
    NO_PICTURE = "no_picture"
    NOTHING_CHOSEN = "nothing_chosen"
    STILL_MISSING = "still_missing"
    """Something that was asked is not there: the same key once more answers all the same."""


@dataclass(frozen=True, slots=True)
class SpotChecksState:
    """What the page shows."""

    checks: tuple[SpotCheckView, ...] = ()
    chosen: str | None = None
    record: str | None = None
    note: str = field(default="", repr=False)
    """What the field says about the chosen record."""
    said: SpotHint | Failed | None = None
    busy: bool = field(default=False)

    @property
    def check(self) -> SpotCheckView | None:
        """The check that is chosen."""
        return next((check for check in self.checks if check.request_id == self.chosen), None)

    @property
    def drawn(self) -> DrawnRecordView | None:
        """The record that is chosen."""
        check = self.check
        return next((one for one in check.records if one.message_id == self.record), None) if check else None


class SpotChecksScreen(Protocol):
    """What the presenter draws on."""

    def show_state(self, state: SpotChecksState) -> None:
        """Show ``state``, whole."""


class SpotChecksPresenter:
    """The page's mind. Main thread only."""

    def __init__(self, screen: SpotChecksScreen, ports: SpotCheckPorts) -> None:
        self._screen = screen
        self._ports = ports
        self._state = SpotChecksState()
        self._clerk: ClerkNumber | None = None
        self._shown = False
        self._warned: str | None = None
        self._notes = TypedNotes()
        self._happened = False
        self._left = False

    @property
    def idle(self) -> bool:
        """True when nothing is under way."""
        return not self._state.busy

    @property
    def open_checks(self) -> int:
        """How many wait for an answer, as last loaded."""
        return sum(check.answered_at is None for check in self._state.checks)

    def clerk_signed_in(self, clerk: Clerk) -> None:
        """From now on the steps are this clerk's."""
        self._clerk = clerk.number
        self._notes.keep_only_of(clerk.number)

    def locked(self) -> None:
        """Nobody works here."""
        self.keep_notes()
        self._clerk = None

    def shown(self) -> None:
        """The page has come to the front."""
        self._shown = True
        self.refresh()

    def hidden(self) -> None:
        """The page has gone."""
        self._shown = False
        self._happened = False
        self.keep_notes()

    def refresh(self) -> None:
        """Load anew: something has happened."""
        if not self._shown:
            return
        if self._state.busy:
            self._happened = True
        else:
            self._load(None)

    def choose(self, request_id: str) -> None:
        """Look at this check."""
        if request_id != self._state.chosen:
            self.keep_notes()
            self._warned = None
            self._show(replace(self._state, chosen=request_id, record=None, said=None))
            self._first_record()

    def choose_record(self, message_id: str) -> None:
        """Look at this record."""
        if message_id != self._state.record:
            self.keep_notes()
            self._show(replace(self._state, record=message_id))

    def note_typed(self, text: str) -> None:
        """The note's field about the chosen record says this now."""
        check, drawn = self._state.check, self._state.drawn
        if check is not None and drawn is not None and check.answered_at is None and self._clerk is not None:
            place = (check.request_id, drawn.message_id)
            self._notes.typed(place, TypedNote(text, self._clerk), drawn.addition.note)
            self._show(self._state)

    def keep_notes(self) -> None:
        """The clerk goes on to something else: what was typed is stored, at the latest after the step under way."""
        if not self._notes.waiting:
            return
        if self.idle:
            self._store_notes(lambda: self._load(SpotHint.NOTE_KEPT))
        else:
            self._left = True

    def take_photo(self) -> None:
        """Add the camera's picture to the chosen record."""
        chosen = self._chosen() if self.idle else None
        if chosen is None:
            return
        request_id, message_id, clerk = chosen
        self._show(replace(self._state, busy=True))

        def captured(photo: JpegPhoto | None) -> None:
            self._state = replace(self._state, busy=False)
            if photo is None:
                self._say(SpotHint.NO_PICTURE)
                self._go_on()
                return
            taken = TakenPhoto(photo.jpeg, PhotoRole.PAPER, photo.taken_at, photo.device)
            self._do(lambda: self._ports.actions.photo(request_id, message_id, taken, clerk), SpotHint.PHOTO_KEPT)

        self._ports.cpu_tasks.submit(self._ports.capture, captured, self._failed)

    def answer(self) -> None:
        """Send the answer; where something is missing the first press says so and the second sends."""
        if not self.idle:
            return
        if self._notes.waiting:
            self._store_notes(lambda: self._load(None, self._send))
        else:
            self._send()

    def _send(self) -> None:
        check = self._state.check
        if check is None or check.answered_at is not None or self._clerk is None:
            self._say(SpotHint.NOTHING_CHOSEN)
            return
        if any(record.missing for record in check.records) and self._warned != check.request_id:
            self._warned = check.request_id
            self._say(SpotHint.STILL_MISSING)
            return
        clerk, request_id = self._clerk, check.request_id
        self._do(lambda: self._ports.actions.answer(request_id, clerk), SpotHint.ANSWERED)

    def _chosen(self) -> tuple[str, str, ClerkNumber] | None:
        check, record = self._state.check, self._state.drawn
        if check is None or record is None or check.answered_at is not None or self._clerk is None:
            self._say(SpotHint.NOTHING_CHOSEN)
            return None
        return check.request_id, record.message_id, self._clerk

    def _store_notes(self, then: Callable[[], None]) -> None:
        """Store what was typed, and go on when the store has all of it."""
        notes, note = self._notes.waiting, self._ports.actions.note
        self._show(replace(self._state, busy=True))

        def store() -> None:
            for (request_id, message_id), typed in notes.items():
                note(request_id, message_id, typed.text, typed.clerk)

        def stored(_: None) -> None:
            self._notes.stored(notes)
            then()

        self._ports.store_tasks.submit(store, stored, self._failed)

    def _do(self, work: Callable[[], object], said: SpotHint) -> None:
        self._show(replace(self._state, busy=True))
        self._ports.store_tasks.submit(work, lambda _: self._load(said), self._failed)

    def _load(self, said: SpotHint | None, then: Callable[[], None] | None = None) -> None:
        self._show(replace(self._state, busy=True))

        def loaded(checks: Sequence[SpotCheckView]) -> None:
            kept = self._state.chosen if any(one.request_id == self._state.chosen for one in checks) else None
            chosen = kept or (checks[0].request_id if checks else None)
            self._notes.keep_only_at([one.request_id for one in checks if one.answered_at is None])
            self._state = replace(self._state, checks=tuple(checks), chosen=chosen, busy=False)
            if said is not None:
                self._say(said)
            self._first_record()
            if then is not None:
                then()
            self._go_on()

        self._ports.store_tasks.submit(self._ports.actions.listed, loaded, self._failed)

    def _first_record(self) -> None:
        check = self._state.check
        record = self._state.record
        if check is not None and self._state.drawn is None and check.records:
            record = check.records[0].message_id
        self._show(replace(self._state, record=record))

    def _failed(self, error: Exception) -> None:
        self._state = replace(self._state, busy=False)
        self._say(failed(error))
        self._go_on()

    def _go_on(self) -> None:
        """A step has ended: what had to wait for it comes now."""
        if self._left and self.idle:
            self._left = False
            self.keep_notes()
        if self._happened and self.idle:
            self._happened = False
            self.refresh()

    def _say(self, said: SpotHint | Failed) -> None:
        good = said in (SpotHint.NOTE_KEPT, SpotHint.PHOTO_KEPT, SpotHint.ANSWERED)
        self._ports.bell(Tone.GOOD if good else Tone.BAD)
        self._show(replace(self._state, said=said))

    def _show(self, state: SpotChecksState) -> None:
        check, drawn = state.check, state.drawn
        note = self._notes.text((check.request_id, drawn.message_id), drawn.addition.note) if check and drawn else ""
        self._state = replace(state, note=note)
        self._screen.show_state(self._state)
