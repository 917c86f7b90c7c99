"""Lane 2: the sender's document, the clerk's word that it is theirs, and the phone number."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.domain.identity.document import WARNINGS
from ui.error_text import words
from ui.icons import Icon
from ui.keys import Action, KeyTable
from ui.screens.acceptance.phone_entry import PHONE_DIGITS
from ui.screens.acceptance.state import SenderLane, ShownDocument
from ui.screens.acceptance.wording import document_type_words, source_words
from ui.texts import translate
from ui.theme import Theme
from ui.widgets.empty_lane import EmptyLane
from ui.widgets.key_button import KeyButton
from ui.widgets.lane import Lane
from ui.widgets.status_line import StatusLine
from ui.widgets.styling import set_look, text_label

_MOST_PROBLEMS = 2
"""Lines of problems that fit; the first ones weigh most."""


class SenderLaneView(Lane):
    """``asked`` tells which action's button was pressed."""

    asked = Signal(object)

    def __init__(self, theme: Theme, keys: KeyTable, parent: QWidget | None = None) -> None:
        super().__init__(theme, "②", translate("sender", "寄件人"), parent)
        self._theme = theme
        self._name = text_label("number")
        self._number = text_label("title")
        self._kind = text_label("muted", wraps=True)
        self._validity = StatusLine(theme)
        self._problems = [StatusLine(theme) for _ in range(_MOST_PROBLEMS)]
        self._same = _Question(theme, KeyButton(theme, translate("sender", "一致"), keys.label(Action.SAME_PERSON)))
        self._same.button.clicked.connect(self._ask_same_person)
        self._phone = _PhoneBox(theme, keys)
        self._again = KeyButton(theme, translate("sender", "沿用上一位"), keys.label(Action.SAME_SENDER))
        self._again.clicked.connect(self._ask_same_sender)
        self._pages = QStackedWidget()
        self._pages.addWidget(EmptyLane(theme, Icon.ID_READER, translate("sender", "把身份证放到读卡器上")))
        self._pages.addWidget(self._known_page(theme))
        self.body.addWidget(self._pages, 1)
        self.body.addWidget(self._again)

    def show_lane(self, lane: SenderLane, *, can_continue: bool) -> None:
        """Show the lane; ``can_continue`` offers the last sender."""
        self._again.setVisible(can_continue and lane.document is None)
        self._pages.setCurrentIndex(0 if lane.document is None else 1)
        if lane.document is None:
            return
        self._show_document(lane.document)
        self._same.show_answer(answered=lane.same_person, continued=lane.continued)
        self._phone.show_phone(lane)

    def _show_document(self, document: ShownDocument) -> None:
        self._name.setText(document.name)
        self._number.setText(document.number)
        self._kind.setText(f"{document_type_words(document.document_type)} · {source_words(document.source)}")
        dated = translate("sender", "有效期至 {date}")
        valid = (
            dated.format(date=document.valid_to.isoformat()) if document.valid_to else translate("sender", "长期有效")
        )
        self._validity.say(Icon.CLOCK, valid, "muted")
        for line, problem in zip(self._problems, document.problems, strict=False):
            warns = problem in WARNINGS
            line.say(Icon.WARNING if warns else Icon.STOP, words(problem).text, "warn" if warns else "bad")
        for index, line in enumerate(self._problems):
            line.setVisible(index < len(document.problems))

    def _known_page(self, theme: Theme) -> QWidget:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, theme.sizes.gap, 0, 0)
        layout.setSpacing(max(4, theme.sizes.gap // 2))
        for line in (self._name, self._number, self._kind, self._validity, *self._problems):
            layout.addWidget(line)
        layout.addSpacing(theme.sizes.gap)
        layout.addWidget(self._same)
        layout.addWidget(self._phone)
        layout.addStretch(1)
        return page

    @Slot()
    def _ask_same_person(self) -> None:
        self.asked.emit(Action.SAME_PERSON)

    @Slot()
    def _ask_same_sender(self) -> None:
        self.asked.emit(Action.SAME_SENDER)


class _Question(QFrame):
    """人证一致? with its key, or that it was answered."""

    def __init__(self, theme: Theme, button: KeyButton) -> None:
        super().__init__()
        self.setProperty("kind", "inset")
        self.button = button
        self._line = StatusLine(theme, "")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.sizes.gap, 4, 4, 4)
        layout.addWidget(self._line, 1)
        layout.addWidget(button)
        self.setMinimumHeight(theme.sizes.touch + 10)

    def show_answer(self, *, answered: bool, continued: bool) -> None:
        """Ask, or say that it was answered."""
        self.button.setVisible(not answered)
        set_look(self, "tone", "good" if answered else "next")
        if continued:
            self._line.say(Icon.CHECK_CIRCLE, translate("sender", "同一寄件人，已核对"), "good")
        elif answered:
            self._line.say(Icon.CHECK_CIRCLE, translate("sender", "人证一致，已核对"), "good")
        else:
            self._line.say(Icon.PERSON, translate("sender", "人和证件一致吗？"), "accent")


class _PhoneBox(QFrame):
    """The phone number: masked when the store has it, in clear digit by digit while it is typed."""

    def __init__(self, theme: Theme, keys: KeyTable) -> None:
        super().__init__()
        self.setProperty("kind", "inset")
        self._theme = theme
        self._erase_key = keys.label(Action.ERASE)
        self._line = StatusLine(theme)
        self._digits = text_label("large")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.sizes.gap, 4, theme.sizes.gap, 4)
        layout.setSpacing(0)
        layout.addWidget(self._line)
        layout.addWidget(self._digits)
        self.setAccessibleName(translate("sender", "手机号"))

    def show_phone(self, lane: SenderLane) -> None:
        """Show where the number stands."""
        if lane.phone_typed is not None:
            self._digits.setText(_in_groups(lane.phone_typed.ljust(PHONE_DIGITS, "–")))
            left = PHONE_DIGITS - len(lane.phone_typed)
            self._line.say(Icon.PHONE, translate("sender", "手机号，还差 {count} 位").format(count=left), "accent")
            set_look(self, "tone", "next")
            return
        self._digits.setText(_in_groups(lane.phone or ""))
        recalled = translate("sender", "手机号（上次留的，{key} 可改）")
        told = recalled if lane.phone_recalled else translate("sender", "手机号")
        self._line.say(Icon.CHECK_CIRCLE, told.format(key=self._erase_key), "good")
        set_look(self, "tone", "good")


def _in_groups(phone: str) -> str:
    """3-4-4, as everybody reads them out."""
    return f"{phone[:3]} {phone[3:7]} {phone[7:]}"
