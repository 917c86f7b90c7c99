"""The next missing thing, in one line with its key, and the button that finishes the parcel."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.icons import Icon
from ui.keys import Action, KeyTable
from ui.texts import translate
from ui.theme import Theme
from ui.widgets.icon_label import IconLabel
from ui.widgets.key_button import KeyButton
from ui.widgets.styling import set_look, text_label


class NextBar(QFrame):
    """``asked`` tells that the button was pressed."""

    asked = Signal(object)

    def __init__(self, theme: Theme, keys: KeyTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("next")
        self._theme = theme
        self._icon = IconLabel(theme, theme.sizes.large)
        self._text = text_label("large")
        self._step = text_label("", wraps=True)
        self._also = text_label("muted")
        self._finish = KeyButton(theme, translate("next", "完成收寄"), keys.label(Action.FINISH), "primary")
        self._finish.clicked.connect(self._ask_finish)
        layout = QHBoxLayout(self)
        gap = theme.sizes.gap
        layout.setContentsMargins(gap * 2, gap, gap, gap)
        layout.setSpacing(gap + gap // 2)
        for part, stretch in ((self._icon, 0), (self._text, 0), (self._step, 1), (self._also, 0), (self._finish, 0)):
            layout.addWidget(part, stretch)

    def show_next(self, text: str, next_step: str, also: str, tone: str) -> None:
        """``tone`` is missing, ready or bad."""
        palette = self._theme.palette
        icon, colour = {
            "missing": (Icon.ARROW, palette.accent),
            "ready": (Icon.CHECK_CIRCLE, palette.good),
            "bad": (Icon.STOP, palette.bad),
        }[tone]
        self._icon.show_icon(icon, colour)
        self._text.setText(text)
        self._step.setText(next_step)
        self._also.setText(also)
        self._finish.setEnabled(tone == "ready")
        set_look(self._text, "tone", {"missing": "accent", "ready": "good", "bad": "bad"}[tone])
        set_look(self, "tone", tone)
        self.setAccessibleName(f"{text} {next_step}")

    @property
    def text(self) -> str:
        """What it says, whole."""
        return f"{self._text.text()} {self._step.text()}"

    @Slot()
    def _ask_finish(self) -> None:
        self.asked.emit(Action.FINISH)
