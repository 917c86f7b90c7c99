"""What an hourly record of the devices says, and what is left of those that got no message."""

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.device_health import (
    DeviceLog,
    DeviceModel,
    Untold,
    first_seen,
    heard,
    kinds_down,
    record_of,
    renewed,
    with_record,
)
from tests.support.builders import NOON

STATES = ("absent", "opening", "ready", "busy", "faulted")
SECOND = timedelta(seconds=1)


def lived(*steps: tuple[str, str | None], kind: str = "scanner") -> DeviceLog:
    """One step a minute from noon on."""
    log = first_seen(kind, "serial", NOON)
    for minute, (state, fault) in enumerate(steps):
        log = heard(log, state, fault, None, NOON + timedelta(minutes=minute))
    return log


def test_a_device_that_was_lost_and_found_again() -> None:
    log = lived(("opening", None), ("ready", None), ("absent", "removed"), ("absent", "not_found"), ("ready", None))
    (device,) = record_of([log], NOON, NOON + timedelta(minutes=10)).devices

    assert (device.state, device.fault, device.down_seconds) == ("ready", None, 120)
    assert device.faults == (("not_found", 1), ("removed", 1))


def test_tries_that_fail_alike_are_one_fault_until_it_worked_again() -> None:
    again = ("opening", None), ("faulted", "in_use")
    log = lived(("faulted", "in_use"), *again, *again, ("ready", None), ("faulted", "in_use"))
    assert log.faults == (("in_use", 2),)


def test_the_next_record_begins_with_what_is_and_not_with_what_was() -> None:
    later = NOON + timedelta(hours=1)
    log = renewed(lived(("ready", None), ("absent", "removed")), later)
    (device,) = record_of([log], later, later + timedelta(minutes=2)).devices
    assert (device.state, device.fault, device.faults, device.down_seconds) == ("absent", "removed", (), 120)


def test_what_a_device_is_stays_known_while_it_is_away() -> None:
    model = DeviceModel("SAM_V", serial="0501")
    log = heard(
        heard(first_seen("id_reader", "sdt", NOON), "ready", None, model, NOON), "absent", "removed", None, NOON
    )
    assert log.model == model


def test_a_kind_is_down_when_none_of_it_stands() -> None:
    logs = [
        lived(("absent", "removed")),
        lived(("ready", None)),
        lived(("faulted", "no_answer"), kind="id_reader"),
        lived(("opening", None), kind="camera"),
    ]
    assert kinds_down(logs) == {"id_reader"}
    cameras = [lived(("ready", None), kind="camera"), lived(("absent", "removed"), kind="camera")]
    assert kinds_down(cameras) == {"camera"}, "each has a place of its own"


Steps = list[tuple[str, str | None, int]]
FAULTS = st.sampled_from([None, "removed", "in_use"])
STEPS = st.lists(st.tuples(st.sampled_from(STATES), FAULTS, st.integers(-30, 4000)), max_size=12)


@settings(max_examples=60, deadline=None)
@given(st.lists(STEPS, min_size=1, max_size=4))
def test_no_device_is_down_longer_than_the_record_and_no_fault_is_lost_in_the_sum(lives: list[Steps]) -> None:
    untold, counted, end = Untold(), 0, NOON
    for steps in lives:
        log, at, latest = first_seen("scale", "scale", NOON), NOON, NOON
        for state, fault, gap in steps:
            at += gap * SECOND  # clocks are set back, too
            latest = max(latest, at)
            log = heard(log, state, fault, None, at)
        end = max(end, latest)
        record = record_of([log], NOON, latest)
        (device,) = record.devices
        walked = sum(abs(gap) for *_, gap in steps)
        assert 0 <= device.down_seconds <= walked
        counted += sum(times for _, times in device.faults)
        untold = with_record(untold, record)

    assert untold.records == len(lives)
    assert sum(times for *_, times in untold.states) == len(lives)
    assert sum(times for *_, times in untold.faults) == counted
