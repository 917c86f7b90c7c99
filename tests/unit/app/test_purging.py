"""The thread that purges: at start, once a day, in the counter's pauses."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.domain.retention_rules import RetentionClass
from app.purging import PurgeRunner, Rest
from tests.support.retention_house import RetentionHouse, term

SOON_S = 0.01
NEVER_S = 3600.0


@pytest.fixture
def house(tmp_path: Path) -> Iterator[RetentionHouse]:
    house = RetentionHouse(tmp_path)
    house.deliver(house.accept(1), house.clock.now())
    house.later(term(RetentionClass.IDENTITY_IMAGES))
    yield house
    house.close()


@pytest.fixture
def started(house: RetentionHouse) -> Iterator[Callable[..., PurgeRunner]]:
    runners: list[PurgeRunner] = []

    def start(**waits: float) -> PurgeRunner:
        runner = PurgeRunner(house.purge, house.sweep, lambda: True, **waits)
        runners.append(runner)
        runner.start()
        return runner

    yield start
    for runner in runners:
        runner.stop()
        assert runner.join(10)


def test_it_purges_by_itself_after_the_start(
    qtbot: QtBot, house: RetentionHouse, started: Callable[..., PurgeRunner]
) -> None:
    started(first_wait_s=SOON_S, every_s=NEVER_S)

    qtbot.waitUntil(lambda: not house.has_file("portrait-1"))
    assert house.audit_holds()


def test_it_begins_anew(qtbot: QtBot, house: RetentionHouse, started: Callable[..., PurgeRunner]) -> None:
    started(first_wait_s=SOON_S, every_s=SOON_S)
    qtbot.waitUntil(lambda: not house.has_file("portrait-1"))

    house.later(term(RetentionClass.INSPECTION_PHOTOS))

    qtbot.waitUntil(lambda: not house.has_file("photo-1-0"))


def test_it_stops_while_it_waits(house: RetentionHouse) -> None:
    runner = PurgeRunner(house.purge, house.sweep, lambda: True, first_wait_s=NEVER_S)
    runner.start()
    runner.stop()

    assert runner.join(10)
    assert house.has_file("portrait-1")


def test_a_store_that_closes_under_it_ends_the_run_and_not_the_thread(
    qtbot: QtBot, house: RetentionHouse, caplog: pytest.LogCaptureFixture, started: Callable[..., PurgeRunner]
) -> None:
    house.store.close()
    runner = started(first_wait_s=SOON_S, every_s=NEVER_S)

    qtbot.waitUntil(lambda: "purging stopped: closed" in caplog.text)
    assert not runner.join(0)
    house.store.open()


def test_a_rest_is_longer_while_a_parcel_is_open_and_ends_with_the_stop() -> None:
    asked: list[bool] = []

    def idle() -> bool:
        asked.append(True)
        rest.stop()
        return False

    rest = Rest(idle, busy_wait_s=NEVER_S)

    assert rest() is False
    assert asked == [True]


def test_a_stray_is_set_aside_before_the_first_purge(
    qtbot: QtBot, house: RetentionHouse, started: Callable[..., PurgeRunner]
) -> None:
    house.vault.store("stray", b"nobody's", "image/jpeg")
    house.clock.moment = datetime.now(UTC) + timedelta(hours=1)

    started(first_wait_s=SOON_S, every_s=NEVER_S)

    qtbot.waitUntil((house.folder / "evidence" / "strays" / "stray.evidence").exists)
    assert house.has_file("photo-1-0")


def test_a_sweep_that_is_ended_early_has_touched_nothing(house: RetentionHouse) -> None:
    house.vault.store("stray", b"nobody's", "image/jpeg")
    house.clock.moment = datetime.now(UTC) + timedelta(hours=1)

    aside = house.folder / "evidence" / "strays" / "stray.evidence"
    assert (house.sweep(lambda: False), aside.exists()) == (0, False)
    assert (house.sweep(), aside.exists()) == (1, True)
