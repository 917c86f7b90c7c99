"""Asks where a PDF goes.

Invariants:
- Only the user's own choice names a file; a name without a suffix gets ".pdf".
"""

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from PySide6.QtWidgets import QFileDialog, QWidget

from ui.texts import translate

AskPath: TypeAlias = Callable[[QWidget, str], Path | None]
"""Asks where a file goes, over a window and given a name to suggest; None when nobody chose one."""


def ask_for_pdf(parent: QWidget, name: str) -> Path | None:
    """The system's dialog for a PDF to write."""
    title = translate("printing", "PDF 存到哪里？")
    chosen, _ = QFileDialog.getSaveFileName(parent, title, name, "PDF (*.pdf)")
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.suffix.lower() == ".pdf" else path.with_name(f"{path.name}.pdf")
