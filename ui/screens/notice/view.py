"""The notice's page: the sheet as it will be on paper, and beside it what can be done with it.

Invariants:
- Every step has a key; pages are turned with Page Up and Page Down.
"""

from typing import Final, assert_never

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.error_text import words
from ui.faults import Failed
from ui.icons import Icon
from ui.keys import Action, KeyTable, is_held, key_press
from ui.screens.notice.presenter import NoticePresenter, following
from ui.screens.notice.state import Hanging, NoticePage, Told
from ui.texts import translate
from ui.theme import Theme
from ui.widgets.key_button import KeyButton
from ui.widgets.pdf_dialog import AskPath
from ui.widgets.sheet_preview import SheetPreview
from ui.widgets.status_line import StatusLine
from ui.widgets.styling import text_label

_SIDE_IN_LETTERS = 24
_FILE_NAMES: Final = {
    Hanging.NOTICE: "notice.pdf",
    Hanging.POSTER: "prohibited-goods.pdf",
    Hanging.PAPER_FORM: "paper-form.pdf",
}


class NoticeView(QWidget):
    """Draws :class:`NoticePage`."""

    def __init__(self, theme: Theme, keys: KeyTable, ask_path: AskPath) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(translate("notice_page", "告知"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._keys = keys
        self._ask_path = ask_path
        self._presenter: NoticePresenter | None = None
        self._shown: object = None
        self.preview = SheetPreview(theme)
        self._title = text_label("large", wraps=True)
        self._told = text_label("", wraps=True)
        self._by_hand = StatusLine(theme, "")
        self.answer = StatusLine(theme, "")
        self._turn = self._button(theme, Action.CONFIRM, "")
        self._print = self._button(theme, Action.PRINT_LABEL, translate("notice_page", "打印这一张"))
        self._save = self._button(theme, Action.SAVE, translate("notice_page", "存成 PDF"))
        self._lay_out(theme)
        self.show_state(NoticePage())

    def wire(self, presenter: NoticePresenter) -> None:
        """Hand what is pressed to ``presenter``."""
        self._presenter = presenter

    def show_state(self, state: NoticePage) -> None:
        """Show ``state``."""
        self._title.setText(_title_words(state.hanging))
        self._told.setText(_use_words(state.hanging))
        self._turn.set_text(translate("notice_page", "看{title}").format(title=_title_words(following(state.hanging))))
        self._by_hand.setVisible(state.by_hand and state.hanging is Hanging.NOTICE)
        self._by_hand.say(Icon.INFO, translate("notice_page", "横线处请手写：登记时没有填的内容"), "muted")
        if state.sheet is not None and state.sheet is not self._shown:
            self.preview.show_sheet(state.sheet)
        self._shown = state.sheet
        self._print.setEnabled(state.sheet is not None)
        self._save.setEnabled(state.sheet is not None)
        self._show_answer(state)

    def showEvent(self, event: QShowEvent, /) -> None:  # noqa: N802 - Qt's name
        """The page of the rules in force, and the keys on it."""
        super().showEvent(event)
        self.preview.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._presenter is not None:
            self._presenter.shown()

    def keyPressEvent(self, event: QKeyEvent, /) -> None:  # noqa: N802 - Qt's name
        """The page's own keys."""
        action = self._keys.action_of(key_press(event).name)
        if action is None or is_held(event) or not self._perform(action):
            super().keyPressEvent(event)

    @Slot(object)
    def _perform(self, action: Action) -> bool:
        if self._presenter is None:
            return False
        if action is Action.SAVE:
            self._presenter.save(self._ask_path(self, _FILE_NAMES[self._presenter.hanging]))
            return True
        return self._presenter.perform(action)

    def _show_answer(self, state: NoticePage) -> None:
        self.answer.setVisible(state.answer is not None)
        match state.answer:
            case None:
                pass
            case Told.PRINTED:
                self.answer.say(Icon.CHECK_CIRCLE, translate("notice_page", "已送到打印机"), "good")
            case Told.SAVED:
                self.answer.say(Icon.CHECK_CIRCLE, translate("notice_page", "已存成 PDF"), "good")
            case Failed(fault, detail):
                self.answer.say(Icon.WARNING, str(words(fault, detail, self._keys)), "warn")
            case _:
                assert_never(state.answer)

    def _button(self, theme: Theme, action: Action, text: str) -> KeyButton:
        button = KeyButton(theme, text, self._keys.label(action))
        button.clicked.connect(lambda: self._perform(action))
        return button

    def _lay_out(self, theme: Theme) -> None:
        gap = theme.sizes.gap
        side = QWidget()
        side.setFixedWidth(theme.sizes.body * _SIDE_IN_LETTERS)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap)
        for part in (self._title, self._told, self._turn, self._print, self._save, self._by_hand, self.answer):
            column.addWidget(part)
        column.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(gap * 2, gap, gap * 2, gap)
        layout.setSpacing(gap * 2)
        layout.addWidget(side)
        layout.addWidget(self.preview, 1)


def _title_words(hanging: Hanging) -> str:
    return {
        Hanging.NOTICE: translate("notice_page", "个人信息处理告知书"),
        Hanging.POSTER: translate("notice_page", "禁寄物品公示"),
        Hanging.PAPER_FORM: translate("notice_page", "纸质受理单"),
    }[hanging]


def _use_words(hanging: Hanging) -> str:
    return {
        Hanging.NOTICE: translate(
            "notice_page", "贴在柜台，或打印一张交给寄件人：谁在处理、为什么、保存多久、有什么权利"
        ),
        Hanging.POSTER: translate("notice_page", "贴在柜台看得见的地方；文字来自现行规则包"),
        Hanging.PAPER_FORM: translate(
            "notice_page", "提前打印备在柜台：电脑不能用时一件一张照填，恢复后在“中断”页补录"
        ),
    }[hanging]
