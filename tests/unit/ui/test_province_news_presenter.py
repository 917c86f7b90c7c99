"""The page of the province's news without a window: what comes while a step is under way, and a store that fails."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from app.domain.clerk import Clerk, ClerkNumber
from app.domain.province_news import NoticeReading
from app.storage.errors import StorageError, StorageFault
from app.usecases.province_news_results import NewsBoard
from sync.words import ChangeKind
from tests.support.builders import CLERK
from tests.support.counter_house import CounterHouse
from tests.support.fake_counter import SteppedTaskRunner, news_actions
from tests.support.told_news import notice_body, tell
from ui.faults import Failed
from ui.keys import Action
from ui.screens.province_news.actions import NewsPorts
from ui.screens.province_news.presenter import NewsPresenter
from ui.screens.province_news.state import NewsHint, NewsPage, notice_id
from ui.tones import Tone

READER = Clerk(CLERK, "李测试", "hash")


def full() -> NewsBoard:
    raise StorageError(StorageFault.STORE_CORRUPT)


@dataclass
class Page:
    """A presenter with its surroundings: one notice has to be read."""

    board: Callable[[], NewsBoard] | None = None
    confirm: Callable[[str, int, ClerkNumber], NoticeReading | None] | None = None
    house: CounterHouse = field(default_factory=CounterHouse)
    tasks: SteppedTaskRunner = field(default_factory=SteppedTaskRunner)
    states: list[NewsPage] = field(default_factory=list)
    bells: list[Tone] = field(default_factory=list)
    turned: int = 0
    opened: int = 0
    said_at_counter: list[Failed] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.house.look(lambda work: work.clerks.add(READER))
        self.tell()
        self.actions = news_actions(self.house)
        if self.board is not None:
            self.actions = replace(self.actions, board=self.board)
        if self.confirm is not None:
            self.actions = replace(self.actions, confirm=self.confirm)
        ports = NewsPorts(self.actions, self.tasks, self.house.clock.now, self.house.clock.local, self.bells.append)
        self.presenter = NewsPresenter(self, ports, self._all_read, self.said_at_counter.append)

    def tell(self, **changes: int) -> None:
        tell(self.house, ChangeKind.NOTICE, notice_body(**changes))  # type: ignore[arg-type] # as given

    def show_state(self, state: NewsPage) -> None:
        self.states.append(state)

    def turn_page(self) -> None:
        self.turned += 1

    def _all_read(self) -> None:
        self.opened += 1

    def started(self) -> None:
        self.presenter.refresh()
        self.tasks.run_all()
        self.presenter.clerk_signed_in(READER)

    @property
    def last(self) -> NewsPage:
        return self.states[-1]


def test_the_confirming_key_turns_pages_before_it_confirms() -> None:
    page = Page()
    page.started()
    assert page.presenter.before_shift

    assert page.presenter.perform(Action.CONFIRM, at_end=False)
    assert (page.turned, page.tasks.waiting) == (1, 0)
    for _ in range(2):
        assert page.presenter.perform(Action.CONFIRM, at_end=True)
    assert page.tasks.waiting == 1, "one step at a time"
    page.tasks.run_all()

    assert (page.presenter.before_shift, page.opened, page.bells) == (False, 1, [Tone.GOOD])
    assert page.last.said is NewsHint.READ


def test_words_that_changed_meanwhile_are_not_confirmed_but_shown() -> None:
    page = Page()
    page.started()
    page.tell(revision=2)
    page.presenter.perform(Action.CONFIRM, at_end=True)
    page.tasks.run_all()

    assert (page.last.said, page.opened, page.bells) == (NewsHint.NOT_NOW, 0, [Tone.BAD])
    assert page.last.board is not None
    assert page.last.chosen == notice_id(page.last.board.notices[0])
    assert page.house.look(lambda work: work.news.readings()) == []


def test_a_store_that_cannot_say_keeps_nobody_from_the_counter() -> None:
    page = Page(board=full)
    page.started()

    assert not page.presenter.before_shift
    assert page.last.said is None, "the counter's own steps tell of the store"
    page.presenter.shown()
    page.tasks.run_all()
    assert page.last.said == Failed(StorageFault.STORE_CORRUPT)


def test_a_reading_that_cannot_be_kept_locks_nobody_out_and_is_asked_for_again() -> None:
    def refuse(_notice_id: str, _revision: int, _clerk: ClerkNumber) -> NoticeReading | None:
        raise StorageError(StorageFault.STORE_FULL)

    page = Page(confirm=refuse)
    page.started()
    page.presenter.perform(Action.CONFIRM, at_end=True)
    page.tasks.run_all()

    assert (page.presenter.before_shift, page.opened) == (False, 1)
    assert page.said_at_counter == [Failed(StorageFault.STORE_FULL)]
    assert page.bells == [], "the counter rings"
    assert not page.last.busy
    page.presenter.perform(Action.CONFIRM, at_end=True)
    page.tasks.run_all()
    assert (page.last.said, page.opened, page.bells) == (Failed(StorageFault.STORE_FULL), 1, [Tone.BAD])
    page.presenter.locked()
    page.presenter.clerk_signed_in(READER)
    assert page.presenter.before_shift


def test_words_that_the_store_finds_after_signing_in_wait_for_the_next_time() -> None:
    page = Page()
    page.presenter.clerk_signed_in(READER)
    page.presenter.refresh()
    page.tasks.run_all()
    assert not page.presenter.before_shift
    page.presenter.locked()
    page.presenter.clerk_signed_in(READER)
    assert page.presenter.before_shift


def test_one_look_at_a_time_and_the_last_word_is_seen() -> None:
    page = Page()
    page.presenter.refresh()
    for _ in range(3):
        page.presenter.refresh()
    assert page.tasks.waiting == 1
    page.tasks.step()
    assert page.tasks.waiting == 1, "once more for all that came meanwhile"
    page.tasks.run_all()


def test_the_list_is_walked_only_when_nothing_has_to_be_read() -> None:
    page = Page()
    tell(page.house, ChangeKind.NOTICE, notice_body("n-2", needs_reading=False))
    page.started()
    first = page.last.chosen
    page.presenter.step(-1)
    assert page.last.chosen == first
    page.presenter.perform(Action.CONFIRM, at_end=True)
    page.tasks.run_all()
    page.presenter.step(-1)
    assert page.last.chosen != first
    page.presenter.step(-1)
    page.presenter.step(1)
    assert page.last.chosen == first
