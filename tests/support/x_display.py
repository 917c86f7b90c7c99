"""A real X display of a test's own, and the keys that somebody presses at it."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

DEADLINE = 20
"""Seconds for anything to happen."""


@contextmanager
def x_display() -> Iterator[str]:
    """Its name, as ``DISPLAY`` takes it."""
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "800x600x24", "-nolisten", "tcp"],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as pipe:
            number = pipe.readline().strip()
        yield f":{number}"
    finally:
        server.terminate()
        server.wait(DEADLINE)


def xdotool(display: str, *arguments: str) -> str:
    """Act on the display; returns what it says."""
    environment = {**os.environ, "DISPLAY": display}
    done = subprocess.run(
        ["xdotool", *arguments], check=True, env=environment, timeout=DEADLINE, stdout=subprocess.PIPE, text=True
    )
    return done.stdout.strip()


def focus(display: str, window: str) -> None:
    """Give it the keyboard: there is no window manager to do so."""
    xdotool(display, "windowmap", "--sync", window, "windowfocus", "--sync", window)
