"""The parcels of an open handover as a Qt table model over frozen rows.

Invariants:
- A scan inserts one row on top; a parcel that is taken back removes one: what is selected and where the list stands
  stays as it was.
- Waybill numbers and what was done to the parcels: nothing about a person stands here.
"""

from collections.abc import Callable
from datetime import datetime
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from app.domain.handover import DoorStop
from app.domain.policy import Policy
from app.inspection_mark import shown_short_code
from app.inspection_ports import HandedParcel
from app.usecases.handover_results import OpenManifest
from ui.icons import Icon, icon_of
from ui.screens.handover.wording import parcel_carrier_words, screening_words, stop_words, weight_words
from ui.texts import translate
from ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex


class ParcelColumn(IntEnum):
    """The columns of the parcels, left to right."""

    NUMBER = 0
    WAYBILL = 1
    CARRIER = 2
    MARK = 3
    WEIGHT = 4
    TIME = 5
    STANDING = 6


class HandedParcelsModel(QAbstractTableModel):
    """Newest first."""

    def __init__(self, theme: Theme, policy: Policy, local: Callable[[datetime], datetime]) -> None:
        super().__init__()
        self._theme = theme
        self._policy = policy
        self._local = local
        self._parcels: tuple[HandedParcel, ...] = ()
        self._stops: dict[str, DoorStop] = {}
        self._stops_changed = False

    def show_manifest(self, manifest: OpenManifest | None) -> bool:
        """Show its parcels; whether one came on top."""
        parcels = manifest.parcels if manifest is not None else ()
        stops = {stop.number: stop.stop for stop in manifest.stopped} if manifest is not None else {}
        old = self._parcels
        came = len(parcels) == len(old) + 1 and parcels[:-1] == old
        if came:
            self.beginInsertRows(QModelIndex(), 0, 0)
            self._parcels = parcels
            self.endInsertRows()
        elif parcels != old:
            self._show_others(parcels)
        self._stops_changed = stops != self._stops
        if self._stops_changed:
            self._stops = stops
            self._changed()
        return came

    def newly_stopped(self) -> int | None:
        """The row of the first parcel that may not leave, when what was shown last has changed which those are."""
        if not self._stops_changed:
            return None
        rows = range(len(self._parcels) - 1, -1, -1)
        return next((row for row in rows if self._parcels[-1 - row].waybill_number in self._stops), None)

    def parcel(self, row: int) -> HandedParcel | None:
        """The parcel in that row."""
        return self._parcels[-1 - row] if 0 <= row < len(self._parcels) else None

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: N802 - Qt's name
        """How many parcels are on the list."""
        return 0 if parent is not None and parent.isValid() else len(self._parcels)

    def columnCount(self, parent: Index | None = None) -> int:  # noqa: N802 - same
        """Always the same."""
        return 0 if parent is not None and parent.isValid() else len(ParcelColumn)

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The columns' names."""
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return {
            ParcelColumn.NUMBER: translate("handover", "序号"),
            ParcelColumn.WAYBILL: translate("handover", "运单号"),
            ParcelColumn.CARRIER: translate("handover", "企业"),
            ParcelColumn.MARK: translate("handover", "验视标识"),
            ParcelColumn.WEIGHT: translate("handover", "公斤"),
            ParcelColumn.TIME: translate("handover", "时间"),
            ParcelColumn.STANDING: translate("handover", "安检"),
        }[ParcelColumn(section)]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A cell's words; for where it stands its icon and colour as well."""
        parcel = self.parcel(index.row())
        if parcel is None:
            return None
        column = ParcelColumn(index.column())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._words(index.row(), parcel, column)
        if column is not ParcelColumn.STANDING:
            return None
        icon, tone = self._look(parcel)
        colour = getattr(self._theme.palette, tone)
        if role == Qt.ItemDataRole.DecorationRole:
            return icon_of(icon, colour, self._theme.sizes.icon)
        return QColor(colour) if role == Qt.ItemDataRole.ForegroundRole else None

    def _look(self, parcel: HandedParcel) -> tuple[Icon, str]:
        if parcel.waybill_number in self._stops:
            return Icon.STOP, "bad"
        screening = parcel.screening
        if screening is not None and screening.passed:
            return Icon.CHECK_CIRCLE, "good"
        return (Icon.RING, "muted") if screening is None else (Icon.CLOCK, "calm")

    def _words(self, row: int, parcel: HandedParcel, column: ParcelColumn) -> str:
        match column:
            case ParcelColumn.CARRIER:
                return parcel_carrier_words(parcel.carrier, self._policy) or "—"
            case ParcelColumn.STANDING:
                stop = self._stops.get(parcel.waybill_number)
                return stop_words(stop) if stop is not None else screening_words(parcel.screening)
            case _:
                return {
                    ParcelColumn.NUMBER: str(len(self._parcels) - row),
                    ParcelColumn.WAYBILL: parcel.waybill_number,
                    ParcelColumn.MARK: shown_short_code(parcel.mark) if parcel.mark else "—",
                    ParcelColumn.WEIGHT: weight_words(parcel),
                    ParcelColumn.TIME: f"{self._local(parcel.scanned_at):%H:%M:%S}",
                }[column]

    def _show_others(self, parcels: tuple[HandedParcel, ...]) -> None:
        old = self._parcels
        gone = next((place for place, kept in enumerate(old) if place >= len(parcels) or parcels[place] != kept), 0)
        if len(parcels) == len(old) - 1 and parcels == (*old[:gone], *old[gone + 1 :]):
            row = len(old) - 1 - gone
            self.beginRemoveRows(QModelIndex(), row, row)
            self._parcels = parcels
            self.endRemoveRows()
            self._changed()
        elif [kept.waybill_number for kept in parcels] == [kept.waybill_number for kept in old]:
            self._parcels = parcels
            self._changed()
        else:
            self.beginResetModel()
            self._parcels = parcels
            self.endResetModel()

    def _changed(self) -> None:
        if self._parcels:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._parcels) - 1, len(ParcelColumn) - 1))
