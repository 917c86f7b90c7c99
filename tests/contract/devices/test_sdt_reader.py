"""The driver against the simulated reader on a real pseudo-terminal; its faults are the conformance suite's."""

from collections.abc import Iterator

import pytest

from devices.errors import DeviceError, DeviceFault
from devices.id_reader.card_sequence import CardEvent
from devices.id_reader.commands import Command
from devices.id_reader.driver import SdtReader, Timing
from devices.id_reader.one_card import read_one_card
from devices.ports import CardGone, CardRead
from devices.simulators.cards import synthetic_card, synthetic_portrait
from devices.simulators.faults import Fault
from devices.simulators.sdt_bench import measure_card_read
from devices.simulators.sdt_module import SAM_ID
from devices.simulators.sdt_reader import SimulatedReader
from tests.support.devices import eventually

QUICK = Timing(find_interval=0.02, inquiry=0.5, find=0.5, select=0.5, read=0.6, torn_after=0.08)
"""Seconds; the real ones would make each test of a fault last as long as a clerk waits."""

CARD = synthetic_card(1)
OTHER = synthetic_card(2)
PORTRAIT = synthetic_portrait(7)


class Counter:
    """A driver in a clerk's place: polls until something has happened, and keeps what was reported."""

    def __init__(self, reader: SdtReader) -> None:
        self.reader = reader
        self.events: list[CardEvent] = []

    def wait_for(self, kind: type[CardEvent], count: int = 1) -> bool:
        def happened() -> bool:
            self.events.extend(self.reader.poll())
            return sum(isinstance(event, kind) for event in self.events) >= count

        return eventually(happened)

    @property
    def numbers(self) -> list[str]:
        return [event.text.number for event in self.events if isinstance(event, CardRead)]


@pytest.fixture
def simulator() -> Iterator[SimulatedReader]:
    with SimulatedReader() as made:
        yield made


@pytest.fixture
def reader(simulator: SimulatedReader) -> Iterator[SdtReader]:
    made = SdtReader("sdt:test", simulator.path, timing=QUICK)
    yield made
    made.close()


@pytest.fixture
def counter(reader: SdtReader) -> Counter:
    reader.open()
    return Counter(reader)


def test_it_knows_the_module_it_talks_to(reader: SdtReader) -> None:
    assert reader.sam_id == ""
    reader.open()
    assert reader.sam_id == SAM_ID


def test_a_card_is_read_whole(simulator: SimulatedReader, counter: Counter) -> None:
    simulator.lay_card(CARD, PORTRAIT)
    assert counter.wait_for(CardRead)
    (event,) = counter.events
    assert isinstance(event, CardRead)
    assert (event.text, event.portrait, event.device) == (CARD, PORTRAIT, "sdt:test")
    assert event.read_at.utcoffset() is not None


def test_busy_from_find_to_read(simulator: SimulatedReader, counter: Counter) -> None:
    simulator.lay_card(CARD)
    assert eventually(lambda: not counter.reader.poll() and counter.reader.busy)
    assert counter.wait_for(CardRead)
    assert not counter.reader.busy


def test_a_card_that_stays_is_read_once(simulator: SimulatedReader, counter: Counter) -> None:
    simulator.lay_card(CARD)
    assert counter.wait_for(CardRead)
    for _ in range(10):
        counter.events.extend(counter.reader.poll())
    assert len(counter.events) == 1


def test_one_card_after_the_other(simulator: SimulatedReader, counter: Counter) -> None:
    for count, card in enumerate((CARD, OTHER, CARD), start=1):
        simulator.lay_card(card)
        assert counter.wait_for(CardRead, count)
        simulator.lift_card()
    assert counter.numbers == [CARD.number, OTHER.number, CARD.number]
    assert [type(event) for event in counter.events] == [CardRead, CardGone, CardRead, CardGone, CardRead]


def test_the_new_address_when_it_is_wanted(simulator: SimulatedReader) -> None:
    reader = SdtReader("sdt:test", simulator.path, new_address=True, timing=QUICK)
    simulator.lay_card(CARD, new_address="云南省样例路9号")
    card = read_one_card(reader, 5.0)
    assert card is not None
    assert card.text.address == "云南省样例路9号"


def test_a_card_swapped_after_its_read_is_a_second_card(simulator: SimulatedReader, counter: Counter) -> None:
    simulator.lay_card(CARD)
    assert counter.wait_for(CardRead)
    simulator.take_in_hand(OTHER)
    simulator.inject(Fault.CARD_SWAPPED, on=Command.FIND_CARD)
    assert counter.wait_for(CardRead, 2)
    assert [type(event) for event in counter.events] == [CardRead, CardGone, CardRead]
    assert counter.numbers == [CARD.number, OTHER.number]


def test_a_closed_reader_cannot_be_polled(reader: SdtReader) -> None:
    with pytest.raises(DeviceError) as caught:
        reader.poll()
    assert caught.value.fault is DeviceFault.REMOVED


def test_one_card_for_the_command_line(simulator: SimulatedReader, reader: SdtReader) -> None:
    simulator.lay_card(CARD, PORTRAIT)
    card = read_one_card(reader, 5.0)
    assert card is not None
    assert (card.text, card.portrait) == (CARD, PORTRAIT)
    simulator.lift_card()
    assert read_one_card(reader, 0.2) is None


def test_the_simulated_line_is_as_fast_as_a_real_one() -> None:
    figure = measure_card_read(230400, 1)
    assert figure.wire_seconds == pytest.approx((10 + 15 + 10 + 19 + 10 + 1295) * 10 / 230400)
    assert figure.ratio >= 1.0
