from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

import pytest

from devices.errors import CardError, CardFault, DeviceError, DeviceFault
from devices.id_reader.card_sequence import CardEvent
from devices.id_reader.one_card import read_one_card
from devices.ports import CardFailed, CardGone, CardRead, DeviceKind
from devices.simulators.cards import synthetic_card, synthetic_portrait

NAME = "sdt:test"
READ = CardRead(synthetic_card(1), synthetic_portrait(1), NAME, datetime(2026, 3, 1, tzinfo=UTC), 1.0)


class ScriptedReader:
    """Each poll takes 0.2 s of a clock of its own and brings the next of ``polls``, later nothing."""

    def __init__(self, polls: Sequence[Sequence[CardEvent] | DeviceError], opening: DeviceError | None = None) -> None:
        self._polls: Iterator[Sequence[CardEvent] | DeviceError] = iter(polls)
        self._opening = opening
        self.now = 0.0
        self.closed = False

    @property
    def name(self) -> str:
        return NAME

    @property
    def kind(self) -> DeviceKind:
        return DeviceKind.ID_READER

    def clock(self) -> float:
        return self.now

    def open(self) -> None:
        if self._opening is not None:
            raise self._opening

    def poll(self) -> Sequence[CardEvent]:
        self.now += 0.2
        outcome = next(self._polls, ())
        if isinstance(outcome, DeviceError):
            raise outcome
        return outcome

    def close(self) -> None:
        self.closed = True


def test_the_first_card_is_the_answer() -> None:
    reader = ScriptedReader([(), (), (CardGone(NAME, 0.5),), (READ,)])
    assert read_one_card(reader, 5.0, monotonic=reader.clock) == READ
    assert reader.closed


def test_no_card_in_time_is_none() -> None:
    reader = ScriptedReader([()])
    assert read_one_card(reader, 1.0, monotonic=reader.clock) is None
    assert reader.now == pytest.approx(1.0)
    assert reader.closed


def test_a_failed_card_is_an_error() -> None:
    reader = ScriptedReader([(CardFailed(CardFault.WRONG_CARD_TYPE, NAME, 0.2),), (READ,)])
    with pytest.raises(CardError) as caught:
        read_one_card(reader, 5.0, monotonic=reader.clock)
    assert caught.value.card_fault is CardFault.WRONG_CARD_TYPE
    assert reader.closed


@pytest.mark.parametrize(
    "reader",
    [
        ScriptedReader([], opening=DeviceError(DeviceFault.NOT_FOUND, NAME)),
        ScriptedReader([DeviceError(DeviceFault.NOT_FOUND, NAME)]),
    ],
    ids=["opening", "polling"],
)
def test_a_lost_reader_is_an_error_and_closed(reader: ScriptedReader) -> None:
    with pytest.raises(DeviceError) as caught:
        read_one_card(reader, 5.0, monotonic=reader.clock)
    assert caught.value.fault is DeviceFault.NOT_FOUND
    assert reader.closed
