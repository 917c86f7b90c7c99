"""The inspection label as a sheet of paper, or in the words that a label printer lays out itself.

Invariants:
- What stands on it is what the use case read; the time is the counter's.
- The drawing is loaded with the first label, not with the window.
"""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from app.inspection_mark import shown_short_code
from app.usecases.inspection_label import MarkedParcel
from devices.label_printer.layout import LabelWords
from ui.printing.page import Sheet
from ui.printing.paper import Paper
from ui.printing.problems import PrintProblem

if TYPE_CHECKING:
    from ui.printing.label import InspectionLabel


def sheet_of(marked: MarkedParcel, local: Callable[[datetime], datetime]) -> Sheet:
    """The label laid out for the larger stock, which every phone reads."""
    from ui.printing.label import LabelStock, label_sheet

    return label_sheet(_label_of(marked, local), LabelStock.LARGE)


def _label_of(marked: MarkedParcel, local: Callable[[datetime], datetime]) -> "InspectionLabel":
    from ui.printing.label import InspectionLabel

    return InspectionLabel(
        outlet_name=marked.outlet_name,
        inspector=marked.inspector,
        inspected_at=local(marked.inspected_at),
        waybill_number=marked.waybill_number,
        short_code=shown_short_code(marked.short_code),
        mark_text=marked.mark_text,
        screened=marked.screened,
        training=marked.training,
    )


class PrinterOfItsOwn(Protocol):
    """A label printer that is spoken to in its own language: devices.label_printer.printer.LabelPrinter."""

    @property
    def queue(self) -> str | None:
        """The spooler's name for it; None where it is reached in another way."""

    def print(self, words: LabelWords) -> None:
        """Print one label; blocks for seconds at most. Raises DeviceError."""


class RawLabels:
    """actions.LabelPrinter over a printer of the settings."""

    def __init__(self, local: Callable[[datetime], datetime], printer: PrinterOfItsOwn) -> None:
        self._local = local
        self._printer = printer

    @property
    def queue(self) -> str | None:
        """See actions.LabelPrinter."""
        return self._printer.queue

    def print(self, marked: MarkedParcel) -> None:
        """See actions.LabelPrinter."""
        from ui.printing.label import label_words

        self._printer.print(label_words(_label_of(marked, self._local)))


class PrintedLabels:
    """labelling.LabelPaper over the paper of this PC; ``ask_path`` asks where a PDF with that name goes."""

    def __init__(
        self, local: Callable[[datetime], datetime], paper: Paper, ask_path: Callable[[str], Path | None]
    ) -> None:
        self._local = local
        self._paper = paper
        self._ask_path = ask_path

    def print(self, marked: MarkedParcel, printer: str | None = None) -> PrintProblem | None:
        """On the printer of that name, or on the default one."""
        return self._paper.print(sheet_of(marked, self._local), printer)

    def ask_path(self, marked: MarkedParcel) -> Path | None:
        """The suggested name says when and which mark: nothing of the waybill or a person."""
        return self._ask_path(f"label-{self._local(marked.inspected_at):%Y%m%d-%H%M}-{marked.short_code}.pdf")

    def save(self, marked: MarkedParcel, path: Path) -> PrintProblem | None:
        """As a PDF."""
        return self._paper.save(sheet_of(marked, self._local), path)
