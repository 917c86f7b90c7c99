"""The right of the device page while keys are bound: every action with its keys."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.error_text import key_names, words
from ui.faults import Failed
from ui.icons import Icon
from ui.keys import Action, KeyTable, shown_key
from ui.models.identified_rows import fill_rows, rows_model, select_row
from ui.screens.devices.keys_presenter import Bound, KeysPage, Refused
from ui.texts import translate
from ui.theme import Theme
from ui.widgets.key_button import KeyButton
from ui.widgets.list_table import ListTable, set_columns
from ui.widgets.status_line import StatusLine
from ui.widgets.styling import card, text_label
from ui.wording.keys import action_words, problem_words


class KeysPart(QWidget):
    """``asked`` carries the action of a button."""

    asked = Signal(object)

    def __init__(self, theme: Theme, keys: KeyTable) -> None:
        super().__init__()
        self._theme = theme
        self.rows = ListTable(theme)
        self.rows.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._model = rows_model(translate("devicepage", "动作"), translate("devicepage", "键"))
        self.rows.setModel(self._model)
        samples = {0: (action_words(Action.DIFFERS), action_words(Action.OWN_DOCUMENT))}
        set_columns(self.rows, theme, samples, rest=1, iconed=-1, gaps=3)
        self.said = StatusLine(theme, "")
        self.bind = self._button(keys, Action.FINISH, translate("devicepage", "再加一个键"), "primary")
        self.restore = self._button(keys, Action.DISCARD, translate("devicepage", "恢复原来的键"))
        self._lay_out()

    def show_state(self, state: KeysPage) -> None:
        """Show ``state``."""
        rows = [
            (action.value, (action_words(action), "  ".join(shown_key(name) for name in names)))
            for action, names in state.keys.items()
        ]
        fill_rows(self._model, rows)
        select_row(self.rows, self._model, state.action.value)
        self.bind.setEnabled(not state.waiting)
        self.restore.setEnabled(not state.waiting and not state.busy)
        icon, text, tone = _said(state)
        self.said.say(icon, text, tone)

    def _button(self, keys: KeyTable, action: Action, text: str, kind: str = "plain") -> KeyButton:
        button = KeyButton(self._theme, text, keys.label(action), kind, tight=True)
        button.clicked.connect(partial(self.asked.emit, action))
        return button

    def _lay_out(self) -> None:
        gap = self._theme.sizes.gap
        buttons = QHBoxLayout()
        buttons.setSpacing(gap)
        buttons.addWidget(self.bind)
        buttons.addWidget(self.restore)
        buttons.addStretch(1)
        frame = card()
        column = QVBoxLayout(frame)
        column.setContentsMargins(gap * 2, gap, gap * 2, gap)
        column.setSpacing(gap)
        column.addWidget(text_label("large", translate("devicepage", "按键、脚踏板和小键盘")))
        column.addWidget(self.rows, 1)
        column.addWidget(self.said)
        column.addLayout(buttons)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(frame)


def _said(state: KeysPage) -> tuple[Icon, str, str]:
    if state.waiting:
        text = translate("devicepage", "现在按下要给“{action}”用的键或踏板；按 Esc 不改")
        return Icon.KEYBOARD, text.format(action=action_words(state.action)), "accent"
    match state.said:
        case Refused(problem=problem, key=key, taken_by=taken_by):
            return Icon.WARNING, problem_words(problem, shown_key(key), taken_by), "bad"
        case Bound(action=action, keys=keys):
            text = translate("devicepage", "“{action}”的键是 {keys}，下次启动程序后起作用")
            return Icon.CHECK_CIRCLE, text.format(action=action_words(action), keys=" ".join(keys)), "warn"
        case Failed(fault=fault, detail=detail):
            return Icon.WARNING, str(words(fault, detail)), "bad"
        case None:
            text = translate("devicepage", "脚踏板也是键盘：选动作，按 {finish}，再踩踏板或按键；第一个键印在按钮上")
            return Icon.INFO, text.format(**key_names()), "muted"
