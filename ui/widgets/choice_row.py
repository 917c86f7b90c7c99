"""One of a few choices, as radio buttons in a row: Tab comes to the chosen one, arrow keys choose another."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QWidget

from ui.theme import Theme


class ChoiceRow(QWidget):
    """``choices`` are codes with their words. ``changed`` tells that somebody chose another one."""

    changed = Signal()

    def __init__(self, theme: Theme, name: str, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._codes = [code for code, _ in choices]
        self._group = QButtonGroup(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.sizes.gap * 2)
        for place, (_, words) in enumerate(choices):
            button = QRadioButton(words)
            button.setMinimumHeight(theme.sizes.touch)
            button.setAccessibleName(f"{name} {words}")
            self._group.addButton(button, place)
            layout.addWidget(button)
        layout.addStretch(1)
        self.setFocusProxy(self._group.button(0))
        self._group.idToggled.connect(self._toggled)

    @property
    def value(self) -> str | None:
        """What is chosen."""
        place = self._group.checkedId()
        return self._codes[place] if place >= 0 else None

    @property
    def has_focus(self) -> bool:
        """Whether the keys go to one of the buttons."""
        return any(button.hasFocus() for button in self._group.buttons())

    def choose(self, code: str | None) -> None:
        """Choose without telling; None chooses nothing."""
        self._group.blockSignals(True)
        self._group.setExclusive(False)
        for place, known in enumerate(self._codes):
            self._group.button(place).setChecked(known == code)
        self._group.setExclusive(True)
        self._group.blockSignals(False)
        self.setFocusProxy(self._group.button(self._codes.index(code) if code in self._codes else 0))

    @Slot(int, bool)
    def _toggled(self, place: int, checked: bool) -> None:
        if checked:
            self.setFocusProxy(self._group.button(place))
            self.changed.emit()
