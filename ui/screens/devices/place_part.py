"""The right of the device page: one place, how its device is, its trial, and what could stand there instead."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from app.device_board import CAMERA_ROLES, DeviceRole
from app.settings import LONGEST_NAME
from ui.keys import Action, KeyTable
from ui.models.identified_rows import fill_rows, rows_model, select_row
from ui.screens.devices.state import DevicesPage, Writing
from ui.screens.devices.wording import (
    calibrating_words,
    candidate_words,
    profile_words,
    proof_words,
    role_words,
    standing,
    told,
    trial_words,
    writing_words,
)
from ui.texts import translate
from ui.theme import Theme
from ui.widgets.key_button import KeyButton
from ui.widgets.list_table import ListTable, set_columns
from ui.widgets.live_picture import LivePicture, Preview
from ui.widgets.panel_fields import CodeField, WordsField
from ui.widgets.status_line import StatusLine
from ui.widgets.styling import card, text_label

_LONGEST_ADDRESS: Final = 200


class PlacePart(QWidget):
    """``asked`` carries the action of a button."""

    asked = Signal(object)

    def __init__(self, theme: Theme, keys: KeyTable, preview: Callable[[DeviceRole], Preview | None]) -> None:
        super().__init__()
        self._theme = theme
        self._role = DeviceRole.SCANNER
        self._png: bytes | None = None
        self._title = text_label("large")
        self.standing = StatusLine(theme, "strong")
        self.told = text_label("", wraps=True)
        self.trial = text_label("muted", wraps=True)
        self.proof = text_label("title", wraps=True)
        self.code = QLabel()
        self.live = LivePicture(theme, lambda: preview(self._role))
        self.candidates = ListTable(theme)
        self.candidates.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._model = rows_model(
            translate("devicepage", "插着的设备"), translate("devicepage", "接在"), translate("devicepage", "说明")
        )
        self.profile = text_label("strong")
        self.fields: dict[Writing, WordsField | CodeField] = {
            Writing.NAME: WordsField(translate("devicepage", "设备的名字"), LONGEST_NAME),
            Writing.ADDRESS: CodeField(translate("devicepage", "设备地址"), _LONGEST_ADDRESS),
        }
        self._field_words = text_label("", wraps=True)
        self._make_buttons(keys)
        self._set_up_table()
        self._lay_out()

    def show_state(self, state: DevicesPage) -> None:
        """Show ``state``."""
        self._role = state.role
        self._title.setText(role_words(state.role))
        place = state.place
        if place is not None:
            words = standing(place)
            self.standing.say(words.icon, words.text, words.tone)
            self.told.setText(told(place))
            self.told.setVisible(bool(self.told.text()))
        self._show_trial(state)
        self._show_candidates(state)
        self._show_field(state)
        self._show_buttons(state)

    def _show_trial(self, state: DevicesPage) -> None:
        camera = state.role in CAMERA_ROLES
        scanner = state.role is DeviceRole.SCANNER
        self.live.setVisible(camera)
        self.code.setVisible(scanner)
        if state.test_code is not None and state.test_code is not self._png:
            self._png = state.test_code
            self.code.setPixmap(_picture(state.test_code))
        if state.calibrating is not None:
            self.trial.setText(calibrating_words(state.calibrating))
        else:
            self.trial.setText(trial_words(state.role))
        proof = state.proofs.get(state.role)
        self.proof.setText(proof_words(proof) if proof is not None else "")

    def _show_candidates(self, state: DevicesPage) -> None:
        candidates = state.place.candidates if state.place is not None else ()
        rows = [(f"{number}", candidate_words(candidate)) for number, candidate in enumerate(candidates)]
        fill_rows(self._model, rows)
        select_row(self.candidates, self._model, str(state.row) if state.row is not None else None)
        self.candidates.setVisible(state.role is not DeviceRole.LABEL_PRINTER)
        scale = state.role is DeviceRole.SCALE
        self.profile.setVisible(scale)
        if scale:
            self.profile.setText(profile_words(state))

    def _show_field(self, state: DevicesPage) -> None:
        self._field_words.setVisible(state.writing is not None)
        for writing, field in self.fields.items():
            was_hidden = field.isHidden()
            field.setVisible(writing is state.writing)
            if field.isHidden():
                field.clear()  # an address may hold a password
            elif was_hidden:
                self._field_words.setText(writing_words(writing, state.role))
                place = state.place
                field.setText(place.name if place is not None and writing is Writing.NAME else "")
                field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_buttons(self, state: DevicesPage) -> None:
        place, role = state.place, state.role
        idle = not state.busy and state.calibrating is None
        simulated = state.board is not None and state.board.simulated
        is_set = place is not None and bool(place.address)
        self.use.setVisible(role is not DeviceRole.LABEL_PRINTER)
        self.use.setEnabled(idle and state.candidate is not None and not simulated)
        self.remove.setEnabled(idle and is_set and not simulated)
        self.name.setEnabled(idle and is_set)
        self.by_hand.setEnabled(idle and not simulated)
        self.calibrate.setVisible(role is DeviceRole.SCANNER and state.calibrating is None)
        self.calibrate.setEnabled(idle)
        self.stop.setVisible(state.calibrating is not None)
        self.print_test.setVisible(role is DeviceRole.LABEL_PRINTER)
        self.print_test.setEnabled(idle and is_set)
        for button in (self.next_profile, self.last_profile):
            button.setVisible(role is DeviceRole.SCALE)
        for button in (self.name, self.by_hand, self.remove):
            button.show()

    def _make_buttons(self, keys: KeyTable) -> None:
        self.use = self._button(keys, Action.FINISH, translate("devicepage", "用这一台"), "primary")
        self.remove = self._button(keys, Action.DISCARD, translate("devicepage", "这里不用设备"))
        self.name = self._button(keys, Action.TYPE_NAME, translate("devicepage", "取名"))
        self.by_hand = self._button(keys, Action.TYPE_ADDRESS, translate("devicepage", "手写地址"))
        self.calibrate = self._button(keys, Action.CONFIRM, translate("devicepage", "校准键盘枪"))
        self.stop = self._button(keys, Action.CANCEL, translate("devicepage", "停止校准"))
        self.print_test = self._button(keys, Action.CONFIRM, translate("devicepage", "试打一张"), "primary")
        self.last_profile = self._button(keys, Action.FEWER, translate("devicepage", "上一种规约"))
        self.next_profile = self._button(keys, Action.MORE, translate("devicepage", "下一种规约"))

    def _button(self, keys: KeyTable, action: Action, text: str, kind: str = "plain") -> KeyButton:
        button = KeyButton(self._theme, text, keys.label(action), kind, tight=True)
        button.clicked.connect(partial(self.asked.emit, action))
        button.hide()  # not all are wanted at once, and what is seen from the start makes the window wider
        return button

    def _set_up_table(self) -> None:
        self.candidates.setModel(self._model)
        samples = {0: ("USB Serial CH340 HL-340 Adapter",), 1: ("/dev/ttyUSB0 (1a86:7523)",)}
        set_columns(self.candidates, self._theme, samples, rest=2, iconed=-1, gaps=2)
        self.candidates.setMinimumHeight(self._theme.sizes.touch * 2)

    def _lay_out(self) -> None:
        gap = self._theme.sizes.gap
        head = QHBoxLayout()
        head.setSpacing(gap)
        head.addWidget(self._title)
        head.addWidget(self.standing, 1)
        words = QVBoxLayout()
        words.setSpacing(gap)
        for label in (self.told, self.trial, self.proof):
            words.addWidget(label)
        words.addStretch(1)
        self.code.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
        self.code.setAccessibleName(translate("devicepage", "测试码"))
        self.live.setMinimumSize(self._theme.sizes.body * 16, self._theme.sizes.body * 9)
        trial = QHBoxLayout()
        trial.setSpacing(gap)
        trial.addLayout(words, 1)
        trial.addWidget(self.live, 1)
        frame = card()
        column = QVBoxLayout(frame)
        column.setContentsMargins(gap * 2, gap, gap * 2, gap)
        column.setSpacing(gap)
        column.addLayout(head)
        column.addLayout(trial, 1)
        column.addWidget(self.code, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.candidates, 1)
        column.addWidget(self.profile)
        column.addWidget(self._field_words)
        for field in self.fields.values():
            column.addWidget(field)
        column.addLayout(self._buttons_row(gap))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(frame)

    def _buttons_row(self, gap: int) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(gap)
        for button in (
            self.use,
            self.calibrate,
            self.stop,
            self.print_test,
            self.last_profile,
            self.next_profile,
            self.name,
            self.by_hand,
            self.remove,
        ):
            row.addWidget(button)
        row.addStretch(1)
        return row


def _picture(png: bytes) -> QPixmap:
    """Dot for dot: bars that are scaled are not read."""
    pixmap = QPixmap()
    pixmap.loadFromData(png)
    return pixmap
