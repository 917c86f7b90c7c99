"""Pages of which one is seen, and only that one has a say in how large the stack must be."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget


class PageStack(QWidget):
    """A QStackedWidget asks for the room of its largest page, hidden ones too: a small screen has none for that.

    A plain column passes hidden pages over, also where wrapped text makes the height depend on the width.
    """

    def __init__(self) -> None:
        super().__init__()
        self._seen: QWidget | None = None
        self._focus: dict[QWidget, QWidget | None] = {}
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
        """Bring ``page`` to the front. A focus on the page before moves along, to where it last was on ``page``."""
        before = self._seen
        if page is before:
            return
        if before is None:
            self._seen = page
            page.show()
            return
        focused: QWidget | None = self.window().focusWidget()
        follows = focused is not None and (focused is before or before.isAncestorOf(focused))
        self._focus[before] = focused if follows else None
        # one after the other: both at once would make the window grow
        before.hide()
        self._seen = page
        page.show()
        if follows and not self._holds_focus(page):
            (self._focus.get(page) or _first_field(page)).setFocus(Qt.FocusReason.OtherFocusReason)

    def _holds_focus(self, page: QWidget) -> bool:
        focused: QWidget | None = self.window().focusWidget()
        return focused is not None and focused.isVisible() and (focused is page or page.isAncestorOf(focused))


def _first_field(page: QWidget) -> QWidget:
    """The first that Tab would reach; the page itself when there is none."""
    part: QWidget | None = page.nextInFocusChain()
    while part is not None and part is not page:
        reached = part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.isEnabled() and part.isVisibleTo(page)
        if reached and page.isAncestorOf(part):
            return part
        part = part.nextInFocusChain()
    return page
