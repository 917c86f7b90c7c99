"""The notice's page, the label's panel and the practice page, in every state, for people to look at."""

from collections.abc import Callable
from random import Random
from typing import TypeAlias

from app.practice import cases_that_hold, written_cases
from app.training import CLERK_NUMBER, CLERK_PIN, SUPERVISOR_NUMBER, SUPERVISOR_PIN, practice_picture
from tests.support.counter_house import CounterHouse
from tests.support.fake_counter import InlineTaskRunner
from ui.keys import Action
from ui.screens.practice.desk import PracticeDesk
from ui.screens.practice.presenter import PracticePorts
from ui.theme import Theme
from ui.tones import Tone
from ui.training_bar import TrainingBar, TrainingHands, sign_in_words
from ui.window import CounterWindow

Scene: TypeAlias = Callable[[CounterWindow, CounterHouse], None]


def notice(window: CounterWindow, _: CounterHouse) -> None:
    """The notice to senders."""
    window.shell.asked.emit(Action.NOTICE_PAGE)


def paper_form(window: CounterWindow, house: CounterHouse) -> None:
    """The blank form for when the PC is down."""
    notice(window, house)
    window.notice.perform(Action.CONFIRM)
    window.notice.perform(Action.CONFIRM)


def poster(window: CounterWindow, house: CounterHouse) -> None:
    """The prohibited goods, and a printer that is missing."""
    notice(window, house)
    window.notice.perform(Action.CONFIRM)
    window.notice.perform(Action.PRINT_LABEL)


def label(window: CounterWindow, house: CounterHouse) -> None:
    """No printer took it."""
    house.accepted()
    window.acceptance.perform(Action.PRINT_LABEL)


def practice(window: CounterWindow, house: CounterHouse) -> None:
    """A case."""
    _practice(window, house, seed=4)


def practice_right(window: CounterWindow, house: CounterHouse) -> None:
    """Answered rightly."""
    _answer(_practice(window, house, seed=2), right=True)


def practice_wrong(window: CounterWindow, house: CounterHouse) -> None:
    """Answered wrongly."""
    _answer(_practice(window, house, seed=9), right=False)


def practice_done(window: CounterWindow, house: CounterHouse) -> None:
    """The score."""
    desk = _practice(window, house, seed=3)
    for place in range(len(written_cases().cases)):
        _answer(desk, right=place % 4 > 0)
        desk.presenter.go_on()


SCENES = (notice, poster, paper_form, label, practice, practice_right, practice_wrong, practice_done)


def put_hands_on(window: CounterWindow, theme: Theme) -> None:
    """The training banner as trainees see it."""

    def nothing() -> None:
        """No simulated device here."""

    words = sign_in_words((CLERK_NUMBER, CLERK_PIN), (SUPERVISOR_NUMBER, SUPERVISOR_PIN))
    hands = TrainingHands(nothing, nothing, nothing, nothing, nothing)
    window.shell.add_to_training_banner(TrainingBar(theme, hands, words))


def _silent(_: Tone) -> None:
    """Nobody listens."""


def _practice(window: CounterWindow, house: CounterHouse, *, seed: int) -> PracticeDesk:
    counter = house.counter
    ports = PracticePorts(
        load=lambda: cases_that_hold(written_cases(), counter.policy, counter.today()),
        draw=practice_picture,
        tasks=InlineTaskRunner(),
        chance=Random(seed),  # noqa: S311 - repeatable on purpose
        bell=_silent,
    )
    desk = PracticeDesk(window.shell, window.theme, counter.policy, ports, leave=window.go_home)
    desk.open()
    return desk


def _answer(desk: PracticeDesk, *, right: bool) -> None:
    state = desk.presenter.state
    assert state.case is not None
    place = next(place for place, answer in enumerate(state.answers) if (answer == state.case.right) is right)
    desk.presenter.answer(place)
