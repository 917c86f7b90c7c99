from pathlib import Path

from app.settings import Settings, change_settings
from app.wedge import calibration_members, wedge_settings
from devices.scanner.calibration import WedgeCalibration
from devices.scanner.wedge import BurstEnd, WedgeSettings


def test_a_calibration_comes_back_as_the_recognisers_settings(tmp_path: Path) -> None:
    found = calibration_members(WedgeCalibration(84, BurstEnd.SILENCE, 60))
    kept = change_settings(tmp_path / "settings.json", found)
    assert wedge_settings(kept) == WedgeSettings(threshold=0.084, end=BurstEnd.SILENCE)


def test_the_defaults_agree() -> None:
    assert wedge_settings(Settings()) == WedgeSettings()
