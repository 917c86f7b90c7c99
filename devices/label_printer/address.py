"""The part of a label printer's registry name behind ``label:``: language and place.

``tspl@/dev/usb/lp0`` a device file · ``cpcl@tcp:192.168.1.9:9100`` in the network, port 9100 by default ·
``zpl@queue:Zebra`` a queue of the system's spooler.

Invariants:
- A place is checked whole when it is parsed: a name that is saved can be used.
"""

import re
from dataclasses import dataclass
from typing import Final, TypeAlias

from devices.label_printer.languages import LabelLanguage

RAW_PORT: Final = 9100
QUEUE_NAME: Final = re.compile(r"[^\s\-/#?\"'\\][^/#?\"'\\\x00-\x1f]{0,126}")
"""What the spoolers allow, less what could be taken for an option or a path."""
_HOST: Final = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.\-]{0,252}[A-Za-z0-9])?")


@dataclass(frozen=True, slots=True)
class NetworkPlace:
    """A host and its raw port."""

    host: str
    port: int


@dataclass(frozen=True, slots=True)
class QueuePlace:
    """A queue of this PC's spooler."""

    queue: str


@dataclass(frozen=True, slots=True)
class FilePlace:
    """A device file."""

    path: str


Place: TypeAlias = NetworkPlace | QueuePlace | FilePlace


def parse_place(target: str) -> tuple[LabelLanguage, Place]:
    """Read language and place. Raises ValueError."""
    word, at, place = target.partition("@")
    if not at:
        raise ValueError("language@place")
    language = LabelLanguage(word)
    kind, colon, rest = place.partition(":")
    if colon and kind == "tcp":
        return language, _network(rest)
    if colon and kind == "queue":
        if QUEUE_NAME.fullmatch(rest) is None:
            raise ValueError("no name of a queue")
        return language, QueuePlace(rest)
    if not place.startswith("/"):
        raise ValueError("a device file has its whole path")
    return language, FilePlace(place)


def _network(text: str) -> NetworkPlace:
    host, colon, port = text.partition(":")
    number = int(port) if colon else RAW_PORT
    if _HOST.fullmatch(host) is None or not 1 <= number <= 65_535:
        raise ValueError("no host and port")
    return NetworkPlace(host, number)
