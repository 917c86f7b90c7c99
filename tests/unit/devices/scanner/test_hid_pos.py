from collections.abc import Callable
from types import SimpleNamespace

import pytest

from devices.errors import DeviceError, DeviceFault
from devices.ports import ScanEvent, ScanSource, Symbology
from devices.scanner import hid_library
from devices.scanner.hid_pos import MICROSCAN_ROOM, POS_ROOM, ReportLayout, ReportLosses, ReportReader, reports_for
from devices.scanner.hid_pos_driver import HidPosScanner
from devices.simulators.faults import Fault
from devices.simulators.hid_scanner import IDENTITY, SimulatedHidScanner
from devices.usb_identity import UsbIdentity

LONG = "https://example.cn/sender?code=" + "0123456789" * 9
FROM_THE_MANUAL = bytes([2, 13]) + b"]E0" + b"6901234567892".ljust(56, b"\0") + bytes([0x0B, 0, 0])
"""The example of the ATR110's manual, with a number of ours."""


def driver_for(simulator: SimulatedHidScanner, layout: ReportLayout = ReportLayout.POS) -> HidPosScanner:
    driver = HidPosScanner("hidpos:test", IDENTITY, layout=layout, open_device=simulator.open_device)
    driver.open()
    return driver


def heard(driver: HidPosScanner, polls: int) -> list[ScanEvent]:
    return [event for _ in range(polls) for event in driver.poll()]


def test_the_manuals_report_is_read() -> None:
    (code,) = ReportReader(ReportLayout.POS).feed(FROM_THE_MANUAL, 0.0)
    assert (code.text, code.symbology) == ("6901234567892", Symbology.EAN_13)


@pytest.mark.parametrize("size", [1, POS_ROOM - 1, POS_ROOM, POS_ROOM + 1, 3 * POS_ROOM, 700])
def test_a_code_of_any_length_comes_whole_through_pos_reports(size: int) -> None:
    reader = ReportReader(ReportLayout.POS)
    text = ("0123456789" * 70)[:size]
    reports = reports_for(text.encode(), ReportLayout.POS, b"]Q1")
    answers = [reader.feed(report, 0.0) for report in reports]
    assert answers[:-1] == [[]] * (len(reports) - 1)
    assert [(code.text, code.symbology) for code in answers[-1]] == [(text, Symbology.QR)]


def test_a_microscan_code_ends_with_a_report_that_is_not_full_or_with_silence() -> None:
    reader = ReportReader(ReportLayout.MICROSCAN)
    short, full = reports_for(b"]C0YT8962646785389\r\n", ReportLayout.MICROSCAN), b"7" * MICROSCAN_ROOM
    assert [code.text for code in reader.feed(short[0], 0.0)] == ["YT8962646785389"]
    assert reader.feed(reports_for(full, ReportLayout.MICROSCAN)[0], 1.0) == []
    assert reader.expire(1.4) == []
    assert [code.text for code in reader.expire(1.6)] == [full.decode()]
    assert reader.losses == ReportLosses()


def test_a_code_beyond_all_bounds_is_given_up() -> None:
    reader = ReportReader(ReportLayout.POS)
    reports = reports_for(b"x" * 5000, ReportLayout.POS)
    assert [code for report in reports for code in reader.feed(report, 0.0)][0:0] == []
    assert reader.losses.too_long == 1


def test_a_scan_becomes_one_clean_event() -> None:
    simulator = SimulatedHidScanner()
    driver = driver_for(simulator)
    simulator.scan(LONG, aim="]Q1")
    (event,) = heard(driver, 3)
    assert (event.text, event.symbology, event.source, event.device) == (
        LONG,
        Symbology.QR,
        ScanSource.HID_POS,
        "hidpos:test",
    )


@pytest.mark.parametrize(
    ("fault", "losses"),
    [
        (Fault.WRONG_LENGTH, ReportLosses(bad_reports=1)),
        (Fault.HALF_FRAME, ReportLosses(unfinished=1)),
    ],
)
def test_a_spoilt_code_is_counted_and_the_next_one_is_whole(fault: Fault, losses: ReportLosses) -> None:
    simulator = SimulatedHidScanner()
    clock = iter(range(0, 100, 2))  # two seconds from one report to the next
    driver = HidPosScanner(
        "hidpos:test",
        IDENTITY,
        layout=ReportLayout.POS,
        open_device=simulator.open_device,
        monotonic=lambda: float(next(clock)),
    )
    driver.open()
    simulator.inject(fault)
    simulator.scan("Y" * (POS_ROOM + 4) if fault is Fault.HALF_FRAME else "YT8962646785389")
    simulator.scan("SF1234567890123")
    assert [event.text for event in heard(driver, 2)] == ["SF1234567890123"]
    assert driver.losses == losses


