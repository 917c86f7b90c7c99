"""One frame of a scale, read: what it shows, and how far it may be believed.

Invariants:
- The value is kept as the scale shows it, as a decimal; grams are whole and rounded once, half up.
- A reading that is an overload, negative or a tare is no weight of a parcel: :attr:`WeightReading.weighs` says so.
"""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum
from typing import Final


class WeightUnit(Enum):
    """The units that the formats name; the value is how a frame spells it."""

    KILOGRAM = "kg"
    GRAM = "g"
    POUND = "lb"
    OUNCE = "oz"


_GRAMS: Final = {
    WeightUnit.KILOGRAM: Decimal(1000),
    WeightUnit.GRAM: Decimal(1),
    WeightUnit.POUND: Decimal("453.59237"),
    WeightUnit.OUNCE: Decimal("28.349523125"),
}
"""International avoirdupois pound and ounce."""


class Basis(Enum):
    """What a frame weighs."""

    GROSS = "gross"
    NET = "net"
    """Less a tare that somebody set at the scale."""
    TARE = "tare"
    """The tare itself."""


@dataclass(frozen=True, slots=True)
class WeightReading:
    """What one frame says. ``basis`` and ``stable`` are None where the format has no word for it.

    ``value`` is in ``unit``, signed; it is zero in an overload, which shows none, and where the frame is ``blank``: it
    says that the scale cannot weigh now, and nothing about what lies there. ``tare`` is in the same unit.
    """

    value: Decimal
    unit: WeightUnit
    basis: Basis | None = None
    stable: bool | None = None
    overload: bool = False
    tare: Decimal | None = None
    blank: bool = False

    @property
    def grams(self) -> int:
        """The value in whole grams."""
        return int((self.value * _GRAMS[self.unit]).quantize(Decimal(1), ROUND_HALF_UP))

    @property
    def weighs(self) -> bool:
        """Whether it may be the weight of something on the pan."""
        return not self.overload and not self.blank and self.value >= 0 and self.basis is not Basis.TARE


def overloaded(unit: WeightUnit) -> WeightReading:
    """More lies on the pan than the scale can weigh."""
    return WeightReading(Decimal(0), unit, overload=True)


_NUMBER: Final = re.compile(rb" *([+-]?) *([0-9]+\.?[0-9]*|\.[0-9]+) *")


def decimal_of(text: bytes) -> Decimal | None:
    """A number as scales write it: a sign, digits, at most one point, blanks around them. None for anything else."""
    match = _NUMBER.fullmatch(text)
    return None if match is None else Decimal((match[1] + match[2]).decode("ascii"))


def unit_of(text: bytes) -> WeightUnit | None:
    """The unit that a frame spells, in any case; None for one that is not weighed here (pieces, carats, percent)."""
    spelled = text.decode("ascii", "replace").strip().lower()
    return next((unit for unit in WeightUnit if unit.value == spelled), None)
