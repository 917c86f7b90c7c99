"""A counter's day in quick time: parcel after parcel over the product's own drivers, with faults strewn in.

Each device lives in a time of its own, with the hands that a clerk has: what was not heard is scanned or laid again, a
pulled plug is put back.

Invariants:
- The same seed gives the same day.
- What is counted: a reading that never came (lost), came twice (doubled), or was never there (false).
"""

import gc
import threading
from collections.abc import Callable
from functools import partial
from random import Random
from typing import Final, NamedTuple, Protocol

import psutil

from devices.errors import DeviceError, DeviceFault
from devices.id_reader.commands import Command
from devices.id_reader.driver import SdtReader
from devices.lifecycle import SupervisedDevice
from devices.ports import CardRead, DeviceEvent, Driver, ScanEvent, WeightTaken
from devices.scale.driver import SerialScale
from devices.scale.profiles import ScaleProfile, traits_of
from devices.scanner.serial_driver import SerialScanner
from devices.simulators.cards import synthetic_card
from devices.simulators.driven_devices import driven_reader, driven_scale
from devices.simulators.driven_line import DrivenLine
from devices.simulators.driven_time import DrivenTime
from devices.simulators.faults import OPENING, Fault
from devices.simulators.serial_scanner import SimulatedScanner

PARCEL_EVERY: Final = 10.0
"""Seconds."""
SCANS_PER_PARCEL: Final = 5
"""The waybill, and goods in it."""
_PARCELS_PER_FAULT: Final = 6
"""A fault a minute, for one device or another."""
_REPLUG_AFTER, _TAKE_AWAY_AFTER = 1.0, 9.5
_PATIENCE: Final = 5.0
_PART: Final = 900.0
"""Seconds of a device's time in one go."""
_CARDS: Final = 50
"""People who come again and again."""
_QUESTIONS: Final = (Command.FIND_CARD, Command.SELECT_CARD, Command.READ_CARD)


class SoakResult(NamedTuple):
    """``grown_mb``: resident memory at the end less that after the first part; ``threads``, ``unclosed``: left over."""

    readings: int
    faults: int
    lost: int
    doubled: int
    false: int
    grown_mb: float
    threads: int
    unclosed: int


class _Hands(Protocol):
    """What is done to one device for one reading after the other."""

    line: DrivenLine
    again_after: float

    def driver(self) -> Driver: ...

    def faults(self) -> frozenset[Fault]: ...

    def inject(self, fault: Fault, random: Random) -> None: ...

    def bring(self, number: int) -> None: ...

    def again(self, number: int, fault: Fault | None) -> None: ...

    def take_away(self) -> None: ...

    def is_reading(self, event: DeviceEvent, number: int) -> bool | None:
        """Whether ``event`` is that reading; None when it is none at all."""


class _ScannerHands:
    again_after = 1.5

    def __init__(self, time: DrivenTime) -> None:
        self._time = time
        self.line = DrivenLine(time)
        self._scanner = SimulatedScanner(self.line)

    def driver(self) -> Driver:
        return SerialScanner("soak:scanner", self.line, monotonic=self._time.monotonic)

    def faults(self) -> frozenset[Fault]:
        return self._scanner.faults

    def inject(self, fault: Fault, random: Random) -> None:
        del random
        self._scanner.inject(fault)

    def bring(self, number: int) -> None:
        self._scanner.scan(f"YT{number:013d}")

    def again(self, number: int, fault: Fault | None) -> None:
        if fault is not Fault.TWO_FRAMES_GLUED:  # that one comes with the next
            self.bring(number)

    def take_away(self) -> None:
        """A code lies nowhere."""

    def is_reading(self, event: DeviceEvent, number: int) -> bool | None:
        return event.text == f"YT{number:013d}" if isinstance(event, ScanEvent) else None


class _ReaderHands:
    again_after = 6.5  # a read is waited for for five seconds

    def __init__(self, time: DrivenTime) -> None:
        self._time = time
        self._module, self.line = driven_reader(time)
        self._cards = [synthetic_card(seed) for seed in range(_CARDS)]

    def driver(self) -> Driver:
        return SdtReader("soak:reader", self.line, monotonic=self._time.monotonic)

    def faults(self) -> frozenset[Fault]:
        return self._module.faults - {Fault.CARD_SWAPPED}

    def inject(self, fault: Fault, random: Random) -> None:
        self._module.inject(fault, on=random.choice(_QUESTIONS))

    def bring(self, number: int) -> None:
        self._module.lay_card(self._cards[number % _CARDS])

    def again(self, number: int, fault: Fault | None) -> None:
        del fault
        self._module.lift_card()
        self.bring(number)

    def take_away(self) -> None:
        self._module.lift_card()

    def is_reading(self, event: DeviceEvent, number: int) -> bool | None:
        return event.text == self._cards[number % _CARDS] if isinstance(event, CardRead) else None


