import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier, Event, Thread, current_thread, main_thread

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from ui.bridge import Bridge
from ui.task_runner import BridgedTaskRunner


def unexpected(answer: object) -> None:
    """Nobody may call this."""
    pytest.fail(f"unexpected {answer!r}")


EMITS = 2000
PRODUCERS, EVENTS = 4, 5000


@pytest.fixture
def bridge(qtbot: QtBot) -> Iterator[Bridge]:  # noqa: ARG001 - brings the application up
    bridge = Bridge()
    yield bridge
    bridge.close()


def test_emitting_again_and_again_loses_no_reference(bridge: Bridge) -> None:
    """PySide6 6.12 on Python 3.11 lost one reference to True per emit and aborted before 1,000."""
    done = 0

    def count() -> None:
        nonlocal done
        done += 1

    before = sys.getrefcount(True), sys.getrefcount(None)
    for _ in range(EMITS):
        bridge.post(count)
        QCoreApplication.processEvents()
    after = sys.getrefcount(True), sys.getrefcount(None)
    assert done == EMITS
    assert all(abs(now - then) < EMITS // 10 for then, now in zip(before, after, strict=True))


def test_many_producers_arrive_whole_in_order_on_the_main_thread(bridge: Bridge, qtbot: QtBot) -> None:
    received: list[tuple[int, int]] = []
    elsewhere: list[str] = []

    def take(value: tuple[int, int]) -> None:
        if current_thread() is not main_thread():
            elsewhere.append(current_thread().name)
        received.append(value)

    carried = bridge.carried(take)
    start = Barrier(PRODUCERS)

    def produce(producer: int) -> None:
        start.wait()
        for number in range(EVENTS):
            carried((producer, number))

    threads = [Thread(target=produce, args=(producer,)) for producer in range(PRODUCERS)]
    for thread in threads:
        thread.start()
    qtbot.waitUntil(lambda: len(received) == PRODUCERS * EVENTS, timeout=20_000)
    for thread in threads:
        thread.join(5)
    assert not elsewhere
    for producer in range(PRODUCERS):
        assert [number for source, number in received if source == producer] == list(range(EVENTS))


def test_a_call_that_posts_does_not_starve_the_window(bridge: Bridge) -> None:
    rounds = 0

    def again() -> None:
        nonlocal rounds
        rounds += 1
        if rounds < 1000:
            bridge.post(again)

    bridge.post(again)
    QCoreApplication.sendPostedEvents(bridge, 0)
    assert rounds < 1000, "one drain must not run what was posted meanwhile"
    while rounds < 1000:
        QCoreApplication.processEvents()


def test_after_closing_nothing_runs_and_nothing_is_taken(bridge: Bridge) -> None:
    ran: list[int] = []
    assert bridge.post(lambda: ran.append(1))
    bridge.close()
    assert not bridge.post(lambda: ran.append(2))
    QCoreApplication.processEvents()
    assert ran == []


def test_closing_while_others_post_is_safe(bridge: Bridge) -> None:
    posting, stop = Event(), Event()

    def produce() -> None:
        while not stop.is_set():
            bridge.post(lambda: None)
            posting.set()

    threads = [Thread(target=produce) for _ in range(3)]
    for thread in threads:
        thread.start()
    assert posting.wait(5)
    bridge.close()
    stop.set()
    for thread in threads:
        thread.join(5)
    QCoreApplication.processEvents()
    assert not bridge.post(lambda: None)


def test_a_call_that_fails_does_not_hold_up_the_next(bridge: Bridge, qtbot: QtBot) -> None:
    ran: list[str] = []

    def fail() -> None:
        raise ValueError("on purpose")

    with qtbot.captureExceptions() as caught:
        bridge.post(fail)
        bridge.post(lambda: ran.append("next"))
        qtbot.waitUntil(lambda: ran == ["next"])
    assert [error[0] for error in caught] == [ValueError]


class TestBridgedTaskRunner:
    @pytest.fixture
    def pool(self) -> Iterator[ThreadPoolExecutor]:
        with ThreadPoolExecutor(1) as pool:
            yield pool

    def test_work_runs_elsewhere_and_its_result_comes_back_here(
        self, bridge: Bridge, qtbot: QtBot, pool: ThreadPoolExecutor
    ) -> None:
        done: list[tuple[object, object]] = []
        BridgedTaskRunner(pool.submit, bridge).submit(
            current_thread, lambda worker: done.append((worker, current_thread())), unexpected
        )
        qtbot.waitUntil(lambda: bool(done))
        worker, here = done[0]
        assert worker is not main_thread()
        assert here is main_thread()

    def test_an_error_comes_back_as_an_error(self, bridge: Bridge, qtbot: QtBot, pool: ThreadPoolExecutor) -> None:
        errors: list[Exception] = []
        BridgedTaskRunner(pool.submit, bridge).submit(lambda: list[int]().pop(), unexpected, errors.append)
        qtbot.waitUntil(lambda: bool(errors))
        assert isinstance(errors[0], IndexError)

    def test_results_keep_the_executors_order(self, bridge: Bridge, qtbot: QtBot, pool: ThreadPoolExecutor) -> None:
        order: list[int] = []
        runner = BridgedTaskRunner(pool.submit, bridge)
        for number in range(200):
            runner.submit(partial(int, number), order.append, unexpected)
        qtbot.waitUntil(lambda: len(order) == 200)
        assert order == list(range(200))

    def test_an_executor_that_is_shut_down_is_an_error_of_the_task(self, bridge: Bridge, qtbot: QtBot) -> None:
        pool = ThreadPoolExecutor(1)
        pool.shutdown()
        errors: list[Exception] = []
        BridgedTaskRunner(pool.submit, bridge).submit(lambda: None, unexpected, errors.append)
        qtbot.waitUntil(lambda: bool(errors))
        assert isinstance(errors[0], RuntimeError)

    def test_a_result_after_closing_is_dropped(self, bridge: Bridge) -> None:
        held = Event()
        with ThreadPoolExecutor(1) as pool:
            answers: list[object] = []
            BridgedTaskRunner(pool.submit, bridge).submit(lambda: held.wait(5), answers.append, answers.append)
            bridge.close()
            held.set()
        QCoreApplication.processEvents()
        assert answers == []
