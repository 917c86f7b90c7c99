"""The device page (Ctrl+H): the places on the left; on the right what stands there, its trial, and what could.

Invariants:
- Every step has a key, shown on its button; the focus rests on the page, so that a keyboard scanner presses nothing.
- Nothing is looked at, and no picture pulled, while the page is hidden.
"""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QModelIndex, Qt, QTimer, Slot
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.device_board import DeviceRole
from ui.icons import Icon
from ui.keys import Action, KeyTable, is_held, key_press
from ui.screens.devices.place_part import PlacePart
from ui.screens.devices.presenter import DevicesPresenter
from ui.screens.devices.roles_part import RolesPart
from ui.screens.devices.state import DevicesPage
from ui.screens.devices.wording import said_words
from ui.texts import translate
from ui.theme import Theme
from ui.widgets.live_picture import Preview
from ui.widgets.status_line import StatusLine

_TICK_MS: Final = 1000
_MOVES: Final = {"Up": -1, "Down": 1}


class DevicesView(QWidget):
    """Draws :class:`DevicesPage`."""

    def __init__(self, theme: Theme, keys: KeyTable, preview: Callable[[DeviceRole], Preview | None]) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(translate("devicepage", "设备"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._keys = keys
        self._presenter: DevicesPresenter | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)
        self.roles = RolesPart(theme)
        self.place = PlacePart(theme, keys, preview)
        self.said = StatusLine(theme, "")
        self._lay_out(theme)
        self.show_state(DevicesPage())

    def wire(self, presenter: DevicesPresenter) -> None:
        """Hand what is pressed to ``presenter``. Once."""
        self._presenter = presenter
        for role, button in self.roles.buttons.items():
            button.clicked.connect(partial(presenter.turn_to, role))
        self.place.asked.connect(self._ask)
        for field in self.place.fields.values():
            field.entered.connect(partial(self._enter, field))
            field.left.connect(presenter.leave_field)
        self.place.candidates.clicked.connect(self._point)
        self.place.candidates.doubleClicked.connect(partial(self._ask, Action.FINISH))

    def show_state(self, state: DevicesPage) -> None:
        """Show ``state``, whole."""
        self.roles.show_state(state)
        self.place.show_state(state)
        self.said.setVisible(state.said is not None)
        if state.said is not None:
            text, tone = said_words(state.said)
            self.said.say(Icon.CHECK_CIRCLE if tone == "good" else Icon.WARNING, text, tone)
        if self.isVisible() and state.writing is None and not self.hasFocus():
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent, /) -> None:  # noqa: N802 - Qt's name
        """As things stand now, and the keys on the page."""
        super().showEvent(event)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._timer.start()
        if self._presenter is not None:
            self._presenter.shown()

    def hideEvent(self, event: QHideEvent, /) -> None:  # noqa: N802 - Qt's name
        """Stop looking."""
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
        elif press.name in _MOVES:
            presenter.move(_MOVES[press.name])
            taken = True
        else:
            taken = (action is not None and presenter.perform(action)) or presenter.pick(press.character)
        if not taken:
            super().keyPressEvent(event)

    @Slot(object)
    def _ask(self, action: Action) -> None:
        if self._presenter is not None:
            self._presenter.perform(action)

    @Slot(QModelIndex)
    def _point(self, index: QModelIndex) -> None:
        if self._presenter is not None:
            self._presenter.point(index.row())

    def _enter(self, field: QLineEdit) -> None:
        if self._presenter is not None:
            self._presenter.enter(field.text())

    @Slot()
    def _tick(self) -> None:
        if self._presenter is not None:
            self._presenter.tick()

    def _lay_out(self, theme: Theme) -> None:
        gap = theme.sizes.gap
        right = QVBoxLayout()
        right.setSpacing(gap)
        right.addWidget(self.place, 1)
        right.addWidget(self.said)
        both = QHBoxLayout(self)
        both.setContentsMargins(gap * 2, gap, gap * 2, gap)
        both.setSpacing(gap * 2)
        both.addWidget(self.roles, 4)
        both.addLayout(right, 9)
