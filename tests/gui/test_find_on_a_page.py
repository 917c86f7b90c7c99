"""F3 from another page than the counter: it secures what that page is about, never the parcel at the counter."""

import pytest
from PySide6.QtWidgets import QLabel

from app.domain.goods import Journey, TransportMode
from app.domain.incident import Incident
from tests.gui.stage import Stage
from tests.support.fake_counter import scan
from tests.support.handover_house import put_acceptance

AT_COUNTER = "YT8962646785391"
AIR = Journey(transport=TransportMode.AIR)


@pytest.fixture
def stage(stage: Stage) -> Stage:
    """A parcel waits at the counter, half captured."""
    stage.window.take(scan(AT_COUNTER))
    return stage


def on_the_list(stage: Stage, *numbers: int) -> list[str]:
    """A manifest with these parcels, scanned one after the other."""
    waybills = [put_acceptance(stage.counter.house, number).waybill.number for number in numbers]
    stage.keys("Ctrl+4", "2", "Enter", "Enter", *"bag7", "Enter", "Enter")
    for waybill in waybills:
        stage.window.take(scan(waybill))
    return waybills


def opened(stage: Stage) -> Incident:
    """The incident that F3 and Enter have opened."""
    (sheet,) = stage.counter.house.list_incidents().open_ones
    return sheet.incident


def frozen(stage: Stage) -> set[str]:
    """Every waybill that is held."""
    return {sheet.hold.waybill_number for sheet in stage.counter.house.list_incidents().holds}


def card(stage: Stage) -> str:
    """What the card says."""
    view = stage.window.incidents.card_view
    assert stage.page() is view
    return "\n".join(part.text() for part in stage.parts(QLabel) if part.isVisible() and view.isAncestorOf(part))


def waits_still(stage: Stage) -> bool:
    parcel = stage.window.acceptance.view.parcel
    return parcel is not None and parcel.waybill is not None and parcel.waybill.number == AT_COUNTER


def test_a_listed_parcel_that_leaks_is_frozen_and_the_counters_is_not(stage: Stage) -> None:
    first, _ = on_the_list(stage, 1, 2)
    stage.keys("Down", "F3", "3")
    assert f"已收寄的 {first}：按下后冻结" in card(stage)
    stage.keys("Enter")
    assert opened(stage).waybill_number == first
    assert frozen(stage) == {first}
    assert waits_still(stage)
    stage.keys("Ctrl+4")
    assert stage.window.handover.at_hand == first


def test_the_parcel_that_was_stopped_at_the_door_is_meant_and_not_the_selected_one(stage: Stage) -> None:
    on_the_list(stage, 1)
    stopped = put_acceptance(stage.counter.house, 2, journey=AIR).waybill.number
    stage.window.take(scan(stopped))
    stage.keys("F3", "3", "Enter")
    assert frozen(stage) == {stopped}


def test_a_parcel_that_is_not_ours_freezes_nothing_and_the_card_says_so(stage: Stage) -> None:
    on_the_list(stage, 1)
    stage.window.take(scan("YT0000000000404"))
    stage.keys("F3", "3")
    assert "没有对应的快件：按下后立即上报" in card(stage)
    assert "冻结" not in card(stage)
    stage.keys("Enter")
    assert opened(stage).waybill_number is None
    assert frozen(stage) == set()
    assert waits_still(stage)


def test_the_last_parcel_taken_back_is_not_at_hand_any_more(stage: Stage) -> None:
    on_the_list(stage, 1)
    stage.keys("Del")
    assert stage.window.handover.at_hand is None


def test_a_record_is_what_f3_on_the_records_page_means(stage: Stage) -> None:
    for number in (1, 2):
        put_acceptance(stage.counter.house, number)
    stage.keys("Ctrl+2", "Down")
    chosen = stage.window.records_view.chosen
    assert chosen is not None
    stage.keys("F3", "3", "Enter")
    assert opened(stage).waybill_number == chosen
    assert frozen(stage) == {chosen}
    assert waits_still(stage)


def test_a_refusal_on_the_records_page_is_no_parcel_of_ours(stage: Stage) -> None:
    stage.keys("F2", "1", "Ctrl+2", "F3", "3")
    assert "冻结" not in card(stage)
    stage.keys("Enter")
    assert opened(stage).waybill_number is None


@pytest.mark.parametrize("page", ["Ctrl+3", "Ctrl+5", "Ctrl+6", "Ctrl+7"])
def test_a_page_about_no_parcel_leaves_the_counters_alone(stage: Stage, page: str) -> None:
    stage.keys(page, "F3", "3", "Enter")
    assert opened(stage).parcel is None
    assert frozen(stage) == set()
    assert waits_still(stage)


def test_a_drugs_card_says_which_parcel_too(stage: Stage) -> None:
    stage.keys("F3", "C")
    assert "柜台上这一件" in card(stage)
    stage.keys("Esc", "Esc")
    (number,) = on_the_list(stage, 1)
    stage.keys("F3", "C")
    assert number in card(stage)
    assert "冻结" not in card(stage)
    stage.keys("Enter")
    assert frozen(stage) == {number}
    assert waits_still(stage)
