"""The handling card and the incidents' page over real use cases, with everything they showed on record."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from app.domain.clerk import Clerk
from app.domain.incident import Incident
from app.usecases.incident_results import InOutlet, InParcel, Opened, Place
from tests.support.builders import CLERK
from tests.support.fake_counter import FakeCounter, clerk, incident_actions
from ui.keys import KeyPress, KeyTable
from ui.screens.incidents.actions import IncidentActions, IncidentPorts
from ui.screens.incidents.card_presenter import CardState, HandlingCardPresenter
from ui.screens.incidents.presenter import IncidentsPresenter
from ui.screens.incidents.state import IncidentsState
from ui.status_words import ChipWords
from ui.tones import Tone


@dataclass
class CardScreen:
    """What the card showed."""

    states: list[CardState] = field(default_factory=list)

    def show_state(self, state: CardState) -> None:
        self.states.append(state)


@dataclass
class PageScreen:
    """What the page showed."""

    states: list[IncidentsState] = field(default_factory=list)
    times: list[datetime] = field(default_factory=list)

    def show_state(self, state: IncidentsState) -> None:
        self.states.append(state)

    def show_time(self, now: datetime) -> None:
        self.times.append(now)


@dataclass
class IncidentDesk:
    """Both presenters; ``change`` puts other use cases in the place of the real ones."""

    counter: FakeCounter = field(default_factory=FakeCounter)
    card_screen: CardScreen = field(default_factory=CardScreen)
    page_screen: PageScreen = field(default_factory=PageScreen)
    chips: list[ChipWords | None] = field(default_factory=list)
    opened: list[Opened] = field(default_factory=list)
    left: int = 0

    def __post_init__(self) -> None:
        self.house = self.counter.house
        self._build(incident_actions(self.house))

    def _build(self, actions: IncidentActions) -> None:
        self.actions = actions
        ports = IncidentPorts(
            actions,
            self.house.counter.policy,
            self.counter.store_tasks,
            self.counter.cpu_tasks,
            self.counter.capture,
            self.house.clock.local,
            self.house.clock.now,
            self.counter.bells.append,
        )
        self.card = HandlingCardPresenter(
            self.card_screen, ports, KeyTable(), opened=self.opened.append, left=self._leave
        )
        self.page = IncidentsPresenter(self.page_screen, ports, self.chips.append)

    def change(self, **actions: object) -> None:
        """Use other use cases from now on."""
        self._build(replace(self.actions, **actions))  # type: ignore[arg-type] # fields by name

    def _leave(self) -> None:
        self.left += 1

    @property
    def shown(self) -> CardState:
        """What the card shows."""
        return self.card_screen.states[-1]

    @property
    def state(self) -> IncidentsState:
        """What the page shows."""
        return self.page_screen.states[-1]

    @property
    def bells(self) -> list[Tone]:
        """What was rung."""
        return self.counter.bells

    def begin(self, place: Place | None = None, known: int | None = None) -> None:
        """F3."""
        where = place if place is not None else InOutlet()
        self.card.begin(lambda: where, known, CLERK, "530102")

    def at_counter(self) -> Place:
        """A whole parcel at the counter."""
        return InParcel(self.house.complete_parcel().parcel_id)

    def press(self, *names: str) -> None:
        """Keys on the card."""
        for name in names:
            self.card.press(KeyPress(name, name if len(name) == 1 else ""))

    def sign_in(self, who: Clerk | None = None) -> None:
        """Somebody works at the page."""
        self.page.clerk_signed_in(who if who is not None else clerk())

    def open_one(self, category: int | None = 3) -> Incident:
        """An incident in a parcel, selected on the page."""
        incident = self.house.open_incident(self.at_counter(), category, CLERK).incident
        self.page.refresh()
        self.page.select(incident.incident_id)
        return incident
