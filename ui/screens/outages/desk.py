"""The interruptions page in its window, with the late entry page behind it; what happens is handed to both."""

from functools import partial

from app.domain.clerk import Clerk
from app.events import OutageTold, RiskAssessed
from ui.keys import KeyTable
from ui.screens.late_entry.presenter import LateEntryPorts, LateEntryPresenter
from ui.screens.late_entry.view import LateEntryView
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
        self.late_view = LateEntryView(theme, ports.policy, keys, ports.local)
        self.late = LateEntryPresenter(
            self.late_view,
            LateEntryPorts(
                begin=ports.actions.begin_late_entry,
                policy=ports.policy,
                store_tasks=ports.store_tasks,
                now=ports.now,
                local=ports.local,
                bell=ports.bell,
            ),
        )
        self.late_view.wire(self.late)
        shell.add_page(self.late_view)
        self.view.late_asked.connect(self.begin_late_entry)
        self.late_view.left.connect(partial(shell.open_page, self.view))

    def begin_late_entry(self) -> None:
        """Show the page on which a paper form is begun."""
        self.late.begin()
        self._shell.open_page(self.late_view)

    def take(self, happening: OutageTold | RiskAssessed) -> None:
        """Something about interruptions has happened."""
        if isinstance(happening, RiskAssessed):
            self._shell.status_bar.show_risk(risk_chip(happening.assessment))
        self.presenter.refresh()

    def clerk_signed_in(self, clerk: Clerk) -> None:
        """From now on the steps are this clerk's."""
        self.presenter.clerk_signed_in(clerk)
        self.late.clerk_signed_in(clerk)

    def locked(self) -> None:
        """Nobody works here."""
        self.presenter.locked()
        self.late.locked()
