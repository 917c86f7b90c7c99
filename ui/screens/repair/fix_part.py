"""A fix while it is filled in, or a supervisor's word to give something up: fields, reason, number and PIN.

Invariants:
- Fields are filled only when another draft begins: nobody's typing is overwritten.
- Of people only the refused value is shown; the others stand masked behind an empty field, and stay unless typed over.
- The PIN goes with each try.
"""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.domain.clerk import PIN_LENGTH
from app.domain.correction import MendableField
from app.domain.correction_rules import FieldCheck, RepairReason
from app.domain.policy import Policy
from ui.keys import Action, KeyTable
from ui.language import label_of
from ui.screens.repair.state import RepairDraft, RepairWords, is_open_to_see, masked_value
from ui.texts import translate
from ui.theme import Theme
from ui.widgets.key_button import KeyButton
from ui.widgets.panel_fields import CodeField, SecretField, WordsField
from ui.widgets.styling import card, set_look, text_label

_LATIN = frozenset(
    {
        FieldCheck.DOCUMENT_NUMBER,
        FieldCheck.DATE,
        FieldCheck.PHONE,
        FieldCheck.CREDIT_CODE,
        FieldCheck.QUANTITY,
        FieldCheck.WEIGHT,
    }
)
_ABREAST = 2
"""Fields beside each other: a sender's all fit on the smallest screen."""
_LONGEST = 200
_LONGEST_NUMBER = 16


