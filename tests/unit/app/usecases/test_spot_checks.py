"""Spot checks: drawn by nobody's choice, seen, added to, answered once."""

import json
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from pydantic import JsonValue

from app.domain.clerk import Clerk, ClerkNumber, ClerkRole
from app.domain.errors import DomainError, DomainFault
from app.domain.inspection import PhotoRole
from app.events import SpotCheckAnswered
from app.province_ports import TakenChange
from app.usecases.spot_check_results import SpotCheckView
from app.usecases.spot_checks import AddToSpotCheck, AnswerSpotCheck, ListSpotChecks, TakeSpotChecks
from sync.changes import DrawnRecord, SpotCheckAnnouncement, SpotCheckRequest
from sync.draws import Period, commitment, spot_draw
from sync.payloads_events import SpotCheckAnswerPayload
from sync.words import ChangeKind, Kind
from tests.support.builders import CLERK, NOON
from tests.support.counter_house import CounterHouse, on_store

SECRET = bytes(range(32))
STARTS, ENDS = NOON - timedelta(hours=4), NOON + timedelta(hours=4)
WAYBILLS = tuple(f"YT{8962646785389 + number}" for number in range(6))
AUDITOR = ClerkNumber("7001")


class Outlet:
    """A counter whose parcels are drawn from."""

    def __init__(self) -> None:
        self.house = CounterHouse()
        for number in WAYBILLS:
            self.house.accepted(number)
        add = AddToSpotCheck(self.house.counter, self.house.vault)
        self.take = on_store(self.house.store, TakeSpotChecks(self.house.counter))
        self.listed = on_store(self.house.store, ListSpotChecks(self.house.counter))
        self.note = on_store(self.house.store, add.note)
        self.photo = on_store(self.house.store, add.photo)
        self.answer = on_store(self.house.store, AnswerSpotCheck(self.house.counter, self.house.bus))

    def tell(
        self, kind: ChangeKind, body: dict[str, JsonValue], issued_at: datetime, taken_at: datetime = NOON
    ) -> None:
        changes = self.house.store.tables.changes
        cursor = len(changes) + 1
        changes[cursor] = TakenChange(cursor, kind.value, issued_at, body, taken_at)

    def announce(self, issued_at: datetime = STARTS, taken_at: datetime = STARTS) -> None:
        told = SpotCheckAnnouncement(
            period_id="p1", starts_at=STARTS, ends_at=ENDS, count=3, commitment=commitment(SECRET)
        )
        self.tell(ChangeKind.SPOT_CHECK_ANNOUNCEMENT, told.model_dump(mode="json"), issued_at, taken_at)

    def request(self, *asked: str, **changes: object) -> SpotCheckRequest:
        period = Period("p1", "terminal-1", STARTS, ENDS)
        chain = self.house.look(lambda work: work.outbox.links(STARTS, ENDS))
        made = spot_draw(SECRET, period, chain, 3)
        assert made is not None
        whole = SpotCheckRequest(
            request_id="r1",
            terminal_id="terminal-1",
            period_id="p1",
            starts_at=STARTS,
            ends_at=ENDS,
            count=3,
            secret=SECRET.hex(),
            from_sequence=made.first_sequence,
            to_sequence=made.last_sequence,
            head_digest=made.head_digest,
            population=made.population,
            drawn=[DrawnRecord(sequence=one.sequence, message_id=one.message_id) for one in made.drawn],
            asked=list(asked) or ["contents_photo", "sealed_photo"],
            due_at=NOON + timedelta(days=2),
        ).model_copy(update=changes)
        self.tell(ChangeKind.SPOT_CHECK_REQUEST, whole.model_dump(mode="json"), ENDS)
        return whole

    def only(self) -> SpotCheckView:
        (check,) = self.listed()
        return check


@pytest.fixture
def outlet() -> Outlet:
    return Outlet()


def test_a_draw_that_was_announced_is_recomputed_and_its_records_are_shown_masked(outlet: Outlet) -> None:
    outlet.announce()
    request = outlet.request()
    assert outlet.take() == 1
    check = outlet.only()
    assert (check.verdict, check.population) == ("verified", len(WAYBILLS))
    assert [record.message_id for record in check.records] == [one.message_id for one in request.drawn]
    for record in check.records:
        assert record.waybill_number in WAYBILLS
        assert record.sender_masked == "测**" or "*" in record.sender_masked
        assert record.missing == ()


@pytest.mark.parametrize(("issued_at", "taken_at"), [(ENDS, STARTS), (STARTS, NOON), (STARTS, ENDS)])
def test_what_came_when_the_last_message_was_made_is_answered_and_said_to_be_too_late(
    outlet: Outlet, issued_at: datetime, taken_at: datetime
) -> None:
    """The parcels of this outlet were all accepted at noon."""
    outlet.announce(issued_at, taken_at)
    outlet.request()
    outlet.take()
    assert outlet.only().verdict == "not_announced"


def test_records_that_somebody_chose_do_not_pass_for_drawn(outlet: Outlet) -> None:
    outlet.announce()
    chain = outlet.house.look(lambda work: work.outbox.links(STARTS, ENDS))
    honest = outlet.request()
    drawn = {one.message_id for one in honest.drawn}
    others = [link for link in chain if link.kind is Kind.ACCEPTANCE and link.message_id not in drawn][:3]
    outlet.house.store.tables.changes.popitem()
    outlet.request(drawn=[DrawnRecord(sequence=link.sequence, message_id=link.message_id) for link in others])
    outlet.take()
    assert outlet.only().verdict == "differs"


