"""What the province returned: listed, mended, put back, given up, and never dropped."""

import json
from datetime import timedelta

import pytest
from pydantic import JsonValue

from app.domain.clerk import ClerkRole
from app.domain.correction import FieldChange
from app.domain.errors import DomainError, DomainFault
from app.message_correction import Mend, ToldChange, correction_message, proof_of
from app.messages import Envelope
from app.ports import ChainHead
from app.repair_ports import RepairSubject
from app.usecases import repair_lists
from app.usecases.repair_results import RepairStanding
from app.usecases.supervisor_words import Credentials
from sync.digests import message_digest
from sync.payloads import corrected_payload
from sync.payloads_correction import MAX_CHANGES, MAX_EARLIER
from sync.payloads_v3 import AcceptancePayloadV3
from sync.state import EvidenceState, MessageState
from sync.words import Kind
from tests.support.builders import CLERK, NOON, YUNNAN_NUMBER, policy, terminal_identity
from tests.support.memory_store import MemoryTables
from tests.support.repair_house import PHONE, RIGHT_PHONE, SUPERVISOR, RepairHouse

NUMBER = "/sender/document_number"
OTHER_NUMBER = "11010519491231002X"
WRONG_CHECK_DIGIT = YUNNAN_NUMBER[:-1] + ("1" if YUNNAN_NUMBER[-1] != "1" else "2")


CLERK_PIN = Credentials("1001", "385172")


@pytest.fixture(scope="module")
def shared() -> tuple[RepairHouse, MemoryTables]:
    """One house with its people: its sign-in costs an Argon2 hash."""
    house = RepairHouse()
    house.employ(SUPERVISOR, ClerkRole.SUPERVISOR)
    house.employ(CLERK_PIN, ClerkRole.CLERK)
    return house, house.store.tables.snapshot()


@pytest.fixture
def house(shared: tuple[RepairHouse, MemoryTables]) -> RepairHouse:
    """As it was before anything happened."""
    house, tables = shared
    house.store.tables = tables.snapshot()
    return house


def fault(step: DomainError) -> tuple[DomainFault, str]:
    return step.fault, step.detail


def test_the_list_names_the_field_that_was_refused(house: RepairHouse) -> None:
    message_id = house.returns()

    entry = house.entry(message_id)

    assert (entry.standing, entry.problem, entry.pointer) == (RepairStanding.OPEN, "payload_invalid", PHONE)
    assert entry.waybill_number
    assert entry.sender_masked == "测**"
    opened = house.open_repair(message_id, CLERK)
    assert opened.wrong == PHONE
    assert next(one.value for one in opened.fields if one.pointer == PHONE) == "13800138000"
    assert house.store.tables.audit[-1].action == "returned_record_opened"


def test_a_correction_is_linked_to_its_original_and_proves_the_old_value(house: RepairHouse) -> None:
    message_id = house.returns()

    done = house.corrected(RIGHT_PHONE)

    payload = house.sent(done.message_id)
    original = house.store.tables.outbox[message_id].message
    link = payload.original
    assert (link.message_id, link.sequence, link.digest) == (message_id, original.sequence, original.digest)
    mended = corrected_payload(payload)
    assert isinstance(mended, AcceptancePayloadV3)
    assert mended.sender is not None
    assert mended.sender.phone == "13987654321"
    (change,) = payload.changes
    kept = house.look(lambda work: work.repairs.corrections(message_id))[0].made
    assert (change.pointer, change.old) == (PHONE, None)
    assert change.old_digest == proof_of(PHONE, kept.salt, "13800138000")
    assert b"13800138000" not in house.store.tables.outbox[done.message_id].message.body
    assert (payload.clerk, payload.supervisor, payload.reason) == (CLERK, None, "mistyped")


