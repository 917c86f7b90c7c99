"""Incidents and frozen waybills as a Qt table model over frozen rows.

Invariants:
- No person stands in it. A discreet incident is a number until it is revealed.
"""

from collections.abc import Callable
from datetime import datetime
from enum import IntEnum
from typing import assert_never

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from app.domain.policy import Policy
from ui.icons import Icon, icon_of
from ui.screens.incidents.state import HoldRow, IncidentsState, OpenRow, ReportedRow, Row
from ui.screens.incidents.wording import RowLook, hold_words, incident_look, incident_words
from ui.texts import translate
from ui.theme import Theme


class Column(IntEnum):
    """The columns, left to right."""

    STATE = 0
    WHAT = 1
    WAYBILL = 2
    TIME = 3


class IncidentsModel(QAbstractTableModel):
    """In the order in which they are given."""

    def __init__(self, theme: Theme, policy: Policy, local: Callable[[datetime], datetime], now: datetime) -> None:
        super().__init__()
        self._theme = theme
        self._policy = policy
        self._local = local
        self._state = IncidentsState(now)

    def show_state(self, state: IncidentsState) -> None:
        """Show the rows of ``state``."""
        same = [row.row_id for row in state.rows] == [row.row_id for row in self._state.rows]
        if not same:
            self.beginResetModel()
        self._state = state
        if same:
            self._all_changed()
        else:
            self.endResetModel()

    def show_time(self, state: IncidentsState) -> None:
        """The time that is left has changed."""
        self._state = state
        self._all_changed()

    def row(self, index: int) -> Row | None:
        """What that row is about."""
        return self._state.rows[index] if 0 <= index < len(self._state.rows) else None

    def place_of(self, row_id: str | None) -> int | None:
        """Where that row is."""
        ids = [row.row_id for row in self._state.rows]
        return ids.index(row_id) if row_id in ids else None

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:  # noqa: N802 - Qt's name
        """How many rows there are."""
        return 0 if parent is not None and parent.isValid() else len(self._state.rows)

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
            Column.STATE: translate("incidents", "状态"),
            Column.WHAT: translate("incidents", "内容"),
            Column.WAYBILL: translate("incidents", "运单号"),
            Column.TIME: translate("incidents", "时间"),
        }[Column(section)]

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A cell's words; for the state its icon and colour as well."""
        row = self.row(index.row())
        if row is None:
            return None
        column = Column(index.column())
        if role in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
            Qt.ItemDataRole.ToolTipRole,
        ):
            return self._words(row, column)
        look = self.look(row)
        colour = getattr(self._theme.palette, look.tone)
        if column is Column.STATE and role == Qt.ItemDataRole.DecorationRole:
            return icon_of(look.icon, colour, self._theme.sizes.icon)
        if column is Column.STATE and role == Qt.ItemDataRole.ForegroundRole:
            return QColor(colour)
        return None

    def look(self, row: Row) -> RowLook:
        """How a row stands."""
        match row:
            case OpenRow(incident) | ReportedRow(incident):
                return incident_look(self._policy, incident, self._state.now)
            case HoldRow(_, parcels) if any(parcel.departure is not None for parcel in parcels):
                return RowLook(Icon.WARNING, translate("incidents", "已冻结，件已离开"), "bad")
            case HoldRow():
                return RowLook(Icon.LOCK, translate("incidents", "已冻结"), "accent")
            case _:
                assert_never(row)

    def _words(self, row: Row, column: Column) -> str:
        match row:
            case OpenRow(incident) | ReportedRow(incident):
                revealed = self._state.revealed == incident.incident_id
                what = incident_words(self._policy, incident, revealed=revealed)
                waybill, at = incident.waybill_number, incident.opened_at
            case HoldRow(hold):
                what, waybill, at = hold_words(self._policy, hold), hold.waybill_number, hold.placed_at
            case _:
                assert_never(row)
        return {
            Column.STATE: self.look(row).words,
            Column.WHAT: what,
            Column.WAYBILL: waybill or "—",
            Column.TIME: f"{self._local(at):%m-%d %H:%M}",
        }[column]

    def _all_changed(self) -> None:
        if self._state.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._state.rows) - 1, len(Column) - 1))
