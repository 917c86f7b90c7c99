"""The form of an incident beside the list: steps, calls, what was found, the sender's other parcels.

Invariants:
- A field is filled from the state only when another incident is shown: nobody's typing is overwritten.
- The pictures of the scene are told by their number.
- However many lines there are, what was found, the note and the button that reports stay in sight.
"""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.domain.incident import MAX_NAME, MAX_NOTE
from app.domain.policy import Policy
from ui.icons import Icon
from ui.keys import Action, KeyTable
from ui.screens.incidents.state import FilledForm, Tick, TickKind
from ui.screens.incidents.wording import category_words, departed_lines, need_words, short
from ui.texts import translate
from ui.theme import Theme
from ui.widgets.key_button import KeyButton
from ui.widgets.panel_fields import WordsField
from ui.widgets.status_line import StatusLine
from ui.widgets.styling import text_label

_COLUMNS = 2


class FormPart(QWidget):
    """``ticked`` carries a :class:`Tick`, ``asked`` an action, ``named`` and ``noted`` what was typed."""

    ticked = Signal(object)
    asked = Signal(object)
    named = Signal(str)
    noted = Signal(str)
    left = Signal()

    def __init__(self, theme: Theme, keys: KeyTable, policy: Policy, local: Callable[[datetime], datetime]) -> None:
        super().__init__()
        self._theme = theme
        self._policy = policy
        self._local = local
        self._incident_id = ""
        self._category = KeyButton(theme, "", keys.label(Action.ANSWER))
        self._name = WordsField(translate("incidents", "发现了什么"), MAX_NAME)
        self._name.setPlaceholderText(
            translate("incidents", "发现了什么（按 {key} 填写）").format(key=keys.label(Action.NAME_ITEM))
        )
        self._note = WordsField(translate("incidents", "补充说明"), MAX_NOTE)
        self._note.setPlaceholderText(
            translate("incidents", "补充说明（按 {key} 填写）").format(key=keys.label(Action.TYPE_NAME))
        )
        self._quantity = text_label("title")
        self._fewer = KeyButton(theme, "", keys.label(Action.FEWER))
        self._more = KeyButton(theme, "", keys.label(Action.MORE))
        self._photo = KeyButton(theme, "", keys.label(Action.PHOTO))
        self._report = KeyButton(theme, translate("incidents", "上报"), keys.label(Action.SAVE), "primary")
        self._standing = StatusLine(theme)
        self._steps = _Ticks(theme, translate("incidents", "做了哪些处置"))
        self._calls = _Ticks(theme, translate("incidents", "给谁打了电话"))
        self._review = _Ticks(theme, translate("incidents", "同一寄件人今天的其他件，按键冻结"))
        self._departed = StatusLine(theme)
        self._lay_out(theme)
        self._connect()

    def show_form(self, filled: FilledForm, *, busy: bool) -> None:
        """Show it."""
        form = filled.form
        if filled.incident_id != self._incident_id:
            self._incident_id = filled.incident_id
            for field, text in ((self._name, form.name), (self._note, form.note)):
                field.blockSignals(True)
                field.setText(text)
                field.blockSignals(False)
        category = category_words(self._policy, filled.category)
        self._category.set_text(short(category))
        self._category.setToolTip(category)
        self._quantity.setText(translate("incidents", "数量 {count}").format(count=form.quantity))
        self._photo.set_text(translate("incidents", "现场照片 {count} 张").format(count=len(form.scene)))
        by_kind = {kind: [tick for tick in filled.ticks if tick.kind is kind] for kind in TickKind}
        self._steps.show_ticks(by_kind[TickKind.STEP])
        self._calls.show_ticks(by_kind[TickKind.AUTHORITY], self._call_time(form.called_at))
        self._review.show_ticks(by_kind[TickKind.REVIEW])
        departed = departed_lines(filled.review, self._local)
        self._departed.setVisible(bool(departed))
        self._departed.say(Icon.WARNING, "\n".join(departed), "bad")
        self._report.setEnabled(not filled.needs and not busy)
        if filled.needs:
            self._standing.say(Icon.PENDING, " · ".join(map(need_words, filled.needs)), "warn")
        else:
            self._standing.say(Icon.CHECK_CIRCLE, translate("incidents", "可以上报了"), "good")

    def forget(self) -> None:
        """Nothing of an incident stays in a field that nobody sees."""
        self._incident_id = ""
        for field in (self._name, self._note):
            field.blockSignals(True)
            field.clear()
            field.blockSignals(False)

    def type_name(self) -> None:
        """The keys go to the name."""
        self._name.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def type_note(self) -> None:
        """The keys go to the note."""
        self._note.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _call_time(self, called_at: datetime | None) -> str:
        if called_at is None:
            return ""
        return translate("incidents", "{time} 打的").format(time=f"{self._local(called_at):%H:%M}")

    def _connect(self) -> None:
        for group in (self._steps, self._calls, self._review):
            group.ticked.connect(self.ticked)
        for button, action in (
            (self._category, Action.ANSWER),
            (self._fewer, Action.FEWER),
            (self._more, Action.MORE),
            (self._photo, Action.PHOTO),
            (self._report, Action.SAVE),
        ):
            button.clicked.connect(partial(self.asked.emit, action))
        self._name.textEdited.connect(self.named)
        self._note.textEdited.connect(self.noted)
        for field in (self._name, self._note):
            field.left.connect(self.left)
            field.entered.connect(self.left)

    def _lay_out(self, theme: Theme) -> None:
        gap = theme.sizes.gap
        first = QHBoxLayout()
        first.setSpacing(gap)
        first.addWidget(self._category)
        first.addStretch(1)
        first.addWidget(self._quantity)
        first.addWidget(self._fewer)
        first.addWidget(self._more)
        foot = QHBoxLayout()
        foot.setSpacing(gap)
        foot.addWidget(self._photo)
        foot.addWidget(self._standing, 1)
        foot.addWidget(self._report)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(gap)
        layout.addLayout(first)
        layout.addWidget(self._name)
        layout.addWidget(self._scrolling(gap), 1)
        layout.addWidget(self._departed)
        layout.addWidget(self._note)
        layout.addLayout(foot)

    def _scrolling(self, gap: int) -> QScrollArea:
        """The lines to tick: more than fit are rolled to."""
        inside = QWidget()
        lines = QVBoxLayout(inside)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(gap // 2)
        for group in (self._steps, self._calls, self._review):
            lines.addWidget(group)
        lines.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(inside)
        for drawn in (inside, scroll.viewport()):
            drawn.setAutoFillBackground(False)  # the card's own ground shows through
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return scroll


class _Ticks(QFrame):
    """A heading with lines that are ticked by key or click; hidden without lines."""

    ticked = Signal(object)

    def __init__(self, theme: Theme, heading: str) -> None:
        super().__init__()
        self._theme = theme
        self._heading = heading
        self._head = text_label("strong", heading)
        self._ticks: list[Tick] = []
        self._buttons: list[KeyButton] = []
        self._grid = QGridLayout()
        self._grid.setSpacing(theme.sizes.gap // 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.sizes.gap // 2)
        layout.addWidget(self._head)
        layout.addLayout(self._grid)

    def show_ticks(self, ticks: list[Tick], told: str = "") -> None:
        """Show these lines, ``told`` beside the heading."""
        self._head.setText(f"{self._heading} · {told}" if told else self._heading)
        if [(tick.key, tick.code) for tick in ticks] != [(tick.key, tick.code) for tick in self._ticks]:
            self._rebuild(ticks)
        self._ticks = ticks
        for button, tick in zip(self._buttons, ticks, strict=True):
            button.set_text(f"✓ {short(tick.label)}" if tick.done else short(tick.label))
            button.setToolTip(tick.label)
            button.set_chosen(tick.done)
        self.setVisible(bool(ticks))

    def _rebuild(self, ticks: list[Tick]) -> None:
        for button in self._buttons:
            self._grid.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = []
        for place, tick in enumerate(ticks):
            button = KeyButton(self._theme, "", tick.key)
            button.clicked.connect(partial(self._press, place))
            self._grid.addWidget(button, place // _COLUMNS, place % _COLUMNS)
            self._buttons.append(button)

    def _press(self, place: int) -> None:
        self.ticked.emit(self._ticks[place])
