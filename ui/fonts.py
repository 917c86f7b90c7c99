"""Can this PC show every name? Which families to use, and what they lack.

Invariants:
- Nothing here needs a window, but all except ``missing_samples`` need a QGuiApplication.
- A missing glyph is told as a problem; nobody's name is silently shown as a box.
"""

import os
import sys
from collections.abc import Iterable
from enum import Enum
from typing import Final

from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication, QRawFont

COMMON: Final = "验讫收寄身份证网点"
RARE: Final = "䶮㛃𠅤𫍽"
"""Characters of people's names beyond GB 2312: CJK extensions A, B and C. GB 18030-2022 asks for them."""

PREFERRED: Final = (
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Noto Sans SC",
    "HarmonyOS Sans SC",
    "PingFang SC",
    "WenQuanYi Micro Hei",
    "SimHei",
    "SimSun",
)
"""Sans families with simplified Chinese shapes, most legible first. Without naming one, fontconfig may pick a
Japanese face, whose shapes of some characters look wrong to a Chinese reader."""


class FontProblem(Enum):
    """What this PC's fonts lack."""

    NO_CHINESE = "no_chinese"
    RARE_CHARACTERS = "rare_characters"


def preferred_families(installed: Iterable[str]) -> list[str]:
    """Those of ``PREFERRED`` that are installed, most legible first."""
    present = set(installed)
    return [family for family in PREFERRED if family in present]


def screen_families() -> list[str]:
    """The families for all text of the program, best first; empty when the system's default has to do."""
    return preferred_families(QFontDatabase.families())


def uncovered(characters: str) -> str:
    """Those of ``characters`` that no installed family can show, in order."""
    left = dict.fromkeys(characters)
    for family in QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese):
        if not left:
            break
        raw = QRawFont.fromFont(QFont(family))
        left = {character: None for character in left if not raw.supportsCharacter(ord(character))}
    return "".join(left)


def missing_samples() -> list[str]:
    """The sample characters that this PC cannot show, for ``doctor``: works without a window, and without a screen."""
    if QGuiApplication.instance() is not None:
        return list(uncovered(COMMON + RARE))
    screenless = sys.platform.startswith("linux") and not {"DISPLAY", "WAYLAND_DISPLAY"} & set(os.environ)
    application = QGuiApplication(["yanqi", *(["-platform", "offscreen"] if screenless else [])])
    try:
        return list(uncovered(COMMON + RARE))
    finally:
        application.shutdown()


def font_problem() -> FontProblem | None:
    """What to tell the technician; takes some tens of milliseconds, so not before the first paint."""
    if uncovered(COMMON):
        return FontProblem.NO_CHINESE
    return FontProblem.RARE_CHARACTERS if uncovered(RARE) else None
