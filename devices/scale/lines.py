"""Scales that write lines of text: A&D, CAS, the generic Chinese bench scale, and a pattern of the technician's own.

=========  =====================================================================  ============================
A&D        ``ST,+0001234.5  g`` CR LF; ST, US, OL, QT (counting)                  V: A&D EK and GH manuals
CAS, 22 B  ST, US or OL; GS or NT; device and lamp byte; 8 characters; unit       V: CI-600D p. 74, NT-200 p. 48
CAS, 18 B  ``ST,GS,`` 8 characters, unit, CR LF ("AND 18")                        V: the same
CAS, 10 B  8 characters, CR LF: neither unit nor word for stable                  V: the same
bench      ``ST,GS,+ 123.456 kg`` CR LF                                           V: jswjk 2769879
=========  =====================================================================  ============================

大华 TM and the ACS cash scales have no published frame (GAP): the pattern of one's own is for them.

Invariants:
- A line of which the beginning was missed is never read: half a number is another number.
"""

import re
from typing import Final

from devices.scale.reading import Basis, WeightReading, WeightUnit, decimal_of, overloaded, unit_of
from devices.scale.stream import FrameFault, ScaleFormat

LONGEST_LINE: Final = 64

_BASES: Final = {b"GS": Basis.GROSS, b"NT": Basis.NET}


def _and(match: re.Match[bytes], unit: WeightUnit) -> WeightReading | FrameFault:
    state, number, spelled = match.groups()
    return FrameFault.UNREADABLE if state == b"QT" else _weighed(state, None, number, unit_of(spelled), unit)


def _cas(match: re.Match[bytes], unit: WeightUnit) -> WeightReading | FrameFault:
    state, basis, number, spelled = match.groups()
    return _weighed(state, _BASES[basis], number, unit_of(spelled), unit)


def _bare(match: re.Match[bytes], unit: WeightUnit) -> WeightReading | FrameFault:
    value = decimal_of(match[1])
    return FrameFault.UNREADABLE if value is None else WeightReading(value, unit)


def _weighed(
    state: bytes, basis: Basis | None, number: bytes, spelled: WeightUnit | None, unit: WeightUnit
) -> WeightReading | FrameFault:
    if state == b"OL":
        return overloaded(spelled or unit)
    value = decimal_of(number)
    if value is None or spelled is None:
        return FrameFault.UNREADABLE
    return WeightReading(value, spelled, basis, stable=state == b"ST")


_AND_NUMBER: Final = rb"[+-](?:[0-9.]{9}|9{7}E[+]19)"
"""The long nines are its overload (R)."""

AND: Final = ScaleFormat(re.compile(rb"(ST|US|OL|QT),(" + _AND_NUMBER + rb")([ A-Za-z%]{3})\r\n"), _and, longest=20)
CAS: Final = ScaleFormat(
    re.compile(rb"(ST|US|OL),(GS|NT),..,([ 0-9.+-]{8}) ([ A-Za-z]{2})\r\n", re.DOTALL), _cas, longest=22
)
CAS_18: Final = ScaleFormat(re.compile(rb"(ST|US|OL),(GS|NT),([ 0-9.+-]{8})([ A-Za-z]{2})\r\n"), _cas, longest=18)
CAS_10: Final = ScaleFormat(re.compile(rb"([ 0-9.+-]{8})\r\n"), _bare, longest=10)
BENCH: Final = ScaleFormat(
    re.compile(rb"(ST|US|OL),(GS|NT),([+-]? *[0-9.]{1,9}) *([A-Za-z]{1,2})\r\n"), _cas, longest=28
)


def own_pattern(text: str) -> re.Pattern[str]:
    """Check a technician's pattern. Raises ValueError.

    Its group ``weight`` is the number; ``unit``, ``stable``, ``overload``, ``net`` and ``tare`` are optional, and the
    last four count as said when they match anything.
    """
    try:
        pattern = re.compile(text)
    except re.error as exc:
        raise ValueError("not a pattern") from exc
    if "weight" not in pattern.groupindex:
        raise ValueError("a pattern without a group named weight")
    return pattern


def own_format(pattern: re.Pattern[str]) -> ScaleFormat:
    """The lines in which ``pattern`` (see :func:`own_pattern`) is found.

    The first line after opening is passed over, since its beginning may be missing.
    """
    names = pattern.groupindex.keys()

    def read(line: re.Match[bytes], unit: WeightUnit) -> WeightReading | FrameFault:
        match = pattern.search(line[1].decode("ascii", "replace"))
        if match is None:
            return FrameFault.UNREADABLE
        said = {name for name, text in match.groupdict().items() if text}
        if "overload" in said:
            return overloaded(unit)
        value = decimal_of((match["weight"] or "").encode("ascii", "replace"))
        spelled = unit_of(match["unit"].encode("ascii", "replace")) if "unit" in said else unit
        if value is None or spelled is None:
            return FrameFault.UNREADABLE
        basis = Basis.TARE if "tare" in said else Basis.NET if "net" in said else None
        return WeightReading(value, spelled, basis, stable="stable" in said if "stable" in names else None)

    # the line's end stays in the buffer: it is what the next line begins after
    return ScaleFormat(re.compile(rb"[\r\n]([^\r\n]{1,64})(?=[\r\n])"), read, longest=LONGEST_LINE + 2)
