"""States of the interruptions page, for people to look at."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import TypeAlias

from app.domain.acceptance import Parcel
from app.domain.clerk import ClerkNumber
from app.domain.late_entry import LateEntry, LateGround, PaperForm
from app.domain.outage import Interruption, OutageForm, OutageScope
from app.events import RiskAssessed
from app.usecases.file_outage import PlanOutage, ReportInterruption
from app.usecases.outage_lists import ReadOutages
from app.usecases.outage_results import OutageEntry, OutagePlan, Surroundings
from app.usecases.supervisor_words import Credentials
from app.usecases.watch_link import WatchLink
from sync.state import MessageState
from tests.support.builders import CLERK
from tests.support.counter_house import CounterHouse, on_store
from tests.support.handover_house import put_acceptance
from ui.keys import Action
from ui.window import CounterWindow

Scene: TypeAlias = Callable[[CounterWindow, CounterHouse], None]

BUSY = Surroundings(
    disk_free_bytes=3_400_000_000, battery_percent=64, devices_down=frozenset({"id_reader"}), link_is_well=False
)
POWER = OutageForm("power_cut", OutageScope.OUTLET, ("backup_power", "told_carrier"), "供电局检修，通知单在前台")
FAULT = OutageForm("line_fault", OutageScope.OUTLET, ("kept_checking", "called_operator"), "光缆被挖断，已报修")


def lived_through(house: CounterHouse) -> RiskAssessed:
    """A planned outage, an interruption that is over, a notice ahead, and an interruption that goes on."""
    watch = on_store(house.store, WatchLink(house.counter, house.bus))
    plan = on_store(house.store, PlanOutage(house.counter, house.bus))
    report = on_store(house.store, ReportInterruption(house.counter, house.bus))
    now = house.clock.now
    plan(OutagePlan(now() + timedelta(hours=30), now() + timedelta(hours=38), POWER), CLERK)
    for number in range(1, 30):
        put_acceptance(house, number)
    house.clock.advance(timedelta(hours=33))
    watch(BUSY)
    report(None, FAULT, CLERK)
    house.clock.advance(timedelta(hours=3))
    _delivered(house)
    watch(replace(BUSY, answered_at=now(), link_is_well=True))
    _delivered(house)
    house.clock.advance(timedelta(hours=20))
    begins = now() + timedelta(days=3)
    plan(OutagePlan(begins, begins + timedelta(hours=4), replace(POWER, cause="line_work", words="")), CLERK)
    for number in range(40, 52):
        put_acceptance(house, number)
    house.clock.advance(timedelta(hours=3))
    watched = watch(BUSY)
    return RiskAssessed(watched.assessment)


def _delivered(house: CounterHouse) -> None:
    for message_id, kept in house.store.tables.outbox.items():
        if kept.state is MessageState.PENDING:
            house.store.note_outcome(message_id, MessageState.DELIVERED, delivered_at=house.clock.now())


def outages(window: CounterWindow, house: CounterHouse) -> None:
    """Everything at once, and an interruption that goes on."""
    window.take(lived_through(house))
    window.shell.asked.emit(Action.OUTAGES_PAGE)


def outages_over(window: CounterWindow, house: CounterHouse) -> None:
    """An interruption that is over, with its reports and receipts."""
    outages(window, house)
    over = (entry for entry in house_board(house) if isinstance(entry.outage, Interruption) and entry.outage.ended_at)
    window.outages.presenter.choose(next(over).subject_id)


def outage_plan(window: CounterWindow, house: CounterHouse) -> None:
    """A notice from a template, with a field that cannot be right."""
    outages(window, house)
    window.outages.presenter.perform(Action.ADD_CUSTOMER)
    window.outages.presenter.use_template("power_cut")
    window.outages.presenter.set_times(house.clock.now() - timedelta(hours=1), house.clock.now() + timedelta(hours=3))
    window.outages.presenter.perform(Action.SAVE)


def outage_report(window: CounterWindow, house: CounterHouse) -> None:
    """A report of the interruption that goes on."""
    outages(window, house)
    window.outages.presenter.perform(Action.ANSWER)
    for key in "2AD":
        window.outages.presenter.pick(key)


def late_form(window: CounterWindow, house: CounterHouse) -> None:
    """A paper form that was typed in before."""
    outages(window, house)
    window.outages.begin_late_entry()
    window.outages.late.pick("1")
    view = window.outages.late_view
    view.form_number.setText("ZD-0007")
    view.supervisor.setText("9001")
    view.accepted_at.setDateTime(view.accepted_at.dateTime().addDays(-9))
    paper = PaperForm(house.clock.now() - timedelta(days=9), CLERK, "ZD-0007", "")
    window.outages.late.submit(paper, Credentials("9001", "2580"))


def late_counter(window: CounterWindow, house: CounterHouse) -> None:
    """The counter while a form is copied."""
    now = house.clock.now()
    late = LateEntry(
        now - timedelta(hours=20),
        CLERK,
        "ZD-0007",
        LateGround.SILENT,
        None,
        False,
        "no_power",
        ClerkNumber("9001"),
        now,
    )
    house.look(lambda work: work.parcels.save(Parcel("late-parcel", CLERK, now, late=late)))
    window.outages.late_view.entered.emit()


def house_board(house: CounterHouse) -> tuple[OutageEntry, ...]:
    """The timeline."""
    read = ReadOutages(house.counter)
    return on_store(house.store, lambda: read(BUSY))().entries


SCENES: tuple[Scene, ...] = (outages, outages_over, outage_plan, outage_report, late_form, late_counter)
