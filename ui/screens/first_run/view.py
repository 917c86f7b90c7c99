"""The first-run page: three short blocks on one page, filled from top to bottom with Enter."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from ui.error_text import words
from ui.icons import Icon
from ui.screens.first_run.form import ClerkForm, FormField, OutletForm
from ui.screens.first_run.presenter import FirstRunPresenter, FirstRunState
from ui.texts import translate
from ui.theme import Theme
from ui.widgets.icon_label import IconLabel
from ui.widgets.key_button import KeyButton
from ui.widgets.latin_line_edit import LatinLineEdit
from ui.widgets.status_line import StatusLine
from ui.widgets.styling import card, set_look, text_label

_WIDTH_IN_BODIES = 58
_CHINESE = frozenset({FormField.OUTLET_NAME, FormField.ADDRESS, FormField.CLERK_NAME})
_HIDDEN = frozenset({FormField.PIN, FormField.PIN_AGAIN})
_OUTLET = (FormField.OUTLET_NAME, FormField.FILING_NUMBER, FormField.REGION_CODE, FormField.ADDRESS)
_PROVINCE = (FormField.PROVINCE_URL, FormField.ENROLMENT_CODE)
_CLERK = (FormField.CLERK_NUMBER, FormField.CLERK_NAME, FormField.PIN, FormField.PIN_AGAIN)


class FirstRunView(QWidget):
    """Draws :class:`FirstRunState`."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self._presenter: FirstRunPresenter | None = None
        self.fields = {entry: self._field(entry) for entry in FormField}
        self._button = KeyButton(theme, translate("first_run", "登记并开始"), "Enter", "primary")
        self._button.clicked.connect(self._submit)
        self._line = StatusLine(theme, "")
        self._lay_out()
        self.show_state(FirstRunState())

    def wire(self, presenter: FirstRunPresenter) -> None:
        """Hand the form to ``presenter``."""
        self._presenter = presenter

    def show_state(self, state: FirstRunState) -> None:
        """Show ``state``; the first wrong field gets the focus."""
        for entry, field in self.fields.items():
            field.setReadOnly(state.busy)
            field.setEnabled(not (state.enrolled and entry in (*_OUTLET, *_PROVINCE)))
            set_look(field, "wrong", "true" if entry in state.wrong else "false")
        self._button.setEnabled(not state.busy)
        if state.busy:
            self._line.say(Icon.BUSY, translate("first_run", "正在向省系统登记，请稍候…"), "muted")
        elif state.failure is not None:
            self._line.say(Icon.STOP, str(words(state.failure.fault, state.failure.detail)), "bad")
        elif state.wrong:
            self._line.say(Icon.STOP, _rule(state.wrong[0]), "bad")
            self.fields[state.wrong[0]].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._line.say(Icon.INFO, translate("first_run", "登记码由省系统发放，只能用一次"), "muted")

    def showEvent(self, event: QShowEvent, /) -> None:  # noqa: N802 - Qt's name
        """The first field first."""
        super().showEvent(event)
        self.fields[FormField.OUTLET_NAME].setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _submit(self) -> None:
        if self._presenter is not None:
            self._presenter.submit(self._outlet(), self._clerk())

    def _outlet(self) -> OutletForm:
        return OutletForm(
            outlet_name=self._text(FormField.OUTLET_NAME),
            filing_number=self._text(FormField.FILING_NUMBER),
            region_code=self._text(FormField.REGION_CODE),
            address=self._text(FormField.ADDRESS),
            province_url=self._text(FormField.PROVINCE_URL),
            enrolment_code=self._text(FormField.ENROLMENT_CODE),
        )

    def _clerk(self) -> ClerkForm:
        return ClerkForm(
            number=self._text(FormField.CLERK_NUMBER),
            name=self._text(FormField.CLERK_NAME),
            pin=self._text(FormField.PIN),
            pin_again=self._text(FormField.PIN_AGAIN),
        )

    def _text(self, entry: FormField) -> str:
        return self.fields[entry].text().strip()

    def _field(self, entry: FormField) -> QLineEdit:
        field = QLineEdit() if entry in _CHINESE else LatinLineEdit()
        if entry in _HIDDEN:
            field.setEchoMode(QLineEdit.EchoMode.Password)
        field.setMaxLength(200)
        field.setMinimumHeight(self._theme.sizes.touch)
        field.setAccessibleName(_label(entry))
        field.setPlaceholderText(_example(entry))
        field.returnPressed.connect(lambda: self._entered(entry))
        return field

    def _entered(self, entry: FormField) -> None:
        """Enter goes to the next field; on the last one it is the button."""
        fields = list(FormField)
        place = fields.index(entry) + 1
        if place == len(fields):
            self._submit()
        else:
            self.fields[fields[place]].setFocus(Qt.FocusReason.TabFocusReason)

    def _lay_out(self) -> None:
        gap = self._theme.sizes.gap
        page = QWidget()
        page.setObjectName("page")
        page.setMaximumWidth(_WIDTH_IN_BODIES * self._theme.sizes.body)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, gap, 0, gap)
        column.setSpacing(gap)
        column.addLayout(self._head())
        blocks = (
            (translate("first_run", "① 网点备案"), _OUTLET),
            (translate("first_run", "② 省系统登记"), _PROVINCE),
            (translate("first_run", "③ 第一位收寄员"), _CLERK),
        )
        for title, entries in blocks:
            column.addWidget(self._block(title, entries))
        foot = QHBoxLayout()
        foot.setSpacing(gap * 2)
        foot.addWidget(self._line, 1)
        foot.addWidget(self._button)
        column.addLayout(foot)
        column.addStretch(1)
        centred = QWidget()
        row = QHBoxLayout(centred)
        row.setContentsMargins(gap * 2, 0, gap * 2, 0)
        row.addStretch(1)
        row.addWidget(page, 100)
        row.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(centred)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    def _head(self) -> QHBoxLayout:
        brand = IconLabel(self._theme, self._theme.sizes.huge)
        brand.show_icon(Icon.BRAND, self._theme.palette.accent)
        head = QHBoxLayout()
        head.setSpacing(self._theme.sizes.gap)
        head.addWidget(brand)
        head.addWidget(text_label("large", translate("first_run", "首次使用：登记这台终端")))
        head.addStretch(1)
        head.addWidget(text_label("muted", translate("first_run", "逐栏填写，Enter 到下一栏")))
        return head

    def _block(self, title: str, entries: Sequence[FormField]) -> QFrame:
        gap = self._theme.sizes.gap
        frame = card()
        grid = QGridLayout(frame)
        grid.setContentsMargins(gap * 2, gap, gap * 2, gap * 3 // 2)
        grid.setHorizontalSpacing(gap * 2)
        grid.setVerticalSpacing(2)
        grid.addWidget(text_label("title", title), 0, 0, 1, 2)
        for place, entry in enumerate(entries):
            row, column = 1 + 2 * (place // 2), place % 2
            grid.addWidget(text_label("small", _label(entry)), row, column)
            grid.addWidget(self.fields[entry], row + 1, column)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        return frame


def _label(entry: FormField) -> str:
    return {
        FormField.OUTLET_NAME: translate("first_run", "网点名称"),
        FormField.FILING_NUMBER: translate("first_run", "备案编号"),
        FormField.REGION_CODE: translate("first_run", "行政区划代码"),
        FormField.ADDRESS: translate("first_run", "网点地址（可不填）"),
        FormField.PROVINCE_URL: translate("first_run", "省系统地址"),
        FormField.ENROLMENT_CODE: translate("first_run", "登记码"),
        FormField.CLERK_NUMBER: translate("first_run", "工号"),
        FormField.CLERK_NAME: translate("first_run", "姓名"),
        FormField.PIN: translate("first_run", "口令"),
        FormField.PIN_AGAIN: translate("first_run", "再输一次口令"),
    }[entry]


def _example(entry: FormField) -> str:
    return {
        FormField.REGION_CODE: translate("first_run", "6 位数字"),
        FormField.PROVINCE_URL: "https://",
        FormField.PIN: translate("first_run", "4 至 12 位数字"),
    }.get(entry, "")


def _rule(entry: FormField) -> str:
    """What the field must be."""
    return {
        FormField.OUTLET_NAME: translate("first_run", "请填网点名称，与备案一致"),
        FormField.FILING_NUMBER: translate("first_run", "请填备案编号"),
        FormField.REGION_CODE: translate("first_run", "行政区划代码是 6 位数字"),
        FormField.ADDRESS: "",
        FormField.PROVINCE_URL: translate("first_run", "省系统地址以 https:// 开头，照通知填写"),
        FormField.ENROLMENT_CODE: translate("first_run", "请填省系统发放的登记码"),
        FormField.CLERK_NUMBER: translate("first_run", "工号为 1 至 16 位字母或数字"),
        FormField.CLERK_NAME: translate("first_run", "请填收寄员姓名"),
        FormField.PIN: translate("first_run", "口令为 4 至 12 位数字，不能全部相同"),
        FormField.PIN_AGAIN: translate("first_run", "两次口令不一样，请再输一次"),
    }[entry]
