"""The driver against the simulated reader on a real pseudo-terminal: every fault, and what becomes of it."""

from collections.abc import Iterator

import pytest

from devices.errors import CardError, CardFault, DeviceError, DeviceFault
from devices.id_reader.card_sequence import CardEvent
from devices.id_reader.commands import Command
from devices.id_reader.driver import SdtReader, Timing
from devices.id_reader.one_card import read_one_card
from devices.ports import CardFailed, CardGone, CardRead
from devices.simulators.cards import synthetic_card, synthetic_portrait
from devices.simulators.sdt_bench import measure_card_read
from devices.simulators.sdt_module import SAM_ID
from devices.simulators.sdt_reader import ReaderFault, SimulatedReader
from tests.support.devices import eventually

QUICK = Timing(find_interval=0.02, inquiry=0.5, find=0.5, select=0.5, read=0.6, torn_after=0.08)
"""Seconds; the real ones would make each test of a fault last as long as a clerk waits."""

CARD = synthetic_card(1)
OTHER = synthetic_card(2)
PORTRAIT = synthetic_portrait(7)
FIND, SELECT, READ = Command.FIND_CARD, Command.SELECT_CARD, Command.READ_CARD
STEPS = (FIND, SELECT, READ)


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

    def lost(self) -> DeviceError | None:
        """Poll until the device is lost."""
        errors: list[DeviceError] = []

        def is_lost() -> bool:
            try:
                self.events.extend(self.reader.poll())
            except DeviceError as error:
                errors.append(error)
            return bool(errors)

        eventually(is_lost)
        return errors[0] if errors else None

    @property
    def numbers(self) -> list[str]:
        return [event.text.number for event in self.events if isinstance(event, CardRead)]

    @property
    def faults(self) -> list[CardFault]:
        return [event.fault for event in self.events if isinstance(event, CardFailed)]


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


HARMLESS = [
    ReaderFault.BYTE_BY_BYTE,
    ReaderFault.TWO_FRAMES_GLUED,
    ReaderFault.NOISE_BEFORE_PREAMBLE,
    ReaderFault.DUPLICATE_ANSWER,
]
REPAIRED = [
    ReaderFault.HALF_FRAME,
    ReaderFault.BAD_CHECKSUM,
    ReaderFault.IMPOSSIBLE_LENGTH,
    ReaderFault.LENGTH_ONE_TOO_LONG,
    ReaderFault.BAD_CHECKSUM_RECEIVED,
    ReaderFault.BAD_LENGTH_RECEIVED,
    ReaderFault.BAD_COMMAND,
]


@pytest.mark.parametrize("fault", [*HARMLESS, *REPAIRED])
@pytest.mark.parametrize("step", STEPS)
def test_a_fault_of_the_line_is_overcome(
    simulator: SimulatedReader, counter: Counter, fault: ReaderFault, step: Command
) -> None:
    simulator.inject(fault, on=step)
    simulator.lay_card(CARD, PORTRAIT)
    assert counter.wait_for(CardRead)
    (event,) = counter.events
    assert isinstance(event, CardRead)
    assert (event.text, event.portrait) == (CARD, PORTRAIT)


@pytest.mark.parametrize("fault", REPAIRED)
@pytest.mark.parametrize("step", [SELECT, READ])
def test_a_fault_of_the_line_that_stays_fails_the_card(
    simulator: SimulatedReader, counter: Counter, fault: ReaderFault, step: Command
) -> None:
    simulator.inject(fault, count=3, on=step)
    simulator.lay_card(CARD)
    assert counter.wait_for(CardFailed)
    assert counter.faults[0] in (CardFault.READ_FAILED, CardFault.COMMAND_REFUSED)
    simulator.lift_card()
    simulator.lay_card(OTHER)
    assert counter.wait_for(CardRead)
    assert counter.numbers == [OTHER.number]


