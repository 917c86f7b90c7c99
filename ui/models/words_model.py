"""A small table of words and numbers as a Qt model: what an export writes, a page can list."""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from app.statistics_export import Table

Index = QModelIndex | QPersistentModelIndex

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class WordsModel(QAbstractTableModel):
    """Shows a :class:`Table`; whole numbers stand on the right."""

    def __init__(self, table: Table) -> None:
        super().__init__()
        self._table = table

    def show_table(self, table: Table) -> None:
        """Show ``table``, which has the same columns."""
        if table != self._table:
            self.beginResetModel()
            self._table = table
            self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: N802 - Qt's name
        """How many are listed."""
        return 0 if parent is not None and parent.isValid() else len(self._table.rows)

    def columnCount(self, parent: Index | None = None) -> int:  # noqa: N802 - same
        """Always the same."""
        return 0 if parent is not None and parent.isValid() else len(self._table.head)

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The columns' names."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            rows = self._table.rows
            return _RIGHT if rows and isinstance(rows[0][section], int) else None
        return self._table.head[section] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A cell's words."""
        if not index.isValid():
            return None
        cell = self._table.rows[index.row()][index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return f"{cell:,}" if isinstance(cell, int) else cell
            case Qt.ItemDataRole.TextAlignmentRole if isinstance(cell, int):
                return _RIGHT
            case _:
                return None
