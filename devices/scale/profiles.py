"""The profiles a technician chooses from: which frames a scale sends, and how its line is set when it is new.

Invariants:
- A profile is chosen by hand. Nothing is found out by sending bytes: scales have beeped or jammed at them (V, Odoo).
- Only a profile with a ``poll`` ever writes to the line.
"""

import re
from dataclasses import dataclass
from enum import Enum
from typing import Final

from devices.scale import lines, toledo, xk3190
from devices.scale.stream import ScaleFormat
from devices.scanner.framing import Parity


class ScaleProfile(Enum):
    """The word of the setting."""

    XK3190 = "xk3190"
    XK3190_LOW_FIRST = "xk3190-low-first"
    XK3190_HIGH_FIRST = "xk3190-high-first"
    XK3190_A12 = "xk3190-a12"
    XK3190_TEXT = "xk3190-text"
    TOLEDO = "toledo"
    TOLEDO_CHECKED = "toledo-checked"
    TOLEDO_8217 = "toledo-8217"
    AND = "and"
    CAS = "cas"
    CAS_18 = "cas-18"
    CAS_10 = "cas-10"
    BENCH = "bench"
    PATTERN = "pattern"
    """A regular expression of one's own, in the option of the same name."""


@dataclass(frozen=True, slots=True)
class ProfileTraits:
    """How a scale of a profile talks.

    ``poll``: what asks it for a weight; empty where it speaks by itself. ``unceasing``: it sends, or answers, all the
    time, so that silence is a fault; others may send only when somebody presses a key at the scale.
    """

    format: ScaleFormat
    baudrate: int = 9600
    data_bits: int = 8
    parity: Parity = Parity.NONE
    poll: bytes = b""
    unceasing: bool = False


TRAITS: Final = {
    ScaleProfile.XK3190: ProfileTraits(xk3190.CONTINUOUS, unceasing=True),
    ScaleProfile.XK3190_LOW_FIRST: ProfileTraits(xk3190.LOW_FIRST, unceasing=True),
    ScaleProfile.XK3190_HIGH_FIRST: ProfileTraits(xk3190.HIGH_FIRST, unceasing=True),
    ScaleProfile.XK3190_A12: ProfileTraits(xk3190.A12, unceasing=True),
    ScaleProfile.XK3190_TEXT: ProfileTraits(xk3190.TEXT, unceasing=True),
    ScaleProfile.TOLEDO: ProfileTraits(toledo.CONTINUOUS, unceasing=True),
    ScaleProfile.TOLEDO_CHECKED: ProfileTraits(toledo.CHECKED, unceasing=True),
    ScaleProfile.TOLEDO_8217: ProfileTraits(
        toledo.POLLED, data_bits=7, parity=Parity.EVEN, poll=toledo.WEIGH, unceasing=True
    ),
    # 2400 baud, 7E1 is what they leave the factory with (R)
    ScaleProfile.AND: ProfileTraits(lines.AND, baudrate=2400, data_bits=7, parity=Parity.EVEN),
    ScaleProfile.CAS: ProfileTraits(lines.CAS),
    ScaleProfile.CAS_18: ProfileTraits(lines.CAS_18),
    ScaleProfile.CAS_10: ProfileTraits(lines.CAS_10),
    ScaleProfile.BENCH: ProfileTraits(lines.BENCH),
}
"""Every profile but the pattern of one's own: see :func:`traits_of`."""


def traits_of(profile: ScaleProfile, pattern: re.Pattern[str] | None = None) -> ProfileTraits:
    """How that scale talks. Raises ValueError when ``PATTERN`` has no ``pattern``, or another profile has one."""
    if (profile is ScaleProfile.PATTERN) is not (pattern is not None):
        raise ValueError("the pattern belongs to the profile of that name")
    return TRAITS[profile] if pattern is None else ProfileTraits(lines.own_format(pattern))
