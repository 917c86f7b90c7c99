"""The repair page (F9): what the province returned, with the field and the reason; in the list's place the fix.

Invariants:
- Every step has a key, shown on its button; Enter opens the fix at the refused field.
- The list is masked.
"""

from functools import partial
from typing import assert_never

from PySide6.QtCore import QModelIndex, Qt, Slot
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.domain.policy import Policy
from app.repair_ports import RepairSubject
from app.usecases.repair_results import RepairBoard, RepairEntry, RepairStanding
from sync.words import Kind
from ui.error_text import words
from ui.faults import Failed
from ui.icons import Icon
from ui.keys import Action, KeyTable, is_held, key_press
from ui.models.identified_rows import fill_rows, id_at, rows_model, select_row
from ui.screens.repair.fix_part import FixPart
from ui.screens.repair.presenter import RepairPresenter
from ui.screens.repair.state import RepairHint, RepairPage
from ui.screens.repair.wording import (
    Local,
    count_words,
    hint_words,
    history_words,
    reason_words,
    standing_words,
    subject_words,
)
from ui.texts import translate
from ui.theme import Theme
from ui.widgets.key_button import KeyButton
from ui.widgets.list_table import ListTable, set_columns
from ui.widgets.status_line import StatusLine
from ui.widgets.styling import card, text_label
from ui.wording.messages import message_words


