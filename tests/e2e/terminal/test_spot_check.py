"""A spot check from the province's published seed to the outlet's answer: real store, real sync, real province."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from hashlib import sha256
from pathlib import Path

import pytest
from pydantic import JsonValue

from app.bootstrap import House
from app.domain.inspection import PhotoRole
from app.ports import TerminalIdentity
from app.usecases.attach_photo import TakenPhoto
from app.usecases.spot_check_results import SpotCheckView
from sync.changes import DrawnRecord, SpotCheckAnnouncement, SpotCheckRequest
from sync.draws import ChainLink, Drawn, spot_draw
from sync.province.errors import ProvinceError, ProvinceFault
from sync.province.serve import EmbeddedProvince
from sync.province.settings import ProvinceSettings
from sync.words import ChangeKind, Kind, SpotCheckDemand
from tests.e2e.terminal.province_books import KeptMessage, ProvinceBooks, province_books
from tests.support.counter_house import StandingClock
from tests.support.terminal import CLERK, CounterClerk, enrolled_house, house_in, quick_hands, training_home

PERIOD = "2026-W48"
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
PARCELS, COUNT = 6, 3
ASKED = (SpotCheckDemand.CONTENTS_PHOTO, SpotCheckDemand.NOTE, SpotCheckDemand.SCREENING_PROOF)
PROOF = b"\xff\xd8\xff the screening's slip"


@dataclass(frozen=True)
class Checked:
    """A terminal at its counter, and the province that checks it. Both go by ``clock``, which only the test moves."""

    house: House
    identity: TerminalIdentity
    clerk: CounterClerk
    province: EmbeddedProvince
    clock: StandingClock
    folder: Path

    def announce(self) -> SpotCheckAnnouncement:
        """The province commits to a secret for the hour that begins in one."""
        starts_at = self.clock.now() + HOUR
        return self.province.spot_checks.announce(
            self.identity.outlet_id, PERIOD, starts_at=starts_at, ends_at=starts_at + HOUR, count=COUNT
        )

    def accept(self, parcels: int) -> None:
        for _ in range(parcels):
            self.clerk.accept(self.clerk.completed(self.clerk.open_counter()))

    def work(self, parcels: int) -> None:
        """The period at the counter: from its announcement to the first parcel after its end, all sent."""
        self.sync()
        self.clock.advance(HOUR + MINUTE)
        self.accept(parcels)
        self.clock.advance(HOUR)
        self.accept(1)
        self.sync()

    def draw(self) -> SpotCheckRequest:
        """The period is over: the province draws, and the terminal's next look finds it."""
        due = self.clock.now() + 48 * HOUR
        return self.province.spot_checks.request(self.identity.terminal_id, PERIOD, asked=ASKED, due_at=due)

    def tell(self, request: SpotCheckRequest) -> None:
        """A request under the province's own signature that no draw of the province's made."""
        body = request.model_dump(mode="json")
        self.province.changes.tell(self.identity.outlet_id, ChangeKind.SPOT_CHECK_REQUEST, body)

    def sync(self) -> None:
        """The real engine, until all is sent and the province was heard; what a slow PC makes it wait for passes."""
        engine = self.house.engine(self.identity)
        try:
            for _ in range(30):
                report = engine.run_once()
                if report.pause is None and report.next_due is None:
                    return
                waits = [moment for moment in (report.next_due, report.pause and report.pause.until) if moment]
                self.clock.moment = max(self.clock.now(), *waits)
            raise AssertionError("still waiting", self.house.outbox.counts(), report.fault)
        finally:
            engine.close()

    def taken_up(self) -> int:
        """How many wait, after the terminal has asked the province."""
        self.sync()
        return self.clerk.do(self.clerk.uses.take_spot_checks)

    def listed(self) -> Sequence[SpotCheckView]:
        return self.clerk.do(self.clerk.uses.list_spot_checks)

    def answer(self, request_id: str) -> KeptMessage:
        """Answer as things stand; what the province then has."""
        self.clerk.do(partial(self.clerk.uses.answer_spot_check, request_id, CLERK))
        self.sync()
        return next(message for message in self.answers() if message.payload["request_id"] == request_id)

    def answers(self) -> list[KeptMessage]:
        return [message for message in self.books().messages if message.kind == Kind.SPOT_CHECK_ANSWER]

    def books(self) -> ProvinceBooks:
        return province_books(self.folder, self.identity.terminal_id)


