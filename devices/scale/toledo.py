"""The frames of Mettler-Toledo scales and of the many that copy them: continuous output, and 8217 at the till.

Continuous, 17 or 18 bytes: STX, SWA, SWB, SWC, 6 weight, 6 tare, CR, and where it is switched on a checksum, the two's
complement of the sum of the low seven bits of everything before it (V: kern FTC p. 42, Rockwell 57C428, Cardinal 225).
SWA bits 0-2: decimals, 2 for none to 6 for four (V: vector VI-200, liden); the other bits differ by maker and are not
looked at. SWB (R): 0 net, 1 negative, 2 over range, 3 motion, 4 kilograms, 6 just switched on. Some makers put ``>``
between weight and tare, some leave the tare out (V).

8217 (7E1): asked with ``W`` it answers STX, weight, CR, or while it cannot weigh STX, ``?``, status, CR (V: Odoo's
driver, and the meaning of the status bits there: 0 motion, 1 over capacity, 2 under zero, 4 centre of zero, 5 net).

Invariants:
- A weight with decimals that no table explains (SWA 0, 1, 7) is refused, not scaled by a guess.
- The only byte ever sent is 8217's ``W``.
"""

import re
from decimal import Decimal
from typing import Final

from devices.scale.reading import Basis, WeightReading, WeightUnit, decimal_of
from devices.scale.stream import FrameFault, ScaleFormat

WEIGH: Final = b"W"
"""What 8217 is asked with."""

_LEAST_DECIMALS: Final = 2
_MOST_DECIMALS: Final = 6
_NET, _NEGATIVE, _OVER_RANGE, _MOTION, _KILOGRAMS, _JUST_ON = 0x01, 0x02, 0x04, 0x08, 0x10, 0x40
_STATUS_MOTION, _STATUS_OVER, _STATUS_UNDER, _STATUS_CENTRE = 0x01, 0x02, 0x04, 0x10


def checksum(frame: bytes) -> int:
    """What makes the low seven bits of the whole frame add up to nothing."""
    return -sum(byte & 0x7F for byte in frame) & 0x7F


def _continuous(match: re.Match[bytes], _unit: WeightUnit) -> WeightReading | FrameFault:
    frame, words, shown, tared = match.group(1, 2, 3, 4)
    if match.re.groups > _GROUPS_WITHOUT_CHECK and checksum(frame) != match[5][0]:
        return FrameFault.BAD_CHECKSUM
    decimals, flags = words[0] & 0x07, words[1]
    if not _LEAST_DECIMALS <= decimals <= _MOST_DECIMALS:
        return FrameFault.UNREADABLE
    unit = WeightUnit.KILOGRAM if flags & _KILOGRAMS else WeightUnit.POUND
    if flags & _OVER_RANGE:
        return WeightReading(Decimal(0), unit, stable=False, overload=True)
    value, tare = decimal_of(shown), decimal_of(tared) if tared is not None else None
    if value is None:
        return FrameFault.UNREADABLE
    places = _LEAST_DECIMALS - decimals
    return WeightReading(
        (-value if flags & _NEGATIVE else value).scaleb(places),
        unit,
        Basis.NET if flags & _NET else Basis.GROSS,
        stable=not flags & (_MOTION | _JUST_ON),
        tare=tare.scaleb(places) if tare is not None else None,
    )


def _answered(match: re.Match[bytes], unit: WeightUnit) -> WeightReading | FrameFault:
    shown, net, status = match.groups()
    if status is not None:
        return _without_weight(status[0], unit)
    value = decimal_of(shown)
    if value is None:
        return FrameFault.UNREADABLE
    # a weight is only answered when the scale stands still (V)
    return WeightReading(value, unit, Basis.NET if net else Basis.GROSS, stable=True)


def _without_weight(status: int, unit: WeightUnit) -> WeightReading:
    unsteady = _STATUS_MOTION | _STATUS_OVER | _STATUS_UNDER
    empty = bool(status & _STATUS_CENTRE) and not status & unsteady
    # under zero nothing lies there; else a frame that is not the centre of zero says nothing about the pan
    blank = not empty and not status & _STATUS_UNDER
    return WeightReading(Decimal(0), unit, stable=empty, overload=bool(status & _STATUS_OVER), blank=blank)


_BODY: Final = rb"(\x02([^\x02\r]{3})([ 0-9]{6})(?:>?([ 0-9]{6}))?\r)"
_GROUPS_WITHOUT_CHECK: Final = 4

CONTINUOUS: Final = ScaleFormat(re.compile(_BODY), _continuous, longest=18, seven_bits=True)
CHECKED: Final = ScaleFormat(re.compile(_BODY + rb"([\x00-\x7f])", re.DOTALL), _continuous, longest=19, seven_bits=True)
POLLED: Final = ScaleFormat(
    re.compile(rb"\x02\s*(?:([0-9]{1,3}\.[0-9]{2,3})(N?)|\?([^\r]))\r"), _answered, longest=16, seven_bits=True
)
