"""Rows with an id behind them, for lists that are read and chosen from.

Invariants:
- Rows are rebuilt only when they differ, so that what is chosen stays chosen.
"""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QTableView

_ID: Final = Qt.ItemDataRole.UserRole


def rows_model(*heads: str) -> QStandardItemModel:
    """An empty model with these columns."""
    model = QStandardItemModel()
    model.setHorizontalHeaderLabels(list(heads))
    return model


def fill_rows(model: QStandardItemModel, rows: Sequence[tuple[str, Sequence[str]]]) -> None:
    """Rows with their ids; left as they are where nothing has changed, so that the selection stays."""
    shown = [
        (
            id_at(model, model.index(row, 0)),
            tuple(str(model.index(row, column).data()) for column in range(model.columnCount())),
        )
        for row in range(model.rowCount())
    ]
    if shown == [(identifier, tuple(texts)) for identifier, texts in rows]:
        return
    model.removeRows(0, model.rowCount())
    for identifier, texts in rows:
        items = [QStandardItem(text) for text in texts]
        items[0].setData(identifier, _ID)
        model.appendRow(items)


def id_at(model: QStandardItemModel, index: QModelIndex) -> str | None:
    """The id of the row that ``index`` is in; None beside every row."""
    found = model.index(index.row(), 0).data(_ID) if index.isValid() else None
    return found if isinstance(found, str) else None


def select_row(table: QTableView, model: QStandardItemModel, identifier: str | None) -> None:
    """Choose the row with that id, unless it is chosen."""
    for row in range(model.rowCount()):
        if id_at(model, model.index(row, 0)) == identifier and table.currentIndex().row() != row:
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            table.selectionModel().setCurrentIndex(model.index(row, 0), flags)
