from pathlib import Path

from app.settings import Settings
from app.wedge import keep_calibration, wedge_settings
from devices.scanner.calibration import WedgeCalibration
from devices.scanner.wedge import BurstEnd, WedgeSettings


def test_a_calibration_comes_back_as_the_recognisers_settings(tmp_path: Path) -> None:
    kept = keep_calibration(tmp_path / "settings.json", WedgeCalibration(84, BurstEnd.SILENCE, 60))
    assert wedge_settings(kept) == WedgeSettings(threshold=0.084, end=BurstEnd.SILENCE)


def test_the_defaults_agree() -> None:
    assert wedge_settings(Settings()) == WedgeSettings()
