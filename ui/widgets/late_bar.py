"""Late entry cannot be missed: a band over the counter that says which paper form is copied, and how to leave."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.icons import Icon
from ui.theme import Theme
from ui.widgets.icon_label import IconLabel
from ui.widgets.styling import text_label


class LateBar(QFrame):
    """The band; hidden while the counter is the ordinary one."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("lateBar")
        icon = IconLabel(theme)
        icon.show_icon(Icon.WARNING, theme.palette.on_training)
        self._text = text_label("")
        self._leave = text_label("")
        gap = theme.sizes.gap
        layout = QHBoxLayout(self)
        layout.setContentsMargins(gap * 2, gap // 2, gap * 2, gap // 2)
        layout.addWidget(icon)
        layout.addWidget(self._text)
        layout.addStretch(1)
        layout.addWidget(self._leave)
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self._text.text()

    def say(self, text: str, leave: str) -> None:
        """Show it; with "" the counter is the ordinary one."""
        self._text.setText(text)
        self._leave.setText(leave)
        self.setAccessibleName(f"{text} {leave}".strip())
        self.setVisible(bool(text))
