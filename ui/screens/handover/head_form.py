"""Where parcels go: carrier, vehicle, GPS terminal, bag, driver.

Invariants:
- The carrier is picked with one key; then Enter goes from field to field, and from the last one on.
- The entry that cannot be right is framed, named in words, and gets the focus.
"""

from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.handover_rules import MAX_DRIVER, MAX_IDENTIFIER, HandoverHead
from app.domain.policy import Policy
from ui.icons import Icon
from ui.keys import Action, KeyTable
from ui.language import label_of
from ui.screens.handover.state import Asking, HandoverPage
from ui.screens.handover.wording import carrier_words, head_problem
from ui.texts import translate
from ui.theme import Theme
from ui.widgets.key_button import KeyButton
from ui.widgets.panel_fields import CodeField, WordsField
from ui.widgets.status_line import StatusLine
from ui.widgets.styling import card, set_look, text_label

_CARRIER_KEYS: Final = "123456789ABCDEFGHIJ"
_ANY_KEY: Final = "0"
_COLUMNS: Final = 3


class HeadForm(QWidget):
    """``submitted`` carries the head as typed; ``asked`` an action of the page."""

    submitted = Signal(object)
    asked = Signal(object)

    def __init__(self, theme: Theme, policy: Policy, keys: KeyTable) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._theme = theme
        self._carrier = ""
        self._begun = -1
        self._carriers = {_ANY_KEY: "", **dict(zip(_CARRIER_KEYS, (c.code for c in policy.carriers), strict=False))}
        self._buttons = {code: self._carrier_button(key, code, policy) for key, code in self._carriers.items()}
        self.vehicle = WordsField(translate("handover", "车牌号"), 16)
        self.gps = CodeField(translate("handover", "GPS 终端号"), MAX_IDENTIFIER)
        self.bag = CodeField(translate("handover", "集包号"), MAX_IDENTIFIER)
        self.driver = WordsField(translate("handover", "驾驶员"), MAX_DRIVER)
        self.fields: list[WordsField | CodeField] = [self.vehicle, self.gps, self.bag, self.driver]
        self._title = text_label("large")
        self._problem = StatusLine(theme, "")
        self._done = KeyButton(theme, "", keys.label(Action.FINISH), "primary")
        self._back = KeyButton(theme, translate("panel", "返回"), keys.label(Action.CANCEL))
        self._again = KeyButton(theme, translate("handover", "沿用上一车"), keys.label(Action.SAME_SENDER))
        self._again.clicked.connect(partial(self.asked.emit, Action.SAME_SENDER))
        self._done.clicked.connect(self.submit)
        self._back.clicked.connect(partial(self.asked.emit, Action.CANCEL))
        for place, entry in enumerate(self.fields):
            entry.entered.connect(partial(self._go_on, place))
            entry.left.connect(self._leave)
        self.vehicle.setPlaceholderText(translate("handover", "如 云A·12345"))
        self.driver.setPlaceholderText(translate("handover", "姓名或工号"))
        self._lay_out(theme, keys)

    def show_state(self, state: HandoverPage) -> None:
        """Show ``state``; the fields are filled only when a form begins."""
        correcting = state.asking is Asking.HEAD
        self._title.setText(translate("handover", "更正交接单") if correcting else translate("handover", "新开交接单"))
        self._done.set_text(translate("handover", "保存更正") if correcting else translate("handover", "开始扫描"))
        self._done.setEnabled(not state.busy)
        self._back.setVisible(correcting)
        self._again.setVisible(not correcting and bool(state.closed))
        if state.begun != self._begun:
            self._begun = state.begun
            self.fill(state.head)
        self._show_wrong(state.wrong)

    def fill(self, head: HandoverHead) -> None:
        """Put a head into the fields."""
        for entry, value in zip(self.fields, (head.vehicle, head.gps, head.bag, head.driver), strict=True):
            entry.setText(value)
        self._choose(head.carrier)

    def take_focus(self) -> None:
        """The keys pick a carrier."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def pick(self, character: str) -> bool:
        """Pick the carrier with that key and go on to the fields; whether there is one."""
        code = self._carriers.get(character.upper())
        if code is None:
            return False
        self._choose(code)
        self.vehicle.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def take_scan(self, text: str) -> bool:
        """A tag was scanned while its field has the focus; whether that was so."""
        entry = next((entry for entry in (self.gps, self.bag) if entry.hasFocus()), None)
        if entry is None:
            return False
        entry.setText(text.strip())
        return True

    def submit(self) -> None:
        """Hand over what is typed."""
        vehicle, gps, bag, driver = (entry.text().strip() for entry in self.fields)
        self.submitted.emit(HandoverHead(self._carrier, vehicle, gps, bag, driver))

    def _go_on(self, place: int) -> None:
        if place + 1 < len(self.fields):
            self.fields[place + 1].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.submit()

    def _leave(self) -> None:
        self.take_focus()
        self.asked.emit(Action.CANCEL)

    def _choose(self, code: str) -> None:
        self._carrier = code
        for known, button in self._buttons.items():
            button.set_chosen(known == code)

    def _show_wrong(self, wrong: str) -> None:
        told = head_problem(wrong) if wrong else ""
        framed = {"vehicle": self.vehicle, "place": self.vehicle, "gps": self.gps, "bag": self.bag}
        bad = {**framed, "driver": self.driver}.get(wrong) if told else None
        for entry in self.fields:
            set_look(entry, "wrong", "true" if entry is bad else "false")
        if told:
            self._problem.say(Icon.STOP, told, "bad")
        else:
            self._problem.say(Icon.INFO, translate("handover", "车牌、GPS 终端号、集包号至少填一个"), "muted")
        if bad is not None and self.isVisible():
            bad.setFocus(Qt.FocusReason.OtherFocusReason)

    def _carrier_button(self, key: str, code: str, policy: Policy) -> KeyButton:
        carrier = policy.carrier(code)
        words = label_of(carrier) if carrier is not None else carrier_words("", policy)
        button = KeyButton(self._theme, words, key)
        button.clicked.connect(partial(self.pick, key))
        return button

    def _lay_out(self, theme: Theme, keys: KeyTable) -> None:
        gap = theme.sizes.gap
        carriers = QGridLayout()
        carriers.setSpacing(gap // 2)
        for place, button in enumerate(self._buttons.values()):
            carriers.addWidget(button, place // _COLUMNS, place % _COLUMNS)
        frame = card()
        inner = QVBoxLayout(frame)
        inner.setContentsMargins(gap * 2, gap, gap * 2, gap)
        inner.setSpacing(gap // 2)
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._again)
        head.addWidget(self._back)
        inner.addLayout(head)
        picks = translate("handover", "按键选快递企业（{key} 回到这里）").format(key=keys.label(Action.NEXT_CARRIER))
        inner.addWidget(text_label("muted", picks))
        inner.addLayout(carriers)
        inner.addLayout(self._fields_with_labels(gap))
        inner.addWidget(self._problem)
        inner.addWidget(self._done)
        inner.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(frame)

    def _fields_with_labels(self, gap: int) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(gap // 2)
        for row, entry in enumerate(self.fields):
            label = text_label("small", entry.accessibleName())
            label.setBuddy(entry)
            grid.addWidget(label, row, 0)
            grid.addWidget(entry, row, 1)
        return grid
