"""A typing scanner while a Chinese input method is on: the fault as it is, and the fields that it cannot reach.

Real programs throughout: ibus with libpinyin in a bus of its own, Xvfb, xdotool as the scanner.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Queue
from threading import Thread

import pytest

from tests.gui.test_typing_scanner import SCANNER_GAP, Probe
from tests.support.pinyin import PROGRAMS
from tests.support.x_display import DEADLINE

ROOT = Path(__file__).parents[2]
CODE = "sf1234567890123abc"
"""Pinyin makes 司法 of its first letters and loses the last ones."""

MISSING = [program for program in PROGRAMS if shutil.which(program) is None]
ENGINE = Path("/usr/share/ibus/component/libpinyin.xml")

pytestmark = pytest.mark.skipif(
    bool(MISSING) or not ENGINE.exists(), reason=f"needs {', '.join(MISSING) or 'ibus-libpinyin'}"
)


@contextmanager
def probe_with_pinyin(display: str, field: str) -> Iterator[Probe]:
    """The window of :mod:`tests.gui.wedge_probe` in a session with the input method on."""
    command = ["dbus-run-session", "--", sys.executable, "-m", "tests.support.pinyin", display, field]
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    )
    assert process.stdout is not None
    stream = process.stdout
    lines: Queue[dict[str, object]] = Queue()

    def read() -> None:
        for line in stream:
            lines.put(json.loads(line))

    reader = Thread(target=read, name="probe's words")
    reader.start()
    try:
        probe = Probe(display, process, lines)
        window = probe.wait(lambda line: "window" in line)["window"]
        probe.xdotool("windowmap", "--sync", str(window), "windowfocus", "--sync", str(window))
        probe.wait(lambda line: line.get("focused") is True)
        yield probe
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(DEADLINE)
        reader.join(DEADLINE)
        stream.close()


def until_chinese_is_typed(line: dict[str, object]) -> bool:
    return any("一" <= character <= "鿿" for character in str(line.get("field", "")))


@pytest.mark.parametrize(
    ("field", "comes", "told"),
    [
        # what happens to an ordinary field: the method takes the letters before the program sees a key
        ("plain", until_chinese_is_typed, "field"),
        ("latin", lambda line: line.get("scan") == CODE, "scan"),
    ],
)
def test_pinyin_swallows_a_scan_in_an_ordinary_field_and_never_in_a_field_for_numbers(
    display: str, field: str, comes: Callable[[dict[str, object]], bool], told: str
) -> None:
    with probe_with_pinyin(display, field) as probe:
        probe.type(CODE, SCANNER_GAP)
        probe.wait(comes)
        assert probe.all(told)
        if field == "latin":
            assert probe.all("field") == []
        else:
            assert CODE not in probe.all("scan")
