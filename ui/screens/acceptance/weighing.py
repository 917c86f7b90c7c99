"""The scale's word at the counter: the weight of what lies on it goes to the parcel that is being taken in.

Invariants:
- A weight that was typed is never replaced, not even while the scale's own waits to be written; only one that the
  scale itself gave is.
- A load belongs to the parcel that is here, or to the next one when it was put down after the last one had left. What
  was put down before that was the last parcel, however late the scale comes to rest.
- A load that was lifted, or may have been (the scale was used elsewhere, or had gone), is given to nobody.
- A load is given to one parcel only. Where a parcel without a weight gets none for its load's age, that is said.
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

    def close(self, ended: Ended, notice: Notice | None) -> None:
        """End a step with its answer."""

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
        self._too_old = False  # what lies there was put down before the last parcel had left
        self._given: tuple[str, int] | None = None  # what the scale has given last, once it was written
        self._here: str | None = None
        self._left_at: float | None = None

    def take(self, event: WeightTaken | ScaleCleared | None, clerk: ClerkNumber | None) -> None:
        """The scale has something to tell; nobody is signed in when ``clerk`` is None.

        ``event`` is None when something was weighed that is none of the counter's, or the scale has gone.
        """
        match event:
            case ScaleCleared() | None:
                self._load, self._too_old = None, False
            case WeightTaken():
                # as long as nobody has left, even what lay there before the scale was first heard may be weighed
                self._too_old = self._left_at is not None and event.put_down <= self._left_at
                self._load = None if self._too_old else event
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
        if parcel is None or clerk is None:
            return
        if load is not None and self._is_open(parcel):
            self._load = None
            self._desk.begin(partial(self._record, parcel.parcel_id, load.grams, clerk))
        elif self._too_old and parcel.inspection.weight_g is None:
            self._too_old = False
            self._desk.begin(partial(self._ask_for_lifting, parcel.parcel_id))

    def _is_open(self, parcel: Parcel) -> bool:
        """Whether the scale may say what it weighs."""
        known = parcel.inspection.weight_g
        return known is None or self._given == (parcel.parcel_id, known)

    def _record(self, parcel_id: str, grams: int, clerk: ClerkNumber, ended: Ended) -> None:
        parcel = self._desk.view.parcel
        if (
            # it was decided about, or its weight was typed, while this step waited for its turn
            parcel is None
            or parcel.parcel_id != parcel_id
            or not self._is_open(parcel)
            or parcel.inspection.weight_g == grams
        ):
            ended()
            return
        self._desk.ask(
            lambda: self._actions.edit(parcel_id, SetWeight(grams), clerk),
            partial(self._recorded, (parcel_id, grams)),
            ended,
        )

    def _recorded(self, given: tuple[str, int], view: CounterView) -> Notice | None:
        self._given = given
        return self._desk.moved_on(Hint.WEIGHT_TAKEN, view)

    def _ask_for_lifting(self, parcel_id: str, ended: Ended) -> None:
        parcel = self._desk.view.parcel
        if parcel is None or parcel.parcel_id != parcel_id or parcel.inspection.weight_g is not None:
            ended()
        else:
            self._desk.close(ended, Hint.WEIGH_AGAIN)
