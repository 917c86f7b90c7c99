"""An incident (异常件): something that must be secured and reported, from the handling card to the sent form.

Invariants:
- It is opened when the handling card is confirmed, before any form: people first, then paper.
- The deadline is set once, from the handling card, and never moves; what is filled in later changes nothing about it.
- A report names the category and what was found; an incident may be opened before anybody knows what it is.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from app.domain.acceptance import Parcel
from app.domain.clerk import ClerkNumber
from app.domain.inspection import Photo, quantity_is_valid

MAX_NOTE = 500
MAX_NAME = 100
INCIDENT_HOLD = "incident"
"""The reason of a hold that an incident placed; the policy's codes are for those that a clerk places."""
_SOON = 3
"""The last third of the time is short."""


class IncidentStage(StrEnum):
    """When it was found."""

    ACCEPTANCE = "acceptance"
    """At the counter, before the parcel was taken in."""
    AFTER_ACCEPTANCE = "after_acceptance"
    """In the outlet: in a parcel that was taken in, or without any parcel."""


class Urgency(StrEnum):
    """How an unreported incident stands to its deadline."""

    IN_TIME = "in_time"
    SOON = "soon"
    OVER = "over"


class FormNeed(StrEnum):
    """What a report still needs, in the order of the form."""

    CATEGORY = "category"
    FOUND = "found"
    """What was found, by its name."""
    STEPS = "steps"
    """At least one step of the handling card that was done."""
    CALLED_AT = "called_at"
    """Authorities were called, and when is not told."""


@dataclass(frozen=True, slots=True)
class IncidentForm:
    """What the finder reports. ``entry`` is the catalogue's code of what was found, ``name`` its name in words.

    ``done`` are codes of the handling card's steps, ``called`` codes of authorities; ``scene`` the pictures taken after
    the incident was opened.
    """

    entry: str | None = None
    name: str = field(default="", repr=False)
    quantity: int = 1
    done: tuple[str, ...] = ()
    called: tuple[str, ...] = ()
    called_at: datetime | None = None
    note: str = field(default="", repr=False)
    scene: tuple[Photo, ...] = ()


@dataclass(frozen=True, slots=True)
class Incident:
    """An incident as it stands. ``category`` is the prohibited category's number, None while it is not known.

    ``card`` is the code of the handling card that was shown. ``parcel`` is the frozen parcel with all its evidence, for
    one that was found before acceptance. ``review`` are the waybills of the sender's other parcels of the day.
    """

    incident_id: str
    category: int | None
    stage: IncidentStage
    card: str
    opened_by: ClerkNumber
    opened_at: datetime
    due_at: datetime
    waybill_number: str | None = None
    acceptance_id: str | None = None
    parcel: Parcel | None = field(default=None, repr=False)
    review: tuple[str, ...] = ()
    form: IncidentForm = field(default_factory=IncidentForm)
    reported_at: datetime | None = None


def urgency(incident: Incident, now: datetime) -> Urgency:
    """Where it stands before its report; in time for good once it was reported."""
    if incident.reported_at is not None:
        return Urgency.IN_TIME
    left = incident.due_at - now
    if left.total_seconds() <= 0:
        return Urgency.OVER
    return Urgency.SOON if left * _SOON < incident.due_at - incident.opened_at else Urgency.IN_TIME


def form_needs(incident: Incident) -> Iterator[FormNeed]:
    """What the report still needs."""
    form = incident.form
    if incident.category is None:
        yield FormNeed.CATEGORY
    if not form.name:
        yield FormNeed.FOUND
    if not form.done:
        yield FormNeed.STEPS
    if form.called and form.called_at is None:
        yield FormNeed.CALLED_AT


def form_is_valid(form: IncidentForm) -> bool:
    """Whether every entry is of a length and size that can be kept, complete or not."""
    return len(form.name) <= MAX_NAME and len(form.note) <= MAX_NOTE and quantity_is_valid(form.quantity)
