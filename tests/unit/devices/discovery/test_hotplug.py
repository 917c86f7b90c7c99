"""Two seconds from what happens at the sockets to what the chip says, by a driven clock; and nobody looks in vain."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from devices.discovery.finding import UsbSerialPort
from devices.discovery.hotplug import LOOK_EVERY, HotPlugWatch
from devices.errors import DeviceError, DeviceFault
from devices.lifecycle import SupervisedDevice
from devices.ports import DeviceInput, DeviceKind, DeviceState
from devices.rights import MissingRight
from devices.simulators.sockets import Sockets
from devices.usb_identity import UsbIdentity

BOUND: Final = 2.0
OPENING_TAKES: Final = 0.3
POLL_TAKES: Final = 0.2
WANTED: Final = UsbIdentity(0x1A86, 0x7523)
OURS, TWINS = "1-1", "1-2"
TWIN_NODE: Final = "/dev/ttyUSB99"
RIGHT: Final = MissingRight("/dev/ttyUSB0", "dialout", "")

Chip = tuple[DeviceState, DeviceFault | None]
READY: Final[Chip] = (DeviceState.READY, None)


class Happening(Enum):
    UNPLUGGED = "unplugged"
    PLUGGED = "plugged"
    """Under another name each time."""
    TWIN_PLUGGED = "twin_plugged"
    TWIN_UNPLUGGED = "twin_unplugged"
    TAKEN = "taken"
    FREED = "freed"
    DENIED = "denied"
    ALLOWED = "allowed"


@dataclass
class Desk:
    """A scanner's socket and one beside it; all that happens there happens in simulated time, on one thread."""

    script: list[tuple[float, Happening]]
    now: float = 0.0
    sockets: Sockets = field(default_factory=Sockets)
    node: str = ""
    held: str = ""
    taken: bool = False
    denied: bool = False
    twin: bool = False
    plugs: int = 0
    next_look: float = LOOK_EVERY
    changed_at: float = 0.0
    seen: list[tuple[float, Chip, Chip]] = field(default_factory=list)
    """Whenever nothing had happened for BOUND seconds: when, what the chip says, what it should."""

    @property
    def nodes(self) -> set[str]:
        return {node for node, is_there in ((self.node, bool(self.node)), (TWIN_NODE, self.twin)) if is_there}

    def expected(self) -> Chip:
        if self.held in self.nodes:
            return READY
        if not self.nodes:
            return DeviceState.ABSENT, DeviceFault.NOT_FOUND
        if len(self.nodes) > 1:
            return DeviceState.FAULTED, DeviceFault.AMBIGUOUS
        if self.denied:
            return DeviceState.FAULTED, DeviceFault.ACCESS_DENIED
        return (DeviceState.FAULTED, DeviceFault.IN_USE) if self.taken else READY

    def happen(self, what: Happening) -> None:
        match what:
            case Happening.UNPLUGGED:
                self.node, self.denied = "", False
                self.sockets.unplug(OURS)
            case Happening.PLUGGED if not self.node:
                self.plugs += 1
                self.node = f"/dev/ttyUSB{self.plugs}"
                self.sockets.plug(UsbIdentity(WANTED.vendor, WANTED.product, "", OURS), self.node)
            case Happening.TWIN_PLUGGED:
                self.twin = True
                self.sockets.plug(UsbIdentity(WANTED.vendor, WANTED.product, "", TWINS), TWIN_NODE)
            case Happening.TWIN_UNPLUGGED:
                self.twin = False
                self.sockets.unplug(TWINS)
            case Happening.TAKEN | Happening.FREED:
                self.taken = what is Happening.TAKEN
            case Happening.DENIED | Happening.ALLOWED if self.node:
                self.denied = what is Happening.DENIED
                self.sockets.deny(OURS, RIGHT if self.denied else None)
            case _:
                return
        self.changed_at = self.now


class Driver:
    """A scanner's, as far as its port goes."""

    name, kind = "serial:usbserial:1a86:7523", DeviceKind.SCANNER

    def __init__(self, desk: Desk, spend: Callable[[float], object]) -> None:
        """``spend`` lets time go by."""
        self._desk = desk
        self._spend = spend
        self._port = UsbSerialPort(self.name, WANTED, desk.sockets)

    def open(self) -> None:
        self._spend(OPENING_TAKES)
        node = self._port.find()
        if self._desk.denied and node == self._desk.node:
            raise DeviceError(DeviceFault.ACCESS_DENIED, self.name, right=RIGHT)
        if self._desk.taken:
            raise DeviceError(DeviceFault.IN_USE, self.name)
        self._desk.held = node

    def poll(self) -> Sequence[DeviceInput]:
        self._spend(POLL_TAKES)
        if self._desk.held not in self._desk.nodes:
            raise DeviceError(DeviceFault.REMOVED, self.name)
        return ()

    def close(self) -> None:
        self._desk.held = ""


