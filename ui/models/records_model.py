"""The records list as a Qt table model over frozen rows.

Invariants:
- Rows are masked before they come here; the model holds nothing else about a person.
"""

from collections.abc import Callable
from datetime import datetime
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from app.domain.policy import Policy
from app.ports import RecordRow
from ui.icons import icon_of
from ui.language import label_of
from ui.screens.records.wording import content_words, kind_words, state_look, why_words
from ui.texts import translate
from ui.theme import Theme
from ui.wording.retention import purged_words


class Column(IntEnum):
    """The columns, left to right."""

    TIME = 0
    KIND = 1
    WAYBILL = 2
    CARRIER = 3
    SENDER = 4
    CONTENT = 5
    CLERK = 6
    STATE = 7
    WHY = 8


class RecordsModel(QAbstractTableModel):
    """Newest first."""

    def __init__(self, theme: Theme, policy: Policy, local: Callable[[datetime], datetime]) -> None:
        super().__init__()
        self._theme = theme
        self._policy = policy
        self._local = local
        self._rows: tuple[RecordRow, ...] = ()

    def show_rows(self, rows: tuple[RecordRow, ...]) -> None:
        """Show ``rows``; what is selected stays selected where the list only changed or grew at its end."""
        if rows == self._rows:
            return
        old = self._rows
        if len(rows) > len(old) and [row.record_id for row in rows[: len(old)]] == [row.record_id for row in old]:
            self.beginInsertRows(QModelIndex(), len(old), len(rows) - 1)
            self._rows = rows
            self.endInsertRows()
            self._changed(len(old))
        elif [row.record_id for row in rows] == [row.record_id for row in old]:
            self._rows = rows
            self._changed(len(rows))
        else:
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()

    def row(self, index: int) -> RecordRow | None:
        """The record in that row."""
        return self._rows[index] if 0 <= index < len(self._rows) else None

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:  # noqa: N802 - Qt's name
        """How many records are loaded."""
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
            Column.TIME: translate("records", "时间"),
            Column.KIND: translate("records", "办理"),
            Column.WAYBILL: translate("records", "运单号"),
            Column.CARRIER: translate("records", "企业"),
            Column.SENDER: translate("records", "寄件人"),
            Column.CONTENT: translate("records", "内件 / 原因"),
            Column.CLERK: translate("records", "工号"),
            Column.STATE: translate("records", "上报"),
            Column.WHY: translate("records", "说明"),
        }[Column(section)]

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A cell's words; for the state its icon and colour as well."""
        row = self.row(index.row())
        if row is None:
            return None
        column = Column(index.column())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._words(row, column)
        if role == Qt.ItemDataRole.ToolTipRole and column is Column.WHY:
            return why_words(row)
        look = state_look(row)
        colour = getattr(self._theme.palette, look.tone)
        if column is Column.STATE and role == Qt.ItemDataRole.DecorationRole:
            return icon_of(look.icon, colour, self._theme.sizes.icon)
        if column is Column.STATE and role == Qt.ItemDataRole.ForegroundRole:
            return QColor(colour)
        return None

    def _words(self, row: RecordRow, column: Column) -> str:
        match column:
            case Column.TIME:
                return f"{self._local(row.at):%m-%d %H:%M}"
            case Column.CARRIER:
                carrier = self._policy.carrier(row.carrier) if row.carrier is not None else None
                return label_of(carrier) if carrier is not None else ""
            case Column.CONTENT:
                return content_words(row, self._policy)
            case Column.WHY:
                return why_words(row)
            case _:
                return {
                    Column.KIND: translate("records", "补录") if row.late else kind_words(row.kind),
                    Column.WAYBILL: row.waybill_number or "—",
                    Column.SENDER: purged_words() if row.text_purged else row.sender_masked or "—",
                    Column.CLERK: str(row.clerk),
                    Column.STATE: state_look(row).word,
                }[column]

    def _changed(self, rows: int) -> None:
        if rows:
            self.dataChanged.emit(self.index(0, 0), self.index(rows - 1, len(Column) - 1))
