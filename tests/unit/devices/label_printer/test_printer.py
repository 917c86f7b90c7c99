from dataclasses import replace
from pathlib import Path

import pytest

from devices.errors import DeviceError, DeviceFault
from devices.label_printer.address import FilePlace, NetworkPlace, QueuePlace, parse_place
from devices.label_printer.languages import LabelLanguage
from devices.registry import open_driver, open_label_printer, parse_address
from devices.simulators.label_jobs import read_job
from devices.simulators.label_printer import SimulatedLabelPrinter
from tests.support.devices import PATIENCE
from tests.unit.devices.label_printer.samples import CODE, WORDS


@pytest.mark.parametrize(
    ("target", "place"),
    [
        ("tspl@/dev/usb/lp0", (LabelLanguage.TSPL, FilePlace("/dev/usb/lp0"))),
        ("cpcl@tcp:192.168.1.9", (LabelLanguage.CPCL, NetworkPlace("192.168.1.9", 9100))),
        ("zpl@tcp:printer-2.lan:6101", (LabelLanguage.ZPL, NetworkPlace("printer-2.lan", 6101))),
        ("zpl@queue:Zebra ZD421", (LabelLanguage.ZPL, QueuePlace("Zebra ZD421"))),
        ("tspl@queue:标签机", (LabelLanguage.TSPL, QueuePlace("标签机"))),
    ],
)
def test_places(target: str, place: object) -> None:
    assert parse_place(target) == place


@pytest.mark.parametrize(
    "name",
    [
        "label:/dev/usb/lp0",
        "label:epl@/dev/usb/lp0",
        "label:tspl@lp0",
        "label:tspl@tcp:",
        "label:tspl@tcp:host:0",
        "label:tspl@tcp:host:x",
        "label:tspl@tcp:-host",
        "label:tspl@tcp://10.0.0.9",
        "label:tspl@queue:-o",
        "label:tspl@queue:",
        "label:tspl@queue:a/b",
        "label:tspl@/dev/usb/lp0?stock=10x10",
        "label:tspl@/dev/usb/lp0?gap=99",
        'label:tspl@/dev/usb/lp0?font="',
    ],
)
def test_what_is_no_label_printer(name: str) -> None:
    with pytest.raises(DeviceError) as caught:
        parse_address(name)
    assert caught.value.fault is DeviceFault.BAD_SETTING


@pytest.mark.parametrize("language", LabelLanguage)
def test_a_label_goes_over_the_network_and_names_nobody(language: LabelLanguage) -> None:
    with SimulatedLabelPrinter() as simulator:
        name = f"label:{language.value}@tcp:127.0.0.1:{simulator.port}?stock=50x30"
        printer = open_label_printer(parse_address(name), allow_simulated=False)
        printer.check()
        printer.print(WORDS)
        assert simulator.wait_for(1, PATIENCE)
        label = read_job(simulator.jobs[0], language)
    assert (printer.name, printer.queue) == (name, None)
    assert label.codes == (CODE,)
    assert (label.width, label.height) == (400, 240)


def test_a_file_stands_for_a_printer_where_devices_may_be_simulated(tmp_path: Path) -> None:
    sink = tmp_path / "lp0"
    sink.touch()
    address = parse_address(f"label:cpcl@{sink}?font=55")
    with pytest.raises(DeviceError) as caught:
        open_label_printer(address, allow_simulated=False).print(WORDS)
    assert caught.value.fault is DeviceFault.BAD_SETTING
    open_label_printer(address, allow_simulated=True).print(WORDS)
    assert WORDS.short_code in read_job(sink.read_bytes(), LabelLanguage.CPCL).texts


def test_a_queue_is_known_by_its_name() -> None:
    printer = open_label_printer(parse_address("label:zpl@queue:Zebra"), allow_simulated=False)
    assert printer.queue == "Zebra"


def test_a_label_that_is_too_small_for_the_code_is_a_setting(tmp_path: Path) -> None:
    printer = open_label_printer(parse_address(f"label:tspl@{tmp_path}/lp0"), allow_simulated=False)
    with pytest.raises(DeviceError) as caught:
        printer.print(replace(WORDS, code="A" * 3000))
    assert caught.value.fault is DeviceFault.BAD_SETTING


def test_printers_are_sent_to_and_drivers_listened_to() -> None:
    with pytest.raises(DeviceError):
        open_driver(parse_address("label:tspl@/dev/usb/lp0"), allow_simulated=True)
    with pytest.raises(DeviceError):
        open_label_printer(parse_address("serial:COM3"), allow_simulated=True)
