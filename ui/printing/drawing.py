"""Draws a laid-out page with Qt, on paper, into a PDF or as a picture.

Invariants:
- A QR's modules are whole dots, all alike: a scanner reads what a thermal head can print.
- A line never leaves its width: where a device's font comes out wider, it is drawn narrower, never cut.
- Black on white only.
"""

from typing import assert_never

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter

from ui.printing.page import Align, Code, Line, Page, Rule, Sheet
from ui.printing.type_size import paper_font

MM_PER_INCH = 25.4
QUIET_ZONE = 4
"""Modules of white around a QR (ISO/IEC 18004)."""

_INK = QColor(0, 0, 0)


def draw_page(painter: QPainter, page: Page, dpi: float, *, thermal: bool = False) -> None:
    """Draw ``page`` with its upper left corner at the painter's origin; ``dpi`` are the dots that it draws on."""
    dots = dpi / MM_PER_INCH
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing, not thermal)
    painter.setPen(_INK)
    for item in page.items:
        match item:
            case Line():
                _draw_line(painter, item, dots, smooth=not thermal)
            case Rule():
                box = item.box
                height, width = max(1, round(box.height * dots)), max(1, round(box.width * dots))
                painter.fillRect(round(box.x * dots), round(box.y * dots), width, height, _INK)
            case Code():
                _draw_code(painter, item, dots)
            case _:
                assert_never(item)


def preview(sheet: Sheet, page: int, dpi: float) -> QImage:
    """Page ``page`` (from 0) as a picture, as a printer with ``dpi`` dots would put it on white paper."""
    paper = sheet.pages[page]
    dots = dpi / MM_PER_INCH
    picture = QImage(round(paper.width * dots), round(paper.height * dots), QImage.Format.Format_RGB32)
    picture.setDotsPerMeterX(round(dots * 1000))
    picture.setDotsPerMeterY(round(dots * 1000))
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    draw_page(painter, paper, dpi, thermal=sheet.thermal)
    painter.end()
    return picture


def qr_modules(text: str) -> tuple[bytes, ...]:
    """The rows of the QR for ``text`` without quiet zone, 1 for dark; level M (15 %) or better at the same size."""
    import segno  # not needed before the first code

    return tuple(bytes(row) for row in segno.make_qr(text, error="m").matrix)


def _draw_line(painter: QPainter, line: Line, dots: float, *, smooth: bool) -> None:
    font = paper_font(round(line.size * dots), bold=line.bold, smooth=smooth)
    painter.setFont(font)
    natural = QFontMetricsF(font, painter.device()).horizontalAdvance(line.text)
    room = line.width * dots
    squeeze = min(1.0, room / natural) if natural else 1.0
    slack = room - natural * squeeze
    indent = {Align.LEFT: 0.0, Align.CENTRE: slack / 2, Align.RIGHT: slack}[line.align]
    painter.save()
    painter.translate(line.x * dots + indent, line.baseline * dots)
    painter.scale(squeeze, 1)
    painter.drawText(QPointF(0, 0), line.text)
    painter.restore()


def _draw_code(painter: QPainter, code: Code, dots: float) -> None:
    rows = qr_modules(code.text)
    across = len(rows) + 2 * QUIET_ZONE
    module = max(1, int(code.box.width * dots) // across)
    left = round(code.box.x * dots) + (int(code.box.width * dots) - module * across) // 2 + module * QUIET_ZONE
    top = round(code.box.y * dots) + (int(code.box.height * dots) - module * across) // 2 + module * QUIET_ZONE
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            if dark:
                painter.fillRect(QRectF(left + x * module, top + y * module, module, module), _INK)
