"""The sync page's facts, the history behind its plots, and a clerk's pause."""

from datetime import timedelta

import pytest

from app.domain.clerk import Clerk, ClerkNumber, ClerkRole
from app.domain.drain import Movement
from app.domain.errors import DomainError, DomainFault
from app.domain.link_history import STEP, step_of
from app.domain.photo_budget import PhotoSize, SizeReason
from app.domain.sending_pause import paused_for
from app.usecases.keep_link_sample import KeepLinkSample
from app.usecases.outage_results import Surroundings
from app.usecases.pause_sending import PauseSending
from app.usecases.size_photos import SizePhotos
from app.usecases.sync_board import ReadSyncBoard
from app.usecases.sync_results import SyncBoard
from sync.state import MessageState
from tests.support.builders import CLERK
from tests.support.counter_house import CounterHouse, on_store
from tests.support.handover_house import put_acceptance
from tests.support.stored_records import RecordMaker

SIZE = PhotoSize(100_000, 1280, SizeReason.SETTING)


class House(CounterHouse):
    """A counter with the sync page's use cases."""

    def __post_init__(self) -> None:
        super().__post_init__()
        reader = ReadSyncBoard(self.counter, lambda: SIZE)
        self.read = on_store(self.store, reader)
        self.books = on_store(self.store, reader.books)
        self.keep = on_store(self.store, KeepLinkSample(self.store, self.clock))
        pauses = PauseSending(self.counter, 30)
        self.pause, self.go_on = on_store(self.store, pauses.pause), on_store(self.store, pauses.go_on)
        self.in_force = on_store(self.store, pauses.in_force)

    def board(self) -> SyncBoard:
        return self.read(Surroundings(answered_at=self.clock.now()))

    def make(self, count: int) -> None:
        for _ in range(count):
            put_acceptance(self, len(self.store.tables.acceptances) + 1)

    def photograph(self, number: int) -> None:
        (file, *_) = RecordMaker().acceptance(number).files
        at = self.clock.now()
        self.look(lambda work: work.evidence.add(file, f"parcel-{number}", upload=True, at=at))

    def deliver(self, count: int) -> None:
        waiting = [key for key, kept in self.store.tables.outbox.items() if kept.state is MessageState.PENDING]
        for message_id in waiting[:count]:
            self.store.note_outcome(message_id, MessageState.DELIVERED, delivered_at=self.clock.now())


@pytest.fixture
def house() -> House:
    return House()


def test_the_board_says_what_waits_and_in_which_order(house: House) -> None:
    house.make(3)
    house.deliver(1)

    board = house.board()

    assert (board.counts.made, board.counts.delivered, board.counts.waiting) == (3, 1, 2)
    books = house.books()
    assert books.tally.balanced
    assert books.last_delivered_at == house.clock.now()
    accepted = list(house.store.tables.acceptances.values())
    assert [one.waybill for one in board.messages] == [one.waybill.number for one in accepted[1:]]
    assert board.pause is None
    assert board.photo_size == SIZE


def test_the_pace_comes_from_looking_again(house: House) -> None:
    house.make(30)
    assert house.board().drain.records.movement is Movement.MEASURING
    for _ in range(4):
        house.clock.advance(timedelta(seconds=10))
        house.deliver(5)
        board = house.board()

    records = board.drain.records
    assert (records.movement, records.left) == (Movement.SHRINKING, 10)
    assert records.per_minute == pytest.approx(30)
    assert records.likely == timedelta(seconds=20)


def test_a_sample_is_kept_for_each_step(house: House) -> None:
    house.make(2)
    house.clock.advance(timedelta(hours=1))
    house.keep(9000)
    house.clock.advance(STEP)
    house.keep(None)

    first, second = house.board().samples

    assert first.at + STEP == second.at == step_of(house.clock.now())
    assert (first.waiting, first.oldest, first.bytes_per_second) == (2, timedelta(hours=1), 9000)
    assert house.board().bytes_per_second == 9000


def test_a_clock_that_was_set_back_makes_no_negative_age(house: House) -> None:
    house.make(1)
    house.clock.advance(-timedelta(days=1))
    assert house.keep(None).oldest == timedelta()


def test_photos_are_sized_by_the_newest_measure_and_the_weeks_count(house: House) -> None:
    size = on_store(house.store, SizePhotos(house.counter, setting_bytes=100_000, bytes_a_day=None))
    assert size().reason is SizeReason.WEEK
    house.keep(7000)
    assert (size().most_bytes, size().reason) == (66_666, SizeReason.WEEK)
    house.photograph(1)
    assert size().reason is SizeReason.WEEK, "nobody knows yet how many a week has"
    house.clock.advance(timedelta(days=8))
    house.photograph(2)
    assert (size().most_bytes, size().reason) == (70_000, SizeReason.LINK)
    house.keep(400_000)
    assert size().reason is SizeReason.SETTING


def test_a_pause_is_kept_told_in_the_trail_and_ends_by_itself(house: House) -> None:
    begun = house.clock.now()
    house.pause(CLERK)
    assert house.in_force() == paused_for(30, CLERK, begun)
    assert house.board().pause is not None

    house.clock.advance(timedelta(minutes=30))
    assert house.in_force() is None
    assert house.board().pause is None
    assert [entry.action for entry in house.store.tables.audit] == ["sending_paused"]
    assert house.store.tables.audit[0].details == {"until": (begun + timedelta(minutes=30)).isoformat()}


def test_going_on_is_told_once(house: House) -> None:
    house.go_on(CLERK)
    house.pause(CLERK)
    house.go_on(CLERK)
    house.go_on(CLERK)
    assert house.in_force() is None
    assert [entry.action for entry in house.store.tables.audit] == ["sending_paused", "sending_resumed"]


def test_an_auditor_pauses_nothing(house: House) -> None:
    auditor = Clerk(ClerkNumber("7001"), "样例稽核", "hash", ClerkRole.AUDITOR)
    house.look(lambda work: work.clerks.add(auditor))
    for step in (house.pause, house.go_on):
        with pytest.raises(DomainError) as caught:
            step(auditor.number)
        assert caught.value.fault is DomainFault.READ_ONLY
    assert house.store.tables.audit == []


@pytest.mark.parametrize("minutes", [0, 241])
def test_a_pause_without_an_end_in_sight_is_refused(house: House, minutes: int) -> None:
    with pytest.raises(ValueError, match="four hours"):
        paused_for(minutes, CLERK, house.clock.now())
