"""The province's news (Ctrl+0): ages and the list on the left, the words on the right.

Invariants:
- The page itself has the keys: Up and Down go through the list, Page Up and Page Down through the words, the confirming
  key goes on through them and confirms at their end. Before a shift Up and Down go through the words, too.
- Rows are rebuilt only when they differ, so that what is chosen stays chosen.
"""

from datetime import datetime
from functools import partial
from typing import assert_never

from PySide6.QtCore import QModelIndex, Qt, Slot
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.error_text import words
from ui.faults import Failed
from ui.icons import Icon
from ui.keys import Action, KeyTable, is_held, key_press
from ui.models.identified_rows import fill_rows, id_at, rows_model, select_row
from ui.screens.province_news.ages_part import AgesPart
from ui.screens.province_news.presenter import NewsPresenter
from ui.screens.province_news.state import NewsHint, NewsPage, clash_id, notice_id
from ui.screens.province_news.wording import (
    Local,
    clash_title,
    clash_words,
    head_words,
    hint_words,
    notice_facts,
    notice_state,
    notice_title,
)
from ui.screens.province_news.words_part import WordsPart
from ui.texts import translate
from ui.theme import Theme
from ui.widgets.key_button import KeyButton
from ui.widgets.list_table import ListTable, set_columns
from ui.widgets.status_line import StatusLine
from ui.widgets.styling import set_look, text_label


