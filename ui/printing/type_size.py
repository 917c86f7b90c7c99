"""How wide a text is on paper, where it breaks, and how it is made to fit.

Invariants:
- Digits are never cut: half a number is a wrong number. A text gives way where it has none, and otherwise is set
  smaller or narrower.
- Measured without hinting at one fixed size, so that every device breaks lines alike. Needs a QGuiApplication, and its
  thread.
"""

import re
from functools import lru_cache
from typing import Final

from PySide6.QtGui import QFont, QFontMetricsF, QGuiApplication, QTextLayout, QTextOption

from ui.fonts import screen_families

_EM: Final = 100
"""Pixels of the size at which text is measured."""
ELLIPSIS: Final = "…"
_SLACK: Final = 0.02
"""Millimetres that nobody sees: a text that was set to fit is not shortened for a rounding."""
_WITHOUT_DIGITS: Final = re.compile(r"\D+")


def paper_font(pixels: int, *, bold: bool, smooth: bool = True) -> QFont:
    """The product's font, ``pixels`` high (the em). Not ``smooth`` gives pure black and white."""
    font = QFont()
    font.setFamilies([*screen_families(), QGuiApplication.font().family()])
    font.setPixelSize(max(1, pixels))
    font.setBold(bold)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if not smooth:
        font.setStyleStrategy(QFont.StyleStrategy.NoAntialias)
    return font


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """Millimetres that ``text`` takes at ``size`` millimetres."""
    return QFontMetricsF(_measuring_font(bold)).horizontalAdvance(text) * size / _EM


def wrapped(text: str, width: float, size: float, *, bold: bool = False) -> tuple[str, ...]:
    """``text`` in lines of ``width`` millimetres, broken as Qt breaks Chinese and Latin text; one line at least."""
    layout = QTextLayout(text, _measuring_font(bold))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    lines: list[str] = []
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width * _EM / size)
        lines.append(_utf16_part(text, line.textStart(), line.textLength()).rstrip())
    layout.endLayout()
    return tuple(lines) or ("",)


def elided(text: str, width: float, size: float, *, bold: bool = False) -> str:
    """``text`` shortened with an ellipsis in the last run without digits until it fits in ``width`` millimetres.

    Where that is not enough, what is left may still be too wide: digits stay, and the line is drawn narrower.
    """
    width += _SLACK
    if width_of(text, size, bold=bold) <= width:
        return text
    whole = text
    for run in reversed(list(_WITHOUT_DIGITS.finditer(text))):
        before, after = whole[: run.start()], whole[run.end() :]
        for kept in range(len(run.group()) - 1, -1, -1):
            shorter = before + run.group()[:kept] + ELLIPSIS + after
            if width_of(shorter, size, bold=bold) <= width:
                return shorter
        if len(run.group()) > 1:
            whole = before + ELLIPSIS + after
    return whole


def wrapped_to(text: str, width: float, size: float, most: int, *, bold: bool = False) -> tuple[str, ...]:
    """As :func:`wrapped`, but ``most`` lines at most: the last one is shortened where there would be more."""
    lines = wrapped(text, width, size, bold=bold)
    if len(lines) <= most:
        return lines
    rest = text
    for line in lines[: most - 1]:
        rest = rest[len(line) :].lstrip()
    return (*lines[: most - 1], elided(rest, width, size, bold=bold))


def fitting_size(text: str, width: float, size: float, least: float, *, bold: bool = False) -> float:
    """The largest size of type, ``size`` at most and ``least`` at least, at which ``text`` fits in ``width``."""
    needed = width_of(text, size, bold=bold)
    return size if needed <= width else max(least, size * width / needed)


@lru_cache(maxsize=2)
def _measuring_font(bold: bool) -> QFont:
    return paper_font(_EM, bold=bold)


def _utf16_part(text: str, start: int, length: int) -> str:
    """A part of ``text`` by Qt's count, where a character outside the basic plane counts twice."""
    units = text.encode("utf-16-le", "surrogatepass")
    return units[2 * start : 2 * (start + length)].decode("utf-16-le", "surrogatepass")
