from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.clerk import Clerk, ClerkNumber, ClerkRole
from app.domain.customer import AgreementStanding, Customer, CustomerKind, Filing
from app.domain.errors import DomainError, DomainFault
from app.ports import UnitOfWork
from app.storage.errors import StorageError, StorageFault
from app.usecases.customers import (
    AttachResponsibleCopy,
    CustomerForm,
    ListCustomers,
    RegisterCustomer,
    tidied,
    wrong_members,
)
from sync.persons import AgreementPart, OrganisationPart
from tests.support.builders import CREDIT_CODE, TODAY
from tests.support.counter_house import CounterHouse, CountingIds, on_store
from tests.support.memory_store import MemoryStore

SUPERVISOR = ClerkNumber("9001")
PICTURE = b"\xff\xd8 copy"
OLD_CODE = CREDIT_CODE[:-1] + "1"
"""Its check character is wrong."""
OTHER_CODE = "91530102MA0000002W"
FORM = CustomerForm(
    kind=CustomerKind.AGREEMENT,
    name="云岭花卉样例公司",
    credit_code=CREDIT_CODE,
    responsible_name="样例甲",
    phone="13800138001",
    agreement_number="XY-2026-001",
    valid_from=date(2026, 1, 1),
    valid_to=date(2027, 12, 31),
    filing=Filing.FILED,
)


@dataclass
class Desk:
    """The use cases of customers over one counter, and everybody who works there."""

    house: CounterHouse = field(default_factory=CounterHouse)

    def __post_init__(self) -> None:
        counter, store, vault = self.house.counter, self.house.store, self.house.vault
        self.register = on_store(store, RegisterCustomer(counter, vault))
        self.attach = on_store(store, AttachResponsibleCopy(counter, vault))
        self.list = on_store(store, ListCustomers(counter))
        for number, role in (("9001", ClerkRole.SUPERVISOR), *((role.value, role) for role in ClerkRole)):
            person = Clerk(ClerkNumber(number), "样例", "hash", role)
            self.house.look(lambda work, person=person: work.clerks.add(person))  # type: ignore[misc] # a lambda's default is not inferred

    def added(self, form: CustomerForm = FORM) -> Customer:
        return self.register(form, SUPERVISOR)

    def kept(self) -> list[Customer]:
        return self.house.look(lambda work: work.customers.all())

    def audit(self) -> list[tuple[str, str, dict[str, str]]]:
        entries = self.house.store.tables.audit
        return [(entry.action, entry.subject_id, entry.details) for entry in entries]


@pytest.fixture
def desk() -> Desk:
    return Desk()


def fault(act: Callable[[], object]) -> tuple[DomainFault, str]:
    with pytest.raises(DomainError) as caught:
        act()
    return caught.value.fault, caught.value.detail


def test_a_supervisor_registers_a_customer(desk: Desk) -> None:
    customer = desk.added()

    assert desk.kept() == [customer]
    assert (customer.initials, customer.responsible_copy) == ("YLHHYLGS", None)
    assert customer.agreement is not None
    assert (customer.agreement.number, customer.agreement.filing) == ("XY-2026-001", Filing.FILED)
    assert desk.audit() == [("customer_added", customer.customer_id, {"kind": "agreement", "filing": "filed"})]


@pytest.mark.parametrize("role", [role for role in ClerkRole if role is not ClerkRole.SUPERVISOR])
def test_nobody_else_registers_changes_or_attaches(desk: Desk, role: ClerkRole) -> None:
    customer = desk.added()
    who = ClerkNumber(role.value)

    refused = (DomainFault.NOT_A_SUPERVISOR, "")
    assert fault(lambda: desk.register(replace(FORM, credit_code=OTHER_CODE), who)) == refused
    assert fault(lambda: desk.register(replace(FORM, name="改"), who, customer.customer_id)) == refused
    assert fault(lambda: desk.attach(customer.customer_id, PICTURE, who)) == refused
    assert desk.kept() == [customer]
    assert desk.house.vault.files == {}


def test_somebody_unknown_is_no_supervisor(desk: Desk) -> None:
    assert fault(lambda: desk.register(FORM, ClerkNumber("404")))[0] is DomainFault.NOT_A_SUPERVISOR


@pytest.mark.parametrize(
    ("changes", "member"),
    [
        ({"name": "  "}, "name"),
        ({"name": "长" * 121}, "name"),
        ({"name": "a\x00b"}, "name"),
        ({"credit_code": "91530102"}, "credit_code"),
        ({"credit_code": ""}, "credit_code"),
        ({"credit_code": CREDIT_CODE.replace("M", "I")}, "credit_code"),
        ({"responsible_name": ""}, "responsible_name"),
        ({"phone": "12345"}, "phone"),
        ({"phone": "0871-651"}, "phone"),
        ({"agreement_number": ""}, "agreement_number"),
        ({"agreement_number": "X" * 65}, "agreement_number"),
        ({"valid_from": None}, "valid_from"),
        ({"valid_to": None}, "valid_to"),
        ({"valid_to": FORM.valid_from}, "valid_to"),
        ({"valid_to": date(2025, 12, 31)}, "valid_to"),
    ],
)
def test_a_member_that_cannot_be_right_is_named(desk: Desk, changes: dict[str, object], member: str) -> None:
    form = replace(FORM, **changes)  # type: ignore[arg-type] # the caller names real members

    assert wrong_members(tidied(form)) == (member,)
    assert fault(lambda: desk.register(form, SUPERVISOR)) == (DomainFault.CUSTOMER_INVALID, member)
    assert desk.kept() == []
    assert desk.audit() == []


