"""Writes a column of text from the top down.

Invariants:
- Only grows downwards; whether it still fits is for the caller to look at (``bottom``).
"""

from dataclasses import dataclass, field

from ui.printing.page import ASCENT, Align, Box, Item, Line, Rule
from ui.printing.type_size import elided, fitting_size, wrapped, wrapped_to


@dataclass(slots=True)
class Flow:
    """A column at ``x``, ``width`` wide; ``bottom`` is where the next line may begin (all in millimetres)."""

    x: float
    width: float
    bottom: float
    leading: float = 1.4
    """From baseline to baseline, in parts of the type's size."""
    items: list[Item] = field(default_factory=list)

    def line(
        self,
        text: str,
        size: float,
        *,
        bold: bool = False,
        align: Align = Align.LEFT,
        least: float | None = None,
        whole: bool = False,
    ) -> None:
        """One line: set smaller down to ``least``, then shortened where it has no digits.

        A ``whole`` one, such as a number with letters, is never shortened: whoever draws it makes it narrower.
        """
        fitting = fitting_size(text, self.width, size, size if least is None else least, bold=bold)
        shown = text if whole else elided(text, self.width, fitting, bold=bold)
        self._put(shown, fitting, bold=bold, align=align, indent=0)

    def paragraph(
        self, text: str, size: float, *, bold: bool = False, indent: float = 0, most: int | None = None
    ) -> None:
        """As many lines as it needs, or ``most`` with the last one shortened."""
        width = self.width - indent
        lines = (
            wrapped(text, width, size, bold=bold) if most is None else wrapped_to(text, width, size, most, bold=bold)
        )
        for text_line in lines:
            self._put(text_line, size, bold=bold, align=Align.LEFT, indent=indent)

    def gap(self, height: float) -> None:
        """Leave some room."""
        self.bottom += height

    def rule(self, thickness: float = 0.3) -> None:
        """A line across the column."""
        self.items.append(Rule(Box(self.x, self.bottom, self.width, thickness)))
        self.bottom += thickness

    def _put(self, text: str, size: float, *, bold: bool, align: Align, indent: float) -> None:
        slack = (self.leading - 1) / 2
        baseline = self.bottom + (slack + ASCENT - 0.04) * size
        self.items.append(Line(text, self.x + indent, baseline, self.width - indent, size, bold, align))
        self.bottom += self.leading * size
