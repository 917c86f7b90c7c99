"""Transport, destination, packaging and weight, each choice with its key."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout

from app.domain.sender_rules import Choice
from ui.icons import Icon
from ui.keys import Action, KeyTable
from ui.language import label_of
from ui.screens.acceptance.goods_words import destination_words, transport_words
from ui.screens.acceptance.inspection_state import InspectionLane
from ui.screens.acceptance.parcel_details import DESTINATION_KEYS, REUSED_KEY, TRANSPORT_KEYS, WEIGHT_KEY
from ui.texts import translate
from ui.theme import Theme
from ui.widgets.key_button import KeyButton, show_chosen
from ui.widgets.panel_fields import CodeField
from ui.widgets.panels import Panel
from ui.widgets.styling import text_label

_LONGEST_WEIGHT = 6
_COLUMNS = 4


class DetailsPanel(Panel):
    """``chosen`` tells a choice's key, ``weighed`` the weight as typed."""

    chosen = Signal(str)
    weighed = Signal(str)

    def __init__(self, theme: Theme, keys: KeyTable, packaging: Sequence[Choice]) -> None:
        line = translate("panel", "选一项记一项，按 {cancel} 返回；包装和重量可以不填").format(
            cancel=keys.label(Action.CANCEL)
        )
        super().__init__(theme, keys, Icon.BOX, translate("panel", "怎么走，怎么包？"), line)
        self._theme = theme
        self._transports = {mode: self._button(key, transport_words(mode)) for key, mode in TRANSPORT_KEYS.items()}
        self._destinations = {
            destination: self._button(key, destination_words(destination))
            for key, destination in DESTINATION_KEYS.items()
        }
        self._kinds = {choice.code: self._button(choice.key, label_of(choice)) for choice in packaging}
        self._reused = self._button(REUSED_KEY, translate("panel", "包装是重复使用的"))
        self._weigh = self._button(WEIGHT_KEY, translate("panel", "填重量"))
        self._weight = CodeField(translate("panel", "重量（克）"), _LONGEST_WEIGHT)
        self._weight.setPlaceholderText(translate("panel", "克"))
        self._weight.setMaximumWidth(theme.sizes.touch * 4)
        self._weight.entered.connect(self._enter)
        self._weight.left.connect(partial(self.asked.emit, Action.CANCEL))
        self._weighing = False
        self._lay_out()

    def show_details(self, lane: InspectionLane, *, weighing: bool) -> None:
        """Show what is chosen; ``weighing`` gives the keys to the weight's field."""
        show_chosen(self._transports, lane.journey.transport)
        show_chosen(self._destinations, lane.journey.destination)
        show_chosen(self._kinds, lane.packaging.kind if lane.packaging is not None else None)
        self._reused.setEnabled(lane.packaging is not None)
        self._reused.set_chosen(lane.packaging is not None and lane.packaging.reused)
        begins, self._weighing = weighing and not self._weighing, weighing
        if not weighing and not self._weight.hasFocus():
            self._weight.setText(str(lane.weight_g) if lane.weight_g is not None else "")
        if begins:
            self._weight.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._weight.selectAll()

    def _enter(self) -> None:
        text = self._weight.text()
        self._weight.clearFocus()
        self.weighed.emit(text)

    def _button(self, key: str, text: str) -> KeyButton:
        button = KeyButton(self._theme, text, key)
        button.clicked.connect(partial(self.chosen.emit, key))
        return button

    def _lay_out(self) -> None:
        gap = self._theme.sizes.gap
        weight = QHBoxLayout()
        weight.setSpacing(gap)
        weight.addWidget(self._weight)
        weight.addWidget(text_label("", translate("panel", "克")))
        weight.addStretch(1)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(gap)
        self._grid.setVerticalSpacing(gap)
        self._add_rows(translate("panel", "运输"), [*self._transports.values()])
        self._add_rows(translate("panel", "寄往"), [*self._destinations.values()])
        self._add_rows(translate("panel", "包装"), [*self._kinds.values(), self._reused])
        self._add_rows(translate("panel", "重量"), [self._weigh])
        self._grid.addLayout(weight, self._grid.rowCount() - 1, 2)
        for column in range(1, _COLUMNS + 1):
            self._grid.setColumnStretch(column, 1)
        self.content.addLayout(self._grid)

    def _add_rows(self, text: str, buttons: Sequence[KeyButton]) -> None:
        first = self._grid.rowCount()
        self._grid.addWidget(text_label("strong", text), first, 0)
        for place, button in enumerate(buttons):
            self._grid.addWidget(button, first + place // _COLUMNS, 1 + place % _COLUMNS)
