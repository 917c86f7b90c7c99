"""The sync page (Ctrl+9): the verdict on the left; plots, the order, or the test of the link on the right.

Invariants:
- Every step has a key, shown on its button.
- Nothing is looked at while the page is hidden.
"""

from functools import partial
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui.error_text import words
from ui.icons import Icon
from ui.keys import Action, KeyTable, is_held, key_press
from ui.screens.sync.chart_part import ChartPart
from ui.screens.sync.link_test_part import LinkTestPart
from ui.screens.sync.order_part import OrderPart
from ui.screens.sync.presenter import SyncPresenter
from ui.screens.sync.state import Part, SyncPage
from ui.screens.sync.verdict_part import VerdictPart
from ui.screens.sync.wording import Local, part_words
from ui.texts import translate
from ui.theme import Theme
from ui.widgets.key_button import KeyButton
from ui.widgets.status_line import StatusLine

_TICK_MS: Final = 1000


class SyncView(QWidget):
    """Draws :class:`SyncPage`. ``page_asked`` carries the action of another page."""

    page_asked = Signal(object)

    def __init__(self, theme: Theme, keys: KeyTable, local: Local) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(translate("syncpage", "同步"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._keys = keys
        self._presenter: SyncPresenter | None = None
        self._state = SyncPage()
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)
        self.verdict = VerdictPart(theme, keys, local)
        self.chart = ChartPart(theme, local)
        self.order = OrderPart(theme, local)
        self.test = LinkTestPart(theme, keys)
        self.buttons = {part: KeyButton(theme, part_words(part), part.value) for part in Part}
        self.said = StatusLine(theme, "")
        self._parts = QStackedWidget()
        for part in (self.chart, self.order, self.test):
            self._parts.addWidget(part)
        self._lay_out(theme)
        self.show_state(self._state)

    def wire(self, presenter: SyncPresenter) -> None:
        """Hand what is pressed to ``presenter``. Once."""
        self._presenter = presenter
        self.verdict.asked.connect(self._ask)
        self.test.asked.connect(self._ask)
        for part, button in self.buttons.items():
            button.clicked.connect(partial(presenter.turn_to, part))

    def show_state(self, state: SyncPage) -> None:
        """Show ``state``, whole."""
        self._state = state
        self.verdict.show_state(state)
        for part, button in self.buttons.items():
            button.set_chosen(part is state.part)
        self.order.show_state(state)
        self.test.show_state(state)
        self._turn(state)
        self.said.setVisible(state.said is not None)
        if state.said is not None:
            self.said.say(Icon.WARNING, str(words(state.said.fault, state.said.detail, self._keys)), "warn")

    def showEvent(self, event: QShowEvent, /) -> None:  # noqa: N802 - Qt's name
        """As things stand now, and the keys on the page."""
        super().showEvent(event)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._timer.start()
        self._turn(self._state)
        if self._presenter is not None:
            self._presenter.shown()

    def hideEvent(self, event: QHideEvent, /) -> None:  # noqa: N802 - Qt's name
        """Stop looking into the store."""
        self._timer.stop()
        if self._presenter is not None:
            self._presenter.hidden()
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent, /) -> None:  # noqa: N802 - Qt's name
        """The page's own keys."""
        press = key_press(event)
        action = self._keys.action_of(press.name)
        presenter = self._presenter
        if presenter is None or is_held(event):
            taken = False
        else:
            taken = (action is not None and presenter.perform(action)) or presenter.pick(press.character)
        if not taken:
            super().keyPressEvent(event)

    def _turn(self, state: SyncPage) -> None:
        part: QWidget = {Part.ORDER: self.order, Part.TEST: self.test}.get(state.part, self.chart)
        self._parts.setCurrentWidget(part)
        # pyqtgraph is loaded when somebody looks
        if part is self.chart and state.board is not None and self.isVisible():
            self.chart.show_board(state.part, state.board)

    @Slot(object)
    def _ask(self, action: Action) -> None:
        if self._presenter is not None and not self._presenter.perform(action):
            self.page_asked.emit(action)

    @Slot()
    def _tick(self) -> None:
        if self._presenter is not None:
            self._presenter.tick()

    def _lay_out(self, theme: Theme) -> None:
        gap = theme.sizes.gap
        buttons = QHBoxLayout()
        buttons.setSpacing(gap)
        for button in self.buttons.values():
            buttons.addWidget(button)
        buttons.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(gap)
        right.addLayout(buttons)
        right.addWidget(self._parts, 1)
        right.addWidget(self.said)
        both = QHBoxLayout(self)
        both.setContentsMargins(gap * 2, gap, gap * 2, gap)
        both.setSpacing(gap * 2)
        both.addWidget(self.verdict, 5)
        both.addLayout(right, 7)
