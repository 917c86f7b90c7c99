"""The lines of an incident's form with their keys: steps by digit, calls and the sender's other parcels by letter.

Invariants:
- A step has the key that the policy pack gives it; letters are handed out in the order of the lines.
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
from ui.texts import translate

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def ticks_of(incident: Incident, review: Sequence[ReviewedParcel], policy: Policy, county: str) -> tuple[Tick, ...]:
    """Every line that a key answers. More lines than keys: the rest is clicked."""
    card, form = policy.handling.cards.get(incident.card), incident.form
    authorities = authorities_of(incident, policy)
    letters = [*_LETTERS, *[""] * (len(authorities) + len(review))]
    steps = card.steps if card is not None else ()
    ticks = [Tick(TickKind.STEP, step.key, step.code, label_of(step), step.code in form.done) for step in steps]
    ticks += [
        Tick(TickKind.AUTHORITY, key, found.code, _called(found, county), found.code in form.called)
        for key, found in zip(letters, authorities, strict=False)
    ]
    ticks += [
        Tick(TickKind.REVIEW, key, parcel.waybill_number, _reviewed(parcel), parcel.frozen)
        for key, parcel in zip(letters[len(authorities) :], review, strict=False)
    ]
    return tuple(ticks)


def authorities_of(incident: Incident, policy: Policy) -> tuple[Authority, ...]:
    """Whom to call for this category, and whoever was called already."""
    shown = card_for(policy, incident.category)
    listed = shown.authorities if shown is not None else ()
    codes = {authority.code for authority in listed}
    called = [
        found for code in incident.form.called if code not in codes and (found := policy.handling.authorities.get(code))
    ]
    return (*listed, *called)


def toggled(form: IncidentForm, tick: Tick, now: datetime) -> IncidentForm:
    """The form after a step or an authority was ticked or taken back; the first call is timed by its tick."""
    if tick.kind is TickKind.STEP:
        return replace(form, done=_toggled(form.done, tick.code))
    called = _toggled(form.called, tick.code)
    return replace(form, called=called, called_at=(form.called_at or now) if called else None)


def _reviewed(parcel: ReviewedParcel) -> str:
    if parcel.departure is None:
        return parcel.waybill_number
    return translate("incidents", "{number} 已离开").format(number=parcel.waybill_number)


def _called(authority: Authority, county: str) -> str:
    return f"{label_of(authority)} {number_words(authority, county)[0]}"


def _toggled(codes: tuple[str, ...], code: str) -> tuple[str, ...]:
    return tuple(each for each in codes if each != code) if code in codes else (*codes, code)
