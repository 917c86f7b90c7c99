"""What every ``sync.ports.Outbox`` must do. One suite for the memory fake and for the encrypted store's outbox.

How to run it on an implementation: subclass :class:`OutboxContract` in a ``test_*.py`` module and give it a fixture
``outbox_house`` that returns an :class:`OutboxHouse`::

    class TestMemoryOutbox(OutboxContract):
        @pytest.fixture
        def outbox_house(self) -> OutboxHouse:
            return MemoryOutboxHouse()

``OutboxHouse.enqueue`` freezes and queues one message, created at ``START``, in the terminal's one chain, with its
evidence tied to it in the same transaction. ``requeue`` is what a person does to a rejected message. ``reopen`` closes
and opens the store again; after it ``outbox`` must be read anew from the house. ``enqueue_acceptance`` queues the
message of an acceptance with this document, and ``remarks_about`` is what the counter reads of the province's remarks.
"""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Protocol

import pytest
from pydantic import JsonValue

from sync.contract import EvidenceReceiptClaims, EvidenceReference, ReceiptClaims, ReceiptRemark
from sync.digests import canonical_json, message_digest
from sync.errors import SyncFault
from sync.ports import (
    Deferred,
    Delivered,
    Outbox,
    OutboxMessage,
    Refused,
    Uploaded,
    VerifiedEvidenceReceipt,
    VerifiedReceipt,
)
from sync.state import LONGEST_WAIT, RECEIPT_OVERDUE_AFTER
from sync.words import Kind, RemarkCode
from tests.support.frozen_messages import START, evidence_of, refusal_payload

LEASE = timedelta(minutes=5)
LATER = START + timedelta(hours=1)
UNREACHABLE = SyncFault.UNREACHABLE.value
LOST = SyncFault.ANSWER_LOST.value
ELSEWHERE = RemarkCode.DOCUMENT_ELSEWHERE.value
DOCUMENT = "d" * 64


class OutboxHouse(Protocol):
    """An outbox together with its writing side."""

    @property
    def outbox(self) -> Outbox: ...

    def enqueue(self, kind: Kind, payload: dict[str, JsonValue], evidence: Sequence[EvidenceReference] = ()) -> str: ...

    def enqueue_acceptance(self, document_hash: str) -> str: ...

    def remarks_about(self, document_hash: str) -> list[tuple[str, str, datetime]]:
        """Message id, code and time."""

    def requeue(self, message_id: str) -> None: ...

    def reopen(self) -> None: ...


def claim(
    house: OutboxHouse, now: datetime = LATER, *, messages: int = 500, size: int = 4_000_000
) -> list[OutboxMessage]:
    return house.outbox.claim(now, LEASE, max_messages=messages, max_bytes=size)


def ids(messages: Sequence[OutboxMessage]) -> list[str]:
    return [message.message_id for message in messages]


def receipt_for(message: OutboxMessage, *codes: str, digest: str | None = None) -> VerifiedReceipt:
    """A receipt that remarks these codes."""
    claims = ReceiptClaims(
        iss="province",
        sub=message.message_id,
        digest=digest or message.digest,
        terminal_id="terminal-1",
        sequence=message.sequence,
        received_at=LATER,
        remarks=[ReceiptRemark(code=code, noted_at=LATER) for code in codes],
    )
    return VerifiedReceipt(claims=claims, jws=f"header.{message.message_id}.signature")


def file_receipt_for(file: EvidenceReference, message_id: str, *, size: int | None = None) -> VerifiedEvidenceReceipt:
    claims = EvidenceReceiptClaims(
        iss="province",
        sub=file.evidence_id,
        message_id=message_id,
        sha256=file.sha256,
        size=size or file.size,
        terminal_id="terminal-1",
        received_at=LATER,
    )
    return VerifiedEvidenceReceipt(claims=claims, jws=f"header.{file.evidence_id}.signature")


def enqueue_some(house: OutboxHouse, count: int, *, kind: Kind = Kind.REFUSAL) -> list[str]:
    return [house.enqueue(kind, refusal_payload(number)) for number in range(count)]


