"""F3: the card comes first, with two presses at the most, and a discreet one makes no sound."""

import pytest

from app.domain.errors import DomainFault
from app.storage.errors import StorageFault
from app.usecases.incident_results import InOutlet, InParcel
from tests.support.fake_counter import SteppedTaskRunner
from tests.support.incident_desk import IncidentDesk
from ui.faults import Failed
from ui.tones import Tone

DRUGS_KEY, EXPLOSIVES_KEY, UNKNOWN_KEY = "C", "3", "0"


@pytest.fixture
def desk() -> IncidentDesk:
    return IncidentDesk()


def test_what_the_rules_know_is_shown_at_once(desk: IncidentDesk) -> None:
    desk.begin(known=3)
    assert desk.shown.shown is not None
    assert desk.shown.shown.people_first
    desk.press("Enter")
    assert [opened.incident.category for opened in desk.opened] == [3]
    assert desk.bells == [Tone.GOOD]


def test_else_one_key_picks_the_category_and_enter_opens_it(desk: IncidentDesk) -> None:
    place = desk.at_counter()
    desk.begin(place)
    assert desk.shown.shown is None
    assert len(desk.shown.choices) == 20
    desk.press(EXPLOSIVES_KEY)
    assert desk.house.store.tables.incidents.incidents == {}
    desk.press("Enter")
    incident = desk.opened[0].incident
    assert isinstance(place, InParcel)
    assert incident.parcel is not None
    assert incident.parcel.parcel_id == place.parcel_id


def test_whoever_does_not_know_gets_the_most_careful_card(desk: IncidentDesk) -> None:
    desk.begin()
    desk.press(UNKNOWN_KEY)
    assert desk.shown.shown is not None
    assert desk.shown.shown.people_first
    desk.press("Enter")
    assert desk.opened[0].incident.category is None


def test_a_discreet_card_makes_no_sound_whatever_happens(desk: IncidentDesk) -> None:
    desk.begin()
    desk.press(DRUGS_KEY)
    assert desk.shown.shown is not None
    assert desk.shown.shown.discreet
    desk.house.store.fail_next_commit(StorageFault.STORE_FULL)
    desk.press("Enter")
    assert desk.shown.failure == Failed(StorageFault.STORE_FULL)
    desk.press("Enter")
    assert desk.opened[0].incident.category == 12
    assert desk.bells == []


def test_esc_goes_back_to_the_list_and_then_away_with_nothing_recorded(desk: IncidentDesk) -> None:
    desk.begin()
    desk.press(EXPLOSIVES_KEY, "Esc")
    assert desk.shown.shown is None
    assert desk.left == 0
    desk.press("Esc")
    assert desk.left == 1
    assert desk.house.store.tables.outbox == {}


def test_esc_on_a_card_that_the_rules_chose_goes_away(desk: IncidentDesk) -> None:
    desk.begin(known=5)
    desk.press("Esc")
    assert desk.left == 1


def test_a_key_that_no_category_has_rings_and_changes_nothing(desk: IncidentDesk) -> None:
    desk.begin()
    desk.press("Z")
    assert desk.bells == [Tone.BAD]
    assert desk.shown.shown is None
    desk.press("Enter")
    assert desk.opened == []


def test_a_failure_is_told_and_enter_tries_again(desk: IncidentDesk) -> None:
    desk.begin(desk.at_counter(), known=3)
    desk.house.store.fail_next_commit(StorageFault.STORE_FULL)
    desk.press("Enter")
    assert desk.shown.failure == Failed(StorageFault.STORE_FULL)
    assert desk.bells == [Tone.BAD]
    desk.press("Enter")
    assert len(desk.opened) == 1


def test_enter_twice_opens_one_incident(desk: IncidentDesk) -> None:
    tasks = SteppedTaskRunner()
    desk.counter.store_tasks = tasks
    desk.change()
    desk.begin(known=3)
    desk.press("Enter", "Enter", "Esc")
    assert desk.shown.busy
    assert desk.left == 0
    tasks.run_all()
    assert len(desk.house.list_incidents().open_ones) == 1


def test_a_locked_counter_opens_nothing(desk: IncidentDesk) -> None:
    desk.begin(known=3)
    desk.card.end()
    desk.press("Enter")
    assert desk.opened == []


def test_the_place_is_asked_for_when_enter_is_pressed(desk: IncidentDesk) -> None:
    places: list[InOutlet | InParcel] = [InOutlet()]
    desk.card.begin(lambda: places[-1], 3, desk.house.complete_parcel().opened_by, "")
    parcel = desk.house.open().parcel
    assert parcel is not None
    places.append(InParcel(parcel.parcel_id))
    desk.press("Enter")
    assert desk.opened[0].incident.parcel is not None
    assert desk.opened[0].incident.parcel.parcel_id == parcel.parcel_id


def test_a_parcel_that_has_gone_meanwhile_is_told(desk: IncidentDesk) -> None:
    desk.begin(InParcel("gone"), known=3)
    desk.press("Enter")
    assert desk.shown.failure == Failed(DomainFault.PARCEL_UNKNOWN)
