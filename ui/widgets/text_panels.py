"""Panels with text fields: a name, an address, a supervisor's number and PIN."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton

from ui.error_text import words
from ui.icons import Icon
from ui.keys import Action, KeyTable
from ui.screens.acceptance.asking import picked
from ui.screens.acceptance.state import Question
from ui.texts import translate
from ui.theme import Theme
from ui.widgets.choice_buttons import ChoiceButtons
from ui.widgets.key_button import KeyButton
from ui.widgets.panel_fields import CodeField, SecretField, WordsField
from ui.widgets.panels import Panel
from ui.widgets.styling import set_look, text_label

_LONGEST_NAME, _LONGEST_ADDRESS, _LONGEST_NUMBER, _LONGEST_PIN = 120, 200, 16, 12


class TextPanel(Panel):
    """One line of text. ``entered`` tells it."""

    entered = Signal(str)

    def __init__(self, theme: Theme, keys: KeyTable, title: str, line: str, longest: int) -> None:
        super().__init__(theme, keys, Icon.KEYBOARD, title, line)
        self._field = WordsField(title, longest)
        self._field.entered.connect(self._enter)
        self._field.left.connect(self._leave)
        done = KeyButton(theme, translate("panel", "确定"), keys.label(Action.FINISH))
        done.clicked.connect(self._enter)
        self.content.addWidget(self._field)
        self.content.addWidget(done, 0, Qt.AlignmentFlag.AlignLeft)

    def begin(self) -> None:
        """Empty, with the focus."""
        self.forget()
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def forget(self) -> None:
        """Nothing of a person stays in a field that nobody sees."""
        self._field.clear()

    def _enter(self) -> None:
        self.entered.emit(self._field.text())

    def _leave(self) -> None:
        self.asked.emit(Action.CANCEL)


def name_panel(theme: Theme, keys: KeyTable) -> TextPanel:
    """The sender's name as it stands on the waybill."""
    line = translate("panel", "照面单原样录入寄件人姓名（或单位名），系统与证件比对；空格、全角、繁简写法不同不要紧")
    return TextPanel(theme, keys, translate("panel", "面单上的寄件人是谁？"), line, _LONGEST_NAME)


def address_panel(theme: Theme, keys: KeyTable) -> TextPanel:
    """Where the sender sends from."""
    line = translate("panel", "寄件地址与证件住址不同时填写，下次自动带出；留空表示用证件住址")
    return TextPanel(theme, keys, translate("panel", "寄件地址"), line, _LONGEST_ADDRESS)


class SupervisorPanel(Panel):
    """The supervisor comes to the counter, types number and PIN, and chooses a reason. Nobody is signed in or out."""

    given = Signal(str, str, str)

    def __init__(self, theme: Theme, keys: KeyTable) -> None:
        line = translate("panel", "由站长本人输入工号和口令。这句话记入本件、留痕，并上报省系统；收寄员不能代办")
        super().__init__(theme, keys, Icon.LOCK, translate("panel", "请站长决定"), line)
        self._subject = text_label("large", wraps=True)
        self._number = CodeField(translate("panel", "站长工号"), _LONGEST_NUMBER)
        self._pin = SecretField(translate("panel", "口令"), _LONGEST_PIN)
        self._number.setPlaceholderText(translate("panel", "站长工号"))
        self._pin.setPlaceholderText(translate("panel", "口令"))
        self._choices = ChoiceButtons(theme)
        self._choices.chosen.connect(self._give)
        self._allow = KeyButton(theme, translate("panel", "确认这是有效证件"), keys.label(Action.FINISH))
        self._allow.clicked.connect(lambda: self._give(""))
        self._hint = text_label("muted", wraps=True)
        for entry in (self._number, self._pin):
            entry.left.connect(self._leave)
        self._number.entered.connect(self._pin.setFocus)
        self._pin.entered.connect(self._pin_entered)
        fields = QHBoxLayout()
        fields.addWidget(self._number)
        fields.addWidget(self._pin)
        self.content.addWidget(self._subject)
        self.content.addLayout(fields)
        self.content.addWidget(self._hint)
        self.content.addWidget(self._choices)
        self.content.addWidget(self._allow, 0, Qt.AlignmentFlag.AlignLeft)
        self._question: Question | None = None

    def begin(self) -> None:
        """Empty, with the focus."""
        self.forget()
        self._number.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def forget(self) -> None:
        """Nothing of the supervisor stays in a field that nobody sees."""
        for entry in (self._number, self._pin):
            entry.clear()
            set_look(entry, "wrong", "false")

    def keyPressEvent(self, event: QKeyEvent, /) -> None:  # noqa: N802 - Qt's name
        """A reason's key picks it, and Enter presses the button that has the focus: neither is the counter's here."""
        chosen = picked(self._question.choices, event.text().upper()) if self._question is not None else None
        focused = self.focusWidget()
        if chosen is not None:
            self._give(chosen.code)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focused, QPushButton):
            focused.click()
        else:
            super().keyPressEvent(event)

    def say_subject(self, text: str) -> None:
        """Name what has to be decided in words of its own."""
        self._subject.setText(text)

    def show_question(self, question: Question | None) -> None:
        """Show what has to be decided."""
        if question is None or question == self._question:
            return
        self._question = question
        objection = question.objection
        asked = translate("panel", "这种证件不在常用清单里，要由站长看过后确认")
        self._subject.setText(words(objection).text if objection is not None else asked)
        self._hint.setText(
            translate("panel", "输完口令，再选原因") if question.choices else translate("panel", "输完口令按 Enter")
        )
        self._choices.show_choices(question.choices)
        self._choices.setVisible(bool(question.choices))
        self._allow.setVisible(not question.choices)

    def _pin_entered(self) -> None:
        if self._question is not None and not self._question.choices:
            self._give("")
        else:
            self._choices.focus_first()

    def _give(self, reason: str) -> None:
        wrong = [entry for entry in (self._number, self._pin) if not entry.text()]
        for entry in (self._number, self._pin):
            set_look(entry, "wrong", "true" if entry in wrong else "false")
        if wrong:
            wrong[0].setFocus(Qt.FocusReason.OtherFocusReason)
            return
        number, pin = self._number.text(), self._pin.text()
        self._pin.clear()
        # the panel closes when the word was taken; after a wrong PIN it is typed anew
        self._pin.setFocus(Qt.FocusReason.OtherFocusReason)
        self.given.emit(number, pin, reason)

    def _leave(self) -> None:
        self.asked.emit(Action.CANCEL)
