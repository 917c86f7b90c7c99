"""What a lane shows while nothing is there: a large quiet icon, and what would fill it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.icons import Icon
from ui.theme import Theme
from ui.widgets.icon_label import IconLabel
from ui.widgets.styling import text_label


class EmptyLane(QWidget):
    """An invitation, centred."""

    def __init__(self, theme: Theme, icon: Icon, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        picture = IconLabel(theme, theme.sizes.huge * 2)
        picture.show_icon(icon, theme.palette.line)
        self._words = text_label("title", text, wraps=True)
        self._words.setProperty("tone", "muted")
        self._words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addStretch(1)
        layout.addWidget(picture, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self._words)
        layout.addStretch(1)

    def say(self, text: str) -> None:
        """Say something else."""
        self._words.setText(text)