def test_the_original_stays_as_it_was_and_the_list_shows_the_mended_value(house: RepairHouse) -> None:
    message_id = house.returns(pointer="/payload/sender/name")
    before = house.store.tables.outbox[message_id].message

    house.corrected(FieldChange("/sender/name", "样例乙"), who=SUPERVISOR)

    (row,) = house.records(10, None)
    assert (row.sender_masked, row.corrected) == ("样**", True)
    assert house.store.tables.outbox[message_id].message == before
    (kept,) = house.store.tables.acceptances.values()
    assert kept.parcel.sender is not None
    assert kept.parcel.sender.document.name == "测试甲"


def test_while_a_correction_is_on_its_way_nothing_else_is_done(house: RepairHouse) -> None:
    message_id = house.returns()
    done = house.corrected(RIGHT_PHONE)

    assert house.entry(message_id).standing is RepairStanding.CORRECTION_WAITING
    for step in (
        lambda: house.corrected(RIGHT_PHONE),
        lambda: house.put_back(RepairSubject.MESSAGE, message_id, CLERK),
        lambda: house.open_repair(message_id, CLERK),
    ):
        with pytest.raises(DomainError) as caught:
            step()
        assert caught.value.fault is DomainFault.STEP_NOT_ALLOWED

    house.store.note_outcome(done.message_id, MessageState.DELIVERED)
    assert house.entry(message_id).standing is RepairStanding.SETTLING
    house.store.note_outcome(message_id, MessageState.DELIVERED)
    assert house.list().entries == ()


def test_a_returned_correction_comes_back_with_its_record_and_the_next_one_replaces_it(house: RepairHouse) -> None:
    message_id = house.returns()
    first = house.corrected(RIGHT_PHONE)
    house.refuse_message(first.message_id, "/payload/payload/sender/sending_address")

    (entry,) = house.list().entries

    assert (entry.identifier, entry.pointer) == (message_id, "/sender/sending_address")
    opened = house.open_repair(message_id, CLERK)
    values = {one.pointer: one.value for one in opened.fields}
    assert values[PHONE] == "13987654321", "what was mended before is not typed again"
    second = house.corrected(FieldChange("/sender/sending_address", "昆明市样例路2号"))
    payload = house.sent(second.message_id)
    assert [link.message_id for link in payload.earlier] == [first.message_id]
    assert {change.pointer for change in payload.changes} == {PHONE, "/sender/sending_address"}
    (row,) = house.records(10, None)
    assert row.corrected


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (FieldChange(PHONE, "123"), (DomainFault.CORRECTION_INVALID, PHONE)),
        (FieldChange(PHONE, "138 0013 8000"), (DomainFault.NOTHING_CHANGED, "")),
        (FieldChange("/waybill/number", "YT1"), (DomainFault.NOT_MENDABLE, "/waybill/number")),
        (FieldChange("/sender/name", "样例乙"), (DomainFault.SUPERVISOR_NEEDED, "/sender/name")),
        (FieldChange("/sender/birth_date", "1990-13-01"), (DomainFault.CORRECTION_INVALID, "/sender/birth_date")),
        (FieldChange("/inspection/weight_g", 0), (DomainFault.CORRECTION_INVALID, "/inspection/weight_g")),
    ],
)
def test_what_may_not_leave_the_counter_does_not_leave_in_a_correction(
    house: RepairHouse, change: FieldChange, expected: tuple[DomainFault, str]
) -> None:
    house.returns()

    with pytest.raises(DomainError) as caught:
        house.corrected(change)

    assert fault(caught.value) == expected
    assert len(house.store.tables.outbox) == 1


@pytest.mark.parametrize(
    ("number", "objection"),
    [(WRONG_CHECK_DIGIT, "document_invalid"), (OTHER_NUMBER, "document_differs")],
)
def test_identity_is_checked_as_at_the_counter_even_with_a_supervisor(
    house: RepairHouse, number: str, objection: str
) -> None:
    house.returns(pointer="/payload/sender/document_number")

    with pytest.raises(DomainError) as caught:
        house.corrected(FieldChange(NUMBER, number), who=SUPERVISOR)

    assert fault(caught.value) == (DomainFault.STANDS_AGAINST, objection)


