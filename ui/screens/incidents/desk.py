"""The handling card and the incidents page in the window: who is told what, and which of them is in front.

Invariants:
- F3 shows the card from wherever it is pressed. While it stands open no scan and no document takes it away.
- At the counter the find is in the counter's parcel; on every other page in the accepted parcel that the page is about,
  else in none: the parcel that waits at the counter meanwhile is left alone.
- After a discreet incident the counter looks as after any other parcel; after another one the form is open.
"""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtWidgets import QWidget

from app.domain.clerk import Clerk
from app.domain.incident_cards import card_for, known_category
from app.usecases.incident_results import InAccepted, InOutlet, InParcel, Opened, Place
from devices.ports import CardFailed, CardRead, ScanEvent
from ui.keys import Action, KeyTable
from ui.screens.acceptance.presenter import AcceptancePresenter
from ui.screens.incidents.actions import IncidentPorts
from ui.screens.incidents.card_presenter import HandlingCardPresenter
from ui.screens.incidents.presenter import IncidentsPresenter
from ui.screens.incidents.view import IncidentsView
from ui.shell import Shell
from ui.theme import Theme
from ui.widgets.handling_card import HandlingCardView


class IncidentDesk:
    """Main thread only. ``open_page`` brings a page of the window to the front.

    ``counter`` is the counter's page, ``at_hand`` the number of the accepted parcel that the open page is about.
    """

    def __init__(
        self,
        shell: Shell,
        theme: Theme,
        keys: KeyTable,
        ports: IncidentPorts,
        *,
        acceptance: AcceptancePresenter,
        counter: QWidget,
        at_hand: Callable[[], str | None],
        open_page: Callable[[Action], None],
    ) -> None:
        self._shell = shell
        self._ports = ports
        self._acceptance = acceptance
        self._counter = counter
        self._at_hand = at_hand
        self._open_page = open_page
        self._clerk: Clerk | None = None
        self._from: QWidget = shell.page
        self.card_view = HandlingCardView(theme, keys)
        self.card = HandlingCardPresenter(self.card_view, ports, keys, opened=self._opened, left=self._left)
        self.card_view.wire(self.card)
        self.view = IncidentsView(theme, ports.policy, keys, ports.local, ports.now())
        self.page = IncidentsPresenter(self.view, ports, shell.status_bar.show_incidents)
        self.view.wire(self.page)
        self.view.new_asked.clicked.connect(self.begin)
        shell.add_page(self.card_view)
        shell.add_page(self.view)

    def start(self) -> None:
        """The store is open: what is due is due on."""
        self.page.refresh()

    def clerk_signed_in(self, clerk: Clerk) -> None:
        """Somebody works here now."""
        self._clerk = clerk
        self.page.clerk_signed_in(clerk)

    def locked(self) -> None:
        """Nobody does."""
        self._clerk = None
        self.card.end()
        self.page.locked()

    def refresh(self) -> None:
        """Something has happened."""
        self.page.refresh()

    def tick(self, now: datetime) -> None:
        """A second has passed."""
        self.page.tick(now)

    def begin(self) -> None:
        """Something dangerous or criminal was found: the handling card, at once."""
        if self._clerk is None or self._shell.page is self.card_view:
            return
        self._from = self._shell.page
        clerk, county = self._clerk.number, self.page.county
        if self._from is self._counter:
            known = known_category(self._ports.policy, self._acceptance.view.decision.goods)
            self.card.begin(self._at_counter, known, clerk, county)
        else:
            number = self._at_hand()
            place = InAccepted(number) if number is not None else InOutlet()
            self.card.begin(lambda: place, None, clerk, county)
        self._shell.open_page(self.card_view)

    def freeze(self, waybill_number: str) -> None:
        """A waybill of the records is to be frozen."""
        if self._clerk is not None and waybill_number:
            self._open_page(Action.INCIDENTS_PAGE)
            self.page.begin_freeze(waybill_number)

    def takes(self, evidence: ScanEvent | CardRead | CardFailed) -> bool:
        """Whether what a device brought is not for the counter: the card stays, and a scan on the page is frozen."""
        if self._shell.page is self.card_view:
            return True
        if self._shell.page is self.view and isinstance(evidence, ScanEvent):
            self.page.scanned(evidence.text)
            return True
        return False

    def _at_counter(self) -> Place:
        parcel = self._acceptance.view.parcel
        return InParcel(parcel.parcel_id) if parcel is not None else InOutlet()

    def _opened(self, opened: Opened) -> None:
        shown = card_for(self._ports.policy, opened.incident.category)
        # the parcel has left the counter
        self._acceptance.open()
        self.page.refresh()
        if shown is not None and shown.discreet:
            self._open_page(Action.COUNTER_PAGE)
        else:
            self._open_page(Action.INCIDENTS_PAGE)
            self.page.select(opened.incident.incident_id)

    def _left(self) -> None:
        # its tab is marked still
        self._shell.open_page(self._from)
