"""Puts a laid-out sheet on a printer or into a PDF.

Invariants:
- A PDF is written where the user chose and nowhere else; it is there whole, or not at all. Only an ordinary file is
  ever replaced: renaming over a device or a pipe would destroy it.
- What goes wrong is an answer (:class:`PrintProblem`), never an exception.
- The printing libraries are loaded with the first sheet, not with the window.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QIODevice, QMarginsF, QSaveFile, QSizeF
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPdfWriter

from ui.printing.drawing import draw_page
from ui.printing.page import Sheet
from ui.printing.problems import PrintProblem

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

PDF_DPI = 600


def printer_names() -> tuple[str, ...]:
    """The printers of this PC, the default one first."""
    from PySide6.QtPrintSupport import QPrinterInfo

    default = QPrinterInfo.defaultPrinterName()
    names = QPrinterInfo.availablePrinterNames()
    return tuple(sorted(names, key=lambda name: (name != default, name)))


def print_sheet(sheet: Sheet, printer_name: str | None = None) -> PrintProblem | None:
    """Print the whole sheet on that printer, or on the default one; None when the printer took it."""
    names = printer_names()
    if not names:
        return PrintProblem.NO_PRINTER
    if printer_name is not None and printer_name not in names:
        return PrintProblem.PRINTER_GONE
    printer = _printer(printer_name or names[0])
    return None if _draw(printer, sheet, printer.resolution()) else PrintProblem.PRINTER_FAILED


def save_pdf(sheet: Sheet, path: Path) -> PrintProblem | None:
    """Write the sheet to ``path``, replacing what is there; None when it is written."""
    if path.exists() and not path.is_file():
        return PrintProblem.NOT_SAVED
    file = QSaveFile(str(path))
    if not file.open(QIODevice.OpenModeFlag.WriteOnly):
        return PrintProblem.NOT_SAVED
    writer = QPdfWriter(file)
    writer.setTitle(sheet.title)
    writer.setCreator("Yanqi")
    writer.setResolution(PDF_DPI)
    if not _draw(writer, sheet, PDF_DPI):
        file.cancelWriting()
    return None if file.commit() else PrintProblem.NOT_SAVED


def _printer(name: str) -> "QPrinter":
    from PySide6.QtPrintSupport import QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPrinterName(name)
    return printer


def _draw(device: QPagedPaintDevice, sheet: Sheet, dpi: float) -> bool:
    first = sheet.pages[0]
    size = QPageSize(QSizeF(first.width, first.height), QPageSize.Unit.Millimeter)
    layout = QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))
    # from the paper's corner: in the other mode a printer's own margins would move everything
    layout.setMode(QPageLayout.Mode.FullPageMode)
    device.setPageLayout(layout)
    painter = QPainter()
    if not painter.begin(device):
        return False
    for number, page in enumerate(sheet.pages):
        if number and not device.newPage():
            painter.end()
            return False
        draw_page(painter, page, dpi, thermal=sheet.thermal)
    return painter.end()
