"""The list of customers with its search field; the selected one's standing in full below."""

from dataclasses import replace

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.domain.customer import AgreementStanding, CustomerKind, Filing
from ui.error_text import words
from ui.icons import Icon
from ui.keys import Action, KeyTable
from ui.models.customers_model import Column, CustomersModel
from ui.screens.customers.state import CustomersState, Said
from ui.screens.customers.wording import filing_words, kind_words, next_step, standing_look
from ui.texts import translate
from ui.theme import Theme
from ui.widgets.key_button import KeyButton
from ui.widgets.list_table import ListTable, set_columns
from ui.widgets.status_line import StatusLine
from ui.widgets.styling import card, text_label

_TONES = frozenset({"good", "warn", "bad", "muted", "accent"})


class CustomersList(QWidget):
    """``searched`` carries the text, ``opened`` a customer's id, ``add_asked`` nothing."""

    searched = Signal(str)
    opened = Signal(str)
    add_asked = Signal()

    def __init__(self, theme: Theme, keys: KeyTable) -> None:
        super().__init__()
        self.model = CustomersModel(theme)
        self.search = _SearchField(theme)
        self.table = ListTable(theme)
        self.table.setAccessibleName(translate("customers", "客户列表"))
        self.table.setModel(self.model)
        self.detail = StatusLine(theme, "")
        self._count = text_label("muted")
        self._add = KeyButton(theme, translate("customers", "新增客户"), keys.label(Action.ADD_CUSTOMER), "primary")
        self._change = KeyButton(theme, translate("customers", "查看和修改"), keys.label(Action.FINISH))
        self._state = CustomersState()
        self._set_columns(theme)
        self._lay_out(theme)
        self.search.textChanged.connect(self.searched)
        self.search.went_down.connect(self._to_table)
        self.table.doubleClicked.connect(self.open_chosen)
        self.table.selectionModel().currentRowChanged.connect(self._selected)
        self._add.clicked.connect(self.add_asked)
        self._change.clicked.connect(self.open_chosen)

    def show_state(self, state: CustomersState) -> None:
        """Show ``state``; the chosen customer is selected, else the first."""
        chosen_before = self._state.chosen
        changed = self.model.show_rows(state.rows)
        self._count.setText(translate("customers", "{count} 家").format(count=len(state.rows)))
        place = self.model.place_of(state.chosen) if state.chosen is not None else None
        if place is not None and (changed or state.chosen != chosen_before):
            self.table.selectRow(place)
        elif state.rows and not self.table.currentIndex().isValid():
            self.table.selectRow(0)
        self._state = state
        self._tell(self.table.currentIndex())

    def take_focus(self) -> None:
        """Keys go to the search field: typing finds, Down goes to the list."""
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def open_chosen(self) -> None:
        """Ask for the selected customer."""
        row = self.model.row(self.table.currentIndex().row())
        if row is not None:
            self.opened.emit(row.customer.customer_id)

    @Slot()
    def _to_table(self) -> None:
        self.table.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot(QModelIndex)
    def _selected(self, current: QModelIndex) -> None:
        """Whoever moves on has read the answer to the last step."""
        self._state = replace(self._state, said=Said.NOTHING, failure=None)
        self._tell(current)

    def _tell(self, current: QModelIndex) -> None:
        state, row = self._state, self.model.row(current.row())
        self._change.setEnabled(row is not None)
        if state.failure is not None:
            self.detail.say(Icon.STOP, str(words(state.failure.fault, state.failure.detail)), "bad")
        elif state.said is Said.SUPERVISOR_ONLY:
            told = translate("customers", "只有站长能登记和修改客户。请站长登录后再来")
            self.detail.say(Icon.LOCK, told, "warn")
        elif row is None:
            none = (
                translate("customers", "没有找到客户") if self.search.text() else translate("customers", "还没有客户")
            )
            self.detail.say(Icon.INFO, none, "muted")
        else:
            look = standing_look(row.standing)
            parts = (row.customer.name, row.customer.credit_code, look.words, next_step(row.standing))
            told = " · ".join(part for part in parts if part)
            if state.said is Said.SAVED and state.chosen == row.customer.customer_id:
                told = translate("customers", "已保存：{customer}").format(customer=told)
            self.detail.say(look.icon, told, look.tone if look.tone in _TONES else "muted")

    def _set_columns(self, theme: Theme) -> None:
        """Widths from what a column may hold; the name takes the rest."""
        samples: dict[int, list[str]] = {
            Column.KIND: [kind_words(kind) for kind in CustomerKind],
            Column.AGREEMENT: ["XY-2026-000000"],
            Column.TERM: [translate("customers", "{begins} 至 {ends}").format(begins="0000-00-00", ends="0000-00-00")],
            Column.FILING: [
                translate("customers", "{filing}（省局）").format(filing=filing_words(filing)) for filing in Filing
            ],
            Column.RESPONSIBLE: ["Ｗ****"],
            Column.PHONE: ["000*******00"],
            Column.STANDING: [standing_look(standing).words for standing in AgreementStanding],
        }
        set_columns(self.table, theme, samples, rest=Column.NAME, iconed=Column.STANDING, gaps=3)

    def _lay_out(self, theme: Theme) -> None:
        gap = theme.sizes.gap
        head = QHBoxLayout()
        head.setSpacing(gap * 2)
        head.addWidget(text_label("large", translate("customers", "协议客户与单位")))
        head.addWidget(self.search, 1)
        head.addWidget(self._count)
        foot = card()
        inner = QHBoxLayout(foot)
        inner.setContentsMargins(gap * 2, gap, gap * 2, gap)
        inner.setSpacing(gap)
        inner.addWidget(self.detail, 1)
        inner.addWidget(self._change)
        inner.addWidget(self._add)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(gap * 2, gap, gap * 2, gap)
        layout.setSpacing(gap)
        layout.addLayout(head)
        layout.addWidget(self.table, 1)
        layout.addWidget(foot)


class _SearchField(QLineEdit):
    """Names may be Chinese, initials need no input method. ``went_down`` asks for the list."""

    went_down = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setMaxLength(120)
        self.setMinimumHeight(theme.sizes.touch)
        self.setClearButtonEnabled(True)
        self.setAccessibleName(translate("customers", "查找客户"))
        self.setPlaceholderText(translate("customers", "输入名称、拼音首字母、信用代码或协议编号查找"))

    def keyPressEvent(self, event: QKeyEvent, /) -> None:  # noqa: N802 - Qt's name
        """Down leaves for the list."""
        if event.key() == Qt.Key.Key_Down:
            self.went_down.emit()
        else:
            super().keyPressEvent(event)
