"""How one label printer is set up.

Invariants:
- Light: it loads with the registry, before the first paint.
"""

from dataclasses import dataclass

from devices.label_printer.languages import DEFAULT_GAP_MM
from devices.label_printer.layout import LabelStock


@dataclass(frozen=True, slots=True)
class LabelSettings:
    """``gap_mm`` lies between two labels of the roll. ``font``: the Chinese font's name, empty for the usual one."""

    stock: LabelStock = LabelStock.LARGE
    gap_mm: int = DEFAULT_GAP_MM
    font: str = ""
