"""The parcel on the desk: asks the use cases for one step after the other and keeps what they last said.

Invariants:
- Steps happen one at a time, in the order in which they were asked for (:class:`StepQueue`); each takes the parcel as
  the step before it left it.
- A failed step changes nothing: ``view`` is what the store last said, and the answer says what went wrong.
"""

from collections.abc import Callable
from functools import partial
from typing import TypeAlias, TypeVar, assert_never

from app.domain.acceptance import NOTHING_YET, Missing, Parcel
from app.domain.clerk import ClerkNumber
from app.domain.errors import DomainFault
from app.domain.identity.sender import FaceBand, PortraitShown
from app.domain.waybill import normalised
from app.usecases.documents import TypedDocument
from app.usecases.edits import ConfirmSamePerson, Edit, RecordFaceComparison, SetQuantity
from app.usecases.results import (
    Accepted,
    CodeRefused,
    CodeUnknown,
    CounterView,
    CustomerTaken,
    DocumentTaken,
    Refused,
    ScanOutcome,
    WaybillDiffers,
    WaybillFrozen,
    WaybillMisread,
    WaybillSeenBefore,
    WaybillTaken,
)
from app.usecases.supervisor_words import Credentials, Word
from devices.documents.reading import DocumentReading, PictureProblem
from devices.ports import CardRead, ScanEvent, ScanSource
from ui.faults import Failed, failed
from ui.screens.acceptance.actions import CounterPorts
from ui.screens.acceptance.asking import is_awaited_back, news
from ui.screens.acceptance.inspection_state import next_photo
from ui.screens.acceptance.lanes import DocumentPictures
from ui.screens.acceptance.photographing import Photographer, may_finish_by_photo
from ui.screens.acceptance.seen_documents import SeenDocuments
from ui.screens.acceptance.state import (
    CodeDeclined,
    Differs,
    Hint,
    Kept,
    Misread,
    Notice,
    SeenBefore,
    StandsAgainst,
    StillMissing,
    TurnedAway,
    Unreadable,
)
from ui.screens.acceptance.steps import Ended, Step, StepQueue

Result = TypeVar("Result")
Answer: TypeAlias = Callable[[Notice | None], None]


