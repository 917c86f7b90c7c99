"""A still picture from memory, as large as fits; nothing is kept when it is taken away."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Theme


class JpegPicture(QWidget):
    """Shows a JPEG, or ``empty`` in words."""

    def __init__(self, theme: Theme, name: str, empty: str, size: QSize) -> None:
        super().__init__()
        self._theme = theme
        self._empty = empty
        self._size = size
        self._jpeg: bytes | None = None
        self._pixmap = QPixmap()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As given."""
        return self._size

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """A third of that where a small screen is full."""
        return QSize(self._size.width() // 2, self._size.height() // 3)

    def show_jpeg(self, jpeg: bytes | None, empty: str | None = None) -> None:
        """Show ``jpeg``; None shows the words, which ``empty`` may change."""
        self._empty = self._empty if empty is None else empty
        if jpeg != self._jpeg:
            self._jpeg = jpeg
            self._pixmap = QPixmap()
            if jpeg is not None:
                self._pixmap.loadFromData(jpeg)
        self.update()

    def paintEvent(self, _event: QPaintEvent, /) -> None:  # noqa: N802 - Qt's name
        """The picture, or the words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        palette = self._theme.palette
        painter.fillRect(self.rect(), QColor(palette.field))
        if self._pixmap.isNull():
            painter.setPen(QColor(palette.muted))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect().adjusted(6, 4, -6, -4), flags, self._empty)
        else:
            size = self._pixmap.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
            frame = QRect(0, 0, size.width(), size.height())
            frame.moveCenter(self.rect().center())
            painter.drawPixmap(frame, self._pixmap)
        painter.setPen(QColor(palette.line))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()
