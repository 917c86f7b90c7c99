"""Takes the parcel's pictures: each is judged before it is kept, and one that is doubted waits for the clerk.

Invariants:
- Capturing and judging run on the pool: the window never waits for them.
- A doubted picture is in memory only, until the clerk keeps it with a reason or takes another; whatever else happens to
  the parcel lets it go. One that was taken at an empty counter goes with the parcel that begins there, and with no
  other.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Final, Protocol, TypeVar

from app.domain.acceptance import Missing, Parcel
from app.domain.clerk import ClerkNumber
from app.domain.inspection import PhotoJudgement, PhotoRole
from app.usecases.attach_photo import ExaminedPhoto, TakenPhoto
from app.usecases.edits import RemovePhoto
from app.usecases.results import CounterView
from ui.screens.acceptance.actions import CounterPorts, JpegPhoto
from ui.screens.acceptance.inspection_state import HeldPhoto, next_photo, photo_ids
from ui.screens.acceptance.state import Hint, Notice, PhotoDoubted
from ui.screens.acceptance.steps import Ended, Step

Result = TypeVar("Result")


class PhotoDesk(Protocol):
    """What the pictures need of the desk that they are taken at."""

    @property
    def view(self) -> CounterView:
        """The parcel as the store last gave it."""

    def begin(self, step: Step) -> None:
        """Queue a step."""

    def ask(self, work: Callable[[], Result], done: Callable[[Result], Notice | None], ended: Ended) -> None:
        """Run ``work`` on the store's thread and end the step with what ``done`` says."""

    def close(self, ended: Ended, notice: Notice | None) -> None:
        """End a step."""

    def failed(self, ended: Ended, error: Exception) -> None:
        """End a step that failed."""

    def moved_on(self, said: Hint | None, view: CounterView) -> Notice | None:
        """Take the new view."""

    def accept(self, parcel: Parcel, clerk: ClerkNumber, ended: Ended) -> None:
        """Accept the parcel, which ends the step."""


@dataclass(frozen=True, slots=True)
class _Shot:
    """What is being taken, by whom, for which parcel. ``finishing``: a good one lets the parcel be accepted at once."""

    role: PhotoRole
    clerk: ClerkNumber
    parcel: Parcel | None
    finishing: bool


