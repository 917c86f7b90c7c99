"""The interruptions page in its window: view and presenter put together, and what happens handed to both."""

from app.domain.clerk import Clerk
from app.events import OutageTold, RiskAssessed
from ui.keys import KeyTable
from ui.screens.outages.actions import OutagePorts
from ui.screens.outages.presenter import OutagesPresenter
from ui.screens.outages.view import OutagesView
from ui.shell import Shell
from ui.theme import Theme
from ui.widgets.pdf_dialog import AskPath
from ui.wording.outages import risk_chip


class OutageDesk:
    """The page, and the status line's word about the flow of data. Main thread only."""

    def __init__(self, shell: Shell, theme: Theme, keys: KeyTable, ports: OutagePorts, ask_path: AskPath) -> None:
        self._shell = shell
        self.view = OutagesView(theme, ports.policy, keys, ports.local, ask_path)
        self.presenter = OutagesPresenter(self.view, ports)
        self.view.wire(self.presenter)
        shell.add_page(self.view)

    def take(self, happening: OutageTold | RiskAssessed) -> None:
        """Something about interruptions has happened."""
        if isinstance(happening, RiskAssessed):
            self._shell.status_bar.show_risk(risk_chip(happening.assessment))
        self.presenter.refresh()

    def clerk_signed_in(self, clerk: Clerk) -> None:
        """From now on the steps are this clerk's."""
        self.presenter.clerk_signed_in(clerk)

    def locked(self) -> None:
        """Nobody works here."""
        self.presenter.locked()
