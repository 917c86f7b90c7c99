"""The stage of the conformance suite: a device under its supervisor, the hands at its other end, and what was heard."""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final, Protocol

from devices.errors import CardFault, DeviceFault
from devices.id_reader.commands import Command
from devices.lifecycle import SupervisedDevice
from devices.ports import CardFailed, DeviceInput, DeviceKind, DeviceState, DeviceStatus, Driver
from devices.simulators.driven_time import DrivenTime
from devices.simulators.faults import OPENING, Fault
from tests.support.devices import PATIENCE, EventLog, Step

_STEP: Final = 0.5
"""Seconds of driven time between two looks."""
_LONGEST: Final = 30.0
"""Seconds of driven time that anything may take."""
_QUIET: Final = 1.5
"""Seconds of driven time after which nothing more is to come of what came before."""


class Pace(Protocol):
    """How time passes on a bench."""

    def until(self, log: EventLog, condition: Callable[[EventLog], bool]) -> bool:
        """Let time pass until ``condition``; False when it does not come true."""

    def quiet(self) -> None:
        """Let enough time pass for everything that is on its way."""

    def release(self) -> None:
        """The device is about to be stopped."""


class DrivenPace:
    """Time that stands still between the hands' doings."""

    def __init__(self, time: DrivenTime) -> None:
        self._time = time

    def until(self, log: EventLog, condition: Callable[[EventLog], bool]) -> bool:
        until = self._time.monotonic() + _LONGEST
        while not condition(log):
            if self._time.monotonic() >= until:
                return False
            self._time.let_pass(_STEP)
        return True

    def quiet(self) -> None:
        self._time.let_pass(_QUIET)

    def release(self) -> None:
        self._time.release()


class Bench(Protocol):
    """One driver, and the hands that do to its device what happens at a counter.

    Readings have numbers: a bench knows what number 3 looks like, and which number an event is.
    """

    @property
    def pace(self) -> Pace:
        """How time passes here."""

    @property
    def faults(self) -> frozenset[Fault]:
        """What its device can have."""

    def new_driver(self) -> Driver:
        """A driver for the device, not yet open."""

    def bring(self, number: int) -> None:
        """Scan, lay down or weigh the reading ``number``."""

    def clear(self) -> None:
        """Take away what lies there, if anything does."""

    def number_of(self, event: DeviceInput) -> int | None:
        """Which reading this is: 0 for one that never was, None for what is no reading."""

    def inject(self, fault: Fault, on: Command | None) -> None:
        """Let the next one go wrong."""

    def unplug(self) -> None:
        """Pull the plug."""

    def replug(self) -> None:
        """Put it in (again), so that the same driver finds the device."""

    def close(self) -> None:
        """Give everything back; unplugged or not."""


class WatchedDriver:
    """Passes everything on, and counts openings and closings."""

    def __init__(self, driver: Driver) -> None:
        self._driver = driver
        self.polls = 0
        self.open_now = False
        self.reopened_unclosed = 0

    @property
    def name(self) -> str:
        return self._driver.name

    @property
    def kind(self) -> DeviceKind:
        return self._driver.kind

    @property
    def busy(self) -> bool:
        return bool(getattr(self._driver, "busy", False))

    def open(self) -> None:
        self.reopened_unclosed += self.open_now
        self.open_now = True
        self._driver.open()

    def poll(self) -> Sequence[DeviceInput]:
        try:
            return self._driver.poll()
        finally:
            self.polls += 1

    def close(self) -> None:
        self.open_now = False
        self._driver.close()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of a reading that a fault hits.

    ``told``: the fault that the device's status shows meanwhile. ``card``: the word to the clerk about the card.
    ``reads``: which reading comes of it without another try, None for none; ``with_next``: only with the next one.
    """

    told: DeviceFault | None = None
    card: CardFault | None = None
    reads: int | None = 2
    with_next: bool = False


class Play:
    """What happens on the stage."""

    def __init__(self, bench: Bench, device: SupervisedDevice, log: EventLog) -> None:
        self._bench = bench
        self._device = device
        self._log = log
        self._since = 0

    @property
    def readings(self) -> list[int]:
        numbers = (self._bench.number_of(event) for event in self._log.events if not isinstance(event, DeviceStatus))
        return [number for number in numbers if number is not None]

    @property
    def steps(self) -> list[Step]:
        """What the status has shown since the fault was injected."""
        return self._log.steps[self._since :]

    @property
    def told(self) -> set[DeviceFault]:
        return {fault for _, fault in self.steps if fault is not None}

    @property
    def failed_cards(self) -> list[CardFailed]:
        return self._log.of_type(CardFailed)

    def until(self, condition: Callable[[], bool]) -> bool:
        return self._bench.pace.until(self._log, lambda _log: condition())

    def reads(self, number: int) -> bool:
        return self.until(lambda: number in self.readings)

    def is_ready(self) -> bool:
        return self.until(lambda: self._device.status.state in (DeviceState.READY, DeviceState.BUSY))

    def bring_well(self, number: int) -> None:
        self._bench.bring(number)
        assert self.reads(number)

    def bring_spoilt(self, number: int, fault: Fault, on: Command | None, outcome: Outcome) -> None:
        """``fault`` hits, and the status and the clerk are told what ``outcome`` says."""
        self._since = len(self._log.steps)
        self._bench.inject(fault, on)
        if fault in OPENING:
            self._bench.clear()
            self._bench.replug()
        else:
            self._bench.bring(number)
        if outcome.told is not None:
            assert self.until(lambda: outcome.told in self.told), f"the status shows {self.steps}"
        if outcome.card is not None:
            assert self.until(lambda: outcome.card in {failed.fault for failed in self.failed_cards})
        if fault is Fault.UNPLUGGED_MID_FRAME:
            self._bench.replug()
        assert self.is_ready()
        if fault in OPENING:
            self._bench.bring(number)
        if outcome.reads is not None and not outcome.with_next:
            assert self.reads(outcome.reads), f"only {self.readings}; the status shows {self.steps}"
        self._bench.pace.quiet()


@contextmanager
def playing(bench: Bench) -> Iterator[Play]:
    """A supervised device in the first reading's hands; afterwards everything has ended."""
    driver = WatchedDriver(bench.new_driver())
    log = EventLog()
    device = SupervisedDevice(driver, backoff=(0.001,))
    device.subscribe(log)
    threads = threading.active_count()
    device.start()
    play = Play(bench, device, log)
    try:
        assert play.is_ready()
        yield play
    finally:
        device.stop()
        bench.pace.release()
        assert device.join(PATIENCE)
    assert threading.active_count() == threads
    assert not driver.open_now
    assert driver.reopened_unclosed == 0