@pytest.fixture
def checked(tmp_path: Path) -> Iterator[Checked]:
    folder, clock = tmp_path / "province", StandingClock(datetime.now(UTC).replace(microsecond=0))
    with EmbeddedProvince(ProvinceSettings.in_folder(folder, now=clock.now)) as province:
        house = house_in(training_home(tmp_path / "terminal"), clock=clock)
        try:
            identity = enrolled_house(house, province.url, province.issue_code())
            yield Checked(house, identity, CounterClerk(house, quick_hands(11)), province, clock, folder)
        finally:
            house.stop()


def links(books: ProvinceBooks) -> list[ChainLink]:
    """The chain as anybody could read it from the province's disk."""
    return [
        ChainLink(
            message.sequence,
            message.message_id,
            Kind(message.kind),
            message.digest,
            datetime.fromisoformat(str(message.body["occurred_at"])),
        )
        for message in books.messages
    ]


def records_of(answer: KeptMessage) -> dict[str, Mapping[str, JsonValue]]:
    """What the answer says of each record, by its message's id."""
    records = answer.payload["records"]
    assert isinstance(records, list)
    found = [record for record in records if isinstance(record, dict)]
    return {str(record["message_id"]): record for record in found}


def test_a_drawn_check_is_shown_added_to_and_answered(checked: Checked) -> None:
    announced = checked.announce()
    checked.work(PARCELS)
    request = checked.draw()

    assert checked.taken_up() == 1
    (shown,) = checked.listed()
    assert (shown.request_id, shown.verdict, shown.population) == (request.request_id, "verified", PARCELS)
    assert shown.due_at == request.due_at
    assert [record.message_id for record in shown.records] == [drawn.message_id for drawn in request.drawn]
    accepted = {row.waybill_number for row in checked.clerk.records()}
    assert {record.waybill_number for record in shown.records} <= accepted
    assert all("*" in record.sender_masked for record in shown.records)
    assert {record.missing for record in shown.records} == {("note", "screening_proof")}

    first, *others = [record.message_id for record in shown.records]
    uses, taken = checked.clerk.uses, TakenPhoto(PROOF, PhotoRole.PAPER, checked.clock.now())
    checked.clerk.do(partial(uses.note_spot_check, shown.request_id, first, "当面核对过", CLERK))
    checked.clerk.do(partial(uses.photograph_spot_check, shown.request_id, first, taken, CLERK))
    answer = checked.answer(shown.request_id)

    books = checked.books()
    assert books.chain.whole
    assert (books.awaited_files, books.strays) == (0, [])
    assert answer.payload["draw"] == "verified"
    told = records_of(answer)
    assert (told[first]["note"], told[first]["missing"]) == ("当面核对过", [])
    assert all(told[other]["missing"] == ["note", "screening_proof"] for other in others)
    evidence = told[first]["evidence_ids"]
    assert isinstance(evidence, list)
    assert set(map(str, evidence)) <= set(books.digests), "all that the answer names has arrived"
    assert books.digests[str(evidence[-1])] == sha256(PROOF).hexdigest()

    assert sha256(bytes.fromhex(request.secret)).hexdigest() == announced.commitment
    again = spot_draw(bytes.fromhex(request.secret), request.revealed().period, links(books), COUNT)
    assert again is not None
    assert again.drawn == tuple(Drawn(drawn.sequence, drawn.message_id) for drawn in request.drawn)

    assert checked.taken_up() == 0
    (done,) = checked.listed()
    assert done.answered_at is not None
    assert checked.house.check_audit().ok


