"""What every ``app.ports.Store`` must do. One suite for the memory fake and for the encrypted store.

Subclass :class:`StoreContract` with the fixtures ``store``, ``remarking`` and ``telling``; :class:`WorkOn` runs a unit
of work on the store's thread.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol, TypeVar

import pytest

from app.audit_ports import AuditEntry
from app.domain.acceptance import ParcelState
from app.domain.clerk import Clerk, ClerkNumber, ClerkRole
from app.domain.customer import Agreement, Customer, CustomerKind, Filing
from app.domain.errors import DomainError, DomainFault
from app.people_ports import CarrierOrder, DocumentUse, KnownSender, Remark
from app.ports import AcceptedBefore, ChainHead, ClockOffset, RecordKind, Store, UnitOfWork
from app.province_ports import TakenChange
from app.storage.errors import StorageError, StorageFault, StoreRuleError
from sync.digests import GENESIS_DIGEST
from sync.draws import ChainLink
from sync.state import EvidenceState, MessageState
from sync.words import Environment
from tests.support import builders
from tests.support.stored_records import AcceptanceRecord, RecordMaker, photo, stored

Result = TypeVar("Result")


class WorkOn:
    """Runs a function in a unit of work of its own, on the store's thread."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def __call__(self, work: Callable[[UnitOfWork], Result]) -> Result:
        def in_unit() -> Result:
            with self._store.unit_of_work() as unit:
                return work(unit)

        return self._store.submit(in_unit).result(timeout=30)


class Remarking(Protocol):
    """Lets the province remark a code about an accepted record's message, as its delivery would."""

    def __call__(self, record: AcceptanceRecord, code: str, at: datetime) -> None: ...


class Telling(Protocol):
    """Lets the province tell something, as its fetching would."""

    def __call__(self, changes: Sequence[TakenChange]) -> None: ...


class DeliberateError(Exception):
    """Raised in the middle of a unit of work, to see what is left of it."""


def save(work: WorkOn, customer: Customer) -> None:
    """Keep a customer."""
    work(lambda unit: unit.customers.save(customer, clerk=builders.CLERK, at=builders.NOON))


def organisation(**changes: object) -> Customer:
    """Another customer than the builders', without an agreement."""
    plain: dict[str, object] = {"kind": CustomerKind.ORGANISATION, "agreement": None, "responsible_copy": None}
    return builders.customer(**{"customer_id": "customer-2", "credit_code": "C2", **plain, **changes})


def agreement_of(customer: Customer) -> Agreement:
    """The agreement, which must be there."""
    assert customer.agreement is not None
    return customer.agreement


