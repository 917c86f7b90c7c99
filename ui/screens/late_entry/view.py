"""The late entry page: the head of a paper form and the supervisor's word on one card.

Invariants:
- Enter goes to the next field and from the last one sends; Esc leaves. Every reason has a digit.
- A PIN stays in no field that nobody sees.
"""

from datetime import UTC, datetime
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.clerk import ClerkNumber
from app.domain.late_entry import MAX_FORM_NUMBER, LateProblem, PaperForm
from app.domain.policy import Policy
from app.usecases.supervisor_words import Credentials
from ui.error_text import words
from ui.icons import Icon
from ui.keys import Action, KeyTable, is_held, key_press
from ui.language import label_of
from ui.screens.late_entry.presenter import LateEntryPresenter
from ui.screens.late_entry.state import LateEntryPage
from ui.texts import translate
from ui.theme import Theme
from ui.widgets.key_button import KeyButton
from ui.widgets.panel_fields import CodeField, SecretField
from ui.widgets.status_line import StatusLine
from ui.widgets.styling import card, set_look, text_label
from ui.widgets.time_field import shown_time, time_field, typed_time
from ui.wording.outages import Local

_LONGEST_NUMBER, _LONGEST_PIN = 16, 12
_EPOCH: Final = datetime(2026, 1, 1, tzinfo=UTC)
_TIMES: Final = (LateProblem.FUTURE, LateProblem.TOO_OLD, LateProblem.OUTSIDE)
_NUMBERS: Final = (LateProblem.FORM_NUMBER, LateProblem.FORM_USED)


