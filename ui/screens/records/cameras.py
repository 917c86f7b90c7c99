"""The cameras of one record: asked for by a key, shown until another record is selected.

Invariants:
- What arrives for a record that is not asked for any more is dropped.
- Nothing is opened, fetched or copied: addresses are shown, and whoever may look types them into a player.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from app.usecases.playback import Playback
from ui.faults import Failed, failed
from ui.task_runner import TaskRunner


@dataclass(frozen=True, slots=True)
class CamerasState:
    """What the panel shows. All empty: the panel is closed."""

    record_id: str | None = None
    playback: Playback | None = None
    failure: Failed | None = None


class CamerasScreen(Protocol):
    """What the presenter draws on."""

    def show_cameras(self, state: CamerasState) -> None:
        """Show ``state``."""


class CamerasPresenter:
    """The panel's mind. Main thread only. ``read`` takes an acceptance's id, on the store's thread."""

    def __init__(self, screen: CamerasScreen, read: Callable[[str], Playback], tasks: TaskRunner) -> None:
        self._screen = screen
        self._read = read
        self._tasks = tasks
        self._asked: str | None = None

    def toggle(self, record_id: str) -> None:
        """Show the record's cameras, or close them when they are shown."""
        if self._asked == record_id:
            self.close()
            return
        self._asked = record_id

        def arrived(playback: Playback) -> None:
            self._show(CamerasState(record_id, playback))

        def refused(error: Exception) -> None:
            self._show(CamerasState(record_id, failure=failed(error)))

        self._tasks.submit(lambda: self._read(record_id), arrived, refused)

    def selected(self, record_id: str | None) -> None:
        """Another record is selected, or none: what is shown is not its own."""
        if self._asked is not None and self._asked != record_id:
            self.close()

    def close(self) -> None:
        """Show nothing."""
        self._asked = None
        self._screen.show_cameras(CamerasState())

    def _show(self, state: CamerasState) -> None:
        if state.record_id == self._asked:
            self._screen.show_cameras(state)
