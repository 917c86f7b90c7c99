"""F3: which handling card is shown, and the press that opens the incident.

Plain Python, no Qt object.

Invariants:
- What the rules know already is shown at once; else one key picks the category. Two presses at the most, then Enter.
- A discreet card (drugs) rings nothing: the one who stands at the counter must not notice.
- The place is asked for when Enter is pressed: a scan may have come meanwhile.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from app.domain.catalogue import ProhibitedCategory
from app.domain.clerk import ClerkNumber
from app.domain.incident_cards import ShownCard, card_for
from app.usecases.incident_results import InOutlet, Opened, Place
from ui.faults import Failed, failed
from ui.keys import Action, KeyPress, KeyTable
from ui.screens.incidents.actions import IncidentPorts
from ui.tones import Tone

_PICK_KEYS = "123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
UNKNOWN_KEY = "0"


@dataclass(frozen=True, slots=True)
class CardChoice:
    """A category with the key that picks it; ``category`` None: nobody knows what it is."""

    key: str
    category: ProhibitedCategory | None


def category_choices(categories: Sequence[ProhibitedCategory]) -> tuple[CardChoice, ...]:
    """The categories with their keys, in the order of the catalogue."""
    return tuple(CardChoice(key, category) for key, category in zip(_PICK_KEYS, categories, strict=False))


@dataclass(frozen=True, slots=True)
class CardState:
    """What F3 shows: the categories to pick from, or a card. ``county`` is the outlet's, for the telephone numbers."""

    choices: tuple[CardChoice, ...] = ()
    shown: ShownCard | None = None
    place: Place = field(default_factory=InOutlet)
    county: str = ""
    busy: bool = False
    failure: Failed | None = None


class CardScreen(Protocol):
    """What the presenter draws on."""

    def show_state(self, state: CardState) -> None:
        """Show ``state``, whole."""


class HandlingCardPresenter:
    """Main thread only. ``opened`` is told of an open incident, ``left`` that the card was put away."""

    def __init__(
        self,
        screen: CardScreen,
        ports: IncidentPorts,
        keys: KeyTable,
        *,
        opened: Callable[[Opened], None],
        left: Callable[[], None],
    ) -> None:
        self._screen = screen
        self._ports = ports
        self._keys = keys
        self._opened = opened
        self._left = left
        self._clerk: ClerkNumber | None = None
        self._place: Callable[[], Place] = InOutlet
        self._state = CardState()
        self._picked = False

    def begin(self, place: Callable[[], Place], known: int | None, clerk: ClerkNumber, county: str) -> None:
        """Something dangerous was found at ``place``; ``known`` is the category that the rules found, if any."""
        self._clerk, self._place, self._picked = clerk, place, False
        policy = self._ports.policy
        choices = (*category_choices(policy.catalogue.categories), CardChoice(UNKNOWN_KEY, None))
        state = CardState(choices, place=place(), county=county)
        self._show(replace(state, shown=card_for(policy, known) if known is not None else None))

    def end(self) -> None:
        """The counter was locked."""
        self._clerk = None

    def press(self, key: KeyPress) -> bool:
        """A key on the card. False when it means nothing here."""
        if self._keys.action_of(key.name) is Action.FINISH:
            self.confirm()
        elif self._keys.action_of(key.name) is Action.CANCEL:
            self.back()
        elif self._state.shown is None and key.character:
            choice = next((each for each in self._state.choices if each.key == key.character.upper()), None)
            if choice is None:
                self._ports.bell(Tone.BAD)
            else:
                self.choose(choice)
        else:
            return False
        return True

    def choose(self, choice: CardChoice) -> None:
        """This category, or none that anybody knows."""
        number = choice.category.number if choice.category is not None else None
        self._picked = True
        self._show(replace(self._state, shown=card_for(self._ports.policy, number), failure=None))

    def back(self) -> None:
        """Another category; from the list, away. Nothing was recorded yet."""
        if self._state.busy:
            return
        if self._picked and self._state.shown is not None:
            self._picked = False
            self._show(replace(self._state, shown=None, failure=None))
        else:
            self._left()

    def confirm(self) -> None:
        """Do as the card says: the incident is open from now on."""
        shown, clerk = self._state.shown, self._clerk
        if shown is None or clerk is None or self._state.busy:
            return
        number = shown.category.number if shown.category is not None else None
        place = self._place()
        self._show(replace(self._state, busy=True, place=place, failure=None))
        open_incident = self._ports.actions.open_incident
        self._ports.store_tasks.submit(
            lambda: open_incident(place, number, clerk), lambda opened: self._done(shown, opened), self._failed
        )

    def _done(self, shown: ShownCard, opened: Opened) -> None:
        self._state = replace(self._state, busy=False)
        if not shown.discreet:
            self._ports.bell(Tone.GOOD)
        self._opened(opened)

    def _failed(self, error: Exception) -> None:
        told = failed(error)
        if self._state.shown is None or not self._state.shown.discreet:
            self._ports.bell(Tone.BAD)
        self._show(replace(self._state, busy=False, failure=told))

    def _show(self, state: CardState) -> None:
        self._state = state
        self._screen.show_state(state)
