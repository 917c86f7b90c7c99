"""What the province has told: its customers among the outlet's own, its notices, and who has read them."""

import json
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import pytest

from app.domain.clerk import Clerk, ClerkNumber, ClerkRole
from app.domain.customer import Agreement, AgreementStanding, Customer, Filing, standing
from app.domain.errors import DomainError, DomainFault
from app.domain.province_news import Freshness, LookKind, NewsKind
from app.domain.sending import Sending
from app.events import NoticeRead
from app.usecases.customers import AttachResponsibleCopy, CustomerForm, RegisterCustomer
from app.usecases.edits import ChooseCustomer
from app.usecases.province_customers import TakeClashingCustomer, TakeProvinceCustomers
from app.usecases.province_news import ConfirmNotice, ReadProvinceNews
from sync.payloads import MODELS
from sync.words import ChangeKind, Kind
from tests.support.builders import CLERK, CREDIT_CODE, NOON, TODAY, customer
from tests.support.counter_house import WAYBILL, CounterHouse, on_store
from tests.support.told_news import RESPONSIBLE, customer_body, filed, notice_body, tell

SUPERVISOR, AUDITOR = ClerkNumber("9001"), ClerkNumber("9002")
DAY = timedelta(days=1)
AGREEMENT = Agreement("XY-2026-001", date(2026, 1, 1), date(2027, 12, 31), Filing.FILED)


@dataclass
class Outlet:
    """The use cases over one counter."""

    house: CounterHouse = field(default_factory=CounterHouse)

    def __post_init__(self) -> None:
        counter, store, vault = self.house.counter, self.house.store, self.house.vault
        take = TakeProvinceCustomers(counter, vault)
        self.board = on_store(store, ReadProvinceNews(counter, take))
        self.confirm = on_store(store, ConfirmNotice(counter, self.house.bus))
        self.take_over = on_store(store, TakeClashingCustomer(counter, vault, take))
        self.register = on_store(store, RegisterCustomer(counter, vault))
        self.attach = on_store(store, AttachResponsibleCopy(counter, vault))
        for number, role in ((SUPERVISOR, ClerkRole.SUPERVISOR), (AUDITOR, ClerkRole.AUDITOR)):
            self.add(Clerk(number, "样例", "hash", role))
        if self.house.look(lambda work: work.clerks.get(CLERK)) is None:
            self.add(Clerk(CLERK, "样例", "hash"))

    def add(self, clerk: Clerk) -> None:
        self.house.look(lambda work: work.clerks.add(clerk))

    def tell_customer(self, *args: object, **kwargs: object) -> None:
        tell(self.house, ChangeKind.AGREEMENT_CUSTOMER, customer_body(*args, **kwargs))  # type: ignore[arg-type] # as given

    def tell_notice(self, **kwargs: object) -> None:
        tell(self.house, ChangeKind.NOTICE, notice_body(**kwargs))  # type: ignore[arg-type] # as given

    def customers(self) -> list[Customer]:
        return self.house.look(lambda work: work.customers.all())

    def keep(self, own: Customer) -> None:
        self.house.look(lambda work: work.customers.save(own, clerk=SUPERVISOR, at=NOON))

    def audited(self, action: str) -> list[dict[str, str]]:
        return [dict(entry.details) for entry in self.house.store.tables.audit if entry.action == action]

    def told(self) -> list[dict[str, object]]:
        sent = [kept.message for kept in self.house.store.tables.outbox.values()]
        return [json.loads(message.body)["payload"] for message in sent if message.kind is Kind.NOTICE_READ]


@pytest.fixture
def outlet() -> Outlet:
    return Outlet()


def fault_of(error: pytest.ExceptionInfo[DomainError]) -> DomainFault:
    return error.value.fault


# -- customers


def test_a_filed_customer_sends_at_the_counter_like_an_own_one(outlet: Outlet) -> None:
    outlet.tell_customer(customer=filed())
    assert outlet.board().customers == 1
    (kept,) = outlet.customers()
    assert (kept.initials, kept.phone, standing(kept, TODAY)) == ("DWSPYLGS", "", AgreementStanding.IN_FORCE)

    scanned = outlet.house.scanned(WAYBILL).parcel
    assert scanned is not None
    view = outlet.house.edit(scanned.parcel_id, ChooseCustomer(kept.customer_id), CLERK)
    assert view.parcel is not None
    assert (view.parcel.sending, view.parcel.customer) == (Sending.AGREEMENT, kept)


