"""A button with its key printed on it.

Invariants:
- At least 44 pixels high (touch), reachable with Tab, and never taking the focus from a click: the focus rests on the
  counter, where keys and scanners are heard.
"""

from collections.abc import Mapping
from typing import TypeVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from ui.theme import Theme
from ui.widgets.styling import set_look, text_label

Code = TypeVar("Code")


class KeyButton(QPushButton):
    """A push button that shows ``key`` before ``text``."""

    def __init__(self, theme: Theme, text: str, key: str, kind: str = "plain", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", kind)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMinimumHeight(theme.sizes.touch)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self._spoken = ""
        self._key = text_label("keycap", key)
        self._text = text_label("", text)
        self._lay_out(self._key, self._text)
        # only now that they are inside: a label without a parent would show as a window and take the focus
        self._key.setVisible(bool(key))
        self._text.setVisible(bool(text))
        self._name()

    def set_text(self, text: str) -> None:
        """Say something else; the key stays."""
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self._name()
        self.updateGeometry()

    def show_key(self, key: str, spoken: str) -> None:
        """Print a shorter key; ``spoken`` is the whole one, for the tool tip and for screen readers."""
        self._key.setText(key)
        self._spoken = spoken
        self.setToolTip(spoken)
        self._name()

    def set_chosen(self, chosen: bool) -> None:
        """Look chosen or not; told to screen readers as well."""
        set_look(self, "chosen", "true" if chosen else "false")
        self._name(chosen=chosen)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """What the key and the text need."""
        layout = self.layout()
        return layout.sizeHint() if layout is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Never narrower than its words: cut Chinese cannot be guessed."""
        return self.sizeHint()

    def _lay_out(self, *labels: QLabel) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 2, 12, 2)
        layout.setSpacing(8)
        for label in labels:
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            layout.addWidget(label, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addStretch(1)

    def _name(self, *, chosen: bool = False) -> None:
        mark = " ✓" if chosen else ""
        self.setAccessibleName(f"{self._text.text()}{mark}")
        self.setAccessibleDescription(self._spoken or self._key.text())


def show_chosen(buttons: Mapping[Code, KeyButton], chosen: Code | None) -> None:
    """Of buttons that exclude each other, this one is chosen."""
    for code, button in buttons.items():
        button.set_chosen(code == chosen)
