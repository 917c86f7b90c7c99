"""Vendor code of every kind, in real child processes."""

import logging
import subprocess
import sys
import time
from pathlib import Path

import cv2
import numpy as np
import pytest

from devices.portraits.contract import BLOCK_SIZE, HEIGHT, WIDTH, installed_decoders
from devices.portraits.decoder import CHILD, PortraitDecoder, found_decoder
from tests.support.vendor_wheel import install_decoder

BLOCK = b"WLf\x00\x7e\x002\x00" + bytes(range(254)) * 4
"""The header of a real block; the rest is made up."""

GRADIENT = """
def decode(block):
    assert len(block) == 1024 and block[:2] == b"WL"
    return bytes(value for y in range(126) for x in range(102) for value in (2 * x, 2 * y, block[8]))
"""

BAD = {
    "leaves at once": "import os\ndef decode(block):\n    os._exit(3)",
    "crashes": "import ctypes\ndef decode(block):\n    ctypes.string_at(0)",
    "crashes while imported": "import ctypes\nctypes.string_at(0)\ndef decode(block):\n    return b''",
    "raises": "def decode(block):\n    raise RuntimeError(block)",
    "ends the interpreter": "import sys\ndef decode(block):\n    sys.exit(0)",
    "cannot be imported": "import no_such_library",
    "has nothing by that name": "decoder = None",
    "answers nothing": "def decode(block):\n    return None",
    "answers a number": "def decode(block):\n    return 38556",
    "answers too little": "def decode(block):\n    return bytes(range(200)) * 10",
    "answers too much": "def decode(block):\n    return b'ab' * 38556",
    "answers a blank picture": "def decode(block):\n    return b'\\xff' * 38556",
}


def the_decoder(folder: Path, timeout: float = 30) -> PortraitDecoder:
    decoder = found_decoder([folder], timeout=timeout)
    assert decoder is not None
    return decoder


def test_a_pc_without_a_decoder_has_none(tmp_path: Path) -> None:
    assert found_decoder() is None
    assert found_decoder([tmp_path, tmp_path / "not there"]) is None


def test_entry_points_of_other_groups_are_no_decoders(tmp_path: Path) -> None:
    install_decoder(tmp_path, GRADIENT, group="console_scripts")
    assert found_decoder([tmp_path]) is None


def test_a_portrait_comes_out_the_right_way_round(tmp_path: Path) -> None:
    decoder = the_decoder(install_decoder(tmp_path, GRADIENT))
    assert decoder.name == "vendor-decoder 1.0"
    jpeg = decoder.decode(BLOCK)
    assert jpeg is not None
    picture = cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_COLOR)
    assert picture is not None
    assert picture.shape == (HEIGHT, WIDTH, 3)
    top_right, bottom_left = picture[1, -2].astype(int), picture[-2, 1].astype(int)
    assert top_right[0] - bottom_left[0] > 150  # blue grows to the right
    assert bottom_left[1] - top_right[1] > 150  # green grows downwards


def test_one_beside_the_program_is_found_without_importing_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(install_decoder(tmp_path, "raise RuntimeError('imported')"))
    decoder = found_decoder()
    assert decoder is not None
    assert decoder.name == "vendor-decoder 1.0"
    assert "vendor_decoder" not in sys.modules


def test_of_several_the_first_by_name_is_taken(tmp_path: Path) -> None:
    for name in ("zeta", "alpha"):
        install_decoder(tmp_path, GRADIENT, name=name)
    assert [point.name for point in installed_decoders([tmp_path])] == ["alpha", "zeta"]
    assert the_decoder(tmp_path).name == "alpha-decoder 1.0"


@pytest.mark.parametrize("source", BAD.values(), ids=BAD.keys())
def test_bad_vendor_code_costs_the_portrait_and_nothing_else(
    tmp_path: Path, source: str, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    with caplog.at_level(logging.DEBUG):
        assert the_decoder(install_decoder(tmp_path, source)).decode(BLOCK) is None
    assert "portrait: " in caplog.text
    assert capfd.readouterr() == ("", "")
    assert {path.name for path in tmp_path.iterdir()} <= {
        "vendor_decoder.py", "vendor_decoder-1.0.dist-info", "__pycache__",
    }  # fmt: skip


@pytest.mark.parametrize(
    "hang",
    ["import threading\n    threading.Event().wait()", "import ctypes\n    ctypes.PyDLL(None).pause()"],
    ids=["in Python", "in C, holding the interpreter"],
)
def test_vendor_code_that_hangs_is_given_up(tmp_path: Path, hang: str) -> None:
    decoder = the_decoder(install_decoder(tmp_path, f"def decode(block):\n    {hang}"), timeout=0.5)
    began = time.monotonic()
    assert decoder.decode(BLOCK) is None
    assert time.monotonic() - began < 10


def test_a_child_that_nobody_waits_for_ends_by_itself(tmp_path: Path) -> None:
    """As when the program was killed meanwhile."""
    install_decoder(tmp_path, "import ctypes\ndef decode(block):\n    ctypes.PyDLL(None).pause()")
    command = [*CHILD, "vendor_decoder:decode", "--folder", str(tmp_path), "--seconds", "0.3"]
    orphan = subprocess.run(command, input=BLOCK, capture_output=True, timeout=60, check=False)
    assert orphan.returncode != 0
    assert (orphan.stdout, orphan.stderr) == (b"", b"")


def test_a_child_whose_parent_is_gone_before_asking_ends(tmp_path: Path) -> None:
    install_decoder(tmp_path, GRADIENT)
    command = [*CHILD, "vendor_decoder:decode", "--folder", str(tmp_path)]
    assert subprocess.run(command, input=b"", capture_output=True, timeout=60, check=False).returncode != 0


def test_what_vendor_code_prints_is_no_part_of_the_picture(tmp_path: Path) -> None:
    noisy = f"import os\nprint('licence ok', flush=True)\nos.write(1, b'raw')\n{GRADIENT}"
    assert the_decoder(install_decoder(tmp_path, noisy)).decode(BLOCK) is not None


@pytest.mark.parametrize("size", [0, BLOCK_SIZE - 1, BLOCK_SIZE + 1])
def test_a_block_of_another_size_is_not_handed_to_vendor_code(tmp_path: Path, size: int) -> None:
    assert the_decoder(install_decoder(tmp_path, GRADIENT)).decode(bytes(size)) is None


def test_a_program_that_cannot_start_a_child_goes_on(tmp_path: Path) -> None:
    install_decoder(tmp_path, GRADIENT)
    decoder = found_decoder([tmp_path], child=[str(tmp_path / "no-such-program")])
    assert decoder is not None
    assert decoder.decode(BLOCK) is None
