"""Backlog and delay over time, drawn with pyqtgraph.

Invariants:
- Imported with the first plot that is shown, never with the window: numpy comes with it.
- Time in which nobody looked is a gap, never a line across.
"""

from collections.abc import Sequence
from datetime import datetime

import pyqtgraph
from PySide6.QtGui import QColor

from ui.screens.statistics.plots import Plot
from ui.theme import Theme

_LINE_WIDTH = 2
_SYMBOL_SIZE = 4
_FILL = 60
"""Of 255: the area under a line."""
_ROOM_ABOVE = 1.15
_MOST_LABELS = 6


class HistoryPlot(Plot):
    """One line over time."""

    def __init__(self, theme: Theme, colour: str) -> None:
        super().__init__(theme)
        self._colour = colour
        self.getAxis("left").setWidth(theme.sizes.body * 3)  # both plots begin at the same place

    def show_history(
        self, moments: Sequence[datetime], values: Sequence[float | None], form: str, least: float
    ) -> None:
        """``form`` is the strftime pattern of the labels below; ``least`` is the least height of the axis."""
        self.clear()
        if any(value is not None for value in values):  # the library cannot measure a line of gaps alone
            self._draw(values)
        every = -(-len(moments) // _MOST_LABELS)
        labels = [(place, f"{at:{form}}") for place, at in enumerate(moments) if place % every == 0]
        self.getAxis("bottom").setTicks([labels])
        self.setXRange(-0.5, len(moments) - 0.5, padding=0.02)
        highest = max((value for value in values if value is not None), default=0.0)
        self.setYRange(0, max(highest, least) * _ROOM_ABOVE, padding=0)

    def _draw(self, values: Sequence[float | None]) -> None:
        fill = QColor(self._colour)
        fill.setAlpha(_FILL)
        self.plot(
            list(range(len(values))),
            [float("nan") if value is None else value for value in values],
            pen=pyqtgraph.mkPen(self._colour, width=_LINE_WIDTH),
            symbol="o",
            symbolSize=_SYMBOL_SIZE,
            symbolBrush=self._colour,
            symbolPen=None,
            fillLevel=0,
            brush=fill,
            connect="finite",
        )
