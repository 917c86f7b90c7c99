"""The customers' list as a Qt table model over frozen rows.

Invariants:
- A person's name and phone leave the model masked only; a company's name is no personal data.
"""

from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from app.domain.masking import masked_name, masked_phone
from app.usecases.customers import ListedCustomer
from ui.icons import icon_of
from ui.screens.customers.wording import filed_words, kind_words, standing_look, term_words
from ui.texts import translate
from ui.theme import Theme


class Column(IntEnum):
    """The columns, left to right."""

    NAME = 0
    KIND = 1
    AGREEMENT = 2
    TERM = 3
    FILING = 4
    RESPONSIBLE = 5
    PHONE = 6
    STANDING = 7


class CustomersModel(QAbstractTableModel):
    """In the order in which they are given."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._rows: tuple[ListedCustomer, ...] = ()

    def show_rows(self, rows: tuple[ListedCustomer, ...]) -> bool:
        """Show ``rows``; whether they are others than before."""
        if rows == self._rows:
            return False
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()
        return True

    def row(self, index: int) -> ListedCustomer | None:
        """The customer in that row."""
        return self._rows[index] if 0 <= index < len(self._rows) else None

    def place_of(self, customer_id: str) -> int | None:
        """The row of that customer."""
        ids = [row.customer.customer_id for row in self._rows]
        return ids.index(customer_id) if customer_id in ids else None

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:  # noqa: N802 - Qt's name
        """How many customers are listed."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:  # noqa: N802 - same
        """Always the same."""
        return 0 if parent is not None and parent.isValid() else len(Column)

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The columns' names."""
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return {
            Column.NAME: translate("customers", "名称"),
            Column.KIND: translate("customers", "类别"),
            Column.AGREEMENT: translate("customers", "协议编号"),
            Column.TERM: translate("customers", "期限"),
            Column.FILING: translate("customers", "备案"),
            Column.RESPONSIBLE: translate("customers", "责任人"),
            Column.PHONE: translate("customers", "电话"),
            Column.STANDING: translate("customers", "今天"),
        }[Column(section)]

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A cell's words; for the standing its icon and colour as well."""
        row = self.row(index.row())
        if row is None:
            return None
        column = Column(index.column())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return _words(row, column)
        if role == Qt.ItemDataRole.ToolTipRole and column in (Column.NAME, Column.AGREEMENT):
            return _words(row, column)
        look = standing_look(row.standing)
        colour = getattr(self._theme.palette, look.tone)
        if column is Column.STANDING and role == Qt.ItemDataRole.DecorationRole:
            return icon_of(look.icon, colour, self._theme.sizes.icon)
        if column is Column.STANDING and role == Qt.ItemDataRole.ForegroundRole:
            return QColor(colour)
        return None


def _words(row: ListedCustomer, column: Column) -> str:
    customer, agreement = row.customer, row.customer.agreement
    return {
        Column.NAME: customer.name,
        Column.KIND: kind_words(customer.kind),
        Column.AGREEMENT: agreement.number if agreement is not None else "—",
        Column.TERM: term_words(agreement) if agreement is not None else "—",
        Column.FILING: filed_words(customer),
        Column.RESPONSIBLE: masked_name(customer.responsible_name),
        Column.PHONE: masked_phone(customer.phone),
        Column.STANDING: standing_look(row.standing).words,
    }[column]
