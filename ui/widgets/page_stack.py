"""Pages of which one is seen, and only that one has a say in how large the stack must be."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

_SEEN = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
_HIDDEN = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)


class PageStack(QStackedWidget):
    """A QStackedWidget asks for the room of its largest page, hidden ones too: a small screen has none for that."""

    def add_page(self, page: QWidget) -> None:
        """Add a page; the first is seen."""
        page.setSizePolicy(_HIDDEN if self.count() else _SEEN)
        self.addWidget(page)

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """Only the seen page's wrapped text counts: Qt's own stack asks every page."""
        return self.count() > 0 and self.currentWidget().hasHeightForWidth()

    def heightForWidth(self, width: int, /) -> int:  # noqa: N802 - Qt's name
        """The seen page's."""
        return self.currentWidget().heightForWidth(width)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The seen page's."""
        return self.currentWidget().minimumSizeHint()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The seen page's."""
        return self.currentWidget().sizeHint()

    def show_page(self, page: QWidget) -> None:
        """Bring ``page`` to the front."""
        if page is self.currentWidget():
            return
        self.currentWidget().setSizePolicy(_HIDDEN)
        page.setSizePolicy(_SEEN)
        self.setCurrentWidget(page)
