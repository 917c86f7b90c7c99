"""The one line of text that says where a camera is recorded, as the settings hold it. Pure.

==============================================================  ===============================================
``hikvision:10.0.0.8?channel=3&stream=1``                       channel 3, main stream, of a Hikvision recorder
``hikvision:10.0.0.8?channel=3&reads=utc&zone=+08:00``          one that takes the Z of its addresses for UTC
``dahua:nvr.local?channel=1&rtsp=8554``                         Dahua, with RTSP at another port
``uniview:10.0.0.9?channel=2&onvif=80``                         Uniview, whose clock is asked by ONVIF at port 80
``onvif:10.0.0.10?channel=1&onvif=8080``                        any camera or recorder that speaks ONVIF
``gb28181:53010200001320000001``                                known by its 20-digit code (GB/T 28181) only
==============================================================  ===============================================

``zone`` is how far the recorder's wall clock is ahead of UTC, +08:00 where nothing is said: China has had one zone and
no summer time since 1991.

Invariants:
- A line is checked whole: one that is accepted can be used.
- It has no place for credentials, so that it may be logged, shown and sent.
"""

import ipaddress
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final

CHINA_ZONE: Final = timedelta(hours=8)
WIDEST_ZONE: Final = timedelta(hours=14)
_LONGEST_HOST: Final = 253
_LABEL: Final = re.compile(r"[0-9A-Za-z][0-9A-Za-z-]{0,62}")
"""One part of a host name between dots (RFC 1123, 2.1)."""
_CODE: Final = re.compile(r"[0-9]{20}")
_ZONE: Final = re.compile(r"([+-]?)([0-9]{2}):([0-9]{2})")
_NUMBER: Final = re.compile(r"[0-9]{1,5}")


class RecorderKind(StrEnum):
    """Whose way of naming channels and times is spoken."""

    HIKVISION = "hikvision"
    DAHUA = "dahua"
    UNIVIEW = "uniview"
    ONVIF = "onvif"
    GB28181 = "gb28181"


class TimeReading(StrEnum):
    """What a Hikvision recorder takes the Z in an address for; it differs from device to device (V)."""

    DEVICE = "device"
    """Its own wall clock, whatever the Z says."""
    UTC = "utc"


@dataclass(frozen=True, slots=True)
class RecorderAddress:
    """One channel. ``place`` is a host, or the 20-digit code of a GB28181 channel; ``stream`` 1 is the main one."""

    kind: RecorderKind
    place: str
    channel: int = 1
    stream: int = 1
    zone: timedelta = CHINA_ZONE
    reads: TimeReading = TimeReading.DEVICE
    rtsp_port: int = 554
    onvif_port: int | None = None
    """Where its clock is asked; None where nothing is known to speak ONVIF."""

    @property
    def host(self) -> str:
        """The host as it stands in a URL."""
        return f"[{self.place}]" if ":" in self.place else self.place


def parse_recorder(text: str) -> RecorderAddress:
    """Read one line. Raises ValueError, which quotes nothing of it."""
    word, _, rest = text.strip().partition(":")
    place, _, query = rest.partition("?")
    try:
        kind = RecorderKind(word)
    except ValueError:
        raise ValueError("unknown kind of recorder") from None
    options = _options(query)
    if kind is RecorderKind.GB28181:
        if _CODE.fullmatch(place) is None or options:
            raise ValueError("a code of 20 digits and nothing else")
        return RecorderAddress(kind, place)
    if not _is_host(place):
        raise ValueError("no usable host")
    if kind is RecorderKind.ONVIF:
        options = {"onvif_port": 80} | options
    return RecorderAddress(kind, place, **options)  # type: ignore[arg-type] # each was read by its own reader


def _options(query: str) -> dict[str, object]:
    """Taken as they stand: a plus sign of a zone is none of a form's blanks."""
    found: dict[str, object] = {}
    for pair in query.split("&") if query else ():
        key, _, value = pair.partition("=")
        if key not in _READERS or _READERS[key][0] in found:
            raise ValueError("unknown option, or one twice")
        member, read = _READERS[key]
        found[member] = read(value)
    return found


def _is_host(text: str) -> bool:
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return len(text) <= _LONGEST_HOST and all(_LABEL.fullmatch(label) for label in text.split("."))
    # the scope of an IPv6 address may be any text, and means something on this PC only
    return address.version == 4 or address.scope_id is None


def _between(low: int, high: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if _NUMBER.fullmatch(text) is None or not low <= int(text) <= high:
            raise ValueError("a number out of its range")
        return int(text)

    return read


def _zone(text: str) -> timedelta:
    found = _ZONE.fullmatch(text)
    if found is None or int(found[3]) >= 60:
        raise ValueError("a zone is like +08:00")
    zone = timedelta(hours=int(found[2]), minutes=int(found[3]))
    if zone > WIDEST_ZONE:
        raise ValueError("no such zone")
    return -zone if found[1] == "-" else zone


_READERS: Final[Mapping[str, tuple[str, Callable[[str], object]]]] = {
    "channel": ("channel", _between(1, 999)),
    "stream": ("stream", _between(1, 9)),
    "zone": ("zone", _zone),
    "reads": ("reads", TimeReading),
    "rtsp": ("rtsp_port", _between(1, 65535)),
    "onvif": ("onvif_port", _between(1, 65535)),
}
"""Options by their name: the member and how its text is read."""
