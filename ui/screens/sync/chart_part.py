"""Backlog and delay of the last day or fortnight, each with the same in words."""

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.link_history import STEP, PlotPoint, plotted, step_of
from app.usecases.sync_results import SyncBoard
from ui.screens.sync.state import Part
from ui.screens.sync.wording import Local, backlog_words, delay_words
from ui.theme import Theme
from ui.widgets.styling import card, text_label

if TYPE_CHECKING:
    from ui.screens.sync.plots import HistoryPlot

_SPANS: Final = {Part.DAY: (timedelta(days=1), 144, "%H:%M"), Part.FORTNIGHT: (timedelta(days=14), 84, "%m-%d")}
"""How far back, in how many points, and how they are labelled."""
_LEAST_RECORDS: Final = 5.0
_LEAST_HOURS: Final = 1.0


class ChartPart(QWidget):
    """Two plots, made when they are shown first."""

    def __init__(self, theme: Theme, local: Local) -> None:
        super().__init__()
        self._theme = theme
        self._local = local
        self._plots: tuple[HistoryPlot, HistoryPlot] | None = None
        self._drawn: tuple[Part, tuple[PlotPoint, ...]] | None = None
        self.backlog_words = text_label("small", wraps=True)
        self.delay_words = text_label("small", wraps=True)
        frame = card()
        self._column = QVBoxLayout(frame)
        gap = theme.sizes.gap
        self._column.setContentsMargins(gap, gap, gap, gap)
        self._column.setSpacing(gap // 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(frame)

    def show_board(self, part: Part, board: SyncBoard) -> None:
        """Draw the span of ``part``; nothing is drawn twice."""
        span, count, form = _SPANS[part]
        points = plotted(board.samples, step_of(board.at) + STEP, span, count)
        self.backlog_words.setText(backlog_words(points, board.counts.waiting))
        self.delay_words.setText(delay_words(points))
        if self._drawn == (part, points):
            return
        self._drawn = part, points
        moments = [self._local(point.at) for point in points]
        backlog, delay = self._made()
        backlog.show_history(moments, [point.waiting for point in points], form, _LEAST_RECORDS)
        hours = [point.oldest / timedelta(hours=1) if point.oldest is not None else None for point in points]
        delay.show_history(moments, hours, form, _LEAST_HOURS)
        backlog.setAccessibleDescription(self.backlog_words.text())
        delay.setAccessibleDescription(self.delay_words.text())

    def _made(self) -> tuple["HistoryPlot", "HistoryPlot"]:
        if self._plots is None:
            from ui.screens.sync.plots import HistoryPlot

            palette = self._theme.palette
            self._plots = HistoryPlot(self._theme, palette.accent), HistoryPlot(self._theme, palette.warn)
            for words, plot in zip((self.backlog_words, self.delay_words), self._plots, strict=True):
                self._column.addWidget(words)
                self._column.addWidget(plot, 1)
        return self._plots
