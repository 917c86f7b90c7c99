"""The lines of an incident's form with their keys: steps by digit, calls and the sender's other parcels by letter.

Invariants:
- A line's key stays the same for as long as the incident is open.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from app.domain.handling import Authority
from app.domain.incident import Incident, IncidentForm
from app.domain.incident_cards import card_for
from app.domain.policy import Policy
from app.usecases.incident_results import ReviewedParcel
from ui.language import label_of
from ui.screens.incidents.state import Tick, TickKind
from ui.screens.incidents.wording import number_words

_DIGITS = "123456789"
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def ticks_of(incident: Incident, review: Sequence[ReviewedParcel], policy: Policy, county: str) -> tuple[Tick, ...]:
    """Every line that a key answers. More lines than keys: the rest is clicked."""
    card = policy.handling_card(incident.card)
    steps = [(step.code, label_of(step)) for step in card.steps] if card is not None else []
    authorities = [
        (found.code, f"{label_of(found)} {number_words(found, county)[0]}")
        for found in authorities_of(incident, policy)
    ]
    letters = f"{_LETTERS}{' ' * (len(authorities) + len(review))}"
    form = incident.form
    ticks = [
        Tick(TickKind.STEP, key.strip(), code, label, code in form.done)
        for key, (code, label) in zip(f"{_DIGITS}{' ' * len(steps)}", steps, strict=False)
    ]
    ticks += [
        Tick(TickKind.AUTHORITY, key.strip(), code, label, code in form.called)
        for key, (code, label) in zip(letters, authorities, strict=False)
    ]
    ticks += [
        Tick(TickKind.REVIEW, key.strip(), parcel.waybill_number, parcel.waybill_number, parcel.frozen)
        for key, parcel in zip(letters[len(authorities) :], review, strict=False)
    ]
    return tuple(ticks)


def authorities_of(incident: Incident, policy: Policy) -> tuple[Authority, ...]:
    """Whom to call for this category, and whoever was called already."""
    shown = card_for(policy, incident.category)
    listed = shown.authorities if shown is not None else ()
    codes = {authority.code for authority in listed}
    called = [found for code in incident.form.called if code not in codes and (found := policy.authority(code))]
    return (*listed, *called)


def toggled(form: IncidentForm, tick: Tick, now: datetime) -> IncidentForm:
    """The form after a step or an authority was ticked or taken back; the first call is timed by its tick."""
    if tick.kind is TickKind.STEP:
        return replace(form, done=_toggled(form.done, tick.code))
    called = _toggled(form.called, tick.code)
    return replace(form, called=called, called_at=(form.called_at or now) if called else None)


def _toggled(codes: tuple[str, ...], code: str) -> tuple[str, ...]:
    return tuple(each for each in codes if each != code) if code in codes else (*codes, code)
