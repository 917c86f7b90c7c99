"""The handover's page without a window: order, what is under way, and what is told."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from app.domain.clerk import ClerkRole
from app.domain.errors import DomainFault
from app.domain.goods import Journey, TransportMode
from app.domain.handover import DoorStop
from app.domain.handover_rules import HandoverHead
from app.domain.inspection import ScreeningPlace
from app.storage.errors import StorageFault
from app.usecases.edits import RecordScreening
from app.usecases.handover_results import ClosedManifest, NotClosed, ScannedOut, Screened, StoppedAtDoor
from tests.support.counter_house import CounterHouse
from tests.support.fake_counter import InlineTaskRunner, SteppedTaskRunner, clerk, handover_actions
from tests.support.handover_house import freeze, put_acceptance
from ui.faults import Failed
from ui.keys import Action
from ui.printing.problems import PrintProblem
from ui.screens.handover.actions import HandoverPorts
from ui.screens.handover.paper import sheet_of
from ui.screens.handover.presenter import HandoverPresenter
from ui.screens.handover.state import Answer, Asking, HandedOver, HandoverPage, Told
from ui.tones import Tone

HEAD = HandoverHead("yto", "云A12345", "GPS-1", "", "样例司机")
HERE = RecordScreening(ScreeningPlace.HERE, "XR-1", "2001", passed=True)


@dataclass
class FakePaper:
    """Takes every sheet, or has the problem that the test says."""

    problem: PrintProblem | None = None
    printed: list[ClosedManifest] = field(default_factory=list)
    saved: list[Path] = field(default_factory=list)

    def print(self, manifest: ClosedManifest) -> PrintProblem | None:
        self.printed.append(manifest)
        return self.problem

    def save(self, manifest: ClosedManifest, path: Path) -> PrintProblem | None:
        assert manifest.parcels
        self.saved.append(path)
        return self.problem


@dataclass
class Page:
    """A presenter with its surroundings."""

    house: CounterHouse = field(default_factory=CounterHouse)
    tasks: InlineTaskRunner | SteppedTaskRunner = field(default_factory=InlineTaskRunner)
    paper: FakePaper = field(default_factory=FakePaper)
    states: list[HandoverPage] = field(default_factory=list)
    bells: list[Tone] = field(default_factory=list)

    def __post_init__(self) -> None:
        ports = HandoverPorts(handover_actions(self.house), self.tasks, self.paper, self.bells.append)
        self.presenter = HandoverPresenter(self, ports)
        self.presenter.clerk_signed_in(clerk())
        self.presenter.shown()

    def show_state(self, state: HandoverPage) -> None:
        self.states.append(state)

    @property
    def last(self) -> HandoverPage:
        return self.states[-1]

    def answer(self) -> Answer | None:
        """What the last step was answered with."""
        return self.last.answer

    def asking(self) -> Asking:
        """What stands beside the list."""
        return self.last.asking

    def opened(self) -> "Page":
        """With an open manifest."""
        self.presenter.submit_head(HEAD)
        assert self.last.manifest is not None
        return self

    def scan(self, *numbers: int) -> list[str]:
        """Accept parcels with these numbers and scan them out."""
        waybills = [put_acceptance(self.house, number).waybill.number for number in numbers]
        for waybill in waybills:
            self.presenter.scanned(waybill)
        return waybills

    def listed(self) -> list[str]:
        assert self.last.manifest is not None
        return [parcel.waybill_number for parcel in self.last.manifest.parcels]


def test_scans_are_taken_in_order_while_others_are_under_way() -> None:
    tasks = SteppedTaskRunner()
    page = Page(tasks=tasks)
    page.presenter.submit_head(HEAD)
    tasks.run_all()
    waybills = page.scan(1, 2, 3)
    assert (tasks.waiting, page.presenter.idle) == (3, False)
    tasks.step()
    assert page.listed() == waybills[:1]
    tasks.run_all()

    assert page.listed() == waybills
    assert page.presenter.idle
    assert page.bells[-3:] == [Tone.GOOD] * 3


def test_a_second_press_is_needed_and_a_third_does_nothing_while_it_is_under_way() -> None:
    tasks = SteppedTaskRunner()
    page = Page(tasks=tasks)
    page.presenter.submit_head(HEAD)
    tasks.run_all()
    page.scan(1)
    tasks.run_all()
    page.presenter.perform(Action.FINISH)
    assert page.asking() is Asking.CLOSE
    assert tasks.waiting == 0
    page.presenter.perform(Action.FINISH)
    page.presenter.perform(Action.FINISH)
    assert tasks.waiting == 1
    tasks.run_all()

    assert isinstance(page.last.answer, HandedOver)
    assert len(page.paper.printed) == 1
    assert page.last.manifest is None
    assert len(page.last.closed) == 1


def test_a_missing_printer_does_not_keep_the_parcels_here() -> None:
    page = Page(paper=FakePaper(PrintProblem.NO_PRINTER)).opened()
    page.scan(1)
    page.presenter.perform(Action.FINISH)
    page.presenter.perform(Action.FINISH)

    assert isinstance(page.last.answer, HandedOver)
    assert page.last.answer.problem is PrintProblem.NO_PRINTER
    assert page.bells[-1] is Tone.GOOD


def test_an_empty_list_is_not_asked_about() -> None:
    page = Page().opened()
    page.presenter.perform(Action.FINISH)

    assert page.asking() is Asking.NOTHING
    assert page.answer() == Failed(DomainFault.HANDOVER_EMPTY)


def test_a_frozen_parcel_keeps_the_list_and_is_named() -> None:
    page = Page().opened()
    waybills = page.scan(1, 2)
    freeze(page.house, waybills[0])
    page.presenter.perform(Action.FINISH)
    page.presenter.perform(Action.FINISH)

    assert isinstance(page.last.answer, NotClosed)
    assert page.last.manifest is not None
    assert [stop.number for stop in page.last.manifest.stopped] == waybills[:1]
    assert page.bells[-1] is Tone.BAD
    page.presenter.take_back(waybills[0])
    assert page.listed() == waybills[1:]
    assert page.last.manifest.stopped == ()


def test_the_parcel_at_hand_was_scanned_or_chosen_last() -> None:
    page = Page().opened()
    first, second = page.scan(1, 2)
    assert page.presenter.at_hand == second
    page.presenter.choose(first)
    assert page.presenter.at_hand == first
    stopped = put_acceptance(page.house, 3, journey=Journey(transport=TransportMode.AIR)).waybill.number
    page.presenter.scanned(stopped)
    assert page.answer() == StoppedAtDoor(DoorStop.SCREENING_MISSING, stopped, carrier="yto", accepted=True)
    assert page.presenter.at_hand == stopped, "it stays here, and it is what the clerk holds"
    page.presenter.clerk_signed_in(clerk())
    assert page.presenter.at_hand == first, "nobody sees the answer any more, only the list"


def test_what_was_not_taken_in_here_is_at_hand_as_no_parcel() -> None:
    page = Page().opened()
    (number,) = page.scan(1)
    page.presenter.scanned("YT0000000000404")
    assert page.presenter.at_hand is None
    page.presenter.choose(number)
    page.presenter.perform(Action.DISCARD)
    page.presenter.perform(Action.DISCARD)
    assert page.presenter.at_hand is None


def test_the_same_stop_twice_is_told_twice() -> None:
    page = Page().opened()
    page.presenter.scanned("YT0000000000404")
    before = page.last.answers
    page.presenter.scanned("YT0000000000404")

    assert page.answer() == StoppedAtDoor(DoorStop.NOT_ACCEPTED, "YT0000000000404")
    assert page.last.answers == before + 1


def test_a_full_disk_at_a_scan_is_told_and_the_parcel_is_not_listed() -> None:
    page = Page().opened()
    number = put_acceptance(page.house, 1).waybill.number
    page.house.store.fail_next_commit(StorageFault.STORE_FULL)
    page.presenter.scanned(number)

    assert page.answer() == Failed(StorageFault.STORE_FULL)
    assert page.listed() == []
    assert page.bells[-1] is Tone.BAD


def test_a_full_disk_at_the_close_leaves_the_list_open() -> None:
    page = Page().opened()
    waybills = page.scan(1)
    page.presenter.perform(Action.FINISH)
    page.house.store.fail_next_commit(StorageFault.STORE_FULL)
    page.presenter.perform(Action.FINISH)

    assert page.answer() == Failed(StorageFault.STORE_FULL)
    assert page.listed() == waybills
    assert not page.last.busy
    assert page.paper.printed == []


def test_a_scan_before_there_is_a_list_says_what_to_do_first() -> None:
    page = Page()
    page.scan(1)

    assert page.answer() is Told.OPEN_FIRST
    assert page.bells == [Tone.BAD]


def test_a_wrong_entry_is_named_and_nothing_else_changes() -> None:
    page = Page()
    page.presenter.submit_head(HandoverHead(vehicle="A1"))
    assert (page.last.wrong, page.last.busy) == ("vehicle", False)
    begun = page.last.begun
    page.presenter.submit_head(HEAD)

    assert page.last.wrong == ""
    assert page.answer() is Told.OPENED
    assert page.last.begun == begun


def test_a_screening_is_recorded_for_the_list_only_when_it_is_whole() -> None:
    page = Page().opened()
    page.scan(1, 2)
    page.presenter.perform(Action.SCREENING)
    assert page.asking() is Asking.SCREENING
    page.presenter.submit_screening(None)
    assert page.last.wrong == "passed"
    page.presenter.submit_screening(RecordScreening(ScreeningPlace.HERE, "XR-1", "", passed=True))
    assert (page.last.wrong, page.last.busy) == ("inspector", False)
    page.presenter.submit_screening(HERE)

    assert isinstance(page.last.answer, Screened)
    assert page.last.answer.count == 2
    assert page.asking() is Asking.NOTHING
    assert page.last.offered is not None
    page.presenter.perform(Action.SCREENING)
    assert page.answer() is Told.NOTHING_TO_SCREEN


def test_somebody_elses_close_is_noticed_at_the_next_step() -> None:
    page = Page().opened()
    waybills = page.scan(1)
    page.house.close_handover(clerk().number)
    page.presenter.take_back(waybills[0])

    assert page.answer() == Failed(DomainFault.NOTHING_OPEN)
    assert page.last.manifest is None
    assert len(page.last.closed) == 1


def test_nothing_is_read_while_the_page_is_hidden() -> None:
    tasks = SteppedTaskRunner()
    page = Page(tasks=tasks)
    tasks.run_all()
    page.presenter.hidden()
    page.presenter.refresh()

    assert tasks.waiting == 0


@pytest.mark.parametrize("locked", [True, False])
def test_only_a_clerk_hands_over(locked: bool) -> None:
    page = Page().opened()
    waybills = page.scan(1)
    if locked:
        page.presenter.locked()
    else:
        auditor = clerk("8001")
        page.presenter.clerk_signed_in(type(auditor)(auditor.number, auditor.name, "hash", ClerkRole.AUDITOR))
    page.scan(2)
    page.presenter.take_back(waybills[0])
    page.presenter.submit_head(HEAD)
    page.presenter.submit_screening(HERE)
    for action in (Action.FINISH, Action.FINISH, Action.DISCARD, Action.DISCARD, Action.SCREENING, Action.DIFFERS):
        page.presenter.perform(action)

    manifest = page.house.show_handovers().manifest
    assert manifest is not None
    assert [parcel.waybill_number for parcel in manifest.parcels] == waybills
    assert page.asking() is Asking.NOTHING
    assert page.answer() is (None if locked else Told.READ_ONLY)


def test_a_closed_manifest_is_printed_again_as_it_was() -> None:
    page = Page().opened()
    page.scan(1, 2)
    page.presenter.submit_screening(HERE)
    page.presenter.perform(Action.FINISH)
    page.presenter.perform(Action.FINISH)
    (closed,) = page.last.closed
    page.presenter.print_again(closed.handover.handover_id)
    assert page.answer() is Told.PRINTED
    page.paper.problem = PrintProblem.NOT_SAVED
    page.presenter.save(closed.handover.handover_id, Path("somewhere"))
    assert page.answer() is PrintProblem.NOT_SAVED
    page.presenter.print_again(None)

    assert page.answer() is Told.NOTHING_TO_PRINT
    first, second = page.paper.printed
    assert first == second
    sheet = sheet_of(first, page.house.counter.policy, page.house.clock.local)
    assert (sheet.outlet_name, sheet.filing_number) == ("样例网点", "53010020260001")
    assert (sheet.carrier, sheet.vehicle) == ("圆通", "云A12345 / GPS-1")
    assert (sheet.handed_over_at, sheet.clerk, sheet.training) == ("2026-11-20 12:00", "1001", True)
    assert [(row.weight_grams, row.mark_code, row.screening) for row in sheet.rows] == [
        (1250, "01234-56789", "已安检：本网点")
    ] * 2
    assert (sheet.message_id, sheet.digest) == (closed.handover.message_id, closed.handover.digest)


def test_an_open_manifest_is_no_sheet() -> None:
    page = Page().opened()
    manifest = page.last.manifest
    assert manifest is not None
    with pytest.raises(ValueError, match="not closed"):
        sheet_of(
            ClosedManifest(manifest.handover, (), "样例网点", "", training=True),
            page.house.counter.policy,
            page.house.clock.local,
        )


def test_scanned_out_is_told_with_the_number() -> None:
    page = Page().opened()
    (number,) = page.scan(1)

    assert isinstance(page.last.answer, ScannedOut)
    assert page.last.answer.parcel.waybill_number == number
