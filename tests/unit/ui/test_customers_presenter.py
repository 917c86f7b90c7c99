from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.clerk import Clerk, ClerkNumber, ClerkRole
from app.domain.customer import Customer, CustomerKind
from app.domain.errors import DomainError, DomainFault
from app.storage.errors import StorageError, StorageFault
from app.usecases.customers import CustomerForm, ListedCustomer
from devices.errors import DeviceError, DeviceFault
from tests.support.builders import CREDIT_CODE, NOON, TODAY, customer
from tests.support.counter_house import CounterHouse
from tests.support.fake_counter import InlineTaskRunner, SteppedTaskRunner, clerk, customer_actions
from ui.faults import Failed
from ui.screens.acceptance.actions import JpegPhoto
from ui.screens.customers.actions import CustomerActions, CustomersPorts
from ui.screens.customers.form import CustomerField, TypedCustomer, form_of, read_date, typed_as, wrong_fields
from ui.screens.customers.presenter import CustomersPresenter
from ui.screens.customers.state import CustomersState, OpenForm, Said, Work
from ui.tones import Tone

SUPERVISOR = Clerk(ClerkNumber("9001"), "样例站长", "hash", ClerkRole.SUPERVISOR)
PICTURE = b"\xff\xd8 copy"
OLD_CODE = CREDIT_CODE[:-1] + "1"
TYPED = typed_as(customer())


@dataclass
class Office:
    """The page's presenter over real use cases; what the product answers can be made to fail."""

    house: CounterHouse = field(default_factory=CounterHouse)
    store_tasks: InlineTaskRunner | SteppedTaskRunner = field(default_factory=InlineTaskRunner)
    cpu_tasks: InlineTaskRunner | SteppedTaskRunner = field(default_factory=InlineTaskRunner)
    states: list[CustomersState] = field(default_factory=list)
    bells: list[Tone] = field(default_factory=list)
    searched: list[str] = field(default_factory=list)
    photo: JpegPhoto | None = field(default_factory=lambda: JpegPhoto(PICTURE, NOON))
    camera_error: Exception | None = None
    find_error: Exception | None = None
    attach_error: Exception | None = None
    register_error: Exception | None = None

    def __post_init__(self) -> None:
        self.house.look(lambda work: work.clerks.add(SUPERVISOR))
        self.real = customer_actions(self.house)
        actions = CustomerActions(self.find, self.register, self.attach)
        ports = CustomersPorts(actions, self.store_tasks, self.cpu_tasks, self.capture, self.bells.append)
        self.presenter = CustomersPresenter(self, ports)
        self.presenter.clerk_signed_in(SUPERVISOR)

    def show_state(self, state: CustomersState) -> None:
        self.states.append(state)

    @property
    def state(self) -> CustomersState:
        return self.states[-1]

    @property
    def form(self) -> OpenForm:
        assert self.state.form is not None
        return self.state.form

    def find(self, text: str) -> Sequence[ListedCustomer]:
        self.searched.append(text)
        if self.find_error is not None:
            raise self.find_error
        return self.real.find(text)

    def register(self, form: CustomerForm, number: ClerkNumber, customer_id: str | None) -> Customer:
        if self.register_error is not None:
            raise self.register_error
        return self.real.register(form, number, customer_id)

    def attach(self, customer_id: str, jpeg: bytes, number: ClerkNumber) -> Customer:
        if self.attach_error is not None:
            raise self.attach_error
        return self.real.attach_copy(customer_id, jpeg, number)

    def capture(self) -> JpegPhoto | None:
        if self.camera_error is not None:
            raise self.camera_error
        return self.photo

    def kept(self) -> list[Customer]:
        return self.house.look(lambda work: work.customers.all())

    def registered(self) -> str:
        """The id of a customer that is there already."""
        made = self.real.register(form_of(TYPED), SUPERVISOR.number, None)
        self.presenter.shown()
        return made.customer_id


def test_a_customer_is_added_with_its_copy_by_one_save() -> None:
    office = Office()
    office.presenter.shown()
    office.presenter.add()
    office.presenter.photograph()
    assert office.form.picture == PICTURE
    office.presenter.save(TYPED)

    (kept,) = office.kept()
    assert kept.responsible_copy in office.house.vault.files
    assert (office.state.form, office.state.said, office.state.chosen) == (None, Said.SAVED, kept.customer_id)
    assert [row.customer for row in office.state.rows] == [kept]
    assert office.bells == [Tone.GOOD, Tone.GOOD]


