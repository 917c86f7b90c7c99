"""What the scale says at the counter: on real use cases, without a window."""

import time

import pytest

from app.domain.errors import DomainFault
from devices.ports import ScaleCleared
from tests.support.counter_desk import Desk
from tests.support.fake_counter import LATER, OTHER_WAYBILL, FakeCounter, SteppedTaskRunner, clerk, scan, weight
from ui.faults import Failed
from ui.screens.acceptance.state import Hint, Kept
from ui.tones import Tone


def shown(desk: Desk) -> int | None:
    return desk.shown().waybill.weight_g


@pytest.fixture
def desk() -> Desk:
    desk = Desk()
    desk.presenter.scanned(scan())
    return desk


def test_the_weight_goes_to_the_parcel_and_is_heard(desk: Desk) -> None:
    desk.presenter.weighed(weight(1250))
    parcel = desk.presenter.view.parcel
    assert parcel is not None
    assert parcel.inspection.weight_g == shown(desk) == desk.shown().inspection.weight_g == 1250
    assert desk.shown().notice is Hint.WEIGHT_TAKEN
    assert desk.bell is Tone.GOOD


def test_what_is_packed_on_the_scale_grows(desk: Desk) -> None:
    for grams in (300, 800, 1250):
        desk.presenter.weighed(weight(grams))
    assert shown(desk) == 1250


def test_a_typed_weight_is_never_replaced(desk: Desk) -> None:
    desk.presenter.weighed(weight(1250))
    desk.presenter.goods.details.weigh("1400")
    desk.presenter.weighed(weight(900))
    assert shown(desk) == 1400
    desk.presenter.goods.details.weigh("")
    desk.presenter.weighed(weight(900))
    assert shown(desk) == 900


def test_a_parcel_that_was_put_down_first_is_weighed_when_it_is_scanned() -> None:
    desk = Desk()
    desk.presenter.weighed(weight(1250))
    assert desk.presenter.view.parcel is None
    desk.presenter.scanned(scan())
    assert shown(desk) == 1250


def test_what_was_lifted_again_before_the_scan_weighs_nothing() -> None:
    desk = Desk()
    desk.presenter.weighed(weight(1250))
    desk.presenter.weighed(ScaleCleared("sim:scale", time.monotonic()))
    desk.presenter.scanned(scan())
    assert shown(desk) is None


def test_the_accepted_parcel_that_still_lies_there_is_not_the_next_one() -> None:
    desk = Desk()
    desk.complete()
    desk.presenter.weighed(weight(1250, put_down=-LATER))
    desk.keys("Enter")
    assert isinstance(desk.shown().notice, Kept)
    desk.presenter.weighed(weight(1251, put_down=-LATER))
    desk.presenter.scanned(scan(OTHER_WAYBILL))
    assert shown(desk) is None
    desk.presenter.weighed(weight(700))
    assert shown(desk) == 700


def test_the_weight_is_in_what_is_kept() -> None:
    desk = Desk()
    desk.complete()
    desk.presenter.weighed(weight(1250))
    desk.keys("Enter")
    kept = desk.counter.house.look(lambda work: work.acceptances.last())
    assert kept is not None
    assert kept.parcel.inspection.weight_g == 1250


def test_a_parcel_that_was_given_up_meanwhile_gets_none() -> None:
    tasks = SteppedTaskRunner()
    desk = Desk(FakeCounter(store_tasks=tasks))
    tasks.run_all()
    desk.presenter.scanned(scan())
    tasks.run_all()
    desk.keys("Ctrl+Del", "Ctrl+Del")
    desk.presenter.weighed(weight(1250))
    tasks.run_all()
    assert desk.presenter.view.parcel is None
    assert desk.shown().notice is Hint.DISCARDED
    assert desk.presenter.idle


def test_nobody_signed_in_means_no_weight_until_somebody_is() -> None:
    desk = Desk(signed_in=False)
    desk.presenter.weighed(weight(1250))
    assert desk.shown().notice is not Hint.SIGN_IN_FIRST
    desk.presenter.clerk_signed_in(clerk())
    desk.presenter.scanned(scan())
    assert shown(desk) == 1250


def test_more_than_any_parcel_weighs_is_refused_in_words(desk: Desk) -> None:
    desk.presenter.weighed(weight(150_000))
    assert desk.shown().notice == Failed(DomainFault.ITEM_INVALID, "weight")
    assert shown(desk) is None


def stepped() -> tuple[Desk, SteppedTaskRunner]:
    tasks = SteppedTaskRunner()
    desk = Desk(FakeCounter(store_tasks=tasks))
    tasks.run_all()
    desk.presenter.scanned(scan())
    tasks.run_all()
    return desk, tasks


def test_a_weight_that_is_typed_while_the_scales_own_waits_stays() -> None:
    desk, tasks = stepped()
    desk.presenter.goods.details.weigh("1400")
    desk.presenter.weighed(weight(900))
    tasks.run_all()
    assert shown(desk) == 1400
    desk.presenter.weighed(weight(950))
    tasks.run_all()
    assert shown(desk) == 1400


def test_two_weights_of_the_scale_in_a_row_are_both_written() -> None:
    desk, tasks = stepped()
    desk.presenter.weighed(weight(300))
    desk.presenter.weighed(weight(800))
    tasks.run_all()
    assert shown(desk) == 800


def test_what_lay_there_before_the_scale_was_heard_is_the_first_parcel(desk: Desk) -> None:
    desk.presenter.weighed(weight(1250, put_down=float("-inf")))
    assert shown(desk) == 1250


def test_a_load_that_is_too_old_asks_for_lifting_once_and_quietly() -> None:
    desk = Desk()
    desk.complete()
    desk.keys("Enter")
    desk.presenter.scanned(scan(OTHER_WAYBILL))
    heard = len(desk.counter.bells)
    desk.presenter.weighed(weight(800, put_down=-LATER))
    assert desk.shown().notice is Hint.WEIGH_AGAIN
    assert shown(desk) is None
    desk.keys("Ctrl+Del", "Ctrl+Del")
    assert desk.shown().notice is Hint.DISCARDED
    assert len(desk.counter.bells) == heard + 1


def test_the_one_that_was_swapped_before_its_scan_asks_for_lifting_too() -> None:
    desk = Desk()
    desk.complete()
    desk.keys("Enter")
    desk.presenter.weighed(weight(800, put_down=-LATER))
    assert isinstance(desk.shown().notice, Kept)
    desk.presenter.scanned(scan(OTHER_WAYBILL))
    assert desk.shown().notice is Hint.WEIGH_AGAIN
    desk.presenter.weighed(ScaleCleared("sim:scale", time.monotonic()))
    desk.presenter.weighed(weight(800))
    assert shown(desk) == 800
