"""The newest photo of this parcel as a thumbnail, from memory only: what the key beside it takes back."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from app.domain.inspection import PhotoRole
from ui.icons import Icon, icon_pixmap
from ui.screens.acceptance.inspection_state import Thumbnail
from ui.texts import translate
from ui.theme import Theme


class NewestPhoto(QWidget):
    """The newest photo. One of an earlier start is shown by a sign: the vault gives no previews."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._size = QSize(round(theme.sizes.touch * 4 / 3), theme.sizes.touch)
        self._shown = ""
        self.frame = QLabel()
        self.frame.setFixedSize(self._size)
        self.frame.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.frame)
        self.show_photos(())

    def show_photos(self, photos: tuple[Thumbnail, ...]) -> None:
        """Show the newest of ``photos`` (given oldest first)."""
        self.setVisible(bool(photos))
        newest = photos[-1] if photos else None
        if newest is None:
            self._shown = ""
            self.frame.clear()
        elif newest.evidence_id != self._shown:
            self._shown = newest.evidence_id
            self.frame.setPixmap(self._picture(newest))
            self.frame.setAccessibleName(_name_of(newest))
            self.frame.setToolTip(_name_of(newest))

    def _picture(self, photo: Thumbnail) -> QPixmap:
        pixmap = QPixmap()
        if photo.jpeg is None or not pixmap.loadFromData(photo.jpeg):
            return icon_pixmap(Icon.LOCK, self._theme.palette.muted, self._theme.sizes.large, self.devicePixelRatioF())
        return pixmap.scaled(
            self._size, Qt.AspectRatioMode.KeepAspectRatioByExpanding, Qt.TransformationMode.SmoothTransformation
        ).copy(0, 0, self._size.width(), self._size.height())


def _name_of(photo: Thumbnail) -> str:
    named = {
        PhotoRole.CONTENTS: translate("camera", "内件照片"),
        PhotoRole.SEALED_PARCEL: translate("camera", "封箱照片"),
        PhotoRole.PAPER: translate("camera", "证明照片"),
        PhotoRole.SCENE: translate("camera", "现场照片"),
        PhotoRole.PAPER_FORM: translate("camera", "纸单照片"),
    }[photo.role]
    return translate("camera", "{photo}，有疑问，已写明原因").format(photo=named) if photo.doubted else named
