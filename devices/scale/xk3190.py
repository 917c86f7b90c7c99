"""The frames of 耀华 XK3190 indicators (A9, A12E, A23, A26 …), the most common ones in Chinese depots.

=================  =============================================================  ==============================
continuous, 12 B   STX, sign, 6 digits, decimals '0'-'4', XOR high, XOR low, ETX  V: A26 manual p. 12, A23p
"= ", 9 B          '=', 8 characters with the point; which end comes first is a   V: A26 manual p. 13, A23p p. 24
                   setting of the indicator, and so is the profile
A12, 15 B          'W', G or N, 7 characters, "kg", XOR high, XOR low, CR LF      V: A12 manual p. 13
A12 text           "wn0000.1kg" with ww, wn, wt for gross, net, tare              V: public code; sign's place R
=================  =============================================================  ==============================

Invariants:
- Nothing is sent: the command mode's answers have no published layout (GAP).
- In the "= " frames the direction is never guessed: 3.000 sent from the low end reads as 0.3 from the other.
"""

import re
from decimal import Decimal
from functools import reduce
from operator import xor
from typing import Final

from devices.scale.reading import Basis, WeightReading, WeightUnit, decimal_of, overloaded
from devices.scale.stream import FrameFault, ScaleFormat

_BASES: Final = {b"G": Basis.GROSS, b"N": Basis.NET, b"w": Basis.GROSS, b"n": Basis.NET, b"t": Basis.TARE}


def xor_text(data: bytes) -> bytes:
    """The XOR of ``data`` as two characters, high half first: 0-9, then A-F (nibble + 30h, or + 37h beyond nine)."""
    return f"{reduce(xor, data, 0):02X}".encode("ascii")


def _continuous(match: re.Match[bytes], unit: WeightUnit) -> WeightReading | FrameFault:
    summed, sign, digits, decimals, check = match.groups()
    if xor_text(summed) != check:
        return FrameFault.BAD_CHECKSUM
    value = Decimal(f"{sign.decode()}{digits.decode()}").scaleb(-int(decimals))
    return WeightReading(value, unit)


def _low_first(match: re.Match[bytes], unit: WeightUnit) -> WeightReading | FrameFault:
    return _of_text(bytes(reversed(match[1])), unit)


def _high_first(match: re.Match[bytes], unit: WeightUnit) -> WeightReading | FrameFault:
    return _of_text(match[1], unit)


def _of_text(text: bytes, unit: WeightUnit) -> WeightReading | FrameFault:
    value = decimal_of(text)
    return FrameFault.UNREADABLE if value is None else WeightReading(value, unit)


def _a12(match: re.Match[bytes], _unit: WeightUnit) -> WeightReading | FrameFault:
    head, check = match.groups()
    if xor_text(head) != check:
        return FrameFault.BAD_CHECKSUM
    if head.strip() == b"OL":
        # "spaces, OL23" (V): 23 is the checksum of nine blanks and OL, recomputed
        return overloaded(WeightUnit.KILOGRAM)
    basis, value = _BASES.get(head[1:2]), decimal_of(head[2:9])
    if basis is None or value is None or head[:1] + head[9:] != b"Wkg":
        return FrameFault.UNREADABLE
    return WeightReading(value, WeightUnit.KILOGRAM, basis)


def _text(match: re.Match[bytes], _unit: WeightUnit) -> WeightReading | FrameFault:
    value = decimal_of(match[2])
    if value is None:
        return FrameFault.UNREADABLE
    return WeightReading(value, WeightUnit.KILOGRAM, _BASES[match[1]])


CONTINUOUS: Final = ScaleFormat(re.compile(rb"\x02(([+-])(\d{6})([0-4]))([0-9A-F]{2})\x03"), _continuous, longest=12)
LOW_FIRST: Final = ScaleFormat(re.compile(rb"=([0-9. ]{7}[-+0-9 ])"), _low_first, longest=9)
HIGH_FIRST: Final = ScaleFormat(re.compile(rb"=([-+0-9 ][0-9. ]{7})"), _high_first, longest=9)
A12: Final = ScaleFormat(re.compile(rb"([ W][ GN][ 0-9.+-]{7}(?:kg|OL))([0-9A-F]{2})\r\n"), _a12, longest=15)
TEXT: Final = ScaleFormat(re.compile(rb"w([wnt])(-?[0-9. ]{6})kg"), _text, longest=11)
