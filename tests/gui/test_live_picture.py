"""The camera's live picture: asked for only while somebody can see it."""

from PySide6.QtCore import QCoreApplication, QEventLoop
from pytestqt.qtbot import QtBot

from ui.theme import Theme
from ui.widgets.live_picture import LivePicture, Preview


class Camera:
    """Counts how often it is asked."""

    def __init__(self, preview: Preview | None) -> None:
        self.preview = preview
        self.asked = 0

    def __call__(self) -> Preview | None:
        self.asked += 1
        return self.preview


def shown(qtbot: QtBot, theme: Theme, camera: Camera) -> LivePicture:
    picture = LivePicture(theme, camera)
    qtbot.addWidget(picture)
    picture.show()
    return picture


def test_the_first_picture_comes_with_the_next_turn(qtbot: QtBot, theme: Theme) -> None:
    camera = Camera((bytes(3 * 4 * 2), 4, 2))
    picture = shown(qtbot, theme, camera)
    qtbot.waitUntil(lambda: picture.has_picture)
    picture.hide()
    assert not picture.has_picture


def test_a_camera_without_pictures_is_asked_on(qtbot: QtBot, theme: Theme) -> None:
    camera = Camera(None)
    picture = shown(qtbot, theme, camera)
    qtbot.waitUntil(lambda: camera.asked >= 2)
    assert not picture.has_picture


def test_what_was_hidden_at_once_asks_nobody(qtbot: QtBot, theme: Theme) -> None:
    camera = Camera(None)
    picture = shown(qtbot, theme, camera)
    before = camera.asked
    picture.hide()
    QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
    assert camera.asked == before
