"""The form for a document that is typed by hand: for documents without a chip, and when nothing can read them."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QHBoxLayout, QLabel, QWidget

from app.domain.identity.document import WARNINGS, Sex
from app.domain.policy import Policy
from ui.error_text import words
from ui.icons import Icon
from ui.keys import Action, KeyTable
from ui.language import label_of
from ui.screens.acceptance.typed_form import FormCheck, TypedField, TypedForm, checked, guessed_rule, typed_rules
from ui.texts import translate
from ui.theme import Theme
from ui.widgets.key_button import KeyButton
from ui.widgets.panel_fields import CodeField, WordsField
from ui.widgets.panels import Panel
from ui.widgets.status_line import StatusLine
from ui.widgets.styling import set_look, text_label

_LONGEST_NUMBER, _LONGEST_NAME, _LONGEST_DAY, _LONGEST_COUNTRY = 32, 120, 10, 3


class TypedDocumentPanel(Panel):
    """``submitted`` tells the :class:`TypedDocument`."""

    submitted = Signal(object)

    def __init__(self, theme: Theme, keys: KeyTable, policy: Policy, today: Callable[[], date]) -> None:
        line = translate(
            "panel", "芯片和拍照都读不了时才手录；性别和出生由号码得出，不用再填。手录要写明原因，并会上报"
        )
        super().__init__(theme, keys, Icon.KEYBOARD, translate("panel", "手工录入证件"), line)
        self._policy = policy
        self._today = today
        self._rules = typed_rules(policy)
        self._reasons = policy.senders.typed_reasons
        self._type_chosen = False
        self._type = _Choices([label_of(rule) for rule in self._rules], translate("panel", "证件种类"))
        self._reason = _Choices(
            [translate("panel", "请选原因"), *(label_of(reason) for reason in self._reasons)],
            translate("panel", "手录原因"),
        )
        self._sex = _Choices(
            [translate("panel", "性别不明"), translate("panel", "男"), translate("panel", "女")],
            translate("panel", "性别"),
        )
        self._number = CodeField(translate("panel", "证件号码"), _LONGEST_NUMBER)
        self._name = WordsField(translate("panel", "姓名"), _LONGEST_NAME)
        self._birth = CodeField(translate("panel", "出生日期"), _LONGEST_DAY)
        self._nationality = CodeField(translate("panel", "国籍代码（三个字母）"), _LONGEST_COUNTRY)
        self._valid_to = CodeField(translate("panel", "有效期至"), _LONGEST_DAY)
        self._birth.setPlaceholderText("1990-03-07")
        self._valid_to.setPlaceholderText("2036-03-07")
        self._open_ended = QCheckBox(translate("panel", "长期"))
        self._told = StatusLine(theme, "")
        self._done = KeyButton(theme, translate("panel", "采用"), keys.label(Action.FINISH), "primary")
        self._done.clicked.connect(self._submit)
        self._labels: dict[QWidget, QLabel] = {}
        self._lay_out(theme)
        self._listen()

    def begin(self) -> None:
        """Empty, with the focus on the number."""
        self.forget()
        self._told.say(Icon.INFO, translate("panel", "照证件原样输入号码，种类会自动认出"), "muted")
        self._number.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def forget(self) -> None:
        """Nothing of a person stays in a field that nobody sees."""
        for field in self._fields():
            field.clear()
            set_look(field, "wrong", "false")
        set_look(self._reason, "wrong", "false")
        self._type_chosen = False
        for choices in (self._type, self._reason, self._sex):
            choices.setCurrentIndex(0)
        self._open_ended.setChecked(False)
        self._follow()

    def _fields(self) -> tuple[CodeField | WordsField, ...]:
        return (self._number, self._name, self._birth, self._nationality, self._valid_to)

    def _lay_out(self, theme: Theme) -> None:
        valid = QWidget()
        row = QHBoxLayout(valid)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._valid_to, 1)
        row.addWidget(self._open_ended)
        entries: list[tuple[str, QWidget]] = [
            (translate("panel", "证件号码"), self._number),
            (translate("panel", "证件种类"), self._type),
            (translate("panel", "姓名"), self._name),
            (translate("panel", "出生日期"), self._birth),
            (translate("panel", "性别"), self._sex),
            (translate("panel", "国籍"), self._nationality),
            (translate("panel", "有效期至"), valid),
            (translate("panel", "手录原因"), self._reason),
        ]
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.sizes.gap * 2)
        grid.setVerticalSpacing(max(4, theme.sizes.gap // 2))
        half = (len(entries) + 1) // 2
        for place, (text, widget) in enumerate(entries):
            label = text_label("", text)
            label.setBuddy(widget)
            self._labels[widget] = label
            column = 2 * (place // half)
            grid.addWidget(label, place % half, column)
            grid.addWidget(widget, place % half, column + 1)
            grid.setColumnStretch(column + 1, 1)
        self.content.addLayout(grid)
        self.content.addWidget(self._told)
        self.content.addWidget(self._done, 0, Qt.AlignmentFlag.AlignLeft)

    def _listen(self) -> None:
        for field in self._fields():
            field.left.connect(self._leave)
            field.entered.connect(self._submit)
        self._number.textEdited.connect(self._number_edited)
        self._type.activated.connect(self._type_picked)
        self._open_ended.toggled.connect(self._valid_to.setDisabled)
        for choices in (self._type, self._sex, self._reason):
            choices.left.connect(self._leave)
            choices.entered.connect(self._submit)

    def _form(self) -> TypedForm:
        reason = self._reason.currentIndex() - 1
        return TypedForm(
            rule=self._rules[max(0, self._type.currentIndex())],
            number=self._number.text(),
            name=self._name.text(),
            reason=self._reasons[reason].code if reason >= 0 else None,
            valid_to=self._valid_to.text(),
            open_ended=self._open_ended.isChecked(),
            birth_date=self._birth.text(),
            sex=(Sex.UNKNOWN, Sex.MALE, Sex.FEMALE)[max(0, self._sex.currentIndex())],
            nationality=self._nationality.text(),
        )

    def _number_edited(self, number: str) -> None:
        if not self._type_chosen:
            rule = guessed_rule(self._policy, number)
            if rule in self._rules:
                self._type.setCurrentIndex(self._rules.index(rule))
        self._follow()

    def _type_picked(self) -> None:
        self._type_chosen = True
        self._follow()

    def _follow(self) -> FormCheck:
        """Ask for what this kind of document needs."""
        check = checked(self._form(), self._policy, self._today())
        for widget, asked in (
            (self._birth, check.asks_birth_date),
            (self._sex, check.asks_birth_date),
            (self._nationality, check.asks_nationality),
        ):
            widget.setVisible(asked)
            self._labels[widget].setVisible(asked)
        return check

    def _submit(self) -> None:
        check = self._follow()
        widgets: dict[TypedField, QWidget] = {
            TypedField.NUMBER: self._number,
            TypedField.NAME: self._name,
            TypedField.BIRTH_DATE: self._birth,
            TypedField.NATIONALITY: self._nationality,
            TypedField.VALID_TO: self._valid_to,
            TypedField.REASON: self._reason,
        }
        for name, widget in widgets.items():
            set_look(widget, "wrong", "true" if name in check.wrong else "false")
        if check.typed is not None:
            self.submitted.emit(check.typed)
            return
        widgets[check.wrong[0]].setFocus(Qt.FocusReason.OtherFocusReason)
        against = [problem for problem in check.problems if problem not in WARNINGS]
        if check.wrong[0] is TypedField.NUMBER and against:
            self._told.say(Icon.STOP, words(against[0]).text, "bad")
        else:
            self._told.say(Icon.WARNING, translate("panel", "还有没填对的，已标红"), "warn")

    def _leave(self) -> None:
        self.asked.emit(Action.CANCEL)


class _Choices(QComboBox):
    """A list to choose from; Enter and Esc are the panel's."""

    left = Signal()
    entered = Signal()

    def __init__(self, texts: list[str], name: str) -> None:
        super().__init__()
        self.addItems(texts)
        self.setAccessibleName(name)

    def keyPressEvent(self, event: QKeyEvent, /) -> None:  # noqa: N802 - Qt's name
        """Enter and Esc stay in the panel."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)
