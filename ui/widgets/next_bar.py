"""The next missing thing: what it is, and the key that supplies it."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.icons import Icon
from ui.theme import Theme
from ui.widgets.eliding_label import ElidingLabel
from ui.widgets.icon_label import IconLabel
from ui.widgets.styling import set_look, text_label

_KEPT: Final = 7
"""Of the thing that is missing, this many buttons' heights of width are always seen."""


class NextBar(QFrame):
    """Two lines: the thing, and what to do for it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("next")
        self._theme = theme
        self._icon = IconLabel(theme, theme.sizes.number)
        self._text = ElidingLabel("large")
        self._step = text_label("", wraps=True)
        # of a place in the law, the article at its end has to be seen
        self._also = ElidingLabel("muted", Qt.TextElideMode.ElideMiddle)
        self._also.setMinimumWidth(theme.sizes.touch)
        gap = theme.sizes.gap
        first = QHBoxLayout()
        first.setSpacing(gap * 2)
        first.addWidget(self._text)
        first.addWidget(self._also, 1)
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addLayout(first)
        lines.addWidget(self._step)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(gap * 2, gap // 2, gap, gap // 2)
        layout.setSpacing(gap + gap // 2)
        layout.addWidget(self._icon)
        layout.addLayout(lines, 1)

    def show_next(self, text: str, next_step: str, also: str, tone: str) -> None:
        """``tone`` is missing, ready or bad."""
        palette = self._theme.palette
        icon, colour = {
            "missing": (Icon.ARROW, palette.accent),
            "ready": (Icon.CHECK_CIRCLE, palette.good),
            "bad": (Icon.STOP, palette.bad),
        }[tone]
        self._icon.show_icon(icon, colour)
        self._text.say(text)
        self._text.setToolTip(text)
        # the place in the law gives way first, and only then the thing itself
        self._text.setMinimumWidth(min(self._text.sizeHint().width(), self._theme.sizes.touch * _KEPT))
        self._step.setText(next_step)
        self._also.say(also)
        self._also.setToolTip(also)
        set_look(self._text, "tone", {"missing": "accent", "ready": "good", "bad": "bad"}[tone])
        set_look(self, "tone", tone)
        self.setAccessibleName(" ".join(part for part in (text, also, next_step) if part))

    @property
    def text(self) -> str:
        """What it says, whole."""
        return f"{self._text.whole} {self._step.text()}"
