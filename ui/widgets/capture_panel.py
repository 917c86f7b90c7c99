"""Guided capture: the live picture with a frame on it, and one plain hint at a time."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QHideEvent, QPainter, QPaintEvent, QPen, QPolygonF, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from devices.documents.reading import CaptureHint
from ui.error_text import words
from ui.icons import Icon
from ui.keys import Action, KeyTable
from ui.screens.acceptance.state import CaptureState
from ui.texts import translate
from ui.theme import Theme
from ui.widgets.key_button import KeyButton
from ui.widgets.live_picture import FRAME_INTERVAL_MS, LivePicture, Preview
from ui.widgets.panels import Panel
from ui.widgets.status_line import StatusLine

_CARD = 85.6 / 54.0
"""Width over height of an identity card (ISO/IEC 7810 ID-1)."""
_FRAME_PART = 0.62
"""How much of the picture's height the drawn frame takes."""


class CapturePanel(Panel):
    """``ticked`` comes some eight times a second while the panel can be seen."""

    ticked = Signal()

    def __init__(self, theme: Theme, keys: KeyTable, preview: Callable[[], Preview | None]) -> None:
        line = translate("panel", "证件正面朝上放进框里，拍到合适的画面会自动识别；认不准的内容会请你核对")
        super().__init__(theme, keys, Icon.CAMERA, translate("panel", "拍证件"), line, fills=True)
        self._hint = StatusLine(theme, "large")
        self._live = LivePicture(theme, preview)
        self._frame = _Frame(theme, self._live)
        now = KeyButton(theme, translate("panel", "马上识别"), keys.label(Action.FINISH))
        now.clicked.connect(partial(self.asked.emit, Action.FINISH))
        self.content.addWidget(self._hint)
        self.content.addWidget(self._live, 1)
        self.content.addWidget(now, 0, Qt.AlignmentFlag.AlignLeft)
        self._timer = QTimer(self)
        self._timer.setInterval(FRAME_INTERVAL_MS)
        self._timer.timeout.connect(self.ticked)

    def show_capture(self, state: CaptureState | None) -> None:
        """Show how the capture stands."""
        if state is None:
            return
        if state.reading:
            self._hint.say(Icon.BUSY, translate("panel", "正在识别，请稍等"), "accent")
        else:
            wording = words(state.hint)
            good = state.hint is CaptureHint.READY
            self._hint.say(
                Icon.CHECK_CIRCLE if good else Icon.INFO,
                f"{wording.text} · {wording.next_step}",
                "good" if good else "accent",
            )
        self._frame.show_state(state)

    def showEvent(self, event: QShowEvent, /) -> None:  # noqa: N802 - Qt's name
        """Begin to look."""
        super().showEvent(event)
        self._timer.start()

    def hideEvent(self, event: QHideEvent, /) -> None:  # noqa: N802 - Qt's name
        """Stop looking."""
        self._timer.stop()
        super().hideEvent(event)


class _Frame(QWidget):
    """Drawn over the live picture: where the card belongs, and where it was found."""

    def __init__(self, theme: Theme, over: LivePicture) -> None:
        super().__init__(over)
        self._live = over
        self._theme = theme
        self._state = CaptureState()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        layout = QVBoxLayout(over)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As large as the picture."""
        return QSize(320, 180)

    @Slot()
    def show_state(self, state: CaptureState) -> None:
        """Draw this."""
        self._state = state
        self.update()

    def paintEvent(self, _event: QPaintEvent, /) -> None:  # noqa: N802 - Qt's name
        """The frame, and the card's corners, where the picture lies; nothing without one."""
        if not self._live.has_picture:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        picture = QRectF(self._live.frame)
        good = self._state.hint is CaptureHint.READY or self._state.reading
        colour = QColor(self._theme.palette.good if good else self._theme.palette.accent)
        height = picture.height() * _FRAME_PART
        frame = QRectF(0, 0, height * _CARD, height)
        frame.moveCenter(picture.center())
        painter.setPen(QPen(colour, 3, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(frame, 12, 12)
        if self._state.quad:
            corners = [
                QPointF(picture.left() + x * picture.width(), picture.top() + y * picture.height())
                for x, y in self._state.quad
            ]
            painter.setPen(QPen(colour, 4))
            painter.drawPolygon(QPolygonF(corners))
        painter.end()
