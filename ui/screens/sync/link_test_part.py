"""The test of the link, step by step: how each came out, how long it took, and what to do."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from sync.link_test import LinkStep, StepResult
from ui.error_text import words
from ui.icons import Icon
from ui.keys import Action, KeyTable
from ui.screens.sync.state import SyncPage
from ui.screens.sync.wording import standing_look, step_words
from ui.texts import translate
from ui.theme import Theme
from ui.widgets.key_button import KeyButton
from ui.widgets.status_line import StatusLine
from ui.widgets.styling import card, set_look, text_label


class LinkTestPart(QWidget):
    """``asked`` carries the action of a button."""

    asked = Signal(object)

    def __init__(self, theme: Theme, keys: KeyTable) -> None:
        super().__init__()
        self._theme = theme
        self.begin = KeyButton(theme, translate("syncpage", "测试连接"), keys.label(Action.ANSWER), "primary")
        self.begin.clicked.connect(partial(self.asked.emit, Action.ANSWER))
        self.stop = KeyButton(theme, translate("syncpage", "停止"), keys.label(Action.CANCEL))
        self.stop.clicked.connect(partial(self.asked.emit, Action.CANCEL))
        self.hint = text_label("muted", wraps=True)
        self.rows = {step: _StepRow(theme, step) for step in LinkStep}
        self._lay_out()

    def show_state(self, state: SyncPage) -> None:
        """Show ``state``."""
        self.begin.setEnabled(not state.testing)
        self.stop.setVisible(state.testing)
        self.stop.setEnabled(not state.stopping)
        results = {result.step: result for result in state.results}
        taken = len(results)
        for place, (step, row) in enumerate(self.rows.items()):
            row.show_result(results.get(step), running=state.testing and place == taken and not state.stopping)
        self.hint.setText(_hint(state))

    def _lay_out(self) -> None:
        gap = self._theme.sizes.gap
        buttons = QHBoxLayout()
        buttons.setSpacing(gap)
        buttons.addWidget(self.begin)
        buttons.addWidget(self.stop)
        buttons.addWidget(self.hint, 1)
        inside = QWidget()
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(0, 0, gap // 2, 0)
        rows.setSpacing(gap // 2)
        for row in self.rows.values():
            rows.addWidget(row)
        rows.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(inside)
        for ground in (scroll.viewport(), inside):
            ground.setAutoFillBackground(False)
        frame = card()
        column = QVBoxLayout(frame)
        column.setContentsMargins(gap, gap, gap, gap)
        column.setSpacing(gap)
        column.addLayout(buttons)
        column.addWidget(scroll, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(frame)


class _StepRow(QFrame):
    """One step: its name and standing, what it found, and what to do."""

    def __init__(self, theme: Theme, step: LinkStep) -> None:
        super().__init__()
        self.setProperty("kind", "inset")
        gap = theme.sizes.gap
        self._standing = StatusLine(theme, "strong")
        self._standing.setMinimumWidth(theme.sizes.body * 7)
        self._ms = text_label("muted")
        self._found = text_label("", wraps=True)
        self._todo = text_label("strong", wraps=True)
        grid = QGridLayout(self)
        grid.setContentsMargins(gap, gap // 2, gap, gap // 2)
        grid.setHorizontalSpacing(gap)
        grid.setVerticalSpacing(2)
        name = text_label("strong", step_words(step))
        name.setMinimumWidth(theme.sizes.body * 6)
        grid.addWidget(name, 0, 0)
        grid.addWidget(self._standing, 0, 1)
        grid.addWidget(self._found, 0, 2)
        grid.addWidget(self._ms, 0, 3)
        grid.addWidget(self._todo, 1, 2, 1, 2)
        grid.setColumnStretch(2, 1)

    @property
    def text(self) -> str:
        """All that the row says."""
        return f"{self._standing.text} {self._found.text()} {self._todo.text()}"

    def show_result(self, result: StepResult | None, *, running: bool) -> None:
        """Show it; None before the step was taken."""
        if result is None:
            icon, word = (Icon.BUSY, translate("syncpage", "正在测")) if running else (Icon.PENDING, "")
            self._standing.say(icon, word, "accent" if running else "muted")
            for label in (self._found, self._todo, self._ms):
                label.setText("")
        else:
            word, tone, icon = standing_look(result.found.standing)
            told = words(result.found.finding, result.found.detail)
            self._standing.say(icon, word, tone)
            self._found.setText(told.text)
            self._todo.setText(told.next_step)
            set_look(self._todo, "tone", tone)
            self._ms.setText(f"{result.ms} ms" if result.ms else "")
        self._todo.setVisible(bool(self._todo.text()))


def _hint(state: SyncPage) -> str:
    if state.stopping:
        return translate("syncpage", "正在停止…")
    if state.testing:
        return translate("syncpage", "测试时照常收寄")
    return translate("syncpage", "一步一步试到省系统的路；只问不改，不影响收寄")
