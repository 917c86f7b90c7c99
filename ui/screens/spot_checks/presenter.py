"""The spot checks' page: what the province drew, what is there, what is missing, and the answer.

Invariants:
- One step at a time: a key that comes while one is under way does nothing. Nothing is loaded while the page is hidden.
- Which check and which record are chosen survives a reload.
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

    def locked(self) -> None:
        """Nobody works here."""
        self._clerk = None

    def shown(self) -> None:
        """The page has come to the front."""
        self._shown = True
        self.refresh()

    def hidden(self) -> None:
        """The page has gone."""
        self._shown = False

    def refresh(self) -> None:
        """Load anew: something has happened."""
        if self._shown and not self._state.busy:
            self._load(None)

    def choose(self, request_id: str) -> None:
        """Look at this check."""
        if request_id != self._state.chosen:
            self._warned = None
            self._show(replace(self._state, chosen=request_id, record=None, said=None))
            self._first_record()

    def choose_record(self, message_id: str) -> None:
        """Look at this record."""
        if message_id != self._state.record:
            self._show(replace(self._state, record=message_id))

    def note(self, text: str) -> bool:
        """Keep a note about the chosen record. False when it is not taken now: the clerk's words must stay."""
        chosen = self._chosen() if self.idle else None
        if chosen is None:
            return False
        request_id, message_id, clerk = chosen
        self._do(lambda: self._ports.actions.note(request_id, message_id, text, clerk), SpotHint.NOTE_KEPT)
        return True

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
                return
            taken = TakenPhoto(photo.jpeg, PhotoRole.PAPER, photo.taken_at, photo.device)
            self._do(lambda: self._ports.actions.photo(request_id, message_id, taken, clerk), SpotHint.PHOTO_KEPT)

        self._ports.cpu_tasks.submit(self._ports.capture, captured, self._failed)

    def answer(self) -> None:
        """Send the answer; where something is missing the first press says so and the second sends."""
        if not self.idle:
            return
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

    def _do(self, work: Callable[[], object], said: SpotHint) -> None:
        self._show(replace(self._state, busy=True))
        self._ports.store_tasks.submit(work, lambda _: self._load(said), self._failed)

    def _load(self, said: SpotHint | None) -> None:
        self._show(replace(self._state, busy=True))

        def loaded(checks: Sequence[SpotCheckView]) -> None:
            kept = self._state.chosen if any(one.request_id == self._state.chosen for one in checks) else None
            chosen = kept or (checks[0].request_id if checks else None)
            self._state = replace(self._state, checks=tuple(checks), chosen=chosen, busy=False)
            if said is not None:
                self._say(said)
            self._first_record()

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

    def _say(self, said: SpotHint | Failed) -> None:
        good = said in (SpotHint.NOTE_KEPT, SpotHint.PHOTO_KEPT, SpotHint.ANSWERED)
        self._ports.bell(Tone.GOOD if good else Tone.BAD)
        self._show(replace(self._state, said=said))

    def _show(self, state: SpotChecksState) -> None:
        self._state = state
        self._screen.show_state(state)
