"""The notice's page: show a sheet, print it, save it.

Invariants:
- What is printed is the sheet on the screen.
- A sheet is laid out once: the rules do not change while the program runs.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from app.domain.notice import NoticeOutlet
from ui.faults import Failed, failed
from ui.keys import Action
from ui.printing.page import Sheet
from ui.printing.paper import Paper
from ui.printing.problems import PrintProblem
from ui.screens.notice.state import Hanging, NoticePage, Told
from ui.task_runner import TaskRunner
from ui.tones import Tone


class NoticeScreen(Protocol):
    """What the presenter draws on."""

    def show_state(self, state: NoticePage) -> None:
        """Show ``state``."""


class Sheets(Protocol):
    """Lays sheets out."""

    def sheet(self, hanging: Hanging, outlet: NoticeOutlet) -> Sheet:
        """That sheet for this outlet. Main thread."""


@dataclass(frozen=True, slots=True)
class NoticePorts:
    """Everything the page needs from the house around it."""

    outlet: Callable[[], NoticeOutlet]
    """Who this outlet is, on the store's thread; may raise DomainError or StorageError."""
    sheets: Sheets
    paper: Paper
    store_tasks: TaskRunner
    bell: Callable[[Tone], None]


def following(hanging: Hanging) -> Hanging:
    """The sheet that is shown after this one."""
    order = list(Hanging)
    return order[(order.index(hanging) + 1) % len(order)]


class NoticePresenter:
    """The page's mind. Main thread only."""

    def __init__(self, screen: NoticeScreen, ports: NoticePorts) -> None:
        self._screen = screen
        self._ports = ports
        self._state = NoticePage()
        self._outlet: NoticeOutlet | None = None
        self._laid_out: dict[Hanging, Sheet] = {}

    @property
    def hanging(self) -> Hanging:
        """Which sheet is shown."""
        return self._state.hanging

    def shown(self) -> None:
        """The page has come to the front."""
        self._show(replace(self._state, answer=None))
        self._ports.store_tasks.submit(self._ports.outlet, self._known, self._failed)

    def perform(self, action: Action) -> bool:
        """Do what a key or its button stands for. False when that is not this page's."""
        match action:
            case Action.CONFIRM:
                self.turn()
            case Action.PRINT_LABEL:
                self.print()
            case _:
                return False
        return True

    def turn(self) -> None:
        """Show the next sheet."""
        other = following(self._state.hanging)
        self._show(replace(self._state, hanging=other, sheet=self._sheet_of(other), answer=None))

    def print(self) -> None:
        """Put the shown sheet on the default printer."""
        if self._state.sheet is not None:
            self._tell(self._ports.paper.print(self._state.sheet), Told.PRINTED)

    def save(self, path: Path | None) -> None:
        """Save the shown sheet as a PDF; None when nobody chose a place."""
        if self._state.sheet is not None and path is not None:
            self._tell(self._ports.paper.save(self._state.sheet, path), Told.SAVED)

    def _known(self, outlet: NoticeOutlet) -> None:
        if outlet != self._outlet:
            self._outlet = outlet
            self._laid_out = {}
        by_hand = not (outlet.name and outlet.filing_number and outlet.contact)
        self._show(replace(self._state, sheet=self._sheet_of(self._state.hanging), by_hand=by_hand))

    def _sheet_of(self, hanging: Hanging) -> Sheet | None:
        if self._outlet is None:
            return None
        if hanging not in self._laid_out:
            self._laid_out[hanging] = self._ports.sheets.sheet(hanging, self._outlet)
        return self._laid_out[hanging]

    def _tell(self, problem: PrintProblem | None, done: Told) -> None:
        self._ports.bell(Tone.GOOD if problem is None else Tone.BAD)
        self._show(replace(self._state, answer=done if problem is None else Failed(problem)))

    def _failed(self, error: Exception) -> None:
        self._ports.bell(Tone.BAD)
        self._show(replace(self._state, answer=failed(error)))

    def _show(self, state: NoticePage) -> None:
        self._state = state
        self._screen.show_state(state)
