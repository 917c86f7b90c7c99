"""The devices of one counter: opened, heard and closed together, and none in the way of the others."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from app.counter_devices import EVERY_ROLE, CameraRole, CounterDevices, DevicePlug, camera_plugs
from app.settings import Settings
from devices.errors import DeviceFault
from devices.ports import DeviceKind, DeviceState, DeviceStatus, ScanEvent, Sight
from devices.simulators.faults import Fault
from devices.simulators.picture_camera import PictureTable
from devices.simulators.pty_end import PtyEnd
from devices.simulators.serial_scanner import SimulatedScanner
from devices.simulators.sockets import Sockets
from devices.simulators.waybill_picture import empty_table_picture, waybill_picture
from devices.usb_identity import UsbIdentity
from tests.support.devices import EventLog, eventually

PATIENCE = 20.0
BOUND = 2.0
"""Seconds in which a change is on the chip."""


@contextmanager
def started(*plugs: DevicePlug, allow_simulated: bool = True) -> Iterator[tuple[CounterDevices, EventLog]]:
    """Devices at work, and all that they said."""
    devices, log = CounterDevices(plugs, allow_simulated=allow_simulated), EventLog()
    devices.subscribe(log)
    devices.start()
    try:
        yield devices, log
    finally:
        devices.stop()


def scanner_plug(scanner: SimulatedScanner) -> DevicePlug:
    return DevicePlug(DeviceKind.SCANNER, f"serial:{scanner.path}", "sim:scanner")


def camera_plug(table: PictureTable) -> DevicePlug:
    return DevicePlug(DeviceKind.CAMERA, f"file:{table.folder}", "sim:camera")


def device_threads() -> list[str]:
    return [thread.name for thread in threading.enumerate() if thread.name.startswith("device ")]


def test_all_are_heard_by_one_listener() -> None:
    with SimulatedScanner() as scanner, started(scanner_plug(scanner)) as (devices, log):
        assert log.wait_for_state(DeviceState.READY, timeout=PATIENCE)
        scanner.scan("YT8962646785389")
        assert log.wait_for_events(ScanEvent, timeout=PATIENCE)

        (scan,) = log.of_type(ScanEvent)
        assert (scan.text, scan.device) == ("YT8962646785389", "sim:scanner")
        assert [(status.device, status.state) for status in devices.statuses()] == [("sim:scanner", DeviceState.READY)]


def test_a_name_that_cannot_be_understood_faults_that_device_alone() -> None:
    wrong = DevicePlug(DeviceKind.ID_READER, "sdt:/dev/ttyUSB0?baud=fast")
    with SimulatedScanner() as scanner, started(wrong, scanner_plug(scanner)) as (devices, log):
        assert log.wait_for_state(DeviceState.READY, timeout=PATIENCE)

        faulted = [status for status in devices.statuses() if status.state is DeviceState.FAULTED]
        assert [(status.kind, status.fault) for status in faulted] == [(DeviceKind.ID_READER, DeviceFault.BAD_SETTING)]
        scanner.scan("YT8962646785389")
        assert log.wait_for_events(ScanEvent, timeout=PATIENCE)


def test_production_takes_neither_simulators_nor_stored_pictures(tmp_path: Path) -> None:
    table = PictureTable(tmp_path / "table")
    with SimulatedScanner() as scanner:
        plugs = (
            scanner_plug(scanner),
            camera_plug(table),
            DevicePlug(DeviceKind.CAMERA, f"file:{table.folder}"),
            DevicePlug(DeviceKind.ID_READER, "sim:reader"),
        )
        devices = CounterDevices(plugs, allow_simulated=False)

    assert [(status.state, status.fault) for status in devices.statuses()] == [
        (DeviceState.FAULTED, DeviceFault.BAD_SETTING)
    ] * len(plugs)
    assert devices.latest_frame() is None


def test_the_cameras_newest_picture_is_at_hand(tmp_path: Path) -> None:
    table, picture = PictureTable(tmp_path / "table"), empty_table_picture(seed=3)
    table.show(picture)
    with started(camera_plug(table)) as (devices, _):
        assert eventually(lambda: devices.latest_frame() is not None, PATIENCE)
        frame = devices.latest_frame()

    assert frame is not None
    assert np.array_equal(frame.image, picture)
    # nothing live is left once it has stopped
    assert devices.latest_frame() is None


def test_who_unsubscribes_hears_no_device_any_more() -> None:
    with SimulatedScanner() as scanner, started(scanner_plug(scanner)) as (devices, log):
        deaf = EventLog()
        forget = devices.subscribe(deaf)
        forget()
        forget()
        assert log.wait_for_state(DeviceState.READY, timeout=PATIENCE)
        before = len(deaf.events)
        scanner.scan("YT8962646785389")
        assert log.wait_for_events(ScanEvent, timeout=PATIENCE)

        assert len(deaf.events) == before
        assert deaf.of_type(ScanEvent) == []


def test_stopping_ends_every_thread_and_may_come_first(tmp_path: Path) -> None:
    table = PictureTable(tmp_path / "table")
    with SimulatedScanner() as scanner:
        with started(scanner_plug(scanner), camera_plug(table)) as (devices, _):
            assert len(device_threads()) == 2
        assert device_threads() == []
        assert {status.state for status in devices.statuses()} == {DeviceState.ABSENT}

        never_started = CounterDevices([scanner_plug(scanner)], allow_simulated=True)
        never_started.stop()


def test_a_counter_without_devices_is_quiet() -> None:
    with started() as (devices, log):
        assert (devices.statuses(), devices.latest_frame(), log.events) == ([], None, [])


def test_a_scanner_pulled_in_mid_code_is_found_again_under_another_name() -> None:
    sockets, here = Sockets(), UsbIdentity(0x1A86, 0x7523, "", "1-1")
    plug = DevicePlug(DeviceKind.SCANNER, "serial:usbserial:1a86:7523")
    with SimulatedScanner() as scanner:
        sockets.plug(here, scanner.path)
        devices, log = CounterDevices([plug], allow_simulated=False, detection=sockets), EventLog()
        devices.subscribe(log)
        devices.start()
        try:
            assert log.wait_for_state(DeviceState.READY, timeout=PATIENCE)
            scanner.inject(Fault.UNPLUGGED_MID_FRAME)
            scanner.scan("YT8962646785389")
            sockets.unplug("1-1")
            assert log.wait_until(lambda heard: (DeviceState.ABSENT, DeviceFault.REMOVED) in heard.steps, BOUND)

            with PtyEnd():  # takes the old name, as another port may
                sockets.plug(here, scanner.replug())
                assert log.wait_for_state(DeviceState.READY, times=2, timeout=BOUND)
            scanner.scan("YT8962646785389")
            assert log.wait_for_events(ScanEvent, timeout=PATIENCE)
        finally:
            devices.stop()

    assert [scan.text for scan in log.of_type(ScanEvent)] == ["YT8962646785389"]
    assert [thread.name for thread in threading.enumerate() if thread.name == "hot-plug"] == []


def test_two_alike_are_told_and_none_is_taken() -> None:
    sockets = Sockets()
    for place in ("1-1", "1-2"):
        sockets.plug(UsbIdentity(0x1A86, 0x7523, "", place), f"/dev/nowhere/{place}")
    plugs = [
        DevicePlug(DeviceKind.SCANNER, "serial:usbserial:1a86:7523"),
        DevicePlug(DeviceKind.ID_READER, "sdt:usbserial:1a86:7523@1-2"),
    ]
    devices, log = CounterDevices(plugs, allow_simulated=False, detection=sockets), EventLog()
    devices.subscribe(log)
    devices.start()
    try:
        assert log.wait_for_state(DeviceState.FAULTED, timeout=PATIENCE)
        assert log.wait_until(lambda heard: (DeviceState.ABSENT, DeviceFault.NOT_FOUND) in heard.steps)
    finally:
        devices.stop()

    (faulted,) = [status for status in log.of_type(DeviceStatus) if status.state is DeviceState.FAULTED]
    assert (faulted.kind, faulted.fault, faulted.detail) == (DeviceKind.SCANNER, DeviceFault.AMBIGUOUS, "1-1, 1-2")


def test_a_role_without_a_camera_of_its_own_falls_to_the_one_that_scans() -> None:
    assert camera_plugs(Settings(camera="")) == ()
    assert camera_plugs(Settings(camera="camera:1")) == (DevicePlug(DeviceKind.CAMERA, "camera:1"),)
    plugs = camera_plugs(Settings(camera="camera:1", document_camera="camera:id:desk", inspection_camera="camera:1"))
    assert plugs == (
        DevicePlug(DeviceKind.CAMERA, "camera:1", roles=frozenset({CameraRole.SCAN, CameraRole.INSPECTION})),
        DevicePlug(DeviceKind.CAMERA, "camera:id:desk", roles=frozenset({CameraRole.DOCUMENT})),
    )


def test_each_role_has_its_picture_and_one_camera_is_opened_once(tmp_path: Path) -> None:
    counter, desk = PictureTable(tmp_path / "counter"), PictureTable(tmp_path / "desk")
    counter.show(empty_table_picture(seed=1))
    desk.show(waybill_picture("SF1234567890123"))
    plugs = (
        *camera_plugs(Settings(camera=f"file:{counter.folder}", document_camera=f"file:{desk.folder}")),
        DevicePlug(DeviceKind.PERSON_CAMERA, f"file:{desk.folder}"),
    )
    with started(*plugs) as (devices, log):
        assert len(device_threads()) == 2
        assert eventually(lambda: devices.latest_frame(CameraRole.DOCUMENT) is not None, PATIENCE)
        assert eventually(lambda: devices.latest_frame() is not None, PATIENCE)
        document, person, scene = (
            devices.latest_frame(CameraRole.DOCUMENT),
            devices.latest_person_frame(),
            devices.latest_frame(CameraRole.SCAN),
        )
        assert devices.sees_people
        assert devices.sight() == Sight()
        assert devices.still(CameraRole.DOCUMENT) is None, "a folder has no larger pictures"
    assert document is not None
    assert person is not None
    assert scene is not None
    assert document.device == person.device == f"file:{desk.folder}"
    assert scene.device == f"file:{counter.folder}"
    assert log.of_type(ScanEvent) == [], "only the scanning camera scans"


def test_cameras_change_their_places_together_and_each_is_opened_once(tmp_path: Path) -> None:
    tables = [PictureTable(tmp_path / name) for name in ("one", "two")]
    for seed, table in enumerate(tables):
        table.show(empty_table_picture(seed=seed))
    one, two = (f"file:{table.folder}" for table in tables)
    cameras = frozenset({DeviceKind.CAMERA, DeviceKind.PERSON_CAMERA})
    with started(DevicePlug(DeviceKind.CAMERA, one)) as (devices, log):
        assert log.wait_for_state(DeviceState.READY, timeout=PATIENCE)
        others = EVERY_ROLE - {CameraRole.DOCUMENT}
        plugs = [
            DevicePlug(DeviceKind.CAMERA, one, roles=others),
            DevicePlug(DeviceKind.CAMERA, two, roles=frozenset({CameraRole.DOCUMENT})),
            DevicePlug(DeviceKind.PERSON_CAMERA, two),
        ]
        assert devices.change(cameras, plugs) == frozenset()
        assert eventually(lambda: devices.latest_frame(CameraRole.DOCUMENT) is not None, PATIENCE)
        assert eventually(lambda: devices.latest_frame(CameraRole.SCAN) is not None, PATIENCE)
        document, scan = devices.latest_frame(CameraRole.DOCUMENT), devices.latest_frame(CameraRole.SCAN)
        assert document is not None
        assert scan is not None
        assert (scan.device, document.device) == (one, two)
        assert (devices.sees_people, len(device_threads())) == (True, 2)

        assert devices.change(cameras, []) == {one, two}
        assert devices._hearings[0].ends == {}, "what a device that hung says later is heard by nobody"
        assert (devices.sees_people, devices.latest_frame()) == (False, None)
    assert device_threads() == []
