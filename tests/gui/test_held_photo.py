"""A picture that the judge doubts, at the counter: real keys at the window, real use cases below."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.domain.inspection import Inspection, PhotoProblem, PhotoRole
from app.usecases.attach_photo import EarlierPhoto
from tests.gui.stage import Part, Stage
from tests.support.builders import NOON
from tests.support.counter_house import card
from tests.support.fake_counter import PHONE, FakeCounter, FakeExaminer, jpeg_of, scan
from ui.theme import TOUCH_TARGET, Theme
from ui.tones import Tone
from ui.widgets.held_photo import HeldPhotoView
from ui.widgets.jpeg_picture import JpegPicture

RED, BLUE = "#c02020", "#2020c0"
TAKEN, EARLIER = "刚拍的照片", "以前的照片"


def picture_of(colour: str) -> bytes:
    """One colour all over: on the screen it can be told from another."""
    image = QImage(320, 180, QImage.Format.Format_RGB32)
    image.fill(colour)
    return jpeg_of(image)


@pytest.fixture
def judge() -> FakeExaminer:
    return FakeExaminer()


@pytest.fixture
def stage(qtbot: QtBot, theme: Theme, judge: FakeExaminer) -> Iterator[Stage]:
    """A parcel that lacks its pictures; the judge finds the first one to be that of an earlier parcel."""
    judge.earlier = EarlierPhoto("evidence-1", NOON, picture_of(BLUE))
    judge.doubts.append((PhotoProblem.REPEATED,))
    opened = Stage(qtbot, theme, counter=FakeCounter(picture=picture_of(RED), examiner=judge))
    opened.sign_in()
    opened.window.take(scan())
    opened.window.take(card())
    opened.keys("Space", "Space", *PHONE, "G", "F8")
    yield opened
    opened.close()


def held(stage: Stage) -> HeldPhotoView | None:
    """The doubted picture, where it is seen."""
    return next((view for view in stage.parts(HeldPhotoView) if view.isVisible()), None)


def inside(stage: Stage, view: HeldPhotoView, kind: type[Part]) -> list[Part]:
    """The widgets of that class in the doubted picture's box."""
    return [part for part in stage.parts(kind) if view.isAncestorOf(part)]


def colour_in(stage: Stage, name: str) -> str | None:
    """What colour the middle of that picture has on the screen: "red", "blue", or neither."""
    shown = [
        picture for picture in stage.parts(JpegPicture) if picture.isVisible() and picture.accessibleName() == name
    ]
    if not shown:
        return None
    QCoreApplication.processEvents()  # the layouts follow
    colour = shown[0].grab().toImage().pixelColor(shown[0].rect().center())
    if colour.red() > 2 * colour.blue():
        return "red"
    return "blue" if colour.blue() > 2 * colour.red() else "neither"


def inspection(stage: Stage) -> Inspection:
    parcel = stage.window.acceptance.view.parcel
    assert parcel is not None
    return parcel.inspection


def seen(stage: Stage) -> str:
    return "\n".join(label.text() for label in stage.parts(QLabel) if label.isVisible())


def test_it_is_shown_beside_the_earlier_one_and_not_kept(stage: Stage) -> None:
    assert (colour_in(stage, TAKEN), colour_in(stage, EARLIER)) == ("red", "blue")
    assert "和以前的一张照片一样" in seen(stage)
    noon = stage.counter.house.clock.local(NOON)
    assert f"以前的：{noon:%Y-%m-%d %H:%M}" in seen(stage)
    assert inspection(stage).photos == ()
    assert stage.played[-1:] == [Tone.BAD]


def test_a_purged_earlier_picture_is_told_in_words(stage: Stage, judge: FakeExaminer) -> None:
    judge.earlier = EarlierPhoto("evidence-1", None, None)
    judge.doubts.append((PhotoProblem.REPEATED,))
    stage.keys("F8")
    assert (colour_in(stage, TAKEN), colour_in(stage, EARLIER)) == ("red", "neither")
    assert "以前的" in seen(stage)


def test_a_blurred_picture_stands_alone(stage: Stage, judge: FakeExaminer) -> None:
    judge.doubts.append((PhotoProblem.BLURRED,))
    stage.keys("F8")
    assert held(stage) is not None
    assert (colour_in(stage, TAKEN), colour_in(stage, EARLIER)) == ("red", None)


def test_it_is_taken_again_in_the_same_role(stage: Stage, judge: FakeExaminer) -> None:
    stage.counter.picture = picture_of(BLUE)
    stage.keys("F8")
    assert held(stage) is None
    assert judge.seen == [PhotoRole.CONTENTS, PhotoRole.CONTENTS]
    (photo,) = inspection(stage).photos
    assert photo.judgement is not None
    assert (photo.judgement.problems, photo.judgement.kept_because) == ((), None)


def test_it_is_kept_with_a_coded_reason(stage: Stage) -> None:
    stage.keys("/")
    assert inspection(stage).photos == ()
    for reason in stage.counter.house.counter.policy.inspection.keep_photo_reasons:
        assert reason.label in seen(stage)
    stage.keys("3")
    assert held(stage) is None
    (photo,) = inspection(stage).photos
    assert photo.role is PhotoRole.CONTENTS
    assert photo.judgement is not None
    assert (photo.judgement.problems, photo.judgement.kept_because) == ((PhotoProblem.REPEATED,), "poor_light")


def test_esc_at_the_reasons_keeps_it_waiting_and_esc_again_lets_it_go(stage: Stage) -> None:
    stage.keys("/", "Esc")
    assert held(stage) is not None
    stage.keys("Esc")
    assert held(stage) is None
    assert inspection(stage).photos == ()


def test_the_buttons_do_what_their_keys_do(stage: Stage) -> None:
    view = held(stage)
    assert view is not None
    buttons = {button.accessibleDescription(): button for button in inside(stage, view, QPushButton)}
    assert set(buttons) == {"F8", "/", "Esc"}
    buttons["/"].click()
    stage.keys("1")
    (photo,) = inspection(stage).photos
    assert photo.judgement is not None
    assert photo.judgement.kept_because == "same_goods"


def test_a_parcel_with_a_kept_doubt_is_accepted_and_says_why(stage: Stage) -> None:
    stage.keys("/", "1", "F8", "Enter")
    assert stage.window.acceptance.view.parcel is None
    (kept,) = stage.counter.house.store.tables.acceptances.values()
    judged = [photo.judgement for photo in kept.parcel.inspection.photos if photo.judgement is not None]
    assert [judgement.kept_because for judgement in judged] == ["same_goods", None]


def test_everything_fits_and_can_be_touched(stage: Stage) -> None:
    QCoreApplication.processEvents()  # the layouts follow
    least = stage.shell.minimumSizeHint()
    assert (stage.shell.width(), stage.shell.height()) == (1366, 768)
    assert (least.width() <= 1366, least.height() <= 768) == (True, True)
    view = held(stage)
    assert view is not None
    for label in inside(stage, view, QLabel):
        if label.isVisible() and label.text() and label.wordWrap():
            assert label.height() >= label.heightForWidth(label.width()), label.text()
    for button in inside(stage, view, QPushButton):
        assert min(button.width(), button.height()) >= TOUCH_TARGET, button.accessibleName()
