"""The statistics' page: the three rates large, their split beside a plot.

Invariants:
- Every step has a key; digits pick days and plots unless a date is being typed.
"""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.policy import Policy
from app.domain.statistics import RateCode
from app.statistics_export import ExportFormat
from ui.icons import Icon
from ui.keys import Action, KeyTable, is_held, key_press
from ui.models.words_model import WordsModel
from ui.screens.statistics.head_part import HeadPart
from ui.screens.statistics.page_table import PageTable
from ui.screens.statistics.plot_part import PlotPart
from ui.screens.statistics.presenter import StatisticsPresenter
from ui.screens.statistics.rate_card import RateCard
from ui.screens.statistics.state import RECORDS_KEY, Days, Part, StatisticsPage
from ui.screens.statistics.tables import split_table
from ui.screens.statistics.wording import answer_words, carrier_words
from ui.texts import translate
from ui.theme import Theme
from ui.widgets.list_table import set_columns
from ui.widgets.status_line import StatusLine

_WIDEST_CELL = "99.99%  (0,000)"


class StatisticsView(QWidget):
    """Draws :class:`StatisticsPage`."""

    def __init__(
        self,
        theme: Theme,
        policy: Policy,
        keys: KeyTable,
        local: Callable[[datetime], datetime],
        ask_path: Callable[[QWidget, str], Path | None] | None = None,
    ) -> None:
        """``ask_path`` asks where a file goes, given a name to suggest; the system's own dialog by default."""
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(translate("statistics", "统计"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._policy, self._keys = policy, keys
        self._ask_path = ask_path or ask_for_file
        self._presenter: StatisticsPresenter | None = None
        self._state = StatisticsPage()
        self.head = HeadPart(theme, keys)
        self.cards = {code: RateCard(theme, policy, code) for code in RateCode}
        self.model = WordsModel(split_table(None, policy))
        self.table = PageTable(theme)
        self.table.setAccessibleName(translate("statistics", "按寄件人和企业"))
        self.table.setModel(self.model)
        self.plots = PlotPart(theme, policy, local)
        self.answer = StatusLine(theme, "")
        self._set_columns(theme)
        self._lay_out(theme)
        self.show_state(self._state)

    def wire(self, presenter: StatisticsPresenter) -> None:
        """Hand what is chosen to ``presenter``."""
        self._presenter = presenter
        self.head.chosen.connect(presenter.choose)
        self.head.dates_chosen.connect(presenter.choose_dates)
        self.head.records_asked.connect(presenter.toggle_records)
        self.head.export_asked.connect(self._export)
        self.plots.chosen.connect(presenter.turn_to)

    def show_state(self, state: StatisticsPage) -> None:
        """Show ``state``."""
        before, self._state = self._state, state
        self.head.show_state(state)
        for card in self.cards.values():
            card.show_report(state.report)
        self.model.show_table(split_table(state.report, self._policy))
        if self.isVisible():
            self.plots.show_report(state.part, state.report)
        self._show_answer(state)
        if state.days is Days.CHOSEN and before.days is not Days.CHOSEN and self.isVisible():
            self.head.take_focus()

    def showEvent(self, event: QShowEvent, /) -> None:  # noqa: N802 - Qt's name
        """Count anew, and the keys on the page."""
        super().showEvent(event)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.plots.show_report(self._state.part, self._state.report)
        if self._presenter is not None:
            self._presenter.shown()

    def hideEvent(self, event: QHideEvent, /) -> None:  # noqa: N802 - Qt's name
        """Stop looking into the store."""
        if self._presenter is not None:
            self._presenter.hidden()
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent, /) -> None:  # noqa: N802 - Qt's name
        """The page's own keys, once no field wanted them."""
        pressed = key_press(event)
        if is_held(event) or not (self._picked(pressed.character) or self._do(self._keys.action_of(pressed.name))):
            super().keyPressEvent(event)

    def _picked(self, character: str) -> bool:
        presenter = self._presenter
        if presenter is None or not character:
            return False
        days = next((days for days in Days if days.value == character), None)
        part = next((part for part in Part if part.value == character), None)
        if days is not None:
            presenter.choose(days)
        elif part is not None:
            presenter.turn_to(part)
        elif character == RECORDS_KEY:
            presenter.toggle_records()
        else:
            return False
        return True

    def _do(self, action: Action | None) -> bool:
        match action:
            case Action.SAVE:
                self._export()
            case Action.FINISH if self._state.days is Days.CHOSEN:
                self.head.submit()
            case Action.CANCEL:
                self.setFocus(Qt.FocusReason.OtherFocusReason)
            case _:
                return False
        return True

    @Slot()
    def _export(self) -> None:
        report = self._state.report
        if self._presenter is None or report is None or self._state.exporting:
            return
        period = report.period
        name = f"statistics-{period.first:%Y%m%d}-{period.last:%Y%m%d}.{ExportFormat.XLSX.value}"
        self._presenter.export(self._ask_path(self, name))

    def _show_answer(self, state: StatisticsPage) -> None:
        if state.exporting:
            self.answer.say(Icon.BUSY, translate("statistics", "正在导出…"), "muted")
        elif state.answer is not None:
            said = answer_words(state.answer)
            self.answer.say(said.icon, " · ".join(part for part in (said.text, said.step) if part), said.tone)
        else:
            hint = translate("statistics", "三率都按收寄件计算，不含信件和拒收；安检以最后一次登记为准")
            self.answer.say(Icon.INFO, hint, "muted")

    def _set_columns(self, theme: Theme) -> None:
        carriers = [carrier_words(carrier.code, self._policy) for carrier in self._policy.carriers]
        samples = {0: [*carriers, carrier_words(None, self._policy)], 1: ["000,000"]}
        samples |= {column: [_WIDEST_CELL] for column in (2, 3, 4)}
        set_columns(self.table, theme, samples, rest=0, iconed=-1, gaps=2)

    def _lay_out(self, theme: Theme) -> None:
        gap = theme.sizes.gap
        cards = QHBoxLayout()
        cards.setSpacing(gap)
        for card in self.cards.values():
            cards.addWidget(card, 1)
        body = QHBoxLayout()
        body.setSpacing(gap)
        body.addWidget(self.table, 6)
        body.addWidget(self.plots, 5)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(gap * 2, gap, gap * 2, gap)
        layout.setSpacing(gap)
        layout.addWidget(self.head)
        layout.addLayout(cards)
        layout.addLayout(body, 1)
        layout.addWidget(self.answer)


def ask_for_file(parent: QWidget, name: str) -> Path | None:
    """The system's dialog for a file to write; None when it was left. A name without a suffix gets the chosen one's."""
    title = translate("statistics", "把统计表存到哪里？")
    kinds = {f"{kind.value.upper()} (*.{kind.value})": kind for kind in (ExportFormat.XLSX, ExportFormat.CSV)}
    chosen, kind = QFileDialog.getSaveFileName(parent, title, name, ";;".join(kinds))
    if not chosen:
        return None
    path = Path(chosen)
    known = path.suffix.lower().removeprefix(".") in [kind.value for kind in ExportFormat]
    return path if known else path.with_name(f"{path.name}.{kinds.get(kind, ExportFormat.XLSX).value}")
