"""One of the three lanes of the acceptance screen: a card with a numbered head that says how it stands."""

from enum import Enum

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.icons import Icon
from ui.texts import translate
from ui.theme import Theme
from ui.widgets.icon_label import IconLabel
from ui.widgets.styling import set_look, text_label


class LaneStanding(Enum):
    """How a lane stands; each has an icon, a word and a colour."""

    MISSING = "missing"
    NEXT = "next"
    """The next missing thing is in this lane."""
    DONE = "done"
    BAD = "bad"


class Lane(QFrame):
    """The frame. Put content into ``body``; ``head_end`` is room at the head's right end."""

    def __init__(self, theme: Theme, number: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.setProperty("lane", LaneStanding.MISSING.value)  # from the start: its thicker border is part of the layout
        self.setAccessibleName(title)
        self._theme = theme
        self._icon = IconLabel(theme)
        self._word = text_label("small")
        self.head_end = QHBoxLayout()
        self.body = QVBoxLayout()
        self.body.setSpacing(theme.sizes.gap)
        head_line = QWidget()
        head_line.setFixedHeight(theme.sizes.touch)  # all heads on one line, whether they hold a button or not
        head = QHBoxLayout(head_line)
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(theme.sizes.gap)
        head.addWidget(self._icon)
        head.addWidget(text_label("title", f"{number} {title}"))
        head.addWidget(self._word)
        head.addStretch(1)
        head.addLayout(self.head_end)
        layout = QVBoxLayout(self)
        gap = theme.sizes.gap
        layout.setContentsMargins(gap * 2, gap, gap * 2, gap + gap // 2)
        layout.setSpacing(gap)
        layout.addWidget(head_line)
        layout.addLayout(self.body, 1)

    def show_standing(self, standing: LaneStanding) -> None:
        """Show how the lane stands."""
        palette = self._theme.palette
        icon, colour, tone, word = {
            LaneStanding.MISSING: (Icon.PENDING, palette.muted, "muted", translate("lane", "待补")),
            LaneStanding.NEXT: (Icon.ARROW, palette.accent, "accent", translate("lane", "下一步")),
            LaneStanding.DONE: (Icon.CHECK_CIRCLE, palette.good, "good", translate("lane", "已齐")),
            LaneStanding.BAD: (Icon.STOP, palette.bad, "bad", translate("lane", "不能收寄")),
        }[standing]
        self._icon.show_icon(icon, colour)
        self._word.setText(word)
        set_look(self._word, "tone", tone)
        set_look(self, "lane", standing.value)
