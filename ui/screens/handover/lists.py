"""The right side: the parcels of the open manifest, or the closed ones; an empty list says what to do."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.domain.inspection import ScreeningPlace
from app.domain.policy import Policy
from app.usecases.handover_results import ListedHandover
from ui.keys import Action, KeyTable
from ui.language import label_of
from ui.models.closed_handovers_model import ClosedHandoversModel, HandoverColumn
from ui.models.handed_parcels_model import HandedParcelsModel, ParcelColumn
from ui.screens.handover.state import HandoverPage
from ui.screens.handover.wording import carrier_words, screening_place_words
from ui.texts import translate
from ui.theme import Theme
from ui.widgets.key_button import KeyButton
from ui.widgets.list_table import ListTable, set_columns
from ui.widgets.styling import card, text_label


class ListOrHint(QStackedWidget):
    """A table, or words where it has no rows."""

    def __init__(self, theme: Theme, table: ListTable, hint: str) -> None:
        super().__init__()
        self._table = table
        empty = card()
        inner = QVBoxLayout(empty)
        inner.setContentsMargins(theme.sizes.gap * 4, 0, theme.sizes.gap * 4, 0)
        label = text_label("muted", hint, wraps=True)
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        inner.addWidget(label)
        self.addWidget(table)
        self.addWidget(empty)

    def show_rows(self, count: int) -> None:
        """Show the table as soon as it has rows."""
        self.setCurrentIndex(0 if count else 1)


class ParcelsList(QWidget):
    """The parcels that were scanned, newest first."""

    def __init__(self, theme: Theme, policy: Policy, local: Callable[[datetime], datetime]) -> None:
        super().__init__()
        self.model = HandedParcelsModel(theme, policy, local)
        self.table = ListTable(theme)
        self.table.setAccessibleName(translate("handover", "本单快件"))
        self.table.setModel(self.model)
        hint = translate("handover", "把要装车的快件逐件扫面单条码，或扫验视标签上的二维码，扫到的列在这里")
        self._rows = ListOrHint(theme, self.table, hint)
        places = [
            translate("handover", "已安检：{place}").format(place=screening_place_words(p)) for p in ScreeningPlace
        ]
        samples: dict[int, list[str]] = {
            ParcelColumn.NUMBER: ["0000"],
            ParcelColumn.WAYBILL: ["JD0000000000000-1-1"],
            ParcelColumn.MARK: ["WWWWW-WWWWW"],
            ParcelColumn.WEIGHT: ["100.00"],
            ParcelColumn.TIME: ["00:00:00"],
            ParcelColumn.STANDING: places,
        }
        set_columns(self.table, theme, samples, rest=ParcelColumn.CARRIER, iconed=ParcelColumn.STANDING, gaps=3)
        _lay_out(self, theme, text_label("large", translate("handover", "本单快件")), self._rows)

    @property
    def chosen(self) -> str | None:
        """The waybill number of the row that is selected."""
        parcel = self.model.parcel(self.table.currentIndex().row())
        return parcel.waybill_number if parcel is not None else None

    def show_state(self, state: HandoverPage) -> None:
        """Show ``state``; the newest parcel is selected, or the first of those that may not leave any more."""
        came = self.model.show_manifest(state.manifest)
        self._rows.show_rows(self.model.rowCount())
        stopped = self.model.newly_stopped()
        if stopped is not None:
            self.table.selectRow(stopped)
        elif self.model.rowCount() and (came or not self.table.currentIndex().isValid()):
            self.table.selectRow(0)
            self.table.scrollToTop()


class ClosedList(QWidget):
    """The closed handovers, newest first. ``print_asked`` and ``save_asked`` are about the selected one."""

    print_asked = Signal()
    save_asked = Signal()

    def __init__(self, theme: Theme, policy: Policy, keys: KeyTable, local: Callable[[datetime], datetime]) -> None:
        super().__init__()
        self.model = ClosedHandoversModel(policy, local)
        self.table = ListTable(theme)
        self.table.setAccessibleName(translate("handover", "已交接"))
        self.table.setModel(self.model)
        hint = translate("handover", "还没有交接过。在左边选企业、填车辆，回车开单，再逐件扫描")
        self._rows = ListOrHint(theme, self.table, hint)
        carriers = [label_of(carrier) for carrier in policy.carriers]
        samples: dict[int, list[str]] = {
            HandoverColumn.TIME: ["00-00 00:00"],
            HandoverColumn.CARRIER: [*carriers, carrier_words("", policy)],
            HandoverColumn.COUNT: ["0000"],
            HandoverColumn.DRIVER: ["\u4e00" * 5],
            HandoverColumn.CLERK: ["000000"],
        }
        set_columns(self.table, theme, samples, rest=HandoverColumn.PLACE, iconed=-1, gaps=3)
        self._print = KeyButton(theme, translate("handover", "再打印"), keys.label(Action.PRINT_LABEL))
        self._print.clicked.connect(partial(self.print_asked.emit))
        self._save = KeyButton(theme, translate("handover", "存为 PDF"), keys.label(Action.SAVE))
        self._save.clicked.connect(partial(self.save_asked.emit))
        _lay_out(self, theme, text_label("large", translate("handover", "已交接")), self._rows, self._print, self._save)

    @property
    def chosen(self) -> ListedHandover | None:
        """The handover of the row that is selected."""
        return self.model.row(self.table.currentIndex().row())

    def show_state(self, state: HandoverPage) -> None:
        """Show ``state``; the newest handover is selected."""
        self.model.show_rows(state.closed)
        self._rows.show_rows(len(state.closed))
        if state.closed and not self.table.currentIndex().isValid():
            self.table.selectRow(0)
        for button in (self._print, self._save):
            button.setEnabled(bool(state.closed))


def _lay_out(part: QWidget, theme: Theme, title: QWidget, rows: QWidget, *buttons: QWidget) -> None:
    layout = QVBoxLayout(part)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(theme.sizes.gap)
    head = QHBoxLayout()
    head.setSpacing(theme.sizes.gap)
    head.addWidget(title)
    head.addStretch(1)
    for button in buttons:
        head.addWidget(button)
    layout.addLayout(head)
    layout.addWidget(rows, 1)
