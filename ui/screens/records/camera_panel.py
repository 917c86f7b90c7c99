"""The panel of a record's cameras, under the list: who saw it, when by the recorder's clock, and where to play it."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.usecases.playback import CameraPicture, Playback
from ui.error_text import words
from ui.icons import Icon
from ui.screens.records.camera_wording import (
    address_words,
    camera_role_words,
    clock_words,
    online_words,
    when_words,
    where_words,
)
from ui.screens.records.cameras import CamerasState
from ui.texts import translate
from ui.theme import Theme
from ui.widgets.status_line import StatusLine
from ui.widgets.styling import card, text_label

LINES = 3
"""Cameras at most: one for each role."""


class _CameraBlock(QWidget):
    """One camera: where and when in one line, the address in the next."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.head = StatusLine(theme)
        self.address: QLabel = text_label("small", wraps=True)
        self.address.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.head)
        layout.addWidget(self.address)

    def show_picture(self, picture: CameraPicture, playback: Playback, local: Callable[[datetime], datetime]) -> None:
        """Show one camera of the record."""
        told = (
            camera_role_words(picture.role),
            where_words(picture),
            when_words(picture),
            clock_words(picture.clock, local),
            online_words(playback.online, picture.role),
        )
        tone = "muted" if picture.clock is not None else "warn"
        self.head.say(Icon.CAMERA, " · ".join(part for part in told if part), tone)
        # a long address has to break somewhere; nobody copies it, so that the places to break do no harm
        self.address.setText(address_words(picture).replace("&", "\u200b&").replace("?", "\u200b?"))


class CameraPanel(QWidget):
    """Draws :class:`CamerasState`; hidden while nothing is asked for."""

    def __init__(self, theme: Theme, local: Callable[[datetime], datetime]) -> None:
        super().__init__()
        self._local = local
        self.setAccessibleName(translate("cameras", "监控画面"))
        self.notice = StatusLine(theme)
        self.blocks = tuple(_CameraBlock(theme) for _ in range(LINES))
        frame = card()
        gap = theme.sizes.gap
        inner = QVBoxLayout(frame)
        inner.setContentsMargins(gap * 2, gap, gap * 2, gap)
        inner.setSpacing(gap)
        for part in (self.notice, *self.blocks):
            inner.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(frame)
        self.hide()

    @property
    def shown_text(self) -> str:
        """What the panel says, line by line."""
        parts = [self.notice.text] if not self.notice.isHidden() else []
        for block in self.blocks:
            if not block.isHidden():
                parts += [block.head.text, block.address.text().replace("\u200b", "")]
        return "\n".join(parts)

    def show_cameras(self, state: CamerasState) -> None:
        """Show ``state``."""
        playback = state.playback
        pictures = playback.pictures if playback is not None else ()
        for number, block in enumerate(self.blocks):
            block.setVisible(number < len(pictures))
        if playback is not None:
            for block, picture in zip(self.blocks, pictures, strict=False):
                block.show_picture(picture, playback, self._local)
        self.notice.setVisible(not pictures)
        if state.failure is not None:
            self.notice.say(Icon.STOP, str(words(state.failure.fault, state.failure.detail)), "bad")
        else:
            self.notice.say(Icon.INFO, translate("cameras", "收寄此件时没有设监控录像机"), "muted")
        self.setVisible(state.record_id is not None)
