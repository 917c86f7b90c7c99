"""The statistics' page: count some days, show them, write them to a file.

Invariants:
- Only one look into the store is under way; what is asked for meanwhile is asked once more afterwards.
- What is exported is the report on the screen, never one that was counted in between.
- Nothing is counted while the page is hidden, and the numbers go when the counter is locked.
"""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Protocol

from app.domain.clerk import Clerk, ClerkNumber
from app.domain.errors import DomainError
from app.domain.statistics import Period
from app.statistics_export import Exported, ExportOrder
from app.usecases.statistics import StatisticsReport
from ui.faults import failed
from ui.screens.statistics.actions import StatisticsPorts
from ui.screens.statistics.state import SPANS, Answer, Days, Part, StatisticsPage, Told
from ui.tones import Tone


class StatisticsScreen(Protocol):
    """What the presenter draws on."""

    def show_state(self, state: StatisticsPage) -> None:
        """Show ``state``."""


class StatisticsPresenter:
    """The page's mind. Main thread only."""

    def __init__(self, screen: StatisticsScreen, ports: StatisticsPorts) -> None:
        self._screen = screen
        self._ports = ports
        self._state = StatisticsPage()
        self._clerk: ClerkNumber | None = None
        self._shown = False
        self._again = False

    @property
    def idle(self) -> bool:
        """True when nothing is under way."""
        return not self._state.counting and not self._state.exporting

    def clerk_signed_in(self, clerk: Clerk) -> None:
        """Somebody works here now; everybody may look."""
        self._clerk = clerk.number

    def locked(self) -> None:
        """Nobody does: what was counted goes."""
        self._clerk = None
        self._show(StatisticsPage(counting=self._state.counting, exporting=self._state.exporting))

    def shown(self) -> None:
        """The page has come to the front."""
        self._shown = True
        self.refresh()

    def hidden(self) -> None:
        """The page has gone."""
        self._shown = False

    def choose(self, days: Days) -> None:
        """Count these days; chosen ones begin with those that are counted now."""
        self._show(replace(self._state, days=days))
        self.refresh()

    def choose_dates(self, first: date, last: date) -> None:
        """Count these days, both included."""
        try:
            period = Period(first, last)
        except DomainError as error:
            self._answer(failed(error))
            return
        self._show(replace(self._state, days=Days.CHOSEN, period=period))
        self.refresh()

    def turn_to(self, part: Part) -> None:
        """Show another plot, or the reasons."""
        self._show(replace(self._state, part=part))

    def toggle_records(self) -> None:
        """Put the masked records into the export, or leave them out."""
        self._show(replace(self._state, with_records=not self._state.with_records))

    def refresh(self) -> None:
        """Count anew."""
        if not self._shown or self._clerk is None:
            return
        if self._state.counting:
            self._again = True
            return
        period = self._period()
        self._show(replace(self._state, counting=True, period=period))
        self._ports.store_tasks.submit(lambda: self._ports.actions.read(period), self._counted, self._not_counted)

    def export(self, path: Path | None) -> None:
        """Write what is on the screen to ``path``; None when nobody chose one. Ignored while one is being written."""
        clerk, report = self._clerk, self._state.report
        if clerk is None or path is None or self._state.exporting:
            return
        if report is None or self._state.counting:
            self._answer(Told.NOTHING_YET)
            return
        order = ExportOrder(report, clerk, path, self._state.with_records)
        self._show(replace(self._state, exporting=True, answer=None))
        actions, worded = self._ports.actions, self._ports.worded
        self._ports.file_tasks.submit(lambda: actions.export(order, worded), self._exported, self._not_exported)

    def _period(self) -> Period:
        state = self._state
        if state.days is Days.CHOSEN and state.period is not None:
            return state.period
        return Period.ending(self._ports.today(), SPANS.get(state.days, SPANS[Days.TODAY]))

    def _counted(self, report: StatisticsReport) -> None:
        known = report if self._clerk is not None else None
        self._show(replace(self._state, report=known, counting=False))
        self._look_again()

    def _not_counted(self, error: Exception) -> None:
        self._show(replace(self._state, counting=False))
        self._answer(failed(error))
        self._look_again()

    def _exported(self, done: Exported) -> None:
        self._show(replace(self._state, exporting=False))
        self._answer(done)

    def _not_exported(self, error: Exception) -> None:
        self._show(replace(self._state, exporting=False))
        self._answer(failed(error))

    def _look_again(self) -> None:
        if self._again:
            self._again = False
            self.refresh()

    def _answer(self, answer: Answer) -> None:
        if self._clerk is None:
            return
        self._ports.bell(Tone.GOOD if isinstance(answer, Exported) else Tone.BAD)
        self._show(replace(self._state, answer=answer))

    def _show(self, state: StatisticsPage) -> None:
        self._state = state
        self._screen.show_state(state)
