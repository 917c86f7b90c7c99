"""The mind of the statistics' page, without widgets."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.domain.errors import DomainFault
from app.domain.statistics import Period
from app.statistics_export import Exported, ExportError, ExportFault, ExportOrder, Table, Worded
from app.statistics_ports import RecordLine
from app.storage.errors import StorageError, StorageFault
from app.usecases.statistics import StatisticsReport
from tests.support.builders import TODAY
from tests.support.counter_house import CounterHouse
from tests.support.fake_counter import InlineTaskRunner, SteppedTaskRunner, clerk
from ui.faults import Failed
from ui.screens.statistics.actions import StatisticsActions, StatisticsPorts
from ui.screens.statistics.presenter import StatisticsPresenter
from ui.screens.statistics.state import Days, Part, StatisticsPage, Told
from ui.tones import Tone

PATH = Path("report.csv")


def untold(_: ExportOrder, __: tuple[RecordLine, ...]) -> tuple[Table, ...]:
    return ()


@dataclass
class Desk:
    """The presenter with all that it was given and told."""

    tasks: InlineTaskRunner | SteppedTaskRunner = field(default_factory=InlineTaskRunner)
    house: CounterHouse = field(default_factory=CounterHouse)
    states: list[StatisticsPage] = field(default_factory=list)
    asked: list[Period] = field(default_factory=list)
    orders: list[ExportOrder] = field(default_factory=list)
    bells: list[Tone] = field(default_factory=list)
    error: Exception | None = None
    today: date = TODAY

    def __post_init__(self) -> None:
        ports = StatisticsPorts(
            StatisticsActions(self.read, self.export),
            self.tasks,
            self.tasks,
            untold,
            lambda: self.today,
            self.bells.append,
        )
        self.presenter = StatisticsPresenter(self, ports)
        self.presenter.clerk_signed_in(clerk())

    def show_state(self, state: StatisticsPage) -> None:
        self.states.append(state)

    @property
    def last(self) -> StatisticsPage:
        return self.states[-1]

    def read(self, period: Period) -> StatisticsReport:
        self.asked.append(period)
        if self.error is not None:
            raise self.error
        return self.house.read_statistics(period)

    def export(self, order: ExportOrder, _: Worded) -> Exported:
        self.orders.append(order)
        if self.error is not None:
            raise self.error
        return Exported(order.path, 0)


@pytest.mark.parametrize(("days", "count"), [(Days.TODAY, 1), (Days.WEEK, 7), (Days.MONTH, 30)])
def test_days_end_today(days: Days, count: int) -> None:
    desk = Desk()
    desk.presenter.shown()
    desk.presenter.choose(days)

    assert desk.asked[-1] == Period.ending(TODAY, count)
    assert desk.last.report is not None
    assert desk.last.report.period == desk.asked[-1]
    desk.today = TODAY + timedelta(days=1)
    desk.presenter.shown()
    assert desk.asked[-1].last == desk.today


def test_chosen_days_begin_with_those_that_are_shown_and_stay() -> None:
    desk = Desk()
    desk.presenter.shown()
    desk.presenter.choose(Days.WEEK)
    desk.presenter.choose(Days.CHOSEN)
    assert desk.asked[-1] == Period.ending(TODAY, 7)

    desk.presenter.choose_dates(date(2026, 10, 1), date(2026, 10, 31))
    desk.presenter.shown()

    assert desk.asked[-2:] == [Period(date(2026, 10, 1), date(2026, 10, 31))] * 2


def test_days_in_the_wrong_order_are_told_and_nothing_is_counted() -> None:
    desk = Desk()
    desk.presenter.shown()
    asked = len(desk.asked)

    desk.presenter.choose_dates(TODAY, TODAY - timedelta(days=1))

    assert desk.last.answer == Failed(DomainFault.PERIOD_INVALID)
    assert len(desk.asked) == asked
    assert desk.bells == [Tone.BAD]


def test_only_one_count_is_under_way_and_the_last_wish_is_counted_once_more() -> None:
    tasks = SteppedTaskRunner()
    desk = Desk(tasks)
    desk.presenter.shown()
    for days in (Days.WEEK, Days.MONTH, Days.WEEK):
        desk.presenter.choose(days)
    assert tasks.waiting == 1

    tasks.run_all()

    assert desk.asked == [Period.ending(TODAY, 1), Period.ending(TODAY, 7)]
    assert desk.presenter.idle


def test_nothing_is_counted_while_hidden_or_locked() -> None:
    desk = Desk()
    desk.presenter.choose(Days.WEEK)
    desk.presenter.shown()
    desk.presenter.hidden()
    desk.presenter.choose(Days.MONTH)
    assert len(desk.asked) == 1
    desk.presenter.locked()
    desk.presenter.shown()
    assert len(desk.asked) == 1
    assert desk.last.report is None


def test_a_count_that_arrives_after_the_lock_shows_nothing() -> None:
    tasks = SteppedTaskRunner()
    desk = Desk(tasks)
    desk.presenter.shown()
    desk.presenter.locked()
    tasks.run_all()

    assert desk.last.report is None
    assert desk.presenter.idle


def test_a_count_that_fails_is_told() -> None:
    desk = Desk(error=StorageError(StorageFault.CLOSED))
    desk.presenter.shown()

    assert desk.last.answer == Failed(StorageFault.CLOSED)
    assert not desk.last.counting


def test_what_is_on_the_screen_is_exported_with_the_records_when_wished() -> None:
    desk = Desk()
    desk.presenter.shown()
    desk.presenter.toggle_records()
    desk.presenter.export(PATH)

    [order] = desk.orders
    assert order.report is desk.last.report
    assert (order.clerk, order.path, order.with_records) == (clerk().number, PATH, True)
    assert desk.last.answer == Exported(PATH, 0)
    assert desk.bells == [Tone.GOOD]
    desk.presenter.toggle_records()
    desk.presenter.export(PATH)
    assert not desk.orders[-1].with_records


def test_an_export_that_fails_is_told() -> None:
    desk = Desk()
    desk.presenter.shown()
    desk.error = ExportError(ExportFault.NO_ROOM)
    desk.presenter.export(PATH)

    assert desk.last.answer == Failed(ExportFault.NO_ROOM)
    assert not desk.last.exporting


def test_nothing_is_exported_without_a_path_a_report_or_a_second_time() -> None:
    tasks = SteppedTaskRunner()
    desk = Desk(tasks)
    desk.presenter.shown()
    desk.presenter.export(PATH)
    assert desk.last.answer is Told.NOTHING_YET
    tasks.run_all()
    desk.presenter.export(None)
    assert tasks.waiting == 0
    desk.presenter.export(PATH)
    desk.presenter.export(PATH)
    assert tasks.waiting == 1
    tasks.run_all()
    assert len(desk.orders) == 1


def test_another_plot_is_only_shown() -> None:
    desk = Desk()
    desk.presenter.shown()
    asked = len(desk.asked)
    desk.presenter.turn_to(Part.TREND)

    assert desk.last.part is Part.TREND
    assert len(desk.asked) == asked
