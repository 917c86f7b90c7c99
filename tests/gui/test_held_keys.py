"""A key that is held down is one press: nothing that asks twice is answered by the keyboard's repeating."""

from app.events import ChangesTaken
from app.usecases.incident_results import InOutlet
from app.usecases.spot_checks import ListSpotChecks
from sync.words import ChangeKind
from tests.gui.stage import Stage
from tests.support.builders import CLERK
from tests.support.counter_house import on_store
from tests.support.fake_counter import scan
from tests.support.handover_house import put_acceptance
from tests.support.spot_check_house import announce, ask, drawn_request
from ui.screens.handover.state import Asking

DRUGS = 12


def on_the_list(stage: Stage) -> str:
    """A manifest with one parcel."""
    waybill = put_acceptance(stage.counter.house, 1).waybill.number
    stage.keys("Ctrl+4", "2", "Enter", "Enter", *"bag7", "Enter", "Enter")
    stage.window.take(scan(waybill))
    return waybill


def asked(stage: Stage) -> Asking:
    """What stands beside the list."""
    return stage.window.handover_view._state.asking


def test_held_enter_asks_whether_the_parcels_leave_and_lets_none_go(stage: Stage) -> None:
    on_the_list(stage)
    stage.hold("Enter")
    desk = stage.counter.house.show_handovers()
    assert desk.manifest is not None
    assert desk.closed == ()
    assert asked(stage) is Asking.CLOSE
    stage.keys("Enter")
    assert stage.counter.house.show_handovers().manifest is None


def test_enter_that_is_still_down_after_a_screening_closes_nothing(stage: Stage) -> None:
    on_the_list(stage)
    stage.keys("Ctrl+X", "1", *"xr1", "Enter", *"2001")
    stage.hold("Enter")
    assert stage.counter.house.show_handovers().manifest is not None
    assert asked(stage) is Asking.NOTHING


def test_a_list_is_not_given_up_by_a_held_key(stage: Stage) -> None:
    on_the_list(stage)
    stage.hold("Ctrl+Del")
    assert stage.counter.house.show_handovers().manifest is not None
    assert asked(stage) is Asking.DISCARD


def test_a_held_key_warns_that_something_is_missing_and_sends_no_answer(stage: Stage) -> None:
    house = stage.counter.house
    house.accepted()
    announce(house)
    ask(house, drawn_request(house, "note", count=1))
    stage.window.take(ChangesTaken((ChangeKind.SPOT_CHECK_REQUEST.value,)))
    stage.keys("Ctrl+6")
    stage.hold("Ctrl+S")
    (check,) = on_store(house.store, ListSpotChecks(house.counter))()
    assert check.answered_at is None
    stage.keys("Ctrl+S")
    (check,) = on_store(house.store, ListSpotChecks(house.counter))()
    assert check.answered_at is not None


def test_what_is_hidden_does_not_flicker_and_the_arrows_go_on(stage: Stage) -> None:
    house = stage.counter.house
    ids = [house.open_incident(InOutlet(), category, CLERK).incident.incident_id for category in (DRUGS, 3, 3, 3)]
    stage.keys("Ctrl+5")
    state = stage.window.incidents.view
    stage.window.incidents.page.select(ids[0])
    stage.hold("Space")
    assert state._state.revealed == ids[0]
    stage.hold("Down", repeats=1)
    assert state._state.selected == ids[2]
