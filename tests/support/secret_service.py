"""A real Secret Service (gnome-keyring) on a private D-Bus session, for one program at a time.

The keyrings live in a folder of the test; nothing reaches the keyring or the session bus of whoever runs the tests.
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
_SESSION = 'printf "%s" "$0" | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; exec "$@"'
_OF_A_SESSION = ("DBUS_SESSION_BUS_ADDRESS", "DISPLAY", "WAYLAND_DISPLAY", "GNOME_KEYRING_CONTROL")


def private_environment(home: Path) -> dict[str, str]:
    """An environment whose keyrings are under ``home`` and which has no session bus."""
    environment = {name: value for name, value in os.environ.items() if name not in _OF_A_SESSION}
    runtime = home / "runtime"
    runtime.mkdir(mode=0o700, parents=True, exist_ok=True)
    return environment | {
        "HOME": str(home),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_RUNTIME_DIR": str(runtime),
    }


def run_with_keyring(home: Path, program: str, *, password: str, **extra: str) -> str:
    """Run a Python program in a session whose login keyring is opened with ``password``; what it printed.

    The first use makes the keyring with that password; a wrong one later leaves it locked.
    """
    command = ["dbus-run-session", "--", "bash", "-c", _SESSION, password, sys.executable, "-c", program]
    return _output(command, private_environment(home) | extra)


def run_without_keyring(home: Path, program: str, **extra: str) -> str:
    """Run a Python program where there is no session bus; what it printed."""
    return _output([sys.executable, "-c", program], private_environment(home) | extra)


def _output(command: list[str], environment: dict[str, str]) -> str:
    ended = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 0, ended.stderr
    return ended.stdout.strip()
