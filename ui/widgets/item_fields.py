"""The text fields of the panel that names goods: the arrow keys choose beside them.

Invariants:
- A digit is part of a name ("84消毒液"); with Alt it picks a row.
- Delete edits the text while there is one; in an empty field it takes back the thing that is picked.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from ui.widgets.panel_fields import CodeField, WordsField

_MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class GoodsField(WordsField):
    """``moved`` tells an arrow key, ``picked`` a row's place, ``removed`` that Delete was pressed."""

    moved = Signal(int)
    picked = Signal(int)
    removed = Signal()

    def keyPressEvent(self, event: QKeyEvent, /) -> None:  # noqa: N802 - Qt's name
        """What chooses beside the field is no text."""
        key = Qt.Key(event.key())
        digit = event.key() - Qt.Key.Key_1.value
        if key in _MOVES:
            self.moved.emit(_MOVES[key])
        elif event.modifiers() & Qt.KeyboardModifier.AltModifier and 0 <= digit < 9:  # Alt+1 to Alt+9
            self.picked.emit(digit)
        elif key is Qt.Key.Key_Delete and not self.text():
            self.removed.emit()
        else:
            super().keyPressEvent(event)


class AmountField(CodeField):
    """A number; ``moved`` tells an arrow key."""

    moved = Signal(int)

    def keyPressEvent(self, event: QKeyEvent, /) -> None:  # noqa: N802 - Qt's name
        """The arrow keys choose the unit."""
        key = Qt.Key(event.key())
        if key in _MOVES:
            self.moved.emit(_MOVES[key])
        else:
            super().keyPressEvent(event)
