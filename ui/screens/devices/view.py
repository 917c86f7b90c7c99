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
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from app.device_board import DeviceRole
from ui.icons import Icon
from ui.keys import Action, KeyPress, KeyTable, is_held, key_press
from ui.screens.devices.keys_part import KeysPart
from ui.screens.devices.keys_presenter import KeysPresenter
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
_MODIFIER_KEYS: Final = frozenset(
    {Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta}
)
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
        self._state = DevicesPage()
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)
        self.roles = RolesPart(theme)
        self.place = PlacePart(theme, keys, preview)
        self.keys = KeysPart(theme, keys)
        self._key_binder: KeysPresenter | None = None
        self._parts = QStackedWidget()
        self._parts.addWidget(self.place)
        self._parts.addWidget(self.keys)
        self.said = StatusLine(theme, "")
        self._lay_out(theme)
        self.show_state(self._state)

    def wire(self, presenter: DevicesPresenter, key_binder: KeysPresenter) -> None:
        """Hand what is pressed to them. Once."""
        self._presenter, self._key_binder = presenter, key_binder
        self.roles.keys.clicked.connect(self._turn_to_keys)
        self.keys.asked.connect(self._ask_keys)
        self.keys.rows.clicked.connect(self._point_key)
        for role, button in self.roles.buttons.items():
            button.clicked.connect(partial(self._turn_to, role))
        self.place.asked.connect(self._ask)
        for field in self.place.fields.values():
            field.entered.connect(partial(self._enter, field))
            field.left.connect(presenter.leave_field)
        self.place.candidates.clicked.connect(self._point)
        self.place.candidates.doubleClicked.connect(partial(self._ask, Action.FINISH))

    def show_state(self, state: DevicesPage) -> None:
        """Show ``state``, whole."""
        self._state = state
        self.roles.show_state(state, binding=self.binding)
        self.place.show_state(state)
        self.said.setVisible(state.said is not None and not self.binding)
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
        self._turn_to(None)
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent, /) -> None:  # noqa: N802 - Qt's name
        """The page's own keys."""
        binder, presenter = self._key_binder, self._presenter
        if binder is None or presenter is None or is_held(event) or event.key() in _MODIFIER_KEYS:
            super().keyPressEvent(event)
        elif binder.waiting:
            binder.press(key_press(event))
        elif not self._take(key_press(event), presenter, binder):
            super().keyPressEvent(event)

    def _take(self, press: KeyPress, presenter: DevicesPresenter, binder: KeysPresenter) -> bool:
        action = self._keys.action_of(press.name)
        mover = binder if self.binding else presenter
        if press.name in _MOVES:
            mover.move(_MOVES[press.name])
        elif press.character == self.roles.keys_key:
            presenter.let_go()
            self._turn_to_keys()
        elif action is not None and mover.perform(action):
            pass
        elif presenter.pick(press.character):
            self._turn_to(None)
        else:
            return False
        return True

    @property
    def binding(self) -> bool:
        """Whether the keys are shown instead of a place."""
        return self._parts.currentWidget() is self.keys

    def _turn_to(self, role: DeviceRole | None) -> None:
        """Show a place again; ``role`` is the one that was asked for, None where it is chosen already."""
        self._parts.setCurrentWidget(self.place)
        if self._key_binder is not None and self._key_binder.waiting:
            self._key_binder.leave()
        if self._presenter is not None and role is not None:
            self._presenter.turn_to(role)
        self._show_chosen()

    @Slot()
    def _turn_to_keys(self) -> None:
        if self._presenter is not None and self._presenter.free:
            self._parts.setCurrentWidget(self.keys)
            self._show_chosen()

    def _show_chosen(self) -> None:
        self.roles.show_state(self._state, binding=self.binding)
        self.said.setVisible(not self.binding and bool(self.said.text))

    @Slot(object)
    def _ask_keys(self, action: Action) -> None:
        if self._key_binder is not None:
            self._key_binder.perform(action)

    @Slot(QModelIndex)
    def _point_key(self, index: QModelIndex) -> None:
        if self._key_binder is not None:
            self._key_binder.point(index.row())

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
        right.addWidget(self._parts, 1)
        right.addWidget(self.said)
        both = QHBoxLayout(self)
        both.setContentsMargins(gap * 2, gap, gap * 2, gap)
        both.setSpacing(gap * 2)
        both.addWidget(self.roles, 4)
        both.addLayout(right, 9)
