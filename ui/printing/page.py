"""A laid-out sheet of paper: pages with lines of text, rules and codes, placed in millimetres from the upper left.

Invariants:
- What is laid out depends on no printer and no screen: the same sheet has the same pages everywhere.
- Each line of text has a width that it never leaves; whoever draws it makes it fit (``ui.printing.drawing``).
"""

from dataclasses import dataclass, field
from enum import Enum
from typing import Final, TypeAlias

A4: Final = (210.0, 297.0)
"""Width and height."""
ASCENT: Final = 0.92
"""How far Chinese type rises over its baseline, in parts of its size."""
DESCENT: Final = 0.26


class Align(Enum):
    """Where a line stands in its width."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in millimetres."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.height

    def inside(self, outer: "Box") -> bool:
        """Whether all of this lies within ``outer`` (a hundredth of a millimetre does not count)."""
        return (
            self.x >= outer.x - 0.01
            and self.y >= outer.y - 0.01
            and self.right <= outer.right + 0.01
            and self.bottom <= outer.bottom + 0.01
        )


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text on its baseline; ``size`` is the type's size (the em) in millimetres."""

    text: str = field(repr=False)
    x: float
    baseline: float
    width: float
    size: float
    bold: bool = False
    align: Align = Align.LEFT

    @property
    def box(self) -> Box:
        """The room that it takes."""
        return Box(self.x, self.baseline - ASCENT * self.size, self.width, (ASCENT + DESCENT) * self.size)


@dataclass(frozen=True, slots=True)
class Rule:
    """A filled bar: a ruled line, or a field for a signature."""

    box: Box


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code. ``box`` is square and holds the quiet zone; modules become whole dots of whatever it is drawn on."""

    text: str = field(repr=False)
    box: Box


Item: TypeAlias = Line | Rule | Code


@dataclass(frozen=True, slots=True)
class Page:
    """One side of paper."""

    width: float
    height: float
    items: tuple[Item, ...]

    @property
    def box(self) -> Box:
        """The whole paper."""
        return Box(0, 0, self.width, self.height)

    def texts(self) -> tuple[str, ...]:
        """Every line in reading order: what a screen reader says."""
        return tuple(item.text for item in self.items if isinstance(item, Line))


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is printed in one go. All pages have the size of the first; ``title`` holds no personal data."""

    title: str
    pages: tuple[Page, ...]
    thermal: bool = False
    """For a head that knows black and white only: nothing is smoothed."""
