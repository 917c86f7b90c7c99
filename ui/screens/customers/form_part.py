"""The form of one customer, with the camera beside it for the copy of the responsible person's document."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.domain.customer import CustomerKind, Filing
from app.domain.sender_rules import Choice
from ui.error_text import words
from ui.icons import Icon
from ui.keys import Action, KeyTable
from ui.language import label_of
from ui.screens.customers.form import AGREEMENT_FIELDS, CustomerField, TypedCustomer
from ui.screens.customers.state import CustomersState, OpenForm, Said, Work
from ui.screens.customers.wording import correction, example, filing_words, kind_words, label
from ui.texts import translate
from ui.theme import Theme
from ui.widgets.choice_row import ChoiceRow
from ui.widgets.key_button import KeyButton
from ui.widgets.latin_line_edit import LatinLineEdit
from ui.widgets.live_picture import LivePicture, Preview
from ui.widgets.status_line import StatusLine
from ui.widgets.styling import card, set_look, text_label

_CHINESE = frozenset({CustomerField.NAME, CustomerField.RESPONSIBLE_NAME, CustomerField.AGREEMENT_NUMBER})
_PAIRS = (
    (CustomerField.KIND, None),
    (CustomerField.NAME, CustomerField.CREDIT_CODE),
    (CustomerField.CREDIT_CODE_REASON, None),
    (CustomerField.RESPONSIBLE_NAME, CustomerField.PHONE),
    (CustomerField.AGREEMENT_NUMBER, CustomerField.FILING),
    (CustomerField.VALID_FROM, CustomerField.VALID_TO),
)
"""Two columns, in typing order."""
_PICTURE = (320, 240)


class CustomerForm(QWidget):
    """``saved`` carries a :class:`TypedCustomer`, ``code_typed`` the credit code."""

    saved = Signal(object)
    cancelled = Signal()
    photo_asked = Signal()
    code_typed = Signal(str)

    def __init__(
        self, theme: Theme, keys: KeyTable, reasons: Sequence[Choice], preview: Callable[[], Preview | None]
    ) -> None:
        super().__init__()
        self._theme = theme
        self._number = 0
        self._picture: bytes | None = None
        self.choices = {
            CustomerField.KIND: self._choice(CustomerField.KIND, [(kind, kind_words(kind)) for kind in CustomerKind]),
            CustomerField.FILING: self._choice(CustomerField.FILING, [(one, filing_words(one)) for one in Filing]),
            CustomerField.CREDIT_CODE_REASON: self._choice(
                CustomerField.CREDIT_CODE_REASON, [(reason.code, label_of(reason)) for reason in reasons]
            ),
        }
        self.texts = {entry: self._text(entry) for entry in CustomerField if entry not in self.choices}
        self.labels = {entry: text_label("small", label(entry)) for entry in CustomerField}
        self._title = text_label("large")
        self.line = StatusLine(theme, "")
        self.copy_line = StatusLine(theme)
        self._save = KeyButton(theme, translate("customers", "保存"), keys.label(Action.SAVE), "primary")
        self._back = KeyButton(theme, translate("customers", "不保存，返回"), keys.label(Action.CANCEL))
        self._photo = KeyButton(theme, translate("customers", "拍证件"), keys.label(Action.PHOTO))
        self._live = LivePicture(theme, preview)
        self._taken = QLabel()
        self._taken.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._taken.setAccessibleName(translate("customers", "刚拍的证件"))
        self._frame = QStackedWidget()
        self._scroll = QScrollArea()
        self._lay_out()
        self._save.clicked.connect(self.save)
        self._back.clicked.connect(self.cancelled)
        self._photo.clicked.connect(self.photo_asked)
        self.choices[CustomerField.KIND].changed.connect(self._kind_changed)
        self.texts[CustomerField.CREDIT_CODE].textEdited.connect(self._code_edited)
        self.texts[CustomerField.CREDIT_CODE].editingFinished.connect(self._code_finished)

    def show_state(self, state: CustomersState) -> None:
        """Show ``state``, which has a form. Fields are filled only when it is another form than before."""
        form = state.form
        if form is None:
            self._forget()
            return
        if form.number != self._number:
            self._fill(form)
        busy = state.work is not Work.NONE
        for text in self.texts.values():
            text.setReadOnly(state.work is Work.SAVING)
        for button in (self._save, self._back, self._photo):
            button.setEnabled(not busy)
        self._show_row(CustomerField.CREDIT_CODE_REASON, shown=form.asks_reason)
        self._mark(form.wrong)
        self._show_copy(form)
        self._say(state, form)

    def typed(self) -> TypedCustomer:
        """What stands in the fields."""
        kind, filing = self.choices[CustomerField.KIND].value, self.choices[CustomerField.FILING].value
        return TypedCustomer(
            kind=CustomerKind(kind) if kind is not None else CustomerKind.AGREEMENT,
            name=self.texts[CustomerField.NAME].text(),
            credit_code=self.texts[CustomerField.CREDIT_CODE].text(),
            credit_code_reason=self.choices[CustomerField.CREDIT_CODE_REASON].value,
            responsible_name=self.texts[CustomerField.RESPONSIBLE_NAME].text(),
            phone=self.texts[CustomerField.PHONE].text(),
            agreement_number=self.texts[CustomerField.AGREEMENT_NUMBER].text(),
            filing=Filing(filing) if filing is not None else Filing.UNFILED,
            valid_from=self.texts[CustomerField.VALID_FROM].text(),
            valid_to=self.texts[CustomerField.VALID_TO].text(),
        )

    @Slot()
    def save(self) -> None:
        """Hand over what stands in the fields."""
        self.saved.emit(self.typed())

    def enter(self) -> None:
        """Enter goes to the next field; on the last one it saves."""
        order = [entry for entry in CustomerField if self._input(entry).isVisible()]
        there = next((entry for entry in order if self._has_focus(entry)), None)
        if there is None:
            return
        if there is order[-1]:
            self.save()
        else:
            self._go_to(order[order.index(there) + 1])

    def _forget(self) -> None:
        """No form is open: nothing of the last one stays in the fields."""
        if self._number:
            self._fill(OpenForm(0, TypedCustomer()))
            self._show_picture(None)

    def _fill(self, form: OpenForm) -> None:
        began = form.began
        self._number = form.number
        fresh = form.customer_id is None
        self._title.setText(translate("customers", "新增客户") if fresh else translate("customers", "修改客户"))
        self.choices[CustomerField.KIND].choose(began.kind)
        self.choices[CustomerField.FILING].choose(began.filing)
        self.choices[CustomerField.CREDIT_CODE_REASON].choose(began.credit_code_reason)
        values = {
            CustomerField.NAME: began.name,
            CustomerField.CREDIT_CODE: began.credit_code,
            CustomerField.RESPONSIBLE_NAME: began.responsible_name,
            CustomerField.PHONE: began.phone,
            CustomerField.AGREEMENT_NUMBER: began.agreement_number,
            CustomerField.VALID_FROM: began.valid_from,
            CustomerField.VALID_TO: began.valid_to,
        }
        for entry, text in values.items():
            self.texts[entry].setText(text)
        self._kind_changed()
        if form.number:
            self._go_to(CustomerField.NAME)

    def _go_to(self, entry: CustomerField) -> None:
        """Small screens with large fonts do not show all fields at once."""
        self._input(entry).setFocus(Qt.FocusReason.TabFocusReason)
        self._scroll.ensureWidgetVisible(self._input(entry))

    def _mark(self, wrong: tuple[CustomerField, ...]) -> None:
        newly = [entry for entry in wrong if self.labels[entry].property("tone") != "bad"]
        for entry, told in self.labels.items():
            told.setText(correction(entry) if entry in wrong else label(entry))
            set_look(told, "tone", "bad" if entry in wrong else "")
        for entry, text in self.texts.items():
            set_look(text, "wrong", "true" if entry in wrong else "false")
        if newly:
            self._go_to(wrong[0])

    def _say(self, state: CustomersState, form: OpenForm) -> None:
        if state.work is Work.SAVING:
            self.line.say(Icon.BUSY, translate("customers", "正在保存…"), "muted")
        elif state.failure is not None:
            self.line.say(Icon.STOP, str(words(state.failure.fault, state.failure.detail)), "bad")
        elif form.wrong:
            told = translate("customers", "还有 {count} 栏要改，见红字").format(count=len(form.wrong))
            self.line.say(Icon.STOP, told, "bad")
        else:
            self.line.say(Icon.INFO, translate("customers", "逐栏填写，Enter 到下一栏"), "muted")
        if state.said is Said.NO_PICTURE:
            told = translate("customers", "相机没有画面，没有拍成。检查相机后再拍")
            self.copy_line.say(Icon.STOP, told, "bad")

    def _show_copy(self, form: OpenForm) -> None:
        self._show_picture(form.picture)
        self._photo.set_text(translate("customers", "重拍") if form.picture else translate("customers", "拍证件"))
        if form.picture is not None:
            self.copy_line.say(Icon.CHECK_CIRCLE, translate("customers", "已拍，保存后加密存在本机"), "good")
        elif form.copy_kept:
            told = translate("customers", "已存有复印件；换了责任人要重拍")
            self.copy_line.say(Icon.CHECK_CIRCLE, told, "good")
        else:
            told = translate("customers", "还没有复印件：把责任人证件放在相机下再拍")
            self.copy_line.say(Icon.WARNING, told, "warn")

    def _show_picture(self, jpeg: bytes | None) -> None:
        if jpeg != self._picture:
            self._picture = jpeg
            pixmap = QPixmap()
            if jpeg is not None and pixmap.loadFromData(jpeg):
                pixmap = pixmap.scaled(
                    QSize(*_PICTURE), Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
                )
            self._taken.setPixmap(pixmap)
        self._frame.setCurrentWidget(self._live if jpeg is None else self._taken)

    @Slot()
    def _kind_changed(self) -> None:
        agreed = self.choices[CustomerField.KIND].value == CustomerKind.AGREEMENT
        for entry in AGREEMENT_FIELDS:
            self._show_row(entry, shown=agreed)

    @Slot()
    def _code_edited(self) -> None:
        """The reason was given for another code."""
        self.choices[CustomerField.CREDIT_CODE_REASON].choose(None)

    @Slot()
    def _code_finished(self) -> None:
        self.code_typed.emit(self.texts[CustomerField.CREDIT_CODE].text())

    def _show_row(self, entry: CustomerField, *, shown: bool) -> None:
        self.labels[entry].setVisible(shown)
        self._input(entry).setVisible(shown)

    def _input(self, entry: CustomerField) -> QWidget:
        return self.choices[entry] if entry in self.choices else self.texts[entry]

    def _has_focus(self, entry: CustomerField) -> bool:
        return self.choices[entry].has_focus if entry in self.choices else self.texts[entry].hasFocus()

    def _choice(self, entry: CustomerField, choices: Sequence[tuple[str, str]]) -> ChoiceRow:
        return ChoiceRow(self._theme, label(entry), choices)

    def _text(self, entry: CustomerField) -> QLineEdit:
        text = QLineEdit() if entry in _CHINESE else LatinLineEdit()
        text.setMaxLength(120)
        text.setMinimumHeight(self._theme.sizes.touch)
        text.setAccessibleName(label(entry))
        text.setPlaceholderText(example(entry))
        return text

    def _lay_out(self) -> None:
        gap = self._theme.sizes.gap
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._back)
        inside = QWidget()
        inside.setObjectName("page")
        body = QHBoxLayout(inside)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(gap)
        body.addWidget(self._fields_card(), 1)
        body.addWidget(self._copy_card())
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(inside)
        foot = card()
        inner = QHBoxLayout(foot)
        inner.setContentsMargins(gap * 2, gap, gap * 2, gap)
        inner.addWidget(self.line, 1)
        inner.addWidget(self._save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(gap * 2, gap, gap * 2, gap)
        layout.setSpacing(gap)
        layout.addLayout(head)
        layout.addWidget(self._scroll, 1)
        layout.addWidget(foot)

    def _fields_card(self) -> QFrame:
        gap = self._theme.sizes.gap
        frame = card()
        grid = QGridLayout(frame)
        grid.setContentsMargins(gap * 2, gap, gap * 2, gap)
        grid.setHorizontalSpacing(gap * 2)
        grid.setVerticalSpacing(2)
        for place, pair in enumerate(_PAIRS):
            for column, entry in enumerate(pair):
                if entry is not None:
                    self.labels[entry].setContentsMargins(0, gap // 2, 0, 0)
                    span = 2 if pair[1] is None else 1
                    grid.addWidget(self.labels[entry], 2 * place, column, 1, span)
                    grid.addWidget(self._input(entry), 2 * place + 1, column, 1, span)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(2 * len(_PAIRS), 1)
        return frame

    def _copy_card(self) -> QFrame:
        gap = self._theme.sizes.gap
        frame = card()
        self._frame.addWidget(self._live)
        self._frame.addWidget(self._taken)
        self._frame.setFixedSize(*_PICTURE)
        column = QVBoxLayout(frame)
        column.setContentsMargins(gap * 2, gap, gap * 2, gap)
        column.setSpacing(gap)
        column.addWidget(text_label("title", translate("customers", "责任人证件复印件")))
        column.addWidget(self._frame)
        column.addWidget(self.copy_line)
        column.addWidget(self._photo)
        column.addStretch(1)
        return frame
