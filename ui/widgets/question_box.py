"""One yes-or-no question of a lane with its key, or that it was answered."""

from PySide6.QtWidgets import QFrame, QHBoxLayout

from ui.icons import Icon
from ui.theme import Theme
from ui.widgets.key_button import KeyButton
from ui.widgets.status_line import StatusLine
from ui.widgets.styling import set_look


class QuestionBox(QFrame):
    """Green when answered, blue when it is the next thing, red when the answer stands against the parcel."""

    def __init__(self, theme: Theme, button: KeyButton) -> None:
        super().__init__()
        self.setProperty("kind", "inset")
        self.button = button
        self._line = StatusLine(theme, "")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.sizes.gap, 4, 4, 4)
        layout.addWidget(self._line, 1)
        layout.addWidget(button)
        self._asking_height = theme.sizes.touch + 10

    def ask(self, text: str, icon: Icon = Icon.PERSON) -> None:
        """Ask it."""
        self._show(icon, text, "accent", "next", asks=True)

    def wait(self, text: str, icon: Icon = Icon.PENDING) -> None:
        """It will be asked later."""
        self._show(icon, text, "muted", "", asks=False)

    def say_yes(self, text: str) -> None:
        """It was answered."""
        self._show(Icon.CHECK_CIRCLE, text, "good", "good", asks=False)

    def say_no(self, text: str) -> None:
        """The answer stands against the parcel."""
        self._show(Icon.STOP, text, "bad", "bad", asks=False)

    def _show(self, icon: Icon, text: str, tone: str, look: str, *, asks: bool) -> None:
        self.button.setVisible(asks)
        # answered questions take a line, so that the open ones fit on a small screen
        self.setMinimumHeight(self._asking_height if asks else 0)
        set_look(self, "tone", look)
        self._line.say(icon, text, tone)
        self.setAccessibleName(text)
