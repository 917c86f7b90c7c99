"""Every state of the handling card and the incidents' page, for the pictures (``tests.gui.screenshots``)."""

from collections.abc import Callable
from typing import TypeAlias

from app.domain.incident import IncidentForm
from app.usecases.incident_results import InOutlet
from tests.support.builders import CLERK, NOON
from tests.support.counter_house import CounterHouse
from ui.keys import Action, KeyPress
from ui.window import CounterWindow

Scene: TypeAlias = Callable[[CounterWindow, CounterHouse], None]


def category_asked(window: CounterWindow, house: CounterHouse) -> None:
    """F3 without knowing what it is: the same list for every find."""
    house.complete_parcel()
    window.acceptance.open()
    window.incidents.begin()


def evacuate(window: CounterWindow, house: CounterHouse) -> None:
    """People first."""
    category_asked(window, house)
    window.incidents.card.press(KeyPress("8", "8"))


def unnoticed(window: CounterWindow, house: CounterHouse) -> None:
    """A card that the sender could read, and learns nothing from."""
    category_asked(window, house)
    window.incidents.card.press(KeyPress("C", "C"))


def found_in_outlet(window: CounterWindow, house: CounterHouse) -> None:
    """F3 on a page that is about no parcel: nothing is frozen, and the card says so."""
    house.complete_parcel()
    window.acceptance.open()
    window.shell.asked.emit(Action.CUSTOMERS_PAGE)
    window.incidents.begin()
    window.incidents.card.press(KeyPress("3", "3"))


def incident_form(window: CounterWindow, house: CounterHouse) -> None:
    """An incident whose form is half filled, beside frozen waybills and a reported one."""
    house.accepted("YT8962646785380")
    house.accepted("YT8962646785381")
    house.freeze("YT8962646785390", "smell_leak", CLERK)
    house.open_incident(InOutlet(), 12, CLERK)
    forged = house.open_incident(InOutlet(), 15, CLERK).incident
    form = IncidentForm(name="假公章", done=("stop",), called=("police",), called_at=NOON)
    house.fill_incident(forged.incident_id, 15, form, CLERK)
    house.report_incident(forged.incident_id, CLERK)
    house.complete_parcel()
    window.acceptance.open()
    window.incidents.begin()
    window.incidents.card.press(KeyPress("3", "3"))
    window.incidents.card.confirm()
    for key in ("1", "3", "A"):
        window.incidents.page.press(key)


def incident_hidden(window: CounterWindow, house: CounterHouse) -> None:
    """A discreet incident is a number until it is revealed."""
    incident_form(window, house)
    window.incidents.page.step(-1)


def incident_revealed(window: CounterWindow, house: CounterHouse) -> None:
    """And its form once it was."""
    incident_hidden(window, house)
    window.incidents.page.reveal()


def incident_category(window: CounterWindow, house: CounterHouse) -> None:
    """It was something else."""
    incident_form(window, house)
    window.incidents.page.ask_category()


def freezing(window: CounterWindow, house: CounterHouse) -> None:
    """Which waybill, and why."""
    incident_form(window, house)
    window.incidents.page.begin_freeze("YT8962646785399")


def frozen(window: CounterWindow, house: CounterHouse) -> None:
    """A frozen waybill and its way out."""
    incident_form(window, house)
    window.incidents.page.step(1)


def releasing(window: CounterWindow, house: CounterHouse) -> None:
    """A supervisor's word."""
    frozen(window, house)
    window.incidents.page.begin_release()


def no_incidents(window: CounterWindow, _: CounterHouse) -> None:
    """Nothing to do."""
    window.shell.asked.emit(Action.INCIDENTS_PAGE)


SCENES: tuple[Scene, ...] = (
    category_asked,
    evacuate,
    unnoticed,
    found_in_outlet,
    incident_form,
    incident_hidden,
    incident_revealed,
    incident_category,
    freezing,
    frozen,
    releasing,
    no_incidents,
)
