"""Reads a print job back, as a printer does: what would stand on the paper, and where.

Invariants:
- Strict: a command that is not known, or a job that ends too early, raises ValueError. A real printer prints nothing
  of such a job, or the command itself.
"""

import re
from dataclasses import dataclass, field
from typing import Final

import segno

from devices.label_printer.languages import LabelLanguage
from devices.label_printer.layout import SMALL, text_width


@dataclass(frozen=True, slots=True)
class Printed:
    """Something on the paper: its box in dots (left, top, right, bottom) and its text; ``code``: it is a QR."""

    box: tuple[int, int, int, int]
    text: str = field(repr=False)
    code: bool = False


@dataclass(frozen=True, slots=True)
class PrintedLabel:
    """One label; ``width`` and ``height`` are in dots."""

    width: int
    height: int
    marks: tuple[Printed, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """What stands there to read."""
        return tuple(mark.text for mark in self.marks if not mark.code)

    @property
    def codes(self) -> tuple[str, ...]:
        """What the QR codes say."""
        return tuple(mark.text for mark in self.marks if mark.code)

    @property
    def inside(self) -> bool:
        """Whether everything lies on the label."""
        return all(
            left >= 0 and top >= 0 and right <= self.width and bottom <= self.height
            for left, top, right, bottom in (mark.box for mark in self.marks)
        )


def read_job(job: bytes, language: LabelLanguage) -> PrintedLabel:
    """What one job prints. Raises ValueError for anything that this printer would not understand."""
    encoding = "utf-8" if language is LabelLanguage.ZPL else "gbk"
    lines = job.decode(encoding).split("\r\n")
    if lines.pop() != "":
        raise ValueError("the last command has no end")
    match language:
        case LabelLanguage.TSPL:
            return _tspl(lines)
        case LabelLanguage.CPCL:
            return _cpcl(lines)
        case LabelLanguage.ZPL:
            return _zpl(lines)


_TSPL_HEAD: Final = re.compile(r"SIZE (\d+) mm,(\d+) mm\nGAP \d+ mm,0 mm\nCLS\n((?:.|\n)*)\nPRINT 1,1")
_TSPL_TEXT: Final = re.compile(r'TEXT (\d+),(\d+),"[A-Z0-9.]+",0,([12]),\3,"([^"\\]*)"')
_TSPL_CODE: Final = re.compile(r'QRCODE (\d+),(\d+),M,(\d+),A,0,"([^"\\]*)"')


def _tspl(lines: list[str]) -> PrintedLabel:
    width, height, body = _groups(_TSPL_HEAD, "\n".join(lines))
    marks = []
    for line in body.split("\n"):
        if line.startswith("QRCODE"):
            marks.append(_code(*_groups(_TSPL_CODE, line)))
        else:
            x, y, scale, text = _groups(_TSPL_TEXT, line)
            marks.append(_text(int(x), int(y), int(scale) * SMALL, text))
    return PrintedLabel(int(width) * 8, int(height) * 8, tuple(marks))


_CPCL_HEAD: Final = re.compile(r"! 0 203 203 (\d+) 1\nPAGE-WIDTH (\d+)\n((?:.|\n)*)\nSETMAG 1 1\nFORM\nPRINT")
_CPCL_PART: Final = re.compile(
    r"SETMAG ([12]) \1\nTEXT \d+ 0 (\d+) (\d+) (.*)|B QR (\d+) (\d+) M 2 U (\d+)\nMA,(.*)\nENDQR"
)


def _cpcl(lines: list[str]) -> PrintedLabel:
    height, width, body = _groups(_CPCL_HEAD, "\n".join(lines))
    marks = []
    place = 0
    while place < len(body):
        part = _CPCL_PART.match(body, place)
        if part is None:
            raise ValueError("unknown command")
        scale, x, y, text, *code = part.groups()
        marks.append(_text(int(x), int(y), int(scale) * SMALL, text) if scale else _code(*code))
        place = part.end() + 1
    return PrintedLabel(int(width), int(height), tuple(marks))


_ZPL_HEAD: Final = re.compile(r"\^XA\n\^CI28\n\^PW(\d+)\n\^LL(\d+)\n\^LH0,0\n((?:.|\n)*)\n\^PQ1\n\^XZ")
_ZPL_TEXT: Final = re.compile(r"\^FO(\d+),(\d+)\^A@N,(\d+),\3,[A-Z]:[A-Z.]+\^FH\^FD([^^~]*)\^FS")
_ZPL_CODE: Final = re.compile(r"\^FO(\d+),(\d+)\^BQN,2,(\d+)\^FH\^FDMA,([^^~]*)\^FS")
_ZPL_ESCAPE: Final = re.compile(r"_([0-9A-F]{2})")


def _zpl(lines: list[str]) -> PrintedLabel:
    width, height, body = _groups(_ZPL_HEAD, "\n".join(lines))
    marks = []
    for line in body.split("\n"):
        if "^BQ" in line:
            x, y, module, text = _groups(_ZPL_CODE, line)
            marks.append(_code(x, y, module, _unescaped(text)))
        else:
            x, y, size, text = _groups(_ZPL_TEXT, line)
            marks.append(_text(int(x), int(y), int(size), _unescaped(text)))
    return PrintedLabel(int(width), int(height), tuple(marks))


def _unescaped(text: str) -> str:
    return _ZPL_ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)


def _groups(pattern: re.Pattern[str], text: str) -> tuple[str, ...]:
    match = pattern.fullmatch(text)
    if match is None:
        raise ValueError("unknown command")
    return match.groups()


def _text(x: int, y: int, size: int, text: str) -> Printed:
    return Printed((x, y, x + text_width(text, size), y + size), text)


def _code(x: str, y: str, module: str, text: str) -> Printed:
    """With its quiet zone: nothing may stand there."""
    quiet, edge = 4 * int(module), len(segno.make_qr(text, error="m").matrix) * int(module)
    left, top = int(x), int(y)
    return Printed((left - quiet, top - quiet, left + edge + quiet, top + edge + quiet), text, code=True)
