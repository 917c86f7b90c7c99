"""A chip of the status line: a shape, words and a tone, with all of it and what to do as its tooltip."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.icons import Icon
from ui.theme import Theme
from ui.widgets.eliding_label import ElidingLabel
from ui.widgets.icon_label import IconLabel
from ui.widgets.styling import set_look


class Chip(QFrame):
    """``tone`` is good, warn, bad or calm."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "chip")
        self._theme = theme
        self._icon = IconLabel(theme, theme.sizes.body)
        self._text = ElidingLabel("small")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 4, 10, 4)
        layout.setSpacing(6)
        layout.addWidget(self._icon)
        layout.addWidget(self._text)

    def say(self, icon: Icon, text: str, tone: str, todo: str = "") -> None:
        """Show the chip."""
        self._icon.show_icon(icon, getattr(self._theme.palette, tone))
        self._text.say(text)
        self.setToolTip("\n".join(dict.fromkeys(line for line in (text, todo) if line)))
        self.setAccessibleName(text)
        self.setAccessibleDescription(todo)
        set_look(self, "tone", tone)

    @property
    def text(self) -> str:
        """What the chip says."""
        return self._text.whole
