"""The practice page: what is seen and said on the left, what to do and why on the right.

Invariants:
- Digits answer, Enter goes on, Esc leaves: everything works without a mouse.
"""

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.policy import Policy
from app.domain.practice import MOST_ANSWERS, PracticeCase
from ui.error_text import words
from ui.icons import Icon
from ui.keys import Action, KeyTable, is_held, key_press
from ui.screens.practice.presenter import PracticePresenter
from ui.screens.practice.state import PracticePage
from ui.screens.practice.wording import answer_words, case_words, law_words, score_words, verdict_words
from ui.texts import translate
from ui.theme import Theme
from ui.widgets.jpeg_picture import JpegPicture
from ui.widgets.key_button import KeyButton
from ui.widgets.status_line import StatusLine
from ui.widgets.styling import card, text_label

_PICTURE = QSize(640, 360)


class PracticeView(QWidget):
    """Draws :class:`PracticePage`. ``left`` tells that somebody goes back to the counter."""

    left = Signal()

    def __init__(self, theme: Theme, policy: Policy, keys: KeyTable) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(translate("practice", "练习题"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._policy, self._keys = policy, keys
        self._presenter: PracticePresenter | None = None
        self._title = text_label("large", translate("practice", "练习题"))
        self._score = text_label("muted")
        self.picture = JpegPicture(theme, translate("practice", "箱子里的样子"), "", _PICTURE)
        self._seen = text_label("title", wraps=True)
        self._said = text_label("", wraps=True)
        self._seen_side = self._column(theme.sizes.gap, self.picture, self._seen, self._said)
        self._question = text_label("title", translate("practice", "怎么办？"))
        self.answers = [KeyButton(theme, "", str(place + 1)) for place in range(MOST_ANSWERS)]
        self.verdict = StatusLine(theme, "title")
        self._why = text_label("", wraps=True)
        self._law = text_label("muted", wraps=True)
        self._next = KeyButton(theme, translate("practice", "下一题"), keys.label(Action.FINISH), "primary")
        self._back = KeyButton(theme, translate("practice", "回到柜台"), keys.label(Action.CANCEL))
        self._back.clicked.connect(self.left)
        self._lay_out(theme)
        self.show_state(PracticePage())

    def wire(self, presenter: PracticePresenter) -> None:
        """Hand answers to ``presenter``. Once."""
        self._presenter = presenter
        for place, button in enumerate(self.answers):
            button.clicked.connect(partial(presenter.answer, place))
        self._next.clicked.connect(presenter.go_on)

    def show_state(self, state: PracticePage) -> None:
        """Show ``state``."""
        numbered = translate("practice", "第 {number} 题 / 共 {count} 题 · 已答对 {right}")
        self._score.setText(numbered.format(number=state.number, count=state.count, right=state.right))
        self._score.setVisible(state.case is not None)
        for part in (self._seen_side, self._question):
            part.setVisible(state.case is not None)
        if state.case is not None:
            self._show_case(state, state.case)
        self._show_answers(state)
        self._show_verdict(state)
        again = translate("practice", "再来一轮") if state.finished else translate("practice", "下一题")
        self._next.set_text(again)
        self._next.setVisible(state.chosen is not None or (state.finished and state.count > 0))

    def showEvent(self, event: QShowEvent, /) -> None:  # noqa: N802 - Qt's name
        """The keys are the page's."""
        super().showEvent(event)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._presenter is not None:
            self._presenter.shown()

    def keyPressEvent(self, event: QKeyEvent, /) -> None:  # noqa: N802 - Qt's name
        """Digits, Enter and Esc; the rest is the window's."""
        pressed = key_press(event)
        if self._keys.action_of(pressed.name) is Action.CANCEL:
            self.left.emit()
        elif is_held(event) or self._presenter is None or not self._presenter.press(pressed):
            super().keyPressEvent(event)

    def _show_case(self, state: PracticePage, case: PracticeCase) -> None:
        told = case_words(case)
        waiting = (
            translate("practice", "正在画…") if case.picture is not None else translate("practice", "这一题没有图")
        )
        self.picture.show_jpeg(state.picture, waiting)
        self._seen.setText(told.seen)
        self._said.setText(translate("practice", "寄件人说：{words}").format(words=told.said))

    def _show_answers(self, state: PracticePage) -> None:
        for place, button in enumerate(self.answers):
            there = place < len(state.answers)
            button.setVisible(there)
            if there and state.case is not None:
                answer = state.answers[place]
                button.set_text(answer_words(answer, self._policy))
                button.set_chosen(state.chosen is not None and answer == state.case.right)
                button.setEnabled(state.chosen is None or answer in (state.chosen, state.case.right))

    def _show_verdict(self, state: PracticePage) -> None:
        answered = state.case is not None and state.chosen is not None
        self.verdict.setVisible(answered or state.finished or state.problem is not None)
        for part in (self._why, self._law):
            part.setVisible(answered)
        if state.case is not None and state.chosen is not None:
            is_right = state.chosen == state.case.right
            icon = Icon.CHECK_CIRCLE if is_right else Icon.STOP
            tone = "good" if is_right else "bad"
            self.verdict.say(icon, verdict_words(state.chosen, state.case, self._policy), tone)
            self._why.setText(case_words(state.case).why)
            self._law.setText(law_words(state.case.law))
        elif state.finished:
            self.verdict.say(Icon.CHECK_CIRCLE, score_words(state.right, state.count), "accent")
        elif state.problem is not None:
            self.verdict.say(Icon.WARNING, str(words(state.problem.fault, state.problem.detail, self._keys)), "warn")

    def _lay_out(self, theme: Theme) -> None:
        gap = theme.sizes.gap
        head = QHBoxLayout()
        head.setSpacing(gap * 2)
        head.addWidget(self._title)
        head.addWidget(self._score)
        head.addStretch(1)
        head.addWidget(self._back)
        right = self._column(gap, self._question, *self.answers, self.verdict, self._why, self._law)
        right_column = right.layout()
        if isinstance(right_column, QVBoxLayout):
            right_column.addWidget(self._next, 0, Qt.AlignmentFlag.AlignLeft)
            right_column.addStretch(1)
        left_column = self._seen_side.layout()
        if isinstance(left_column, QVBoxLayout):
            left_column.setStretch(0, 1)
        body = QHBoxLayout()
        body.setSpacing(gap)
        body.addWidget(self._seen_side, 1)
        body.addWidget(right, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(gap * 2, gap, gap * 2, gap)
        layout.setSpacing(gap)
        layout.addLayout(head)
        layout.addLayout(body, 1)

    @staticmethod
    def _column(gap: int, *parts: QWidget) -> QFrame:
        frame = card()
        column = QVBoxLayout(frame)
        column.setContentsMargins(gap * 2, gap * 2, gap * 2, gap * 2)
        column.setSpacing(gap)
        for part in parts:
            column.addWidget(part)
        return frame
