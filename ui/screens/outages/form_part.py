"""A notice or report while it is filled in: cause, times, scope, measures, words.

Invariants:
- Fields are filled only when another draft begins: nobody's typing is overwritten.
- Every cause and measure has a key, as long as there are keys; all can be clicked.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from typing import Final, TypeVar

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.domain.interruption_rules import Cause, InterruptionRules
from app.domain.outage import MAX_WORDS, OutageScope
from app.domain.policy import Policy
from ui.icons import Icon
from ui.keys import Action, KeyTable
from ui.language import label_of
from ui.screens.outages.state import OutageDraft
from ui.texts import translate
from ui.theme import Theme
from ui.widgets.choice_row import ChoiceRow
from ui.widgets.key_button import KeyButton
from ui.widgets.panel_fields import WordsField
from ui.widgets.status_line import StatusLine
from ui.widgets.styling import card, set_look, text_label
from ui.widgets.time_field import shown_time, time_field, typed_time
from ui.wording.outages import Local, field_words, scope_words

_CAUSE_KEYS: Final = "1234567890"
_MEASURE_KEYS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_COLUMNS: Final = 3


class OutageFormPart(QWidget):
    """``asked`` carries an action, the others what was chosen or typed."""

    asked = Signal(object)
    cause_chosen = Signal(str)
    template_chosen = Signal(str)
    measure_toggled = Signal(str)
    scope_chosen = Signal(object)
    times_set = Signal(object, object)
    words_typed = Signal(str)

    def __init__(self, theme: Theme, policy: Policy, keys: KeyTable, local: Local) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._theme = theme
        self._local = local
        self._number = -1
        self._title = text_label("large")
        rules = policy.interruption
        self._templates = self._template_row(rules)
        self._planned = self._cause_grid([cause for cause in rules.causes if cause.planned])
        self._every = self._cause_grid(rules.causes)
        self._measures = {
            measure.code: KeyButton(theme, label_of(measure), key, tight=True)
            for measure, key in _keyed(rules.measures, _MEASURE_KEYS)
        }
        self.begins, self.ends = (
            time_field(theme, translate("outages", "开始时间")),
            time_field(theme, translate("outages", "预计结束")),
        )
        self._begins_label = text_label("small", translate("outages", "开始时间"))
        scopes = [(scope.value, scope_words(scope)) for scope in OutageScope]
        self._scope = ChoiceRow(theme, translate("outages", "范围"), scopes)
        self.words = WordsField(translate("outages", "说明"), MAX_WORDS)
        self.words.setPlaceholderText(translate("outages", "补充说明，可不填；不要写寄件人的信息"))
        self._problem = StatusLine(theme, "")
        self._send = KeyButton(theme, translate("outages", "发出"), keys.label(Action.SAVE), "primary")
        self._back = KeyButton(theme, translate("panel", "返回"), keys.label(Action.CANCEL))
        self._connect()
        self._lay_out(theme)

    def show_draft(self, draft: OutageDraft, *, busy: bool) -> None:
        """Show it."""
        if draft.planned:
            self._title.setText(translate("outages", "提前通知（计划停用）"))
        else:
            self._title.setText(translate("outages", "中断情况报告"))
        for part in (self._templates, self.begins, self._begins_label):
            part.setVisible(draft.planned)
        for grid, shown in ((self._planned, draft.planned), (self._every, not draft.planned)):
            grid.setVisible(shown)
            for code, button in grid.buttons.items():
                button.set_chosen(code == draft.form.cause)
        for code, button in self._measures.items():
            button.set_chosen(code in draft.form.measures)
        self._scope.choose(draft.form.scope.value)
        self._send.setEnabled(not busy)
        self._show_wrong(draft)
        if draft.number != self._number:
            self._number = draft.number
            self._fill(draft)

    def take_focus(self) -> None:
        """The keys pick causes and measures."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self, draft: OutageDraft) -> None:
        for field, moment in ((self.begins, draft.begins_at), (self.ends, draft.ends_at)):
            field.blockSignals(True)
            field.setDateTime(shown_time(self._local(moment)))
            field.blockSignals(False)
        self.words.blockSignals(True)
        self.words.setText(draft.form.words)
        self.words.blockSignals(False)

    def _show_wrong(self, draft: OutageDraft) -> None:
        bad = {"begins_at": self.begins, "ends_at": self.ends, "words": self.words}.get(draft.wrong)
        for field in (self.begins, self.ends, self.words):
            set_look(field, "wrong", "true" if field is bad else "false")
        told = field_words(draft.wrong)
        if told:
            self._problem.say(Icon.STOP, told, "bad")
        else:
            hint = (
                translate("outages", "数字键选原因，字母键选措施；先于记录发往省系统")
                if draft.planned
                else translate("outages", "数字键选原因，字母键选措施；知道得更多时可以再报")
            )
            self._problem.say(Icon.INFO, hint, "muted")
        if bad is not None and self.isVisible():
            bad.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _times_edited(self) -> None:
        zone = self._local(_EPOCH).tzinfo
        begins, ends = (typed_time(field).replace(tzinfo=zone) for field in (self.begins, self.ends))
        self.times_set.emit(begins, ends)

    @Slot()
    def _scope_edited(self) -> None:
        if self._scope.value is not None:
            self.scope_chosen.emit(OutageScope(self._scope.value))

    def _connect(self) -> None:
        for code, button in self._measures.items():
            button.clicked.connect(partial(self.measure_toggled.emit, code))
        for field in (self.begins, self.ends):
            field.dateTimeChanged.connect(self._times_edited)
        self._scope.changed.connect(self._scope_edited)
        self.words.textEdited.connect(self.words_typed)
        self.words.left.connect(self.take_focus)
        self.words.entered.connect(self.take_focus)
        self._send.clicked.connect(partial(self.asked.emit, Action.SAVE))
        self._back.clicked.connect(partial(self.asked.emit, Action.CANCEL))

    def _template_row(self, rules: InterruptionRules) -> QWidget:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(self._theme.sizes.gap // 2)
        layout.addWidget(text_label("small", translate("outages", "按模板")))
        for template in rules.templates:
            button = KeyButton(self._theme, label_of(template), "", tight=True)
            button.clicked.connect(partial(self.template_chosen.emit, template.code))
            layout.addWidget(button)
        layout.addStretch(1)
        return row

    def _cause_grid(self, causes: Sequence[Cause]) -> "_Buttons":
        buttons = {
            cause.code: KeyButton(self._theme, label_of(cause), key, tight=True)
            for cause, key in _keyed(causes, _CAUSE_KEYS)
        }
        for code, button in buttons.items():
            button.clicked.connect(partial(self.cause_chosen.emit, code))
        return _Buttons(self._theme, buttons, _COLUMNS)

    def _lay_out(self, theme: Theme) -> None:
        gap = theme.sizes.gap
        times = QHBoxLayout()
        times.setSpacing(gap)
        for part in (
            self._begins_label,
            self.begins,
            text_label("small", translate("outages", "预计结束")),
            self.ends,
            self._scope,
        ):
            times.addWidget(part)
        times.addStretch(1)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, gap // 2, 0)
        column.setSpacing(gap)
        column.addWidget(self._templates)
        column.addWidget(text_label("strong", translate("outages", "原因")))
        column.addWidget(self._planned)
        column.addWidget(self._every)
        column.addLayout(times)
        column.addWidget(text_label("strong", translate("outages", "措施")))
        column.addWidget(_Buttons(theme, self._measures, 2))
        column.addWidget(self.words)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        for ground in (scroll.viewport(), inside):
            ground.setAutoFillBackground(False)  # the card's own shows
        foot = QHBoxLayout()
        foot.setSpacing(gap)
        foot.addWidget(self._problem, 1)
        foot.addWidget(self._back)
        foot.addWidget(self._send)
        frame = card()
        outer = QVBoxLayout(frame)
        outer.setContentsMargins(gap * 2, gap, gap * 2, gap)
        outer.setSpacing(gap)
        outer.addWidget(self._title)
        outer.addWidget(scroll, 1)
        outer.addLayout(foot)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(frame)


class _Buttons(QWidget):
    """Buttons in columns, by code."""

    def __init__(self, theme: Theme, buttons: dict[str, KeyButton], columns: int) -> None:
        super().__init__()
        self.buttons = buttons
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.sizes.gap // 2)
        for place, button in enumerate(buttons.values()):
            grid.addWidget(button, place // columns, place % columns)


_EPOCH: Final = datetime(2026, 1, 1, tzinfo=UTC)
_Coded = TypeVar("_Coded")


def _keyed(entries: Sequence[_Coded], keys: str) -> list[tuple[_Coded, str]]:
    """Each with its key; those beyond the last key have none."""
    return [(entry, keys[place] if place < len(keys) else "") for place, entry in enumerate(entries)]
