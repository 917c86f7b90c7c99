"""The fonts that drawn documents are written with, found where the systems keep them.

Invariants:
- A character that no font has is an error, never a box: a picture must show what its caller asked for.
"""

from functools import lru_cache
from pathlib import Path
from typing import Final

from PIL import ImageFont
from PIL.ImageFont import FreeTypeFont

from devices.errors import DeviceError, DeviceFault

_FOLDERS: Final = (
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path.home() / ".local/share/fonts",
    Path("C:/Windows/Fonts"),
)
_TEXT_FONTS: Final = ("NotoSansCJK-Regular.ttc", "HanaMinA.ttf", "HanaMinB.ttf", "msyh.ttc", "simsunb.ttf")
"""In the order of preference; the Hanazono fonts have the rare characters of names (CJK extensions)."""
_NUMBER_FONTS: Final = ("OCRB.otf", "NotoSansCJK-Regular.ttc", "msyh.ttc")
_SIMPLIFIED: Final = 2
"""The face in Noto's collection that has mainland forms."""
_ABSENT: Final = "\U0010fffd"
"""A code point without a glyph anywhere."""


@lru_cache
def _path(name: str) -> Path | None:
    for folder in _FOLDERS:
        found = next(iter(sorted(folder.rglob(name))), None) if folder.is_dir() else None
        if found is not None:
            return found
    return None


@lru_cache(maxsize=256)
def _font(name: str, size: int) -> FreeTypeFont | None:
    path = _path(name)
    if path is None:
        return None
    return ImageFont.truetype(str(path), size, index=_SIMPLIFIED if name.startswith("Noto") else 0)


@lru_cache(maxsize=8192)
def _has(name: str, character: str) -> bool:
    font = _font(name, 32)
    if font is None:
        return False
    return bytes(font.getmask(character)) != bytes(font.getmask(_ABSENT))


def font_for(character: str, size: int) -> FreeTypeFont:
    """The first font that has ``character``, ``size`` pixels high.

    Raises DeviceError: NOT_FOUND when no installed font has it.
    """
    for name in _TEXT_FONTS:
        font = _font(name, size)
        if font is not None and (character.isspace() or _has(name, character)):
            return font
    raise DeviceError(DeviceFault.NOT_FOUND, "simulated documents", "no font has a character of the text")


def number_font(size: int) -> FreeTypeFont:
    """The font of document numbers and machine-readable lines, OCR-B where it is installed.

    Raises DeviceError: NOT_FOUND when none is installed.
    """
    for name in _NUMBER_FONTS:
        font = _font(name, size)
        if font is not None:
            return font
    raise DeviceError(DeviceFault.NOT_FOUND, "simulated documents", "no font for numbers is installed")
