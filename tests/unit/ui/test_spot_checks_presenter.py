"""The spot checks' page without a window: what comes while a step is under way, and what was typed."""

from dataclasses import dataclass, field

from app.domain.clerk import Clerk, ClerkNumber
from app.storage.errors import StorageFault
from app.usecases.spot_check_results import SpotCheckView
from tests.support.counter_house import CounterHouse
from tests.support.fake_counter import FakeCounter, SteppedTaskRunner, clerk, spot_check_actions
from tests.support.spot_check_house import announce, ask, drawn_request
from ui.faults import Failed
from ui.screens.spot_checks.presenter import SpotCheckPorts, SpotChecksPresenter, SpotChecksState, SpotHint
from ui.tones import Tone

WAYBILLS = ("YT8962646785389", "YT8962646785390")


@dataclass
class Page:
    """A presenter with its surroundings: two records are drawn, and a note is asked for each."""

    house: CounterHouse = field(default_factory=CounterHouse)
    tasks: SteppedTaskRunner = field(default_factory=SteppedTaskRunner)
    states: list[SpotChecksState] = field(default_factory=list)
    bells: list[Tone] = field(default_factory=list)

    def __post_init__(self) -> None:
        for waybill in WAYBILLS:
            self.house.accepted(waybill)
        announce(self.house, count=2)
        ask(self.house, drawn_request(self.house, "note", count=2))
        capture = FakeCounter().capture
        self.actions = spot_check_actions(self.house)
        ports = SpotCheckPorts(self.actions, self.tasks, self.tasks, capture, self.bells.append)
        self.actions.waiting()
        self.presenter = SpotChecksPresenter(self, ports)
        self.presenter.clerk_signed_in(clerk())
        self.presenter.shown()
        self.tasks.run_all()

    def show_state(self, state: SpotChecksState) -> None:
        self.states.append(state)

    @property
    def last(self) -> SpotChecksState:
        return self.states[-1]

    def said(self) -> SpotHint | Failed | None:
        """What the last step was answered with."""
        return self.last.said

    @property
    def check(self) -> SpotCheckView:
        """As the store has it."""
        return self.actions.listed()[0]

    def notes(self) -> list[str]:
        """As the store has them."""
        return [record.addition.note for record in self.check.records]

    def look_at(self, place: int) -> None:
        """Another record."""
        self.presenter.choose_record(self.check.records[place].message_id)


def test_what_happens_while_a_load_is_under_way_is_loaded_afterwards() -> None:
    page = Page()
    page.presenter.refresh()
    ask(page.house, drawn_request(page.house, request_id="r2", period_id="p2", count=1))
    page.actions.waiting()
    before = page.tasks.waiting
    for _ in range(3):
        page.presenter.refresh()
    assert page.tasks.waiting == before == 1
    page.tasks.step()
    assert page.tasks.waiting == 1, "one more look, however often it was asked for"
    page.tasks.run_all()
    assert page.presenter.idle
    assert len(page.last.checks) == 2


def test_a_page_that_was_left_meanwhile_loads_nothing() -> None:
    page = Page()
    page.presenter.refresh()
    page.presenter.refresh()
    page.presenter.hidden()
    page.tasks.step()
    assert page.tasks.waiting == 0


def test_a_note_that_is_left_during_a_load_is_stored_after_it() -> None:
    page = Page()
    page.presenter.note_typed("seen")
    page.presenter.refresh()
    page.look_at(1)
    assert page.last.note == ""
    page.tasks.run_all()
    assert page.notes() == ["seen", ""]
    assert page.last.record == page.check.records[1].message_id


def test_nothing_is_stored_that_the_store_has_already() -> None:
    page = Page()
    page.presenter.note_typed("seen")
    page.presenter.note_typed("")
    page.presenter.keep_notes()
    assert page.tasks.waiting == 0


def test_a_note_that_could_not_be_stored_stays_and_no_answer_goes_without_it() -> None:
    page = Page()
    page.presenter.note_typed("seen")
    page.house.store.fail_next_commit(StorageFault.STORE_FULL)
    page.presenter.answer()
    page.tasks.run_all()
    assert page.said() == Failed(StorageFault.STORE_FULL)
    assert page.last.note == "seen"
    page.presenter.answer()
    page.tasks.run_all()
    assert page.said() is SpotHint.STILL_MISSING
    assert page.notes() == ["seen", ""]
    page.presenter.answer()
    page.tasks.run_all()
    assert page.check.answered_at is not None
    assert page.said() is SpotHint.ANSWERED


def test_what_is_typed_after_the_answer_is_under_way_holds_nothing_up() -> None:
    page = Page()
    page.presenter.answer()
    page.presenter.answer()
    page.presenter.note_typed("late")
    page.tasks.run_all()
    assert page.check.answered_at is not None
    page.presenter.keep_notes()
    assert page.tasks.waiting == 0


def test_a_note_is_the_clerks_who_typed_it() -> None:
    page = Page()
    page.presenter.note_typed("seen")
    page.house.store.fail_next_commit(StorageFault.STORE_FULL)
    page.presenter.locked()
    page.tasks.run_all()
    page.presenter.clerk_signed_in(Clerk(ClerkNumber("1002"), "王样例", "hash"))
    page.presenter.refresh()
    page.tasks.run_all()
    assert page.last.note == ""


def test_a_note_is_stored_when_the_counter_is_locked() -> None:
    page = Page()
    page.presenter.note_typed("seen")
    page.presenter.locked()
    page.tasks.run_all()
    assert page.notes() == ["seen", ""]
