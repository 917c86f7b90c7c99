"""An icon and a line of words in one tone: the small statements inside lanes and bars."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.icons import Icon
from ui.theme import Theme
from ui.widgets.icon_label import IconLabel
from ui.widgets.styling import set_look, text_label


class StatusLine(QWidget):
    """``tone`` is one of the style sheet's: good, warn, bad, muted, accent."""

    def __init__(self, theme: Theme, role: str = "small", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon = IconLabel(theme, round(theme.sizes.body * 1.15))
        self._text = text_label(role, wraps=True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self._text, 1)

    def say(self, icon: Icon, text: str, tone: str) -> None:
        """Show the line."""
        self._icon.show_icon(icon, getattr(self._theme.palette, tone))
        self._text.setText(text)
        set_look(self._text, "tone", tone)

    @property
    def text(self) -> str:
        """What the line says."""
        return self._text.text()