class NewsView(QWidget):
    """Draws :class:`NewsPage`."""

    def __init__(self, theme: Theme, keys: KeyTable, local: Local) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(translate("province_news", "省局通知"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._keys = keys
        self._local = local
        self._presenter: NewsPresenter | None = None
        self._state = NewsPage()
        self._head = text_label("large")
        self.ages = AgesPart(theme)
        self.list = ListTable(theme)
        self._model = rows_model(
            translate("province_news", "标题"), translate("province_news", "发出"), translate("province_news", "状态")
        )
        self.words = WordsPart(theme)
        self.line = StatusLine(theme, "")
        self._confirm = self._button(theme, Action.CONFIRM, "", "primary")
        self._take = self._button(theme, Action.SAVE, translate("province_news", "采用省局的登记"))
        self._set_up_list(theme)
        self._lay_out(theme)
        self.words.moved.connect(self._show_buttons)
        self.show_state(self._state)

    def wire(self, presenter: NewsPresenter) -> None:
        """Hand what is pressed to ``presenter``. Once."""
        self._presenter = presenter

    def show_state(self, state: NewsPage) -> None:
        """Show ``state``, whole."""
        self._state = state
        self._head.setText(head_words(state))
        set_look(self._head, "tone", "warn" if state.before_shift else "")
        if state.board is not None:
            self.ages.show_board(state.board)
            fill_rows(self._model, self._rows(state))
            select_row(self.list, self._model, state.chosen)
        self.list.setEnabled(not state.before_shift)
        self._show_words(state)
        self._show_said(state)
        self._show_buttons()

    def turn_page(self) -> None:
        """Go on reading."""
        self.words.turn_page()

    def showEvent(self, event: QShowEvent, /) -> None:  # noqa: N802 - Qt's name
        """As things stand now, and the keys on the page."""
        super().showEvent(event)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._presenter is not None:
            self._presenter.shown()

    def keyPressEvent(self, event: QKeyEvent, /) -> None:  # noqa: N802 - Qt's name
        """The page's own keys."""
        if not self._moves(event) and (is_held(event) or not self._perform(self._action_of(event))):
            super().keyPressEvent(event)

    def _action_of(self, event: QKeyEvent) -> Action | None:
        return self._keys.action_of(key_press(event).name)

    def _moves(self, event: QKeyEvent) -> bool:
        match event.key():
            case Qt.Key.Key_Up | Qt.Key.Key_Down:
                by = 1 if event.key() == Qt.Key.Key_Down else -1
                if self._state.before_shift:
                    self.words.scroll_lines(by)
                elif self._presenter is not None:
                    self._presenter.step(by)
            case Qt.Key.Key_PageUp:
                self.words.turn_page(-1)
            case Qt.Key.Key_PageDown:
                self.words.turn_page()
            case _:
                return False
        return True

    def _perform(self, action: Action | None) -> bool:
        if self._presenter is None or action is None:
            return False
        return self._presenter.perform(action, at_end=self.words.at_end)

    def _rows(self, state: NewsPage) -> list[tuple[str, tuple[str, ...]]]:
        board, now = state.board, state.now
        if board is None or now is None:
            return []
        decide = translate("province_news", "待站长定")
        clashes = [(clash_id(one), (clash_title(one), self._day(one.told.issued_at), decide)) for one in board.clashes]
        notices = [
            (notice_id(one), (notice_title(one), self._day(one.told.issued_at), notice_state(one, state.clerk, now)))
            for one in board.notices
        ]
        return [*clashes, *notices]

    def _show_words(self, state: NewsPage) -> None:
        notice, clash = state.notice, state.clash
        if notice is not None:
            facts = notice_facts(notice, self._local)
            self.words.show_words(state.chosen, notice_title(notice), facts, notice.words.text)
        elif clash is not None:
            self.words.show_words(state.chosen, clash_title(clash), "", clash_words(clash, self._keys))
        else:
            self.words.show_words(None, translate("province_news", "省局还没有通知"), "", "")

    @Slot()
    def _show_buttons(self) -> None:
        state = self._state
        self._confirm.setVisible(state.notice is not None and (state.is_to_be_read or not self.words.at_end))
        self._confirm.setEnabled(not state.busy)
        ending = self.words.at_end and state.is_to_be_read
        self._confirm.set_text(
            translate("province_news", "已读完，确认") if ending else translate("province_news", "往下看")
        )
        self._take.setVisible(state.clash is not None)
        self._take.setEnabled(not state.busy and state.clash is not None and state.clash.may_be_taken)

    def _show_said(self, state: NewsPage) -> None:
        match state.said:
            case None:
                self.line.say(Icon.INFO, self._standing_words(state), "muted")
            case Failed(fault, detail):
                self.line.say(Icon.WARNING, str(words(fault, detail, self._keys)), "warn")
            case NewsHint():
                text, good = hint_words(state.said, self._keys)
                self.line.say(Icon.CHECK_CIRCLE if good else Icon.WARNING, text, "good" if good else "warn")
            case _:
                assert_never(state.said)

    def _standing_words(self, state: NewsPage) -> str:
        if state.before_shift:
            told = translate("province_news", "读到末尾再确认；扫到的单号和证件不会丢，遇危险情况随时按 {incident}")
            return told.format(incident=self._keys.label(Action.INCIDENT))
        if state.board is not None and state.board.unreadable:
            told = translate("province_news", "有 {count} 条消息本程序版本读不懂，已原样保存；请技术员升级")
            return told.format(count=state.board.unreadable)
        return translate("province_news", "省局签名的消息，断网时按最近一次问到的为准")

    def _day(self, moment: datetime) -> str:
        return f"{self._local(moment):%m-%d}"

    def _button(self, theme: Theme, action: Action, text: str, kind: str = "plain") -> KeyButton:
        button = KeyButton(theme, text, self._keys.label(action), kind, tight=True)
        button.clicked.connect(partial(self._perform, action))
        return button

    def _set_up_list(self, theme: Theme) -> None:
        self.list.setModel(self._model)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName(translate("province_news", "通知和客户冲突"))
        states = [translate("province_news", "待站长定"), translate("province_news", "供参考")]
        set_columns(self.list, theme, {1: ["00-00"], 2: states}, rest=0, iconed=-1, gaps=4)
        self.list.selectionModel().currentRowChanged.connect(self._chosen)

    @Slot(QModelIndex)
    def _chosen(self, current: QModelIndex) -> None:
        found = id_at(self._model, current)
        if found is not None and self._presenter is not None:
            self._presenter.choose(found)

    def _lay_out(self, theme: Theme) -> None:
        gap = theme.sizes.gap
        left = QVBoxLayout()
        left.setSpacing(gap)
        left.addWidget(self.ages.card)
        left.addWidget(self.list, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(gap)
        buttons.addWidget(self.line, 1)
        buttons.addWidget(self._take)
        buttons.addWidget(self._confirm)
        right = QVBoxLayout()
        right.setSpacing(gap)
        right.addWidget(self.words, 1)
        right.addLayout(buttons)
        both = QHBoxLayout()
        both.setSpacing(gap * 2)
        both.addLayout(left, 5)
        both.addLayout(right, 6)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(gap * 2, gap, gap * 2, gap)
        layout.setSpacing(gap)
        layout.addWidget(self._head)
        layout.addLayout(both, 1)
