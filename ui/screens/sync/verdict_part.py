"""The left of the sync page: one large word with its reason, the books, and how the backlog goes down."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QProgressBar, QScrollArea, QVBoxLayout, QWidget

from app.domain.link_history import peak
from app.usecases.sync_results import SyncBoard
from ui.keys import Action, KeyTable
from ui.screens.sync.state import SyncPage
from ui.screens.sync.wording import (
    Local,
    books_words,
    last_words,
    photo_words,
    photos_left,
    records_left,
    verdict,
)
from ui.status_words import sum_words
from ui.texts import translate
from ui.theme import Theme
from ui.widgets.icon_label import IconLabel
from ui.widgets.key_button import KeyButton
from ui.widgets.styling import card, set_look, text_label

_STEPS = 1000


class VerdictPart(QWidget):
    """``asked`` carries the action of a button."""

    asked = Signal(object)

    def __init__(self, theme: Theme, keys: KeyTable, local: Local) -> None:
        super().__init__()
        self._theme = theme
        self._local = local
        self._icon = IconLabel(theme, theme.sizes.huge)
        self.word = text_label("huge")
        self.why = text_label("strong", wraps=True)
        self.todo = text_label("", wraps=True)
        self.sum = text_label("", wraps=True)
        self.books = text_label("muted", wraps=True)
        self.last = text_label("muted", wraps=True)
        self.photo = text_label("muted", wraps=True)
        self.records_left = text_label("", wraps=True)
        self.photos_left = text_label("", wraps=True)
        self.progress = QProgressBar()
        self.progress.setRange(0, _STEPS)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(translate("syncpage", "补传进度"))
        self.repair = self._button(keys, Action.REPAIR_PAGE, translate("syncpage", "待修正"))
        self.outages = self._button(keys, Action.OUTAGES_PAGE, translate("syncpage", "中断和报告"))
        self.pause = self._button(keys, Action.CONFIRM, translate("syncpage", "暂停上传"))
        self.send = self._button(keys, Action.FINISH, translate("syncpage", "马上上传"))
        self._lay_out(theme)

    def show_state(self, state: SyncPage) -> None:
        """Show ``state``."""
        told = verdict(state, self._local)
        self._icon.show_icon(told.icon, getattr(self._theme.palette, told.tone))
        self.word.setText(told.word)
        set_look(self.word, "tone", told.tone)
        self.why.setText(told.why)
        self.todo.setText(told.todo)
        self.books.setText(books_words(state.books, self._local))
        self.last.setText(last_words(state, self._local))
        self.pause.setEnabled(state.board is not None and not state.busy)
        if state.board is not None:
            self._show_board(state.board)

    def _show_board(self, board: SyncBoard) -> None:
        counts = board.counts
        self.sum.setText(sum_words(counts))
        self.photo.setText(photo_words(board))
        returned = counts.rejected + counts.evidence_rejected
        name = translate("syncpage", "待修正")
        self.repair.set_text(f"{name} ({returned})" if returned else name)
        self.pause.set_text(
            translate("syncpage", "暂停上传") if board.pause is None else translate("syncpage", "继续上传")
        )
        self.records_left.setText(records_left(board))
        self.photos_left.setText(photos_left(board))
        most = peak(board.samples, counts.waiting)
        self.progress.setVisible(most > 0 and counts.waiting > 0)
        self.progress.setValue(round(_STEPS * (most - counts.waiting) / most) if most else 0)

    def _button(self, keys: KeyTable, action: Action, text: str) -> KeyButton:
        button = KeyButton(self._theme, text, keys.label(action), tight=True)
        button.clicked.connect(partial(self.asked.emit, action))
        return button

    def _lay_out(self, theme: Theme) -> None:
        gap = theme.sizes.gap
        head = QHBoxLayout()
        head.setSpacing(gap)
        head.addWidget(self._icon)
        head.addWidget(self.word, 1)
        first = self._card(
            head, self.why, self.todo, self.sum, self.books, self.last, _row(gap, self.repair, self.outages)
        )
        second = self._card(
            text_label("strong", translate("syncpage", "补传进度")),
            self.records_left,
            self.photos_left,
            self.progress,
            self.photo,
            _row(gap, self.pause, self.send),
        )
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap)
        column.addWidget(first)
        column.addWidget(second)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(inside)
        for ground in (scroll.viewport(), inside):
            ground.setAutoFillBackground(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll)

    def _card(self, *parts: QWidget | QLayout) -> QFrame:
        gap = self._theme.sizes.gap
        frame = card()
        column = QVBoxLayout(frame)
        column.setContentsMargins(gap * 2, gap, gap * 2, gap)
        column.setSpacing(gap // 2)
        for part in parts:
            if isinstance(part, QWidget):
                column.addWidget(part)
            else:
                column.addLayout(part)
        return frame


def _row(gap: int, *buttons: KeyButton) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(gap)
    for button in buttons:
        row.addWidget(button)
    row.addStretch(1)
    return row