class FakeLibrary:
    """What hidapi shows of two interfaces of one scanner; its device refuses or is silent."""

    def __init__(self, refusing: bool, paths: tuple[str, str], pages: tuple[int, int] = (0x01, 0x8C)) -> None:
        self.opened: list[bytes] = []
        self._pages = pages
        self._refusing = refusing
        self._paths = paths

    def enumerate(self, vendor: int, product: int) -> list[dict[str, object]]:
        if (vendor, product) != (0x0C2E, 0x0B87):
            return []
        pages = zip(self._paths, self._pages, strict=True)
        return [{"path": path.encode(), "usage_page": page, "serial_number": "A1"} for path, page in pages]

    def device(self) -> SimpleNamespace:
        def open_path(path: bytes) -> None:
            if self._refusing:
                raise OSError("open failed")
            self.opened.append(path)

        return SimpleNamespace(open_path=open_path, read=lambda _size, _milliseconds: [2, 65], close=lambda: None)


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch) -> Callable[[FakeLibrary | None], None]:
    def install(fake: FakeLibrary | None) -> None:
        monkeypatch.setitem(__import__("sys").modules, hid_library.MODULE, fake)

    return install


def test_of_two_interfaces_the_scanners_is_opened(library: Callable[[FakeLibrary | None], None]) -> None:
    fake = FakeLibrary(refusing=False, paths=("/dev/hidraw0", "/dev/hidraw1"))
    library(fake)
    handle = hid_library.open_hid("hidpos:test", UsbIdentity(0x0C2E, 0x0B87, "A1"))
    assert fake.opened == [b"/dev/hidraw1"]
    assert handle.read(64, 0.1) == bytes([2, 65])


def test_a_makers_own_reports_never_come_from_the_keyboard(library: Callable[[FakeLibrary | None], None]) -> None:
    fake = FakeLibrary(refusing=False, paths=("/dev/hidraw0", "/dev/hidraw1"), pages=(0x01, 0xFF8C))
    library(fake)
    hid_library.open_hid("hidpos:test", UsbIdentity(0x0C2E, 0x0B87))
    assert fake.opened == [b"/dev/hidraw1"]
    library(FakeLibrary(refusing=False, paths=("/dev/hidraw0", "/dev/hidraw0"), pages=(0x01, 0x01)))
    with pytest.raises(DeviceError) as caught:
        hid_library.open_hid("hidpos:test", UsbIdentity(0x0C2E, 0x0B87))
    assert caught.value.fault is DeviceFault.NOT_FOUND


@pytest.mark.parametrize(
    ("identity", "path", "fault"),
    [
        (UsbIdentity(0x0C2E, 0x0B88), "/dev/null", DeviceFault.NOT_FOUND),
        (UsbIdentity(0x0C2E, 0x0B87, "B2"), "/dev/null", DeviceFault.NOT_FOUND),
        (UsbIdentity(0x0C2E, 0x0B87), "/dev/null", DeviceFault.IN_USE),
        (UsbIdentity(0x0C2E, 0x0B87), "/nowhere/hidraw9", DeviceFault.ACCESS_DENIED),
    ],
)
def test_refusals_are_told_apart(
    library: Callable[[FakeLibrary | None], None], identity: UsbIdentity, path: str, fault: DeviceFault
) -> None:
    library(FakeLibrary(refusing=True, paths=(path, path)))
    with pytest.raises(DeviceError) as caught:
        hid_library.open_hid("hidpos:test", identity)
    assert caught.value.fault is fault


def test_of_two_alike_none_is_taken(library: Callable[[FakeLibrary | None], None]) -> None:
    fake = FakeLibrary(refusing=False, paths=("/dev/hidraw0", "/dev/hidraw1"), pages=(0x8C, 0x8C))
    library(fake)
    with pytest.raises(DeviceError) as caught:
        hid_library.open_hid("hidpos:test", UsbIdentity(0x0C2E, 0x0B87))
    assert (caught.value.fault, fake.opened) == (DeviceFault.AMBIGUOUS, [])


def test_without_the_library_there_is_no_driver(library: Callable[[FakeLibrary | None], None]) -> None:
    library(None)
    with pytest.raises(DeviceError) as caught:
        hid_library.open_hid("hidpos:test", IDENTITY)
    assert caught.value.fault is DeviceFault.NO_DRIVER
