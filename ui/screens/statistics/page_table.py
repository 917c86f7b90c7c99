"""A list that leaves digits and the page's other keys to the page."""

from PySide6.QtGui import QKeyEvent

from ui.keys import key_press
from ui.widgets.list_table import ListTable


class PageTable(ListTable):
    """Arrow keys move; whatever types a character means something to the page."""

    def keyPressEvent(self, event: QKeyEvent, /) -> None:  # noqa: N802 - Qt's name
        """Characters go on to the page."""
        if key_press(event).character:
            event.ignore()
        else:
            super().keyPressEvent(event)
