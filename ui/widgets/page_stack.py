"""Pages of which one is seen, and only that one has a say in how large the stack must be."""

from PySide6.QtWidgets import QVBoxLayout, QWidget


class PageStack(QWidget):
    """A QStackedWidget asks for the room of its largest page, hidden ones too: a small screen has none for that.

    A plain column passes hidden pages over, also where wrapped text makes the height depend on the width.
    """

    def __init__(self) -> None:
        super().__init__()
        self._seen: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def add_page(self, page: QWidget) -> None:
        """Add a page; the first is seen."""
        self._column.addWidget(page)
        if self._seen is None:
            self._seen = page
        else:
            page.hide()

    @property
    def seen(self) -> QWidget:
        """The page in front; the empty stack itself before there is one."""
        return self._seen if self._seen is not None else self

    def show_page(self, page: QWidget) -> None:
        """Bring ``page`` to the front."""
        if page is self._seen:
            return
        if self._seen is not None:
            self._seen.hide()
        self._seen = page
        page.show()
