"""The first start of a terminal: enrol with the province, then add the first clerk.

Invariants:
- Nothing is sent before the whole form is right.
- What has succeeded is not done again: a clerk that could not be added does not enrol the terminal twice.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from ui.faults import Failed, failed
from ui.screens.first_run.form import CLERK_FIELDS, ClerkForm, FormField, OutletForm, wrong_fields
from ui.task_runner import TaskRunner
from ui.tones import Tone


@dataclass(frozen=True, slots=True)
class FirstRunPorts:
    """What the first start asks of the product. Both run off the main thread."""

    enrol: Callable[[OutletForm], None]
    """Raises SyncError, DomainError(WRONG_ENVIRONMENT), StorageError."""
    add_clerk: Callable[[str, str, str], object]
    """Number, name, PIN. Raises DomainError(CLERK_INVALID, PIN_TOO_WEAK, CLERK_EXISTS), StorageError."""
    tasks: TaskRunner
    bell: Callable[[Tone], None]
    enrolled_as: str | None = None
    """The outlet's name when an earlier start got as far as that: only the clerk is left."""


@dataclass(frozen=True, slots=True)
class FirstRunState:
    """What the page shows."""

    busy: bool = False
    wrong: tuple[FormField, ...] = ()
    enrolled: bool = False
    """The terminal is known to the province already; only the clerk is left."""
    failure: Failed | None = None


class FirstRunScreen(Protocol):
    """What the presenter draws on."""

    def show_state(self, state: FirstRunState) -> None:
        """Show ``state``."""


class FirstRunPresenter:
    """The first-run page's mind. ``finished`` is called with the outlet's name."""

    def __init__(self, screen: FirstRunScreen, ports: FirstRunPorts, finished: Callable[[str], None]) -> None:
        self._screen = screen
        self._ports = ports
        self._finished = finished
        self._busy = False
        self._enrolled: str | None = ports.enrolled_as
        if self._enrolled is not None:
            self._show()

    def submit(self, outlet: OutletForm, clerk: ClerkForm) -> None:
        """Check the form and set the terminal up. Ignored while that is under way."""
        if self._busy:
            return
        wrong = wrong_fields(outlet, clerk)
        if self._enrolled is not None:
            wrong = tuple(entry for entry in wrong if entry in CLERK_FIELDS)
        if wrong:
            self._ports.bell(Tone.BAD)
            self._show(wrong=wrong)
        elif self._enrolled is not None:
            self._add(self._enrolled, clerk)
        else:
            self._enrol(outlet, clerk)

    def _enrol(self, outlet: OutletForm, clerk: ClerkForm) -> None:
        self._busy = True
        self._show()

        def enrolled(_: None) -> None:
            self._enrolled = outlet.outlet_name
            self._add(outlet.outlet_name, clerk)

        self._ports.tasks.submit(lambda: self._ports.enrol(outlet), enrolled, self._failed)

    def _add(self, outlet_name: str, clerk: ClerkForm) -> None:
        self._busy = True
        self._show()

        def added(_: object) -> None:
            self._busy = False
            self._ports.bell(Tone.GOOD)
            self._finished(outlet_name)

        self._ports.tasks.submit(
            lambda: self._ports.add_clerk(clerk.number, clerk.name, clerk.pin), added, self._failed
        )

    def _failed(self, error: Exception) -> None:
        self._busy = False
        self._ports.bell(Tone.BAD)
        self._show(failure=failed(error))

    def _show(self, *, wrong: tuple[FormField, ...] = (), failure: Failed | None = None) -> None:
        self._screen.show_state(FirstRunState(self._busy, wrong, self._enrolled is not None, failure))
