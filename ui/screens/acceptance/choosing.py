"""What a letter picks, and which carrier comes next: small decisions about lanes 1 and 3. Pure."""

from collections.abc import Sequence

from app.domain.policy import ItemCategory, Policy
from app.usecases.results import CounterView


def next_carrier(view: CounterView, policy: Policy) -> str | None:
    """Go round the carriers the number may belong to; round all of them when it tells nothing. None: no waybill."""
    waybill = view.parcel.waybill if view.parcel is not None else None
    if waybill is None:
        return None
    known = {carrier.code for carrier in policy.carriers}
    fitting = [candidate.carrier for candidate in view.candidates if candidate.carrier in known]
    codes = fitting if len(fitting) > 1 else [carrier.code for carrier in policy.carriers]
    now = codes.index(waybill.carrier) if waybill.carrier in codes else -1
    return codes[(now + 1) % len(codes)]


def category_for(letter: str, categories: Sequence[ItemCategory]) -> ItemCategory | None:
    """The category that a letter picks: by its key, else the only one whose pinyin initials begin with it."""
    by_key = [category for category in categories if category.key.upper() == letter]
    if by_key:
        return by_key[0]
    by_initial = [category for category in categories if category.initials.upper().startswith(letter)]
    return by_initial[0] if len(by_initial) == 1 else None
