"""The closed handovers as a Qt table model over frozen rows."""

from collections.abc import Callable
from datetime import datetime
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from app.domain.policy import Policy
from app.usecases.handover_results import ListedHandover
from ui.screens.handover.wording import carrier_words, place_words
from ui.texts import translate

Index = QModelIndex | QPersistentModelIndex


class HandoverColumn(IntEnum):
    """The columns of the closed handovers, left to right."""

    TIME = 0
    PLACE = 1
    CARRIER = 2
    COUNT = 3
    DRIVER = 4
    CLERK = 5


class ClosedHandoversModel(QAbstractTableModel):
    """Closed handovers, newest first."""

    def __init__(self, policy: Policy, local: Callable[[datetime], datetime]) -> None:
        super().__init__()
        self._policy = policy
        self._local = local
        self._rows: tuple[ListedHandover, ...] = ()

    def show_rows(self, rows: tuple[ListedHandover, ...]) -> None:
        """Show ``rows``."""
        if rows != self._rows:
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()

    def row(self, index: int) -> ListedHandover | None:
        """The handover in that row."""
        return self._rows[index] if 0 <= index < len(self._rows) else None

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: N802 - Qt's name
        """How many are listed."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:  # noqa: N802 - same
        """Always the same."""
        return 0 if parent is not None and parent.isValid() else len(HandoverColumn)

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The columns' names."""
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return {
            HandoverColumn.TIME: translate("handover", "时间"),
            HandoverColumn.PLACE: translate("handover", "车辆 / 集包"),
            HandoverColumn.CARRIER: translate("handover", "企业"),
            HandoverColumn.COUNT: translate("handover", "件数"),
            HandoverColumn.DRIVER: translate("handover", "驾驶员"),
            HandoverColumn.CLERK: translate("handover", "工号"),
        }[HandoverColumn(section)]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A cell's words."""
        row = self.row(index.row())
        if row is None or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        handover = row.handover
        closed_at = handover.closed_at or handover.opened_at
        return {
            HandoverColumn.TIME: f"{self._local(closed_at):%m-%d %H:%M}",
            HandoverColumn.PLACE: place_words(handover),
            HandoverColumn.CARRIER: carrier_words(handover.carrier, self._policy),
            HandoverColumn.COUNT: str(row.count),
            HandoverColumn.DRIVER: handover.driver or "—",
            HandoverColumn.CLERK: handover.closed_by or "—",
        }[HandoverColumn(index.column())]
