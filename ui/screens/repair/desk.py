"""The repair page in its window: view and presenter put together."""

from app.domain.clerk import Clerk
from ui.keys import KeyTable
from ui.screens.repair.actions import RepairPorts
from ui.screens.repair.presenter import RepairPresenter
from ui.screens.repair.view import RepairView
from ui.shell import Shell
from ui.theme import Theme


class RepairDesk:
    """The page. Main thread only."""

    def __init__(self, shell: Shell, theme: Theme, keys: KeyTable, ports: RepairPorts) -> None:
        self.view = RepairView(theme, ports.policy, keys, ports.local)
        self.presenter = RepairPresenter(self.view, ports)
        self.view.wire(self.presenter)
        shell.add_page(self.view)

    def refresh(self) -> None:
        """Something may have been returned or settled."""
        self.presenter.refresh()

    def clerk_signed_in(self, clerk: Clerk) -> None:
        """From now on the steps are this clerk's."""
        self.presenter.clerk_signed_in(clerk)

    def locked(self) -> None:
        """Nobody works here."""
        self.presenter.locked()
