"""What is chosen for a place is kept and takes it at once; what stood there gives its port back."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from app.counter_devices import CounterDevices, DevicePlug
from app.device_board import DeviceRole, Effect
from app.device_setup import DeviceSetup, Surroundings
from app.label_port import SetLabelPrinter
from app.settings import Settings, load_settings
from app.storage.errors import StorageError, StorageFault
from devices.discovery.found import Detection
from devices.errors import DeviceError, DeviceFault
from devices.ports import DeviceEvent, DeviceKind, DeviceState, ScanEvent
from devices.scanner.calibration import WedgeCalibration
from devices.scanner.wedge import BurstEnd
from devices.simulators.serial_scanner import SimulatedScanner
from devices.simulators.sockets import Sockets
from devices.usb_identity import UsbIdentity
from tests.support.devices import EventLog

PATIENCE = 20.0
CH340 = "usbserial:1a86:7523"


@dataclass
class Watch:
    """Who is told of devices that say nothing by themselves."""

    gone: list[str] = field(default_factory=list)
    heard: list[DeviceEvent] = field(default_factory=list)

    def device(self, event: DeviceEvent) -> None:
        self.heard.append(event)

    def device_gone(self, device: str) -> None:
        self.gone.append(device)


@dataclass
class Counter:
    """A terminal's devices, and all that they said."""

    setup: DeviceSetup
    devices: CounterDevices
    file: Path
    log: EventLog
    watch: Watch
    noted: list[tuple[str, str]]

    def state(self, role: DeviceRole) -> DeviceState | None:
        status = self.setup.board().place(role).status
        return status.state if status is not None else None


@contextmanager
def counter(
    tmp_path: Path, settings: Settings, detection: Detection | None, printer: SetLabelPrinter | None = None
) -> Iterator[Counter]:
    devices = CounterDevices((), allow_simulated=detection is None, detection=detection)
    log, watch = EventLog(), Watch()
    devices.subscribe(log)
    devices.start()
    file = tmp_path / "settings.json"
    try:
        noted: list[tuple[str, str]] = []
        around = Surroundings(file, devices, detection, watch, lambda *said: noted.append(said), printer)
        yield Counter(DeviceSetup(settings, around), devices, file, log, watch, noted)
    finally:
        devices.stop()


def test_each_choice_is_noted_and_no_password(tmp_path: Path) -> None:
    with counter(tmp_path, Settings(), Sockets()) as at:
        at.setup.choose(DeviceRole.ID_READER, "sdt:tcp://127.0.0.1:9")
        at.setup.choose(DeviceRole.LABEL_PRINTER, "")
        with pytest.raises(DeviceError):
            at.setup.choose(DeviceRole.SCALE, "sdt:COM3")
        at.setup.choose(DeviceRole.PERSON_CAMERA, "camera:rtsp://clerk:geheim@127.0.0.1:9/1")
    assert at.noted == [
        ("id_reader", "sdt:tcp://127.0.0.1:9"),
        ("label_printer", ""),
        ("person_camera", "camera:rtsp://127.0.0.1:9/1"),
    ]


def test_what_is_found_can_be_chosen_and_works_without_a_restart(tmp_path: Path) -> None:
    sockets = Sockets()
    with SimulatedScanner() as first, SimulatedScanner() as second, counter(tmp_path, Settings(), sockets) as at:
        sockets.plug(UsbIdentity(0x1A86, 0x7523, "", "1-1"), first.path)
        board = at.setup.board()
        offered = board.place(DeviceRole.SCANNER).candidates
        assert [(candidate.address, candidate.where) for candidate in offered] == [(f"serial:{CH340}@1-1", first.path)]
        assert len(board.unused) == 1

        chosen = at.setup.choose(DeviceRole.SCANNER, f"serial:{CH340}")  # as it is while none is alike
        assert (chosen.effect, chosen.gone) == (Effect.NOW, frozenset())
        assert at.log.wait_for_state(DeviceState.READY, timeout=PATIENCE)
        first.scan("YT8962646785389")
        assert at.log.wait_for_events(ScanEvent, timeout=PATIENCE)
        assert at.state(DeviceRole.SCANNER) is DeviceState.READY
        assert at.setup.board().place(DeviceRole.SCANNER).candidates == ()
        assert at.setup.board().unused == ()
        assert load_settings(at.file).scanner == f"serial:{CH340}"

        # another takes its place: who heard the first hears it, and the first is closed
        chosen = at.setup.choose(DeviceRole.SCANNER, f"serial:{second.path}")
        assert chosen.gone == {f"serial:{CH340}"}
        assert at.watch.gone == [f"serial:{CH340}"]
        assert at.log.wait_for_state(DeviceState.READY, times=2, timeout=PATIENCE)
        second.scan("SF1234567890123")
        assert at.log.wait_for_events(ScanEvent, 2, timeout=PATIENCE)
        names = {thread.name for thread in threading.enumerate() if thread.name.startswith("device ")}
        assert names == {f"device serial:{second.path}"}

        at.setup.choose(DeviceRole.SCANNER, "")
        assert at.state(DeviceRole.SCANNER) is None
        assert at.devices.statuses() == []
    assert [scan.text for scan in at.log.of_type(ScanEvent)] == ["YT8962646785389", "SF1234567890123"]


