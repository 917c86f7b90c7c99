"""A column of coded answers, each with its key."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.sender_rules import Choice
from ui.language import label_of
from ui.theme import Theme
from ui.widgets.key_button import KeyButton


class ChoiceButtons(QWidget):
    """``chosen`` tells the code."""

    chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._choices: tuple[Choice, ...] = ()
        self._buttons: list[KeyButton] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme.sizes.gap)

    def show_choices(self, choices: tuple[Choice, ...]) -> None:
        """Show these; nothing happens when they stand there already."""
        if choices == self._choices:
            return
        self._choices = choices
        for button in self._buttons:
            self._layout.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = []
        for choice in choices:
            button = KeyButton(self._theme, label_of(choice), choice.key)
            button.clicked.connect(partial(self.chosen.emit, choice.code))
            self._layout.addWidget(button)
            self._buttons.append(button)

    def focus_first(self) -> None:
        """The first answer gets the focus."""
        if self._buttons:
            self._buttons[0].setFocus(Qt.FocusReason.TabFocusReason)
