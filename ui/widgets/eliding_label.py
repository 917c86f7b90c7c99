"""A line of text that gives way: shortened with an ellipsis when there is no room, whole in its tooltip."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy


class ElidingLabel(QLabel):
    """Wants the room for its whole text, and does with half of it. ``elide`` says which part gives way."""

    def __init__(self, role: str, elide: Qt.TextElideMode = Qt.TextElideMode.ElideRight) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._whole = ""
        self._elide = elide

    def say(self, text: str) -> None:
        """Show ``text``."""
        self._whole = text
        self._fit()
        self.updateGeometry()

    @property
    def whole(self) -> str:
        """The text, however much of it is seen."""
        return self._whole

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Room for all of it."""
        return QSize(self.fontMetrics().horizontalAdvance(self._whole) + 2, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Half of it is enough to be of use."""
        whole = self.sizeHint()
        return QSize(whole.width() // 2, whole.height())

    def resizeEvent(self, event: QResizeEvent, /) -> None:  # noqa: N802 - Qt's name
        """Shorten anew."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        shown = self.fontMetrics().elidedText(self._whole, self._elide, max(self.width(), 1))
        self.setText(shown)
