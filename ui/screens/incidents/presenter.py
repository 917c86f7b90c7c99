"""The incidents page: what has to be reported by when, the form, and frozen waybills.

Plain Python, no Qt object.

Invariants:
- The form is kept with each change; what was typed stays on the screen whatever the store answers.
- A discreet incident shows a number until its details are asked for, and hides them again when the page is left.
- A report is sent by one deliberate key, and only when nothing is missing.
- The clock is kept on every page, whether this one is shown or not.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Protocol, assert_never

from app.domain.clerk import Clerk, ClerkNumber
from app.domain.incident import Incident, IncidentForm, form_needs
from app.domain.inspection import PhotoRole
from app.usecases.attach_photo import TakenPhoto
from app.usecases.incident_results import HoldSheet, IncidentBoard, ReviewedParcel
from app.usecases.supervisor_words import Credentials
from ui.faults import failed
from ui.screens.acceptance.actions import JpegPhoto
from ui.screens.incidents.actions import IncidentPorts
from ui.screens.incidents.drafts import Drafts
from ui.screens.incidents.form_ticks import ticks_of, toggled
from ui.screens.incidents.state import (
    FilledForm,
    HoldRow,
    IncidentsState,
    OpenRow,
    Part,
    ReportedRow,
    Row,
    Said,
    Tick,
    TickKind,
)
from ui.screens.incidents.wording import clock_words, is_discreet
from ui.status_words import ChipWords
from ui.tones import Tone

SAME_SENDER = "same_sender_incident"
_NO_BOARD = IncidentBoard((), (), (), "")


class IncidentsScreen(Protocol):
    """What the presenter draws on."""

    def show_state(self, state: IncidentsState) -> None:
        """Show ``state``, whole."""

    def show_time(self, now: datetime) -> None:
        """Time has passed, nothing else."""


class IncidentsPresenter:
    """The page's mind. Main thread only. ``clock`` shows the chip of every page."""

    def __init__(
        self, screen: IncidentsScreen, ports: IncidentPorts, clock: Callable[[ChipWords | None], None]
    ) -> None:
        self._screen = screen
        self._ports = ports
        self._clock = clock
        self._clerk: ClerkNumber | None = None
        self._board = _NO_BOARD
        self._drafts = Drafts()
        self._state = IncidentsState(ports.now())

    @property
    def county(self) -> str:
        """The outlet's county, as far as it is known."""
        return self._board.county

    @property
    def at_hand(self) -> str | None:
        """The waybill number of the accepted parcel that the selected row is about: F3 here means that one."""
        match self._state.row:
            case HoldRow(hold, parcels) if parcels:
                named = (parcel.waybill_number for parcel in parcels if parcel.acceptance_id == hold.acceptance_id)
                return next(named, parcels[0].waybill_number)
            case _:
                return None

    # What happens around it

    def clerk_signed_in(self, clerk: Clerk) -> None:
        """Somebody works here now."""
        self._clerk = clerk.number
        self.refresh()

    def locked(self) -> None:
        """Nobody does: what is open is closed."""
        self._clerk = None
        self._show(part=Part.DETAIL, revealed=None, freezing="", said=Said.NOTHING, failure=None)

    def shown(self) -> None:
        """The page has come to the front."""
        self.refresh()

    def hidden(self) -> None:
        """The page has gone, and with it what only the clerk should see."""
        self._show(revealed=None)

    def refresh(self) -> None:
        """Look into the store: something has happened."""
        self._ports.store_tasks.submit(self._ports.actions.board, self._boarded, self._not_boarded)

    def tick(self, now: datetime) -> None:
        """A second has passed."""
        self._state = replace(self._state, now=now)
        self._clock(clock_words([sheet.incident for sheet in self._board.open_ones], self._ports.policy, now))
        self._screen.show_time(now)

    def scanned(self, number: str) -> None:
        """A waybill was scanned on this page: it is to be frozen."""
        self.begin_freeze(number)

    # The list

    def select(self, row_id: str) -> None:
        """Look at this row."""
        if row_id != self._state.selected:
            self._show(selected=row_id, part=Part.DETAIL, revealed=None, said=Said.NOTHING, failure=None)

    def step(self, by: int) -> None:
        """The row below, or above."""
        ids = [row.row_id for row in self._state.rows]
        if ids:
            at = ids.index(self._state.selected) if self._state.selected in ids else 0
            self.select(ids[max(0, min(len(ids) - 1, at + by))])

    def reveal(self) -> None:
        """Show what a discreet incident is about, or hide it again."""
        row = self._state.row
        if isinstance(row, OpenRow | ReportedRow) and is_discreet(self._ports.policy, row.incident):
            self._show(revealed=None if self._state.revealed == row.row_id else row.row_id)

    def cancel(self) -> None:
        """Close what stands open beside the list."""
        self._show(part=Part.DETAIL, freezing="", said=Said.NOTHING, failure=None)

    # The form

    def press(self, character: str) -> bool:
        """A digit or a letter. False when it means nothing here."""
        if self._state.part is Part.FREEZE:
            reason = next((each for each in self._ports.policy.inspection.hold_reasons if each.key == character), None)
            if reason is not None:
                self.freeze(reason.code)
            return reason is not None
        if self._state.part is not Part.DETAIL:
            return False
        form = self._state.form
        tick = next((each for each in form.ticks if each.key == character), None) if form is not None else None
        if tick is not None:
            self.toggle(tick)
        return tick is not None

    def toggle(self, tick: Tick) -> None:
        """Tick a line of the form or take it back; another parcel of the sender is frozen."""
        incident = self._selected_open()
        if incident is None:
            return
        match tick.kind:
            case TickKind.STEP | TickKind.AUTHORITY:
                self._fill(replace(incident, form=toggled(incident.form, tick, self._ports.now())))
            case TickKind.REVIEW:
                if not tick.done:
                    self._freeze(tick.code, SAME_SENDER, incident.incident_id)
            case _:
                assert_never(tick.kind)

    def name(self, text: str) -> None:
        """What was found, in words."""
        self._change(lambda form: replace(form, name=text))

    def note(self, text: str) -> None:
        """What else there is to say."""
        self._change(lambda form: replace(form, note=text))

    def count(self, by: int) -> None:
        """More or fewer of what was found."""
        self._change(lambda form: replace(form, quantity=max(1, min(9999, form.quantity + by))))

    def ask_category(self) -> None:
        """Another category: the list of them opens, or closes."""
        if self._state.form is not None:
            self._show(part=Part.DETAIL if self._state.part is Part.CATEGORY else Part.CATEGORY)

    def choose_category(self, number: int) -> None:
        """It is this."""
        incident = self._selected_open()
        if incident is not None:
            self._state = replace(self._state, part=Part.DETAIL)
            self._fill(replace(incident, category=number))

    def photograph(self) -> None:
        """Take a picture of the scene."""
        incident, clerk = self._selected_open(), self._clerk
        if incident is None or clerk is None or self._state.busy:
            return
        self._show(busy=True, said=Said.NOTHING, failure=None)

        def taken(photo: JpegPhoto | None) -> None:
            if photo is None:
                self._ring(Tone.BAD, incident)
                self._show(busy=False, said=Said.NO_PICTURE)
                return
            scene = TakenPhoto(photo.jpeg, PhotoRole.SCENE, photo.taken_at, photo.device)
            photograph = self._ports.actions.photograph
            self._ports.store_tasks.submit(
                lambda: photograph(incident.incident_id, scene, clerk), self._photographed, self._failed
            )

        self._ports.cpu_tasks.submit(self._ports.capture, taken, self._failed)

    def report(self) -> None:
        """Send the form, once and whole."""
        incident, clerk = self._selected_open(), self._clerk
        if incident is None or clerk is None or self._state.busy:
            return
        if any(form_needs(incident)):
            self._ring(Tone.BAD, incident)
            self._show(said=Said.NOTHING, failure=None)
            return
        self._show(busy=True, said=Said.NOTHING, failure=None)
        report = self._ports.actions.report

        def reported(_: Incident) -> None:
            self._ring(Tone.GOOD, incident)
            self._show(busy=False, said=Said.REPORTED)
            self.refresh()

        self._ports.store_tasks.submit(lambda: report(incident.incident_id, clerk), reported, self._failed)

    # Frozen waybills

    def begin_freeze(self, number: str = "") -> None:
        """A waybill is to be frozen; the number may be known already."""
        if self._clerk is not None:
            self._show(part=Part.FREEZE, freezing=number.strip(), said=Said.NOTHING, failure=None)

    def number(self, text: str) -> None:
        """The waybill's number is being typed."""
        self._state = replace(self._state, freezing=text.strip())

    def freeze(self, reason: str) -> None:
        """Freeze it for the reason with this code."""
        if not self._state.freezing:
            self._ports.bell(Tone.BAD)
            self._show(said=Said.NUMBER_FIRST)
            return
        self._freeze(self._state.freezing, reason, None)

    def begin_release(self) -> None:
        """The selected waybill may go: a supervisor has to say so."""
        if isinstance(self._state.row, HoldRow) and self._clerk is not None:
            self._show(part=Part.RELEASE, said=Said.NOTHING, failure=None)

    def give_word(self, number: str, pin: str, reason: str) -> None:
        """A supervisor typed number and PIN, and chose a reason."""
        row, clerk = self._state.row, self._clerk
        if not isinstance(row, HoldRow) or clerk is None or self._state.busy:
            return
        self._show(busy=True, said=Said.NOTHING, failure=None)
        release, waybill, who = self._ports.actions.release, row.hold.waybill_number, Credentials(number, pin)

        def released(_: object) -> None:
            self._ports.bell(Tone.GOOD)
            self._show(busy=False, part=Part.DETAIL, said=Said.RELEASED)
            self.refresh()

        self._ports.store_tasks.submit(lambda: release(waybill, reason, who, clerk), released, self._failed)

    def _freeze(self, number: str, reason: str, incident_id: str | None) -> None:
        clerk = self._clerk
        if clerk is None or self._state.busy:
            return
        self._show(busy=True, said=Said.NOTHING, failure=None)
        freeze = self._ports.actions.freeze

        def frozen(sheet: HoldSheet) -> None:
            late = bool(sheet.departed)
            self._ring(Tone.BAD if late else Tone.GOOD, self._selected_open())
            self._show(busy=False, part=Part.DETAIL, freezing="", said=Said.FROZEN_TOO_LATE if late else Said.FROZEN)
            self.refresh()

        self._ports.store_tasks.submit(lambda: freeze(number, reason, clerk, incident_id), frozen, self._failed)

    # Answers

    def _change(self, changed: Callable[[IncidentForm], IncidentForm]) -> None:
        incident = self._selected_open()
        if incident is not None and changed(incident.form) != incident.form:
            self._fill(replace(incident, form=changed(incident.form)))

    def _fill(self, incident: Incident) -> None:
        clerk = self._clerk
        if clerk is None:
            return
        self._drafts.put(incident)
        self._show(said=Said.NOTHING, failure=None)
        fill = self._ports.actions.fill
        self._ports.store_tasks.submit(
            lambda: fill(incident.incident_id, incident.category, incident.form, clerk), self._kept, self._failed
        )

    def _kept(self, incident: Incident) -> None:
        self._drafts.kept(incident)
        self._replace(incident)

    def _photographed(self, incident: Incident) -> None:
        self._ring(Tone.GOOD, incident)
        self._state = replace(self._state, busy=False)
        self._replace(incident)

    def _replace(self, incident: Incident) -> None:
        """The store has this incident now."""
        sheets = tuple(
            replace(sheet, incident=incident) if sheet.incident.incident_id == incident.incident_id else sheet
            for sheet in self._board.open_ones
        )
        self._board = replace(self._board, open_ones=sheets)
        self._show()

    def _boarded(self, board: IncidentBoard) -> None:
        self._board = board
        self._drafts.keep_only(sheet.incident.incident_id for sheet in board.open_ones)
        self._show()
        self.tick(self._ports.now())

    def _not_boarded(self, error: Exception) -> None:
        self._show(failure=failed(error))

    def _failed(self, error: Exception) -> None:
        self._ring(Tone.BAD, self._selected_open())
        self._show(busy=False, failure=failed(error))

    def _ring(self, tone: Tone, about: Incident | None) -> None:
        if about is None or not is_discreet(self._ports.policy, about):
            self._ports.bell(tone)

    # The screen

    def _selected_open(self) -> Incident | None:
        """The selected incident as it was filled in last, while its report is due."""
        row = self._state.row
        return self._drafts.of(row.incident) if isinstance(row, OpenRow) else None

    def _rows(self) -> tuple[Row, ...]:
        waiting = [OpenRow(sheet.incident) for sheet in self._board.open_ones]
        holds = [HoldRow(sheet.hold, sheet.parcels) for sheet in self._board.holds]
        return (*waiting, *holds, *(ReportedRow(incident) for incident in self._board.reported))

    def _show(self, **changes: object) -> None:
        """Show the state with these members changed."""
        state = replace(self._state, **changes, rows=self._rows())  # type: ignore[arg-type] # fields by name
        if state.row is None:
            first = state.rows[0].row_id if state.rows else None
            state = replace(state, selected=first, part=Part.DETAIL if state.part is Part.RELEASE else state.part)
        self._state = state
        self._state = replace(state, form=self._form())
        self._screen.show_state(self._state)

    def _form(self) -> FilledForm | None:
        incident = self._selected_open()
        if incident is None:
            return None
        if is_discreet(self._ports.policy, incident) and self._state.revealed != incident.incident_id:
            return None
        review = self._review(incident.incident_id)
        return FilledForm(
            incident.incident_id,
            incident.category,
            incident.form,
            ticks_of(incident, review, self._ports.policy, self._board.county),
            review,
            tuple(form_needs(incident)),
        )

    def _review(self, incident_id: str) -> tuple[ReviewedParcel, ...]:
        return next((sheet.review for sheet in self._board.open_ones if sheet.incident.incident_id == incident_id), ())
