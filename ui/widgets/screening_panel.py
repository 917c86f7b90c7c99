"""The record of a screening: where, what came of it, which machine, and who looked at its picture."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from ui.icons import Icon
from ui.keys import Action, KeyTable
from ui.screens.acceptance.goods_state import Outcome, ScreeningDraft, ScreeningField
from ui.screens.acceptance.goods_words import outcome_words, place_words
from ui.screens.acceptance.screening_form import INSPECTOR_KEY, MACHINE_KEY, OFFER_KEY, OUTCOME_KEYS, PLACE_KEYS
from ui.texts import translate
from ui.theme import Theme
from ui.widgets.key_button import KeyButton, show_chosen
from ui.widgets.panel_fields import WordsField
from ui.widgets.panels import Panel
from ui.widgets.styling import text_label

_LONGEST = 64


class ScreeningPanel(Panel):
    """``chosen`` tells a choice's key, ``typed`` a field and its text, ``entered`` that Enter was pressed in it."""

    chosen = Signal(str)
    typed = Signal(object, str)
    entered = Signal(object)
    recorded = Signal()

    def __init__(self, theme: Theme, keys: KeyTable) -> None:
        line = translate("panel", "谁在哪台机器上过的，由人登记；系统不会自动填写。没有过机就不要登记通过")
        super().__init__(theme, keys, Icon.SCANNER, translate("panel", "过机安检"), line)
        self._theme = theme
        self._places = {place: self._button(key, place_words(place)) for key, place in PLACE_KEYS.items()}
        self._outcomes = {outcome: self._button(key, outcome_words(outcome)) for key, outcome in OUTCOME_KEYS.items()}
        self._fields = {
            ScreeningField.MACHINE: WordsField(translate("panel", "安检机编号"), _LONGEST),
            ScreeningField.INSPECTOR: WordsField(translate("panel", "安检员姓名或工号"), _LONGEST),
        }
        for name, field in self._fields.items():
            field.setPlaceholderText(field.accessibleName())
            field.textEdited.connect(partial(self.typed.emit, name))
            field.entered.connect(partial(self.entered.emit, name))
            field.left.connect(partial(self.asked.emit, Action.CANCEL))
        self._offered = text_label("muted")
        self._take = self._button(OFFER_KEY, translate("panel", "沿用上次的"))
        self._record = KeyButton(theme, translate("panel", "登记"), keys.label(Action.FINISH), "primary")
        self._record.clicked.connect(self.recorded)
        self._turn = 0
        self._typing: ScreeningField | None = None
        self._lay_out()

    def show_draft(self, draft: ScreeningDraft | None) -> None:
        """Show what has been told so far; None: the panel is closed, and nothing stays in its fields."""
        if draft is None:
            self._turn, self._typing = 0, None
            for field in self._fields.values():
                field.clear()
            return
        show_chosen(self._places, draft.place)
        show_chosen(self._outcomes, draft.outcome)
        named = draft.outcome is not Outcome.DUE
        texts = {ScreeningField.MACHINE: draft.machine, ScreeningField.INSPECTOR: draft.inspector}
        for name, field in self._fields.items():
            field.setEnabled(named)
            if draft.turn != self._turn:
                field.setText(texts[name])
        self._turn = draft.turn
        self._offered.setVisible(draft.offer is not None)
        self._take.setVisible(draft.offer is not None)
        if draft.offer is not None:
            told = translate("panel", "上次：{machine} · {inspector}")
            self._offered.setText(told.format(machine=draft.offer.machine, inspector=draft.offer.inspector))
        begins = draft.typing is not None and draft.typing is not self._typing
        self._typing = draft.typing
        if begins and draft.typing is not None:
            self._fields[draft.typing].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _button(self, key: str, text: str) -> KeyButton:
        button = KeyButton(self._theme, text, key)
        button.clicked.connect(partial(self.chosen.emit, key))
        return button

    def _lay_out(self) -> None:
        gap = self._theme.sizes.gap
        grid = QGridLayout()
        grid.setHorizontalSpacing(gap * 2)
        grid.setVerticalSpacing(gap * 2)
        rows = (
            (translate("panel", "在哪里"), _row([*self._places.values()], gap)),
            (translate("panel", "结果"), _row([*self._outcomes.values()], gap)),
            (translate("panel", "安检机"), _row([*self._keyed(MACHINE_KEY, ScreeningField.MACHINE)], gap)),
            (translate("panel", "安检员"), _row([*self._keyed(INSPECTOR_KEY, ScreeningField.INSPECTOR)], gap)),
            ("", _row([self._take, self._offered], gap)),
            ("", _row([self._record], gap)),
        )
        for place, (text, layout) in enumerate(rows):
            grid.addWidget(text_label("strong", text), place, 0)
            grid.addLayout(layout, place, 1)
        grid.setColumnStretch(1, 1)
        self.content.addLayout(grid)

    def _keyed(self, key: str, name: ScreeningField) -> tuple[QWidget, QWidget]:
        field = self._fields[name]
        field.setMinimumWidth(self._theme.sizes.touch * 8)
        return self._button(key, translate("panel", "填写")), field


def _row(widgets: list[QWidget] | list[KeyButton], gap: int) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(gap)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return row
