"""A Chinese input method on a display of a test's own, in a session bus of its own; started by the test's first line.

Run as ``dbus-run-session -- python -m tests.support.pinyin DISPLAY FIELD``: starts ibus with libpinyin and then the
probe in the same session, whose words it passes on.
"""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

PROGRAMS = ("Xvfb", "xdotool", "dbus-run-session", "ibus-daemon", "ibus")
ENGINE = "libpinyin"
_PATIENCE = 15


def _engine_is_on(environment: dict[str, str]) -> bool:
    """Ask for the engine, and see that it is the one in use: the asking's own exit code says nothing."""
    for words in ([ENGINE], []):
        done = subprocess.run(
            ["ibus", "engine", *words],
            env=environment,
            capture_output=True,
            text=True,
            timeout=_PATIENCE,
            check=False,
        )
    return done.stdout.strip() == ENGINE


def main(display: str, field: str) -> int:
    """Start it all; ends with the probe, or when it is told to, and then the input method ends, too."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # the daemon is in a group of its own: no one else ends it
    with TemporaryDirectory() as home:
        environment = {
            **os.environ,
            "DISPLAY": display,
            "HOME": home,
            "XDG_CONFIG_HOME": home,
            "XDG_CACHE_HOME": home,
            "XDG_DATA_HOME": home,
            "GSETTINGS_BACKEND": "memory",
            "NO_AT_BRIDGE": "1",
            "QT_QPA_PLATFORM": "xcb",
            "QT_IM_MODULE": "ibus",
        }
        daemon = subprocess.Popen(
            ["ibus-daemon", "--panel", "disable", "--replace"],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            deadline = time.monotonic() + _PATIENCE
            while not _engine_is_on(environment):
                if time.monotonic() > deadline:
                    return 3
            probe = [sys.executable, "-m", "tests.gui.wedge_probe", field]
            return subprocess.run(probe, env=environment, cwd=Path(__file__).parents[2], check=False).returncode
        finally:
            daemon.terminate()
            daemon.wait(_PATIENCE)


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))
