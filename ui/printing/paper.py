"""Paper as presenters know it: any sheet, on a printer of this PC or in a PDF.

Invariants:
- Main thread. What goes wrong is an answer, never an exception.
- The printing libraries are loaded with the first sheet, not with the window.
"""

from pathlib import Path
from typing import Protocol

from ui.printing.page import Sheet
from ui.printing.problems import PrintProblem


class Paper(Protocol):
    """Puts sheets on paper."""

    def print(self, sheet: Sheet, printer: str | None = None) -> PrintProblem | None:
        """On the printer of that name, or on the default one; None when it took the sheet."""

    def save(self, sheet: Sheet, path: Path) -> PrintProblem | None:
        """As a PDF where somebody chose; None when it is written."""


class SystemPaper:
    """The printers and the disk of this PC."""

    def print(self, sheet: Sheet, printer: str | None = None) -> PrintProblem | None:
        """On the printer of that name, or on the default one."""
        from ui.printing.output import print_sheet

        return print_sheet(sheet, printer)

    def save(self, sheet: Sheet, path: Path) -> PrintProblem | None:
        """As a PDF."""
        from ui.printing.output import save_pdf

        return save_pdf(sheet, path)