def test_all_wrong_members_are_found_in_typing_order() -> None:
    empty = CustomerForm(CustomerKind.AGREEMENT, "", "", "", "")

    assert wrong_members(tidied(empty)) == (
        "name",
        "credit_code",
        "responsible_name",
        "phone",
        "agreement_number",
        "valid_from",
        "valid_to",
    )


def test_what_is_typed_is_kept_tidy(desk: Desk) -> None:
    typed = replace(
        FORM,
        name="  云岭  花卉 ",
        credit_code="９１５３０１０２ ma0000001r",
        phone="0871-6512 3456",
        agreement_number="xy-2026 -001",
    )
    customer = desk.added(typed)

    assert (customer.name, customer.credit_code, customer.phone) == ("云岭 花卉", CREDIT_CODE, "087165123456")
    assert customer.agreement is not None
    assert customer.agreement.number == "XY-2026-001"


def test_a_scan_of_either_code_finds_the_customer(desk: Desk) -> None:
    customer = desk.added(replace(FORM, agreement_number="昆邮协（2026）12 号"))

    for scanned in (CREDIT_CODE, "昆邮协(2026)12号"):
        assert desk.house.look(lambda work, code=scanned: work.customers.by_code(code)) == customer  # type: ignore[misc] # same


def test_a_wrong_check_character_needs_a_reason_of_the_policy(desk: Desk) -> None:
    form = replace(FORM, credit_code=OLD_CODE)

    for reason in (None, "", "because"):
        refused = fault(lambda reason=reason: desk.added(replace(form, credit_code_reason=reason)))  # type: ignore[misc] # same
        assert refused == (DomainFault.CREDIT_CODE_CHECK, "")
    assert desk.kept() == []

    customer = desk.added(replace(form, credit_code_reason="licence_seen"))
    assert (customer.credit_code, customer.credit_code_reason) == (OLD_CODE, "licence_seen")
    assert desk.audit()[0][2]["credit_code_reason"] == "licence_seen"


def test_a_right_check_character_keeps_no_reason(desk: Desk) -> None:
    assert desk.added(replace(FORM, credit_code_reason="licence_seen")).credit_code_reason is None


def test_an_organisation_has_no_agreement(desk: Desk) -> None:
    form = replace(FORM, kind=CustomerKind.ORGANISATION)
    customer = desk.added(form)

    assert customer.agreement is None
    assert desk.list()[0].standing is AgreementStanding.NONE
    bare = CustomerForm(CustomerKind.ORGANISATION, "样例学校", OTHER_CODE, "样例乙", "13800138002")
    assert desk.added(bare).agreement is None


def test_one_code_finds_one_customer(desk: Desk) -> None:
    customer = desk.added()

    assert fault(lambda: desk.added(replace(FORM, agreement_number="XY-2"))) == (DomainFault.CUSTOMER_EXISTS, "")
    assert fault(lambda: desk.added(replace(FORM, credit_code=OTHER_CODE))) == (DomainFault.CUSTOMER_EXISTS, "")
    assert desk.kept() == [customer]


def test_a_customer_is_changed_and_keeps_its_copy(desk: Desk) -> None:
    customer = desk.added()
    desk.attach(customer.customer_id, PICTURE, SUPERVISOR)
    changed = desk.register(replace(FORM, valid_to=date(2028, 1, 1), name="改名样例"), SUPERVISOR, customer.customer_id)

    assert desk.kept() == [changed]
    assert changed.agreement is not None
    assert (changed.customer_id, changed.initials, changed.agreement.valid_to) == (
        customer.customer_id,
        "GMYL",
        date(2028, 1, 1),
    )
    assert changed.responsible_copy in desk.house.vault.files
    assert [action for action, _, _ in desk.audit()] == ["customer_added", "customer_copy_kept", "customer_changed"]


def test_another_responsible_person_needs_another_copy(desk: Desk) -> None:
    customer = desk.added()
    desk.attach(customer.customer_id, PICTURE, SUPERVISOR)
    changed = desk.register(replace(FORM, responsible_name="样例乙"), SUPERVISOR, customer.customer_id)

    assert changed.responsible_copy is None
    assert desk.list()[0].standing is AgreementStanding.NO_COPY
    assert desk.house.vault.files == {}
    assert desk.house.look(lambda work: work.evidence.all_ids()) == set()


