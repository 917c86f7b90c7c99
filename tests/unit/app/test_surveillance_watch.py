"""The watch over the recorders: what it keeps of their answers, and what it knows of their clocks."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from pytestqt.qtbot import QtBot

from app.domain.surveillance import CameraRole, OnlineTime, RecorderClock
from app.domain.surveillance_rules import SurveillanceRules
from app.storage.errors import StorageFault
from app.surveillance_watch import MEASURE_AGAIN, MEASURE_EVERY, SurveillanceWatch
from devices.errors import DeviceError, DeviceFault
from devices.recorder.address import RecorderAddress
from devices.recorder.onvif_clock import ClockReading
from devices.simulators.recorder import SimulatedRecorder
from tests.support.builders import NOON
from tests.support.counter_house import StandingClock
from tests.support.memory_store import MemoryStore

RULES = SurveillanceRules(timedelta(), timedelta(), timedelta(seconds=0.01), timedelta(days=2))
RECORDERS = {
    CameraRole.COUNTER: "hikvision:10.0.0.8?channel=1&onvif=80",
    CameraRole.INSPECTION: "gb28181:53010200001320000001",
}
HOUR = timedelta(hours=1)


@dataclass
class Yard:
    """Recorders that answer what the test says."""

    answered: bool | None = True
    ahead: timedelta | None = timedelta(seconds=4)
    """None: the clock cannot be asked."""
    zone: timedelta | None = None
    measured: list[str] = field(default_factory=list)
    clock: StandingClock = field(default_factory=StandingClock)
    store: MemoryStore = field(default_factory=MemoryStore)

    def ask(self, recorder: RecorderAddress) -> bool | None:
        return self.answered if recorder.onvif_port is not None else None

    def measure(self, recorder: RecorderAddress, now: Callable[[], datetime]) -> ClockReading:
        self.measured.append(recorder.place)
        if self.ahead is None:
            raise DeviceError(DeviceFault.NO_ANSWER, recorder.place)
        return ClockReading(self.ahead, self.zone, now())

    def watch(self, **lines: str) -> SurveillanceWatch:
        recorders = {CameraRole(role): line for role, line in lines.items()} or RECORDERS
        return SurveillanceWatch(self.store, self.clock, RULES, recorders, ask=self.ask, measure=self.measure)

    def online(self, since: datetime = NOON) -> dict[CameraRole, OnlineTime]:
        def look() -> dict[CameraRole, OnlineTime]:
            with self.store.unit_of_work() as work:
                return work.surveillance.online(since)

        return self.store.submit(look).result()


def test_answers_are_kept_by_the_hour_and_forgotten_in_time() -> None:
    yard = Yard()
    watch = yard.watch()
    watch.look()
    yard.answered = False
    watch.look()
    assert yard.online() == {CameraRole.COUNTER: OnlineTime(2, 1)}
    yard.clock.advance(RULES.kept + HOUR)
    watch.look()
    assert yard.online() == {CameraRole.COUNTER: OnlineTime(1, 0)}


def test_clocks_are_measured_at_the_start_and_once_an_hour() -> None:
    yard = Yard()
    watch = yard.watch()
    counter, coded = watch.channels()
    assert (counter.clock, coded.clock) == (None, None)
    watch.look()
    yard.ahead, yard.zone = timedelta(seconds=-7.25), timedelta(hours=9)
    yard.clock.advance(MEASURE_EVERY - timedelta(seconds=1))
    watch.look()
    assert watch.channels()[0].clock == RecorderClock(4000, NOON)
    assert watch.channels()[0].zone == timedelta(hours=8)
    yard.clock.advance(timedelta(seconds=1))
    watch.look()
    assert watch.channels()[0].clock == RecorderClock(-7250, NOON + MEASURE_EVERY)
    assert watch.channels()[0].zone == timedelta(hours=9)
    assert watch.channels()[1] == coded
    assert len(yard.measured) == 2


def test_a_clock_set_back_does_not_put_a_measurement_off() -> None:
    yard = Yard()
    watch = yard.watch()
    watch.look()
    yard.clock.advance(timedelta(days=-3))
    watch.look()
    assert len(yard.measured) == 2


def test_a_clock_that_cannot_be_asked_keeps_its_last_reading_and_is_asked_again_soon(
    caplog: pytest.LogCaptureFixture,
) -> None:
    yard = Yard()
    watch = yard.watch()
    watch.look()
    yard.ahead = None
    yard.clock.advance(MEASURE_EVERY)
    watch.look()
    watch.look()
    assert watch.channels()[0].clock == RecorderClock(4000, NOON)
    assert len(yard.measured) == 2
    assert "no_answer" in caplog.text
    yard.clock.advance(MEASURE_AGAIN)
    watch.look()
    assert len(yard.measured) == 3


def test_a_store_that_refuses_costs_a_line_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    yard = Yard()
    yard.store.fail_next_commit(StorageFault.STORE_FULL)
    with caplog.at_level(logging.WARNING):
        yard.watch().look()
    assert "store_full" in caplog.text
    assert yard.online() == {}


def test_without_recorders_there_is_no_thread_to_end() -> None:
    yard = Yard()
    watch = SurveillanceWatch(yard.store, yard.clock, RULES, {})
    watch.start()
    watch.stop()
    assert watch.join(0.1)
    assert watch.channels() == ()


def test_on_its_thread_it_asks_a_real_recorder_until_it_is_stopped(qtbot: QtBot) -> None:
    yard = Yard()
    with SimulatedRecorder(now=yard.clock.now) as recorder:
        line = f"hikvision:127.0.0.1?rtsp={recorder.rtsp_port}&onvif={recorder.onvif_port}"
        watch = SurveillanceWatch(yard.store, yard.clock, RULES, {CameraRole.SCREENING: line}, first_wait_s=0.01)
        watch.start()
        qtbot.waitUntil(lambda: watch.channels()[0].clock is not None)
        qtbot.waitUntil(lambda: CameraRole.SCREENING in yard.online())
        watch.stop()
        assert watch.join(10)
    assert watch.channels()[0].clock == RecorderClock(500, NOON)
