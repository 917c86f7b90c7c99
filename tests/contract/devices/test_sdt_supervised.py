"""The reader under its supervisor: lost and found again, with cards on it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from devices.errors import DeviceFault
from devices.id_reader.driver import SdtReader, Timing
from devices.lifecycle import SupervisedDevice
from devices.ports import CardGone, CardRead, DeviceState
from devices.simulators.cards import synthetic_card
from devices.simulators.sdt_reader import SimulatedReader
from tests.support.devices import PATIENCE, EventLog

QUICK = Timing(find_interval=0.02, inquiry=0.5, find=0.5, select=0.5, read=0.6, torn_after=0.08)
CARD = synthetic_card(1)
OTHER = synthetic_card(2)


@pytest.fixture
def simulator(tmp_path: Path) -> Iterator[SimulatedReader]:
    with SimulatedReader(link=tmp_path / "reader") as made:
        yield made


@pytest.fixture
def log() -> EventLog:
    return EventLog()


@pytest.fixture
def device(simulator: SimulatedReader, log: EventLog) -> Iterator[SupervisedDevice]:
    supervised = SupervisedDevice(SdtReader("sdt:test", simulator.path, timing=QUICK), backoff=(0.01,))
    supervised.subscribe(log)
    supervised.start()
    assert log.wait_for_state(DeviceState.READY)
    yield supervised
    supervised.stop()
    assert supervised.join(PATIENCE)


def numbers(log: EventLog) -> list[str]:
    return [card.text.number for card in log.of_type(CardRead)]


@pytest.mark.usefixtures("device")
def test_a_card_makes_it_busy_and_then_ready(simulator: SimulatedReader, log: EventLog) -> None:
    simulator.lay_card(CARD)
    assert log.wait_for_events(CardRead)
    assert log.wait_for_state(DeviceState.READY, times=2)
    assert [state for state, _ in log.steps] == [
        DeviceState.OPENING,
        DeviceState.READY,
        DeviceState.BUSY,
        DeviceState.READY,
    ]


def test_unplugged_and_plugged_in_again_it_reads_on(
    simulator: SimulatedReader, device: SupervisedDevice, log: EventLog
) -> None:
    simulator.lay_card(CARD)
    assert log.wait_for_events(CardRead)
    simulator.unplug()
    assert log.wait_for_state(DeviceState.ABSENT)
    assert device.status.fault in (DeviceFault.REMOVED, DeviceFault.NOT_FOUND)
    simulator.lay_card(OTHER)
    simulator.replug()
    assert log.wait_for_events(CardRead, 2)
    assert numbers(log) == [CARD.number, OTHER.number]
    # What lay on a reader that was away is unknown: nothing claims that it has gone.
    assert log.of_type(CardGone) == []


def test_a_reader_plugged_into_another_port_is_another_path(log: EventLog) -> None:
    with SimulatedReader() as simulator:
        simulator.unplug()
        path = simulator.replug()
        supervised = SupervisedDevice(SdtReader("sdt:test", path, timing=QUICK))
        supervised.subscribe(log)
        supervised.start()
        simulator.lay_card(CARD)
        assert log.wait_for_events(CardRead)
        supervised.stop()
        assert supervised.join(PATIENCE)
