"""Printers that take everything, or say why not."""

from dataclasses import dataclass, field
from pathlib import Path

from app.usecases.inspection_label import MarkedParcel
from ui.printing.page import Sheet
from ui.printing.problems import PrintProblem


@dataclass
class RecordingPaper:
    """ui.printing.paper.Paper; ``problem`` answers every print, ``save_problem`` every PDF."""

    problem: PrintProblem | None = None
    save_problem: PrintProblem | None = None
    printed: list[Sheet] = field(default_factory=list)
    on: list[str | None] = field(default_factory=list)
    """The printers' names."""
    saved: list[tuple[Sheet, Path]] = field(default_factory=list)

    def print(self, sheet: Sheet, printer: str | None = None) -> PrintProblem | None:
        self.on.append(printer)
        if self.problem is None:
            self.printed.append(sheet)
        return self.problem

    def save(self, sheet: Sheet, path: Path) -> PrintProblem | None:
        if self.save_problem is None:
            self.saved.append((sheet, path))
        return self.save_problem


@dataclass
class RecordingLabels:
    """ui.screens.acceptance.actions.LabelPaper, without drawing."""

    problem: PrintProblem | None = None
    save_problem: PrintProblem | None = None
    path: Path | None = None
    printed: list[MarkedParcel] = field(default_factory=list)
    on: list[str | None] = field(default_factory=list)
    """The printers' names."""
    saved: list[tuple[MarkedParcel, Path]] = field(default_factory=list)

    def print(self, marked: MarkedParcel, printer: str | None = None) -> PrintProblem | None:
        self.on.append(printer)
        if self.problem is None:
            self.printed.append(marked)
        return self.problem

    def ask_path(self, marked: MarkedParcel) -> Path | None:
        assert marked.short_code
        return self.path

    def save(self, marked: MarkedParcel, path: Path) -> PrintProblem | None:
        if self.save_problem is None:
            self.saved.append((marked, path))
        return self.save_problem
