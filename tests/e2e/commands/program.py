"""Runs ``python -m app`` as whoever sits at the terminal does, and reads its answers."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pydantic import JsonValue

PROJECT: Final = Path(__file__).parents[3]
PASSPHRASE: Final = "一句只有站长知道的长口令"
YES, NO, WRONG_USE = 0, 1, 2

# Nothing of whoever runs the tests: no key store, no display, no terminal of their own.
_OF_A_SESSION = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "XDG_RUNTIME_DIR")


@dataclass(frozen=True, slots=True)
class Answer:
    """How a command ended and what it said."""

    code: int
    lines: Sequence[Mapping[str, JsonValue]]
    out: str
    err: str

    @property
    def line(self) -> Mapping[str, JsonValue]:
        """The only one."""
        (line,) = self.lines
        return line


def environment(home: Path) -> dict[str, str]:
    """What the program sees."""
    kept = {name: value for name, value in os.environ.items() if name not in _OF_A_SESSION}
    return kept | {"YANQI_HOME": str(home), "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent"}


def yanqi(*words: str | bytes, home: Path, stdin: str = "") -> Answer:
    """Run one command to its end. Every line of its output must be a JSON object; there is never a traceback."""
    ended = subprocess.run(
        [sys.executable, "-m", "app", *words],
        cwd=PROJECT,
        env=environment(home),
        input=stdin.encode(),
        capture_output=True,
        timeout=60,
        check=False,
    )
    out, err = ended.stdout.decode(), ended.stderr.decode()
    assert "Traceback" not in err, err
    lines = [json.loads(line) for line in out.splitlines()]
    assert all(isinstance(line, dict) for line in lines), out
    return Answer(ended.returncode, lines, out, err)
