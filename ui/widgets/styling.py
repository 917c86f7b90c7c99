"""Dynamic properties that the style sheet looks at, and labels by role.

Invariants:
- A widget is polished anew only when a property really changed: a screen renders often.
"""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QWidget


def set_look(widget: QWidget, name: str, value: str) -> None:
    """Set the property ``name``, and make the style sheet look again at the widget and what is in it."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    for styled in (widget, *widget.findChildren(QWidget)):
        styled.style().unpolish(styled)
        styled.style().polish(styled)


def text_label(role: str = "", text: str = "", *, wraps: bool = False) -> QLabel:
    """A label in one of the style sheet's roles. Plain text only: nothing scanned is ever taken for markup."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wraps)
    if role:
        label.setProperty("role", role)
    return label


def card(kind: str = "card") -> QFrame:
    """A frame with the look of a card (``card``) or of a field inside one (``inset``)."""
    frame = QFrame()
    frame.setProperty("kind", kind)
    return frame
