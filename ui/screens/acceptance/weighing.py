"""The scale's word at the counter: the weight of what lies on it goes to the parcel that is being taken in.

Invariants:
- A weight that was typed is never replaced; only one that the scale itself gave is.
- A load belongs to the parcel that is here, or to the next one when it was put down after the last one had left. What
  was put down before that was the last parcel, however late the scale comes to rest.
- A load is given to one parcel only.
"""

import time
from collections.abc import Callable
from functools import partial
from typing import Protocol, TypeVar

from app.domain.acceptance import Parcel
from app.domain.clerk import ClerkNumber
from app.usecases.edits import SetWeight
from app.usecases.results import CounterView
from devices.ports import ScaleCleared, WeightTaken
from ui.screens.acceptance.actions import CounterActions
from ui.screens.acceptance.state import Hint, Notice
from ui.screens.acceptance.steps import Ended, Step

Result = TypeVar("Result")


class WeighingDesk(Protocol):
    """The desk with the parcel."""

    @property
    def view(self) -> CounterView:
        """The parcel as the store last gave it."""

    def begin(self, step: Step) -> None:
        """Queue a step."""

    def ask(self, work: Callable[[], Result], done: Callable[[Result], Notice | None], ended: Ended) -> None:
        """Run ``work`` on the store's thread and end the step with what ``done`` says."""

    def moved_on(self, said: Hint | None, view: CounterView) -> Notice | None:
        """Take the new view."""


class Weighing:
    """Main thread only. ``monotonic`` is the clock of the devices' events."""

    def __init__(
        self, desk: WeighingDesk, actions: CounterActions, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self._desk = desk
        self._actions = actions
        self._monotonic = monotonic
        self._load: WeightTaken | None = None
        self._given: tuple[str, int] | None = None
        self._here: str | None = None
        self._left_at = float("-inf")

    def take(self, event: WeightTaken | ScaleCleared, clerk: ClerkNumber | None) -> None:
        """The scale has something to tell; nobody is signed in when ``clerk`` is None."""
        match event:
            case ScaleCleared():
                self._load = None
            case WeightTaken():
                self._load = event if event.put_down > self._left_at else None
                self._give(clerk)

    def follow(self, parcel: Parcel | None, clerk: ClerkNumber | None) -> None:
        """Another parcel is here, or none."""
        before, self._here = self._here, parcel.parcel_id if parcel is not None else None
        if before == self._here:
            return
        if before is not None:
            self._left_at = self._monotonic()
            self._load = None
        self._give(clerk)

    def _give(self, clerk: ClerkNumber | None) -> None:
        parcel, load = self._desk.view.parcel, self._load
        if parcel is None or load is None or clerk is None:
            return
        known = parcel.inspection.weight_g
        if known is not None and self._given != (parcel.parcel_id, known):
            return
        self._load = None
        self._given = parcel.parcel_id, load.grams
        if known != load.grams:
            self._desk.begin(partial(self._record, parcel.parcel_id, load.grams, clerk))

    def _record(self, parcel_id: str, grams: int, clerk: ClerkNumber, ended: Ended) -> None:
        parcel = self._desk.view.parcel
        if parcel is None or parcel.parcel_id != parcel_id:
            ended()  # it was decided about while this step waited for its turn
            return
        self._desk.ask(
            lambda: self._actions.edit(parcel_id, SetWeight(grams), clerk),
            partial(self._desk.moved_on, Hint.WEIGHT_TAKEN),
            ended,
        )
