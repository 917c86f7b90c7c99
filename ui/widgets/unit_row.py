"""The units that goods are counted in, side by side."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.item_rules import Named
from ui.language import label_of
from ui.texts import translate
from ui.theme import Theme
from ui.widgets.key_button import KeyButton, show_chosen
from ui.widgets.styling import text_label


class UnitRow(QWidget):
    """``chosen`` tells a unit's code. Goods that are simply pieces show no units."""

    chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._units: tuple[Named, ...] = ()
        self._buttons: dict[str, KeyButton] = {}
        self._row = QHBoxLayout()
        self._row.setSpacing(theme.sizes.gap)
        self._row.addStretch(1)
        self._how = text_label("muted", translate("goods", "↑↓ 换单位"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(self._row)
        layout.addWidget(self._how)
        layout.addStretch(1)

    def show_units(self, units: tuple[Named, ...], unit: str) -> None:
        """Show these, ``unit`` as the chosen one."""
        if units != self._units:
            self._units = units
            self._build()
        self._how.setVisible(len(units) > 1)
        show_chosen(self._buttons, unit)

    def _build(self) -> None:
        for old in self._buttons.values():
            self._row.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._buttons = {unit.code: KeyButton(self._theme, label_of(unit), "") for unit in self._units}
        for place, (code, button) in enumerate(self._buttons.items()):
            button.setMinimumWidth(self._theme.sizes.touch)
            button.clicked.connect(partial(self.chosen.emit, code))
            self._row.insertWidget(place, button)
