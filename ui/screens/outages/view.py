"""The interruptions page (F10): the risk beside the timeline, and in the timeline's place a notice or report.

Invariants:
- Every step has a key, shown on its button.
- There is no button that lets a check of a parcel go.
"""

from functools import partial
from typing import assert_never

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.domain.policy import Policy
from ui.error_text import words
from ui.faults import Failed
from ui.icons import Icon
from ui.keys import Action, KeyPress, KeyTable, is_held, key_press
from ui.screens.outages.form_part import OutageFormPart
from ui.screens.outages.presenter import OutagesPresenter
from ui.screens.outages.risk_part import RiskPart
from ui.screens.outages.state import OutageHint, OutagesPage
from ui.screens.outages.timeline_part import TimelinePart
from ui.texts import translate
from ui.theme import Theme
from ui.widgets.key_button import KeyButton
from ui.widgets.pdf_dialog import AskPath
from ui.widgets.status_line import StatusLine
from ui.widgets.styling import text_label
from ui.wording.outages import Local


class OutagesView(QWidget):
    """Draws :class:`OutagesPage`. ``late_asked``: a parcel was accepted on paper, and is to be typed in."""

    late_asked = Signal()

    def __init__(self, theme: Theme, policy: Policy, keys: KeyTable, local: Local, ask_path: AskPath) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(translate("outages", "数据中断"))
        self._keys = keys
        self._ask_path = ask_path
        self._presenter: OutagesPresenter | None = None
        self.risk = RiskPart(theme, local)
        self.timeline = TimelinePart(theme, policy, local)
        self.form = OutageFormPart(theme, policy, keys, local)
        self._said = StatusLine(theme, "")
        self._buttons = {
            Action.ADD_CUSTOMER: self._button(theme, Action.ADD_CUSTOMER, translate("outages", "提前通知"), "primary"),
            Action.ANSWER: self._button(theme, Action.ANSWER, translate("outages", "报告中断情况"), "primary"),
            Action.TYPE_DOCUMENT: self._button(theme, Action.TYPE_DOCUMENT, translate("outages", "补录")),
            Action.PRINT_LABEL: self._button(theme, Action.PRINT_LABEL, translate("outages", "打印")),
            Action.SAVE: self._button(theme, Action.SAVE, translate("outages", "存成 PDF")),
            Action.DISCARD: self._button(theme, Action.DISCARD, translate("outages", "撤回通知")),
        }
        self._parts = QStackedWidget()
        self._lay_out(theme)
        self.show_state(OutagesPage())

    def wire(self, presenter: OutagesPresenter) -> None:
        """Hand what is pressed and typed to ``presenter``. Once."""
        self._presenter = presenter
        self.timeline.chosen.connect(presenter.choose)
        self.timeline.filing_chosen.connect(presenter.choose_filing)
        self.form.asked.connect(presenter.perform)
        self.form.cause_chosen.connect(presenter.set_cause)
        self.form.template_chosen.connect(presenter.use_template)
        self.form.measure_toggled.connect(presenter.toggle_measure)
        self.form.scope_chosen.connect(presenter.set_scope)
        self.form.times_set.connect(presenter.set_times)
        self.form.words_typed.connect(presenter.set_words)

    def show_state(self, state: OutagesPage) -> None:
        """Show ``state``, whole."""
        self.risk.show_risk(state.board.assessment if state.board is not None else None)
        self.timeline.show_state(state)
        part: QWidget = self._list if state.draft is None else self.form
        turned = self._parts.currentWidget() is not part
        self._parts.setCurrentWidget(part)
        if state.draft is not None:
            self.form.show_draft(state.draft, busy=state.busy)
        if turned and self.isVisible():
            self._take_focus()
        chosen = state.entry is not None
        for action in (Action.PRINT_LABEL, Action.SAVE, Action.DISCARD):
            self._buttons[action].setEnabled(chosen and not state.busy)
        self._show_said(state)

    def showEvent(self, event: QShowEvent, /) -> None:  # noqa: N802 - Qt's name
        """As things stand now, and the keys on the list or the form."""
        super().showEvent(event)
        self._take_focus()
        if self._presenter is not None:
            self._presenter.shown()

    def hideEvent(self, event: QHideEvent, /) -> None:  # noqa: N802 - Qt's name
        """Stop looking into the store."""
        if self._presenter is not None:
            self._presenter.hidden()
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent, /) -> None:  # noqa: N802 - Qt's name
        """The page's own keys."""
        if self._presenter is None or is_held(event) or not self._pressed(key_press(event), self._presenter):
            super().keyPressEvent(event)

    def _pressed(self, press: KeyPress, presenter: OutagesPresenter) -> bool:
        action = self._keys.action_of(press.name)
        return (action is not None and self._perform(action)) or presenter.pick(press.character)

    def _perform(self, action: Action) -> bool:
        if self._presenter is None:
            return False
        if action is Action.TYPE_DOCUMENT and self._parts.currentWidget() is self._list:
            self.late_asked.emit()
            return True
        if action is Action.SAVE and self._parts.currentWidget() is self._list:
            self._presenter.save(self._ask_path(self, "interruption.pdf"))
            return True
        return self._presenter.perform(action)

    def _take_focus(self) -> None:
        if self._parts.currentWidget() is self.form:
            self.form.take_focus()
        else:
            self.timeline.take_focus()

    def _show_said(self, state: OutagesPage) -> None:
        match state.said:
            case None:
                self._said.say(Icon.INFO, translate("outages", "通知和报告都先于记录发往省系统"), "muted")
            case Failed(fault, detail):
                self._said.say(Icon.WARNING, str(words(fault, detail, self._keys)), "warn")
            case OutageHint():
                text, good = _hint_words(state.said, self._keys)
                self._said.say(Icon.CHECK_CIRCLE if good else Icon.WARNING, text, "good" if good else "warn")
            case _:
                assert_never(state.said)

    def _button(self, theme: Theme, action: Action, text: str, kind: str = "plain") -> KeyButton:
        button = KeyButton(theme, text, self._keys.label(action), kind, tight=True)
        button.clicked.connect(partial(self._press, action))
        return button

    @Slot()
    def _press(self, action: Action) -> None:
        self._perform(action)

    def _lay_out(self, theme: Theme) -> None:
        gap = theme.sizes.gap
        first = QHBoxLayout()
        first.setSpacing(gap)
        for action in (Action.ADD_CUSTOMER, Action.ANSWER, Action.TYPE_DOCUMENT):
            first.addWidget(self._buttons[action])
        first.addStretch(1)
        for action in (Action.PRINT_LABEL, Action.SAVE, Action.DISCARD):
            first.addWidget(self._buttons[action])
        self._list = QWidget()
        column = QVBoxLayout(self._list)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap)
        column.addLayout(first)
        column.addWidget(self.timeline, 1)
        column.addWidget(self._said)
        self._parts.addWidget(self._list)
        self._parts.addWidget(self.form)
        both = QHBoxLayout()
        both.setSpacing(gap * 2)
        both.addWidget(self.risk, 4)
        both.addWidget(self._parts, 7)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(gap * 2, gap, gap * 2, gap)
        layout.setSpacing(gap)
        layout.addWidget(text_label("large", translate("outages", "数据中断：风险、通知和报告")))
        layout.addLayout(both, 1)


def _hint_words(hint: OutageHint, keys: KeyTable) -> tuple[str, bool]:
    """What to say, and whether it is good news."""
    text, good = {
        OutageHint.PLANNED: (translate("outages", "通知已签名排队，联网即先行送出"), True),
        OutageHint.SHORT_NOTICE: (translate("outages", "通知已排队；提前得比要求的少，照样送出"), True),
        OutageHint.REPORTED: (translate("outages", "报告已签名排队；断网时可打印后送交"), True),
        OutageHint.WITHDRAWN: (translate("outages", "通知已撤回"), True),
        OutageHint.PRINTED: (translate("outages", "已送到打印机"), True),
        OutageHint.SAVED: (translate("outages", "已存成 PDF"), True),
        OutageHint.NOTHING_CHOSEN: (translate("outages", "还没有通知或报告可以打印"), False),
        OutageHint.NO_PLAN: (translate("outages", "只有提前通知能撤回"), False),
        OutageHint.SURE: (translate("outages", "再按一次 {discard}，撤回这份通知"), False),
    }[hint]
    return text.format(discard=keys.label(Action.DISCARD)), good
