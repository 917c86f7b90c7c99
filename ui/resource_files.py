"""Where the screen's own files lie: next to the packages, in the repository as in the installed program."""

from pathlib import Path
from typing import Final

_RESOURCES: Final = Path(__file__).resolve().parent.parent / "resources"

QSS: Final = _RESOURCES / "qss"
I18N: Final = _RESOURCES / "i18n"
ICONS: Final = _RESOURCES / "icons"
SOUNDS: Final = _RESOURCES / "sounds"
