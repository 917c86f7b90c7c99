"""The late entry page by its keys, on the real use case, and the counter that it opens."""

from datetime import timedelta

from pytestqt.qtbot import QtBot

from app.domain.clerk import Clerk, ClerkNumber, ClerkRole
from app.domain.late_entry import LateGround
from app.usecases.late_entry import BeginLateEntry
from app.usecases.sign_in import SignIn
from tests.gui.conftest import OpenStage
from tests.gui.stage import press_keys
from tests.support.builders import CLERK
from tests.support.counter_house import QUICK_HASHER, CounterHouse, on_store
from tests.support.fake_counter import InlineTaskRunner, clerk
from ui.keys import Action, KeyTable
from ui.screens.late_entry.presenter import LateEntryPorts, LateEntryPresenter
from ui.screens.late_entry.view import LateEntryView
from ui.theme import Theme
from ui.tones import Tone

PIN = "2580"


def staffed(house: CounterHouse) -> None:
    pin_hash = QUICK_HASHER.hash(PIN)
    supervisor = Clerk(ClerkNumber("9001"), "样例站长", pin_hash, ClerkRole.SUPERVISOR)
    house.look(lambda work: work.clerks.add(supervisor))
    house.look(lambda work: work.clerks.add(Clerk(CLERK, "样例甲", pin_hash)))
    house.clock.advance(timedelta(hours=3))


def test_a_form_is_begun_with_the_keyboard_alone(qtbot: QtBot, theme: Theme) -> None:
    house, rung = CounterHouse(), list[Tone]()
    staffed(house)
    view = LateEntryView(theme, house.counter.policy, KeyTable(), house.clock.local)
    begin = on_store(house.store, BeginLateEntry(house.counter, SignIn(house.store, house.clock, QUICK_HASHER)))
    ports = LateEntryPorts(
        begin, house.counter.policy, InlineTaskRunner(), house.clock.now, house.clock.local, rung.append
    )
    presenter = LateEntryPresenter(view, ports)
    view.wire(presenter)
    presenter.clerk_signed_in(clerk())
    presenter.begin()
    qtbot.addWidget(view)
    view.resize(1366, 640)
    view.show()
    qtbot.waitExposed(view)
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)

    view.form_number.setFocus()
    press_keys(view, *"ZD7", "Enter", "Enter", "1")
    view.supervisor.setFocus()
    press_keys(view, *"9001", "Enter", *"1111", "Enter")
    assert (view.pin.text(), rung) == ("", [Tone.BAD])
    with qtbot.waitSignal(view.entered, timeout=2000):
        press_keys(view, *PIN, "Enter")

    (parcel,) = house.store.tables.parcels.values()
    assert parcel.late is not None
    assert (parcel.late.form_number, parcel.late.ground) == ("ZD7", LateGround.SILENT)
    assert parcel.late.accepted_at == house.clock.now() - timedelta(hours=1)
    assert (view.form_number.text(), view.pin.text()) == ("", "")
    with qtbot.waitSignal(view.left, timeout=2000):
        press_keys(view, "Esc")


def test_the_outages_page_leads_there_and_the_counter_says_that_it_is_a_late_entry(open_stage: OpenStage) -> None:
    stage = open_stage()
    stage.sign_in()
    window, house = stage.window, stage.counter.house
    staffed(house)
    window.shell.asked.emit(Action.OUTAGES_PAGE)
    press_keys(window.shell, "Ctrl+T")
    assert stage.page() is window.outages.late_view
    assert window.acceptance_view.late_bar.isHidden()

    late = window.outages.late_view
    window.outages.late.pick("1")
    late.form_number.setText("ZD8")
    late.supervisor.setText("9001")
    late.pin.setText(PIN)
    press_keys(window.shell, "Ctrl+S")
    stage.qtbot.waitUntil(lambda: not window.acceptance_view.late_bar.isHidden())
    assert stage.page() is window.acceptance_view
    assert "ZD8" in window.acceptance_view.late_bar.text

    press_keys(window.shell, "F5")
    stage.qtbot.waitUntil(window.acceptance_view.late_bar.isHidden)
