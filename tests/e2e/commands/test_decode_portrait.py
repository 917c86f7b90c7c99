"""The command that a packaged program uses as its child process."""

import subprocess
import sys
from pathlib import Path

import pytest

from app.paths import find_home
from app.portraits import COMMAND, portrait_decoder
from devices.portraits.contract import BLOCK_SIZE, PICTURE_SIZE
from devices.portraits.decoder import found_decoder
from sync.words import Environment
from tests.support.vendor_wheel import install_decoder

VENDOR = "def decode(block):\n    return bytes(range(252)) * 153"
ROOT = Path(__file__).parents[3]


def test_it_answers_the_pixels_and_nothing_else(tmp_path: Path) -> None:
    install_decoder(tmp_path, VENDOR)
    done = subprocess.run(
        [sys.executable, "-m", "app", COMMAND, "vendor_decoder:decode", "--folder", str(tmp_path)],
        input=bytes(BLOCK_SIZE), capture_output=True, cwd=ROOT, check=True,
    )  # fmt: skip
    assert len(done.stdout) == PICTURE_SIZE
    assert done.stderr == b""


def test_a_portrait_comes_through_it(tmp_path: Path) -> None:
    install_decoder(tmp_path, VENDOR)
    decoder = found_decoder([tmp_path], child=[sys.executable, "-m", "app", COMMAND], timeout=30)
    assert decoder is not None
    assert (decoder.decode(bytes(BLOCK_SIZE)) or b"").startswith(b"\xff\xd8")


def test_a_terminal_looks_into_its_plug_ins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YANQI_HOME", str(tmp_path))
    home = find_home(Environment.TRAINING)
    assert portrait_decoder(home) is None
    home.plug_ins.mkdir(parents=True)
    install_decoder(home.plug_ins, VENDOR)
    decoder = portrait_decoder(home)
    assert decoder is not None
    assert (decoder.decode(bytes(BLOCK_SIZE)) or b"").startswith(b"\xff\xd8")