def test_a_clerks_pin_is_no_supervisors_word(house: RepairHouse) -> None:
    house.returns(pointer="/payload/sender/name")

    with pytest.raises(DomainError) as caught:
        house.corrected(FieldChange("/sender/name", "样例乙"), who=CLERK_PIN)

    assert caught.value.fault is DomainFault.NOT_A_SUPERVISOR


def test_a_conflict_is_shown_and_cannot_be_mended(house: RepairHouse) -> None:
    message_id = house.returns(pointer="/digest", code="conflict")

    assert house.entry(message_id).is_conflict
    with pytest.raises(DomainError) as caught:
        house.open_repair(message_id, CLERK)
    assert caught.value.fault is DomainFault.NOT_MENDABLE


def test_a_record_that_was_mended_too_often_for_one_message_is_refused_and_can_be_given_up(house: RepairHouse) -> None:
    message_id = house.returns()
    for number in range(MAX_EARLIER + 1):
        done = house.corrected(FieldChange(PHONE, f"139876543{number:02d}"))
        house.refuse_message(done.message_id, "/payload/payload/sender/phone")

    for step in (lambda: house.corrected(RIGHT_PHONE), lambda: house.open_repair(message_id, CLERK)):
        with pytest.raises(DomainError) as caught:
            step()
        assert caught.value.fault is DomainFault.NOT_MENDABLE
    house.give_up(message_id)
    assert house.entry(message_id).standing is RepairStanding.GIVEN_UP


def test_a_correction_whose_record_is_never_settled_has_a_way_out_after_a_day(house: RepairHouse) -> None:
    """The province has the correction; its receipt for the record cannot be verified."""
    message_id = house.returns()
    done = house.corrected(RIGHT_PHONE)
    house.store.note_outcome(done.message_id, MessageState.DELIVERED)
    house.clock.advance(timedelta(hours=23))
    with pytest.raises(DomainError):
        house.give_up(message_id)
    house.clock.advance(timedelta(hours=1))

    house.give_up(message_id)

    assert house.entry(message_id).standing is RepairStanding.GIVEN_UP
    with pytest.raises(DomainError) as caught:
        house.open_repair(message_id, CLERK)
    assert caught.value.fault is DomainFault.STEP_NOT_ALLOWED
    house.put_back(RepairSubject.MESSAGE, message_id, CLERK)
    assert house.store.tables.outbox[message_id].state is MessageState.PENDING


