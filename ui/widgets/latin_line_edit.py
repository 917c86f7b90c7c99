"""A text field that no input method gets into.

Invariants:
- ``inputMethodQuery(ImEnabled)`` is False. Switching the attribute off or giving Latin-only hints does not keep pinyin
  out of a QLineEdit (measured with ibus-libpinyin on PySide6 6.8 and 6.12); this does.
"""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit


class LatinLineEdit(QLineEdit):
    """For numbers and codes."""

    def inputMethodQuery(  # type: ignore[override]  # noqa: N802 - Qt's name; the stub's other overload is not virtual
        self, query: Qt.InputMethodQuery, /
    ) -> object:
        """No input method here."""
        if query == Qt.InputMethodQuery.ImEnabled:
            return False
        return super().inputMethodQuery(query)
