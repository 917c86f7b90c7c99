"""The sync thread: when it runs, how it waits, how it ends."""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest

from sync.report import SyncReport, Tally
from sync.runner import PauseSpan, RunnerState, SyncPulse, SyncRunner
from tests.support.frozen_messages import START
from tests.support.sync_clocks import HandClock

SOON = 10.0
"""Seconds a test waits at most for what happens in milliseconds."""


class FakeEngine:
    """Counts runs; each run reports what the test laid out."""

    def __init__(self) -> None:
        self.changed = threading.Condition()
        self.runs = 0
        self.urgent_runs = 0
        self.lifts = 0
        self.closed = 0
        self.next_due_in: timedelta | None = None
        self.error: Exception | None = None
        self.on_run: Callable[[Callable[[], bool]], None] = _nothing

    def run_once(self, should_stop: Callable[[], bool]) -> SyncReport:
        with self.changed:
            self.runs += 1
            self.changed.notify_all()
            error = self.error
        self.on_run(should_stop)
        if error is not None:
            raise error
        due = None if self.next_due_in is None else START + self.next_due_in
        return Tally(delivered=self.runs).report(START, None, due, None)

    def run_urgent(self, should_stop: Callable[[], bool]) -> SyncReport:
        del should_stop
        with self.changed:
            self.urgent_runs += 1
            self.changed.notify_all()
        return Tally().report(START, None, None, None)

    def lift_pause(self) -> None:
        with self.changed:
            self.lifts += 1

    def close(self) -> None:
        with self.changed:
            self.closed += 1

    def await_runs(self, count: int) -> None:
        with self.changed:
            assert self.changed.wait_for(lambda: self.runs >= count, SOON)


