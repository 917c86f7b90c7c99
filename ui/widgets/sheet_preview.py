"""A sheet on the screen, one page at a time, as it will be on paper.

Invariants:
- A page is drawn for the size that it is shown at, never scaled from another picture, and always whole.
- Everything can be done with keys: Page Up, Page Down, Home and End turn pages wherever the focus is inside.
- What a page says is its accessible description: a screen reader reads the notice out.
"""

from typing import Final

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.printing.drawing import MM_PER_INCH, preview
from ui.printing.page import Page, Sheet
from ui.texts import translate
from ui.theme import Theme
from ui.widgets.key_button import KeyButton
from ui.widgets.styling import text_label

_EDGE: Final = 6
"""Pixels of ground around the paper."""


class SheetPreview(QWidget):
    """Shows a sheet; :meth:`show_sheet` begins with its first page."""

    turned = Signal(int)
    """Another page is shown; its number, from 0."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheet: Sheet | None = None
        self._page = 0
        self._paper = _Paper(theme)
        self._earlier = KeyButton(theme, translate("preview", "上一页"), "PgUp")
        self._later = KeyButton(theme, translate("preview", "下一页"), "PgDn")
        self._place = text_label("muted")
        self._earlier.clicked.connect(lambda: self._turn_to(self._page - 1))
        self._later.clicked.connect(lambda: self._turn_to(self._page + 1))
        bar = QHBoxLayout()
        bar.addWidget(self._earlier)
        bar.addWidget(self._place)
        bar.addWidget(self._later)
        bar.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._paper, 1)
        column.addLayout(bar)
        self.setFocusProxy(self._paper)
        self._render()

    @property
    def page(self) -> int:
        """The number of the page that is shown, from 0."""
        return self._page

    def show_sheet(self, sheet: Sheet) -> None:
        """Show another sheet from its first page."""
        self._sheet = sheet
        self._page = 0
        self._render()

    def keyPressEvent(self, event: QKeyEvent, /) -> None:  # noqa: N802 - Qt's name
        """Turn pages; any other key is left to whoever is around."""
        last = len(self._sheet.pages) - 1 if self._sheet is not None else 0
        turns = {
            Qt.Key.Key_PageUp: self._page - 1,
            Qt.Key.Key_PageDown: self._page + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        target = turns.get(Qt.Key(event.key()))
        if target is None:
            super().keyPressEvent(event)
            return
        self._turn_to(target)
        event.accept()

    def _turn_to(self, page: int) -> None:
        if self._sheet is None or page == self._page or not 0 <= page < len(self._sheet.pages):
            return
        self._page = page
        self._render()
        self.turned.emit(page)

    def _render(self) -> None:
        sheet = self._sheet
        count = 0 if sheet is None else len(sheet.pages)
        self._paper.show_page(sheet, self._page)
        self._earlier.setEnabled(self._page > 0)
        self._later.setEnabled(self._page + 1 < count)
        place = translate("preview", "第 {page} 页 / 共 {count} 页").format(page=self._page + 1, count=count)
        self._place.setText(place if count else "")
        for part in (self._earlier, self._later, self._place):
            part.setVisible(count > 1)


class _Paper(QWidget):
    """The page itself, in the middle of what room there is."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._sheet: Sheet | None = None
        self._page = 0
        self._picture = QImage()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Half an A4 page at an ordinary screen's resolution."""
        return QSize(420, 594)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """A page that can still be told from another."""
        return QSize(140, 140)

    def show_page(self, sheet: Sheet | None, page: int) -> None:
        self._sheet, self._page = sheet, page
        self._picture = QImage()
        self.setAccessibleName("" if sheet is None else sheet.title)
        self.setAccessibleDescription("" if sheet is None else "\n".join(sheet.pages[page].texts()))
        self.update()

    def resizeEvent(self, event: QResizeEvent, /) -> None:  # noqa: N802 - Qt's name
        """Another size is another picture."""
        self._picture = QImage()
        super().resizeEvent(event)

    def focusInEvent(self, event: QFocusEvent, /) -> None:  # noqa: N802 - Qt's name
        """The focus is to be seen."""
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent, /) -> None:  # noqa: N802 - Qt's name
        """Same."""
        self.update()
        super().focusOutEvent(event)

    def paintEvent(self, _event: QPaintEvent, /) -> None:  # noqa: N802 - Qt's name
        """The paper with a frame, and the focus around it."""
        painter = QPainter(self)
        palette = self._theme.palette
        painter.fillRect(self.rect(), QColor(palette.field))
        if self._sheet is not None:
            ratio = self.devicePixelRatioF()
            if self._picture.isNull():
                self._picture = preview(self._sheet, self._page, self._dpi(self._sheet.pages[self._page]) * ratio)
                self._picture.setDevicePixelRatio(ratio)
            size = self._picture.deviceIndependentSize().toSize()
            frame = QRect(0, 0, size.width(), size.height())
            frame.moveCenter(self.rect().center())
            painter.drawImage(frame.topLeft(), self._picture)
            painter.setPen(QColor(palette.line))
            painter.drawRect(frame.adjusted(-1, -1, 0, 0))
        if self.hasFocus():
            painter.setPen(QColor(palette.focus))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
            painter.drawRect(self.rect().adjusted(1, 1, -2, -2))
        painter.end()

    def changeEvent(self, event: QEvent, /) -> None:  # noqa: N802 - Qt's name
        """Moved to a screen of another density: draw anew."""
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._picture = QImage()
        super().changeEvent(event)

    def _dpi(self, page: Page) -> float:
        """Dots per inch at which the whole page just fits, with a little ground around it."""
        width, height = self.width() - 2 * _EDGE, self.height() - 2 * _EDGE
        return MM_PER_INCH * max(0.1, min(width / page.width, height / page.height))
