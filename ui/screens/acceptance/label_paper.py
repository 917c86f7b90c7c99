"""The inspection label as a sheet of paper.

Invariants:
- What stands on it is what the use case read; the time is the counter's.
- The drawing is loaded with the first label, not with the window.
"""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from app.inspection_mark import shown_short_code
from app.usecases.inspection_label import MarkedParcel
from ui.printing.page import Sheet
from ui.printing.paper import Paper
from ui.printing.problems import PrintProblem


def sheet_of(marked: MarkedParcel, local: Callable[[datetime], datetime]) -> Sheet:
    """The label laid out for the larger stock, which every phone reads."""
    from ui.printing.label import InspectionLabel, LabelStock, label_sheet

    label = InspectionLabel(
        outlet_name=marked.outlet_name,
        inspector=marked.inspector,
        inspected_at=local(marked.inspected_at),
        waybill_number=marked.waybill_number,
        short_code=shown_short_code(marked.short_code),
        mark_text=marked.mark_text,
        screened=marked.screened,
        training=marked.training,
    )
    return label_sheet(label, LabelStock.LARGE)


class PrintedLabels:
    """labelling.LabelPaper over the paper of this PC; ``ask_path`` asks where a PDF with that name goes."""

    def __init__(
        self, local: Callable[[datetime], datetime], paper: Paper, ask_path: Callable[[str], Path | None]
    ) -> None:
        self._local = local
        self._paper = paper
        self._ask_path = ask_path

    def print(self, marked: MarkedParcel) -> PrintProblem | None:
        """On the default printer."""
        return self._paper.print(sheet_of(marked, self._local))

    def ask_path(self, marked: MarkedParcel) -> Path | None:
        """The suggested name says when and which mark: nothing of the waybill or a person."""
        return self._ask_path(f"label-{self._local(marked.inspected_at):%Y%m%d-%H%M}-{marked.short_code}.pdf")

    def save(self, marked: MarkedParcel, path: Path) -> PrintProblem | None:
        """As a PDF."""
        return self._paper.save(sheet_of(marked, self._local), path)
