"""Transport, destination, packaging and weight by key: each choice is applied at once.

Invariants:
- A digit stands for a fixed choice, a letter for a packaging of the policy pack; the same packaging again takes the
  word back, for nobody has to say it.
"""

from dataclasses import replace
from typing import Protocol

from app.domain.goods import Destination, TransportMode
from app.domain.inspection import Inspection, Packaging
from app.domain.policy import Policy
from app.usecases.edits import ChooseJourney, ChoosePackaging, Edit, SetWeight
from app.usecases.results import CounterView
from ui.screens.acceptance.asking import picked
from ui.screens.acceptance.state import Hint, Notice

TRANSPORT_KEYS = {"1": TransportMode.ROAD, "2": TransportMode.AIR, "3": TransportMode.HIGH_SPEED_RAIL}
DESTINATION_KEYS = {"4": Destination.DOMESTIC, "5": Destination.HK_MO_TW, "6": Destination.INTERNATIONAL}
WEIGHT_KEY = "9"
REUSED_KEY = "0"
CODES = {key: choice.value for key, choice in (TRANSPORT_KEYS | DESTINATION_KEYS).items()}


class DetailsCounter(Protocol):
    """The counter as this panel changes it."""

    @property
    def view(self) -> CounterView:
        """The parcel as the store last gave it."""

    def edit(self, edit: Edit, said: Hint | None = None) -> None:
        """Apply one edit."""

    def say(self, notice: Notice | None) -> None:
        """Show and sound an answer."""

    def redraw(self) -> None:
        """Something to look at has changed."""


class ParcelDetails:
    """Main thread only."""

    def __init__(self, counter: DetailsCounter, policy: Policy) -> None:
        self._counter = counter
        self._policy = policy
        self.weighing = False
        """The weight is being typed."""

    def begin(self) -> None:
        """The panel opens, or closes."""
        self.weighing = False

    def typed(self, character: str) -> None:
        """A digit or a letter was typed outside the weight's field."""
        if character == WEIGHT_KEY:
            self.weighing = True
            self._counter.redraw()
            return
        edit = self._choice(character)
        if edit is None:
            self._counter.say(Hint.NO_SUCH_ANSWER)
        else:
            said = Hint.JOURNEY_CHOSEN if isinstance(edit, ChooseJourney) else Hint.PACKAGING_CHOSEN
            self._counter.edit(edit, said)

    def weigh(self, text: str) -> None:
        """The weight in grams was entered; nothing entered takes the word back."""
        self.weighing = False
        if not text.strip():
            self._counter.edit(SetWeight(None), Hint.PACKAGING_CHOSEN)
        else:
            # what is no weight is refused with words by the edit itself
            self._counter.edit(SetWeight(int(text) if text.strip().isdecimal() else 0), Hint.PACKAGING_CHOSEN)

    def cancel(self) -> bool:
        """Leave the weight's field; False when nobody types into it."""
        was_weighing, self.weighing = self.weighing, False
        return was_weighing

    def _choice(self, character: str) -> Edit | None:
        parcel = self._counter.view.parcel
        inspection = parcel.inspection if parcel is not None else Inspection()
        if character in TRANSPORT_KEYS:
            return ChooseJourney(replace(inspection.journey, transport=TRANSPORT_KEYS[character]))
        if character in DESTINATION_KEYS:
            return ChooseJourney(replace(inspection.journey, destination=DESTINATION_KEYS[character]))
        packaging = inspection.packaging
        if character == REUSED_KEY:
            return ChoosePackaging(replace(packaging, reused=not packaging.reused)) if packaging is not None else None
        choice = picked(self._policy.inspection.packaging, character)
        if choice is None:
            return None
        if packaging is not None and packaging.kind == choice.code:
            return ChoosePackaging(None)
        return ChoosePackaging(Packaging(choice.code, reused=packaging is not None and packaging.reused))
