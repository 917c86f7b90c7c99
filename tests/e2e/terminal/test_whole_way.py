"""One day at a counter, from the scanner's bytes to the province's disk: everything real but people and window."""

import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.bootstrap import House, find_store_key, open_house
from app.counter_devices import CounterDevices
from app.domain.inspection import PhotoRole
from app.events import Event, SyncStatus
from app.logs import log_to
from app.ports import KeyStoreKind, RecordKind, TerminalIdentity, UnitOfWork
from app.settings import Settings
from app.training import TrainingWorld, ready_for_training
from app.usecases.results import Accepted, Refused, WaybillSeenBefore, WaybillTaken
from devices.ports import DeviceState
from sync.ports import OutboxCounts
from sync.state import MessageState
from tests.e2e.terminal.device_hands import PATIENCE, DeviceHands
from tests.e2e.terminal.province_books import ProvinceBooks, province_books
from tests.support.devices import EventLog, eventually
from tests.support.terminal import CLERK, KEY, CounterClerk, found_in_clear, house_in, quick_hands, training_home

PASSPHRASE = "一句只有站长知道的长口令"
PHONE = "13900001234"
"""What the clerk types for every new sender."""

CUSTOMER_COPIES = 2
"""Kept of the training outlet's two customers from before the day began."""


@dataclass(slots=True)
class Day:
    """What happened, and what is there in the evening."""

    root: Path
    house: House
    hands: DeviceHands
    clerk: CounterClerk
    identity: TerminalIdentity
    counts: OutboxCounts
    """As the sync thread told them at last."""
    accepted: list[Accepted]
    refused: list[Refused]
    books: ProvinceBooks
    phone_recalled: bool
    seen_before: WaybillSeenBefore


class StatusLog:
    """The last SyncStatus of a house."""

    def __init__(self, house: House) -> None:
        self.last: SyncStatus | None = None
        self.forget = house.events.subscribe(self._hear)

    def _hear(self, event: Event) -> None:
        if isinstance(event, SyncStatus):
            self.last = event

    def drained(self, made: int) -> bool:
        """Everything that was made is delivered, its files too."""
        last = self.last
        return last is not None and last.counts.delivered == made and not last.counts.evidence_waiting


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("outlet")


@pytest.fixture(scope="module")
def logs(root: Path) -> Iterator[Path]:
    """The program's log files, at the most talkative level."""
    folder = training_home(root / "terminal").logs
    level = logging.getLogger().level
    handler = log_to(folder)
    logging.getLogger().setLevel(logging.DEBUG)
    yield folder
    logging.getLogger().removeHandler(handler)
    logging.getLogger().setLevel(level)
    handler.close()


@pytest.fixture(scope="module")
def day(root: Path, logs: Path) -> Iterator[Day]:
    """Five parcels taken in and two refused, while the sync thread sends."""
    home = training_home(root / "terminal")
    assert logs.is_relative_to(home.folder)
    with TrainingWorld(root / "province", seed=7) as world:
        key = find_store_key(home, PASSPHRASE)
        assert key.kept_in is KeyStoreKind.PASSPHRASE
        house = open_house(home, Settings(camera=""), key.key)
        devices = CounterDevices(world.plugs(), allow_simulated=True)
        log = EventLog()
        devices.subscribe(log)
        devices.start()
        try:
            yield _worked(root, house, DeviceHands(world, devices, log), world)
            assert all(status.state is DeviceState.READY for status in devices.statuses())
        finally:
            devices.stop()
            house.stop()


