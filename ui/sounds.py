"""Playing the two tones with what the operating system brings; Qt's own player is not in our wheels.

Invariants:
- Playing never waits and never fails: where nothing can play, the answer is False and the window flashes instead.
- Nothing but the two files of ``resources/sounds`` is ever played.
"""

import platform
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QProcess

from ui.resource_files import SOUNDS
from ui.sounds_windows import play_wave
from ui.tones import Tone

_COMMANDS: Final[tuple[tuple[str, ...], ...]] = (
    ("pw-play",),
    ("paplay",),
    ("aplay", "-q"),
    ("canberra-gtk-play", "-f"),
    ("afplay",),
)
"""Players of PipeWire, PulseAudio, ALSA, libcanberra and macOS; the file's path follows."""

Player = Callable[[Path], bool]
"""Begins to play a file. False when it could not."""


class Speaker:
    """Plays tones. ``silent`` keeps it quiet; ``player`` None finds this PC's own."""

    def __init__(self, *, silent: bool = False, player: Player | None = None) -> None:
        self._silent = silent
        self._player = player if player is not None else system_player()

    def play(self, tone: Tone) -> bool:
        """Begin to play; False when nothing can be heard."""
        return not self._silent and self._player(SOUNDS / f"{tone.value}.wav")


def system_player() -> Player:
    """The way this operating system plays a file."""
    if platform.system() == "Windows":
        return play_wave
    command = next((command for command in _COMMANDS if shutil.which(command[0])), None)
    return _nothing if command is None else CommandPlayer(command)


def _nothing(_: Path) -> bool:
    return False


class CommandPlayer:
    """Starts a small program for each tone; it outlives us harmlessly."""

    def __init__(self, command: tuple[str, ...]) -> None:
        self._command = command

    def __call__(self, file: Path) -> bool:
        """Begin to play; False when the program cannot be started."""
        started, _ = QProcess.startDetached(self._command[0], [*self._command[1:], str(file)])
        return started