def test_a_customer_is_changed() -> None:
    office = Office()
    customer_id = office.registered()
    office.presenter.change(customer_id)
    assert office.form.began == TYPED
    office.presenter.save(replace(office.form.began, name="改名样例"))

    assert [(kept.customer_id, kept.name) for kept in office.kept()] == [(customer_id, "改名样例")]


@pytest.mark.parametrize("role", [role for role in ClerkRole if role is not ClerkRole.SUPERVISOR])
def test_nobody_but_a_supervisor_gets_a_form_and_is_told_why(role: ClerkRole) -> None:
    office = Office()
    customer_id = office.registered()
    office.presenter.clerk_signed_in(replace(clerk(), role=role))
    for step in (office.presenter.add, lambda: office.presenter.change(customer_id)):
        step()
        assert (office.state.form, office.state.said) == (None, Said.SUPERVISOR_ONLY)
    assert office.bells == [Tone.BAD, Tone.BAD]


def test_nothing_is_sent_before_the_form_is_right() -> None:
    office = Office()
    office.register_error = AssertionError("asked too early")
    office.presenter.add()
    office.presenter.save(replace(TYPED, name="", valid_to="2026-02-30"))

    assert office.form.wrong == (CustomerField.NAME, CustomerField.VALID_TO)
    assert office.bells == [Tone.BAD]


def test_a_wrong_check_character_asks_for_its_reason() -> None:
    office = Office()
    office.presenter.add()
    office.presenter.code_typed(OLD_CODE)
    office.presenter.code_typed(CREDIT_CODE)
    assert [state.form.asks_reason for state in office.states if state.form] == [False, True, False]
    office.presenter.save(replace(TYPED, credit_code=OLD_CODE))
    assert office.form.wrong == (CustomerField.CREDIT_CODE_REASON,)
    office.presenter.code_typed(CREDIT_CODE)
    assert [office.form.asks_reason] == [False]
    office.presenter.save(replace(TYPED, credit_code=OLD_CODE, credit_code_reason="licence_seen"))

    assert [kept.credit_code_reason for kept in office.kept()] == ["licence_seen"]


@pytest.mark.parametrize(
    ("error", "wrong"),
    [
        (DomainError(DomainFault.CUSTOMER_INVALID, "phone"), CustomerField.PHONE),
        (DomainError(DomainFault.CREDIT_CODE_CHECK), CustomerField.CREDIT_CODE_REASON),
    ],
)
def test_what_the_product_finds_wrong_is_marked(error: Exception, wrong: CustomerField) -> None:
    office = Office()
    office.presenter.add()
    office.register_error = error
    office.presenter.save(TYPED)

    assert (office.form.wrong, office.state.work, office.state.failure) == ((wrong,), Work.NONE, None)


def test_a_code_that_another_has_is_told() -> None:
    office = Office()
    office.registered()
    office.presenter.add()
    office.presenter.save(TYPED)

    assert office.state.failure == Failed(DomainFault.CUSTOMER_EXISTS)
    assert office.form.customer_id is None


def test_a_copy_that_cannot_be_kept_does_not_register_twice() -> None:
    office = Office()
    office.presenter.add()
    office.presenter.photograph()
    office.attach_error = StorageError(StorageFault.STORE_FULL)
    office.presenter.save(TYPED)
    assert office.state.failure == Failed(StorageFault.STORE_FULL)
    office.attach_error = None
    office.presenter.save(TYPED)

    (kept,) = office.kept()
    assert kept.responsible_copy is not None


def test_a_camera_without_a_picture_is_told() -> None:
    office = Office()
    office.presenter.add()
    office.photo = None
    office.presenter.photograph()
    assert (office.state.said, office.form.picture) == (Said.NO_PICTURE, None)
    office.camera_error = DeviceError(DeviceFault.NOT_FOUND, "camera", "gone")
    office.presenter.photograph()
    assert office.state.failure == Failed(DeviceFault.NOT_FOUND)
    assert office.state.work is Work.NONE