def deliver_one(house: OutboxHouse, *files: EvidenceReference) -> str:
    """Queue a message with these files and settle it as delivered."""
    message_id = house.enqueue(Kind.REFUSAL, refusal_payload(1, files), files)
    (message,) = claim(house)
    house.outbox.settle([Delivered(receipt_for(message))], LATER)
    return message_id


class OutboxContract:
    """Subclass it with a fixture ``outbox_house``."""

    # -- claiming

    def test_an_empty_outbox_has_nothing_to_say(self, outbox_house: OutboxHouse) -> None:
        outbox = outbox_house.outbox

        assert claim(outbox_house) == []
        assert outbox.next_due() is None
        assert outbox.receipt_cursor() == 0
        assert not outbox.expects_receipts()
        assert outbox.counts().made == 0

    def test_a_claimed_body_is_canonical_and_carries_its_digest(self, outbox_house: OutboxHouse) -> None:
        message_id = outbox_house.enqueue(Kind.REFUSAL, refusal_payload(1))

        (message,) = claim(outbox_house)

        parsed = json.loads(message.body)
        assert message.message_id == message_id == parsed["message_id"]
        assert message.body == canonical_json(parsed)
        assert message.digest == message_digest(parsed) == parsed["digest"]
        assert (message.kind, message.sequence, message.attempts) == (Kind.REFUSAL, 1, 1)
        assert outbox_house.outbox.known_digest(message_id) == message.digest

    def test_urgent_kinds_go_first_and_then_by_sequence(self, outbox_house: OutboxHouse) -> None:
        ordinary = enqueue_some(outbox_house, 2)
        incident = outbox_house.enqueue(Kind.INCIDENT, {"text": "x"})
        handover = outbox_house.enqueue(Kind.HANDOVER, {"text": "x"})
        interruption = outbox_house.enqueue(Kind.INTERRUPTION, {"text": "x"})

        assert ids(claim(outbox_house)) == [incident, interruption, *ordinary, handover]

    def test_a_claim_of_what_is_urgent_leaves_the_rest_untouched(self, outbox_house: OutboxHouse) -> None:
        ordinary = enqueue_some(outbox_house, 2)
        incident = outbox_house.enqueue(Kind.INCIDENT, {"text": "x"})

        urgent = outbox_house.outbox.claim(LATER, LEASE, max_messages=9, max_bytes=9_000_000, urgent_only=True)

        assert ids(urgent) == [incident]
        rest = claim(outbox_house)
        assert ids(rest) == ordinary
        assert [message.attempts for message in rest] == [1, 1]

    def test_a_claim_keeps_to_the_number_of_messages(self, outbox_house: OutboxHouse) -> None:
        first, second, third = enqueue_some(outbox_house, 3)

        assert ids(claim(outbox_house, messages=2)) == [first, second]
        assert ids(claim(outbox_house, messages=2)) == [third]

    def test_a_claim_keeps_to_the_number_of_bytes(self, outbox_house: OutboxHouse) -> None:
        first, second, third = enqueue_some(outbox_house, 3)
        size = len(claim(outbox_house, messages=1)[0].body)

        assert ids(claim(outbox_house, size=size * 2)) == [second, third]
        assert ids(claim(outbox_house, LATER + LEASE, size=size * 2)) == [first, second]

    def test_a_message_larger_than_the_limit_still_goes_alone(self, outbox_house: OutboxHouse) -> None:
        first, second = enqueue_some(outbox_house, 2)

        assert ids(claim(outbox_house, size=10)) == [first]
        assert ids(claim(outbox_house, size=10)) == [second]

    def test_a_leased_message_is_not_claimed_again_until_its_lease_ends(self, outbox_house: OutboxHouse) -> None:
        enqueue_some(outbox_house, 1)
        claim(outbox_house)

        assert claim(outbox_house, LATER + LEASE - timedelta(seconds=1)) == []
        (again,) = claim(outbox_house, LATER + LEASE)
        assert again.attempts == 2

    def test_an_attempt_is_counted_before_anything_is_sent(self, outbox_house: OutboxHouse) -> None:
        enqueue_some(outbox_house, 1)
        claim(outbox_house)

        outbox_house.reopen()

        (again,) = claim(outbox_house, LATER + LEASE)
        assert again.attempts == 2

    # -- settling

    def test_a_receipt_delivers_for_good(self, outbox_house: OutboxHouse) -> None:
        enqueue_some(outbox_house, 1)
        (message,) = claim(outbox_house)

        outbox_house.outbox.settle([Delivered(receipt_for(message))], LATER)
        outbox_house.reopen()

        counts = outbox_house.outbox.counts()
        assert (counts.made, counts.delivered, counts.waiting) == (1, 1, 0)
        assert claim(outbox_house, LATER + timedelta(days=9)) == []
        assert outbox_house.outbox.next_due() is None

    def test_a_second_receipt_changes_nothing(self, outbox_house: OutboxHouse) -> None:
        enqueue_some(outbox_house, 1)
        (message,) = claim(outbox_house)
        outbox_house.outbox.settle([Delivered(receipt_for(message))], LATER)

        outbox_house.outbox.settle([Delivered(receipt_for(message))], LATER)
        assert outbox_house.outbox.apply_receipts([receipt_for(message)], [], 1, LATER) == 0

        assert outbox_house.outbox.counts().delivered == 1

    def test_fetched_receipts_say_how_many_messages_they_delivered(self, outbox_house: OutboxHouse) -> None:
        enqueue_some(outbox_house, 3)
        first, second, _ = claim(outbox_house)
        receipts = [receipt_for(first), receipt_for(second), receipt_for(second)]

        assert outbox_house.outbox.apply_receipts(receipts, [], 3, LATER) == 2
        assert outbox_house.outbox.counts().delivered == 2

    def test_a_receipt_for_a_message_nobody_made_is_let_pass(self, outbox_house: OutboxHouse) -> None:
        stranger = OutboxMessage("stranger", Kind.REFUSAL, 9, "0" * 64, b"{}", 1)

        outbox_house.outbox.settle([Delivered(receipt_for(stranger))], LATER)
        outbox_house.outbox.apply_receipts([receipt_for(stranger)], [], 4, LATER)

        assert outbox_house.outbox.counts().made == 0
        assert outbox_house.outbox.receipt_cursor() == 4

    def test_a_deferred_message_waits_for_its_time(self, outbox_house: OutboxHouse) -> None:
        (message_id,) = enqueue_some(outbox_house, 1)
        claim(outbox_house)
        until = LATER + timedelta(minutes=2)

        outbox_house.outbox.settle([Deferred(message_id, until, UNREACHABLE)], LATER)

        assert outbox_house.outbox.next_due() == until
        assert claim(outbox_house, until - timedelta(seconds=1)) == []
        (again,) = claim(outbox_house, until)
        assert again.attempts == 2

    def test_an_attempt_that_does_not_count_is_taken_back(self, outbox_house: OutboxHouse) -> None:
        (message_id,) = enqueue_some(outbox_house, 1)
        claim(outbox_house)

        portal = SyncFault.NOT_OUR_PROVINCE.value
        outbox_house.outbox.settle([Deferred(message_id, LATER, portal, counts=False)], LATER)

        (again,) = claim(outbox_house)
        assert again.attempts == 1

    def test_a_refused_message_waits_for_a_person(self, outbox_house: OutboxHouse) -> None:
        (message_id,) = enqueue_some(outbox_house, 1)
        claim(outbox_house)

        refused = Refused(message_id, "payload_invalid", "/payload/reason", "too short")
        outbox_house.outbox.settle([refused], LATER)

        counts = outbox_house.outbox.counts()
        assert (counts.made, counts.rejected, counts.waiting) == (1, 1, 0)
        assert claim(outbox_house, LATER + timedelta(days=9)) == []
        outbox_house.requeue(message_id)
        assert ids(claim(outbox_house)) == [message_id]

    def test_settlements_of_one_batch_do_not_touch_each_other(self, outbox_house: OutboxHouse) -> None:
        good, slow, bad = enqueue_some(outbox_house, 3)
        messages = {message.message_id: message for message in claim(outbox_house)}

        outbox_house.outbox.settle(
            [Delivered(receipt_for(messages[good])), Deferred(slow, LATER, LOST), Refused(bad, "conflict")], LATER
        )

        counts = outbox_house.outbox.counts()
        assert (counts.delivered, counts.waiting, counts.rejected) == (1, 1, 1)
        assert ids(claim(outbox_house)) == [slow]

    # -- receipts that were fetched

    def test_a_fetched_receipt_delivers_a_waiting_message(self, outbox_house: OutboxHouse) -> None:
        (message_id,) = enqueue_some(outbox_house, 1)
        (message,) = claim(outbox_house)
        outbox_house.outbox.settle([Deferred(message_id, LATER, LOST)], LATER)

        outbox_house.outbox.apply_receipts([receipt_for(message)], [], 7, LATER)
        outbox_house.reopen()

        assert outbox_house.outbox.counts().delivered == 1
        assert outbox_house.outbox.receipt_cursor() == 7
        assert not outbox_house.outbox.expects_receipts()

    def test_a_fetched_receipt_delivers_even_a_refused_message(self, outbox_house: OutboxHouse) -> None:
        (message_id,) = enqueue_some(outbox_house, 1)
        (message,) = claim(outbox_house)
        outbox_house.outbox.settle([Refused(message_id, "malformed")], LATER)

        outbox_house.outbox.apply_receipts([receipt_for(message)], [], 1, LATER)

        assert outbox_house.outbox.counts().delivered == 1

    def test_a_fetched_receipt_for_another_digest_changes_nothing_but_the_cursor(
        self, outbox_house: OutboxHouse
    ) -> None:
        enqueue_some(outbox_house, 1)
        (message,) = claim(outbox_house)

        outbox_house.outbox.apply_receipts([receipt_for(message, digest="f" * 64)], [], 3, LATER)

        assert outbox_house.outbox.counts().delivered == 0
        assert outbox_house.outbox.receipt_cursor() == 3

    def test_receipts_are_expected_only_when_an_answer_is_unknown(self, outbox_house: OutboxHouse) -> None:
        (message_id,) = enqueue_some(outbox_house, 1)
        claim(outbox_house)

        outbox_house.outbox.settle([Deferred(message_id, LATER, UNREACHABLE)], LATER)
        assert not outbox_house.outbox.expects_receipts()

        claim(outbox_house)
        outbox_house.outbox.settle([Deferred(message_id, LATER, LOST)], LATER)
        assert outbox_house.outbox.expects_receipts()

    def test_a_lost_answer_is_unknown_until_all_receipts_were_read(self, outbox_house: OutboxHouse) -> None:
        lost, waiting = enqueue_some(outbox_house, 2)
        outbox = outbox_house.outbox
        claim(outbox_house)
        outbox.settle([Deferred(lost, LATER, LOST), Deferred(waiting, LATER, UNREACHABLE)], LATER)

        assert (outbox.counts().waiting, outbox.counts().unknown) == (2, 1)
        outbox.settle_unknown()
        assert (outbox.counts().waiting, outbox.counts().unknown) == (2, 0)
        assert not outbox.expects_receipts()

    def test_what_an_engine_carried_when_it_died_is_due_and_unknown(self, outbox_house: OutboxHouse) -> None:
        made = enqueue_some(outbox_house, 2)
        claim(outbox_house)

        outbox_house.outbox.recover_leases(LATER)

        assert outbox_house.outbox.counts().unknown == 2
        assert outbox_house.outbox.expects_receipts()
        again = outbox_house.outbox.claim(LATER, LEASE, max_messages=9, max_bytes=9_000_000)
        assert ids(again) == made

    def test_the_wait_that_the_province_asked_for_is_remembered(self, outbox_house: OutboxHouse) -> None:
        asked, other = enqueue_some(outbox_house, 2)
        outbox = outbox_house.outbox
        claim(outbox_house)
        until = LATER + timedelta(minutes=10)
        outbox.settle([Deferred(asked, until, "throttled"), Deferred(other, until, UNREACHABLE)], LATER)

        assert outbox.held_until(LATER) == until
        assert outbox.held_until(until) is None

    # -- what the province remarks

    def test_a_remark_is_kept_with_the_delivery_and_survives(self, outbox_house: OutboxHouse) -> None:
        message_id = outbox_house.enqueue_acceptance(DOCUMENT)
        outbox_house.enqueue_acceptance("e" * 64)
        first, second = claim(outbox_house)

        outbox_house.outbox.settle([Delivered(receipt_for(first, ELSEWHERE, "news"))], LATER)
        outbox_house.outbox.settle([Delivered(receipt_for(second))], LATER)
        outbox_house.reopen()

        assert sorted(outbox_house.remarks_about(DOCUMENT)) == [
            (message_id, ELSEWHERE, LATER),
            (message_id, "news", LATER),
        ]
        assert outbox_house.remarks_about("e" * 64) == []

    def test_a_fetched_receipt_brings_its_remarks(self, outbox_house: OutboxHouse) -> None:
        message_id = outbox_house.enqueue_acceptance(DOCUMENT)
        (message,) = claim(outbox_house)
        outbox_house.outbox.settle([Deferred(message_id, LATER, LOST)], LATER)

        outbox_house.outbox.apply_receipts([receipt_for(message, ELSEWHERE)], [], 1, LATER)

        assert outbox_house.remarks_about(DOCUMENT) == [(message_id, ELSEWHERE, LATER)]

    def test_a_remark_is_kept_once_however_often_the_receipt_comes(self, outbox_house: OutboxHouse) -> None:
        message_id = outbox_house.enqueue_acceptance(DOCUMENT)
        (message,) = claim(outbox_house)
        receipt = receipt_for(message, ELSEWHERE, ELSEWHERE)

        outbox_house.outbox.settle([Delivered(receipt), Delivered(receipt)], LATER)
        outbox_house.outbox.apply_receipts([receipt, receipt], [], 2, LATER)

        assert outbox_house.remarks_about(DOCUMENT) == [(message_id, ELSEWHERE, LATER)]

    def test_remarks_of_a_receipt_for_another_digest_are_not_believed(self, outbox_house: OutboxHouse) -> None:
        outbox_house.enqueue_acceptance(DOCUMENT)
        (message,) = claim(outbox_house)

        outbox_house.outbox.apply_receipts([receipt_for(message, ELSEWHERE, digest="f" * 64)], [], 1, LATER)

        assert outbox_house.remarks_about(DOCUMENT) == []

    def test_a_remark_about_what_is_no_acceptance_holds_nothing_up(self, outbox_house: OutboxHouse) -> None:
        outbox_house.enqueue(Kind.REFUSAL, refusal_payload(1))
        (message,) = claim(outbox_house)

        outbox_house.outbox.settle([Delivered(receipt_for(message, ELSEWHERE))], LATER)

        assert outbox_house.outbox.counts().delivered == 1

    # -- dates of a clock that was ahead

    @pytest.mark.parametrize(("late", "due"), [(timedelta(), 0), (timedelta(seconds=1), 1)])
    def test_only_a_wait_that_is_too_long_to_be_one_ends_early(
        self, outbox_house: OutboxHouse, late: timedelta, due: int
    ) -> None:
        (message_id,) = enqueue_some(outbox_house, 1)
        claim(outbox_house)
        outbox_house.outbox.settle([Deferred(message_id, LATER + LONGEST_WAIT + late, UNREACHABLE)], LATER)

        outbox_house.outbox.recover_dates(LATER)

        assert len(claim(outbox_house)) == due

    def test_a_lease_is_no_date_to_recover(self, outbox_house: OutboxHouse) -> None:
        enqueue_some(outbox_house, 1)
        claim(outbox_house)

        outbox_house.outbox.recover_dates(START - timedelta(days=300))

        assert claim(outbox_house, START) == []

    def test_a_file_put_off_or_uploaded_by_a_clock_that_was_ahead_is_due(self, outbox_house: OutboxHouse) -> None:
        deliver_one(outbox_house, evidence_of(b"one", "e1"), evidence_of(b"two", "e2"))
        outbox = outbox_house.outbox
        outbox.claim_evidence(LATER, LEASE, max_files=9)
        ahead = LATER + timedelta(days=300)
        outbox.settle_evidence([Deferred("e1", ahead, UNREACHABLE), Uploaded("e2")], ahead)
        assert outbox.claim_evidence(LATER, LEASE, max_files=9) == []

        outbox.recover_dates(LATER)

        assert [file.evidence_id for file in outbox.claim_evidence(LATER, LEASE, max_files=9)] == ["e1", "e2"]

    # -- evidence

    def test_a_file_waits_for_its_message(self, outbox_house: OutboxHouse) -> None:
        photo = evidence_of(b"photo", "e1")
        message_id = outbox_house.enqueue(Kind.REFUSAL, refusal_payload(1, [photo]), [photo])

        assert outbox_house.outbox.claim_evidence(LATER, LEASE, max_files=9) == []
        (message,) = claim(outbox_house)
        outbox_house.outbox.settle([Delivered(receipt_for(message))], LATER)

        (file,) = outbox_house.outbox.claim_evidence(LATER, LEASE, max_files=9)
        assert (file.evidence_id, file.message_id, file.sha256) == ("e1", message_id, photo.sha256)
        assert (file.size, file.media_type, file.attempts) == (5, "image/jpeg", 1)
        assert (file.upload_url, file.bytes_confirmed) == (None, 0)

    def test_files_go_oldest_message_first(self, outbox_house: OutboxHouse) -> None:
        deliver_one(outbox_house, evidence_of(b"one", "e9"))
        deliver_one(outbox_house, evidence_of(b"two", "e1"))

        first = outbox_house.outbox.claim_evidence(LATER, LEASE, max_files=1)
        second = outbox_house.outbox.claim_evidence(LATER, LEASE, max_files=1)

        assert [file.evidence_id for file in [*first, *second]] == ["e9", "e1"]
        assert outbox_house.outbox.claim_evidence(LATER, LEASE, max_files=1) == []

    def test_progress_survives_and_can_be_forgotten(self, outbox_house: OutboxHouse) -> None:
        deliver_one(outbox_house, evidence_of(b"0123456789", "e1"))
        outbox_house.outbox.claim_evidence(LATER, LEASE, max_files=1)

        outbox_house.outbox.note_progress("e1", "/v1/evidence/7", 4)
        outbox_house.reopen()

        (file,) = outbox_house.outbox.claim_evidence(LATER + LEASE, LEASE, max_files=1)
        assert (file.upload_url, file.bytes_confirmed, file.attempts) == ("/v1/evidence/7", 4, 2)
        assert outbox_house.outbox.counts().evidence_waiting_bytes == 6

        outbox_house.outbox.forget_upload("e1")
        (file,) = outbox_house.outbox.claim_evidence(LATER + 2 * LEASE, LEASE, max_files=1)
        assert (file.upload_url, file.bytes_confirmed) == (None, 0)

    def test_a_deferred_file_waits_for_its_time(self, outbox_house: OutboxHouse) -> None:
        deliver_one(outbox_house, evidence_of(b"photo", "e1"))
        outbox_house.outbox.claim_evidence(LATER, LEASE, max_files=1)
        until = LATER + timedelta(minutes=2)

        outbox_house.outbox.settle_evidence([Deferred("e1", until, LOST, counts=False)], LATER)

        assert outbox_house.outbox.next_due() == until
        assert outbox_house.outbox.claim_evidence(LATER, LEASE, max_files=1) == []
        (file,) = outbox_house.outbox.claim_evidence(until, LEASE, max_files=1)
        assert file.attempts == 1

    def test_a_refused_file_is_kept_and_counted(self, outbox_house: OutboxHouse) -> None:
        deliver_one(outbox_house, evidence_of(b"photo", "e1"))
        outbox_house.outbox.claim_evidence(LATER, LEASE, max_files=1)

        outbox_house.outbox.settle_evidence([Refused("e1", "evidence_mismatch")], LATER)

        counts = outbox_house.outbox.counts()
        assert (counts.evidence_waiting, counts.evidence_rejected) == (0, 1)
        assert outbox_house.outbox.next_due() is None

    def test_an_uploaded_file_is_delivered_by_its_receipt_only(self, outbox_house: OutboxHouse) -> None:
        photo = evidence_of(b"photo", "e1")
        message_id = deliver_one(outbox_house, photo)
        outbox_house.outbox.claim_evidence(LATER, LEASE, max_files=1)

        outbox_house.outbox.settle_evidence([Uploaded("e1")], LATER)
        assert outbox_house.outbox.expects_receipts()
        assert outbox_house.outbox.counts().evidence_waiting == 1

        outbox_house.outbox.apply_receipts([], [file_receipt_for(photo, message_id)], 2, LATER)
        assert not outbox_house.outbox.expects_receipts()
        assert outbox_house.outbox.counts().evidence_waiting == 0

    def test_a_file_receipt_for_another_size_changes_nothing(self, outbox_house: OutboxHouse) -> None:
        photo = evidence_of(b"photo", "e1")
        message_id = deliver_one(outbox_house, photo)
        outbox_house.outbox.claim_evidence(LATER, LEASE, max_files=1)
        outbox_house.outbox.settle_evidence([Uploaded("e1")], LATER)

        outbox_house.outbox.apply_receipts([], [file_receipt_for(photo, message_id, size=4)], 2, LATER)

        assert outbox_house.outbox.counts().evidence_waiting == 1
        assert outbox_house.outbox.expects_receipts()

    def test_a_file_whose_receipt_is_long_overdue_is_handed_out_again(self, outbox_house: OutboxHouse) -> None:
        deliver_one(outbox_house, evidence_of(b"photo", "e1"))
        outbox_house.outbox.claim_evidence(LATER, LEASE, max_files=1)
        outbox_house.outbox.settle_evidence([Uploaded("e1")], LATER)
        overdue = LATER + RECEIPT_OVERDUE_AFTER

        assert outbox_house.outbox.claim_evidence(overdue - timedelta(seconds=1), LEASE, max_files=1) == []
        (file,) = outbox_house.outbox.claim_evidence(overdue, LEASE, max_files=1)
        assert file.evidence_id == "e1"

    # -- sums and times

    def test_made_is_delivered_plus_waiting_plus_rejected(self, outbox_house: OutboxHouse) -> None:
        enqueue_some(outbox_house, 4)
        first, second, _third = claim(outbox_house, messages=3)
        outbox_house.outbox.settle([Delivered(receipt_for(first)), Refused(second.message_id, "conflict")], LATER)

        counts = outbox_house.outbox.counts()

        assert (counts.made, counts.delivered, counts.waiting, counts.rejected) == (4, 1, 2, 1)
        assert counts.oldest_waiting_at == START

    def test_the_next_due_time_is_the_earliest_of_all(self, outbox_house: OutboxHouse) -> None:
        (first,) = enqueue_some(outbox_house, 1)
        assert outbox_house.outbox.next_due() is not None
        claim(outbox_house)
        assert outbox_house.outbox.next_due() == LATER + LEASE

        outbox_house.outbox.settle([Deferred(first, LATER + timedelta(hours=3), UNREACHABLE)], LATER)
        deliver_one(outbox_house, evidence_of(b"photo", "e1"))
        outbox_house.outbox.claim_evidence(LATER, LEASE, max_files=1)

        assert outbox_house.outbox.next_due() == LATER + LEASE
