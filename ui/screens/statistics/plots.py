"""The plots, drawn with pyqtgraph in the theme's colours and fonts.

Invariants:
- Imported with the first plot that is shown, never with the window: numpy comes with it.
- A line is told from another by its symbol and its dashes, not by colour alone; each plot says in words what it shows.
- Plots are pictures: no mouse, no menu, nothing to hold the focus.
"""

from collections.abc import Sequence
from datetime import date

import pyqtgraph
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont

from ui.theme import Theme

_BAR_WIDTH = 0.7
_ROOM_ABOVE = 1.15
_LEAST_TOP = 5
"""So that the numbers beside a few parcels are whole."""
_LOOKS = ((Qt.PenStyle.SolidLine, "o"), (Qt.PenStyle.DashLine, "s"), (Qt.PenStyle.DotLine, "t"))
_MOST_LABELS = 8
_LINE_WIDTH = 2
_SYMBOL_SIZE = 8


class Plot(pyqtgraph.PlotWidget):  # type: ignore[misc] # the library has no types
    """A themed plot without hands."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(background=theme.palette.surface)
        self._theme = theme
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseEnabled(x=False, y=False)
        self.setMenuEnabled(False)
        self.hideButtons()
        self._font = QFont(self.font())
        self._font.setPixelSize(theme.sizes.small)
        for name in ("left", "bottom"):
            axis = self.getAxis(name)
            axis.setPen(pyqtgraph.mkPen(theme.palette.muted))
            axis.setTextPen(pyqtgraph.mkPen(theme.palette.text))
            axis.setTickFont(self._font)
            axis.enableAutoSIPrefix(False)
        self.showGrid(x=False, y=True, alpha=0.25)

    def show_bars(self, counts: Sequence[int], names: Sequence[str]) -> None:
        """One bar for each count; a name that is empty is left out below."""
        self.clear()
        palette = self._theme.palette
        bars = pyqtgraph.BarGraphItem(
            x=range(len(counts)), height=counts, width=_BAR_WIDTH, brush=palette.accent, pen=None
        )
        self.addItem(bars)
        self.getAxis("bottom").setTicks([[(place, name) for place, name in enumerate(names) if name]])
        self.setXRange(-0.5, len(counts) - 0.5, padding=0.02)
        self.setYRange(0, max(*counts, _LEAST_TOP) * _ROOM_ABOVE, padding=0)

    def show_numbers(self, counts: Sequence[int]) -> None:
        """The counts above their bars."""
        for place, count in enumerate(counts):
            number = pyqtgraph.TextItem(f"{count:,}", color=self._theme.palette.text, anchor=(0.5, 1))
            number.setFont(self._font)
            number.setPos(place, count)
            self.addItem(number)

    def show_lines(self, days: Sequence[date], lines: Sequence[tuple[str, Sequence[float | None]]]) -> None:
        """Shares in per cent by day; a day without one leaves a gap."""
        self.clear()
        palette = self._theme.palette
        item = self.getPlotItem()
        if item.legend is None:
            legend = item.addLegend(offset=(8, -8), labelTextColor=palette.text)
            legend.setLabelTextSize(f"{self._theme.sizes.small}px")
        colours = (palette.accent, palette.good, palette.warn)
        for (name, shares), (dashes, symbol), colour in zip(lines, _LOOKS, colours, strict=True):
            self.plot(
                list(range(len(days))),
                [float("nan") if share is None else share for share in shares],
                name=name,
                pen=pyqtgraph.mkPen(colour, width=_LINE_WIDTH, style=dashes),
                symbol=symbol,
                symbolSize=_SYMBOL_SIZE,
                symbolBrush=colour,
                symbolPen=colour,
                connect="finite",
            )
        every = -(-len(days) // _MOST_LABELS)
        self.getAxis("bottom").setTicks(
            [[(place, f"{day:%m-%d}") for place, day in enumerate(days) if place % every == 0]]
        )
        self.setXRange(-0.5, len(days) - 0.5, padding=0.02)
        known = [share for _, shares in lines for share in shares if share is not None]
        lowest = min(known, default=0.0)
        room = max(100.0 - lowest, 1.0)
        self.setYRange(max(0.0, lowest - room * 0.1), 100.0 + room * 0.1, padding=0)