def test_one_thing_at_a_time() -> None:
    tasks, cpu = SteppedTaskRunner(), SteppedTaskRunner()
    office = Office(store_tasks=tasks, cpu_tasks=cpu)
    office.presenter.add()
    office.presenter.photograph()
    office.presenter.photograph()
    office.presenter.save(TYPED)
    office.presenter.cancel()
    assert (cpu.waiting, tasks.waiting, office.state.work) == (1, 0, Work.TAKING_PICTURE)
    cpu.run_all()
    office.presenter.save(TYPED)
    office.presenter.save(TYPED)
    assert tasks.waiting == 1


def test_a_lock_forgets_what_was_typed_and_finishes_what_was_sent() -> None:
    tasks = SteppedTaskRunner()
    office = Office(store_tasks=tasks)
    office.presenter.add()
    office.presenter.photograph()
    office.presenter.save(TYPED)
    office.presenter.locked()
    assert (office.state.form, office.state.may_save) == (None, False)
    tasks.run_all()

    assert len(office.kept()) == 1
    assert (office.state.form, office.state.said) == (None, Said.NOTHING)
    assert office.bells == [Tone.GOOD]


def test_a_picture_for_a_form_that_is_gone_is_forgotten() -> None:
    cpu = SteppedTaskRunner()
    office = Office(cpu_tasks=cpu)
    office.presenter.add()
    office.presenter.photograph()
    office.presenter.locked()
    office.presenter.clerk_signed_in(SUPERVISOR)
    office.presenter.add()
    cpu.run_all()

    assert office.form.picture is None


def test_going_back_keeps_nothing_and_stands_on_the_same_customer() -> None:
    office = Office()
    customer_id = office.registered()
    office.presenter.change(customer_id)
    first = office.form.number
    office.presenter.cancel()
    assert (office.state.form, office.state.chosen) == (None, customer_id)
    office.presenter.change(customer_id)
    assert office.form.number != first


def test_quick_typing_looks_once_more_for_the_last_text() -> None:
    tasks = SteppedTaskRunner()
    office = Office(store_tasks=tasks)
    office.presenter.shown()
    for text in ("y", "yl", "ylh"):
        office.presenter.search(text)
    tasks.run_all()

    assert office.searched == ["", "ylh"]


def test_nothing_is_looked_up_while_the_page_is_hidden() -> None:
    office = Office()
    office.presenter.search("y")
    office.presenter.shown()
    office.presenter.hidden()
    office.presenter.search("z")

    assert office.searched == ["y"]


def test_a_store_that_fails_keeps_the_list_and_says_why() -> None:
    office = Office()
    office.registered()
    office.find_error = StorageError(StorageFault.STORE_CORRUPT)
    office.presenter.search("y")

    assert office.state.failure == Failed(StorageFault.STORE_CORRUPT)
    assert len(office.state.rows) == 1


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-20",
        "20261120",
        "2026/11/20",
        "2026.11.20",
        "2026年11月20日",
        " 2026 - 11 - 20 ",
        "２０２６－１１－２０",
    ],
)
def test_a_date_is_read_as_people_write_it(text: str) -> None:
    assert read_date(text) == TODAY


@pytest.mark.parametrize(
    "text", ["", "长期", "2026-13-01", "2026-02-30", "26-11-20", "202611201", "2026-11", "0000-01-01"]
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert read_date(text) is None


@given(st.text(max_size=20))
def test_any_text_is_a_date_or_none(text: str) -> None:
    read_date(text)


@given(st.dates())
def test_a_date_comes_back_as_it_was_written(day: object) -> None:
    assert read_date(str(day)) == day


@pytest.mark.parametrize("kind", CustomerKind)
def test_a_registered_customer_fills_the_form_without_a_fault(kind: CustomerKind) -> None:
    known = customer() if kind is CustomerKind.AGREEMENT else customer(kind=kind, agreement=None)

    assert wrong_fields(form_of(typed_as(known))) == ()


def test_personal_data_stay_out_of_repr() -> None:
    shown = repr(OpenForm(1, TYPED, picture=PICTURE)) + repr(TYPED)

    for text in (TYPED.name, TYPED.responsible_name, TYPED.phone, "copy\\x"):
        assert text not in shown
    assert isinstance(TYPED, TypedCustomer)
