"""The policy pack's part about photos: from which measure on a photo is fit to be evidence.

Invariants:
- Thresholds are data: to be calibrated for a camera, and changed without a new program.
- They decide about advice to the clerk only; no parcel is refused by them.
"""

from dataclasses import dataclass

from app.domain.pack_values import Entry, number
from app.domain.photo_budget import PhotoBudgetRules, photo_budget_from


@dataclass(frozen=True, slots=True)
class PhotoRules:
    """Whole numbers as they stand in the pack.

    ``least_sharpness``: variance of the Laplacian at 800 pixels' width. ``darkest``, ``brightest``: mean gray levels, 0
    to 255. ``most_dark_percent``, ``most_bright_percent``: of the pixels, without detail. ``least_structure_percent``:
    of the middle, that must show something, and ``structure_level`` the standard deviation in gray levels from which a
    part does. ``screen_beat_percent``: a hundred times the logarithm by which a screen's beat stands out.
    ``codes_budget_ms``: milliseconds after which no further way of reading a waybill is begun. ``budget``: how large a
    photo may be on a link.
    """

    least_sharpness: int
    darkest: int
    brightest: int
    most_dark_percent: int
    most_bright_percent: int
    least_structure_percent: int
    structure_level: int
    screen_beat_percent: int
    codes_budget_ms: int
    budget: PhotoBudgetRules


def photo_rules_from(part: Entry) -> PhotoRules:
    """Read the parsed ``photos.json``. Raises KeyError, TypeError, ValueError: the pack cannot be used then."""
    rules = PhotoRules(
        least_sharpness=_within(part, "least_sharpness", 0, 100_000),
        darkest=_within(part, "darkest", 0, 255),
        brightest=_within(part, "brightest", 0, 255),
        most_dark_percent=_within(part, "most_dark_percent", 0, 100),
        most_bright_percent=_within(part, "most_bright_percent", 0, 100),
        least_structure_percent=_within(part, "least_structure_percent", 0, 100),
        structure_level=_within(part, "structure_level", 1, 255),
        screen_beat_percent=_within(part, "screen_beat_percent", 0, 10_000),
        codes_budget_ms=_within(part, "codes_budget_ms", 0, 10_000),
        budget=photo_budget_from(part),
    )
    if rules.darkest >= rules.brightest:
        raise ValueError("no light would be right")
    return rules


def _within(part: Entry, name: str, least: int, most: int) -> int:
    value = number(part, name)
    if not least <= value <= most:
        raise ValueError(name)
    return value
