"""The bell that can be seen: a band across the window in the tone's colour, with its word, for a moment.

Invariants:
- It lies over the page and never takes room, a click or the focus.
"""

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.icons import Icon
from ui.texts import translate
from ui.theme import Theme
from ui.tones import Tone
from ui.widgets.icon_label import IconLabel
from ui.widgets.styling import set_look, text_label

FLASH_MS: Final = 450
"""Seen by the corner of an eye; well under three flashes a second (WCAG 2.2, 2.3.1)."""


class Flash(QFrame):
    """Shown on top of ``over`` when a tone cannot be heard."""

    def __init__(self, theme: Theme, over: QWidget) -> None:
        super().__init__(over)
        self.setObjectName("flash")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._theme = theme
        self._over = over
        self._icon = IconLabel(theme, theme.sizes.large)
        self._word = text_label()
        layout = QHBoxLayout(self)
        layout.addStretch(1)
        layout.addWidget(self._icon)
        layout.addWidget(self._word)
        layout.addStretch(1)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(FLASH_MS)
        self._timer.timeout.connect(self.hide)
        over.installEventFilter(self)
        self.hide()

    def show_tone(self, tone: Tone) -> None:
        """Flash once."""
        good = tone is Tone.GOOD
        self._icon.show_icon(Icon.CHECK if good else Icon.STOP, self._theme.palette.surface)
        self._word.setText(translate("flash", "好") if good else translate("flash", "请看提示"))
        set_look(self, "tone", tone.value)
        self._follow()
        self.show()
        self.raise_()
        self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Stay as wide as the window."""
        if watched is self._over and event.type() == QEvent.Type.Resize:
            self._follow()
        return False

    def _follow(self) -> None:
        self.setGeometry(0, 0, self._over.width(), self._theme.sizes.touch + self._theme.sizes.gap)
