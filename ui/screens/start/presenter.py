"""Opening the terminal: the store's key is found, or a passphrase is asked for.

Invariants:
- The passphrase leaves the field for the opener and nowhere else.
- Opening never runs on the main thread: a key store may show a prompt of its own and wait for it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Generic, Protocol, TypeVar

from app.storage.errors import StorageError, StorageFault
from ui.faults import Failed, failed
from ui.task_runner import TaskRunner
from ui.tones import Tone

Terminal = TypeVar("Terminal")


class Step(Enum):
    """What the page asks for."""

    OPENING = "opening"
    ASK_PASSPHRASE = "ask_passphrase"  # noqa: S105 # a step, not a passphrase
    CHOOSE_PASSPHRASE = "choose_passphrase"  # noqa: S105 # same
    """The store is new: the passphrase is typed twice."""
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class StartState:
    """What the page shows."""

    step: Step
    failure: Failed | None = None


class StartScreen(Protocol):
    """What the presenter draws on."""

    def show_state(self, state: StartState) -> None:
        """Show ``state``; the fields are emptied."""


class StartEntries(Protocol):
    """What the page hands on."""

    def begin(self) -> None:
        """Try again."""

    def submit(self, passphrase: str, again: str) -> None:
        """The passphrase was entered."""


class StartPresenter(Generic[Terminal]):
    """The start page's mind. ``opened`` is called with the terminal, once."""

    def __init__(
        self,
        screen: StartScreen,
        open_terminal: Callable[[str | None], Terminal],
        *,
        passphrase_exists: Callable[[], bool],
        tasks: TaskRunner,
        opened: Callable[[Terminal], None],
        bell: Callable[[Tone], None],
    ) -> None:
        self._screen = screen
        self._open_terminal = open_terminal
        self._passphrase_exists = passphrase_exists
        self._tasks = tasks
        self._opened = opened
        self._bell = bell
        self._asking: Step | None = None

    def begin(self) -> None:
        """Open with the operating system's key store; also the answer to «try again»."""
        self._try(None)

    def submit(self, passphrase: str, again: str) -> None:
        """Open with a passphrase; ``again`` counts only when one is chosen."""
        if self._asking is None or not passphrase:
            return
        if self._asking is Step.CHOOSE_PASSPHRASE and passphrase != again:
            self._bell(Tone.BAD)
            self._screen.show_state(StartState(self._asking, Failed(StorageFault.PASSPHRASE_WRONG)))
            return
        self._try(passphrase)

    def _try(self, passphrase: str | None) -> None:
        self._screen.show_state(StartState(Step.OPENING))
        self._tasks.submit(lambda: self._open_terminal(passphrase), self._done, self._failed)

    def _done(self, terminal: Terminal) -> None:
        self._asking = None
        self._opened(terminal)

    def _failed(self, error: Exception) -> None:
        fault = error.fault if isinstance(error, StorageError) else None
        if fault is StorageFault.KEY_STORE_MISSING:
            self._asking = Step.ASK_PASSPHRASE if self._passphrase_exists() else Step.CHOOSE_PASSPHRASE
            self._screen.show_state(StartState(self._asking))
            return
        self._bell(Tone.BAD)
        wrong = fault in {StorageFault.PASSPHRASE_WRONG, StorageFault.PASSPHRASE_TOO_SHORT}
        step = self._asking if wrong and self._asking is not None else Step.FAILED
        self._screen.show_state(StartState(step, failed(error)))
