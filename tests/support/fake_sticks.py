"""Sticks for the window: what was asked for, and answers in the test's hand."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TypeVar

from app.usecases.stick_results import CarriedStick, ReceivedStick, Watch, WrittenStick
from sync.ports import OutboxCounts
from tests.support.counter_house import CounterHouse
from ui.screens.stick.presenter import StickActions
from ui.screens.stick.state import StickTask

Result = TypeVar("Result")

WRITTEN = WrittenStick(parts=1, messages=3, files=6, left_out=0, size=1_240_000)
CARRIED = CarriedStick(taken=1, known=0, in_work=0, messages=3, files=6, refused=())
RECEIVED = ReceivedStick(files=1, delivered=3, waiting=0, others=0, refused=())


class LateAnswers:
    """A task runner that does the work at once and tells how it ended when the test says ``step``."""

    def __init__(self) -> None:
        self._waiting: deque[Callable[[], None]] = deque()

    def submit(
        self, work: Callable[[], Result], on_done: Callable[[Result], None], on_error: Callable[[Exception], None]
    ) -> None:
        try:
            result = work()
        except Exception as error:  # noqa: BLE001 - what a task runner does with a task's error
            self._waiting.append(partial(on_error, error))
        else:
            self._waiting.append(partial(on_done, result))

    def step(self) -> None:
        """Tell the oldest."""
        self._waiting.popleft()()


@dataclass
class FakeSticks:
    """Answers at once with what is set here, or raises it."""

    written: WrittenStick | Exception = WRITTEN
    carried: CarriedStick | Exception = CARRIED
    received: ReceivedStick | Exception = RECEIVED
    asked: list[tuple[StickTask, Path]] = field(default_factory=list)
    watch: Watch = field(default_factory=Watch)
    """Of the last task."""

    def actions(self, house: CounterHouse) -> StickActions:
        def counts() -> OutboxCounts:
            return house.look(lambda work: work.records.counts())

        return StickActions(
            write=lambda folder, watch: self._answer(StickTask.WRITE, folder, watch, lambda: self.written),
            carry=lambda folder, watch: self._answer(StickTask.CARRY, folder, watch, lambda: self.carried),
            receive=lambda folder, watch: self._answer(StickTask.RECEIVE, folder, watch, lambda: self.received),
            counts=counts,
        )

    def _answer(self, task: StickTask, folder: Path, watch: Watch, answer: Callable[[], Result | Exception]) -> Result:
        self.asked.append((task, folder))
        self.watch = watch
        found = answer()
        if isinstance(found, Exception):
            raise found
        return found
