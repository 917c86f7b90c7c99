"""What repairs must keep. One suite for the memory fake and the encrypted store."""

from collections.abc import Callable
from datetime import timedelta
from typing import Protocol

import pytest

from app.domain.correction import FieldChange
from app.domain.errors import DomainError, DomainFault
from app.ports import Store
from app.repair_ports import Correction, GivenUp, RepairStanding, RepairSubject, Returned
from sync.state import MessageState
from sync.words import Kind
from tests.contract.app.store_suite import WorkOn
from tests.support import builders
from tests.support.stored_records import AcceptanceRecord, RecordMaker

LATER = builders.NOON + timedelta(hours=1)
CHANGES = (
    FieldChange("/sender/phone", "13987654321"),
    FieldChange("/inspection/weight_g", 900),
    FieldChange("/x", None),
)


class Refuse(Protocol):
    """Lets the province return a message."""

    def __call__(self, record: AcceptanceRecord, code: str, pointer: str | None) -> None: ...


RefuseFile = Callable[[AcceptanceRecord, str], None]


class RepairContract:
    """Subclass it with the fixtures ``store``, ``refuse`` and ``refuse_file``."""

    @pytest.fixture
    def work(self, store: Store) -> WorkOn:
        return WorkOn(store)

    @pytest.fixture
    def records(self, work: WorkOn) -> tuple[AcceptanceRecord, ...]:
        maker = RecordMaker()
        made = tuple(maker.acceptance(number) for number in (1, 2))
        for record in made:
            work(record.write)
        return made

    def test_what_was_returned_is_listed_with_place_and_reason(
        self, work: WorkOn, records: tuple[AcceptanceRecord, ...], refuse: Refuse
    ) -> None:
        refuse(records[0], "payload_invalid", "/payload/sender/phone")

        (found,) = work(lambda unit: unit.repairs.returned(RepairStanding.OPEN, limit=5))

        assert found == work(lambda unit: unit.repairs.returned_one(RepairSubject.MESSAGE, "message-1"))
        assert found == Returned(
            subject=RepairSubject.MESSAGE,
            identifier="message-1",
            message_id="message-1",
            kind=Kind.ACCEPTANCE,
            subject_id="acceptance-1",
            sequence=1,
            made_at=records[0].message.created_at,
            attempts=1,
            code="payload_invalid",
            pointer="/payload/sender/phone",
            detail="",
        )
        assert work(lambda unit: unit.repairs.returned_one(RepairSubject.MESSAGE, "message-2")) is None

    def test_a_returned_file_names_its_record_and_goes_back(
        self, work: WorkOn, records: tuple[AcceptanceRecord, ...], refuse_file: RefuseFile
    ) -> None:
        refuse_file(records[0], "evidence_mismatch")

        (found,) = work(lambda unit: unit.repairs.returned(RepairStanding.OPEN, limit=5))
        assert (found.subject, found.identifier, found.message_id, found.code) == (
            RepairSubject.EVIDENCE,
            "photo-1-0",
            "message-1",
            "evidence_mismatch",
        )
        assert work(lambda unit: unit.records.counts()).evidence_rejected == 1

        work(lambda unit: unit.repairs.requeue_file("photo-1-0"))

        assert work(lambda unit: unit.repairs.returned(RepairStanding.OPEN, limit=5)) == []
        assert work(lambda unit: unit.records.counts()).evidence_rejected == 0
        with pytest.raises(DomainError) as caught:
            work(lambda unit: unit.repairs.requeue_file("photo-1-0"))
        assert caught.value.fault is DomainFault.STEP_NOT_ALLOWED

    def test_a_correction_is_kept_with_its_values_and_shown_in_the_list(
        self, work: WorkOn, records: tuple[AcceptanceRecord, ...], refuse: Refuse
    ) -> None:
        refuse(records[0], "payload_invalid", "/payload/sender/phone")
        changes = (*CHANGES, FieldChange("/sender/name", "样例乙"))
        # the second record's message stands in for the correction's
        made = Correction(
            "message-2", "message-1", "mistyped", builders.CLERK, None, LATER, changes=changes, salt="5a17"
        )

        work(lambda unit: unit.repairs.add_correction(made))

        waiting = work(lambda unit: unit.repairs.returned(RepairStanding.CORRECTION_WAITING, limit=5))
        assert [one.identifier for one in waiting] == ["message-1"]
        word = GivenUp(RepairSubject.MESSAGE, "message-1", "cannot_be_mended", builders.CLERK, LATER)
        work(lambda unit: unit.repairs.give_up(word))
        assert work(lambda unit: unit.repairs.standings()) == {RepairStanding.CORRECTION_WAITING: 1}
        (sent,) = work(lambda unit: unit.repairs.corrections("message-1"))
        assert (sent.made, sent.state) == (made, MessageState.PENDING)
        rows = {row.record_id: row for row in work(lambda unit: unit.records.page(limit=5))}
        assert (rows["acceptance-1"].corrected, rows["acceptance-1"].sender_masked) == (True, "样**")
        assert not rows["acceptance-2"].corrected
        queue = {row.identifier: row for row in work(lambda unit: unit.records.queue(limit=9))}
        assert queue["message-1"].pointer == "/payload/sender/phone"
        assert (queue["message-2"].corrects, queue["message-1"].corrects) == ("message-1", None)
        assert work(lambda unit: unit.records.tally()).balanced

    def test_what_is_given_up_is_so_until_it_is_taken_up(
        self, work: WorkOn, records: tuple[AcceptanceRecord, ...], refuse: Refuse
    ) -> None:
        refuse(records[0], "conflict", "/digest")
        word = GivenUp(RepairSubject.MESSAGE, "message-1", "cannot_be_mended", builders.CLERK, LATER)

        work(lambda unit: unit.repairs.give_up(word))

        assert work(lambda unit: unit.repairs.given_up(RepairSubject.MESSAGE, "message-1")) == word
        assert work(lambda unit: unit.records.tally()).refused == 1
        counts = work(lambda unit: unit.records.counts())
        assert (counts.rejected, counts.given_up) == (1, 1)
        with pytest.raises(DomainError) as caught:
            work(lambda unit: unit.repairs.give_up(word))
        assert caught.value.fault is DomainFault.STEP_NOT_ALLOWED
        work(lambda unit: unit.repairs.take_up(RepairSubject.MESSAGE, "message-1", LATER))
        assert work(lambda unit: unit.repairs.given_up(RepairSubject.MESSAGE, "message-1")) is None
        work(lambda unit: unit.repairs.give_up(word))

    def test_what_is_given_up_hides_nothing_that_is_open(
        self, work: WorkOn, refuse: Refuse, refuse_file: RefuseFile
    ) -> None:
        maker = RecordMaker()
        records = [maker.acceptance(number) for number in (1, 2, 3)]
        for record in records:
            work(record.write)
        refuse_file(records[0], "evidence_mismatch")
        refuse(records[1], "conflict", "/digest")
        refuse(records[2], "conflict", "/digest")
        word = GivenUp(RepairSubject.MESSAGE, "message-2", "cannot_be_mended", builders.CLERK, LATER)
        work(lambda unit: unit.repairs.give_up(word))

        for standing, names in (
            (RepairStanding.OPEN, ["message-3", "photo-1-0"]),
            (RepairStanding.GIVEN_UP, ["message-2"]),
            (RepairStanding.SETTLING, []),
        ):
            found = work(lambda unit, standing=standing: unit.repairs.returned(standing, limit=1))  # type: ignore[misc] # bound now
            assert [one.identifier for one in found] == names
        assert work(lambda unit: unit.repairs.standings()) == {RepairStanding.OPEN: 2, RepairStanding.GIVEN_UP: 1}

    def test_a_returned_correction_stands_alone_where_its_record_arrived(
        self, work: WorkOn, records: tuple[AcceptanceRecord, ...], refuse: Refuse, refuse_file: RefuseFile
    ) -> None:
        made = Correction("message-2", "message-1", "mistyped", builders.CLERK, None, LATER, CHANGES, "5a17")
        work(lambda unit: unit.repairs.add_correction(made))
        refuse_file(records[0], "evidence_mismatch")
        refuse(records[1], "original_differs", None)

        found = work(lambda unit: unit.repairs.returned(RepairStanding.OPEN, limit=9))
        assert [one.identifier for one in found] == ["message-2", "photo-1-0"]
