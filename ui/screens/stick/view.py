"""The stick's page: three things to do, what each is for, and how far the one under way is.

Invariants:
- Every step has a key. Escape stops what is under way, or goes back to the records.
"""

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from app.usecases.stick_results import CarriedStick, ReceivedStick, WrittenStick
from ui.faults import Failed
from ui.icons import Icon
from ui.keys import Action, KeyTable, is_held, key_press
from ui.screens.stick.presenter import StickPresenter
from ui.screens.stick.state import StickPage, StickTask
from ui.screens.stick.wording import answer_words, explanation_of, progress_words, title_of, waiting_words
from ui.texts import translate
from ui.theme import Theme
from ui.widgets.key_button import KeyButton
from ui.widgets.status_line import StatusLine
from ui.widgets.stick_dialog import AskFolder
from ui.widgets.styling import card, text_label

_KEYS = {Action.SAVE: StickTask.WRITE, Action.CARRY: StickTask.CARRY, Action.TAKE_RECEIPTS: StickTask.RECEIVE}
_TICK_MS = 200
_STEPS = 1000


class StickView(QWidget):
    """Draws :class:`StickPage`. ``left`` asks for the records."""

    left = Signal()

    def __init__(self, theme: Theme, keys: KeyTable, ask_folder: AskFolder) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(translate("stick", "U 盘"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._keys = keys
        self._ask_folder = ask_folder
        self._presenter: StickPresenter | None = None
        self._busy = False
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)
        self.waiting = text_label("muted")
        self.buttons = {task: self._button(theme, action, task) for action, task in _KEYS.items()}
        self.back = KeyButton(theme, "", keys.label(Action.CANCEL))
        self.back.clicked.connect(self._cancel)
        self.progress = QProgressBar()
        self.progress.setRange(0, _STEPS)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(translate("stick", "进度"))
        self.so_far = text_label("")
        self.answer = StatusLine(theme, "")
        self._lay_out(theme)
        self.show_state(StickPage())

    def wire(self, presenter: StickPresenter) -> None:
        """Hand what is pressed to ``presenter``."""
        self._presenter = presenter

    def show_state(self, state: StickPage) -> None:
        """Show ``state``."""
        self._busy = state.busy is not None
        self.waiting.setText(waiting_words(state.counts))
        for task, button in self.buttons.items():
            button.setEnabled(not self._busy)
            button.set_chosen(task is state.busy)
        self.back.set_text(translate("stick", "停止") if self._busy else translate("stick", "回到记录"))
        self.back.setEnabled(not state.stopping)
        self.progress.setVisible(self._busy)
        self.so_far.setVisible(self._busy)
        self.progress.setValue(round(_STEPS * state.done / state.total) if state.total else 0)
        self.so_far.setText(progress_words(state))
        self._show_answer(state)
        if self._busy and not self._timer.isActive():
            self._timer.start()
        elif not self._busy:
            self._timer.stop()

    def showEvent(self, event: QShowEvent, /) -> None:  # noqa: N802 - Qt's name
        """What waits now, and the keys on the page."""
        super().showEvent(event)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._presenter is not None:
            self._presenter.shown()

    def keyPressEvent(self, event: QKeyEvent, /) -> None:  # noqa: N802 - Qt's name
        """The page's own keys."""
        # Who holds Escape to stop a task has not asked to leave the page.
        action = None if is_held(event) else self._keys.action_of(key_press(event).name)
        if action is Action.CANCEL:
            self._cancel()
        elif action in _KEYS:
            self._begin(_KEYS[action])
        else:
            super().keyPressEvent(event)

    def _begin(self, task: StickTask) -> None:
        if self._presenter is not None and not self._busy:
            self._presenter.begin(task, self._ask_folder(self))

    @Slot()
    def _cancel(self) -> None:
        if self._busy and self._presenter is not None:
            self._presenter.stop()
        elif not self._busy:
            self.left.emit()

    @Slot()
    def _tick(self) -> None:
        if self._presenter is not None:
            self._presenter.tick()

    def _show_answer(self, state: StickPage) -> None:
        self.answer.setVisible(state.answer is not None)
        match state.answer:
            case None:
                return
            case Failed():
                look, tone = Icon.WARNING, "warn"
            case WrittenStick(left_out=flaws):
                look, tone = (Icon.WARNING, "warn") if flaws else (Icon.CHECK_CIRCLE, "good")
            case CarriedStick(refused=refused) | ReceivedStick(refused=refused):
                look, tone = (Icon.WARNING, "warn") if refused else (Icon.CHECK_CIRCLE, "good")
        self.answer.say(look, answer_words(state.answer, self._keys), tone)

    def _button(self, theme: Theme, action: Action, task: StickTask) -> KeyButton:
        button = KeyButton(theme, title_of(task), self._keys.label(action))
        button.clicked.connect(partial(self._begin, task))
        return button

    def _lay_out(self, theme: Theme) -> None:
        gap = theme.sizes.gap
        layout = QVBoxLayout(self)
        layout.setContentsMargins(gap * 2, gap, gap * 2, gap)
        layout.setSpacing(gap)
        layout.addWidget(text_label("large", translate("stick", "没有网络时，用 U 盘传")))
        layout.addWidget(self.waiting)
        for task, button in self.buttons.items():
            frame = card()
            inner = QVBoxLayout(frame)
            inner.setContentsMargins(gap * 2, gap, gap * 2, gap)
            inner.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            inner.addWidget(text_label("small", explanation_of(task), wraps=True))
            layout.addWidget(frame)
        for part in (self.progress, self.so_far, self.answer):
            layout.addWidget(part)
        layout.addStretch(1)
        layout.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
