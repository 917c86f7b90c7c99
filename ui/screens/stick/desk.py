"""The stick's page put together, and its way from the records and back."""

from collections.abc import Callable

from ui.keys import KeyTable
from ui.screens.stick.presenter import StickPorts, StickPresenter
from ui.screens.stick.view import StickView
from ui.shell import Shell
from ui.theme import Theme
from ui.widgets.stick_dialog import AskFolder


class StickDesk:
    """``leave`` brings the records back."""

    def __init__(
        self,
        shell: Shell,
        theme: Theme,
        keys: KeyTable,
        ports: StickPorts,
        *,
        ask_folder: AskFolder,
        leave: Callable[[], None],
    ) -> None:
        self._shell = shell
        self.view = StickView(theme, keys, ask_folder)
        self.presenter = StickPresenter(self.view, ports)
        self.view.wire(self.presenter)
        self.view.left.connect(leave)
        shell.add_page(self.view)

    def open(self) -> None:
        """Bring the page to the front; it has no tab of its own."""
        self._shell.open_page(self.view)
        self._shell.top_bar.show_page(None)

    def locked(self) -> None:
        """Nobody works here."""
        self.presenter.locked()

    def stop(self) -> None:
        """The program ends: so does the task under way."""
        self.presenter.stop()
