"""Fields in doubt, each beside the place it was read from: compared with the document, confirmed by one key."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout

from app.domain.identity.document import DocumentField, Sex
from ui.fonts import shown_name
from ui.icons import Icon
from ui.keys import Action, KeyTable
from ui.screens.acceptance.state import ShownDoubt
from ui.screens.acceptance.wording import field_words
from ui.texts import translate
from ui.theme import Theme
from ui.widgets.key_button import KeyButton
from ui.widgets.status_line import StatusLine
from ui.widgets.styling import set_look, text_label

_MOST = 4
"""Fields that fit; when there are more, the picture was too bad to confirm anything from."""


class DoubtsBox(QFrame):
    """Asks to compare; ``confirm`` and ``correct`` are its buttons."""

    def __init__(self, theme: Theme, keys: KeyTable) -> None:
        super().__init__()
        self.setProperty("kind", "inset")
        self._strip = QSize(round(theme.sizes.touch * 3.4), round(theme.sizes.touch * 0.8))
        self._line = StatusLine(theme, "")
        self._line.say(Icon.WARNING, translate("sender", "对照证件，看这几项读得对不对"), "warn")
        self._names = [text_label("muted") for _ in range(_MOST)]
        self._values = [text_label("title", wraps=True) for _ in range(_MOST)]
        self._snippets = [QLabel() for _ in range(_MOST)]
        self.confirm = KeyButton(theme, translate("sender", "都对"), keys.label(Action.CONFIRM))
        self.correct = KeyButton(theme, translate("sender", "改正"), keys.label(Action.TYPE_DOCUMENT))
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.sizes.gap)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        for row in range(_MOST):
            grid.addWidget(self._names[row], 2 * row, 0)
            grid.addWidget(self._values[row], 2 * row, 1)
            grid.addWidget(self._snippets[row], 2 * row + 1, 0, 1, 2)
        buttons = QHBoxLayout()
        buttons.addWidget(self.confirm)
        buttons.addWidget(self.correct)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.sizes.gap, 6, theme.sizes.gap, 6)
        layout.setSpacing(4)
        layout.addWidget(self._line)
        layout.addLayout(grid)
        layout.addLayout(buttons)
        set_look(self, "tone", "next")

    def show_doubts(self, doubts: tuple[ShownDoubt, ...]) -> None:
        """Show the first of them."""
        for row in range(_MOST):
            doubt = doubts[row] if row < len(doubts) else None
            for widget in (self._names[row], self._values[row]):
                widget.setVisible(doubt is not None)
            self._names[row].setText(field_words(doubt.name) if doubt is not None else "")
            self._values[row].setText(_value_words(doubt) if doubt is not None else "")
            pixmap = self._picture(doubt)
            self._snippets[row].setVisible(pixmap is not None)
            self._snippets[row].setPixmap(pixmap if pixmap is not None else QPixmap())
        self.setAccessibleName(
            translate("sender", "存疑：{fields}").format(fields="、".join(field_words(doubt.name) for doubt in doubts))
        )

    def _picture(self, doubt: ShownDoubt | None) -> QPixmap | None:
        pixmap = QPixmap()
        if doubt is None or doubt.snippet is None or not pixmap.loadFromData(doubt.snippet):
            return None
        size = pixmap.size()
        if size.width() > self._strip.width() or size.height() > self._strip.height():
            pixmap = pixmap.scaled(
                self._strip, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
        return pixmap


def _value_words(doubt: ShownDoubt) -> str:
    """What was read; of a term that the front does not tell: where to look."""
    if doubt.name is DocumentField.SEX and doubt.value:
        return translate("panel", "男") if doubt.value == Sex.MALE.value else translate("panel", "女")
    return shown_name(doubt.value) if doubt.value else translate("sender", "看证件背面，没有过期")
