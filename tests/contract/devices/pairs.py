"""The one table of drivers and simulators that the conformance suite runs over.

A new driver: a bench (see :class:`~tests.contract.devices.play.Bench`) and a line here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from devices.id_reader.commands import Command
from devices.id_reader.usb_line import UsbVariant
from devices.ports import DeviceKind
from devices.scale.profiles import ScaleProfile
from devices.scanner.hid_pos import ReportLayout
from devices.simulators.faults import Fault
from tests.contract.devices import benches, driven_benches, outcomes
from tests.contract.devices.play import Bench, Outcome

Steps = tuple[Command | None, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """A driver and the simulator at its other end. ``steps``: the questions that a fault is tried on."""

    name: str
    kind: DeviceKind
    bench: Callable[[Path], Bench]
    outcome: Callable[[Fault, Command | None], Outcome]
    steps: Callable[[Fault], Steps] = lambda _fault: (None,)


def _scanner(name: str, bench: Callable[[Path], Bench]) -> Pair:
    return Pair(name, DeviceKind.SCANNER, bench, lambda fault, _on: outcomes.SCANNER[fault])


def _reader(name: str, bench: Callable[[Path], Bench], steps: Callable[[Fault], Steps] = outcomes.steps_of) -> Pair:
    return Pair(name, DeviceKind.ID_READER, bench, outcomes.reader_outcome, steps)


def _scale(profile: ScaleProfile) -> Pair:
    return Pair(
        f"scale {profile.value}",
        DeviceKind.SCALE,
        lambda _folder: driven_benches.DrivenScaleBench(profile),
        lambda fault, _on: outcomes.SCALE[fault],
    )


def _usb(variant: UsbVariant) -> Pair:
    return _reader(f"card reader, USB {variant.value}", lambda _folder: driven_benches.DrivenUsbBench(variant))


def _hid(layout: ReportLayout) -> Pair:
    return _scanner(f"HID scanner, {layout.value}", partial(benches.HidBench, layout=layout))


PAIRS: Final = (
    _scanner("serial scanner", lambda _folder: driven_benches.DrivenScannerBench()),
    _scanner("event device", benches.EvdevBench),
    _scanner("Raw Input", benches.RawInputBench),
    *map(_hid, ReportLayout),
    _reader("card reader, serial", lambda _folder: driven_benches.DrivenReaderBench()),
    *map(_usb, UsbVariant),
    # on one step only: what a fault does on the others is the same conversation over any line
    _reader("card reader, network", benches.TcpReaderBench, outcomes.last_step_of),
    *map(_scale, ScaleProfile),
    Pair("camera", DeviceKind.CAMERA, benches.CameraBench, lambda fault, _on: outcomes.CAMERA[fault]),
)