def test_without_any_copy_each_parcel_is_checked_until_the_outlet_keeps_one(outlet: Outlet) -> None:
    outlet.tell_customer(customer=filed(responsible_copy=False))
    outlet.board()
    (kept,) = outlet.customers()
    assert standing(kept, TODAY) is AgreementStanding.NO_COPY

    after = outlet.attach(kept.customer_id, b"\xff\xd8 copy", SUPERVISOR)

    assert standing(after, TODAY) is AgreementStanding.IN_FORCE
    outlet.board()
    assert outlet.customers() == [after], "the province's word takes nothing of the outlet's away"


def test_the_copy_goes_with_the_person_it_is_of(outlet: Outlet) -> None:
    outlet.tell_customer(customer=filed(responsible_copy=False))
    outlet.board()
    kept = outlet.attach(outlet.customers()[0].customer_id, b"\xff\xd8 copy", SUPERVISOR)
    assert kept.responsible_copy in outlet.house.vault.files

    outlet.tell_customer(revision=2, customer=filed(responsible_copy=False, responsible_name="样例丁"))
    outlet.board()

    assert outlet.customers()[0].responsible_copy is None
    assert outlet.house.vault.files == {}
    assert outlet.house.look(lambda work: work.evidence.all_ids()) == set()


def test_a_withdrawn_customer_is_none_any_more_and_nobody_is_named(outlet: Outlet) -> None:
    outlet.tell_customer(customer=filed())
    outlet.board()
    outlet.tell_customer(revision=2)
    outlet.board()

    assert outlet.customers() == []
    assert [entry["step"] for entry in outlet.audited("customer_of_province")] == ["added", "withdrawn"]
    assert RESPONSIBLE not in repr([change.body for change in outlet.house.store.tables.changes.values()])
    assert RESPONSIBLE not in repr(outlet.house.store.tables.audit)


def test_two_customers_may_exchange_their_numbers(outlet: Outlet) -> None:
    other = "91530102MA0000002W"
    outlet.tell_customer("c-1", customer=filed())
    outlet.tell_customer("c-2", customer=filed(credit_code=other, agreement_number="S-2"))
    outlet.board()
    outlet.tell_customer("c-1", 2, filed(credit_code=other, agreement_number="S-2"))
    outlet.tell_customer("c-2", 2, filed())

    assert outlet.board().clashes == ()
    assert {kept.customer_id: kept.credit_code for kept in outlet.customers()} == {
        "province:c-1": other,
        "province:c-2": CREDIT_CODE,
    }


def test_what_the_outlet_registered_is_not_overwritten_but_a_supervisor_may_leave_it_to_the_province(
    outlet: Outlet,
) -> None:
    own = customer(responsible_name=RESPONSIBLE)
    outlet.keep(own)
    outlet.tell_customer(customer=filed())

    (clash,) = outlet.board().clashes
    assert (clash.against, clash.may_be_taken, outlet.customers()) == ((own,), True, [own])
    with pytest.raises(DomainError) as refused:
        outlet.take_over("c-1", CLERK)
    assert fault_of(refused) is DomainFault.NOT_A_SUPERVISOR

    taken = outlet.take_over("c-1", SUPERVISOR)

    assert outlet.board().clashes == ()
    assert outlet.customers() == [taken]
    assert (taken.customer_id, taken.phone, taken.responsible_copy) == (own.customer_id, own.phone, "copy-1")
    assert taken.name == filed().name
    assert outlet.audited("customer_left_to_province") == [{"entry": "c-1", "revision": "1"}]
    with pytest.raises(DomainError) as refused:
        outlet.take_over("c-1", SUPERVISOR)
    assert fault_of(refused) is DomainFault.CUSTOMER_UNKNOWN


def test_an_entry_that_stands_against_two_is_nobodys_to_take(outlet: Outlet) -> None:
    outlet.keep(customer())
    agreement = replace(AGREEMENT, number="S-2026-007")
    outlet.keep(customer(customer_id="customer-2", credit_code="91530102MA0000002W", agreement=agreement))
    outlet.tell_customer(customer=filed())

    (clash,) = outlet.board().clashes
    assert not clash.may_be_taken
    with pytest.raises(DomainError) as refused:
        outlet.take_over("c-1", SUPERVISOR)
    assert fault_of(refused) is DomainFault.CUSTOMER_EXISTS


def test_only_the_telephone_of_a_filed_customer_is_the_outlets_to_say(outlet: Outlet) -> None:
    outlet.tell_customer(customer=filed())
    outlet.board()
    (kept,) = outlet.customers()
    assert kept.agreement is not None
    form = CustomerForm(
        kind=kept.kind,
        name=kept.name,
        credit_code=kept.credit_code,
        responsible_name=kept.responsible_name,
        phone="13800138002",
        agreement_number=kept.agreement.number,
        valid_from=kept.agreement.valid_from,
        valid_to=kept.agreement.valid_to,
        filing=kept.agreement.filing,
    )
    with pytest.raises(DomainError) as refused:
        outlet.register(replace(form, name="别的公司"), SUPERVISOR, kept.customer_id)
    assert fault_of(refused) is DomainFault.CUSTOMER_OF_PROVINCE

    outlet.register(form, SUPERVISOR, kept.customer_id)
    outlet.board()

    (after,) = outlet.customers()
    assert (after.phone, after.province) == ("13800138002", kept.province)