class ParcelDesk:
    """One counter's desk. Main thread only.

    ``answer`` is called once for every step, after ``view`` is up to date; None means "just go on". ``redraw`` is
    called when something to look at has come without a step.
    """

    def __init__(self, ports: CounterPorts, answer: Answer, redraw: Callable[[], None]) -> None:
        self._actions = ports.actions
        self._policy = ports.policy
        self._store_tasks = ports.store_tasks
        self._cpu_tasks = ports.cpu_tasks
        self._answer = answer
        self._steps = StepQueue()
        self._view = CounterView(None, NOTHING_YET)
        self.photos = Photographer(ports, self)
        self._documents = SeenDocuments(ports.sender.portraits, ports.cpu_tasks, redraw)
        self._person = ports.sender.person_camera
        self._faces = ports.sender.faces
        self._offered: str | None = None
        self._just_decided = False
        self._resumptions = 0
        self._left_on_table: str | None = None
        """The number that was accepted last: its label stays in the camera's picture until the parcel is taken away."""

    @property
    def view(self) -> CounterView:
        """The parcel and what the rules say, as the store last gave it."""
        return self._view

    @property
    def documents(self) -> DocumentPictures:
        """The portraits and snippets that were seen since this start."""
        return self._documents.pictures

    @property
    def left_on_table(self) -> str | None:
        """The number accepted last, whose label may still lie under the camera."""
        return self._left_on_table

    @property
    def idle(self) -> bool:
        """True when no step is under way or waits."""
        return not self._steps.busy

    def open(self) -> None:
        """Take up the parcel that a crash or a power cut left here, if any."""
        self._step(self._actions.open_counter, partial(self.moved_on, None))

    def scan(self, scan: ScanEvent, clerk: ClerkNumber) -> None:
        """Put a scanned code where it belongs. The same other waybill scanned twice replaces the parcel's.

        Not by the camera: a neighbour's label that comes into view twice is nobody's decision, and neither is the
        parcel that was just accepted and still lies there.
        """
        by_hand = scan.source is not ScanSource.CAMERA

        def begin(ended: Ended) -> None:
            if not by_hand and normalised(scan.text) == self._left_on_table:
                ended()
                return
            self.ask(
                lambda: self._actions.route_scan(
                    scan.text, scan.symbology, clerk, self._parcel_id(), by_hand and self._is_offered(scan.text)
                ),
                self._routed,
                ended,
            )

        self.begin(begin)

    def enter_waybill(self, number: str, clerk: ClerkNumber) -> None:
        """A waybill number typed by hand goes the way of a scan."""
        self._step(
            lambda: self._actions.route_scan(number, None, clerk, self._parcel_id(), self._is_offered(number)),
            self._routed,
        )

    def take_document(self, card: CardRead, clerk: ClerkNumber) -> None:
        """Take a card as the sender's document."""

        def taken(view: CounterView) -> Notice | None:
            self._documents.card_taken(card, view.parcel)
            return self.moved_on(Hint.DOCUMENT_TAKEN, view)

        self._step(lambda: self._actions.take_document(card, clerk, self._parcel_id()), taken)

    def edit(self, edit: Edit, clerk: ClerkNumber, said: Hint | None = None) -> None:
        """Apply one edit."""
        self._step(lambda: self._actions.edit(self._parcel_id(), edit, clerk), partial(self.moved_on, said))

    def take_reading(self, reading: DocumentReading, clerk: ClerkNumber) -> None:
        """A document in the camera's picture; one that cannot be used changes nothing and says why."""
        if not reading.usable and not is_awaited_back(reading, self._view.parcel):
            problem = reading.problems[0] if reading.problems else PictureProblem.INCOMPLETE
            self.begin(lambda ended: self.close(ended, Unreadable(problem)))
            return

        def taken(view: CounterView) -> Notice | None:
            self._documents.reading_taken(reading, self._view.parcel, view.parcel)
            if PictureProblem.SCREEN_SUSPECTED in reading.problems:
                return self.moved_on(None, view) or Unreadable(PictureProblem.SCREEN_SUSPECTED)
            doubtful = Missing.DOUBTFUL_FIELD in view.decision.missing
            return self.moved_on(Hint.DOCUMENT_TO_COMPARE if doubtful else Hint.DOCUMENT_TAKEN, view)

        of, turn = self._parcel_id(), self._resumptions

        def begin(ended: Ended) -> None:
            now = self._parcel_id()
            # one that was laid down at an empty counter opens its own parcel, or is that of the waybill scanned since
            if now == of or (of is None and turn == self._resumptions):
                self.ask(lambda: self._actions.take_reading(reading, clerk, now), taken, ended)
            else:
                self.close(ended, Hint.READING_OF_ANOTHER)

        self.begin(begin)

    def take_typed(self, typed: TypedDocument, clerk: ClerkNumber) -> None:
        """A document typed by hand."""
        self._step(
            lambda: self._actions.take_typed(typed, clerk, self._parcel_id()),
            partial(self.moved_on, Hint.DOCUMENT_TAKEN),
        )

    def confirm_same_person(self, clerk: ClerkNumber) -> None:
        """The clerk's word, with the pictures that stood side by side when it was given."""
        person = self._person

        def begin(ended: Ended) -> None:
            parcel = self._view.parcel
            shown = self._documents.portrait_of(parcel)
            if person is None or parcel is None or parcel.sender is None or parcel.late is not None:
                # no picture of anybody is taken when there is nobody to compare
                confirm(shown if parcel is None or parcel.late is None else PortraitShown.NONE, None, ended)
            else:
                self._cpu_tasks.submit(
                    person.capture, lambda live: confirm(shown, live, ended), partial(self.failed, ended)
                )

        def confirm(shown: PortraitShown, live: bytes | None, ended: Ended) -> None:
            edit = ConfirmSamePerson(shown, live)
            self.ask(lambda: self._actions.edit(self._parcel_id(), edit, clerk), partial(self.moved_on, None), ended)

        self.begin(begin)

    def supervise(self, word: Word, who: Credentials, clerk: ClerkNumber) -> None:
        """A supervisor's word about the parcel that is here."""

        def begin(ended: Ended) -> None:
            parcel = self._view.parcel
            if parcel is None:
                self.close(ended, Hint.NOTHING_FOR_SUPERVISOR)
                return
            self.ask(
                lambda: self._actions.supervise(parcel.parcel_id, word, who, clerk),
                partial(self.moved_on, Hint.SUPERVISOR_TAKEN),
                ended,
            )

        self.begin(begin)

    def register_own_document(self, clerk: ClerkNumber) -> None:
        """The document here is the clerk's own."""

        def begin(ended: Ended) -> None:
            parcel = self._view.parcel
            if parcel is None or parcel.sender is None:
                self.close(ended, Hint.DOCUMENT_FIRST)
                return
            self.ask(
                lambda: self._actions.own_document(parcel.parcel_id, clerk),
                partial(self.moved_on, Hint.OWN_DOCUMENT_TAKEN),
                ended,
            )

        self.begin(begin)

    def compare_faces(self, clerk: ClerkNumber) -> None:
        """Compare the portrait with the person by machine. The person has agreed to that, separately and just now."""
        faces, person = self._faces, self._person

        def begin(ended: Ended) -> None:
            portrait = self._documents.portrait_jpeg(self._view.parcel)
            if faces is None or person is None or portrait is None:
                self.close(ended, Hint.FACES_OFF if faces is None else Hint.FACES_NEED_PICTURES)
                return

            def compare() -> FaceBand | None:
                live = person.capture()
                return faces.compare(portrait, live) if live is not None else None

            def compared(band: FaceBand | None) -> None:
                if band is None:
                    self.close(ended, Hint.NO_FACE)
                    return
                self.ask(
                    lambda: self._actions.edit(self._parcel_id(), RecordFaceComparison(band), clerk),
                    partial(self.moved_on, Hint.FACE_COMPARED),
                    ended,
                )

            self._cpu_tasks.submit(compare, compared, partial(self.failed, ended))

        self.begin(begin)

    def change_quantity(self, by: int, clerk: ClerkNumber) -> None:
        """One more or one fewer than what is on the parcel when this step's turn comes."""

        def change() -> CounterView:
            parcel = self._view.parcel
            quantity = parcel.inspection.quantity if parcel is not None else 1
            return self._actions.edit(self._parcel_id(), SetQuantity(quantity + by), clerk)

        self._step(change, partial(self.moved_on, None))

    def continue_sender(self, clerk: ClerkNumber) -> None:
        """Same sender again: carry the last verification on."""
        self._step(
            lambda: self._actions.continue_sender(self._parcel_id(), clerk),
            partial(self.moved_on, Hint.SENDER_CONTINUED),
        )

    def finish(self, clerk: ClerkNumber) -> None:
        """Accept the parcel, or say what stops it; right after a decision, with nothing new here, it does nothing.

        The picture of the sealed parcel is taken by the same key when it is all that is missing.
        """

        def begin(ended: Ended) -> None:
            parcel, decision = self._view.parcel, self._view.decision
            if parcel is None and self._just_decided:
                ended()  # a doubled Enter must not wipe the confirmation away
            elif decision.objections:
                self.close(ended, StandsAgainst(decision.objections[0]))
            elif parcel is not None and may_finish_by_photo(self._view):
                self.photos.shoot(clerk, next_photo(parcel, self._policy), ended, finishing=True)
            elif decision.missing or parcel is None:
                self.close(ended, StillMissing(decision.missing[0]))
            else:
                self.accept(parcel, clerk, ended)

        self.begin(begin)

    def accept(self, parcel: Parcel, clerk: ClerkNumber, ended: Ended) -> None:
        """Accept the complete parcel, which ends the step."""
        self.ask(lambda: self._actions.accept(parcel.parcel_id, clerk), self._kept, ended)

    def refuse(self, reason: str, clerk: ClerkNumber) -> None:
        """Turn the parcel away with a coded reason; what was gathered is kept."""
        self._step(lambda: self._actions.refuse(self._parcel_id(), reason, clerk), partial(self._turned_away, reason))

    def park_or_resume(self, clerk: ClerkNumber) -> None:
        """Park the parcel that is here; with an empty desk take the last parked one up."""

        def begin(ended: Ended) -> None:
            parcel = self._view.parcel
            if parcel is not None:
                self.ask(
                    lambda: self._actions.park(parcel.parcel_id, clerk), partial(self.moved_on, Hint.PARKED), ended
                )
            elif self._view.parked:
                self.ask(lambda: self._actions.resume(clerk), self._resumed, ended)
            else:
                self.close(ended, Hint.NOTHING_TO_PARK)

        self.begin(begin)

    def discard(self, clerk: ClerkNumber) -> None:
        """Give the parcel up; nothing of it goes to the province."""

        def begin(ended: Ended) -> None:
            parcel = self._view.parcel
            if parcel is None:
                self.close(ended, Hint.NOTHING_TO_DISCARD)
                return
            self._let_go(parcel)
            self.ask(
                lambda: self._actions.discard(parcel.parcel_id, clerk), partial(self.moved_on, Hint.DISCARDED), ended
            )

        self.begin(begin)

    # Running a step

    def begin(self, step: Step) -> None:
        """Queue a step."""
        self._steps.add(step)

    def _step(self, work: Callable[[], Result], done: Callable[[Result], Notice | None]) -> None:
        self.begin(lambda ended: self.ask(work, done, ended))

    def ask(self, work: Callable[[], Result], done: Callable[[Result], Notice | None], ended: Ended) -> None:
        """Run ``work`` on the store's thread and end the step with what ``done`` says."""

        def finished(result: Result) -> None:
            self.close(ended, done(result))

        self._store_tasks.submit(work, finished, partial(self.failed, ended))

    def close(self, ended: Ended, notice: Notice | None) -> None:
        """End a step with its answer."""
        self._just_decided = isinstance(notice, Kept | TurnedAway)
        self._answer(notice)
        ended()

    def failed(self, ended: Ended, error: Exception) -> None:
        """End a step that failed."""
        self.close(ended, failed(error))

    def _parcel_id(self) -> str | None:
        return self._view.parcel.parcel_id if self._view.parcel is not None else None

    # What the use cases answered

    def moved_on(self, said: Hint | None, view: CounterView) -> Notice | None:
        """Take the new view; something new against the parcel outranks what would have been said."""
        before, self._view = self._view, view
        self._documents.follow(before.parcel, view.parcel)
        self.photos.follow(before.parcel, view.parcel)
        return news(before, view, self._policy) or said

    def _is_offered(self, text: str) -> bool:
        """Whether this is the other waybill that the screen asked to see once more."""
        return self._offered is not None and normalised(text) == self._offered

    def _routed(  # noqa: PLR0911 # one answer for each outcome of a scan
        self, outcome: ScanOutcome
    ) -> Notice | None:
        self._offered = None
        match outcome:
            case WaybillTaken(view):
                return self.moved_on(Hint.WAYBILL_TAKEN, view)
            case WaybillSeenBefore(number, before):
                return SeenBefore(number, before.clerk, before.accepted_at)
            case WaybillFrozen():
                return Failed(DomainFault.WAYBILL_FROZEN)
            case WaybillDiffers(number, current):
                self._offered = number
                return Differs(number, current)
            case WaybillMisread(number):
                return Misread(number)
            case CodeUnknown():
                return Hint.CODE_UNKNOWN
            case DocumentTaken(view):
                return self.moved_on(Hint.DOCUMENT_TAKEN, view)
            case CustomerTaken(view):
                return self.moved_on(Hint.CUSTOMER_TAKEN, view)
            case CodeRefused(problem):
                return CodeDeclined(problem)
            case _:
                assert_never(outcome)

    def _resumed(self, view: CounterView) -> Notice | None:
        # what was taken at the empty counter shows a parcel that is to come, not this one
        self.photos.let_held_go()
        self._resumptions += 1
        return self.moved_on(Hint.RESUMED, view)

    def _kept(self, accepted: Accepted) -> Notice | None:
        decided, self._view = self._view.parcel, accepted.view
        self._let_go(decided)
        number = decided.waybill.number if decided is not None and decided.waybill is not None else ""
        self._left_on_table = number
        return Kept(number, accepted.accepted_at)

    def _turned_away(self, reason: str, refused: Refused) -> Notice | None:
        decided, discreet, self._view = self._view.parcel, self._view.decision.discreet, refused.view
        self._let_go(decided)
        number = decided.waybill.number if decided is not None and decided.waybill is not None else None
        return TurnedAway(number, self._policy.refusal_reason(reason), discreet)

    def _let_go(self, parcel: Parcel | None) -> None:
        self.photos.forget(parcel)
        self._documents.let_go(parcel)
