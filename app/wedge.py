"""The keyboard-wedge scanner's settings: from the settings file to the recogniser, and from a calibration back.

Invariants:
- What a calibration found is written as it was found; nothing else in the file changes.
"""

from app.settings import Settings, Value
from devices.scanner.calibration import WedgeCalibration
from devices.scanner.wedge import BurstEnd, WedgeSettings


def wedge_settings(settings: Settings) -> WedgeSettings:
    """What the recogniser is tuned to."""
    return WedgeSettings(threshold=settings.wedge_gap_ms / 1000, end=BurstEnd(settings.wedge_end))


def calibrated(found: WedgeCalibration) -> WedgeSettings:
    """The same from what a calibration found."""
    return WedgeSettings(threshold=found.threshold_ms / 1000, end=found.end)


def calibration_members(found: WedgeCalibration) -> dict[str, Value]:
    """What was found, as members of the settings file."""
    return {"wedge_gap_ms": found.threshold_ms, "wedge_end": found.end.value}
