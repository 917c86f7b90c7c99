"""Can this PC show every name? Which families to use, what they lack, and what stands in for what they lack.

GB 18030-2022, implementation level 3, asks for CJK extensions A to F (the number of Unicode 11: 87,875 characters with
the basic block); G and H are younger, and names with them are on their way.

Invariants:
- Nothing here needs a window, but all of it needs a QGuiApplication, and its thread.
- A missing glyph is told as a problem; nobody's name is silently shown as a box. Only what is shown changes, never a
  record.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import Final

from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication, QTextLayout

COMMON: Final = "验讫收寄身份证网点"

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

EXTENDED: Final = (
    "SimSun-ExtB",
    "SimSun-ExtG",
    "MingLiU-ExtB",
    "HanaMinA",
    "HanaMinB",
    "Jigmo",
    "Jigmo2",
    "Jigmo3",
    "Plangothic P1",
    "Plangothic P2",
    "BabelStone Han",
)
"""Families with the rare characters, asked after all others. Fontconfig finds these and any other by itself (measured
on Debian); Windows looks only where it is told to (R: its extended families are recalled, not seen)."""


class FontProblem(Enum):
    """What this PC's fonts lack."""

    NO_CHINESE = "no_chinese"
    RARE_CHARACTERS = "rare_characters"


@dataclass(frozen=True, slots=True)
class CharacterBlock:
    """A CJK extension. ``sample`` is one of its characters; ``required`` by GB 18030-2022."""

    name: str
    first: int
    last: int
    sample: str
    required: bool

    def spread(self, count: int) -> Iterator[str]:
        """``count`` of its characters, evenly spread, the first and the last among them."""
        for step in range(count):
            yield chr(self.first + (self.last - self.first) * step // (count - 1))


BLOCKS: Final = (
    CharacterBlock("A", 0x3400, 0x4DB5, "㛃", required=True),
    CharacterBlock("B", 0x20000, 0x2A6D6, "𠮷", required=True),
    CharacterBlock("C", 0x2A700, 0x2B734, "𫍽", required=True),
    CharacterBlock("D", 0x2B740, 0x2B81D, "𫞩", required=True),
    CharacterBlock("E", 0x2B820, 0x2CEA1, "𬭎", required=True),
    CharacterBlock("F", 0x2CEB0, 0x2EBE0, "𭕄", required=True),
    CharacterBlock("G", 0x30000, 0x3134A, "𰻝", required=False),
    CharacterBlock("H", 0x31350, 0x323AF, "𱍐", required=False),
)

SPREAD: Final = 64
"""Characters of a block that are looked at; all of them would take seconds."""


@dataclass(frozen=True, slots=True)
class BlockCoverage:
    """How much of a block this PC can show: ``shown`` of ``looked_at`` characters spread over it."""

    block: CharacterBlock
    sample_shown: bool
    shown: int
    looked_at: int

    @property
    def whole(self) -> bool:
        """Whether nothing that was looked at is missing."""
        return self.sample_shown and self.shown == self.looked_at


def preferred_families(installed: Iterable[str]) -> list[str]:
    """Those of ``PREFERRED`` that are installed, most legible first, and then those of ``EXTENDED``."""
    present = set(installed)
    return [family for family in (*PREFERRED, *EXTENDED) if family in present]


def screen_families() -> list[str]:
    """The families for all text of the program, best first; empty when the system's default has to do."""
    return preferred_families(QFontDatabase.families())


def missing_characters(text: str) -> tuple[str, ...]:
    """The characters of ``text`` that this PC's fonts would show as a box, each once, in order.

    Cheap enough for each name that is shown: a character is looked up once, in about 0.1 ms. Fonts that are installed
    while the program runs count from its next start.
    """
    return tuple(character for character in dict.fromkeys(text) if not _has_shape(character))


def shown_name(text: str) -> str:
    """``text`` for the screen: a character without a shape becomes a readable stand-in like 〔U+2B7A2〕.

    For showing only: what is kept, compared or sent is always the name itself.
    """
    missing = missing_characters(text)
    return text.translate({ord(character): f"〔U+{ord(character):04X}〕" for character in missing})


def block_coverage() -> tuple[BlockCoverage, ...]:
    """What this PC can show of each block; takes some tens of milliseconds the first time."""
    return tuple(_coverage(block) for block in BLOCKS)


def font_problem() -> FontProblem | None:
    """What to tell the technician; takes some tens of milliseconds, so not before the first paint."""
    if missing_characters(COMMON):
        return FontProblem.NO_CHINESE
    lacking = any(not _coverage(block).whole for block in BLOCKS if block.required)
    return FontProblem.RARE_CHARACTERS if lacking else None


def _coverage(block: CharacterBlock) -> BlockCoverage:
    shown = sum(map(_has_shape, block.spread(SPREAD)))
    return BlockCoverage(block, _has_shape(block.sample), shown, SPREAD)


_PRIVATE: Final = frozenset({"Co", "Cs"})
"""Private use and halves of pairs. A private character's shape is another one in each font: a code is more honest."""

_SHAPELESS: Final = frozenset({"Cc", "Cf", "Mn", "Me", "Zs", "Zl", "Zp"})
"""Nothing to see of their own: spaces, joiners, variation selectors (which some names carry)."""


@lru_cache(maxsize=8192)
def _has_shape(character: str) -> bool:
    """Whether any font gives ``character`` a glyph, found as the screen finds it: with Qt's own fallback."""
    category = unicodedata.category(character)
    if category in _PRIVATE:
        return False
    if category in _SHAPELESS:
        return True
    font = QFont()
    font.setFamilies([*screen_families(), QGuiApplication.font().family()])
    layout = QTextLayout(character, font)
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    glyphs = [glyph for run in layout.glyphRuns() for glyph in run.glyphIndexes()]
    return bool(glyphs) and 0 not in glyphs  # glyph 0 is each font's box
