"""What a scale of each profile puts on the line: the other direction of ``devices.scale``, written from the same facts.

Invariants:
- A format that cannot say something (stable, overload, tare) stays silent about it, as the real ones do.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from devices.scale.profiles import ScaleProfile
from devices.scale.toledo import checksum
from devices.scale.xk3190 import xor_text


@dataclass(frozen=True, slots=True)
class PanState:
    """What a scale shows. ``grams`` is signed: less than nothing lies there after a tare."""

    grams: int = 0
    moving: bool = False
    overload: bool = False
    tare_g: int = 0

    @property
    def net(self) -> bool:
        """A tare is set."""
        return self.tare_g != 0

    @property
    def kilograms(self) -> str:
        """Signed, three decimals, as a display has it."""
        return f"{Decimal(self.grams) / 1000:+.3f}"


PATTERN_LINE: Final = r"(?P<stable>ST)?(?:US)? *(?P<weight>[+-]\d+\.\d+)(?P<unit>kg)"
"""The pattern that reads what a simulated scale of the profile PATTERN sends."""


def frame_of(profile: ScaleProfile, pan: PanState) -> bytes:
    """One frame, whole, with its end."""
    match profile:
        case ScaleProfile.XK3190 | ScaleProfile.XK3190_A12 | ScaleProfile.XK3190_TEXT:
            return _xk3190(profile, pan)
        case ScaleProfile.XK3190_LOW_FIRST | ScaleProfile.XK3190_HIGH_FIRST:
            return _xk3190_equals(pan, low_first=profile is ScaleProfile.XK3190_LOW_FIRST)
        case ScaleProfile.TOLEDO:
            return _toledo(pan)
        case ScaleProfile.TOLEDO_CHECKED:
            return _toledo(pan) + bytes([checksum(_toledo(pan))])
        case ScaleProfile.TOLEDO_8217:
            return _answer(pan)
        case _:
            return _line(profile, pan)


def _xk3190(profile: ScaleProfile, pan: PanState) -> bytes:
    sign, digits = pan.kilograms[0], pan.kilograms[1:]
    if profile is ScaleProfile.XK3190:
        summed = f"{sign}{abs(pan.grams):06d}3".encode("ascii")
        return b"\x02" + summed + xor_text(summed) + b"\x03"
    if profile is ScaleProfile.XK3190_TEXT:
        return f"w{'n' if pan.net else 'w'}{sign if sign == '-' else ''}{digits:0>6}kg".encode("ascii")
    shown = f"{pan.kilograms:>7}".replace("+", " ").encode("ascii")
    head = b" " * 9 + b"OL" if pan.overload else b"W" + (b"N" if pan.net else b"G") + shown + b"kg"
    return head + xor_text(head) + b"\r\n"


def _xk3190_equals(pan: PanState, *, low_first: bool) -> bytes:
    sign, digits = pan.kilograms[0], pan.kilograms[1:]
    text = f"{'-' if sign == '-' else '0'}{digits:0>7}".encode("ascii")
    return b"=" + (bytes(reversed(text)) if low_first else text)


def _toledo(pan: PanState) -> bytes:
    flags = 0x20 | 0x10 | (0x01 if pan.net else 0) | (0x02 if pan.grams < 0 else 0)
    flags |= (0x04 if pan.overload else 0) | (0x08 if pan.moving else 0)
    words = bytes([0x20 | 0x08 | 5, flags, 0x20])  # three decimals; SWA's bit 3 is one that makers fill differently
    return b"\x02" + words + f"{abs(pan.grams):6d}{pan.tare_g:6d}".encode("ascii") + b"\r"


def _answer(pan: PanState) -> bytes:
    status = (0x01 if pan.moving else 0) | (0x02 if pan.overload else 0) | (0x04 if pan.grams < 0 else 0)
    if status:
        return b"\x02?" + bytes([0x40 | status]) + b"\r"
    return b"\x02" + f"{Decimal(pan.grams) / 1000:06.3f}{'N' if pan.net else ''}".encode("ascii") + b"\r"


def _line(profile: ScaleProfile, pan: PanState) -> bytes:
    state = "OL" if pan.overload else "US" if pan.moving else "ST"
    basis = "NT" if pan.net else "GS"
    sign, digits = pan.kilograms[0], pan.kilograms[1:]
    texts = {
        ScaleProfile.AND: f"{state},{sign}{digits:0>9} kg",
        ScaleProfile.CAS: f"{state},{basis},\x01\x40,{pan.kilograms:>8} kg",
        ScaleProfile.CAS_18: f"{state},{basis},{pan.kilograms:>8}kg",
        ScaleProfile.CAS_10: f"{pan.kilograms:>8}",
        ScaleProfile.BENCH: f"{state},{basis},{sign}{digits:>8} kg",
        ScaleProfile.PATTERN: f"{state} {pan.kilograms}kg",
    }
    return texts[profile].encode("ascii") + b"\r\n"
