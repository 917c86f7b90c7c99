"""A round of practice, without a window."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

from app.domain.practice import Act, CasePicture, CaseWords, PracticeAnswer, PracticeCase, Shot
from devices.errors import DeviceError, DeviceFault
from tests.support.fake_counter import InlineTaskRunner, SteppedTaskRunner
from ui.faults import Failed
from ui.keys import KeyPress, KeyTable
from ui.screens.practice.presenter import PracticePorts, PracticePresenter
from ui.screens.practice.state import PracticePage
from ui.tones import Tone

WORDS = CaseWords("said", "seen", "why")
ANSWERS = (PracticeAnswer(Act.ACCEPT), PracticeAnswer(Act.INCIDENT), PracticeAnswer(Act.REFUSE, "prohibited_item"))


def case(number: int) -> PracticeCase:
    """An invented case; every other one has a picture."""
    picture = CasePicture(Shot.OPEN_BOX, number) if number % 2 else None
    return PracticeCase(f"case{number}", WORDS, WORDS, picture, ANSWERS, ANSWERS[number % 3], ())


@dataclass
class Room:
    """A presenter with a screen and a bell."""

    cases: Sequence[PracticeCase] = tuple(case(number) for number in range(6))
    seed: int = 1
    tasks: InlineTaskRunner | SteppedTaskRunner = field(default_factory=InlineTaskRunner)
    error: Exception | None = None
    draw_error: Exception | None = None
    bells: list[Tone] = field(default_factory=list)
    loads: int = 0
    state: PracticePage = field(default_factory=PracticePage)

    def __post_init__(self) -> None:
        chance = Random(self.seed)  # noqa: S311 - repeatable on purpose
        ports = PracticePorts(self.load, self.draw, self.tasks, chance, self.bells.append)
        self.presenter = PracticePresenter(self, ports, KeyTable().action_of)
        self.presenter.shown()

    def load(self) -> Sequence[PracticeCase]:
        self.loads += 1
        if self.error is not None:
            raise self.error
        return self.cases

    def draw(self, picture: CasePicture) -> bytes:
        if self.draw_error is not None:
            raise self.draw_error
        return b"jpeg %d" % picture.seed

    def show_state(self, state: PracticePage) -> None:
        self.state = state

    def keys(self, *names: str) -> None:
        for name in names:
            assert self.presenter.press(KeyPress(name, name if len(name) == 1 else "")), name

    def shown(self) -> PracticeCase:
        assert self.state.case is not None
        return self.state.case

    def digit(self, *, right: bool) -> str:
        """The key of the right answer, or of a wrong one."""
        return next(
            str(place)
            for place, answer in enumerate(self.state.answers, start=1)
            if (answer == self.shown().right) is right
        )


def test_a_round_goes_through_every_case_once_and_keeps_the_score() -> None:
    room = Room()
    seen = []
    for number in range(6):
        seen.append(room.shown().code)
        assert (room.state.number, room.state.count) == (number + 1, 6)
        room.keys(room.digit(right=number != 2), "Enter")
    assert sorted(seen) == [f"case{number}" for number in range(6)]
    assert room.state == PracticePage(count=6, right=5, finished=True)
    room.keys("Enter")
    assert (room.state.number, room.state.right, room.state.finished) == (1, 0, False)


def test_the_order_of_cases_and_of_answers_is_by_chance_and_repeatable() -> None:
    def orders(seed: int) -> list[tuple[str, tuple[PracticeAnswer, ...]]]:
        room = Room(seed=seed)
        found = []
        for _ in range(6):
            found.append((room.shown().code, room.state.answers))
            room.keys("1", "Enter")
        return found

    assert orders(1) == orders(1)
    assert len({tuple(code for code, _ in orders(seed)) for seed in range(8)}) > 1
    assert len({answers for seed in range(8) for _, answers in orders(seed)}) > 1


def test_right_and_wrong_sound_and_count_differently() -> None:
    room = Room()
    room.keys(room.digit(right=True))
    assert (room.bells, room.state.right) == ([Tone.GOOD], 1)
    room.keys("Enter")
    room.keys(room.digit(right=False))
    assert (room.bells[-1], room.state.right) == (Tone.BAD, 1)
    assert room.state.chosen not in (None, room.shown().right)


def test_the_first_answer_counts() -> None:
    room = Room()
    room.keys(room.digit(right=False))
    before = room.state
    room.keys(room.digit(right=True))
    assert room.state == before
    assert room.bells[-1] is Tone.BAD


def test_nobody_goes_on_without_an_answer_and_no_key_is_an_answer_that_is_not_there() -> None:
    room = Room()
    before = room.state
    room.keys("Enter", "4", "0")
    assert room.state == before
    assert room.bells == [Tone.BAD] * 3
    assert not room.presenter.press(KeyPress("F8", ""))
    assert not room.presenter.press(KeyPress("A", "a"))


def test_the_picture_comes_when_it_is_drawn_and_only_to_its_own_case() -> None:
    tasks = SteppedTaskRunner()
    room = Room(cases=(case(1), case(3)), tasks=tasks)
    tasks.step()
    assert room.state.picture is None
    room.keys("1", "Enter")
    tasks.step()
    assert room.state.picture is None
    tasks.step()
    picture = room.shown().picture
    assert picture is not None
    assert room.state.picture == b"jpeg %d" % picture.seed


def test_coming_back_goes_on_where_the_round_was() -> None:
    room = Room()
    room.keys("1", "Enter")
    before = room.state
    room.presenter.shown()
    assert room.state == before
    assert room.loads == 1


def test_cases_that_cannot_be_read_are_told_and_asked_for_again() -> None:
    room = Room(error=DeviceError(DeviceFault.REMOVED, "sim:practice"))
    assert room.state.problem == Failed(DeviceFault.REMOVED)
    assert room.bells == [Tone.BAD]
    room.error = None
    room.presenter.shown()
    assert room.shown() in room.cases
    assert room.state.problem is None


def test_a_picture_that_cannot_be_drawn_leaves_the_words() -> None:
    room = Room(cases=(case(1),), draw_error=DeviceError(DeviceFault.REMOVED, "sim:practice"))
    assert room.state.problem == Failed(DeviceFault.REMOVED)
    room.keys(room.digit(right=True))
    assert room.state.right == 1


def test_without_a_case_that_holds_there_is_nothing_to_answer() -> None:
    room = Room(cases=())
    assert room.state == PracticePage(finished=True)
    room.keys("1", "Enter")
    assert room.state == PracticePage(finished=True)