def test_an_entry_of_a_later_contract_is_counted_and_left_alone(outlet: Outlet) -> None:
    tell(outlet.house, ChangeKind.AGREEMENT_CUSTOMER, {"of": "tomorrow"})
    tell(outlet.house, ChangeKind.NOTICE, {"title": ""})
    outlet.tell_customer(customer=filed())

    board = outlet.board()

    assert (board.unreadable, board.customers, board.notices) == (2, 1, ())


# -- notices


def test_a_notice_is_read_once_by_each_clerk_told_and_audited(outlet: Outlet) -> None:
    outlet.tell_notice()
    (notice,) = outlet.board().waiting_for(CLERK, NOON)

    reading = outlet.confirm(notice.notice_id, 1, CLERK)

    assert reading is not None
    (payload,) = outlet.told()
    MODELS[Kind.NOTICE_READ, 1].model_validate(payload)
    assert (payload["notice_id"], payload["revision"], payload["cursor"], payload["clerk"]) == ("n-1", 1, 1, CLERK)
    assert outlet.house.events[-1] == NoticeRead("n-1", reading.message_id)
    board = outlet.board()
    assert board.waiting_for(CLERK, NOON) == ()
    assert [view.notice_id for view in board.waiting_for(SUPERVISOR, NOON)] == ["n-1"]
    assert board.notices[0].readings == (reading,)
    assert outlet.confirm("n-1", 1, CLERK) is None
    assert len(outlet.told()) == len(outlet.audited("notice_read")) == 1


def test_new_words_are_read_anew_and_the_old_ones_are_nobodys_to_confirm(outlet: Outlet) -> None:
    outlet.tell_notice()
    outlet.confirm("n-1", 1, CLERK)
    outlet.tell_notice(revision=2, text="更正")

    assert outlet.confirm("n-1", 1, CLERK) is None
    assert [view.told.revision for view in outlet.board().waiting_for(CLERK, NOON)] == [2]
    assert outlet.confirm("n-1", 2, CLERK) is not None


def test_a_withdrawn_notice_and_one_that_is_over_hold_nobody_up(outlet: Outlet) -> None:
    outlet.tell_notice(valid_until=NOON + DAY)
    outlet.tell_notice(notice_id="n-2")
    outlet.tell_notice(notice_id="n-2", revision=2, withdrawn=True)
    board = outlet.board()
    assert [view.notice_id for view in board.waiting_for(CLERK, NOON)] == ["n-1"]
    assert board.waiting_for(CLERK, NOON + DAY) == ()
    outlet.house.clock.advance(DAY)
    assert outlet.confirm("n-1", 1, CLERK) is None
    assert outlet.confirm("n-2", 2, CLERK) is None


def test_a_notice_without_an_id_is_one_of_its_own(outlet: Outlet) -> None:
    for title in ("甲", "乙"):
        tell(outlet.house, ChangeKind.NOTICE, {"title": title})
    assert [view.words.title for view in outlet.board().notices] == ["乙", "甲"]


@pytest.mark.parametrize(
    ("clerk", "fault"), [(AUDITOR, DomainFault.READ_ONLY), (ClerkNumber("4711"), DomainFault.CLERK_INVALID)]
)
def test_only_who_works_at_the_counter_confirms(outlet: Outlet, clerk: ClerkNumber, fault: DomainFault) -> None:
    outlet.tell_notice()
    with pytest.raises(DomainError) as refused:
        outlet.confirm("n-1", 1, clerk)
    assert (fault_of(refused), outlet.told()) == (fault, [])


# -- ages


def test_the_board_says_how_old_each_kind_is(outlet: Outlet) -> None:
    assert {age.freshness for age in outlet.board().ages} == {Freshness.NEVER}
    outlet.house.look(lambda work: work.news.note_look(LookKind.CHANGES, NOON - 2 * DAY))
    outlet.house.look(lambda work: work.news.note_look(LookKind.POLICY, NOON))

    ages = {age.kind: (age.age, age.freshness) for age in outlet.board().ages}

    assert ages == {
        NewsKind.CUSTOMERS: (2 * DAY, Freshness.AGED),
        NewsKind.NOTICES: (2 * DAY, Freshness.AGED),
        NewsKind.SPOT_CHECKS: (2 * DAY, Freshness.AGED),
        NewsKind.POLICY: (timedelta(), Freshness.FRESH),
    }