def test_the_page_is_the_same_after_a_restart(checked: Checked, tmp_path: Path) -> None:
    checked.announce()
    checked.work(2)
    request = checked.draw()
    assert checked.taken_up() == 1
    record = request.drawn[0].message_id
    checked.clerk.do(partial(checked.clerk.uses.note_spot_check, request.request_id, record, "明天补拍", CLERK))
    before = checked.listed()
    checked.house.stop()

    again = house_in(training_home(tmp_path / "terminal"), clock=checked.clock)
    try:
        clerk = CounterClerk(again, quick_hands(12))
        assert clerk.do(clerk.uses.take_spot_checks) == 1
        assert clerk.do(clerk.uses.list_spot_checks) == before
        assert before[0].records[0].addition.note == "明天补拍"
    finally:
        again.stop()


def other_records(request: SpotCheckRequest, chain: Sequence[ChainLink]) -> SpotCheckRequest:
    """Records that somebody picked, in place of one that was drawn."""
    drawn = {record.message_id for record in request.drawn}
    chosen = next(link for link in chain if link.kind is Kind.ACCEPTANCE and link.message_id not in drawn)
    picked = [*request.drawn[1:], DrawnRecord(sequence=chosen.sequence, message_id=chosen.message_id)]
    return request.model_copy(update={"drawn": picked})


def other_secret(request: SpotCheckRequest, chain: Sequence[ChainLink]) -> SpotCheckRequest:
    """A draw that follows from a secret, but not from the one that was committed to."""
    secret = bytes(32)
    made = spot_draw(secret, request.revealed().period, chain, COUNT)
    assert made is not None
    drawn = [DrawnRecord(sequence=record.sequence, message_id=record.message_id) for record in made.drawn]
    return request.model_copy(update={"secret": secret.hex(), "drawn": drawn})


def unannounced(request: SpotCheckRequest, _: Sequence[ChainLink]) -> SpotCheckRequest:
    """A period that nobody was told of beforehand."""
    return request.model_copy(update={"period_id": "2026-W49"})


def test_a_draw_that_does_not_follow_from_its_seed_is_said_to_be_wrong(checked: Checked) -> None:
    checked.announce()
    checked.work(PARCELS)
    honest, chain = checked.draw(), links(checked.books())
    expected = {honest.request_id: "verified"}
    for forge, verdict in ((other_records, "differs"), (other_secret, "differs"), (unannounced, "not_announced")):
        forged = forge(honest, chain).model_copy(update={"request_id": forge.__name__})
        checked.tell(forged)
        expected[forged.request_id] = verdict

    assert checked.taken_up() == len(expected)
    assert {check.request_id: check.verdict for check in checked.listed()} == expected
    told = {request_id: checked.answer(request_id).payload["draw"] for request_id in expected}
    assert told == expected, "each is answered all the same, and the answer says what is wrong"


def test_a_counter_that_is_offline_at_the_end_of_the_period_is_drawn_from_whole(checked: Checked) -> None:
    checked.announce()
    checked.sync()
    checked.clock.advance(HOUR + MINUTE)
    checked.accept(1)
    checked.sync()
    checked.accept(2)
    checked.clock.advance(HOUR)
    checked.accept(1)
    with pytest.raises(ProvinceError) as early:
        checked.draw()
    assert early.value.fault is ProvinceFault.CHAIN_INCOMPLETE

    checked.sync()
    request = checked.draw()

    assert (request.population, len(request.drawn)) == (3, 3)
    assert checked.taken_up() == 1
    assert [check.verdict for check in checked.listed()] == ["verified"]


def test_an_announcement_that_reaches_the_terminal_after_its_last_message_is_said_to_be_too_late(
    checked: Checked,
) -> None:
    """The counter works without a link, or the province says it late: from here nobody can tell which."""
    checked.announce()
    checked.clock.advance(HOUR + MINUTE)
    checked.accept(2)
    checked.clock.advance(MINUTE)
    checked.sync()
    checked.clock.advance(HOUR)
    checked.accept(1)
    checked.sync()
    request = checked.draw()

    assert checked.taken_up() == 1
    assert [check.verdict for check in checked.listed()] == ["not_announced"]
    assert checked.answer(request.request_id).payload["draw"] == "not_announced"
