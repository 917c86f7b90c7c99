"""What a PC without zbar gets, and what is not loaded before a camera opens: seen in a fresh interpreter."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[4]

WITHOUT_ZBAR = """
import sys
sys.modules["pyzbar"] = None  # what import raises when libzbar is missing: ImportError
from devices.simulators.waybill_picture import Conditions, waybill_picture
from devices.vision.decode import decode_frame, second_opinion_available
good = decode_frame(waybill_picture("SF1234567890123"))
hard = decode_frame(waybill_picture("SF1234567890123", conditions=Conditions(pixels_per_mm=4.2, qr_covered=True)))
print(second_opinion_available(), len(good), len(hard))
"""

LOADED = """
import json, sys
import {module}
print(json.dumps(sorted({{"cv2", "numpy", "zxingcpp", "pyzbar"}} & set(sys.modules))))
"""


def output_of(program: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    ).stdout.strip()


def test_without_zbar_the_first_engine_goes_on_alone() -> None:
    assert output_of(WITHOUT_ZBAR) == "False 2 0"


@pytest.mark.parametrize(
    "module",
    [
        "devices.ports",
        "devices.camera.device",
        "devices.camera.addresses",
        "devices.vision.codes",
        "devices.vision.sightings",
    ],
)
def test_nothing_heavy_is_loaded_before_a_camera_opens(module: str) -> None:
    assert json.loads(output_of(LOADED.format(module=module))) == []
