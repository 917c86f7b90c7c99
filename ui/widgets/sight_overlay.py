"""What a scanning camera makes of its picture, drawn over it: one hint, or the codes that may be chosen, with numbers.

Invariants:
- It is asked only when the live picture below is pulled: what nobody sees costs nothing.
- A text is never drawn: numbers by their key, because a sender's code is personal data.
"""

from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.waybill import normalised
from devices.ports import CodePlace, ScanHint, Sight
from ui.texts import translate
from ui.theme import Theme
from ui.widgets.live_picture import LivePicture

_REACH: Final = 24
"""Pixels around a code that a finger may miss it by."""


def hint_words(hint: ScanHint) -> str:
    """The hint in one short line."""
    return {
        ScanHint.CLOSER: translate("camera", "条码太小，靠近一点"),
        ScanHint.HOLD_STILL: translate("camera", "条码不清楚，拿稳别动"),
        ScanHint.MORE_LIGHT: translate("camera", "太暗了，加点光"),
    }[hint]


class SightOverlay(QWidget):
    """Lies over ``live``. ``picked`` tells the number of a tapped code; nothing can be tapped without ``offer``."""

    picked = Signal(str)

    def __init__(self, theme: Theme, live: LivePicture, sight: Callable[[], Sight]) -> None:
        super().__init__(live)
        self._theme = theme
        self._live = live
        self._ask = sight
        self._sight = Sight()
        self._hints = True
        self._keys: Mapping[str, str] = {}
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        layout = QVBoxLayout(live)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self)
        live.pulled.connect(self._look)

    @property
    def hint(self) -> str:
        """The line that is shown; empty for none."""
        return hint_words(self._sight.hint) if self._hints and self._sight.hint is not None else ""

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """None of its own."""
        return QSize(0, 0)

    def show_hints(self, *, wanted: bool) -> None:
        """Hints help while a code is wanted, and disturb afterwards."""
        if wanted is not self._hints:
            self._hints = wanted
            self.update()

    def offer(self, keys: Mapping[str, str]) -> None:
        """The codes that may be picked: key by normalised number. Empty: none."""
        self._keys = dict(keys)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, not keys)
        self.update()

    def place_of(self, number: str) -> QRectF | None:
        """Where the offered code with that number lies in this widget; None while it is out of sight."""
        for code in self._offered():
            if normalised(code.text) == number:
                return self._outline(code).boundingRect()
        return None

    def mousePressEvent(self, event: QMouseEvent, /) -> None:  # noqa: N802 - Qt's name
        """A tap on an offered code picks it; of two close to each other the nearer one."""
        near = [
            (QPointF(area.center() - event.position()).manhattanLength(), normalised(code.text))
            for code in self._offered()
            if (area := self._outline(code).boundingRect())
            .adjusted(-_REACH, -_REACH, _REACH, _REACH)
            .contains(event.position())
        ]
        if near:
            self.picked.emit(min(near)[1])
        else:
            event.ignore()

    def paintEvent(self, _event: QPaintEvent, /) -> None:  # noqa: N802 - Qt's name
        """The offered codes with their keys, or the hint along the picture's lower edge."""
        if not self._live.has_picture:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for code in self._offered():
            self._paint_code(painter, code)
        if self.hint and not self._keys:
            self._paint_hint(painter)
        painter.end()

    def _offered(self) -> list[CodePlace]:
        # a waybill's bars and its square often hold the same number: one mark is enough
        by_number = {normalised(code.text): code for code in reversed(self._sight.codes)}
        return [code for number, code in by_number.items() if number in self._keys]

    def _outline(self, code: CodePlace) -> QPolygonF:
        frame = QRectF(self._live.frame)
        return QPolygonF(
            [QPointF(frame.left() + x * frame.width(), frame.top() + y * frame.height()) for x, y in code.corners]
        )

    def _paint_code(self, painter: QPainter, code: CodePlace) -> None:
        palette, outline = self._theme.palette, self._outline(code)
        painter.setPen(QPen(QColor(palette.accent), 4))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolygon(outline)
        side = self._theme.sizes.touch
        badge = QRectF(0, 0, side, side)
        badge.moveCenter(outline.boundingRect().center())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette.accent))
        painter.drawEllipse(badge)
        font = painter.font()
        font.setPixelSize(self._theme.sizes.large)
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(palette.on_accent))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, self._keys[normalised(code.text)])

    def _paint_hint(self, painter: QPainter) -> None:
        palette, text = self._theme.palette, self.hint
        metrics = self.fontMetrics()
        band = QRectF(self._live.frame)
        band.setTop(band.bottom() - metrics.height() - 8)
        painter.fillRect(band, QColor(palette.accent))
        painter.setPen(QColor(palette.on_accent))
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(band.width()) - 8)
        painter.drawText(band, Qt.AlignmentFlag.AlignCenter, shown)

    @Slot()
    def _look(self) -> None:
        before, self._sight = self.hint, self._ask() if self._live.has_picture else Sight()
        if self.hint != before:
            self._live.setAccessibleDescription(self.hint)
        self.update()