def test_what_has_a_place_already_is_told_so(tmp_path: Path) -> None:
    sockets = Sockets()
    sockets.plug(UsbIdentity(0x1A86, 0x7523, "", "1-1"), "/dev/nowhere/1")
    settings = Settings(camera="", id_reader=f"sdt:{CH340}?baud=9600")
    with counter(tmp_path, settings, sockets) as at:
        board = at.setup.board()
    assert board.unused == ()
    assert [candidate.used_as for candidate in board.place(DeviceRole.SCANNER).candidates] == [DeviceRole.ID_READER]
    assert board.place(DeviceRole.ID_READER).candidates == ()


@pytest.mark.parametrize("address", ["serial", "sdt:COM4", "serial:COM3?framing=odd", "label:tspl@/dev/usb/lp0"])
def test_a_name_that_fits_no_scanner_changes_nothing(tmp_path: Path, address: str) -> None:
    with counter(tmp_path, Settings(), Sockets()) as at, pytest.raises(DeviceError) as refused:
        at.setup.choose(DeviceRole.SCANNER, address)
    assert refused.value.fault is DeviceFault.BAD_SETTING
    assert not at.file.exists()


def test_a_device_that_cannot_be_built_is_told_to_all(tmp_path: Path) -> None:
    settings = Settings(scanner="scale:COM3")
    with counter(tmp_path, settings, Sockets()) as at:
        # written by hand, and no longer what a driver can be built from
        at.devices.change(frozenset({DeviceKind.SCANNER}), [DevicePlug(DeviceKind.SCANNER, "scale:COM3")])
        faulted = at.devices.unusable(DeviceKind.SCANNER)
        assert faulted is not None
        assert faulted.fault is DeviceFault.BAD_SETTING
        assert at.state(DeviceRole.SCANNER) is DeviceState.FAULTED
        chosen = at.setup.choose(DeviceRole.SCANNER, "")
        assert chosen.gone == {faulted.device}
        assert at.setup.board().place(DeviceRole.SCANNER).status is None


def test_what_the_window_was_built_without_comes_with_the_next_start(tmp_path: Path) -> None:
    printer = SetLabelPrinter("label:tspl@queue:Old", allow_simulated=False)
    set_before = Settings(label_printer="label:tspl@queue:Old")
    with counter(tmp_path, set_before, Sockets(), printer) as at:
        assert at.setup.choose(DeviceRole.PERSON_CAMERA, "camera:/dev/no-such-camera").effect is Effect.NEXT_START
        assert at.setup.choose(DeviceRole.LABEL_PRINTER, "label:tspl@queue:New").effect is Effect.NOW
        assert printer.queue == "New"
        assert at.setup.choose(DeviceRole.LABEL_PRINTER, "").effect is Effect.NEXT_START


def test_training_keeps_its_simulators_and_takes_names_and_a_rhythm(tmp_path: Path) -> None:
    with counter(tmp_path, Settings(), None) as at:
        assert at.setup.board().simulated
        with pytest.raises(DeviceError):
            at.setup.choose(DeviceRole.SCANNER, "serial:COM3")
        at.setup.rename(DeviceRole.SCANNER, " 左柜台 ")
        at.setup.keep_calibration(WedgeCalibration(84, BurstEnd.SILENCE, 60))
        assert at.setup.board().place(DeviceRole.SCANNER).name == "左柜台"
        kept = load_settings(at.file)
        assert (kept.device_names, kept.wedge_gap_ms, kept.wedge_end) == ({"scanner": "左柜台"}, 84, "silence")
        at.setup.rename(DeviceRole.SCANNER, "")
        assert load_settings(at.file).device_names == {}
        with pytest.raises(DeviceError):
            at.setup.rename(DeviceRole.SCALE, "一" * 25)


def test_a_file_that_cannot_be_written_is_told_and_nothing_is_swapped(tmp_path: Path) -> None:
    with counter(tmp_path / "missing", Settings(), Sockets()) as at:
        with pytest.raises(StorageError) as refused:
            at.setup.choose(DeviceRole.SCANNER, "serial:COM3")
        assert refused.value.fault is StorageFault.NOT_WRITABLE
        assert at.devices.statuses() == []


def test_no_password_of_a_recorder_is_shown(tmp_path: Path) -> None:
    settings = Settings(camera="camera:rtsp://clerk:geheim@10.9.8.7/1?channel=1")
    with counter(tmp_path, settings, Sockets()) as at:
        assert "geheim" not in repr(at.setup.board())
