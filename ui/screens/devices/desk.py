"""The device page in its window: view and presenter put together, and the chips in the status line kept in step."""

from app.device_board import Chosen, DeviceRole, kind_of
from devices.ports import CardFailed, CardRead, DeviceStatus, ScaleCleared, ScanEvent, WeightTaken
from ui.keys import KeyTable
from ui.screens.devices.actions import DevicesPorts
from ui.screens.devices.keys_presenter import KeysPresenter
from ui.screens.devices.presenter import DevicesPresenter
from ui.screens.devices.view import DevicesView
from ui.shell import Shell
from ui.theme import Theme


class DevicesDesk:
    """The page. Main thread only."""

    def __init__(self, shell: Shell, theme: Theme, keys: KeyTable, ports: DevicesPorts) -> None:
        self._shell = shell
        self.view = DevicesView(theme, keys, ports.actions.preview)
        self.presenter = DevicesPresenter(self.view, self, ports)
        bind = ports.actions.bind
        self.key_binder = KeysPresenter(self.view.keys, ports.keys, bind, ports.device_tasks, ports.bell)
        self.view.wire(self.presenter, self.key_binder)
        for role, name in ports.actions.names.items():
            self.named(role, name)
        shell.add_page(self.view)

    def take(self, status: DeviceStatus) -> None:
        """A device says how it is."""
        self._shell.status_bar.show_device(status)
        self.presenter.changed()

    def takes(self, evidence: ScanEvent | CardRead | CardFailed | WeightTaken | ScaleCleared) -> bool:
        """Whether what a device brought is only a trial, because this page is open; then it is shown here."""
        if self._shell.page is not self.view:
            return False
        self.presenter.take(evidence)
        return True

    def chosen(self, chosen: Chosen) -> None:
        """See :class:`~ui.screens.devices.presenter.Chips`."""
        for device in chosen.gone:
            self._shell.status_bar.forget_device(device)
        if chosen.unusable is not None:
            self._shell.status_bar.show_device(chosen.unusable)

    def named(self, role: DeviceRole, name: str) -> None:
        """See :class:`~ui.screens.devices.presenter.Chips`."""
        kind = kind_of(role)
        if kind is not None and kind.value == role.value:  # a kind's chip has one name
            self._shell.status_bar.name_device(kind, name)
