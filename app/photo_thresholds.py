"""The photo rules of the policy pack in the units of ``devices.inspection``, which knows no pack.

Invariants:
- Units change here; no threshold stands here.
"""

from app.domain.photo_rules import PhotoRules
from app.domain.waybill import looks_like_waybill, normalised
from devices.inspection.photo_judge import PhotoThresholds


def thresholds_of(rules: PhotoRules) -> PhotoThresholds:
    """The same thresholds: percents as shares, milliseconds as seconds."""
    return PhotoThresholds(
        least_sharpness=rules.least_sharpness,
        darkest=rules.darkest,
        brightest=rules.brightest,
        most_dark=rules.most_dark_percent / 100,
        most_bright=rules.most_bright_percent / 100,
        least_structure=rules.least_structure_percent / 100,
        structure_level=rules.structure_level,
        screen_beat=rules.screen_beat_percent / 100,
        codes_budget_s=rules.codes_budget_ms / 1000,
    )


def waybill_of(text: str) -> str | None:
    """The waybill number that a code in a photo holds; None for a code that holds something else."""
    number = normalised(text)
    return number if looks_like_waybill(number) else None