class _ScaleHands:
    again_after = _TAKE_AWAY_AFTER  # a load lies there until it is weighed

    def __init__(self, time: DrivenTime) -> None:
        self._time = time
        self._module, self.line = driven_scale(time, ScaleProfile.XK3190)

    def driver(self) -> Driver:
        return SerialScale("soak:scale", self.line, traits_of(ScaleProfile.XK3190), monotonic=self._time.monotonic)

    def faults(self) -> frozenset[Fault]:
        return self._module.faults

    def inject(self, fault: Fault, random: Random) -> None:
        del random
        self._module.inject(fault)

    def bring(self, number: int) -> None:
        self._module.put(_grams(number))

    def again(self, number: int, fault: Fault | None) -> None:
        """It still lies there."""

    def take_away(self) -> None:
        self._module.lift()

    def is_reading(self, event: DeviceEvent, number: int) -> bool | None:
        return event.grams == _grams(number) if isinstance(event, WeightTaken) else None


def _grams(number: int) -> int:
    return 200 + 10 * (number % 997)


class _Day:
    """One device from the first parcel to the last."""

    def __init__(self, hands: Callable[[DrivenTime], _Hands], readings: int, every: float, seed: int) -> None:
        self.time = DrivenTime()
        self.hands = hands(self.time)
        self.readings = readings
        self._every = every
        self._random = Random(seed)  # noqa: S311 - a day, no secret
        self._possible = sorted(self.hands.faults() - OPENING, key=lambda fault: fault.value)
        self._faults_in = max(1, round(3 * _PARCELS_PER_FAULT * PARCEL_EVERY / every))
        self._heard = bytearray(readings)
        self._number = -1
        self.faults = self.false = 0
        self.ready = threading.Event()
        self.device = SupervisedDevice(self.hands.driver(), backoff=(0.0,), monotonic=self.time.monotonic)
        self.device.subscribe(self._hear)
        self.time.after(every, partial(self._begin, 0))

    @property
    def lost(self) -> int:
        return self._heard.count(0)

    @property
    def doubled(self) -> int:
        return sum(count > 1 for count in self._heard)

    def _hear(self, event: DeviceEvent) -> None:
        for number in (self._number, self._number - 1):
            verdict = self.hands.is_reading(event, number)
            if verdict is None:
                return
            if verdict:
                self._heard[number] += 1
                return
        self.false += 1

    def _begin(self, number: int) -> None:
        if number == self.readings:
            return
        self._number = number
        fault = None
        # none in the last minute, so that what comes late still comes
        if self._random.randrange(self._faults_in) == 0 and number < self.readings - 60 / self._every:
            fault = self._random.choice(self._possible)
            self.hands.inject(fault, self._random)
            self.faults += 1
        self.hands.bring(number)
        self.time.after(_REPLUG_AFTER, self._put_plug_back)
        self.time.after(min(self.hands.again_after, self._every * 0.8), partial(self._again, number, fault))
        self.time.after(min(_TAKE_AWAY_AFTER, self._every * 0.9), self.hands.take_away)
        self.time.after(self._every, partial(self._begin, number + 1))

    def _put_plug_back(self) -> None:
        if not self.hands.line.plugged:
            self.hands.line.replug()

    def _again(self, number: int, fault: Fault | None) -> None:
        if not self._heard[number]:
            self.hands.again(number, fault)


def measure_soak(hours: float, seed: int) -> SoakResult:
    """Work ``hours`` at a counter. Raises DeviceError NO_ANSWER when a device's thread does not end."""
    parcels = round(hours * 3600 / PARCEL_EVERY)
    threads = threading.active_count()
    days = (
        _Day(_ScannerHands, parcels * SCANS_PER_PARCEL, PARCEL_EVERY / SCANS_PER_PARCEL, seed),
        _Day(_ReaderHands, parcels, PARCEL_EVERY, seed + 1),
        _Day(_ScaleHands, parcels, PARCEL_EVERY, seed + 2),
    )
    for day in days:
        day.device.start()
    seconds = hours * 3600 + 2 * PARCEL_EVERY
    part = min(_PART, seconds)
    warm = 0.0
    passed = 0.0
    while passed < seconds:
        for day in days:
            day.time.let_pass(part)
        passed += part
        warm = warm or _resident_mb()
    grown = _resident_mb() - warm
    for day in days:
        _end(day)
    return SoakResult(
        readings=sum(day.readings for day in days),
        faults=sum(day.faults for day in days),
        lost=sum(day.lost for day in days),
        doubled=sum(day.doubled for day in days),
        false=sum(day.false for day in days),
        grown_mb=grown,
        threads=threading.active_count() - threads,
        unclosed=sum(day.hands.line.opened - day.hands.line.closed for day in days),
    )


def _end(day: _Day) -> None:
    day.device.stop()
    day.time.release()
    if not day.device.join(_PATIENCE):
        raise DeviceError(DeviceFault.NO_ANSWER, day.device.name, "its thread goes on")


def _resident_mb() -> float:
    gc.collect()
    return float(psutil.Process().memory_info().rss) / 1e6
