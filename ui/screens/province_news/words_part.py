"""The words of the chosen notice or clash, to be read to their end.

Invariants:
- Other words begin at their top; the same ones stay where they were read to.
- The end is reckoned from the words themselves: a layout that is not done yet never counts as seen.
"""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.styling import card, text_label

_LINES_PER_STEP = 3


class WordsPart(QWidget):
    """``moved``: another part of the words is seen."""

    moved = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._shown: str | None = None
        self._step = theme.sizes.body * _LINES_PER_STEP
        self.title = text_label("title", wraps=True)
        self.facts = text_label("muted", wraps=True)
        self.words = text_label("", wraps=True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.words.setObjectName("newsWords")
        self.area = QScrollArea()
        self.area.setWidget(self.words)
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFrameShape(QScrollArea.Shape.NoFrame)
        bar = self.area.verticalScrollBar()
        bar.valueChanged.connect(self._moved)
        bar.rangeChanged.connect(self._moved)
        frame = card()
        gap = theme.sizes.gap
        inner = QVBoxLayout(frame)
        inner.setContentsMargins(gap * 2, gap * 2, gap, gap)
        inner.setSpacing(gap)
        for part in (self.title, self.facts):
            inner.addWidget(part)
        inner.addWidget(self.area, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(frame)

    @property
    def at_end(self) -> bool:
        """Whether the last line is seen."""
        if not self.isVisible():
            return False
        room = self.area.viewport()
        return self.area.verticalScrollBar().value() + room.height() >= self.words.heightForWidth(room.width())

    def show_words(self, row_id: str | None, title: str, facts: str, words: str) -> None:
        """Show the words of that row."""
        self.title.setText(title)
        self.facts.setText(facts)
        self.facts.setVisible(bool(facts))
        self.words.setText(words)
        if row_id != self._shown:
            self._shown = row_id
            self.area.verticalScrollBar().setValue(0)
        self.moved.emit()

    def turn_page(self, pages: int = 1) -> None:
        """One page on, but for a line that is seen again; back for a negative number."""
        self._scroll_by(pages * max(self._step, self.area.viewport().height() - self._step))

    def scroll_lines(self, steps: int) -> None:
        """A few lines on, or back."""
        self._scroll_by(steps * self._step)

    def resizeEvent(self, event: QResizeEvent, /) -> None:  # noqa: N802 - Qt's name
        """More or less of the words is seen."""
        super().resizeEvent(event)
        self.moved.emit()

    def _scroll_by(self, pixels: int) -> None:
        bar = self.area.verticalScrollBar()
        bar.setValue(bar.value() + pixels)

    @Slot()
    def _moved(self) -> None:
        self.moved.emit()