class StoreContract:
    """Subclass it with the fixtures ``store`` and ``remarking``."""

    @pytest.fixture
    def work(self, store: Store) -> WorkOn:
        return WorkOn(store)

    # -- transactions and threads

    def test_a_unit_of_work_belongs_on_the_stores_thread(self, store: Store) -> None:
        with pytest.raises(StorageError) as caught:
            store.unit_of_work()

        assert caught.value.fault is StorageFault.WRONG_THREAD

    def test_what_a_failed_unit_did_is_gone(self, work: WorkOn) -> None:
        record = RecordMaker().acceptance(1)

        def break_off(unit: UnitOfWork) -> None:
            unit.clerks.add(Clerk(builders.CLERK, "甲", "hash"))
            unit.parcels.save(builders.parcel())
            record.write(unit)
            raise DeliberateError

        with pytest.raises(DeliberateError):
            work(break_off)

        assert work(lambda unit: unit.clerks.all()) == []
        assert work(lambda unit: unit.parcels.in_state(ParcelState.OPEN)) == []
        assert work(lambda unit: unit.acceptances.last()) is None
        assert work(lambda unit: unit.evidence.all_ids()) == set()
        assert work(lambda unit: unit.outbox.head()) == ChainHead(0, GENESIS_DIGEST)
        assert work(lambda unit: unit.audit.check()).length == 0

    def test_work_is_done_in_order(self, store: Store) -> None:
        done: list[int] = []
        futures = [store.submit(lambda number=number: done.append(number)) for number in range(50)]  # type: ignore[misc] # a lambda's default is not inferred

        for future in futures:
            future.result(timeout=30)
        assert done == list(range(50))

    def test_an_error_in_submitted_work_reaches_whoever_waits(self, store: Store) -> None:
        def fail() -> None:
            raise DeliberateError

        assert isinstance(store.submit(fail).exception(timeout=30), DeliberateError)

    def test_units_do_not_nest(self, store: Store, work: WorkOn) -> None:
        def nested(unit: UnitOfWork) -> None:
            unit.parcels.save(builders.parcel())
            with store.unit_of_work():
                pass

        with pytest.raises(StoreRuleError):
            work(nested)

        assert work(lambda unit: unit.parcels.get("parcel-1")) is None

    # -- parcels

    def test_a_parcel_is_kept_as_it_was_saved_last(self, work: WorkOn) -> None:
        parcel = builders.parcel(state=ParcelState.OPEN)
        work(lambda unit: unit.parcels.save(replace(parcel, sender=None)))
        work(lambda unit: unit.parcels.save(parcel))

        assert work(lambda unit: unit.parcels.get(parcel.parcel_id)) == parcel
        assert work(lambda unit: unit.parcels.in_state(ParcelState.OPEN)) == [parcel]
        assert work(lambda unit: unit.parcels.in_state(ParcelState.PARKED)) == []

    def test_an_unknown_parcel_is_none(self, work: WorkOn) -> None:
        assert work(lambda unit: unit.parcels.get("nobody")) is None

    def test_parcels_come_oldest_first(self, work: WorkOn) -> None:
        late = builders.parcel(parcel_id="a", opened_at=builders.NOON + timedelta(seconds=1))
        early = builders.parcel(parcel_id="b", opened_at=builders.NOON)
        work(lambda unit: unit.parcels.save(late))
        work(lambda unit: unit.parcels.save(early))

        assert work(lambda unit: unit.parcels.in_state(ParcelState.OPEN)) == [early, late]

    @pytest.mark.parametrize("final", [ParcelState.ACCEPTED, ParcelState.REFUSED, ParcelState.DISCARDED])
    def test_a_decided_parcel_leaves(self, work: WorkOn, final: ParcelState) -> None:
        work(lambda unit: unit.parcels.save(builders.parcel(state=ParcelState.PARKED)))
        work(lambda unit: unit.parcels.save(builders.parcel(state=final)))

        assert work(lambda unit: unit.parcels.get("parcel-1")) is None

    # -- acceptances and refusals

    def test_an_acceptance_is_kept_whole(self, work: WorkOn) -> None:
        record = RecordMaker().acceptance(1, files=2)
        work(record.write)

        acceptance = record.acceptance
        assert work(lambda unit: unit.acceptances.get("acceptance-1")) == acceptance
        assert work(lambda unit: unit.acceptances.last()) == acceptance
        assert work(lambda unit: unit.acceptances.get("acceptance-2")) is None
        before = AcceptedBefore("acceptance-1", builders.CLERK, acceptance.accepted_at)
        assert work(lambda unit: unit.acceptances.by_waybill(acceptance.waybill.number)) == before
        assert work(lambda unit: unit.acceptances.by_waybill("YT0")) is None

    def test_a_waybill_is_accepted_once(self, work: WorkOn) -> None:
        maker = RecordMaker()
        first, second = maker.acceptance(1), maker.acceptance(2)
        work(first.write)
        same = replace(second.acceptance, waybill=first.acceptance.waybill)

        with pytest.raises(DomainError) as caught:
            work(replace(second, acceptance=same).write)

        assert caught.value.fault is DomainFault.WAYBILL_ALREADY_ACCEPTED
        assert work(lambda unit: unit.records.counts()).made == 1

    def test_an_acceptance_without_its_message_is_never_committed(self, work: WorkOn) -> None:
        with pytest.raises(StoreRuleError):
            work(lambda unit: unit.acceptances.add(RecordMaker().acceptance(1).acceptance))

        assert work(lambda unit: unit.acceptances.last()) is None

    def test_a_refusal_without_its_message_is_never_committed(self, work: WorkOn) -> None:
        with pytest.raises(StoreRuleError):
            work(lambda unit: unit.refusals.add(RecordMaker().refusal(1).refusal))

        assert work(lambda unit: unit.refusals.count_since(builders.NOON)) == 0

    def test_the_last_acceptance_is_the_one_added_last_whatever_the_clock_said(self, work: WorkOn) -> None:
        maker = RecordMaker()
        work(maker.acceptance(1).write)
        maker.now -= timedelta(days=400)
        work(maker.acceptance(2).write)

        last = work(lambda unit: unit.acceptances.last())
        assert last is not None
        assert last.acceptance_id == "acceptance-2"

    def test_counting_begins_at_the_very_moment(self, work: WorkOn) -> None:
        maker = RecordMaker()
        for number in range(3):
            work(maker.acceptance(number).write)
        for number in range(3, 5):
            work(maker.refusal(number).write)

        second = builders.NOON + timedelta(minutes=1)
        assert work(lambda unit: unit.acceptances.count_since(second)) == 2
        assert work(lambda unit: unit.acceptances.count_since(second + timedelta(microseconds=1))) == 1
        fourth = builders.NOON + timedelta(minutes=4)
        assert work(lambda unit: unit.refusals.count_since(fourth)) == 1
        assert work(lambda unit: unit.refusals.count_since(builders.NOON)) == 2

    def test_the_use_of_a_document_is_counted_from_today_and_its_phones_from_the_longer_while(
        self, work: WorkOn
    ) -> None:
        maker = RecordMaker()
        for number, days_ago, phone in ((0, 9, "old"), (1, 3, "first"), (2, 0, "second"), (3, 0, "second"), (4, 0, "")):
            maker.now = builders.NOON - timedelta(days=days_ago)
            work(maker.acceptance(number, phone=phone).write)
        other = maker.acceptance(5, document="another", phone="third")
        work(other.write)
        work(maker.acceptance(6, document="", phone="fourth").write)
        mine = RecordMaker().acceptance(0).acceptance.document_hash
        phones = {text: RecordMaker().acceptance(0, phone=text).acceptance.phone_hash for text in ("first", "second")}

        def use(document_hash: str, since: timedelta) -> DocumentUse:
            return work(
                lambda unit: unit.acceptances.use_of(document_hash, today=builders.NOON, since=builders.NOON - since)
            )

        assert use(mine, timedelta(days=3)) == DocumentUse(3, frozenset(phones.values()))
        assert use(mine, timedelta(days=2)) == DocumentUse(3, frozenset({phones["second"]}))
        assert use(mine, timedelta(days=-2)) == DocumentUse(3, frozenset({phones["second"]}))
        assert use(other.acceptance.document_hash, timedelta(0)).parcels_today == 1
        assert use("f" * 64, timedelta(days=30)) == DocumentUse(0, frozenset())
        assert use("", timedelta(days=30)) == DocumentUse(0, frozenset())

    # -- people

    def test_a_sender_is_remembered_as_seen_last(self, work: WorkOn) -> None:
        first = KnownSender("hash", "13800138000", "food", builders.NOON)
        second = replace(first, phone="13900139000", last_seen=builders.NOON + timedelta(days=1))
        work(lambda unit: unit.senders.remember(first))
        work(lambda unit: unit.senders.remember(second))

        assert work(lambda unit: unit.senders.recall("hash")) == second
        assert work(lambda unit: unit.senders.recall("other")) is None

    def test_a_code_belongs_to_the_first_parcel_that_claims_it_until_it_is_over(self, work: WorkOn) -> None:
        ends = builders.NOON + timedelta(minutes=5)

        def claims(parcel_id: str, now: datetime = builders.NOON, jti: str = "code-1") -> bool:
            return work(lambda unit: unit.senders.claim_code(jti, parcel_id, expires_at=ends, now=now))

        assert claims("parcel-1")
        assert claims("parcel-1")
        assert not claims("parcel-2")
        assert claims("parcel-2", jti="code-2")
        assert not claims("parcel-2", now=ends)
        assert not claims("parcel-1", now=ends, jti="code-2")
        assert claims("parcel-2", now=ends + timedelta(microseconds=1))

    def test_a_claim_that_was_given_up_with_its_unit_claims_nothing(self, work: WorkOn) -> None:
        ends = builders.NOON + timedelta(minutes=5)

        def break_off(unit: UnitOfWork) -> None:
            unit.senders.claim_code("code-1", "parcel-1", expires_at=ends, now=builders.NOON)
            raise DeliberateError

        with pytest.raises(DeliberateError):
            work(break_off)

        assert work(lambda unit: unit.senders.claim_code("code-1", "parcel-2", expires_at=ends, now=builders.NOON))

    def test_remarks_are_found_by_document_oldest_first(self, work: WorkOn, remarking: Remarking) -> None:
        maker = RecordMaker()
        records = [maker.acceptance(number) for number in range(4)]
        records[2] = replace(records[2], acceptance=replace(records[2].acceptance, document_hash="e" * 64))
        records[3] = replace(records[3], acceptance=replace(records[3].acceptance, document_hash=""))
        for record in records:
            work(record.write)
        hour = timedelta(hours=1)
        remarking(records[1], "document_elsewhere", builders.NOON)
        remarking(records[0], "document_elsewhere", builders.NOON + hour)
        remarking(records[2], "document_elsewhere", builders.NOON)
        remarking(records[3], "document_elsewhere", builders.NOON)

        mine = records[0].acceptance.document_hash
        first = Remark("document_elsewhere", builders.NOON, "message-1")
        second = Remark("document_elsewhere", builders.NOON + hour, "message-0")
        assert work(lambda unit: unit.remarks.about(mine, builders.NOON)) == [first, second]
        assert work(lambda unit: unit.remarks.about(mine, builders.NOON + timedelta(microseconds=1))) == [second]
        assert work(lambda unit: unit.remarks.about("f" * 64, builders.NOON)) == []
        assert work(lambda unit: unit.remarks.about("", builders.NOON)) == []

    def test_what_the_province_told_is_found_by_kind_and_place(self, work: WorkOn, telling: Telling) -> None:
        later = builders.NOON + timedelta(minutes=5)
        first, second, third = (
            TakenChange(number, kind, builders.NOON, {"title": f"通知{number}", "n": [1, None]}, later)
            for number, kind in ((1, "notice"), (2, "kind_of_tomorrow"), (3, "notice"))
        )
        telling([first, second, third])
        telling([third])

        assert work(lambda unit: unit.changes.of_kind("notice")) == [first, third]
        assert work(lambda unit: unit.changes.of_kind("nothing")) == []
        assert work(lambda unit: unit.changes.get(2)) == second
        assert work(lambda unit: unit.changes.get(4)) is None

    def test_a_spot_check_draws_from_the_messages_of_a_period(self, work: WorkOn) -> None:
        maker = RecordMaker()
        records = [maker.acceptance(number) for number in range(4)]
        for record in records:
            work(record.write)
        times = [record.message.created_at for record in records]

        found = work(lambda unit: unit.outbox.links(times[1], times[3]))

        assert found == [
            ChainLink(message.sequence, message.message_id, message.kind, message.digest, message.created_at)
            for message in (records[1].message, records[2].message)
        ]
        assert work(lambda unit: unit.outbox.links(times[3], times[3])) == []

    def test_clerks_are_kept_by_number(self, work: WorkOn) -> None:
        second = Clerk(ClerkNumber("1002"), "乙", "hash-2")
        first = Clerk(ClerkNumber("1001"), "甲", "hash-1")
        work(lambda unit: unit.clerks.add(second))
        work(lambda unit: unit.clerks.add(first))

        assert work(lambda unit: unit.clerks.all()) == [first, second]
        assert work(lambda unit: unit.clerks.get(ClerkNumber("1002"))) == second
        assert work(lambda unit: unit.clerks.get(ClerkNumber("1003"))) is None

    def test_a_clerks_number_is_given_once(self, work: WorkOn) -> None:
        clerk = Clerk(ClerkNumber("1001"), "甲", "hash")
        work(lambda unit: unit.clerks.add(clerk))

        with pytest.raises(DomainError) as caught:
            work(lambda unit: unit.clerks.add(replace(clerk, name="乙")))

        assert caught.value.fault is DomainFault.CLERK_EXISTS
        assert work(lambda unit: unit.clerks.all()) == [clerk]

    def test_a_clerk_is_changed_by_number(self, work: WorkOn) -> None:
        clerk = Clerk(builders.CLERK, "甲", "hash")
        changed = Clerk(builders.CLERK, "乙", "hash-2", ClerkRole.AUDITOR, document_hash="d" * 64)
        work(lambda unit: unit.clerks.add(clerk))
        work(lambda unit: unit.clerks.update(changed))

        assert work(lambda unit: unit.clerks.all()) == [changed]

    def test_a_clerk_nobody_added_is_not_changed(self, work: WorkOn) -> None:
        with pytest.raises(DomainError) as caught:
            work(lambda unit: unit.clerks.update(Clerk(builders.CLERK, "甲", "hash")))

        assert caught.value.fault is DomainFault.CLERK_INVALID
        assert work(lambda unit: unit.clerks.all()) == []

    # -- customers

    def test_customers_are_kept_whole_and_listed_by_initials_then_name(self, work: WorkOn) -> None:
        last, first = builders.customer(initials="YLHH"), organisation(initials="YL", name="乙")
        middle = organisation(customer_id="customer-3", credit_code="C3", initials="YL", name="丙")
        for customer in (last, first, middle):
            save(work, customer)

        assert work(lambda unit: unit.customers.all()) == [middle, first, last]
        assert work(lambda unit: unit.customers.get(last.customer_id)) == last
        assert work(lambda unit: unit.customers.get("nobody")) is None

    def test_a_customer_is_found_by_credit_code_before_agreement_number(self, work: WorkOn) -> None:
        customer = builders.customer()
        namesake = organisation(credit_code=agreement_of(customer).number)
        save(work, customer)

        assert work(lambda unit: unit.customers.by_code(customer.credit_code)) == customer
        assert work(lambda unit: unit.customers.by_code(agreement_of(customer).number)) == customer
        assert work(lambda unit: unit.customers.by_code("nobody")) is None
        save(work, namesake)
        assert work(lambda unit: unit.customers.by_code(namesake.credit_code)) == namesake

    def test_saving_a_customer_again_replaces_all_of_it(self, work: WorkOn) -> None:
        customer = builders.customer()
        save(work, customer)
        changed = replace(
            organisation(customer_id=customer.customer_id), credit_code_reason="old_code", responsible_copy="copy-2"
        )
        save(work, changed)

        assert work(lambda unit: unit.customers.all()) == [changed]
        agreement = Agreement("XY-9", builders.TODAY, builders.TODAY + timedelta(days=1), Filing.PENDING)
        save(work, replace(customer, agreement=agreement, responsible_copy=None))
        assert work(lambda unit: unit.customers.get(customer.customer_id)) == replace(
            customer, agreement=agreement, responsible_copy=None
        )

    def test_a_credit_code_belongs_to_one_customer(self, work: WorkOn) -> None:
        customer = builders.customer()
        save(work, customer)

        with pytest.raises(DomainError) as caught:
            save(work, organisation(credit_code=customer.credit_code))

        assert caught.value.fault is DomainFault.CUSTOMER_EXISTS
        assert work(lambda unit: unit.customers.all()) == [customer]

    def test_an_agreement_customer_without_agreement_is_never_committed(self, work: WorkOn) -> None:
        with pytest.raises(StoreRuleError):
            save(work, replace(builders.customer(), agreement=None))

        assert work(lambda unit: unit.customers.all()) == []

    # -- carriers' orders

    def test_an_order_is_kept_by_waybill_and_the_newest_counts(self, work: WorkOn) -> None:
        first, second = CarrierOrder("YT1", "甲"), CarrierOrder("YT2", "乙")
        work(lambda unit: unit.orders.add([first, second], builders.NOON))
        work(lambda unit: unit.orders.add([replace(first, sender_name="丙")], builders.NOON))

        assert work(lambda unit: unit.orders.get("YT1")) == CarrierOrder("YT1", "丙")
        assert work(lambda unit: unit.orders.get("YT2")) == second
        assert work(lambda unit: unit.orders.get("YT3")) is None

    def test_orders_are_forgotten_by_the_moment_of_their_last_import(self, work: WorkOn) -> None:
        hour = timedelta(hours=1)
        work(lambda unit: unit.orders.add([CarrierOrder("YT1", "甲"), CarrierOrder("YT2", "乙")], builders.NOON))
        work(lambda unit: unit.orders.add([CarrierOrder("YT2", "乙")], builders.NOON + hour))

        assert work(lambda unit: unit.orders.forget(before=builders.NOON)) == 0
        assert work(lambda unit: unit.orders.forget(before=builders.NOON + hour)) == 1
        assert work(lambda unit: unit.orders.get("YT1")) is None
        assert work(lambda unit: unit.orders.get("YT2")) == CarrierOrder("YT2", "乙")

    def test_an_order_goes_with_its_parcel(self, work: WorkOn) -> None:
        work(lambda unit: unit.orders.add([CarrierOrder("YT1", "甲")], builders.NOON))
        work(lambda unit: unit.orders.remove("YT1"))
        work(lambda unit: unit.orders.remove("YT2"))

        assert work(lambda unit: unit.orders.get("YT1")) is None

    # -- evidence

    def test_the_index_says_how_a_file_is_read(self, work: WorkOn) -> None:
        file = stored(photo("e1"))
        work(lambda unit: unit.evidence.add(file, "parcel-1", upload=True, at=builders.NOON))

        assert work(lambda unit: unit.evidence.get("e1")) == file
        assert work(lambda unit: unit.evidence.get("e2")) is None
        assert work(lambda unit: unit.evidence.all_ids()) == {"e1"}
        assert work(lambda unit: unit.evidence.known(["e1", "e2"])) == {"e1"}
        assert work(lambda unit: unit.evidence.known([])) == set()

    def test_a_file_of_an_undecided_parcel_may_be_taken_off(self, work: WorkOn) -> None:
        work(lambda unit: unit.evidence.add(stored(photo("e1")), "parcel-1", upload=True, at=builders.NOON))
        work(lambda unit: unit.evidence.remove("e1"))
        work(lambda unit: unit.evidence.remove("never-there"))

        assert work(lambda unit: unit.evidence.all_ids()) == set()

    def test_a_parcel_gives_up_its_own_undecided_files_alone(self, work: WorkOn) -> None:
        work(RecordMaker().acceptance(1).write)
        work(lambda unit: unit.evidence.add(stored(photo("e1")), "parcel-2", upload=False, at=builders.NOON))
        work(lambda unit: unit.evidence.add(stored(photo("e2")), "parcel-2", upload=True, at=builders.NOON))
        work(lambda unit: unit.evidence.add(stored(photo("e3")), "parcel-3", upload=False, at=builders.NOON))

        released = work(lambda unit: unit.evidence.release("parcel-2", ("e1", "e3", "photo-1-0", "never-there")))

        assert released == ("e1",)
        assert work(lambda unit: unit.evidence.all_ids()) == {"e2", "e3", "photo-1-0"}

    def test_a_file_of_a_decided_parcel_stays(self, work: WorkOn) -> None:
        work(RecordMaker().acceptance(1).write)

        with pytest.raises(DomainError) as caught:
            work(lambda unit: unit.evidence.remove("photo-1-0"))

        assert caught.value.fault is DomainFault.STEP_NOT_ALLOWED
        assert work(lambda unit: unit.evidence.all_ids()) == {"photo-1-0"}

    # -- outbox

    def test_the_head_follows_the_chain(self, work: WorkOn) -> None:
        maker = RecordMaker()
        work(maker.acceptance(1).write)
        work(maker.refusal(2).write)

        assert work(lambda unit: unit.outbox.head()) == maker.head
        assert maker.head.sequence == 2

    def test_a_message_is_read_as_it_was_frozen(self, work: WorkOn) -> None:
        record = RecordMaker().acceptance(1)
        work(record.write)

        assert work(lambda unit: unit.outbox.body(record.message.message_id)) == record.message.body
        assert work(lambda unit: unit.outbox.body("nobody")) is None

    def test_a_message_that_does_not_follow_the_head_is_refused(self, work: WorkOn) -> None:
        maker = RecordMaker()
        work(maker.acceptance(1).write)
        gap = maker.acceptance(2)
        beyond = maker.acceptance(3)

        for record in (beyond, replace(gap, message=replace(gap.message, previous_digest="f" * 64))):
            with pytest.raises(DomainError) as caught:
                work(record.write)
            assert caught.value.fault is DomainFault.STEP_NOT_ALLOWED

    def test_a_message_with_a_file_nobody_indexed_is_refused(self, work: WorkOn) -> None:
        record = replace(RecordMaker().acceptance(1), files=())

        with pytest.raises(StorageError) as caught:
            work(record.write)

        assert caught.value.fault is StorageFault.EVIDENCE_MISSING
        assert work(lambda unit: unit.records.counts()).made == 0

    @pytest.mark.parametrize("message_id", ["message-1", "nobody"])
    def test_only_a_rejected_message_is_put_back(self, work: WorkOn, message_id: str) -> None:
        work(RecordMaker().acceptance(1).write)

        with pytest.raises(DomainError) as caught:
            work(lambda unit: unit.outbox.requeue(message_id))

        assert caught.value.fault is DomainFault.STEP_NOT_ALLOWED

    # -- audit trail

    def test_the_audit_trail_grows_and_holds(self, work: WorkOn) -> None:
        for number in range(3):
            entry = AuditEntry(builders.NOON, builders.CLERK, "signed_in", f"s{number}", {"code": "密"})
            work(lambda unit, entry=entry: unit.audit.append(entry))  # type: ignore[misc] # a lambda's default is not inferred

        check = work(lambda unit: unit.audit.check())
        assert (check.ok, check.length, check.first_break) == (True, 3, None)

    # -- the terminal

    def test_the_terminal_remembers_who_it_is(self, work: WorkOn) -> None:
        assert work(lambda unit: unit.terminal.identity()) is None
        identity = builders.terminal_identity()
        work(lambda unit: unit.terminal.save_identity(identity))
        renewed = replace(identity, outlet_name="新网点")
        work(lambda unit: unit.terminal.save_identity(renewed))

        assert work(lambda unit: unit.terminal.identity()) == renewed

    def test_a_store_never_changes_its_environment(self, work: WorkOn) -> None:
        identity = builders.terminal_identity()
        work(lambda unit: unit.terminal.save_identity(identity))

        with pytest.raises(DomainError) as caught:
            work(lambda unit: unit.terminal.save_identity(replace(identity, environment=Environment.PRODUCTION)))

        assert caught.value.fault is DomainFault.WRONG_ENVIRONMENT
        assert work(lambda unit: unit.terminal.identity()) == identity

    def test_the_terminal_remembers_its_clock(self, work: WorkOn) -> None:
        assert work(lambda unit: unit.terminal.clock_offset()) is None
        work(lambda unit: unit.terminal.save_clock_offset(ClockOffset(-1500, builders.NOON)))
        work(lambda unit: unit.terminal.save_clock_offset(ClockOffset(20, builders.NOON)))

        assert work(lambda unit: unit.terminal.clock_offset()) == ClockOffset(20, builders.NOON)

    def test_the_hash_key_stays(self, work: WorkOn) -> None:
        key = work(lambda unit: unit.terminal.hash_key())

        assert len(key) == 32
        assert work(lambda unit: unit.terminal.hash_key()) == key

    # -- lists

    def test_the_records_list_is_masked_and_newest_first(self, work: WorkOn) -> None:
        maker = RecordMaker()
        accepted, refused = maker.acceptance(1, files=2), maker.refusal(2)
        work(accepted.write)
        work(refused.write)

        newest, oldest = work(lambda unit: unit.records.page(limit=9))

        assert (newest.record_id, newest.kind, newest.refusal_reason) == (
            "refusal-2",
            RecordKind.REFUSAL,
            "document_missing",
        )
        assert (oldest.record_id, oldest.kind, oldest.refusal_reason) == (
            "acceptance-1",
            RecordKind.ACCEPTANCE,
            None,
        )
        assert (oldest.waybill_number, oldest.carrier) == ("YT0000000000001", "yto")
        assert (oldest.sender_masked, oldest.item_category, oldest.clerk) == ("测**", "food", builders.CLERK)
        assert (oldest.message_state, oldest.attempts, oldest.last_outcome) == (MessageState.PENDING, 0, None)
        assert (oldest.evidence_total, oldest.evidence_delivered) == (2, 0)
        assert oldest.at == accepted.acceptance.accepted_at

    def test_the_records_list_comes_in_pages(self, work: WorkOn) -> None:
        maker = RecordMaker()
        for number in range(5):
            work(maker.acceptance(number).write)

        first = work(lambda unit: unit.records.page(limit=2))
        second = work(lambda unit: unit.records.page(limit=9, before=first[-1].at))

        assert [row.record_id for row in first] == ["acceptance-4", "acceptance-3"]
        assert [row.record_id for row in second] == ["acceptance-2", "acceptance-1", "acceptance-0"]

    @pytest.mark.parametrize(
        ("states", "found"),
        [
            ((MessageState.PENDING,), 2),
            ((MessageState.PENDING, MessageState.DELIVERED), 2),
            ((MessageState.REJECTED, MessageState.LEASED), 0),
            ((MessageState.DELIVERED,), 0),
        ],
    )
    def test_the_records_list_by_state(self, work: WorkOn, states: tuple[MessageState, ...], found: int) -> None:
        maker = RecordMaker()
        work(maker.acceptance(1).write)
        work(maker.refusal(2).write)

        assert len(work(lambda unit: unit.records.page(limit=9, states=states))) == found

    def test_the_queue_has_messages_and_files_oldest_first(self, work: WorkOn) -> None:
        maker = RecordMaker()
        record = maker.acceptance(1)
        work(record.write)
        work(maker.refusal(2).write)

        rows = work(lambda unit: unit.records.queue(limit=9))

        assert [(row.subject, row.identifier) for row in rows] == [
            ("message", "message-1"),
            ("evidence", "photo-1-0"),
            ("message", "message-2"),
        ]
        assert [row.sequence for row in rows] == [1, None, 2]
        assert [row.state for row in rows] == [MessageState.PENDING, EvidenceState.PENDING, MessageState.PENDING]
        assert [row.size for row in rows[:2]] == [len(record.message.body), 100_000]
        assert [row.kind for row in rows] == ["acceptance", "image/jpeg", "refusal"]
        assert work(lambda unit: unit.records.queue(limit=1)) == rows[:1]

    def test_files_of_undecided_parcels_and_files_that_stay_here_do_not_wait(self, work: WorkOn) -> None:
        work(lambda unit: unit.evidence.add(stored(photo("open")), "parcel-9", upload=True, at=builders.NOON))
        work(lambda unit: unit.evidence.add(stored(photo("portrait")), "parcel-9", upload=False, at=builders.NOON))

        assert work(lambda unit: unit.records.counts()).evidence_waiting == 0
        assert work(lambda unit: unit.records.queue(limit=9)) == []

    def test_the_sums_of_a_new_store_are_zero(self, work: WorkOn) -> None:
        counts = work(lambda unit: unit.records.counts())

        assert (counts.made, counts.delivered, counts.waiting, counts.rejected) == (0, 0, 0, 0)
        assert (counts.evidence_waiting, counts.evidence_waiting_bytes, counts.evidence_rejected) == (0, 0, 0)
        assert counts.oldest_waiting_at is None

    def test_the_sums_count_what_waits(self, work: WorkOn) -> None:
        maker = RecordMaker()
        work(maker.acceptance(1, files=2).write)
        work(maker.refusal(2).write)

        counts = work(lambda unit: unit.records.counts())

        assert (counts.made, counts.delivered, counts.waiting, counts.rejected) == (2, 0, 2, 0)
        assert counts.oldest_waiting_at == builders.NOON
        assert (counts.evidence_waiting, counts.evidence_waiting_bytes) == (2, 200_000)
