"""The window around the pages: bars, banner, and the page that is open. It knows no presenter.

Invariants:
- Only pages that exist have a tab.
- The first paint needs only what is imported here; the rest comes with :meth:`Shell.furnish`.
- A key that no page wanted ends here: pages, full screen, lock.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ui.icons import Icon, icon_of
from ui.keys import Action, KeyTable, is_held, key_press
from ui.texts import translate
from ui.theme import Theme
from ui.tones import Tone
from ui.widgets.flash import Flash
from ui.widgets.page_stack import PageStack
from ui.widgets.top_bar import TopBar
from ui.widgets.training_banner import TrainingBanner

if TYPE_CHECKING:
    from ui.widgets.status_bar import StatusBar

_WINDOW_ACTIONS = frozenset(
    {
        Action.COUNTER_PAGE,
        Action.RECORDS_PAGE,
        Action.CUSTOMERS_PAGE,
        Action.INCIDENTS_PAGE,
        Action.INCIDENT,
        Action.HANDOVER_PAGE,
        Action.SPOT_CHECKS_PAGE,
        Action.STATISTICS_PAGE,
        Action.NOTICE_PAGE,
        Action.OUTAGES_PAGE,
        Action.SYNC_PAGE,
        Action.DEVICES_PAGE,
        Action.REPAIR_PAGE,
        Action.NEWS_PAGE,
        Action.LOCK,
        Action.FULL_SCREEN,
    }
)


class Shell(QWidget):
    """The main window. ``asked`` tells which page, the handling card or the lock was asked for."""

    asked = Signal(object)

    def __init__(self, theme: Theme, keys: KeyTable, outlet: str, *, training: bool) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setStyleSheet(theme.style_sheet())
        name = translate("shell", "验讫")
        self.setWindowTitle(translate("shell", "{name}（训练）").format(name=name) if training else name)
        self.setWindowIcon(icon_of(Icon.BRAND, theme.palette.accent, 64))
        self._keys = keys
        self._theme = theme
        self.status_bar: StatusBar
        self.top_bar = TopBar(theme, keys, outlet)
        self.flash = Flash(theme, self)
        self._pages = PageStack()
        self._rules_line: QLabel | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.top_bar)
        self._banner = TrainingBanner(theme) if training else None
        if self._banner is not None:
            layout.addWidget(self._banner)
        layout.addWidget(self._pages, 1)
        self.top_bar.asked.connect(self._ask)

    def furnish(self) -> None:
        """Put in the status line, which the first paint does without: its words and facts take long to import."""
        from ui.widgets.status_bar import StatusBar

        self.status_bar = StatusBar(self._theme)
        layout = self.layout()
        if layout is not None:
            layout.addWidget(self.status_bar)

    def add_to_training_banner(self, widget: QWidget) -> None:
        """Put the trainee's hands on the banner; nothing happens outside training."""
        if self._banner is not None:
            self._banner.add(widget)

    def warn(self, text: str) -> None:
        """A standing line about this PC above the pages; it goes only when the technician has mended it."""
        self._standing_line(text)

    def tell_rules(self, text: str) -> None:
        """A standing line about the rules above the pages; a newer word takes its place."""
        if self._rules_line is None:
            self._rules_line = self._standing_line(text)
        self._rules_line.setText(text)

    @property
    def rules_text(self) -> str:
        """What is said about the rules; empty when there is nothing to say."""
        return self._rules_line.text() if self._rules_line is not None else ""

    def _standing_line(self, text: str) -> QLabel:
        label = QLabel(text)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setProperty("tone", "warn")
        label.setContentsMargins(16, 4, 16, 4)
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertWidget(layout.indexOf(self._pages), label)
        return label

    def add_page(self, page: QWidget) -> None:
        """Take a page in. The first one is open."""
        self._pages.add_page(page)

    def open_page(self, page: QWidget) -> None:
        """Bring a page to the front."""
        self._pages.show_page(page)

    @property
    def page(self) -> QWidget:
        """The page that is open."""
        return self._pages.seen

    def ring(self, tone: Tone) -> None:
        """Show a tone that cannot be heard."""
        self.flash.show_tone(tone)

    def keyPressEvent(self, event: QKeyEvent, /) -> None:  # noqa: N802 - Qt's name
        """The window's own keys."""
        action = self._keys.action_of(key_press(event).name) if not is_held(event) else None
        if action is Action.FULL_SCREEN:
            self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)
        elif action in _WINDOW_ACTIONS:
            self.asked.emit(action)
        else:
            super().keyPressEvent(event)

    @Slot(object)
    def _ask(self, action: Action) -> None:
        self.asked.emit(action)
