"""Our own line icons, in any colour and size.

Invariants:
- An icon never stands alone: a word is always next to it, so it carries no accessible name of its own.
- The files are black lines; the colour is put in when they are drawn, so that every theme may have its own.
"""

from enum import Enum
from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from ui.resource_files import ICONS

_BLACK = "#000"


class Icon(Enum):
    """The icons there are; each value is a file's stem."""

    BRAND = "brand"
    CHECK = "check"
    CHECK_CIRCLE = "check_circle"
    CROSS = "cross"
    STOP = "stop"
    WARNING = "warning"
    INFO = "info"
    ARROW = "arrow"
    RING = "ring"
    PENDING = "pending"
    CLOCK = "clock"
    BUSY = "busy"
    OFFLINE = "offline"
    CLOUD = "cloud"
    UPLOAD = "upload"
    RETURNED = "returned"
    SCANNER = "scanner"
    ID_READER = "id_reader"
    CAMERA = "camera"
    WAYBILL = "waybill"
    PERSON = "person"
    BOX = "box"
    LOCK = "lock"
    PHONE = "phone"
    KEYBOARD = "keyboard"
    TRAINING = "training"
    TRASH = "trash"
    PARK = "park"


@lru_cache(maxsize=len(Icon))
def _source(icon: Icon) -> str:
    return (ICONS / f"{icon.value}.svg").read_text(encoding="utf-8")


def icon_pixmap(icon: Icon, colour: str, size: int, ratio: float = 1.0) -> QPixmap:
    """The icon at ``size`` device-independent pixels for a screen of that ratio; drawn once, then from Qt's cache."""
    key = f"yanqi/{icon.value}/{colour}/{size}/{ratio}"
    pixmap = QPixmap()
    if not QPixmapCache.find(key, pixmap):
        pixmap = _drawn(icon, colour, size, ratio)
        QPixmapCache.insert(key, pixmap)
    return pixmap


def _drawn(icon: Icon, colour: str, size: int, ratio: float) -> QPixmap:
    renderer = QSvgRenderer(QByteArray(_source(icon).replace(_BLACK, colour).encode()))
    pixmap = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, pixmap.width(), pixmap.height()))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def icon_of(icon: Icon, colour: str, size: int, ratio: float = 1.0) -> QIcon:
    """The icon for a button or a window."""
    return QIcon(icon_pixmap(icon, colour, size, ratio))
