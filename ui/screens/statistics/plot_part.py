"""Beside the table: one of the plots, or the reasons, with the same in words below."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, assert_never

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.domain.policy import Policy
from app.domain.statistics import RateCode
from app.usecases.statistics import StatisticsReport
from ui.language import label_of
from ui.models.words_model import WordsModel
from ui.screens.statistics.page_table import PageTable
from ui.screens.statistics.state import Part
from ui.screens.statistics.tables import reasons_table
from ui.screens.statistics.wording import bound_words, hours_words, part_words, trend_words, uploads_words
from ui.texts import translate
from ui.theme import Theme
from ui.widgets.key_button import KeyButton
from ui.widgets.list_table import set_columns
from ui.widgets.styling import card, text_label

if TYPE_CHECKING:
    from ui.screens.statistics.plots import Plot

_EVERY_HOURS = 3


class PlotPart(QWidget):
    """``chosen`` tells which part was asked for."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, policy: Policy, local: Callable[[datetime], datetime]) -> None:
        super().__init__()
        self._theme, self._policy, self._local = theme, policy, local
        self._plots: dict[Part, Plot] = {}
        self._shown: tuple[Part, StatisticsReport | None] | None = None
        self._buttons = {part: KeyButton(theme, part_words(part), part.value) for part in Part}
        for part, button in self._buttons.items():
            button.clicked.connect(partial(self.chosen.emit, part))
        self.model = WordsModel(reasons_table(None, policy))
        self.reasons = PageTable(theme)
        self.reasons.setAccessibleName(translate("statistics", "拒收与异常"))
        self.reasons.setModel(self.model)
        groups = [translate("statistics", "存疑照片"), translate("statistics", "异常件")]
        set_columns(self.reasons, theme, {0: groups, 2: ["00,000"]}, rest=1, iconed=-1, gaps=2)
        self.words = text_label("small", wraps=True)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.reasons)
        self._lay_out()

    def show_report(self, part: Part, report: StatisticsReport | None) -> None:
        """Show that part of the report. Nothing is drawn before it is asked for."""
        if self._shown == (part, report):
            return
        self._shown = (part, report)
        for known, button in self._buttons.items():
            button.set_chosen(known is part)
        self.model.show_table(reasons_table(report, self._policy))
        self.words.setText(self._words(part, report) if report is not None else "")
        self.words.setVisible(bool(self.words.text()))
        if part is Part.REASONS:
            self._pages.setCurrentWidget(self.reasons)
        elif report is not None:
            self._draw(part, report)

    def _draw(self, part: Part, report: StatisticsReport) -> None:
        plot = self._plot(part)
        bounds = self._policy.statistics.delay_bounds
        match part:
            case Part.HOURS:
                names = [f"{hour}" if hour % _EVERY_HOURS == 0 else "" for hour in range(len(report.hours))]
                plot.show_bars(report.hours, names)
            case Part.DELAYS:
                plot.show_bars(report.uploads.within, bound_words(bounds))
                plot.show_numbers(report.uploads.within)
            case Part.TREND:
                days = [day for day, _ in report.by_day]
                shares = [(code, [rates.rate(code).hundredths for _, rates in report.by_day]) for code in RateCode]
                plot.show_lines(
                    days,
                    [
                        (
                            label_of(self._policy.statistics.rate(code)),
                            [share / 100 if share is not None else None for share in line],
                        )
                        for code, line in shares
                    ],
                )
            case Part.REASONS:
                return
            case _:
                assert_never(part)
        plot.setAccessibleName(part_words(part))
        plot.setAccessibleDescription(self.words.text())
        self._pages.setCurrentWidget(plot)

    def _plot(self, part: Part) -> "Plot":
        from ui.screens.statistics.plots import Plot

        if part not in self._plots:
            self._plots[part] = Plot(self._theme)
            self._pages.addWidget(self._plots[part])
        return self._plots[part]

    def _words(self, part: Part, report: StatisticsReport) -> str:
        match part:
            case Part.HOURS:
                return hours_words(report.hours)
            case Part.DELAYS:
                return uploads_words(report.uploads, self._local)
            case Part.TREND:
                return trend_words(report, self._policy)
            case Part.REASONS:
                if self.model.rowCount():
                    return ""
                return translate("statistics", "这段时间没有拒收、异常件和存疑照片")
            case _:
                assert_never(part)

    def _lay_out(self) -> None:
        gap = self._theme.sizes.gap
        buttons = QHBoxLayout()
        buttons.setSpacing(gap)
        for button in self._buttons.values():
            buttons.addWidget(button)
        buttons.addStretch(1)
        frame = card()
        inner = QVBoxLayout(frame)
        inner.setContentsMargins(gap, gap, gap, gap)
        inner.setSpacing(gap)
        inner.addWidget(self._pages, 1)
        inner.addWidget(self.words)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(gap)
        layout.addLayout(buttons)
        layout.addWidget(frame, 1)