class FixPart(QWidget):
    """``sent`` carries the words of the form, ``left`` that somebody goes back."""

    sent = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme, policy: Policy, keys: KeyTable) -> None:
        super().__init__()
        self._theme = theme
        self._rules = policy.corrections
        self._draft: RepairDraft | None = None
        self.fields: dict[str, CodeField | WordsField] = {}
        self._title = text_label("large")
        self._why = text_label("", wraps=True)
        self.reason = QComboBox()
        self.reason.setAccessibleName(translate("repair", "原因"))
        self.supervisor = CodeField(translate("repair", "站长工号"), _LONGEST_NUMBER)
        self.pin = SecretField(translate("repair", "站长口令"), PIN_LENGTH[1])
        self._word_label = text_label("small")
        self.send_button = KeyButton(theme, translate("repair", "发出"), keys.label(Action.SAVE), "primary")
        self.back_button = KeyButton(theme, translate("panel", "返回"), keys.label(Action.CANCEL))
        self._area = QScrollArea()
        self._holder = QVBoxLayout()
        self._rows: QWidget | None = None
        for field in (self.supervisor, self.pin):
            field.entered.connect(self.send)
            field.left.connect(self.left)
        self.send_button.clicked.connect(self.send)
        self.back_button.clicked.connect(self.left)
        self._lay_out(theme)

    def show_draft(self, draft: RepairDraft, title: str, why: str, *, busy: bool) -> None:
        """Show it; ``why`` is what the province said."""
        self._title.setText(title)
        self._why.setText(why)
        self.send_button.setEnabled(not busy)
        begins = self._draft is None or draft.number != self._draft.number
        asked = draft.asks_supervisor and not (self._draft is not None and self._draft.asks_supervisor)
        self._draft = draft
        if begins:
            self._fill(draft)
        for pointer, field in self.fields.items():
            set_look(field, "wrong", "true" if pointer == draft.wrong else "false")
        needed = translate("repair", "站长的话（这一步需要）")
        self._word_label.setText(
            needed if draft.asks_supervisor else translate("repair", "站长的话（更正身份信息时需要）")
        )
        if asked and not begins:
            self.supervisor.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_focus(self) -> None:
        """The keys go to the refused field, else to the first."""
        draft = self._draft
        first = self.fields.get(draft.wrong) if draft is not None else None
        target = first or next(iter(self.fields.values()), None) or self.supervisor
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        target.selectAll()
        self._area.ensureWidgetVisible(target)

    def forget(self) -> None:
        """Nothing of a record stays."""
        self._draft = None
        self._fill_rows(())
        self.supervisor.clear()
        self.pin.clear()

    @Slot()
    def send(self) -> None:
        """Hand on what is filled in."""
        if self._draft is None or not self.send_button.isEnabled():
            return
        texts = {pointer: field.text() for pointer, field in self.fields.items() if _counts(field)}
        words = RepairWords(texts, str(self.reason.currentData()), self.supervisor.text().strip(), self.pin.text())
        self.pin.clear()
        self.sent.emit(words)

    def _fill(self, draft: RepairDraft) -> None:
        self._fill_rows(draft.fields)
        self._area.setVisible(bool(draft.fields))
        self._choices(self._rules.reasons if draft.opened is not None else self._rules.give_up_reasons)
        self.supervisor.clear()
        self.pin.clear()

    def _choices(self, reasons: tuple[RepairReason, ...]) -> None:
        self.reason.clear()
        for reason in reasons:
            self.reason.addItem(label_of(reason), reason.code)

    def _fill_rows(self, fields: tuple[MendableField, ...]) -> None:
        if self._rows is not None:
            self._holder.removeWidget(self._rows)
            self._rows.hide()
            self._rows.deleteLater()
        self.fields = {}
        self._rows = QWidget()
        grid = QGridLayout(self._rows)
        grid.setContentsMargins(0, 0, self._theme.sizes.gap, 0)
        grid.setSpacing(self._theme.sizes.gap)
        for column in range(_ABREAST):
            grid.setColumnStretch(column * 2 + 1, 1)
        for place, one in enumerate(fields):
            row, column = divmod(place, _ABREAST)
            name = label_of(one.rule)
            if one.place is not None:
                name = translate("repair", "{label}（第 {place} 项）").format(label=name, place=one.place)
            field = self._field(one, name)
            grid.addWidget(text_label("small", name), row, column * 2)
            grid.addWidget(field, row, column * 2 + 1)
        self._holder.insertWidget(0, self._rows)

    def _field(self, one: MendableField, name: str) -> CodeField | WordsField:
        kind = CodeField if one.rule.check in _LATIN else WordsField
        field = kind(name, _LONGEST)
        if self._draft is not None and is_open_to_see(one, self._draft):
            field.setText("" if one.value is None else str(one.value))
        else:
            field.setPlaceholderText(masked_value(one))
        field.entered.connect(self.send)
        field.left.connect(self.left)
        self.fields[one.pointer] = field
        return field

    def _lay_out(self, theme: Theme) -> None:
        gap = theme.sizes.gap
        inside = QWidget()
        inside.setLayout(self._holder)
        self._holder.setContentsMargins(0, 0, 0, 0)
        self._holder.addStretch(1)
        area = self._area
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(inside)
        word = card("inset")
        grid = QGridLayout(word)
        grid.setContentsMargins(gap, gap, gap, gap)
        grid.setSpacing(gap)
        grid.addWidget(text_label("small", translate("repair", "原因")), 0, 0)
        grid.addWidget(self.reason, 1, 0)
        grid.addWidget(self._word_label, 0, 1, 1, 2)
        for column, field in enumerate((self.supervisor, self.pin), start=1):
            field.setPlaceholderText(field.accessibleName())
            grid.addWidget(field, 1, column)
        for column, stretch in enumerate((2, 1, 1)):
            grid.setColumnStretch(column, stretch)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.back_button)
        foot.addWidget(self.send_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(gap)
        layout.addWidget(self._title)
        layout.addWidget(self._why)
        layout.addWidget(area, 1)
        layout.addWidget(word)
        layout.addLayout(foot)
        layout.addStretch(0)


def _counts(field: CodeField | WordsField) -> bool:
    """An empty field behind which a masked value stands leaves it alone."""
    return bool(field.text().strip()) or not field.placeholderText()
