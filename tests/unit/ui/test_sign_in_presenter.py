from dataclasses import dataclass, field

import pytest

from app.domain.clerk import Clerk
from app.domain.errors import DomainFault
from tests.support.fake_counter import PIN, InlineTaskRunner, SteppedTaskRunner, sign_in
from ui.faults import Failed
from ui.screens.sign_in.presenter import SignInPresenter, SignInState
from ui.tones import Tone


@dataclass
class Page:
    """Records what it was told."""

    states: list[SignInState] = field(default_factory=list)
    done: list[str] = field(default_factory=list)

    def show_state(self, state: SignInState) -> None:
        self.states.append(state)

    def clear(self) -> None:
        self.done.append("clear")

    def clear_pin(self) -> None:
        self.done.append("clear pin")


@dataclass
class Entrance:
    tasks: InlineTaskRunner | SteppedTaskRunner = field(default_factory=InlineTaskRunner)
    page: Page = field(default_factory=Page)
    came: list[Clerk] = field(default_factory=list)
    bells: list[Tone] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.presenter = SignInPresenter(self.page, sign_in, self.tasks, self.came.append, self.bells.append)


def test_number_and_pin_let_a_clerk_in_and_empty_the_page() -> None:
    entrance = Entrance()
    entrance.presenter.submit(" 1001 ", PIN)
    assert [clerk.number for clerk in entrance.came] == ["1001"]
    assert entrance.page.done == ["clear"]
    assert not entrance.bells


@pytest.mark.parametrize(("number", "pin"), [("1001", "1111"), ("7777", PIN)])
def test_a_refusal_sounds_the_same_for_number_and_pin(number: str, pin: str) -> None:
    entrance = Entrance()
    entrance.presenter.submit(number, pin)
    assert not entrance.came
    assert entrance.page.states[-1] == SignInState(failure=Failed(DomainFault.SIGN_IN_REFUSED))
    assert entrance.page.done == ["clear pin"]
    assert entrance.bells == [Tone.BAD]


def test_having_to_wait_says_how_long() -> None:
    entrance = Entrance()
    entrance.presenter.submit("9", PIN)
    assert entrance.page.states[-1].failure == Failed(DomainFault.SIGN_IN_LOCKED, "20")


@pytest.mark.parametrize(("number", "pin"), [("", PIN), ("  ", PIN), ("1001", "")])
def test_an_unfinished_entry_asks_nobody(number: str, pin: str) -> None:
    entrance = Entrance()
    entrance.presenter.submit(number, pin)
    assert not entrance.page.states


def test_a_second_enter_while_checking_is_ignored() -> None:
    tasks = SteppedTaskRunner()
    entrance = Entrance(tasks)
    entrance.presenter.submit("1001", PIN)
    entrance.presenter.submit("1001", PIN)
    assert entrance.page.states[-1].busy
    assert tasks.waiting == 1
    tasks.run_all()
    assert len(entrance.came) == 1