class Photographer:
    """The pictures of the parcel at one desk. Main thread only."""

    def __init__(self, ports: CounterPorts, desk: PhotoDesk) -> None:
        self._actions = ports.actions
        self._policy = ports.policy
        self._tasks = ports.cpu_tasks
        self._capture = ports.capture
        self._examiner = ports.examiner
        self._desk = desk
        self._held: tuple[_Shot, ExaminedPhoto] | None = None
        self._pictures: dict[str, bytes] = {}

    @property
    def pictures(self) -> dict[str, bytes]:
        """The JPEGs of photos taken since this start, by evidence id."""
        return self._pictures

    @property
    def held(self) -> HeldPhoto | None:
        """The doubted picture that waits for the clerk."""
        if self._held is None:
            return None
        shot, examined = self._held
        judgement = examined.taken.judgement
        problems = judgement.problems if judgement is not None else ()
        return HeldPhoto(shot.role, examined.taken.jpeg, problems, examined.earlier)

    def take(self, clerk: ClerkNumber, role: PhotoRole | None = None, *, finishing: bool = False) -> None:
        """Take the next picture, or one in that role; a doubted picture is taken again in its own."""

        def begin(ended: Ended) -> None:
            self.shoot(clerk, role, ended, finishing=finishing)

        self._desk.begin(begin)

    def shoot(self, clerk: ClerkNumber, role: PhotoRole | None, ended: Ended, *, finishing: bool) -> None:
        """Take it within a step that is under way."""
        parcel = self._desk.view.parcel
        again = self._held[0].role if self._held is not None else None
        self._held = None
        shot = _Shot(role or again or next_photo(parcel, self._policy), clerk, parcel, finishing)
        self._tasks.submit(
            partial(self._examined, shot), partial(self._judged, shot, ended), partial(self._desk.failed, ended)
        )

    def keep_held(self, reason: str) -> None:
        """Keep the doubted picture, for this coded reason."""

        def begin(ended: Ended) -> None:
            if self._held is None:
                self._desk.close(ended, Hint.NOTHING_TO_ANSWER)
                return
            shot, examined = self._held
            judgement = examined.taken.judgement or PhotoJudgement(0, 0)
            kept = replace(examined.taken, judgement=replace(judgement, kept_because=reason))
            self._attach(shot, kept, ended)

        self._desk.begin(begin)

    def let_held_go(self) -> None:
        """The clerk wants neither to keep it nor to take another now, or it shows another parcel than the one here."""
        self._held = None

    def remove_last(self, clerk: ClerkNumber) -> None:
        """Take the newest picture back."""

        def begin(ended: Ended) -> None:
            taken = photo_ids(self._desk.view.parcel)
            if not taken:
                self._desk.close(ended, Hint.NO_PHOTO_TO_REMOVE)
                return
            parcel_id = _id_of(self._desk.view.parcel)
            self._desk.ask(
                lambda: self._actions.edit(parcel_id, RemovePhoto(taken[-1]), clerk),
                partial(self._desk.moved_on, Hint.PHOTO_REMOVED),
                ended,
            )

        self._desk.begin(begin)

    def follow(self, before: Parcel | None, now: Parcel | None) -> None:
        """Another parcel is at the desk: nothing of the one before waits here.

        What was taken at the empty counter waits on for the parcel that has begun there.
        """
        if _id_of(before) != _id_of(now) and before is not None:
            self._held = None

    def forget(self, parcel: Parcel | None) -> None:
        """The parcel was decided: its pictures are in the vault only."""
        self._held = None
        for evidence_id in photo_ids(parcel):
            self._pictures.pop(evidence_id, None)

    def _examined(self, shot: _Shot) -> ExaminedPhoto | None:
        """On the pool."""
        photo = self._capture()
        if photo is None or self._examiner is None:
            return _unexamined(photo, shot.role)
        return self._examiner.examine(photo, shot.role, shot.parcel)

    def _judged(self, shot: _Shot, ended: Ended, examined: ExaminedPhoto | None) -> None:
        if examined is None:
            self._desk.close(ended, Hint.NO_PICTURE)
            return
        judgement = examined.taken.judgement
        if judgement is not None and judgement.problems:
            self._held = (shot, examined)
            self._desk.close(ended, PhotoDoubted(judgement.problems[0], shot.role))
            return
        self._attach(shot, examined.taken, ended)

    def _attach(self, shot: _Shot, taken: TakenPhoto, ended: Ended) -> None:
        parcel_id = _id_of(self._desk.view.parcel)
        self._desk.ask(
            lambda: self._actions.attach_photo(parcel_id, taken, shot.clerk),
            partial(self._attached, taken, shot.finishing),
            partial(self._finish, shot, ended) if shot.finishing else ended,
        )

    def _attached(self, taken: TakenPhoto, finishing: bool, view: CounterView) -> Notice | None:
        self._held = None
        known = set(photo_ids(self._desk.view.parcel))
        for evidence_id in photo_ids(view.parcel):
            if evidence_id not in known:
                self._pictures[evidence_id] = taken.jpeg
        if finishing:
            return self._desk.moved_on(None, view)
        sealed = taken.role is PhotoRole.SEALED_PARCEL
        return self._desk.moved_on(Hint.SEALED_PHOTO_TAKEN if sealed else Hint.PHOTO_TAKEN, view)

    def _finish(self, shot: _Shot, ended: Ended) -> None:
        """The picture was the last thing missing: go on to accept, unless it could not be kept."""
        view = self._desk.view
        if view.parcel is not None and view.decision.may_accept:
            self._desk.accept(view.parcel, shot.clerk, ended)
        else:
            ended()


_LAST_PICTURES: Final = ((Missing.SEALED_PHOTO,), (Missing.PAPER_FORM,))
"""Of the sealed parcel; of a late entry's form."""


def may_finish_by_photo(view: CounterView) -> bool:
    """Only the picture that ends a parcel is missing, and nothing stands against it."""
    return view.decision.missing in _LAST_PICTURES and not view.decision.objections


def _unexamined(photo: JpegPhoto | None, role: PhotoRole) -> ExaminedPhoto | None:
    """Without a judge the picture is kept as it is, and the record says that nobody judged it."""
    if photo is None:
        return None
    return ExaminedPhoto(TakenPhoto(photo.jpeg, role, photo.taken_at, photo.device))


def _id_of(parcel: Parcel | None) -> str | None:
    return parcel.parcel_id if parcel is not None else None
