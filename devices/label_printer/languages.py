"""Writes a laid-out label in the language of a printer: TSPL, CPCL or ZPL.

Which printers speak what (R): TSPL 佳博, 4BARCODE, TSC; CPCL 汉印, 芝柯, 快麦 and most portable ones; ZPL Zebra and
those that copy it. ``SIZE``, ``GAP``, ``CLS``, ``TEXT``, ``PRINT`` of TSPL and ``TEXT`` of CPCL are V (public code);
the fonts' names, GBK as the text's encoding, and the commands for QR codes are R until a printer was attached.

Invariants:
- Pure: the same layout gives the same bytes.
- No text can end its command or begin another one: what has a meaning in a language is replaced or escaped.
- The QR is the printer's own; it draws the code that the layout has made room for (level M, automatic mode).
"""

from collections.abc import Callable
from enum import Enum
from typing import Final

from devices.label_printer.layout import DOTS_PER_MM, SMALL, CodePart, LabelLayout, TextPart

DEFAULT_GAP_MM: Final = 2
DEFAULT_ZPL_FONT: Final = "E:SIMSUN.FNT"
"""Where Zebra's simplified Chinese font lies (R)."""

_END: Final = b"\r\n"


class LabelLanguage(Enum):
    """What a printer understands."""

    TSPL = "tspl"
    CPCL = "cpcl"
    ZPL = "zpl"


def write_tspl(layout: LabelLayout, *, gap_mm: int = DEFAULT_GAP_MM, font: str = "TSS24.BF2") -> bytes:
    """One label. ``gap_mm``: what lies between two labels on the roll. ``font``: the printer's Chinese font."""
    lines = [
        f"SIZE {layout.width // DOTS_PER_MM} mm,{layout.height // DOTS_PER_MM} mm",
        f"GAP {gap_mm} mm,0 mm",
        "CLS",
    ]
    for part in layout.parts:
        match part:
            case TextPart(x, y, size, text):
                scale = size // SMALL
                lines.append(f'TEXT {x},{y},"{font}",0,{scale},{scale},"{_in_quotes(text)}"')
            case CodePart(x, y, module, _, text):
                lines.append(f'QRCODE {x},{y},M,{module},A,0,"{_in_quotes(text)}"')
    return _gbk([*lines, "PRINT 1,1"])


def write_cpcl(layout: LabelLayout, *, font: str = "24") -> bytes:
    """One label; the printer finds the gap by itself (``FORM``). ``font``: the number of its 24-dot Chinese font."""
    lines = [f"! 0 203 203 {layout.height} 1", f"PAGE-WIDTH {layout.width}"]
    for part in layout.parts:
        match part:
            case TextPart(x, y, size, text):
                scale = size // SMALL
                lines += [f"SETMAG {scale} {scale}", f"TEXT {font} 0 {x} {y} {text}"]
            case CodePart(x, y, module, _, text):
                lines += [f"B QR {x} {y} M 2 U {module}", f"MA,{text}", "ENDQR"]
    return _gbk([*lines, "SETMAG 1 1", "FORM", "PRINT"])


def write_zpl(layout: LabelLayout, *, font: str = DEFAULT_ZPL_FONT) -> bytes:
    """One label, as UTF-8 (``^CI28``). ``font``: the printer's Chinese font with its drive."""
    lines = ["^XA", "^CI28", f"^PW{layout.width}", f"^LL{layout.height}", "^LH0,0"]
    for part in layout.parts:
        match part:
            case TextPart(x, y, size, text):
                lines.append(f"^FO{x},{y}^A@N,{size},{size},{font}^FH^FD{_escaped(text)}^FS")
            case CodePart(x, y, module, _, text):
                lines.append(f"^FO{x},{y}^BQN,2,{module}^FH^FDMA,{_escaped(text)}^FS")
    return b"".join(line.encode("utf-8", "replace") + _END for line in [*lines, "^PQ1", "^XZ"])


def writer_of(language: LabelLanguage, *, gap_mm: int, font: str) -> Callable[[LabelLayout], bytes]:
    """What writes labels for that printer; an empty ``font`` means the usual one, and only TSPL is told the gap."""
    named = {"font": font} if font else {}
    match language:
        case LabelLanguage.TSPL:
            return lambda layout: write_tspl(layout, gap_mm=gap_mm, **named)
        case LabelLanguage.CPCL:
            return lambda layout: write_cpcl(layout, **named)
        case LabelLanguage.ZPL:
            return lambda layout: write_zpl(layout, **named)


def _gbk(lines: list[str]) -> bytes:
    """GBK, as the printers' fonts have it; a character beyond it (a rare one in an outlet's name) becomes ``?``."""
    return b"".join(line.encode("gbk", "replace") + _END for line in lines)


def _in_quotes(text: str) -> str:
    return text.replace('"', "'").replace("\\", "/")


def _escaped(text: str) -> str:
    """``^FH`` reads an underscore and two hexadecimal digits as a byte."""
    for character in "_^~":
        text = text.replace(character, f"_{ord(character):02X}")
    return text
