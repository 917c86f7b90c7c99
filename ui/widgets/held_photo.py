"""A picture that the judge doubts, beside the earlier one that it repeats: the clerk looks, then decides."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.error_text import words
from ui.icons import Icon
from ui.keys import Action, KeyTable
from ui.screens.acceptance.inspection_state import HeldPhoto
from ui.texts import translate
from ui.theme import Theme
from ui.widgets.jpeg_picture import JpegPicture
from ui.widgets.key_button import KeyButton
from ui.widgets.status_line import StatusLine
from ui.widgets.styling import text_label

_PICTURE = QSize(260, 146)


class HeldPhotoView(QWidget):
    """``asked`` tells which action's button was pressed."""

    asked = Signal(object)

    def __init__(self, theme: Theme, keys: KeyTable, local: Callable[[datetime], datetime]) -> None:
        super().__init__()
        self._local = local
        self._problem = StatusLine(theme)
        self._taken = JpegPicture(theme, translate("photo", "刚拍的照片"), "", _PICTURE)
        self._earlier = JpegPicture(
            theme, translate("photo", "以前的照片"), translate("photo", "原照片已按期清除，只留指纹"), _PICTURE
        )
        self._when = text_label("small")
        self._beside = QWidget()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(max(4, theme.sizes.gap // 2))
        layout.addWidget(self._problem)
        pictures = QHBoxLayout()
        pictures.setSpacing(theme.sizes.gap)
        pictures.addLayout(_captioned(text_label("small", translate("photo", "刚拍的")), self._taken))
        beside = QVBoxLayout(self._beside)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addLayout(_captioned(self._when, self._earlier))
        pictures.addWidget(self._beside)
        layout.addLayout(pictures, 1)
        buttons = QHBoxLayout()
        for action, text in (
            (Action.PHOTO, translate("photo", "重拍")),
            (Action.ANSWER, translate("photo", "写明原因留用")),
            (Action.CANCEL, translate("photo", "不要了")),
        ):
            button = KeyButton(theme, text, keys.label(action))
            button.clicked.connect(partial(self.asked.emit, action))
            buttons.addWidget(button)
        buttons.addStretch(1)
        layout.addLayout(buttons)

    def show_held(self, held: HeldPhoto | None) -> None:
        """Show it; None lets the pictures go."""
        if held is None:
            self._taken.show_jpeg(None)
            self._earlier.show_jpeg(None)
            return
        self._problem.say(Icon.WARNING, "；".join(words(problem).text for problem in held.problems), "warn")
        self._taken.show_jpeg(held.jpeg)
        earlier = held.earlier
        self._beside.setVisible(earlier is not None)
        if earlier is not None:
            self._earlier.show_jpeg(earlier.jpeg)
            moment = self._local(earlier.taken_at) if earlier.taken_at is not None else None
            told = translate("photo", "以前的：{date} {time}")
            self._when.setText(
                told.format(date=f"{moment:%Y-%m-%d}", time=f"{moment:%H:%M}")
                if moment is not None
                else translate("photo", "以前的")
            )


def _captioned(caption: QWidget, picture: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(2)
    column.addWidget(caption, 0, Qt.AlignmentFlag.AlignLeft)
    column.addWidget(picture, 1)
    return column
