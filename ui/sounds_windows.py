"""Playing a wave file on Windows (``winsound``); importable everywhere, of use only there."""

import sys
from pathlib import Path

if sys.platform == "win32":
    import winsound

    def play_wave(file: Path) -> bool:
        """Begin to play ``file``, cutting off what plays; False without a sound device."""
        try:
            winsound.PlaySound(str(file), winsound.SND_FILENAME | winsound.SND_ASYNC | winsound.SND_NODEFAULT)
        except RuntimeError:
            return False
        return True

else:

    def play_wave(file: Path) -> bool:  # noqa: ARG001 - the same signature as on Windows
        """Nothing to play with here."""
        return False
