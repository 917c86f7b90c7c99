"""What just happened, large and in one place; told to screen readers too."""

from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.icons import Icon
from ui.theme import Theme
from ui.widgets.icon_label import IconLabel
from ui.widgets.styling import set_look, text_label


class NoticeBar(QFrame):
    """Always as high as its words need at most, so that nothing below ever jumps."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._theme = theme
        self._icon = IconLabel(theme, theme.sizes.number)
        self._text = text_label("large")
        self._step = text_label("step", wraps=True)
        layout = QHBoxLayout(self)
        gap = theme.sizes.gap
        layout.setContentsMargins(gap * 2, gap // 2, gap * 2, gap // 2)
        layout.setSpacing(gap + gap // 2)
        layout.addWidget(self._icon)
        layout.addWidget(self._text)
        layout.addWidget(self._step, 1)
        self.setFixedHeight(round(theme.sizes.touch * 1.3))

    def say(self, icon: Icon, tone: str, text: str, next_step: str, *, big: bool = False) -> None:
        """Say it. ``tone`` is good, bad, warn or none; ``big`` is for what ends a parcel."""
        set_look(self._text, "role", "number" if big else "large")
        colours = {"none": self._theme.palette.muted}
        self._icon.show_icon(icon, colours.get(tone) or getattr(self._theme.palette, tone))
        said = (text, next_step) != (self._text.text(), self._step.text())
        self._text.setText(text)
        self._step.setText(next_step)
        set_look(self, "tone", tone)
        if said and tone != "none":
            self.setAccessibleName(f"{text} {next_step}".strip())
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    @property
    def text(self) -> str:
        """What it says, whole."""
        return f"{self._text.text()} {self._step.text()}".strip()