@pytest.mark.parametrize("fault", REPAIRED)
def test_finds_that_never_come_through_are_a_fault_of_the_device(
    simulator: SimulatedReader, counter: Counter, fault: ReaderFault
) -> None:
    simulator.inject(fault, count=3, on=FIND)
    error = counter.lost()
    assert error is not None
    assert error.fault is DeviceFault.BAD_FRAME


@pytest.mark.parametrize(
    ("injected", "fault"),
    [
        (ReaderFault.CARD_REFUSED_READER, CardFault.AUTHENTICATION_FAILED),
        (ReaderFault.READER_REFUSED_CARD, CardFault.AUTHENTICATION_FAILED),
        (ReaderFault.DATA_CHECK_ERROR, CardFault.DATA_CHECK_FAILED),
        (ReaderFault.WRONG_CARD_TYPE, CardFault.WRONG_CARD_TYPE),
        (ReaderFault.READ_FAILED, CardFault.READ_FAILED),
        (ReaderFault.SELECT_FAILED, CardFault.REMOVED_EARLY),
        (ReaderFault.NOT_AUTHORISED, CardFault.READER_NOT_AUTHORISED),
        (ReaderFault.SELF_TEST_FAILED, CardFault.READER_SELF_TEST_FAILED),
        (ReaderFault.UNKNOWN_STATUS, CardFault.UNKNOWN_STATUS),
    ],
)
@pytest.mark.parametrize("step", [SELECT, READ])
def test_a_refused_card_fails_and_is_read_when_laid_anew(
    simulator: SimulatedReader, counter: Counter, injected: ReaderFault, fault: CardFault, step: Command
) -> None:
    simulator.inject(injected, on=step)
    simulator.lay_card(CARD)
    assert counter.wait_for(CardFailed)
    assert counter.faults == [fault]
    simulator.lift_card()
    simulator.lay_card(CARD)
    assert counter.wait_for(CardRead)
    assert counter.numbers == [CARD.number]


@pytest.mark.parametrize(
    ("injected", "fault"),
    [
        (ReaderFault.SELF_TEST_FAILED, CardFault.READER_SELF_TEST_FAILED),
        (ReaderFault.NOT_AUTHORISED, CardFault.READER_NOT_AUTHORISED),
        (ReaderFault.UNKNOWN_STATUS, CardFault.UNKNOWN_STATUS),
    ],
)
def test_a_reader_that_refuses_to_look_is_a_fault_of_the_device(
    simulator: SimulatedReader, counter: Counter, injected: ReaderFault, fault: CardFault
) -> None:
    simulator.inject(injected, on=FIND)
    error = counter.lost()
    assert isinstance(error, CardError)
    assert error.card_fault is fault


@pytest.mark.parametrize("step", [SELECT, READ])
def test_a_card_lifted_between_two_steps_fails(simulator: SimulatedReader, counter: Counter, step: Command) -> None:
    simulator.inject(ReaderFault.CARD_LIFTED, on=step)
    simulator.lay_card(CARD)
    assert counter.wait_for(CardFailed)
    assert counter.faults == [CardFault.REMOVED_EARLY if step is SELECT else CardFault.READ_FAILED]
    simulator.lay_card(OTHER)
    assert counter.wait_for(CardRead)
    assert counter.numbers == [OTHER.number]


@pytest.mark.parametrize("step", STEPS)
def test_of_two_cards_swapped_during_a_read_only_the_second_is_ever_reported(
    simulator: SimulatedReader, counter: Counter, step: Command
) -> None:
    simulator.lay_card(CARD)
    simulator.swap_card(OTHER, PORTRAIT, before=step)
    assert counter.wait_for(CardRead)
    assert counter.numbers == [OTHER.number]
    (card,) = [event for event in counter.events if isinstance(event, CardRead)]
    assert (card.text, card.portrait) == (OTHER, PORTRAIT)