class Listener:
    """Keeps what it hears."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._pulses: list[SyncPulse] = []

    def __call__(self, pulse: SyncPulse) -> None:
        with self._changed:
            self._pulses.append(pulse)
            self._changed.notify_all()

    def states(self) -> list[RunnerState]:
        with self._changed:
            return [pulse.state for pulse in self._pulses]

    def await_pulse(self, state: RunnerState, times: int = 1) -> SyncPulse:
        with self._changed:
            assert self._changed.wait_for(lambda: self._count(state) >= times, SOON)
            return [pulse for pulse in self._pulses if pulse.state is state][-1]

    def _count(self, state: RunnerState) -> int:
        return sum(pulse.state is state for pulse in self._pulses)


def _nothing(should_stop: Callable[[], bool]) -> None:
    del should_stop


@contextmanager
def running(runner: SyncRunner) -> Iterator[None]:
    runner.start()
    try:
        yield
    finally:
        runner.stop()
        assert runner.join(SOON)


def a_runner(
    engine: FakeEngine,
    listener: Callable[[SyncPulse], None] | None = None,
    *,
    longest_wait: timedelta = timedelta(minutes=5),
    wait_after_stumble: timedelta = timedelta(minutes=1),
    urgent_recheck: timedelta = timedelta(minutes=1),
    pause: PauseSpan | None = None,
    clock: HandClock | None = None,
) -> SyncRunner:
    return SyncRunner(
        lambda: engine,
        listener or Listener(),
        clock or HandClock(),
        longest_wait=longest_wait,
        wait_after_stumble=wait_after_stumble,
        urgent_recheck=urgent_recheck,
        pause=pause,
    )


def test_the_first_run_begins_at_once_and_its_report_is_heard() -> None:
    engine, listener = FakeEngine(), Listener()

    with running(a_runner(engine, listener)):
        pulse = listener.await_pulse(RunnerState.WAITING)

    assert pulse.report is not None
    assert pulse.report.delivered == 1
    assert listener.states() == [RunnerState.SENDING, RunnerState.WAITING, RunnerState.STOPPED]
    assert engine.closed == 1


def test_nothing_due_means_no_second_run() -> None:
    engine, listener = FakeEngine(), Listener()

    with running(a_runner(engine, listener, longest_wait=timedelta(hours=1))):
        listener.await_pulse(RunnerState.WAITING)

    assert engine.runs == 1


def test_what_is_due_now_runs_again_at_once() -> None:
    engine = FakeEngine()
    engine.next_due_in = timedelta(seconds=-5)

    with running(a_runner(engine)):
        engine.await_runs(3)


def test_the_longest_wait_is_a_heartbeat() -> None:
    engine = FakeEngine()

    with running(a_runner(engine, longest_wait=timedelta(milliseconds=5))):
        engine.await_runs(3)


def test_waking_runs_at_once() -> None:
    engine, listener = FakeEngine(), Listener()
    runner = a_runner(engine, listener, longest_wait=timedelta(hours=1))

    with running(runner):
        listener.await_pulse(RunnerState.WAITING)
        runner.wake()
        listener.await_pulse(RunnerState.WAITING, times=2)

    assert (engine.runs, engine.lifts) == (2, 0)


def test_waking_through_the_pause_lifts_it_first() -> None:
    engine, listener = FakeEngine(), Listener()
    runner = a_runner(engine, listener, longest_wait=timedelta(hours=1))

    with running(runner):
        listener.await_pulse(RunnerState.WAITING)
        runner.wake(through_pause=True)
        listener.await_pulse(RunnerState.WAITING, times=2)

    assert engine.lifts == 1


def test_a_wake_during_a_run_is_not_lost() -> None:
    engine, listener = FakeEngine(), Listener()
    runner = a_runner(engine, listener, longest_wait=timedelta(hours=1))

    def wake_once(should_stop: Callable[[], bool]) -> None:
        del should_stop
        if engine.runs == 1:
            runner.wake()

    engine.on_run = wake_once
    with running(runner):
        listener.await_pulse(RunnerState.WAITING, times=2)


def test_a_run_learns_that_it_should_stop() -> None:
    engine = FakeEngine()
    runner = a_runner(engine)
    entered, seen = threading.Event(), threading.Event()

    def until_stopped(should_stop: Callable[[], bool]) -> None:
        entered.set()
        stopping = threading.Event()
        while not should_stop():
            stopping.wait(0.001)
        seen.set()

    engine.on_run = until_stopped
    runner.start()
    assert entered.wait(SOON)
    runner.stop()

    assert runner.join(SOON)
    assert seen.is_set()


def test_a_failing_run_is_logged_by_class_name_only_and_the_thread_lives_on(caplog: pytest.LogCaptureFixture) -> None:
    engine, listener = FakeEngine(), Listener()
    engine.error = RuntimeError("张三 530102199003078515")
    runner = a_runner(engine, listener, wait_after_stumble=timedelta(hours=1))

    with caplog.at_level(logging.DEBUG), running(runner):
        listener.await_pulse(RunnerState.STUMBLED)
        engine.error = None
        runner.wake()
        listener.await_pulse(RunnerState.WAITING)

    assert "RuntimeError" in caplog.text
    assert "张三" not in caplog.text
    assert engine.closed == 2


def test_a_failing_run_is_not_repeated_in_a_spin() -> None:
    engine, listener = FakeEngine(), Listener()
    engine.error = RuntimeError()

    with running(a_runner(engine, listener, wait_after_stumble=timedelta(hours=1))):
        listener.await_pulse(RunnerState.STUMBLED)

    assert engine.runs == 1


def test_an_engine_that_cannot_be_built_is_tried_again() -> None:
    engine, listener = FakeEngine(), Listener()
    attempts: list[int] = []

    def build() -> FakeEngine:
        attempts.append(1)
        if len(attempts) == 1:
            raise RuntimeError
        return engine

    runner = SyncRunner(build, listener, HandClock(), wait_after_stumble=timedelta(milliseconds=1))
    with running(runner):
        listener.await_pulse(RunnerState.WAITING)

    assert len(attempts) == 2


def test_a_failing_listener_does_not_end_the_thread() -> None:
    engine = FakeEngine()
    heard = threading.Event()
    calls: list[RunnerState] = []

    def listen(pulse: SyncPulse) -> None:
        calls.append(pulse.state)
        if len(calls) < 4:
            raise RuntimeError
        heard.set()

    with running(a_runner(engine, listen, wait_after_stumble=timedelta(milliseconds=1))):
        assert heard.wait(SOON)


def test_a_runner_starts_once_and_joins_before_it_started() -> None:
    runner = a_runner(FakeEngine())
    assert runner.join(0)

    with running(runner), pytest.raises(RuntimeError):
        runner.start()


def test_join_says_when_the_thread_is_still_busy() -> None:
    engine, release, entered = FakeEngine(), threading.Event(), threading.Event()

    def block(should_stop: Callable[[], bool]) -> None:
        del should_stop
        entered.set()
        release.wait(SOON)

    engine.on_run = block
    runner = a_runner(engine)
    with running(runner):
        assert entered.wait(SOON)
        assert not runner.join(0.01)
        release.set()


def an_hour() -> PauseSpan:
    return PauseSpan(START, START + timedelta(hours=1))


def test_a_pause_breaks_off_the_run_and_lets_only_what_is_urgent_go() -> None:
    engine, listener = FakeEngine(), Listener()
    runner = a_runner(engine, listener, longest_wait=timedelta(hours=1))
    begun, stopped = threading.Event(), threading.Event()

    def run(should_stop: Callable[[], bool]) -> None:
        begun.set()
        with engine.changed:
            while not should_stop():
                engine.changed.wait(0.01)
        stopped.set()

    engine.on_run = run
    with running(runner):
        assert begun.wait(SOON)
        runner.pause(an_hour())
        assert stopped.wait(SOON)
        pulse = listener.await_pulse(RunnerState.PAUSED)
        assert pulse.paused_until == an_hour().until
        runner.wake(through_pause=True)
        listener.await_pulse(RunnerState.PAUSED, times=2)
        assert (engine.runs, engine.urgent_runs, engine.lifts) == (1, 2, 1)

        engine.on_run = _nothing
        runner.go_on()
        engine.await_runs(2)
        assert listener.await_pulse(RunnerState.WAITING, times=2).paused_until is None


def test_a_pause_that_comes_while_the_engine_is_built_gives_no_ordinary_run() -> None:
    engine, listener = FakeEngine(), Listener()

    def build() -> FakeEngine:
        runner.pause(an_hour())
        return engine

    runner = SyncRunner(build, listener, HandClock(), longest_wait=timedelta(hours=1))
    with running(runner):
        listener.await_pulse(RunnerState.PAUSED)
    assert engine.runs == 0
    assert engine.urgent_runs


def test_a_pause_ends_by_itself_when_its_time_is_over() -> None:
    engine, listener, clock = FakeEngine(), Listener(), HandClock()
    runner = a_runner(engine, listener, pause=an_hour(), urgent_recheck=timedelta(milliseconds=5), clock=clock)

    with running(runner):
        listener.await_pulse(RunnerState.PAUSED, times=2)
        assert engine.runs == 0
        clock.set(an_hour().until)
        engine.await_runs(1)


def test_a_clock_that_was_set_back_ends_a_pause() -> None:
    engine, clock = FakeEngine(), HandClock()
    clock.set(START - timedelta(days=1))

    with running(a_runner(engine, pause=an_hour(), clock=clock)):
        engine.await_runs(1)
    assert engine.urgent_runs == 0


def test_a_long_run_is_cut_into_pieces_that_can_be_heard() -> None:
    engine, listener, clock = FakeEngine(), Listener(), HandClock()
    engine.next_due_in = timedelta()

    def run(should_stop: Callable[[], bool]) -> None:
        while not should_stop():
            clock.advance(timedelta(minutes=1))

    engine.on_run = run
    with running(a_runner(engine, listener, clock=clock)):
        listener.await_pulse(RunnerState.WAITING, times=3)
    assert clock.now() - START >= timedelta(minutes=30)
