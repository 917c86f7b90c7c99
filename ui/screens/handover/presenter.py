"""The handover's page: open a manifest, scan parcels out, screen what has to be, let them go.

Invariants:
- Scans are answered in the order in which they came, and none waits for the answer to the one before it.
- Nothing leaves without two presses, and nothing is screened without being asked for.
- What the list shows is what the store said; a scan adds one row and never reads the others anew.
- The parcel at hand is the one that was scanned or chosen last, whichever came later. What this terminal did not take
  in is at hand as no parcel at all, never as the one before.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Protocol, TypeVar, assert_never

from app.domain.clerk import Clerk, ClerkNumber
from app.domain.errors import DomainError, DomainFault
from app.domain.handover import DoorStop
from app.domain.handover_rules import HandoverHead
from app.inspection_ports import Handover
from app.usecases.edits import RecordScreening
from app.usecases.handover_results import (
    ClosedManifest,
    CloseOutcome,
    HandoverDesk,
    NotClosed,
    OpenManifest,
    ScannedOut,
    ScanOutOutcome,
    Screened,
    StoppedAtDoor,
)
from ui.faults import Failed, failed
from ui.keys import Action
from ui.printing.problems import PrintProblem
from ui.screens.handover.actions import HandoverPorts
from ui.screens.handover.state import Answer, Asking, HandedOver, HandoverPage, Told
from ui.tones import Tone

Result = TypeVar("Result")

_CALM = frozenset({Told.OPENED, Told.CORRECTED, Told.TAKEN_BACK, Told.DISCARDED, Told.PRINTED, Told.SAVED})
"""What sounds good."""


class HandoverScreen(Protocol):
    """What the presenter draws on."""

    def show_state(self, state: HandoverPage) -> None:
        """Show ``state``."""


class HandoverPresenter:
    """The page's mind. Main thread only."""

    def __init__(self, screen: HandoverScreen, ports: HandoverPorts) -> None:
        self._screen = screen
        self._ports = ports
        self._state = HandoverPage()
        self._clerk: ClerkNumber | None = None
        self._shown = False
        self._under_way = 0
        self._chosen: str | None = None
        self._at_hand: str | None = None

    @property
    def idle(self) -> bool:
        """True when nothing is under way."""
        return not self._under_way

    @property
    def at_hand(self) -> str | None:
        """The waybill number of the accepted parcel that the clerk has before them; None where nobody knows which."""
        return self._at_hand if self._state.manifest is not None else None

    def choose(self, number: str | None) -> None:
        """The clerk, or a new row, selected this parcel of the list; None: none."""
        self._chosen = self._at_hand = number

    def clerk_signed_in(self, clerk: Clerk) -> None:
        """Somebody works here now; an open manifest is whoever's works here."""
        self._clerk = clerk.number
        self._at_hand = self._chosen
        self._show(replace(self._state, may_change=clerk.may_accept, answer=None, asking=Asking.NOTHING))

    def locked(self) -> None:
        """Nobody does; the manifest waits in the store."""
        self._clerk = None
        self._show(replace(self._state, may_change=False, answer=None, asking=Asking.NOTHING))

    def shown(self) -> None:
        """The page has come to the front."""
        self._shown = True
        self.refresh()

    def hidden(self) -> None:
        """The page has gone."""
        self._shown = False

    def refresh(self) -> None:
        """Read everything anew: something has happened elsewhere."""
        if self._shown:
            self._run(self._ports.actions.show, self._loaded)

    def scanned(self, text: str) -> None:
        """A waybill or a mark was scanned, or a number typed."""
        clerk = self._worker()
        if clerk is None or not text.strip():
            return
        if self._state.asking in (Asking.CLOSE, Asking.DISCARD):
            self._show(replace(self._state, asking=Asking.NOTHING))
        scan_out = self._ports.actions.scan_out
        self._run(lambda: scan_out(text, clerk), self._scanned_out)

    def take_back(self, number: str | None) -> None:
        """Take a parcel off the list; None when no row is chosen."""
        clerk = self._worker()
        if clerk is None or number is None or self._state.manifest is None:
            return
        take_back = self._ports.actions.take_back
        self._run(lambda: take_back(number, clerk), lambda _: self._taken_back(number))

    def submit_head(self, head: HandoverHead) -> None:
        """Open a manifest with this head, or put the open one's right."""
        clerk = self._worker()
        if clerk is None or self._state.busy:
            return
        actions = self._ports.actions
        self._begin_work()
        if self._state.manifest is None:
            self._run(lambda: actions.open(head, clerk), self._opened, self._head_refused)
        else:
            self._run(lambda: actions.correct(head, clerk), self._corrected, self._head_refused)

    def submit_screening(self, screening: RecordScreening | None) -> None:
        """Record the screening; None when it was not said where and whether."""
        clerk = self._worker()
        if clerk is None or self._state.busy:
            return
        if screening is None:
            self._show(replace(self._state, wrong="passed"))
            self._ports.bell(Tone.BAD)
            return
        waiting, screen = self._state.waiting, self._ports.actions.screen
        self._begin_work()
        self._run(lambda: screen(screening, waiting, clerk), self._screened, self._screening_refused)

    def perform(self, action: Action) -> bool:
        """A key of the page while parcels are scanned; whether it was one."""
        if self._state.manifest is None:
            return False
        match action:
            case Action.FINISH:
                self._confirm(Asking.CLOSE, self._close)
            case Action.DISCARD:
                self._confirm(Asking.DISCARD, self._discard)
            case Action.SCREENING:
                self._ask_screening()
            case Action.DIFFERS:
                self._ask_head(self._state.manifest)
            case Action.CANCEL:
                self._show(replace(self._state, asking=Asking.NOTHING, wrong=""))
            case _:
                return False
        return True

    def print_again(self, handover_id: str | None) -> None:
        """Put a closed manifest on paper again; None when there is none."""
        self._with_manifest(handover_id, self._ports.paper.print, Told.PRINTED)

    def save(self, handover_id: str | None, path: Path | None) -> None:
        """Write a closed manifest as a PDF; without a path nobody chose one."""
        if handover_id is not None and path is None:
            return
        self._with_manifest(handover_id, lambda manifest: self._ports.paper.save(manifest, path or Path()), Told.SAVED)

    # -- asking

    def _confirm(self, asking: Asking, go_on: Callable[[ClerkNumber], None]) -> None:
        """The first press asks, the second does it."""
        clerk, manifest = self._worker(), self._state.manifest
        if clerk is None or manifest is None or self._state.busy:
            return
        if asking is Asking.CLOSE and not manifest.parcels:
            self._tell(Failed(DomainFault.HANDOVER_EMPTY))
        elif self._state.asking is asking:
            self._begin_work()
            go_on(clerk)
        else:
            self._show(replace(self._state, asking=asking, wrong=""))

    def _ask_screening(self) -> None:
        manifest = self._state.manifest
        if self._worker() is None or manifest is None:
            return
        open_ones = [p for p in manifest.parcels if p.screening is None or p.screening.passed is None]
        if open_ones or self._state.waiting:
            self._show(replace(self._state, asking=Asking.SCREENING, wrong=""))
        else:
            self._tell(Told.NOTHING_TO_SCREEN)

    def _ask_head(self, manifest: OpenManifest) -> None:
        if self._worker() is not None:
            self._begin_head(replace(self._state, asking=Asking.HEAD), head_of(manifest.handover))

    # -- what the store said

    def _loaded(self, desk: HandoverDesk) -> None:
        appeared = self._state.manifest is not None and desk.manifest is None
        state = replace(self._state, manifest=desk.manifest, closed=desk.closed, offered=desk.offered)
        self._begin_head(state, HandoverHead()) if appeared else self._show(state)

    def _opened(self, handover: Handover) -> None:
        self._show(replace(self._state, manifest=OpenManifest(handover), waiting=(), asking=Asking.NOTHING, wrong=""))
        self._tell(Told.OPENED)

    def _corrected(self, manifest: OpenManifest) -> None:
        self._show(replace(self._state, manifest=manifest, asking=Asking.NOTHING, wrong=""))
        self._tell(Told.CORRECTED)

    def _scanned_out(self, outcome: ScanOutOutcome) -> None:
        state = self._state
        self._at_hand = _number_at_hand(outcome)
        match outcome:
            case ScannedOut(parcel):
                if state.manifest is not None:
                    parcels = (*state.manifest.parcels, parcel)
                    left = tuple(number for number in state.waiting if number != parcel.waybill_number)
                    self._state = replace(state, manifest=replace(state.manifest, parcels=parcels), waiting=left)
                else:
                    self.refresh()
            case StoppedAtDoor(DoorStop.SCREENING_MISSING, number) if number not in state.waiting:
                self._state = replace(state, waiting=(*state.waiting, number))
            case StoppedAtDoor():
                pass
        self._tell(outcome)

    def _taken_back(self, number: str) -> None:
        manifest = self._state.manifest
        if manifest is not None:
            left = tuple(parcel for parcel in manifest.parcels if parcel.waybill_number != number)
            stopped = tuple(stop for stop in manifest.stopped if stop.number != number)
            manifest = replace(manifest, parcels=left, stopped=stopped)
            self._state = replace(self._state, manifest=manifest)
        self._tell(Told.TAKEN_BACK)

    def _screened(self, done: Screened) -> None:
        listed = {parcel.waybill_number for parcel in done.manifest.parcels}
        waiting = tuple(number for number in self._state.waiting if number not in listed)
        self._state = replace(
            self._state, manifest=done.manifest, waiting=waiting, asking=Asking.NOTHING, busy=False, wrong=""
        )
        self._tell(done)
        self.refresh()

    def _close(self, clerk: ClerkNumber) -> None:
        close = self._ports.actions.close
        self._run(lambda: close(clerk), self._closed)

    def _closed(self, outcome: CloseOutcome) -> None:
        if isinstance(outcome, NotClosed):
            manifest = self._state.manifest
            if manifest is not None:
                manifest = replace(manifest, stopped=outcome.stopped)
            self._state = replace(self._state, manifest=manifest, asking=Asking.NOTHING, busy=False)
            self._tell(outcome)
            return
        self._gone()
        # the parcels are gone and told as gone before a slow printer is asked
        self._tell(HandedOver(outcome, self._ports.paper.print(outcome)))
        self.refresh()

    def _discard(self, clerk: ClerkNumber) -> None:
        discard = self._ports.actions.discard
        self._run(lambda: discard(clerk), lambda _: self._discarded())

    def _discarded(self) -> None:
        self._gone()
        self._tell(Told.DISCARDED)

    def _gone(self) -> None:
        """There is no open manifest any more: the form is for the next one."""
        state = replace(self._state, manifest=None, waiting=(), asking=Asking.NOTHING, busy=False)
        self._begin_head(state, HandoverHead())

    # -- what went wrong

    def _head_refused(self, error: Exception) -> None:
        match error:
            case DomainError(fault=DomainFault.HANDOVER_INVALID, detail=entry):
                self._wrong(entry)
            case _:
                self._failed(error)

    def _screening_refused(self, error: Exception) -> None:
        match error:
            case DomainError(fault=DomainFault.SCREENING_INVALID, detail=entry):
                self._wrong(entry)
            case _:
                self._failed(error)

    def _wrong(self, entry: str) -> None:
        self._ports.bell(Tone.BAD)
        self._show(replace(self._state, wrong=entry, busy=False))

    def _failed(self, error: Exception) -> None:
        match error:
            case DomainError(fault=DomainFault.NOTHING_OPEN) if self._state.manifest is None:
                self._tell(Told.OPEN_FIRST)
            case DomainError(fault=DomainFault.NOTHING_OPEN | DomainFault.HANDOVER_OPEN):
                self._tell(failed(error))
                self.refresh()
            case _:
                self._tell(failed(error))

    # -- the rest

    def _with_manifest(
        self, handover_id: str | None, put: Callable[[ClosedManifest], PrintProblem | None], done: Told
    ) -> None:
        if handover_id is None:
            self._tell(Told.NOTHING_TO_PRINT)
            return

        def read(manifest: ClosedManifest) -> None:
            self._tell(put(manifest) or done)

        self._run(lambda: self._ports.actions.read_manifest(handover_id), read)

    def _worker(self) -> ClerkNumber | None:
        """The clerk who may do this; tells an auditor that it is not for auditors."""
        if self._clerk is not None and not self._state.may_change:
            self._tell(Told.READ_ONLY)
            return None
        return self._clerk

    def _begin_work(self) -> None:
        self._show(replace(self._state, busy=True, wrong=""))

    def _begin_head(self, state: HandoverPage, head: HandoverHead) -> None:
        self._show(replace(state, begun=state.begun + 1, head=head, wrong=""))

    def _run(
        self,
        work: Callable[[], Result],
        then: Callable[[Result], None],
        refused: Callable[[Exception], None] | None = None,
    ) -> None:
        self._under_way += 1

        def done(result: Result) -> None:
            self._under_way -= 1
            then(result)

        def not_done(error: Exception) -> None:
            self._under_way -= 1
            (refused or self._failed)(error)

        self._ports.store_tasks.submit(work, done, not_done)

    def _tell(self, answer: Answer) -> None:
        self._ports.bell(Tone.GOOD if _sounds_good(answer) else Tone.BAD)
        self._show(replace(self._state, answer=answer, answers=self._state.answers + 1, busy=False))

    def _show(self, state: HandoverPage) -> None:
        self._state = state
        self._screen.show_state(state)


def head_of(handover: Handover) -> HandoverHead:
    """What a handover's head says, to be put right or used again."""
    return HandoverHead(handover.carrier, handover.vehicle, handover.gps, handover.bag, handover.driver)


def _number_at_hand(outcome: ScanOutOutcome) -> str | None:
    match outcome:
        case ScannedOut(parcel):
            return parcel.waybill_number
        case StoppedAtDoor():
            return outcome.number if outcome.accepted else None
        case _:
            assert_never(outcome)


def _sounds_good(answer: Answer) -> bool:
    match answer:
        case ScannedOut() | Screened() | HandedOver():
            return True
        case Told():
            return answer in _CALM
        case _:
            return False
