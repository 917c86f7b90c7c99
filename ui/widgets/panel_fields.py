"""Text fields inside the counter's panels.

Invariants:
- Enter is the field's own and Esc leaves: neither reaches the counter, where Enter would finish the parcel.
- Numbers and codes get no input method; names and addresses get the system's.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from ui.widgets.latin_line_edit import LatinLineEdit

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class CodeField(LatinLineEdit):
    """For numbers, codes and dates."""

    left = Signal()
    entered = Signal()

    def __init__(self, name: str, longest: int) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setMaxLength(longest)

    def keyPressEvent(self, event: QKeyEvent, /) -> None:  # noqa: N802 - Qt's name
        """Enter and Esc stay here."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in _ENTER:
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class WordsField(QLineEdit):
    """For names and addresses."""

    left = Signal()
    entered = Signal()

    def __init__(self, name: str, longest: int) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setMaxLength(longest)

    def keyPressEvent(self, event: QKeyEvent, /) -> None:  # noqa: N802 - Qt's name
        """Enter and Esc stay here."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in _ENTER:
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class SecretField(CodeField):
    """For a PIN: never shown, never offered to the clipboard."""

    def __init__(self, name: str, longest: int) -> None:
        super().__init__(name, longest)
        self.setEchoMode(QLineEdit.EchoMode.Password)
