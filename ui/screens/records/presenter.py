"""The records list: newest first, page by page, fresh whenever something has happened.

Invariants:
- Only one look into the store is under way; what is asked for meanwhile is asked once more afterwards.
- Nothing is loaded while the page is hidden.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol

from app.ports import RecordRow
from ui.faults import Failed, failed
from ui.task_runner import TaskRunner

PAGE: Final = 50
"""Rows at a time: more than any screen shows."""


@dataclass(frozen=True, slots=True)
class RecordsState:
    """What the page shows. ``more`` says that older rows exist."""

    rows: tuple[RecordRow, ...] = ()
    more: bool = False
    failure: Failed | None = None


class RecordsScreen(Protocol):
    """What the presenter draws on."""

    def show_state(self, state: RecordsState) -> None:
        """Show ``state``."""


class RecordsPresenter:
    """The records page's mind. Main thread only."""

    def __init__(
        self,
        screen: RecordsScreen,
        records: Callable[[int, datetime | None], list[RecordRow]],
        tasks: TaskRunner,
    ) -> None:
        self._screen = screen
        self._records = records
        self._tasks = tasks
        self._state = RecordsState()
        self._shown = False
        self._loading = False
        self._again = False

    @property
    def idle(self) -> bool:
        """True when nothing is being loaded."""
        return not self._loading

    def shown(self) -> None:
        """The page has come to the front."""
        self._shown = True
        self.refresh()

    def hidden(self) -> None:
        """The page has gone."""
        self._shown = False

    def refresh(self) -> None:
        """Load what is on the page anew: something has happened."""
        if not self._shown:
            return
        if self._loading:
            self._again = True
            return
        limit = max(PAGE, len(self._state.rows))
        self._load(limit, None, lambda rows: RecordsState(tuple(rows), len(rows) >= limit))

    def load_more(self) -> None:
        """Load older rows behind those there are."""
        if self._loading or not self._state.more or not self._state.rows:
            return
        known = self._state.rows
        self._load(PAGE, known[-1].at, lambda rows: RecordsState((*known, *rows), len(rows) >= PAGE))

    def _load(self, limit: int, before: datetime | None, arranged: Callable[[list[RecordRow]], RecordsState]) -> None:
        self._loading = True

        def arrived(rows: list[RecordRow]) -> None:
            self._settle(arranged(rows))

        def refused(error: Exception) -> None:
            self._settle(RecordsState(self._state.rows, self._state.more, failed(error)))

        self._tasks.submit(lambda: self._records(limit, before), arrived, refused)

    def _settle(self, state: RecordsState) -> None:
        self._loading = False
        self._state = state
        self._screen.show_state(state)
        if self._again:
            self._again = False
            self.refresh()
