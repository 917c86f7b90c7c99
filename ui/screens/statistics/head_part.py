"""The page's head: which days, and the export."""

from datetime import date
from functools import partial

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import QDateEdit, QHBoxLayout, QWidget

from ui.keys import Action, KeyTable
from ui.screens.statistics.state import RECORDS_KEY, Days, StatisticsPage
from ui.screens.statistics.wording import days_words, period_words
from ui.texts import translate
from ui.theme import Theme
from ui.widgets.key_button import KeyButton
from ui.widgets.styling import text_label


class HeadPart(QWidget):
    """``chosen`` tells which days; ``dates_chosen`` the first and the last of chosen ones."""

    chosen = Signal(object)
    dates_chosen = Signal(object, object)
    records_asked = Signal()
    export_asked = Signal()

    def __init__(self, theme: Theme, keys: KeyTable) -> None:
        super().__init__()
        self._buttons = {days: KeyButton(theme, days_words(days), days.value) for days in Days}
        for days, button in self._buttons.items():
            button.clicked.connect(partial(self.chosen.emit, days))
        self.period = text_label("strong")
        self.first = _date_field(theme, translate("statistics", "开始日期"))
        self.last = _date_field(theme, translate("statistics", "结束日期"))
        self.count = KeyButton(theme, translate("statistics", "统计"), keys.label(Action.FINISH))
        self.count.clicked.connect(self.submit)
        self.records = KeyButton(theme, translate("statistics", "附脱敏清单"), RECORDS_KEY)
        self.records.clicked.connect(partial(self.records_asked.emit))
        self.export = KeyButton(theme, translate("statistics", "导出"), keys.label(Action.SAVE))
        self.export.clicked.connect(partial(self.export_asked.emit))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.sizes.gap)
        for button in self._buttons.values():
            layout.addWidget(button)
        for part in (self.first, self.last, self.count, self.period):
            layout.addWidget(part)
        layout.addStretch(1)
        layout.addWidget(self.records)
        layout.addWidget(self.export)

    def show_state(self, state: StatisticsPage) -> None:
        """Show ``state``; the fields keep what was typed."""
        for days, button in self._buttons.items():
            button.set_chosen(days is state.days)
        typing = state.days is Days.CHOSEN
        if typing and self.first.isHidden() and state.period is not None:
            for field, day in ((self.first, state.period.first), (self.last, state.period.last)):
                field.setDate(QDate(day.year, day.month, day.day))
        for part in (self.first, self.last, self.count):
            part.setVisible(typing)
        counting = translate("statistics", "统计中…") if state.counting else ""
        told = period_words(state.period) if state.period is not None and not typing else ""
        self.period.setText(counting or told)
        self.records.set_chosen(state.with_records)
        self.export.setEnabled(state.report is not None and not state.exporting)

    def take_focus(self) -> None:
        """The keys go to the first date."""
        self.first.setFocus(Qt.FocusReason.OtherFocusReason)
        self.first.selectAll()

    def submit(self) -> None:
        """Count the days in the fields."""
        self.dates_chosen.emit(_date(self.first), _date(self.last))


def _date_field(theme: Theme, name: str) -> QDateEdit:
    field = QDateEdit()
    field.setDisplayFormat("yyyy-MM-dd")
    field.setAccessibleName(name)
    field.setToolTip(name)
    field.setMinimumHeight(theme.sizes.touch)
    field.setButtonSymbols(QDateEdit.ButtonSymbols.NoButtons)
    field.hide()
    return field


def _date(field: QDateEdit) -> date:
    shown = field.date()
    return date(shown.year(), shown.month(), shown.day())
