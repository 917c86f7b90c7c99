"""A code found in a picture, and the sets of symbologies worth looking for.

Invariants:
- Nothing heavy is imported here.
- A code's text never shows in ``repr``: a sender's QR code is personal data.
"""

from dataclasses import dataclass, field
from enum import Enum
from typing import Final, TypeAlias

from devices.ports import Symbology

WAYBILL_FORMATS: Final = frozenset({Symbology.CODE_128, Symbology.QR})
"""What a waybill carries. Every further format costs time on each live frame: all formats take eleven times as long
as these two on a 1920 x 1080 frame, and read no more waybills."""

ALL_FORMATS: Final = frozenset(Symbology)

Point: TypeAlias = tuple[int, int]
"""x to the right, y downwards, in pixels of the picture that was handed in."""

Quad: TypeAlias = tuple[Point, Point, Point, Point]
"""The corners in order around the code. From zxing-cpp the first is the symbol's own top left corner, whatever way
the symbol lies; from zbar it is the top left corner of an upright box."""


class Engine(Enum):
    """Which library read a code."""

    ZXING = "zxing"
    PYZBAR = "pyzbar"


@dataclass(frozen=True, slots=True)
class DecodedCode:
    """One code in one picture. ``text`` is clean: no AIM identifier, no ECI prefix, no suffix."""

    text: str = field(repr=False)
    symbology: Symbology
    engine: Engine
    quad: Quad


def text_of(raw: bytes) -> str | None:
    """A code's bytes as clean text; None when they hold none.

    The rule of :mod:`devices.scanner.aim`, so that a code says the same to a camera and to a hand-held scanner: UTF-8
    when it is valid, else the trade's GB 18030, else unreadable. A guess is never passed off as a number; zxing-cpp's
    own guess for GB 18030 bytes that are not announced as such is Latin-1. White space at the ends (a suffix,
    padding, GS) means nothing and goes. Neither engine adds AIM identifiers or ECI designators.
    """
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.strip(b"\x00").decode(encoding).strip() or None
        except UnicodeDecodeError:
            continue
    return None


def normalised(text: str, symbology: Symbology, wanted: frozenset[Symbology]) -> tuple[str, Symbology]:
    """Both engines report a UPC-A code as the EAN-13 code with a leading zero that it also is (GS1 GTIN-12).

    Give it back the way hand-held scanners send it, twelve digits, when UPC-A was asked for.
    """
    is_upc_a = symbology in (Symbology.EAN_13, Symbology.UPC_A) and len(text) == 13 and text.startswith("0")
    if is_upc_a and Symbology.UPC_A in wanted:
        return text[1:], Symbology.UPC_A
    return text, symbology
