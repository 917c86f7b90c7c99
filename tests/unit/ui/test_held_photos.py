"""Which parcel a doubted picture may still go to."""

import pytest

from app.domain.inspection import PhotoProblem
from tests.support.counter_desk import Desk
from tests.support.fake_counter import FakeCounter, FakeExaminer, scan
from ui.screens.acceptance.state import Hint

PARKED, NEW = "YT8962646785389", "YT8962646785390"


@pytest.fixture
def desk() -> Desk:
    """One parcel is parked, the counter is empty, and the first picture is doubted."""
    judge = FakeExaminer()
    judge.doubts.append((PhotoProblem.BLURRED,))
    desk = Desk(FakeCounter(examiner=judge))
    desk.presenter.scanned(scan(PARKED))
    desk.keys("F5")
    desk.keys("F8")
    assert desk.shown().inspection.held is not None
    return desk


def test_a_parcel_that_is_taken_up_again_gets_no_picture_of_another(desk: Desk) -> None:
    desk.keys("F5")
    assert desk.shown().notice is Hint.RESUMED
    assert desk.shown().inspection.held is None
    desk.keys("/")
    assert desk.shown().question is None
    parcel = desk.presenter.view.parcel
    assert parcel is not None
    assert parcel.inspection.photos == ()


def test_the_parcel_that_begins_there_may_keep_it(desk: Desk) -> None:
    desk.presenter.scanned(scan(NEW))
    assert desk.shown().inspection.held is not None
    desk.keys("/", "3")
    parcel = desk.presenter.view.parcel
    assert parcel is not None
    assert len(parcel.inspection.photos) == 1
