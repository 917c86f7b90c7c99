"""The camera's live picture, pulled some eight times a second while it can be seen.

Invariants:
- Pulling stops when the widget is hidden: a page that nobody looks at costs nothing.
- Frames are shown and forgotten; nothing is kept or written.
"""

from collections.abc import Callable
from typing import Final, TypeAlias

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QHideEvent, QImage, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.icons import Icon, icon_pixmap
from ui.texts import translate
from ui.theme import Theme

FRAME_INTERVAL_MS: Final = 125

Preview: TypeAlias = tuple[bytes, int, int]
"""Rows of 8-bit red, green, blue without padding; width; height."""


class LivePicture(QWidget):
    """Shows what ``preview`` gives; a quiet sign when it gives None. ``pulled`` after each try."""

    pulled = Signal()

    def __init__(self, theme: Theme, preview: Callable[[], Preview | None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._preview = preview
        self._image: QImage | None = None
        self._asked = False
        self._timer = QTimer(self)
        self._timer.setInterval(FRAME_INTERVAL_MS)
        self._timer.timeout.connect(self._pull)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(translate("camera", "实时画面"))

    @property
    def has_picture(self) -> bool:
        """True while frames come."""
        return self._image is not None

    @property
    def frame(self) -> QRect:
        """Where the picture lies in this widget; empty without one."""
        if self._image is None:
            return QRect()
        size = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        frame = QRect(0, 0, size.width(), size.height())
        frame.moveCenter(self.rect().center())
        return frame

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Small: the lane gives what is left."""
        return QSize(160, 90)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Still recognisable."""
        return QSize(128, 72)

    def showEvent(self, event: QShowEvent, /) -> None:  # noqa: N802 - Qt's name
        """Begin to pull: the first picture comes in the event loop's next turn, for showing a page is work enough."""
        super().showEvent(event)
        self._asked = False
        self._timer.start()
        QTimer.singleShot(0, self, self._pull)

    def hideEvent(self, event: QHideEvent, /) -> None:  # noqa: N802 - Qt's name
        """Stop pulling and let the last frame go."""
        self._timer.stop()
        self._image = None
        super().hideEvent(event)

    def paintEvent(self, _event: QPaintEvent, /) -> None:  # noqa: N802 - Qt's name
        """The frame as large as fits, or the sign."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        palette = self._theme.palette
        painter.fillRect(self.rect(), QColor(palette.field))
        if self._image is not None:
            painter.drawImage(self.frame, self._image)
        elif self._asked:
            self._paint_sign(painter)
        painter.setPen(QColor(palette.line))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def _paint_sign(self, painter: QPainter) -> None:
        palette, size = self._theme.palette, self._theme.sizes.large
        centre = self.rect().center()
        pixmap = icon_pixmap(Icon.CAMERA, palette.muted, size, self.devicePixelRatioF())
        painter.drawPixmap(centre.x() - size // 2, centre.y() - size, pixmap)
        painter.setPen(QColor(palette.muted))
        below = QRect(0, centre.y() + 4, self.width(), self.fontMetrics().height() * 2)
        painter.drawText(below, Qt.AlignmentFlag.AlignHCenter, translate("camera", "相机没有画面"))

    @Slot()
    def _pull(self) -> None:
        if not self._timer.isActive():
            return  # hidden again before the first picture: the camera may be gone by now
        preview = self._preview()
        self._asked = True
        if preview is None:
            self._image = None
        else:
            rows, width, height = preview
            # A copy: QImage does not keep the bytes object alive by itself.
            self._image = QImage(rows, width, height, 3 * width, QImage.Format.Format_RGB888).copy()
        self.update()
        self.pulled.emit()
