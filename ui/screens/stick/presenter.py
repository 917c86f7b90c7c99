"""The stick's page: one task at a time, its progress, its end.

Invariants:
- Work runs off the main thread and goes on while another page is open; only Escape or the program's end stops it.
- Progress is read from the watch by the page's own timer: nothing crosses threads but numbers.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol, assert_never

from app.usecases.stick_results import CarriedStick, ReceivedStick, Watch, WrittenStick
from sync.ports import OutboxCounts
from sync.words import BundleFault
from ui.faults import Failed, failed
from ui.screens.stick.state import Answer, StickPage, StickTask
from ui.task_runner import TaskRunner
from ui.tones import Tone


class StickScreen(Protocol):
    """What the presenter draws on."""

    def show_state(self, state: StickPage) -> None:
        """Show ``state``."""


@dataclass(frozen=True, slots=True)
class StickActions:
    """The use cases. Each may raise BundleError, DomainError, StorageError, SyncError."""

    write: Callable[[Path, Watch], WrittenStick]
    carry: Callable[[Path, Watch], CarriedStick]
    receive: Callable[[Path, Watch], ReceivedStick]
    counts: Callable[[], OutboxCounts]
    """What waits; on the store's thread."""


@dataclass(frozen=True, slots=True)
class StickPorts:
    """Everything the page needs from the house around it."""

    actions: StickActions
    stick_tasks: TaskRunner
    """A thread of its own: a stick is slow."""
    store_tasks: TaskRunner
    bell: Callable[[Tone], None]


class StickPresenter:
    """The page's mind. Main thread only."""

    def __init__(self, screen: StickScreen, ports: StickPorts) -> None:
        self._screen = screen
        self._ports = ports
        self._state = StickPage()
        self._watch: Watch | None = None

    @property
    def busy(self) -> bool:
        """True while a task is under way."""
        return self._watch is not None

    def shown(self) -> None:
        """The page has come to the front."""
        self._count()

    def locked(self) -> None:
        """Nobody works here: the last answer goes. A task that is under way goes on."""
        self._show(replace(self._state, answer=None))

    def begin(self, task: StickTask, folder: Path | None) -> None:
        """Do ``task`` with the stick at ``folder``; None when nobody chose one. Ignored while another is under way."""
        if folder is None or self._watch is not None:
            return
        watch = Watch()
        self._watch = watch
        self._show(replace(self._state, busy=task, stopping=False, done=0, total=0, answer=None))
        work = self._work(task)
        self._ports.stick_tasks.submit(lambda: work(folder, watch), self._finish, self._fail)

    def stop(self) -> None:
        """Stop the task under way soon."""
        if self._watch is not None:
            self._watch.stop()
            self._show(replace(self._state, stopping=True))

    def tick(self) -> None:
        """Show how far the task is."""
        if self._watch is not None:
            done, total = self._watch.progress
            if (done, total) != (self._state.done, self._state.total):
                self._show(replace(self._state, done=done, total=total))

    def _work(self, task: StickTask) -> Callable[[Path, Watch], Answer]:
        actions = self._ports.actions
        match task:
            case StickTask.WRITE:
                return actions.write
            case StickTask.CARRY:
                return actions.carry
            case StickTask.RECEIVE:
                return actions.receive
            case _:
                assert_never(task)

    def _finish(self, answer: Answer) -> None:
        self._end(answer, Tone.BAD if _has_refused(answer) else Tone.GOOD)

    def _fail(self, error: Exception) -> None:
        failure = failed(error)
        asked_for = failure.fault is BundleFault.STOPPED
        self._end(failure, Tone.GOOD if asked_for else Tone.BAD)

    def _end(self, answer: Answer, tone: Tone) -> None:
        self._watch = None
        self._ports.bell(tone)
        self._show(replace(self._state, busy=None, stopping=False, answer=answer))
        self._count()

    def _count(self) -> None:
        self._ports.store_tasks.submit(self._ports.actions.counts, self._counted, self._uncounted)

    def _counted(self, counts: OutboxCounts) -> None:
        self._show(replace(self._state, counts=counts))

    def _uncounted(self, error: Exception) -> None:
        if self._state.answer is None:
            self._show(replace(self._state, answer=failed(error)))

    def _show(self, state: StickPage) -> None:
        self._state = state
        self._screen.show_state(state)


def _has_refused(answer: Answer) -> bool:
    match answer:
        case CarriedStick() | ReceivedStick():
            return bool(answer.refused)
        case WrittenStick():
            return answer.left_out > 0
        case Failed():
            return True