def _worked(root: Path, house: House, hands: DeviceHands, world: TrainingWorld) -> Day:
    ready_for_training(house, world)
    identity = house.identity()
    assert identity is not None
    status = StatusLog(house)
    house.start_sync(identity)
    clerk = CounterClerk(house, hands)

    accepted = [clerk.accept(clerk.completed(clerk.open_counter()))]  # somebody new
    first_person = hands.cards[-1]

    outcome = clerk.scan(clerk.open_counter(), hands.scan())  # the same person has a second parcel
    assert isinstance(outcome, WaybillTaken)
    accepted.append(clerk.accept(clerk.completed(clerk.continue_sender(outcome.view))))

    view = clerk.completed(clerk.open_counter())  # another person, and a second picture
    accepted.append(clerk.accept(clerk.attach(view, hands.take_photo(), PhotoRole.SEALED_PARCEL)))

    refused = [clerk.refuse(clerk.completed(clerk.open_counter()), "prohibited_item")]
    refused.append(clerk.refuse(clerk.open_counter(), "document_not_shown"))

    hands.will_lay(first_person)  # back again in the afternoon
    view = clerk.supply(clerk.supply(clerk.open_counter()))
    assert view.parcel is not None
    assert view.parcel.sender is not None
    phone_recalled = (view.parcel.sender.phone, view.parcel.sender.phone_recalled) == (PHONE, True)
    accepted.append(clerk.accept(clerk.completed(view)))

    view = clerk.supply(clerk.open_counter())  # put aside to serve someone else, and taken up again
    clerk.park(view)
    assert clerk.open_counter().parcel is None
    accepted.append(clerk.accept(clerk.completed(clerk.resume())))

    again = clerk.scan(clerk.open_counter(), hands.scan_label(hands.waybills[0]))
    assert isinstance(again, WaybillSeenBefore)

    made = len(accepted) + len(refused)
    assert eventually(lambda: status.drained(made), PATIENCE), status.last
    assert status.last is not None
    status.forget()
    books = province_books(root / "province", identity.terminal_id)
    return Day(root, house, hands, clerk, identity, status.last.counts, accepted, refused, books, phone_recalled, again)


def indexed_photos(day: Day) -> dict[str, str]:
    """SHA-256 of every photo that records name, by evidence id, out of the terminal's own index."""

    def digests(work: UnitOfWork) -> dict[str, str]:
        named = [work.acceptances.get(accepted.acceptance_id) for accepted in day.accepted]
        photos = [photo for record in named if record is not None for photo in record.parcel.inspection.photos]
        found = [work.evidence.get(photo.evidence_id) for photo in photos]
        return {stored.evidence_id: stored.sha256 for stored in found if stored is not None}

    return day.clerk.look(digests)


def test_every_record_has_a_receipt_that_verifies(day: Day) -> None:
    rows = day.clerk.records()
    assert [row.kind for row in rows].count(RecordKind.ACCEPTANCE) == len(day.accepted) == 5
    assert [row.kind for row in rows].count(RecordKind.REFUSAL) == len(day.refused) == 2
    assert {row.message_state for row in rows} == {MessageState.DELIVERED}

    check = day.house.check_audit()
    assert (check.ok, check.first_break, check.receipts_bad) == (True, None, 0)
    assert check.receipts_checked == len(rows) + len(day.hands.photos)
    # enrolled, the province's pack of rules taken, two people and two customers added, the copy of each customer's
    # document, and each record
    assert check.length == 1 + 1 + 2 + 2 + CUSTOMER_COPIES + len(rows)


def test_the_sums_hold(day: Day) -> None:
    totals = day.clerk.do(day.clerk.uses.totals)
    for counts in (day.counts, totals.counts):
        assert counts.made == counts.delivered + counts.waiting + counts.rejected == 7
        assert (counts.delivered, counts.evidence_waiting, counts.evidence_rejected) == (7, 0, 0)
        assert counts.evidence_waiting_bytes == 0


def test_the_clock_was_compared_with_the_provinces(day: Day) -> None:
    offset = day.clerk.look(lambda work: work.terminal.clock_offset())
    assert offset is not None
    assert abs(offset.offset_ms) < 5_000
    assert offset.measured_at >= day.identity.enrolled_at


def test_the_province_has_every_record_once_and_in_an_unbroken_chain(day: Day) -> None:
    books = day.books
    assert books.chain.whole
    assert [message.sequence for message in books.messages] == list(range(1, 8))
    made = {one.message_id for one in day.accepted} | {one.message_id for one in day.refused}
    assert {message.message_id for message in books.messages} == made
    taken_in = [message.payload["acceptance_id"] for message in books.messages if message.kind == "acceptance"]
    assert taken_in == [accepted.acceptance_id for accepted in day.accepted]


def test_every_photo_arrived_byte_for_byte(day: Day) -> None:
    taken = sorted(photo.sha256 for photo in day.hands.photos)
    assert len(set(taken)) == len(taken) == 2 * 6 + 1, "six whole parcels, opened and sealed, and a picture more"
    assert all(photo.jpeg.startswith(b"\xff\xd8\xff") for photo in day.hands.photos)
    assert sorted(day.books.digests.values()) == taken
    assert all(file.announced == file.found for file in day.books.files)
    assert (day.books.awaited_files, list(day.books.strays)) == (0, [])

    indexed = indexed_photos(day)
    assert len(indexed) == 2 * len(day.accepted) + 1
    assert indexed.items() <= day.books.digests.items()