def test_another_terminals_request_is_none_of_ours_and_an_unreadable_one_is_passed_over(outlet: Outlet) -> None:
    outlet.announce()
    outlet.request(terminal_id="terminal-2", request_id="r2")
    outlet.tell(ChangeKind.SPOT_CHECK_REQUEST, {"later": "contract"}, ENDS)
    assert outlet.take() == 0


def test_taking_up_twice_changes_nothing(outlet: Outlet) -> None:
    outlet.announce()
    outlet.request("note")
    outlet.take()
    check = outlet.only()
    outlet.note("r1", check.records[0].message_id, "当面核对过", CLERK)
    assert outlet.take() == 1
    assert outlet.only().records[0].addition.note == "当面核对过"


def test_what_is_asked_is_added_and_then_answered_once(outlet: Outlet) -> None:
    outlet.announce()
    outlet.request("note", "screening_proof", "contents_photo")
    outlet.take()
    first, second, third = outlet.only().records
    assert first.missing == ("note", "screening_proof")
    outlet.note("r1", first.message_id, "当面核对过", CLERK)
    outlet.photo("r1", first.message_id, outlet.house.taken(PhotoRole.PAPER), CLERK)
    assert outlet.only().records[0].missing == ()

    answered = outlet.answer("r1", CLERK)
    assert answered.answered_at == NOON
    message = next(
        kept.message
        for kept in outlet.house.store.tables.outbox.values()
        if kept.message.kind is Kind.SPOT_CHECK_ANSWER
    )
    payload = json.loads(message.body)["payload"]
    told = SpotCheckAnswerPayload.model_validate(payload)
    assert (told.request_id, told.draw) == ("r1", "verified")
    assert [record.missing for record in told.records] == [[], ["note", "screening_proof"], ["note", "screening_proof"]]
    added = message.evidence
    assert len(added) == 1
    assert added[0].evidence_id in told.records[0].evidence_ids
    assert outlet.house.events[-1] == SpotCheckAnswered("r1", message.message_id)
    for again in (
        lambda: outlet.answer("r1", CLERK),
        lambda: outlet.note("r1", second.message_id, "晚了", CLERK),
        lambda: outlet.photo("r1", third.message_id, outlet.house.taken(), CLERK),
    ):
        with pytest.raises(DomainError) as refused:
            again()
        assert refused.value.fault is DomainFault.NOTHING_OPEN
    assert outlet.take() == 0


def test_an_auditor_answers_nothing_and_a_stranger_record_cannot_be_added_to(outlet: Outlet) -> None:
    outlet.announce()
    outlet.request()
    outlet.take()
    auditor = Clerk(AUDITOR, "稽核样例", "hash", ClerkRole.AUDITOR)
    outlet.house.look(lambda work: work.clerks.add(auditor))
    record = outlet.only().records[0]
    with pytest.raises(DomainError) as refused:
        outlet.answer("r1", AUDITOR)
    assert refused.value.fault is DomainFault.READ_ONLY
    with pytest.raises(DomainError) as stranger:
        outlet.note("r1", "another-message", "x", CLERK)
    assert stranger.value.fault is DomainFault.NOTHING_OPEN
    with pytest.raises(DomainError) as too_long:
        outlet.note("r1", record.message_id, "长" * 501, CLERK)
    assert too_long.value.fault is DomainFault.ITEM_INVALID


def test_a_record_that_is_gone_is_answered_as_missing_with_the_clerks_note(outlet: Outlet) -> None:
    outlet.announce()
    request = outlet.request("contents_photo", "sealed_photo", "screening_proof", "note")
    gone = request.drawn[0].message_id
    tables = outlet.house.store.tables
    tables.acceptances = {
        key: kept if kept.message_id != gone else replace(kept, message_id="another")
        for key, kept in tables.acceptances.items()
    }
    tables.outbox["another"] = tables.outbox[gone]
    outlet.take()
    record = outlet.only().records[0]
    assert (record.acceptance_id, record.waybill_number, record.given) == (None, "", ())

    outlet.note("r1", gone, "硬盘换过，记录没了", CLERK)
    outlet.photo("r1", gone, outlet.house.taken(PhotoRole.PAPER), CLERK)
    outlet.answer("r1", CLERK)

    sent = [found.message for found in outlet.house.store.tables.outbox.values()]
    (kept,) = (message for message in sent if message.kind is Kind.SPOT_CHECK_ANSWER)
    told = SpotCheckAnswerPayload.model_validate(json.loads(kept.body)["payload"])
    assert [answered.message_id for answered in told.records] == [drawn.message_id for drawn in request.drawn]
    missing = told.records[0]
    assert (missing.acceptance_id, missing.note) == (None, "硬盘换过，记录没了")
    assert (missing.missing, missing.given) == (["contents_photo", "sealed_photo"], ["screening_proof", "note"])
    assert missing.evidence_ids == [file.evidence_id for file in kept.evidence]
    assert all(answered.acceptance_id for answered in told.records[1:])
