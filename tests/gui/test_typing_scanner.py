"""A keyboard-wedge scanner and a person at one real X display: Xvfb shows, xdotool types, nothing is faked between."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, Queue
from threading import Thread

import pytest

from tests.support.x_display import DEADLINE, focus, xdotool

ROOT = Path(__file__).parents[2]
SCANNER_GAP, PERSON_GAP = 4, 400
"""Milliseconds between keys, on both sides of the probe's threshold."""


@dataclass
class Probe:
    """The window under test, and what it has told."""

    display: str
    process: subprocess.Popen[str]
    lines: Queue[dict[str, object]]
    told: list[dict[str, object]] = field(default_factory=list)

    def wait(self, wanted: Callable[[dict[str, object]], bool]) -> dict[str, object]:
        """The next line that is wanted; the others are kept in ``told``."""
        while True:
            try:
                line = self.lines.get(timeout=DEADLINE)
            except Empty:
                pytest.fail(f"nothing came after {self.told}")
            self.told.append(line)
            if wanted(line):
                return line

    def xdotool(self, *arguments: str) -> None:
        """Act on the display."""
        xdotool(self.display, *arguments)

    def type(self, text: str, gap: int) -> None:
        """Type with Enter as the suffix."""
        self.xdotool("type", "--delay", str(gap), text + "\n")

    def all(self, what: str) -> list[object]:
        """Everything that was told under that name."""
        return [line[what] for line in self.told if what in line]


@pytest.fixture
def probe(display: str) -> Iterator[Probe]:
    """The window, with the keyboard's focus."""
    environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "QT_IM_MODULE": "none"}
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.gui.wedge_probe"], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    stream = process.stdout
    lines: Queue[dict[str, object]] = Queue()

    def read() -> None:
        for line in stream:
            lines.put(json.loads(line))

    reader = Thread(target=read, name="probe's words")
    reader.start()
    probe = Probe(display, process, lines)
    window = probe.wait(lambda line: "window" in line)["window"]
    focus(display, str(window))
    probe.wait(lambda line: line.get("focused") is True)
    yield probe
    process.terminate()
    process.wait(DEADLINE)
    reader.join(DEADLINE)
    stream.close()


def test_the_scanner_is_heard_and_the_person_is_not_disturbed(probe: Probe) -> None:
    probe.type("Hello 1", PERSON_GAP)
    probe.wait(lambda line: line.get("field") == "Hello 1")
    probe.type("YT8962646785389", SCANNER_GAP)
    probe.wait(lambda line: "scan" in line)
    probe.type("]C0SF-1234567890", SCANNER_GAP)
    probe.wait(lambda line: line.get("scan") == "SF-1234567890")
    probe.type("2", PERSON_GAP)
    probe.wait(lambda line: line.get("field") == "Hello 12")
    assert probe.all("scan") == ["YT8962646785389", "SF-1234567890"]
    assert [text for text in probe.all("field") if "Y" in str(text) or "S" in str(text)] == []

    probe.xdotool("key", "Tab")
    probe.type("YT0000000000001", SCANNER_GAP)
    probe.wait(lambda line: line.get("scan") == "YT0000000000001")
    probe.xdotool("key", "--delay", "100", "space")
    probe.wait(lambda line: "clicked" in line)
    assert probe.all("clicked") == ["yes"]
