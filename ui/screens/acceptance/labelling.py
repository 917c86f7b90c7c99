"""The inspection label of the parcel that was accepted last: printed with one key, shown where nothing prints.

Invariants:
- A label that was not printed stands on the screen with its QR, so that the parcel can be marked by hand.
- A label printer that is set gets the label in its own language, off the main thread; without one the system's does.
- One label is printed once at a time: pressing again before it is out prints no second one.
- Whoever went on to something else meanwhile is not interrupted: the label then stays away.
"""

from typing import Final, Protocol

from app.domain.clerk import ClerkNumber
from app.usecases.inspection_label import MarkedParcel
from devices.errors import DeviceError, DeviceFault
from ui.faults import Failed, failed
from ui.screens.acceptance.actions import CounterPorts
from ui.screens.acceptance.panel_board import PanelBoard
from ui.screens.acceptance.state import Hint, Notice, Panel

_DRAWN_INSTEAD: Final = frozenset({DeviceFault.REFUSED, DeviceFault.NO_DRIVER})


class LabelCounter(Protocol):
    """The counter that the label belongs to."""

    def say(self, notice: Notice | None) -> None:
        """Show and sound an answer."""

    def redraw(self) -> None:
        """Something to look at has changed."""


class Labelling:
    """Main thread only."""

    def __init__(self, counter: LabelCounter, ports: CounterPorts, board: PanelBoard) -> None:
        self._counter = counter
        self._ports = ports
        self._board = board
        self._read: MarkedParcel | None = None
        self._under_way = 0
        self._printing: list[MarkedParcel] = []

    @property
    def idle(self) -> bool:
        """True when no label is being read."""
        return self._under_way == 0

    @property
    def shown(self) -> MarkedParcel | None:
        """The label in the open panel; None while it is closed."""
        return self._read if self._board.panel is Panel.LABEL else None

    def print_last(self, _clerk: ClerkNumber) -> None:
        """Print the label of the last acceptance, or show it where it cannot be printed."""
        self._under_way += 1
        beside = self._board.panel
        self._ports.store_tasks.submit(
            self._ports.actions.last_label, lambda marked: self._print(marked, beside), self._not_read
        )

    def save(self) -> bool:
        """Save the label in the open panel as a PDF. False while none is open."""
        marked = self.shown
        if marked is None:
            return False
        path = self._ports.label_paper.ask_path(marked)
        if path is not None:
            problem = self._ports.label_paper.save(marked, path)
            self._counter.say(Hint.LABEL_SAVED if problem is None else Failed(problem))
        return True

    def _print(self, marked: MarkedParcel, beside: Panel) -> None:
        if marked in self._printing:
            self._under_way -= 1
            return
        self._printing.append(marked)
        printer = self._ports.label_printer
        if printer is None:
            self._draw(marked, beside, None)
            return
        self._ports.cpu_tasks.submit(
            lambda: printer.print(marked),
            lambda _: self._printed(marked),
            lambda error: self._not_sent(marked, beside, printer.queue, error),
        )

    def _draw(self, marked: MarkedParcel, beside: Panel, printer: str | None) -> None:
        """Through the system's printer of that name, or its default one."""
        problem = self._ports.label_paper.print(marked, printer)
        if problem is None:
            self._printed(marked)
        else:
            self._show(marked, beside, Failed(problem))

    def _not_sent(self, marked: MarkedParcel, beside: Panel, queue: str | None, error: Exception) -> None:
        """A queue that takes nothing raw is drawn on, as long as nothing went out: no label is printed twice."""
        if queue is not None and isinstance(error, DeviceError) and error.fault in _DRAWN_INSTEAD:
            self._draw(marked, beside, queue)
        else:
            self._show(marked, beside, failed(error))

    def _printed(self, marked: MarkedParcel) -> None:
        self._ended(marked)
        self._counter.say(Hint.LABEL_PRINTED)

    def _show(self, marked: MarkedParcel, beside: Panel, problem: Failed) -> None:
        self._ended(marked)
        self._read = marked
        if self._board.panel is beside is not Panel.LABEL:
            self._board.toggle(Panel.LABEL)
        self._counter.say(problem)

    def _ended(self, marked: MarkedParcel) -> None:
        self._under_way -= 1
        self._printing.remove(marked)

    def _not_read(self, error: Exception) -> None:
        self._under_way -= 1
        self._counter.say(failed(error))
