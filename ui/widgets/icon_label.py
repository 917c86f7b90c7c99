"""An icon in the colour of its meaning."""

from PySide6.QtWidgets import QLabel, QWidget

from ui.icons import Icon, icon_pixmap
from ui.theme import Theme


class IconLabel(QLabel):
    """Shows one icon. It is decoration: the word beside it carries the meaning."""

    def __init__(self, theme: Theme, size: int | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size = size if size is not None else theme.sizes.icon
        self._shown: tuple[Icon, str] | None = None
        self.setFixedSize(self._size, self._size)

    def show_icon(self, icon: Icon, colour: str) -> None:
        """Show ``icon`` in ``colour`` ("#rrggbb")."""
        if self._shown != (icon, colour):
            self._shown = (icon, colour)
            self.setPixmap(icon_pixmap(icon, colour, self._size, self.devicePixelRatioF()))
