from dataclasses import dataclass, field, replace

import pytest

from app.domain.errors import DomainError, DomainFault
from sync.errors import SyncError, SyncFault
from sync.words import ProblemCode
from tests.support.fake_counter import InlineTaskRunner, SteppedTaskRunner
from ui.faults import Failed
from ui.screens.first_run.form import ClerkForm, FormField, OutletForm, wrong_fields
from ui.screens.first_run.presenter import FirstRunPorts, FirstRunPresenter, FirstRunState
from ui.tones import Tone

OUTLET = OutletForm("样例路网点", "53-0001", "530102", "", "https://province.example", "CODE-1234")
CLERK = ClerkForm("1001", "李测试", "246810", "246810")


@dataclass
class World:
    """A terminal before its first start."""

    tasks: InlineTaskRunner | SteppedTaskRunner = field(default_factory=InlineTaskRunner)
    states: list[FirstRunState] = field(default_factory=list)
    enrolled: list[OutletForm] = field(default_factory=list)
    clerks: list[str] = field(default_factory=list)
    bells: list[Tone] = field(default_factory=list)
    finished: list[str] = field(default_factory=list)
    enrol_error: Exception | None = None
    clerk_error: Exception | None = None

    def __post_init__(self) -> None:
        ports = FirstRunPorts(self.enrol, self.add_clerk, self.tasks, self.bells.append)
        self.presenter = FirstRunPresenter(self, ports, self.finished.append)

    def show_state(self, state: FirstRunState) -> None:
        self.states.append(state)

    def enrol(self, form: OutletForm) -> None:
        if self.enrol_error is not None:
            raise self.enrol_error
        self.enrolled.append(form)

    def add_clerk(self, number: str, name: str, pin: str) -> None:
        assert (name, pin) == (CLERK.name, CLERK.pin)
        if self.clerk_error is not None:
            raise self.clerk_error
        self.clerks.append(number)


def test_a_right_form_enrols_and_adds_the_clerk() -> None:
    world = World()
    world.presenter.submit(OUTLET, CLERK)
    assert world.enrolled == [OUTLET]
    assert world.clerks == ["1001"]
    assert world.finished == ["样例路网点"]
    assert world.bells == [Tone.GOOD]


@pytest.mark.parametrize(
    ("outlet", "clerk", "wrong"),
    [
        (replace(OUTLET, outlet_name=""), CLERK, FormField.OUTLET_NAME),
        (replace(OUTLET, filing_number=""), CLERK, FormField.FILING_NUMBER),
        (replace(OUTLET, region_code="53010"), CLERK, FormField.REGION_CODE),
        (replace(OUTLET, region_code="５３０１０２"), CLERK, FormField.REGION_CODE),
        (replace(OUTLET, province_url="province.example"), CLERK, FormField.PROVINCE_URL),
        (replace(OUTLET, province_url="http://province.example"), CLERK, FormField.PROVINCE_URL),
        (replace(OUTLET, province_url="https://"), CLERK, FormField.PROVINCE_URL),
        (replace(OUTLET, province_url="https://["), CLERK, FormField.PROVINCE_URL),
        (replace(OUTLET, enrolment_code="123"), CLERK, FormField.ENROLMENT_CODE),
        (OUTLET, replace(CLERK, number="工号"), FormField.CLERK_NUMBER),
        (OUTLET, replace(CLERK, number=""), FormField.CLERK_NUMBER),
        (OUTLET, replace(CLERK, name=""), FormField.CLERK_NAME),
        (OUTLET, replace(CLERK, pin="1111", pin_again="1111"), FormField.PIN),
        (OUTLET, replace(CLERK, pin_again="246811"), FormField.PIN_AGAIN),
    ],
)
def test_a_wrong_field_is_named_and_nothing_is_sent(outlet: OutletForm, clerk: ClerkForm, wrong: FormField) -> None:
    assert wrong_fields(outlet, clerk) == (wrong,)
    world = World()
    world.presenter.submit(outlet, clerk)
    assert world.states[-1].wrong == (wrong,)
    assert not world.enrolled
    assert world.bells == [Tone.BAD]


def test_the_provinces_own_reason_is_told() -> None:
    refused = SyncError(SyncFault.REQUEST_REFUSED, "409", problem_code=ProblemCode.ENROLMENT_CODE_USED.value)
    world = World(enrol_error=refused)
    world.presenter.submit(OUTLET, CLERK)
    assert world.states[-1].failure == Failed(ProblemCode.ENROLMENT_CODE_USED)
    assert not world.clerks
    assert not world.finished


def test_no_network_can_be_tried_again() -> None:
    world = World(enrol_error=SyncError(SyncFault.UNREACHABLE))
    world.presenter.submit(OUTLET, CLERK)
    assert world.states[-1].failure == Failed(SyncFault.UNREACHABLE)
    world.enrol_error = None
    world.presenter.submit(OUTLET, CLERK)
    assert world.finished == ["样例路网点"]


def test_a_clerk_that_could_not_be_added_does_not_enrol_twice() -> None:
    world = World(clerk_error=DomainError(DomainFault.CLERK_EXISTS))
    world.presenter.submit(OUTLET, CLERK)
    assert world.states[-1] == FirstRunState(enrolled=True, failure=Failed(DomainFault.CLERK_EXISTS))
    world.clerk_error = None
    world.presenter.submit(replace(OUTLET, enrolment_code=""), CLERK)
    assert world.enrolled == [OUTLET]
    assert world.finished == ["样例路网点"]


def test_a_second_enter_is_ignored() -> None:
    tasks = SteppedTaskRunner()
    world = World(tasks)
    world.presenter.submit(OUTLET, CLERK)
    world.presenter.submit(OUTLET, CLERK)
    assert tasks.waiting == 1
    tasks.run_all()
    assert world.enrolled == [OUTLET]


def test_neither_code_nor_pin_stands_in_a_repr() -> None:
    assert "CODE" not in repr(OUTLET)
    assert "246810" not in repr(CLERK)