class RepairView(QWidget):
    """Draws :class:`RepairPage`."""

    def __init__(self, theme: Theme, policy: Policy, keys: KeyTable, local: Local) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(translate("repair", "退回的记录"))
        self._policy = policy
        self._keys = keys
        self._local = local
        self._presenter: RepairPresenter | None = None
        self.table = ListTable(theme)
        self.table.setAccessibleName(translate("repair", "退回的记录"))
        self._model = rows_model(
            translate("repair", "时间"),
            translate("repair", "类别"),
            translate("repair", "运单号"),
            translate("repair", "寄件人"),
            translate("repair", "进展"),
            translate("repair", "退回原因"),
        )
        self.fix = FixPart(theme, policy, keys)
        self._count = text_label("muted")
        self._reason = text_label("", wraps=True)
        self._history = text_label("muted", wraps=True)
        self._said = StatusLine(theme, "")
        self._buttons = {
            Action.FINISH: self._button(theme, Action.FINISH, translate("repair", "更正"), "primary"),
            Action.PUT_BACK: self._button(theme, Action.PUT_BACK, translate("repair", "原样重传")),
            Action.DISCARD: self._button(theme, Action.DISCARD, translate("repair", "不再上报")),
        }
        self._parts = QStackedWidget()
        self._set_up_table(theme)
        self._lay_out(theme)
        self.show_state(RepairPage())

    def wire(self, presenter: RepairPresenter) -> None:
        """Hand what is pressed and typed to ``presenter``. Once."""
        self._presenter = presenter
        self.fix.sent.connect(presenter.send)
        self.fix.left.connect(presenter.leave)

    def show_state(self, state: RepairPage) -> None:
        """Show ``state``, whole."""
        entries = state.board.entries if state.board is not None else ()
        fill_rows(self._model, [(entry.identifier, self._row(entry)) for entry in entries])
        select_row(self.table, self._model, state.chosen)
        self._count.setText(count_words(state.board if state.board is not None else RepairBoard()))
        self._show_entry(state)
        self._show_part(state)
        self._show_said(state)

    def showEvent(self, event: QShowEvent, /) -> None:  # noqa: N802 - Qt's name
        """As things stand now, and the keys on the list or the fix."""
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
        action = None if is_held(event) else self._keys.action_of(key_press(event).name)
        if action is None or not self._perform(action):
            super().keyPressEvent(event)

    def _perform(self, action: Action) -> bool:
        if self._presenter is None:
            return False
        if action is Action.SAVE and self._parts.currentWidget() is self.fix:
            self.fix.send()
            return True
        return self._presenter.perform(action)

    def _row(self, entry: RepairEntry) -> tuple[str, ...]:
        return (
            f"{self._local(entry.returned.made_at):%m-%d %H:%M}",
            subject_words(entry),
            entry.waybill_number or "—",
            entry.sender_masked or "—",
            standing_words(entry),
            reason_words(entry, self._policy),
        )

    def _show_entry(self, state: RepairPage) -> None:
        entry = state.entry
        open_one = entry is not None and not entry.busy and not state.busy
        mendable = open_one and entry is not None and entry.returned.subject is RepairSubject.MESSAGE
        self._buttons[Action.FINISH].setEnabled(
            mendable and entry is not None and not (entry.is_conflict or entry.was_received)
        )
        self._buttons[Action.PUT_BACK].setEnabled(open_one)
        given_up = entry is not None and entry.standing is RepairStanding.GIVEN_UP
        self._buttons[Action.DISCARD].setEnabled(open_one and not given_up)
        if entry is None:
            self._reason.setText(translate("repair", "没有退回的记录"))
            self._history.setText("")
            return
        self._reason.setText(reason_words(entry, self._policy))
        self._history.setText(history_words(entry, self._policy, self._local))

    def _show_part(self, state: RepairPage) -> None:
        draft, entry = state.draft, state.entry
        turned = (self._parts.currentWidget() is self.fix) is not (draft is not None)
        if draft is None or entry is None:
            self._parts.setCurrentWidget(self._list)
            if turned:
                self.fix.forget()
        else:
            self._parts.setCurrentWidget(self.fix)
            number = entry.waybill_number or subject_words(entry)
            if draft.opened is not None:
                title = translate("repair", "更正：{record}").format(record=number)
            else:
                title = translate("repair", "不再上报：{record}").format(record=number)
            self.fix.show_draft(draft, title, reason_words(entry, self._policy), busy=state.busy)
        if turned and self.isVisible():
            self._take_focus()

    def _take_focus(self) -> None:
        if self._parts.currentWidget() is self.fix:
            self.fix.take_focus()
        else:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_said(self, state: RepairPage) -> None:
        match state.said:
            case None:
                self._said.say(
                    Icon.INFO, translate("repair", "原记录不会改动；更正单独签名上报，改前改后都可查"), "muted"
                )
            case Failed(fault, detail):
                self._said.say(Icon.WARNING, str(words(fault, detail, self._keys)), "warn")
            case RepairHint():
                text, icon, tone = hint_words(state.said, self._keys)
                self._said.say(icon, text, tone)
            case _:
                assert_never(state.said)

    def _button(self, theme: Theme, action: Action, text: str, kind: str = "plain") -> KeyButton:
        button = KeyButton(theme, text, self._keys.label(action), kind, tight=True)
        button.clicked.connect(partial(self._perform, action))
        return button

    @Slot(QModelIndex)
    def _selected(self, current: QModelIndex) -> None:
        found = id_at(self._model, current)
        if found is not None and self._presenter is not None:
            self._presenter.choose(found)

    def _set_up_table(self, theme: Theme) -> None:
        self.table.setModel(self._model)
        photos = translate("repair", "{record}的照片")
        kinds = [photos.format(record=message_words(kind)) for kind in (Kind.ACCEPTANCE, Kind.INCIDENT)]
        samples = {
            0: ["00-00 00:00"],
            1: [*kinds, *(message_words(kind) for kind in Kind)],
            2: ["JD0000000000000-1-1"],
            3: ["WWW**"],
            4: [translate("repair", "更正已收，待回执"), translate("repair", "更正待传")],
        }
        set_columns(self.table, theme, samples, rest=5, iconed=-1, gaps=2)
        self.table.selectionModel().currentRowChanged.connect(self._selected)

    def _lay_out(self, theme: Theme) -> None:
        gap = theme.sizes.gap
        head = QHBoxLayout()
        head.addWidget(text_label("large", translate("repair", "省系统退回的记录")))
        head.addStretch(1)
        head.addWidget(self._count)
        foot = card()
        inner = QHBoxLayout(foot)
        inner.setContentsMargins(gap * 2, gap, gap * 2, gap)
        inner.setSpacing(gap)
        told = QVBoxLayout()
        told.addWidget(self._reason)
        told.addWidget(self._history)
        inner.addLayout(told, 1)
        for button in self._buttons.values():
            inner.addWidget(button)
        self._list = QWidget()
        column = QVBoxLayout(self._list)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        column.addWidget(foot)
        self._parts.addWidget(self._list)
        self._parts.addWidget(self.fix)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(gap * 2, gap, gap * 2, gap)
        layout.setSpacing(gap)
        layout.addWidget(self._parts, 1)
        layout.addWidget(self._said)