def test_a_card_swapped_after_its_read_is_a_second_card(simulator: SimulatedReader, counter: Counter) -> None:
    simulator.lay_card(CARD)
    assert counter.wait_for(CardRead)
    simulator.swap_card(OTHER, before=FIND)
    assert counter.wait_for(CardRead, 2)
    assert [type(event) for event in counter.events] == [CardRead, CardGone, CardRead]
    assert counter.numbers == [CARD.number, OTHER.number]


@pytest.mark.parametrize("fault", [ReaderFault.SILENCE, ReaderFault.LATE_ANSWER])
@pytest.mark.parametrize("step", STEPS)
def test_a_silent_reader_is_lost_and_its_late_answer_never_counts(
    simulator: SimulatedReader, counter: Counter, fault: ReaderFault, step: Command
) -> None:
    simulator.inject(fault, on=step)
    simulator.lay_card(CARD)
    error = counter.lost()
    assert error is not None
    assert error.fault is DeviceFault.NO_ANSWER
    counter.reader.close()
    simulator.lay_card(OTHER)
    counter.reader.open()
    assert counter.wait_for(CardRead)
    assert counter.numbers == [OTHER.number]
    assert counter.reader.counts.stale_replies == (fault is ReaderFault.LATE_ANSWER)


def test_a_reader_that_says_nothing_at_all_cannot_be_opened(simulator: SimulatedReader, reader: SdtReader) -> None:
    simulator.inject(ReaderFault.SILENCE)
    with pytest.raises(DeviceError) as caught:
        reader.open()
    assert caught.value.fault is DeviceFault.NO_ANSWER
    reader.open()  # the port was given back, and the fault has worn off
    assert reader.sam_id == SAM_ID


@pytest.mark.parametrize("fault", [*HARMLESS, *REPAIRED])
@pytest.mark.parametrize("command", [Command.SAM_STATUS, Command.SAM_ID])
def test_opening_overcomes_a_fault_of_the_line(
    simulator: SimulatedReader, reader: SdtReader, fault: ReaderFault, command: Command
) -> None:
    simulator.inject(fault, count=2, on=command)
    reader.open()
    assert reader.sam_id == SAM_ID


def test_opening_gives_up_on_a_garbled_line(simulator: SimulatedReader, reader: SdtReader) -> None:
    simulator.inject(ReaderFault.BAD_CHECKSUM, count=3)
    with pytest.raises(DeviceError) as caught:
        reader.open()
    assert caught.value.fault is DeviceFault.BAD_FRAME


def test_a_failed_self_test_is_met_with_a_reset(simulator: SimulatedReader, reader: SdtReader) -> None:
    simulator.inject(ReaderFault.SELF_TEST_FAILED, on=Command.SAM_STATUS)
    reader.open()
    assert reader.sam_id == SAM_ID


@pytest.mark.parametrize(
    ("injected", "fault"),
    [
        (ReaderFault.SELF_TEST_FAILED, CardFault.READER_SELF_TEST_FAILED),
        (ReaderFault.NOT_AUTHORISED, CardFault.READER_NOT_AUTHORISED),
    ],
)
def test_a_module_that_stays_unwell_cannot_be_opened(
    simulator: SimulatedReader, reader: SdtReader, injected: ReaderFault, fault: CardFault
) -> None:
    simulator.inject(injected, count=2, on=Command.SAM_STATUS)
    with pytest.raises(CardError) as caught:
        reader.open()
    assert caught.value.card_fault is fault


@pytest.mark.parametrize("step", STEPS)
def test_a_plug_pulled_in_the_middle_of_an_answer(simulator: SimulatedReader, counter: Counter, step: Command) -> None:
    simulator.inject(ReaderFault.UNPLUGGED_MID_FRAME, on=step)
    simulator.lay_card(CARD)
    error = counter.lost()
    assert error is not None
    assert error.fault is DeviceFault.REMOVED
    assert counter.numbers == []


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
