"""The inspection label laid out for a thermal head, in dots: what every printer language writes from.

Invariants:
- 203 dpi, 8 dots to the millimetre (V: 76 x 130 mm are 608 x 1040 dots); the origin is the upper left corner.
- Everything lies within the label, the code with its quiet zone; what does not fit is cut or refused.
- The headline and the lines with numbers go on to another line instead of being cut; the outlet's name gives way.
- Text has two sizes, the printers' own Chinese font of 24 dots and its double: a Chinese character is as wide as high,
  a Latin one half as wide.
"""

from dataclasses import dataclass, field
from enum import Enum
from typing import Final, TypeAlias
from unicodedata import category, east_asian_width

DOTS_PER_MM: Final = 8
SMALL: Final = 24
LARGE: Final = 48

_LEADING: Final = 4
_QUIET: Final = 4
"""Modules of white that a QR needs around it (ISO/IEC 18004)."""
_LEAST_MODULE: Final = 2
"""Dots. A phone reads 0.25 mm; less is lost in the bleeding of the heat (R)."""
_MOST_NAME_LINES: Final = 2
_MOST_HEADLINE_LINES: Final = 2


class LabelStock(Enum):
    """Label sizes that are bought for it, in millimetres."""

    LARGE = "60x40"
    SMALL = "50x30"


@dataclass(frozen=True, slots=True)
class _Measures:
    width: int
    height: int
    margin: int
    code: int
    """The edge of the code's place, its quiet zone included."""


_MEASURES: Final = {
    LabelStock.LARGE: _Measures(480, 320, 12, 248),
    LabelStock.SMALL: _Measures(400, 240, 6, 188),
}


@dataclass(frozen=True, slots=True)
class LabelWords:
    """What stands on a label, worded already. Nothing in it is anybody's name, number or address.

    ``note``: a line above everything, such as that it is void (training). ``lines`` stand below the outlet. ``code`` is
    the text of the QR, ``short_code`` what people compare.
    """

    headline: str
    outlet: str
    lines: tuple[str, ...]
    short_code: str
    code: str = field(repr=False)
    note: str = ""


@dataclass(frozen=True, slots=True)
class TextPart:
    """One line of text; ``size`` is 24 or 48 dots."""

    x: int
    y: int
    size: int
    text: str


@dataclass(frozen=True, slots=True)
class CodePart:
    """A QR without its quiet zone, error correction M; ``module`` is in dots, ``modules`` the code's edge."""

    x: int
    y: int
    module: int
    modules: int
    text: str = field(repr=False)


LabelPart: TypeAlias = TextPart | CodePart


@dataclass(frozen=True, slots=True)
class LabelLayout:
    """A whole label; ``width`` and ``height`` are in dots."""

    width: int
    height: int
    parts: tuple[LabelPart, ...]


def text_width(text: str, size: int) -> int:
    """Dots that a line takes."""
    return sum(size if east_asian_width(character) in "WFA" else size // 2 for character in text)


def lay_out(words: LabelWords, stock: LabelStock) -> LabelLayout:
    """The label on that stock. Raises ValueError when the code's text is too long for it."""
    measures = _MEASURES[stock]
    code = _code(words.code, measures)
    return LabelLayout(
        measures.width, measures.height, (*_column(words, measures), code, _below(words.short_code, measures))
    )


def _code(text: str, measures: _Measures) -> CodePart:
    import segno  # not needed before the first label

    modules = len(segno.make_qr(text, error="m").matrix)
    module = measures.code // (modules + 2 * _QUIET)
    if module < _LEAST_MODULE:
        raise ValueError("the code is too long for this label")
    indent = (measures.code - module * modules) // 2
    left = measures.width - measures.margin - measures.code
    return CodePart(left + indent, measures.margin + indent, module, modules, text)


def _below(short_code: str, measures: _Measures) -> TextPart:
    shown = _cut(_plain(short_code), measures.code, SMALL)
    left = measures.width - measures.margin - measures.code
    indent = (measures.code - text_width(shown, SMALL)) // 2
    return TextPart(left + indent, measures.margin + measures.code, SMALL, shown)


def _column(words: LabelWords, measures: _Measures) -> list[TextPart]:
    """The text beside the code, from the top; what finds no room at the bottom is left out, the last line first."""
    width = measures.width - measures.code - 3 * measures.margin
    headline = _plain(words.headline)
    size = LARGE if text_width(headline, LARGE) <= width else SMALL
    above = [
        *([(words.note, SMALL)] if words.note else []),
        *((line, size) for line in _by_words(headline, width, size)[:_MOST_HEADLINE_LINES]),
    ]
    below = [(line, SMALL) for text in words.lines for line in _by_words(_plain(text), width, SMALL)]
    room = measures.height + _LEADING - measures.margin - sum(height + _LEADING for _, height in (*above, *below))
    name_lines = min(_MOST_NAME_LINES, max(0, room) // (SMALL + _LEADING))
    name = [(line, SMALL) for line in _pieces(_plain(words.outlet), width, SMALL)[:name_lines]]
    parts: list[TextPart] = []
    y = measures.margin
    for text, height in (*above, *name, *below):
        if y + height > measures.height:
            break
        parts.append(TextPart(measures.margin, y, height, _cut(_plain(text), width, height)))
        y += height + _LEADING
    return parts


def _plain(text: str) -> str:
    """The text without what would end a command: line breaks and other control characters become blanks."""
    return "".join(" " if category(character).startswith("C") else character for character in text)


def _by_words(text: str, width: int, size: int) -> list[str]:
    """Lines that end at blanks; only a word that is wider than the column is broken."""
    if text_width(text, size) <= width:
        return [text]
    lines: list[str] = []
    for word in text.split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(joined, size) <= width:
            lines[-1] = joined
        else:
            lines.extend(_pieces(word, width, size))
    return lines


def _pieces(text: str, width: int, size: int) -> list[str]:
    """The text cut into lines, character by character."""
    lines: list[str] = []
    rest = text
    while rest:
        line = _fitting(rest, width, size)
        lines.append(line)
        rest = rest[len(line) :]
    return lines


def _fitting(text: str, width: int, size: int) -> str:
    """As much of the text's beginning as fits, at least one character."""
    end = len(text)
    while end > 1 and text_width(text[:end], size) > width:
        end -= 1
    return text[:end]


def _cut(text: str, width: int, size: int) -> str:
    return _fitting(text, width, size) if text else text
