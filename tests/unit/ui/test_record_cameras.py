"""The cameras of a record: what arrives too late is dropped, and what is told of a clock."""

from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest

from app.domain.errors import DomainError, DomainFault
from app.domain.surveillance import CameraChannel, CameraRole, CameraSpan, OnlineTime, RecorderClock
from app.usecases.playback import Playback, picture_of
from tests.support.builders import NOON
from tests.support.fake_counter import SteppedTaskRunner
from ui.screens.records.camera_wording import address_words, clock_words, online_words, when_words, where_words
from ui.screens.records.cameras import CamerasPresenter, CamerasState

CHANNEL = CameraChannel(CameraRole.COUNTER, "uniview:10.0.0.9?channel=2", timedelta(hours=8))
PICTURE = picture_of(CameraSpan(CHANNEL, NOON, NOON + timedelta(hours=13)))


@dataclass
class Panel:
    states: list[CamerasState] = field(default_factory=list)
    tasks: SteppedTaskRunner = field(default_factory=SteppedTaskRunner)

    def __post_init__(self) -> None:
        self.presenter = CamerasPresenter(self, self.read, self.tasks)

    def show_cameras(self, state: CamerasState) -> None:
        self.states.append(state)

    @staticmethod
    def read(record_id: str) -> Playback:
        if record_id == "purged":
            raise DomainError(DomainFault.NOT_ACCEPTED_HERE)
        return Playback(record_id, NOON, (), {})


def test_the_cameras_of_a_record_that_is_left_meanwhile_are_not_shown() -> None:
    panel = Panel()
    panel.presenter.toggle("first")
    panel.presenter.selected("second")
    panel.presenter.toggle("second")
    panel.tasks.run_all()
    assert [state.record_id for state in panel.states] == [None, "second"]
    panel.presenter.selected("second")
    panel.presenter.toggle("second")
    assert [state.record_id for state in panel.states] == [None, "second", None]


def test_what_cannot_be_looked_up_says_so() -> None:
    panel = Panel()
    panel.presenter.toggle("purged")
    panel.tasks.run_all()
    (state,) = panel.states
    assert state.failure is not None
    assert state.failure.fault is DomainFault.NOT_ACCEPTED_HERE


@pytest.mark.parametrize(
    ("offset_ms", "told"),
    [(0, "录像机时钟准"), (-1499, "录像机时钟准"), (1500, "录像机快 2 秒"), (-90_400, "录像机慢 90 秒")],
)
def test_a_clock_is_right_fast_or_slow(offset_ms: int, told: str) -> None:
    assert clock_words(RecorderClock(offset_ms, NOON), lambda moment: moment).startswith(told)


def test_a_span_over_midnight_names_both_days() -> None:
    assert when_words(PICTURE) == "录像机时间 2026-11-20 12:00:00 – 2026-11-21 01:00:00"
    assert where_words(PICTURE) == "宇视 10.0.0.9 · 通道 2"
    assert address_words(PICTURE).endswith("/replay/")
    assert address_words(replace(PICTURE, address=None)).startswith("没有回放地址")


def test_a_rate_is_told_where_somebody_asked() -> None:
    assert online_words({CameraRole.COUNTER: OnlineTime(1440, 1433)}, CameraRole.COUNTER) == "24 小时在线 99.5%"
    assert online_words({}, CameraRole.COUNTER) == ""