def test_an_unknown_customer_is_not_changed(desk: Desk) -> None:
    unknown = (DomainFault.CUSTOMER_UNKNOWN, "")

    assert fault(lambda: desk.register(FORM, SUPERVISOR, "nobody")) == unknown
    assert fault(lambda: desk.attach("nobody", PICTURE, SUPERVISOR)) == unknown
    assert desk.house.vault.files == {}


def test_a_copy_stays_here_and_replaces_the_one_before(desk: Desk) -> None:
    customer_id = desk.added().customer_id
    first = desk.attach(customer_id, PICTURE, SUPERVISOR)
    second = desk.attach(customer_id, PICTURE + b"2", SUPERVISOR)

    assert first.responsible_copy != second.responsible_copy
    assert desk.house.vault.files == {second.responsible_copy: PICTURE + b"2"}
    (row,) = desk.house.store.tables.evidence.values()
    assert (row.parcel_id, row.upload, row.stored.evidence_id) == (customer_id, False, second.responsible_copy)
    assert desk.kept() == [second]


def test_a_copy_that_is_not_committed_leaves_the_one_before(desk: Desk) -> None:
    customer_id = desk.added().customer_id
    first = desk.attach(customer_id, PICTURE, SUPERVISOR)
    store, counter = FullAtSecondCommit(), desk.house.counter
    store.tables = desk.house.store.tables
    attach = on_store(store, AttachResponsibleCopy(replace(counter, store=store, ids=LateIds()), desk.house.vault))

    with pytest.raises(StorageError):
        attach(customer_id, PICTURE, SUPERVISOR)

    assert desk.kept() == [first]
    assert first.responsible_copy in desk.house.vault.files


class FullAtSecondCommit(MemoryStore):
    """The disk fills up between the look at the customer and the commit of its copy."""

    def __init__(self) -> None:
        super().__init__()
        self._commits = 0

    def unit_of_work(self) -> AbstractContextManager[UnitOfWork]:
        self._commits += 1
        if self._commits == 2:
            self.fail_next_commit(StorageFault.STORE_FULL)
        return super().unit_of_work()


class LateIds(CountingIds):
    """Numbers that nobody has used."""

    def new(self) -> str:
        return f"late-{super().new()}"


@pytest.mark.parametrize("text", ["", "花卉", "ylhh", "花 卉", "0001R", "xy-2026", "ＹＬ"])
def test_customers_are_found_by_parts(desk: Desk, text: str) -> None:
    customer = desk.added()

    assert [found.customer for found in desk.list(text)] == [customer]
    assert desk.list(text + "没有") == []


def test_customers_come_by_initials_with_their_standing(desk: Desk) -> None:
    yesterday = TODAY - timedelta(days=1)
    flowers = desk.added()
    tea = desk.added(replace(FORM, name="茶样例", credit_code=OTHER_CODE, agreement_number="XY-2", valid_to=yesterday))
    desk.attach(flowers.customer_id, PICTURE, SUPERVISOR)

    assert [(found.customer.customer_id, found.standing) for found in desk.list()] == [
        (tea.customer_id, AgreementStanding.EXPIRED),
        (flowers.customer_id, AgreementStanding.IN_FORCE),
    ]


ANY_FORM = st.builds(
    CustomerForm,
    kind=st.sampled_from(CustomerKind),
    name=st.text(max_size=130),
    credit_code=st.sampled_from([CREDIT_CODE, OLD_CODE, "", "ABC"]),
    responsible_name=st.text(max_size=10),
    phone=st.sampled_from(["13800138001", "0871-65123456", "1"]),
    credit_code_reason=st.sampled_from([None, "licence_seen"]),
    agreement_number=st.text(max_size=70),
    valid_from=st.none() | st.dates(),
    valid_to=st.none() | st.dates(),
    filing=st.sampled_from(Filing),
)


@pytest.fixture(scope="module")
def lasting_desk() -> Desk:
    """Making one for each example takes longer than all the rest."""
    return Desk()


@given(form=ANY_FORM)
def test_whatever_is_registered_the_province_takes(lasting_desk: Desk, form: CustomerForm) -> None:
    lasting_desk.house.store.tables.customers.clear()
    if wrong_members(tidied(form)) or (form.credit_code == OLD_CODE and form.credit_code_reason is None):
        fault(lambda: lasting_desk.added(form))
        return
    customer = lasting_desk.added(form)
    OrganisationPart(
        name=customer.name,
        credit_code=customer.credit_code,
        credit_code_reason=customer.credit_code_reason,
        responsible_name=customer.responsible_name,
        responsible_copy=False,
    )
    agreement = customer.agreement
    if agreement is not None:
        AgreementPart(
            agreement_number=agreement.number,
            name=customer.name,
            credit_code=customer.credit_code,
            valid_from=agreement.valid_from.isoformat(),
            valid_to=agreement.valid_to.isoformat(),
            filing=agreement.filing.value,
            in_force=False,
        )


def test_personal_data_stay_out_of_repr() -> None:
    assert "样例甲" not in repr(FORM)
    assert FORM.phone not in repr(FORM)
