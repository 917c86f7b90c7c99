"""Training mode cannot be missed: a band in a colour of its own that says what it means, on every page."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.icons import Icon
from ui.texts import translate
from ui.theme import Theme
from ui.widgets.icon_label import IconLabel
from ui.widgets.styling import text_label


class TrainingBanner(QFrame):
    """The band."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("trainingBanner")
        text = translate("shell", "训练模式：不能用来收寄真实的件")
        icon = IconLabel(theme)
        icon.show_icon(Icon.TRAINING, theme.palette.on_training)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 5, 16, 5)
        layout.addWidget(icon)
        layout.addWidget(text_label("", text))
        layout.addStretch(1)
        self._row = layout
        self.setAccessibleName(text)

    def add(self, widget: QWidget) -> None:
        """Put something on the band, at its end."""
        self._row.addWidget(widget)