class DrivenWake(threading.Event):
    """Waiting lets simulated time go by, until it is over or something has set this."""

    def __init__(self, spend: Callable[[float, Callable[[], bool]], object]) -> None:
        super().__init__()
        self._spend = spend

    def wait(self, timeout: float | None = None) -> bool:
        assert timeout is not None
        if not self.is_set():
            self._spend(timeout, self.is_set)
        return self.is_set()


def play(desk: Desk, lasts: float) -> SupervisedDevice:
    """The device's whole life at the desk; everything happens on its thread, none of it in real time."""

    def spend(seconds: float, enough: Callable[[], bool] = lambda: False) -> None:
        end = desk.now + seconds
        while True:
            happening = desk.script[0][0] if desk.script else float("inf")
            desk.now = min(end, happening, desk.next_look)
            if desk.script and desk.now >= happening:
                desk.happen(desk.script.pop(0)[1])
            elif desk.now >= desk.next_look:
                desk.next_look += LOOK_EVERY
                watch.look_once()
            if desk.now - desk.changed_at >= BOUND:
                status = device.status
                desk.seen.append((desk.now, (status.state, status.fault), desk.expected()))
            if desk.now >= lasts:
                device.stop()
            if desk.now >= end or enough():
                return

    wake = DrivenWake(spend)
    device = SupervisedDevice(Driver(desk, spend), monotonic=lambda: desk.now, wake=wake)
    watch = HotPlugWatch(desk.sockets, [device])
    device.start()
    assert device.join(10)
    return device


def told(chip: Chip) -> Chip:
    """A device that is away was pulled or is not there: the same to the clerk."""
    away = chip in ((DeviceState.ABSENT, DeviceFault.REMOVED), (DeviceState.ABSENT, DeviceFault.NOT_FOUND))
    return (DeviceState.ABSENT, DeviceFault.NOT_FOUND) if away else chip


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.floats(0.05, 7.0), st.sampled_from(Happening)), min_size=1, max_size=14))
def test_whatever_happens_the_chip_says_so_within_two_seconds(steps: list[tuple[float, Happening]]) -> None:
    script, at = [(0.0, Happening.PLUGGED)], 0.0
    for gap, what in steps:
        at += gap
        script.append((at, what))
    desk = Desk(script)

    play(desk, at + 10)

    assert len(desk.seen) > 5
    assert [entry for entry in desk.seen if told(entry[1]) != entry[2]] == []


@pytest.mark.parametrize("freed_at", [5 + phase / 10 for phase in range(18)])
def test_a_port_given_back_is_taken_within_two_seconds_though_no_list_shows_it(freed_at: float) -> None:
    taken_meanwhile = [(1.0, Happening.UNPLUGGED), (1.5, Happening.TAKEN), (2.0, Happening.PLUGGED)]
    desk = Desk([(0.0, Happening.PLUGGED), *taken_meanwhile, (freed_at, Happening.FREED)])
    play(desk, freed_at + 4)
    assert [entry for entry in desk.seen if told(entry[1]) != entry[2]] == []
    assert desk.seen[-1][1] == READY


def test_while_all_is_well_nobody_looks() -> None:
    desk = Desk([(0.0, Happening.PLUGGED)])

    play(desk, 60.0)

    assert desk.seen[-1][1] == READY
    assert desk.sockets.looks == 1  # for its port's name, when it was opened


def test_the_watch_is_a_thread_that_ends() -> None:
    watch = HotPlugWatch(Sockets(), [], interval=0.001)
    assert watch.join(0)
    watch.start()
    watch.stop()
    assert watch.join(5)


class Away:
    """A device that is away and counts how often it is woken."""

    def __init__(self) -> None:
        self.status = SupervisedDevice(Driver(Desk([]), lambda _seconds: None)).status
        self.woken = 0

    def retry_now(self) -> None:
        self.woken += 1


def test_only_what_is_new_wakes_and_a_right_is_new_too() -> None:
    sockets, device = Sockets(), Away()
    watch = HotPlugWatch(sockets, [device])
    place = UsbIdentity(1, 2, "", "1-1")
    sockets.plug(place, "COM3")

    woken = []
    changes: tuple[Callable[[], None], ...] = (
        lambda: None,
        lambda: sockets.plug(place, "COM4"),
        lambda: None,
        lambda: sockets.deny("1-1", RIGHT),
        lambda: sockets.deny("1-1", None),
        lambda: sockets.unplug("1-1"),
    )
    for change in changes:
        change()
        watch.look_once()
        woken.append(device.woken)

    assert woken == [0, 1, 1, 2, 3, 3]


def test_what_is_plugged_in_mends_no_refused_login() -> None:
    sockets, camera, reader = Sockets(), Away(), Away()
    camera.status = replace(camera.status, state=DeviceState.FAULTED, fault=DeviceFault.LOGIN_REFUSED)
    watch = HotPlugWatch(sockets, [camera, reader])
    watch.look_once()
    sockets.plug(UsbIdentity(1, 2, "", "1-1"), "COM3")
    watch.look_once()

    assert (camera.woken, reader.woken) == (0, 1)
