"""The item categories as buttons, in as many columns as fit: few rows leave room for the camera's picture."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from ui.widgets.key_button import KeyButton

_MOST_COLUMNS: Final = 5
_FEWEST_COLUMNS: Final = 3


class CategoryGrid(QWidget):
    """Lays ``buttons`` out row by row. Never narrower than its fewest columns."""

    def __init__(self, buttons: Sequence[KeyButton], spacing: int) -> None:
        super().__init__()
        self._buttons = list(buttons)
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(spacing)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._arrange(_MOST_COLUMNS)

    @property
    def columns(self) -> int:
        """How many columns there are now."""
        return self._columns

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Wide enough for the fewest columns, high enough for the rows there are now."""
        return QSize(self._needed(_FEWEST_COLUMNS), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent, /) -> None:  # noqa: N802 - Qt's name
        """As many columns as fit."""
        super().resizeEvent(event)
        fitting = (count for count in range(_MOST_COLUMNS, _FEWEST_COLUMNS, -1) if self._needed(count) <= self.width())
        self._arrange(next(fitting, _FEWEST_COLUMNS))

    def _needed(self, columns: int) -> int:
        """The width of that many columns, each as wide as its widest button."""
        hints = [button.sizeHint().width() for button in self._buttons]
        widths = [max(hints[column::columns], default=0) for column in range(columns)]
        return sum(widths) + self._grid.spacing() * (columns - 1)

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for column in range(_MOST_COLUMNS):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        for place, button in enumerate(self._buttons):
            self._grid.addWidget(button, place // columns, place % columns)
        self.updateGeometry()