def test_a_list_that_is_cut_says_so_and_counts_all(house: RepairHouse, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(repair_lists, "SHOWN", {RepairStanding.OPEN: 1, RepairStanding.GIVEN_UP: 1})
    numbers = ("YT8800000000021", "YT8800000000022", "YT8800000000023")
    first, _, third = (house.returns(number) for number in numbers)
    assert house.list().is_cut
    house.give_up(first)

    board = house.list()

    assert (board.count, board.waiting, len(board.entries), board.is_cut) == (3, 2, 2, True)
    assert [entry.standing for entry in board.entries] == [RepairStanding.OPEN, RepairStanding.GIVEN_UP]
    house.store.note_outcome(third, MessageState.DELIVERED)
    assert not house.list().is_cut


def test_more_fields_than_a_message_tells_are_refused_before_it_is_frozen() -> None:
    changes = tuple(ToldChange(f"/items/{number}/name", None, personal=False) for number in range(MAX_CHANGES + 1))
    mend = Mend(b"{}", (), {}, changes, "mistyped", CLERK, None, NOON, policy(), "5a17")
    envelope = Envelope("id-1", terminal_identity(), ChainHead(0, "0" * 64), None)
    with pytest.raises(DomainError) as caught:
        correction_message(envelope, mend, "subject-1")
    assert fault(caught.value) == (DomainFault.NOT_MENDABLE, "changes")


def test_nothing_of_a_person_shows_in_what_a_mend_is_printed_as() -> None:
    told = ToldChange(PHONE, "13800138000", personal=True)
    payload: dict[str, JsonValue] = {"phone": "13800138000"}
    mend = Mend(
        b"13800138000", (b"13800138000",), payload, (told,), "mistyped", CLERK, None, NOON, policy(), "13800138000"
    )
    assert "13800138000" not in repr(mend)


def test_what_is_put_back_waits_again(house: RepairHouse) -> None:
    message_id = house.returns(pointer=None, code="wrong_terminal")

    house.put_back(RepairSubject.MESSAGE, message_id, CLERK)

    assert house.store.tables.outbox[message_id].state is MessageState.PENDING
    assert house.list().entries == ()
    assert house.store.tables.audit[-1].action == "put_back"
    with pytest.raises(DomainError) as caught:
        house.put_back(RepairSubject.MESSAGE, message_id, CLERK)
    assert caught.value.fault is DomainFault.NOTHING_OPEN


def test_a_returned_photo_is_put_back(house: RepairHouse) -> None:
    message_id = house.accepted().message_id
    house.store.note_outcome(message_id, MessageState.DELIVERED)
    evidence_id = next(name for name, kept in house.store.tables.evidence.items() if kept.message_id == message_id)
    house.store.refuse_file(evidence_id, "evidence_mismatch")

    entry = house.entry(evidence_id)
    assert (entry.returned.subject, entry.returned.message_id) == (RepairSubject.EVIDENCE, message_id)
    assert entry.waybill_number
    house.put_back(RepairSubject.EVIDENCE, evidence_id, CLERK)

    assert house.store.tables.evidence[evidence_id].state is EvidenceState.PENDING
    assert house.list().entries == ()


def test_what_is_given_up_stays_and_may_be_taken_up(house: RepairHouse) -> None:
    message_id = house.returns()
    house.give_up(message_id)

    entry = house.entry(message_id)
    assert entry.standing is RepairStanding.GIVEN_UP
    assert entry.given_up is not None
    assert (entry.given_up.reason, entry.given_up.supervisor) == ("cannot_be_mended", SUPERVISOR.number)
    assert house.look(lambda work: work.records.tally()).balanced
    assert house.list().waiting == 0
    rows = house.look(lambda work: work.records.queue(limit=9))
    assert [row.given_up for row in rows if row.identifier == message_id] == [True]

    house.corrected(RIGHT_PHONE)
    assert house.entry(message_id).given_up is None


def test_the_sums_hold_at_every_moment(house: RepairHouse) -> None:
    def balanced() -> bool:
        return house.look(lambda work: work.records.tally()).balanced

    message_id = house.returns()
    assert balanced()
    done = house.corrected(RIGHT_PHONE)
    assert balanced()
    house.store.note_outcome(done.message_id, MessageState.DELIVERED)
    assert balanced()
    house.store.note_outcome(message_id, MessageState.DELIVERED)
    assert balanced()


def test_a_mended_phone_is_remembered_for_the_senders_next_parcel(house: RepairHouse) -> None:
    house.returns()
    house.corrected(RIGHT_PHONE)

    assert {known.phone for known in house.store.tables.senders.values()} == {"13987654321"}


def test_the_digest_of_a_correction_is_the_contracts(house: RepairHouse) -> None:
    house.returns()
    done = house.corrected(RIGHT_PHONE)

    kept = house.store.tables.outbox[done.message_id].message
    payload = house.sent(done.message_id)
    assert kept.kind is Kind.CORRECTION
    assert payload.original.sequence == kept.sequence - 1
    assert message_digest(json.loads(kept.body)) == kept.digest
    assert "13987654321" not in repr(kept)
