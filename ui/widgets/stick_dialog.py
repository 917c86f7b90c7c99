"""Asks where the stick is.

Invariants:
- Only the user's own choice names a folder.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from PySide6.QtWidgets import QFileDialog, QWidget

from ui.texts import translate

AskFolder: TypeAlias = Callable[[QWidget], Path | None]
"""Asks for a folder, over a window; None when nobody chose one."""


def ask_for_stick(parent: QWidget) -> Path | None:
    """The system's dialog for a folder."""
    chosen = QFileDialog.getExistingDirectory(parent, translate("stick", "U 盘在哪里？"))
    return Path(chosen) if chosen else None
