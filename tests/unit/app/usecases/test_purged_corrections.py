"""What corrections say about people goes with the record that they mend, and not before."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from app.domain.clerk import ClerkNumber
from app.domain.correction import FieldChange
from app.domain.errors import DomainError, DomainFault
from app.domain.identity.document import DocumentType
from app.domain.retention_rules import RetentionClass
from app.storage.outbox import StoreOutbox
from app.usecases.counter import Counter
from app.usecases.repair import CorrectRecord
from app.usecases.retention_results import OfPerson
from sync.contract import RECEIPT_TYPE, ReceiptClaims
from sync.ports import Refused, VerifiedReceipt
from sync.state import MessageState
from tests.support.retention_house import SUPERVISOR, RetentionHouse, term
from tests.support.stored_records import AcceptanceRecord

PHONE = FieldChange("/sender/phone", "13987654321")
OTHER = "530102199003071254"
NUMBER = FieldChange("/sender/document_number", OTHER)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[RetentionHouse]:
    house = RetentionHouse(tmp_path)
    yield house
    house.close()


def corrected(house: RetentionHouse, change: FieldChange = PHONE) -> tuple[AcceptanceRecord, str]:
    """Record 1 was returned and mended with a supervisor's word; the correction's message id."""
    record = house.accept(1)
    outbox = StoreOutbox(house.store)
    (message,) = outbox.claim(house.clock.now(), timedelta(minutes=1), max_messages=1, max_bytes=1_000_000)
    outbox.settle([Refused(message.message_id, "payload_invalid", "/payload/sender/phone", "")], house.clock.now())
    counter = Counter(house.store, house.clock, house.ids, house.policy)
    correct = CorrectRecord(counter, house.sign_in)
    done = house.on_store(lambda: correct(message.message_id, [change], "mistyped", ClerkNumber("1001"), SUPERVISOR))
    house.maker.head = house.run(lambda unit: unit.outbox.head())
    return record, done.message_id


def deliver_correction(house: RetentionHouse, message_id: str) -> None:
    digest = house.run(lambda unit: unit.messages.known_digest(message_id))
    assert digest is not None
    claims = ReceiptClaims(
        iss=house.seal.issuer,
        sub=message_id,
        digest=digest,
        terminal_id="terminal-1",
        sequence=2,
        received_at=house.clock.now(),
    )
    receipt = VerifiedReceipt(claims, house.seal.sign(claims, RECEIPT_TYPE))
    house.run(lambda unit: unit.messages.apply_receipt(receipt, house.clock.now()))


def test_the_values_of_a_correction_are_purged_with_the_record_and_proven(house: RetentionHouse) -> None:
    record, correction_id = corrected(house)
    deliver_correction(house, correction_id)
    house.deliver(record, house.clock.now())
    house.later(term(RetentionClass.RECORD_TEXT))

    house.purged()

    assert house.run(lambda unit: unit.outbox.body(correction_id)) is None
    (sent,) = house.run(lambda unit: unit.repairs.corrections(record.message.message_id))
    assert (sent.made.changes, sent.made.salt, sent.made.reason) == ((), "", "mistyped")
    assert house.audit_holds(), "the proof names the correction, too"
    (row,) = [row for row in house.run(lambda unit: unit.records.page(limit=9)) if row.record_id == "acceptance-1"]
    assert (row.text_purged, row.corrected, row.sender_masked) == (True, True, "")


def test_a_record_stays_whole_while_its_correction_still_has_to_be_sent(house: RetentionHouse) -> None:
    record, correction_id = corrected(house)
    house.deliver(record, house.clock.now())
    house.later(term(RetentionClass.RECORD_TEXT))

    report = house.purged()

    assert report.held == 1
    assert house.acceptance(1).text_purged_at is None
    assert house.run(lambda unit: unit.outbox.body(correction_id)) is not None


def test_a_correction_that_was_returned_and_left_behind_keeps_nothing(house: RetentionHouse) -> None:
    """The record was sent again as it was, and taken; the correction was given up."""
    record, correction_id = corrected(house)
    outbox = StoreOutbox(house.store)
    outbox.claim(house.clock.now(), timedelta(minutes=1), max_messages=1, max_bytes=1_000_000)
    outbox.settle([Refused(correction_id, "original_differs", None, "")], house.clock.now())
    house.deliver(record, house.clock.now())
    house.later(term(RetentionClass.RECORD_TEXT))

    report = house.purged()

    assert report.held == 0
    assert house.run(lambda unit: unit.outbox.body(correction_id)) is None
    (sent,) = house.run(lambda unit: unit.repairs.corrections(record.message.message_id))
    assert (sent.made.changes, sent.state) == ((), MessageState.REJECTED)
    assert house.audit_holds()
    with pytest.raises(DomainError) as caught:
        house.run(lambda unit: unit.outbox.requeue(correction_id))
    assert caught.value.fault is DomainFault.STEP_NOT_ALLOWED


def test_a_person_is_found_and_held_by_the_mended_document_too(house: RetentionHouse) -> None:
    record, correction_id = corrected(house, NUMBER)
    deliver_correction(house, correction_id)
    house.deliver(record, house.clock.now())
    person = OfPerson(DocumentType.RESIDENT_CARD, OTHER)
    about = house.held_data.about

    (found,) = house.on_store(lambda: about(person, SUPERVISOR)).records
    assert (found.acceptance_id, found.part) == ("acceptance-1", "sender")
    house.place(person, house.policy.retention.hold_reasons[0].code)
    house.later(term(RetentionClass.RECORD_TEXT))

    assert house.purged().held >= 1
    assert house.acceptance(1).text_purged_at is None
