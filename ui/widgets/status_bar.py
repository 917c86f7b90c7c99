"""The line at the bottom: devices, what waits, the sum, and today."""

from dataclasses import replace
from datetime import datetime

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from app.events import SyncStatus
from app.usecases.results import CounterTotals
from devices.ports import DeviceKind, DeviceStatus
from sync.ports import OutboxCounts
from ui.status_words import ChipWords, device_words, sum_words, sync_words
from ui.texts import translate
from ui.theme import Theme
from ui.widgets.chip import Chip
from ui.widgets.styling import text_label

_NOTHING_YET = OutboxCounts(0, 0, 0, 0, None, 0, 0, 0)


class StatusBar(QFrame):
    """Shows the newest facts. A kind of device has a chip from its first status on."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("statusBar")
        self._devices: dict[str, DeviceStatus] = {}
        self._names: dict[DeviceKind, str] = {}
        self._sync = SyncStatus(_NOTHING_YET, None, None, running=False)
        self._chips = {kind: Chip(theme) for kind in DeviceKind}
        self._sync_chip = Chip(theme)
        self._incident_chip = Chip(theme)
        self._risk_chip = Chip(theme)
        self._sum = text_label("small")
        self._today = text_label("small")
        layout = QHBoxLayout(self)
        gap = theme.sizes.gap
        layout.setContentsMargins(gap * 2, 4, gap * 2, 4)
        layout.setSpacing(gap)
        for chip in (self._incident_chip, self._risk_chip, *self._chips.values()):
            chip.hide()
            layout.addWidget(chip)
        layout.addStretch(1)
        for part in (self._sync_chip, self._sum, self._today):
            layout.addWidget(part)
            layout.addSpacing(gap)

    @property
    def sum_text(self) -> str:
        """The sum as shown."""
        return self._sum.text()

    def chip_text(self, kind: DeviceKind) -> str:
        """What the chip of ``kind`` says."""
        return self._chips[kind].text

    def chip_tip(self, kind: DeviceKind) -> str:
        """What the chip of ``kind`` says to whoever rests on it."""
        return self._chips[kind].toolTip()

    @property
    def sync_text(self) -> str:
        """What the sync chip says."""
        return self._sync_chip.text

    @property
    def incident_text(self) -> str:
        """What the incidents' clock says; "" when no report is due."""
        return self._incident_chip.text if self._incident_chip.isVisibleTo(self) else ""

    def show_incidents(self, words: ChipWords | None) -> None:
        """The time that is left for an incident's report; None when none is due."""
        self._incident_chip.setVisible(words is not None)
        if words is not None:
            self._incident_chip.say(words.icon, words.text, words.tone, words.todo)

    @property
    def risk_text(self) -> str:
        """What the chip about the flow of data says; "" while all is well."""
        return self._risk_chip.text if self._risk_chip.isVisibleTo(self) else ""

    def show_risk(self, words: ChipWords | None) -> None:
        """How near the data are to not reaching the province; None while all is well."""
        self._risk_chip.setVisible(words is not None)
        if words is not None:
            self._risk_chip.say(words.icon, words.text, words.tone, words.todo)

    def show_device(self, status: DeviceStatus) -> None:
        """A device's state has changed."""
        self._devices[status.device] = status
        self._show_kind(status.kind)

    def forget_device(self, device: str) -> None:
        """A device has no place at the counter any more."""
        status = self._devices.pop(device, None)
        if status is not None:
            self._show_kind(status.kind)

    def name_device(self, kind: DeviceKind, name: str) -> None:
        """What people here call the device of that kind; "" for no name of its own."""
        self._names[kind] = name
        self._show_kind(kind)

    def _show_kind(self, kind: DeviceKind) -> None:
        chip = self._chips[kind]
        of_kind = [known for known in self._devices.values() if known.kind is kind]
        chip.setVisible(bool(of_kind))
        if of_kind:
            words = device_words(kind, of_kind)
            name = self._names.get(kind)
            tip = translate("devices", "{name}：{words}").format(name=name, words=words.todo) if name else words.todo
            chip.say(words.icon, words.text, words.tone, tip)

    def show_sync(self, status: SyncStatus, now: datetime) -> None:
        """The sync's state has changed."""
        self._sync = status
        self.refresh(now)

    def show_totals(self, totals: CounterTotals, now: datetime) -> None:
        """The sums have changed."""
        self._sync = replace(self._sync, counts=totals.counts)
        today = translate("sync", "今日收寄 {accepted} 件").format(accepted=totals.accepted_today)
        refused = translate("sync", "拒收 {refused}").format(refused=totals.refused_today)
        self._today.setText(f"{today} · {refused}" if totals.refused_today else today)
        self.refresh(now)

    def refresh(self, now: datetime) -> None:
        """Ages grow while nothing happens."""
        words = sync_words(self._sync, now)
        self._sync_chip.say(words.icon, words.text, words.tone, words.todo)
        self._sum.setText(sum_words(self._sync.counts))