def test_portraits_never_leave_the_counter(day: Day) -> None:
    photos = len(day.hands.photos)
    kept = day.clerk.look(lambda work: work.evidence.all_ids())
    # of the refused sender nothing stays; the same sender's second parcel has no card of its own
    assert len(day.hands.cards) == 5
    assert len(kept) == photos + len(day.hands.cards) - 1 + CUSTOMER_COPIES
    assert set(day.books.digests) < kept
    assert len(day.books.files) == photos


def test_the_province_learns_who_sends_and_nothing_about_the_refused(day: Day) -> None:
    senders = [message.payload.get("sender") for message in day.books.messages]
    names = [sender["name"] if isinstance(sender, dict) else None for sender in senders]
    first, second, refused, last = (card.name for card in (*day.hands.cards[:3], day.hands.cards[-1]))
    assert names == [first, first, second, None, None, first, last]
    refusal = json.dumps(day.books.messages[3].body, ensure_ascii=False)
    assert day.hands.cards[2].number not in refusal
    assert refused not in refusal
    assert day.books.messages[3].payload["reason"] == "prohibited_item"


def test_the_same_sender_is_tied_to_the_first_verification(day: Day) -> None:
    first, second = day.books.messages[:2]
    sender = second.payload["sender"]
    assert isinstance(sender, dict)
    assert sender["same_sender_as"] == first.payload["acceptance_id"]


def test_a_returning_sender_need_not_tell_the_phone_number_again(day: Day) -> None:
    assert day.phone_recalled
    sender = day.books.messages[5].payload["sender"]
    assert isinstance(sender, dict)
    assert (sender["phone"], sender["same_sender_as"]) == (PHONE, None)


def test_a_waybill_is_taken_in_once(day: Day) -> None:
    assert day.seen_before.number == day.hands.waybills[0]
    assert (day.seen_before.before.clerk, day.seen_before.before.acceptance_id) == (
        CLERK,
        day.accepted[0].acceptance_id,
    )


def test_nothing_on_the_counters_disk_tells_who_was_there(day: Day) -> None:
    people = [text for card in day.hands.cards for text in (card.name, card.number, card.address)]
    known = [*people, *day.hands.waybills, PHONE, PASSPHRASE, "演练网点"]
    folder = day.house.home.root
    assert {"store.db", "key.json"} <= {path.name for path in folder.rglob("*")}
    assert found_in_clear(folder, known) == []
    # the search itself works: the province does know them
    assert found_in_clear(day.root / "province", [day.hands.cards[0].number])


def test_the_log_names_nobody(day: Day, logs: Path) -> None:
    logging.getLogger("test").warning("%s", day.hands.cards[0])
    written = "".join(path.read_text(encoding="utf-8") for path in logs.iterdir())
    assert "CardText(" in written
    for card in day.hands.cards:
        assert card.number not in written
        assert card.name not in written


def test_an_offline_day_is_sent_when_the_province_is_back(tmp_path: Path) -> None:
    house = house_in(training_home(tmp_path / "terminal"))
    try:
        with TrainingWorld(tmp_path / "province") as world:
            ready_for_training(house, world)
        clerk = CounterClerk(house, quick_hands(5))
        while_away = [clerk.accept(clerk.completed(clerk.open_counter())) for _ in range(3)]
        assert house.outbox.counts().waiting == 3
    finally:
        house.stop()

    house = house_in(training_home(tmp_path / "terminal"), KEY)
    try:
        status = StatusLog(house)
        with TrainingWorld(tmp_path / "province") as world:  # on another port
            ready_for_training(house, world)
            identity = house.identity()
            assert identity is not None
            house.start_sync(identity)
            assert eventually(lambda: status.drained(3), PATIENCE), status.last
            books = province_books(tmp_path / "province", identity.terminal_id)
        assert [message.message_id for message in books.messages] == [one.message_id for one in while_away]
        assert len(books.files) == 2 * len(while_away)
        assert house.check_audit().ok
    finally:
        house.stop()
