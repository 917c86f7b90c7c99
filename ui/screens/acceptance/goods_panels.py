"""The three panels of lane 3 together: naming the goods, transport and packaging, the screening.

Invariants:
- What a panel does not take is the counter's: each answer says whether the key was used here.
- While nobody must notice what was found, no list of goods stays open by itself, and no hint or reason is told.
"""

from app.domain.clerk import ClerkNumber
from app.domain.inspection import PhotoRole
from app.domain.policy import RefusalReason
from ui.faults import failed
from ui.screens.acceptance.actions import CounterPorts
from ui.screens.acceptance.goods_state import GoodsState
from ui.screens.acceptance.naming import ItemNaming, NamingCounter
from ui.screens.acceptance.panel_board import PanelBoard
from ui.screens.acceptance.parcel_details import ParcelDetails
from ui.screens.acceptance.photographing import Photographer
from ui.screens.acceptance.refusing import fitting_refusal
from ui.screens.acceptance.screening_form import ScreeningForm
from ui.screens.acceptance.state import Panel


class GoodsPanels:
    """Main thread only."""

    def __init__(
        self, counter: NamingCounter, ports: CounterPorts, board: PanelBoard, photographer: Photographer
    ) -> None:
        self._counter = counter
        self._board = board
        self._photographer = photographer
        self._policy = ports.policy
        self.naming = ItemNaming(counter, ports.policy)
        self.details = ParcelDetails(counter, ports.policy)
        self.screening = ScreeningForm(counter)
        self._parcel_id: str | None = None
        self._prepared = False
        self._discreet = False
        self._pool = ports.cpu_tasks
        self._goods_search = ports.goods_search

    @property
    def state(self) -> GoodsState:
        """What is shown of them."""
        panel, discreet = self._board.panel, self._counter.view.decision.discreet
        return GoodsState(
            naming=self.naming.shown if panel is Panel.ITEMS else None,
            screening=self.screening.draft if panel is Panel.SCREENING else None,
            weighing=self.details.weighing and panel is Panel.DETAILS,
            looks=() if discreet else self.naming.looks,
            refusal=self.refusal,
        )

    @property
    def refusal(self) -> RefusalReason | None:
        """The reason that fits what stands against the goods; none while nobody must notice that anything does."""
        decision = self._counter.view.decision
        return None if decision.discreet else fitting_refusal(decision, self._policy)

    def prepare(self) -> None:
        """Get the catalogue's search ready, once, off the main thread."""
        if not self._prepared:
            self._prepared = True
            self._pool.submit(self._goods_search, self.naming.prepared, lambda error: self._counter.say(failed(error)))

    def begin(self, panel: Panel) -> None:
        """``panel`` is about to open."""
        match panel:
            case Panel.ITEMS:
                self.naming.begin()
            case Panel.DETAILS:
                self.details.begin()
            case Panel.SCREENING:
                self.screening.begin()
            case _:
                pass

    def typed(self, character: str) -> None:
        """A digit or a letter was typed while one of these panels stands open."""
        match self._board.panel:
            case Panel.ITEMS:
                self.naming.typed(character)
            case Panel.DETAILS:
                self.details.typed(character)
            case Panel.SCREENING:
                self.screening.typed(character)
            case _:
                pass

    def finish(self) -> bool:
        """Enter outside a text field."""
        match self._board.panel:
            case Panel.SCREENING:
                self.screening.record()
            case Panel.DETAILS:
                self._counter.close_panel()
            case _:
                return False
        return True

    def confirm(self) -> bool:
        """Space outside a text field."""
        return self._board.panel is Panel.ITEMS and self.naming.confirm()

    def cancel(self) -> bool:
        """Esc: one step back inside the panel."""
        match self._board.panel:
            case Panel.ITEMS:
                return self.naming.cancel()
            case Panel.DETAILS:
                return self.details.cancel()
            case Panel.SCREENING:
                return self.screening.cancel()
            case _:
                return False

    def photograph(self, clerk: ClerkNumber) -> None:
        """The photo key: a paper while one is asked for, else what the parcel needs next."""
        role: PhotoRole | None = self.naming.photo_role if self._board.panel is Panel.ITEMS else None
        self._photographer.take(clerk, role)

    def follow(self) -> None:
        """A step has ended: whatever stands open follows the parcel, and another parcel closes it."""
        parcel = self._counter.view.parcel
        parcel_id = parcel.parcel_id if parcel is not None else None
        known, self._parcel_id = self._parcel_id, parcel_id
        panels = (Panel.ITEMS, Panel.DETAILS, Panel.SCREENING)
        if known is not None and known != parcel_id:
            self.naming.forget()
            if self._board.panel in panels:
                self._board.close()
        self.naming.follow()
        self.screening.follow()
        self._turn_discreet()

    def _turn_discreet(self) -> None:
        """The list of goods does not stay open beside something that nobody must notice."""
        was, self._discreet = self._discreet, self._counter.view.decision.discreet
        if self._discreet and not was and self._board.panel is Panel.ITEMS:
            self._board.close()
