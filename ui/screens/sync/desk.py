"""The sync page in its window: view and presenter put together, and what happens handed to both."""

from app.domain.clerk import Clerk
from app.events import SyncStatus
from ui.keys import KeyTable
from ui.screens.sync.actions import SyncPorts
from ui.screens.sync.presenter import SyncPresenter
from ui.screens.sync.view import SyncView
from ui.shell import Shell
from ui.theme import Theme


class SyncDesk:
    """The page. Main thread only."""

    def __init__(self, shell: Shell, theme: Theme, keys: KeyTable, ports: SyncPorts) -> None:
        self.view = SyncView(theme, keys, ports.local)
        self.presenter = SyncPresenter(self.view, ports)
        self.view.wire(self.presenter)
        self.view.page_asked.connect(shell.asked)
        shell.add_page(self.view)

    def take(self, status: SyncStatus) -> None:
        """Something happened on the link."""
        self.presenter.take(status)

    def clerk_signed_in(self, clerk: Clerk) -> None:
        """From now on the words are this clerk's."""
        self.presenter.clerk_signed_in(clerk)

    def locked(self) -> None:
        """Nobody's words until somebody signs in."""
        self.presenter.locked()

    def stop(self) -> None:
        """The program ends: so does the test under way."""
        self.presenter.stop()