class LateEntryView(QWidget):
    """Draws :class:`LateEntryPage`. ``entered``: the counter is open for the form; ``left``: back to where it began."""

    entered = Signal()
    left = Signal()

    def __init__(self, theme: Theme, policy: Policy, keys: KeyTable, local: Local) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(translate("late_entry", "补录"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._keys = keys
        self._local = local
        self._presenter: LateEntryPresenter | None = None
        self._number = -1
        self.accepted_at = time_field(theme, translate("late_entry", "纸质受理时间"))
        self.form_number = CodeField(translate("late_entry", "纸单单号"), MAX_FORM_NUMBER)
        self.accepted_by = CodeField(translate("late_entry", "经手人工号"), _LONGEST_NUMBER)
        self.supervisor = CodeField(translate("late_entry", "站长工号"), _LONGEST_NUMBER)
        self.pin = SecretField(translate("late_entry", "站长口令"), _LONGEST_PIN)
        self.reasons = {
            choice.code: KeyButton(theme, label_of(choice), choice.key, tight=True)
            for choice in policy.interruption.late_entry.reasons
        }
        self._said = StatusLine(theme, "")
        self._go = KeyButton(theme, translate("late_entry", "开始补录"), keys.label(Action.SAVE), "primary")
        self._back = KeyButton(theme, translate("panel", "返回"), keys.label(Action.CANCEL))
        self._connect()
        self._lay_out(theme)
        self.show_state(LateEntryPage())

    def wire(self, presenter: LateEntryPresenter) -> None:
        """Hand what is pressed and typed to ``presenter``. Once."""
        self._presenter = presenter
        for code, button in self.reasons.items():
            button.clicked.connect(partial(presenter.choose_reason, code))

    def show_state(self, state: LateEntryPage) -> None:
        """Show ``state``, whole."""
        if state.number != self._number:
            self._number = state.number
            self._fill(state)
        for code, button in self.reasons.items():
            button.set_chosen(code == state.reason)
        self._go.setEnabled(not state.busy)
        for field, problems in (
            (self.accepted_at, _TIMES),
            (self.form_number, _NUMBERS),
            (self.accepted_by, (LateProblem.ACCEPTED_BY,)),
        ):
            set_look(field, "wrong", "true" if state.wrong in problems else "false")
        if state.said is not None:
            self._said.say(Icon.WARNING, str(words(state.said.fault, state.said.detail, self._keys)), "warn")
        else:
            told = translate("late_entry", "一张纸单补录一件；证件、验视、登记一项不减。空白纸单在“告知”页打印")
            self._said.say(Icon.INFO, told, "muted")

    def enter_counter(self) -> None:
        """The counter is open for the form."""
        self.entered.emit()

    def showEvent(self, event: QShowEvent, /) -> None:  # noqa: N802 - Qt's name
        """The keys on the first field."""
        super().showEvent(event)
        self.accepted_at.setFocus(Qt.FocusReason.OtherFocusReason)

    def hideEvent(self, event: QHideEvent, /) -> None:  # noqa: N802 - Qt's name
        """Nothing of the supervisor stays."""
        self.pin.clear()
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent, /) -> None:  # noqa: N802 - Qt's name
        """The page's own keys."""
        press = key_press(event)
        action = self._keys.action_of(press.name)
        if is_held(event) or self._presenter is None:
            super().keyPressEvent(event)
        elif action is Action.SAVE:
            self._submit()
        elif action is Action.CANCEL:
            self.left.emit()
        elif action is Action.FINISH:
            self.focusNextChild()
        elif not self._presenter.pick(press.character):
            super().keyPressEvent(event)

    @Slot()
    def _submit(self) -> None:
        if self._presenter is None:
            return
        zone = self._local(_EPOCH).tzinfo
        paper = PaperForm(
            accepted_at=typed_time(self.accepted_at).replace(tzinfo=zone).astimezone(UTC),
            accepted_by=ClerkNumber(self.accepted_by.text().strip()),
            form_number=self.form_number.text().strip(),
            reason="",
        )
        who = Credentials(self.supervisor.text().strip(), self.pin.text())
        self.pin.clear()
        self._presenter.submit(paper, who)

    @Slot()
    def _to_reasons(self) -> None:
        """The digits pick a reason now."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self, state: LateEntryPage) -> None:
        if state.accepted_at is not None:
            self.accepted_at.setDateTime(shown_time(self._local(state.accepted_at)))
        self.accepted_by.setText(state.accepted_by)
        for field in (self.form_number, self.supervisor, self.pin):
            field.clear()

    def _connect(self) -> None:
        for field in (self.form_number, self.accepted_by, self.supervisor, self.pin):
            field.left.connect(self.left)
        self.form_number.entered.connect(self.accepted_by.setFocus)
        self.accepted_by.entered.connect(self._to_reasons)
        self.supervisor.entered.connect(self.pin.setFocus)
        self.pin.entered.connect(self._submit)
        self._go.clicked.connect(self._submit)
        self._back.clicked.connect(self.left)

    def _lay_out(self, theme: Theme) -> None:
        gap = theme.sizes.gap
        grid = QGridLayout()
        grid.setHorizontalSpacing(gap * 2)
        grid.setVerticalSpacing(gap)
        labelled = (
            (translate("late_entry", "纸质受理时间"), self.accepted_at),
            (translate("late_entry", "纸单单号"), self.form_number),
            (translate("late_entry", "经手人工号"), self.accepted_by),
            (translate("late_entry", "原因"), self._reason_row(theme)),
            (translate("late_entry", "站长工号"), self.supervisor),
            (translate("late_entry", "站长口令"), self.pin),
        )
        for row, (label, part) in enumerate(labelled):
            grid.addWidget(text_label("", label), row, 0)
            grid.addWidget(part, row, 1)
            part.setMinimumHeight(theme.sizes.touch)
        grid.setColumnStretch(1, 1)
        foot = QHBoxLayout()
        foot.setSpacing(gap)
        foot.addWidget(self._said, 1)
        foot.addWidget(self._back)
        foot.addWidget(self._go)
        frame = card()
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(gap * 2, gap * 2, gap * 2, gap)
        inside.setSpacing(gap * 2)
        inside.addLayout(grid)
        inside.addStretch(1)
        inside.addLayout(foot)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(gap * 2, gap, gap * 2, gap)
        layout.setSpacing(gap)
        layout.addWidget(text_label("large", translate("late_entry", "补录：电脑不能用时在纸单上受理的件")))
        layout.addWidget(frame, 1)

    def _reason_row(self, theme: Theme) -> QWidget:
        row = QWidget()
        buttons = QHBoxLayout(row)
        buttons.setContentsMargins(0, 0, 0, 0)
        buttons.setSpacing(theme.sizes.gap // 2)
        for button in self.reasons.values():
            buttons.addWidget(button)
        buttons.addStretch(1)
        return row
