import pytest

from devices.errors import DeviceError, DeviceFault
from devices.ports import DeviceKind
from devices.registry import DeviceAddress, Scheme, open_driver, parse_address
from devices.scale.driver import SerialScale
from devices.scanner.framing import Parity
from devices.scanner.serial_driver import SerialScanner

SECRET = "hunter2"


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("serial:COM3", DeviceAddress(Scheme.SERIAL, "COM3")),
        ("serial:COM3?", DeviceAddress(Scheme.SERIAL, "COM3")),
        (
            "serial:/dev/ttyACM0?framing=crlf&baud=9600",
            DeviceAddress(Scheme.SERIAL, "/dev/ttyACM0", (("framing", "crlf"), ("baud", "9600"))),
        ),
        ("serial:COM3?bits=7&parity=even", DeviceAddress(Scheme.SERIAL, "COM3", (("bits", "7"), ("parity", "even")))),
        ("evdev:/dev/input/by-id/usb-x-event-kbd", DeviceAddress(Scheme.EVDEV, "/dev/input/by-id/usb-x-event-kbd")),
        ("rawinput:0C2E:0b61", DeviceAddress(Scheme.RAWINPUT, "0C2E:0b61")),
        ("hidpos:0c2e:0b87", DeviceAddress(Scheme.HIDPOS, "0c2e:0b87")),
        (
            "hidpos:0c2e:0b87:A1-2?layout=microscan",
            DeviceAddress(Scheme.HIDPOS, "0c2e:0b87:A1-2", (("layout", "microscan"),)),
        ),
        ("sdt:/dev/ttyUSB0?baud=115200", DeviceAddress(Scheme.SDT, "/dev/ttyUSB0", (("baud", "115200"),))),
        ("sdt:COM4?baud=auto", DeviceAddress(Scheme.SDT, "COM4", (("baud", "auto"),))),
        (
            "sdt:usbserial:1a86:7523@1-1.4?baud=auto",
            DeviceAddress(Scheme.SDT, "usbserial:1a86:7523@1-1.4", (("baud", "auto"),)),
        ),
        ("sdt:usb:0400:c35a?variant=b", DeviceAddress(Scheme.SDT, "usb:0400:c35a", (("variant", "b"),))),
        ("sdt:tcp://10.0.0.9:50000", DeviceAddress(Scheme.SDT, "tcp://10.0.0.9:50000")),
        ("camera:0", DeviceAddress(Scheme.CAMERA, "0")),
        ("camera:id:usb#vid_046d&pid_082d#7", DeviceAddress(Scheme.CAMERA, "id:usb#vid_046d&pid_082d#7")),
        ("camera:/dev/v4l/by-id/usb-x", DeviceAddress(Scheme.CAMERA, "/dev/v4l/by-id/usb-x")),
        (
            "camera:id:usb#vid_046d&pid_082d#7?still=largest&exposure_ms=8",
            DeviceAddress(Scheme.CAMERA, "id:usb#vid_046d&pid_082d#7", (("still", "largest"), ("exposure_ms", "8"))),
        ),
        ("camera:0?exposure_ms=auto", DeviceAddress(Scheme.CAMERA, "0", (("exposure_ms", "auto"),))),
        (
            "camera:rtsp://10.0.0.8/cam?still=largest",
            DeviceAddress(Scheme.CAMERA, "rtsp://10.0.0.8/cam?still=largest"),
        ),
        (
            "camera:rtsp://10.0.0.8:554/cam/realmonitor?channel=1&subtype=0",
            DeviceAddress(Scheme.CAMERA, "rtsp://10.0.0.8:554/cam/realmonitor?channel=1&subtype=0"),
        ),
        ("file:/a/folder?x", DeviceAddress(Scheme.FILE, "/a/folder?x")),
        (r"file:C:\pictures\a.mp4", DeviceAddress(Scheme.FILE, r"C:\pictures\a.mp4")),
        (
            "scale:/dev/ttyUSB1?profile=xk3190&baud=2400&unit=g",
            DeviceAddress(Scheme.SCALE, "/dev/ttyUSB1", (("profile", "xk3190"), ("baud", "2400"), ("unit", "g"))),
        ),
        ("sim:scale", DeviceAddress(Scheme.SIM, "scale")),
        ("sim:scanner", DeviceAddress(Scheme.SIM, "scanner")),
        ("sim:reader", DeviceAddress(Scheme.SIM, "reader")),
        (" sim:camera\n", DeviceAddress(Scheme.SIM, "camera")),
    ],
)
def test_registry_names_are_read(text: str, address: DeviceAddress) -> None:
    assert parse_address(text) == address


@pytest.mark.parametrize(
    "text",
    [
        "",
        "COM3",
        "serial",
        "serial:",
        "serial:?baud=9600",
        "usb:0400",
        "Serial:COM3",
        "serial:COM3?baud=fast",
        "serial:COM3?baud=9",
        "serial:COM3?baud=9600&baud=9600",
        "serial:COM3?bits=9",
        "serial:COM3?parity=mark",
        "serial:COM3?framing=tab",
        "serial:COM3?framing",
        "serial:COM3?speed=9600",
        "serial:loop://",
        "evdev:",
        "sdt:usb:0400",
        "sdt:usb:0400:c35a?variant=c",
        "sdt:usbserial:0400",
        "serial:usbserial:0400:c35a:",
        "hidpos:0c2e:0b87@1-1.4",
        "sdt:usb:0400:c35a?baud=9600",
        "sdt:COM4?variant=a",
        "sdt:tcp://10.0.0.9",
        "sdt:tcp://u:hunter2@10.0.0.9:50000",
        "sdt:http://10.0.0.9:80",
        "sdt:lib:",
        "sdt:lib:http://10.0.0.9/x.so",
        "sdt:lib:/opt/libsdtapi.so?port=17",
        "sdt:lib:/opt/libsdtapi.so?child=",
        "sdt:lib:/opt/libsdtapi.so?baud=9600",
        "sdt:COM4?port=1001",
        "sdt:COM4?new_address=yes",
        "rawinput:scanner",
        "rawinput:0c2e:0b61?layout=pos",
        "hidpos:0c2e",
        "hidpos:0c2e:0b87?layout=other",
        "sdt:COM4?framing=crlf",
        "file:rtsp://10.0.0.8/x",
        "camera:ftp://10.0.0.8/x",
        "camera:0?still=small",
        "camera:0?exposure_ms=0",
        "camera:0?exposure_ms=bright",
        "camera:0?gain=3",
        "camera:64?still=largest",
        "camera:/a/folder?still=largest",
        "camera:/a/video.mp4?exposure_ms=8",
        "camera:rtsp://",
        "camera:rtsp://10.0.0.8:port/x",
        "camera:rtsp://10.0.0.8/p@th[",
        "sim:printer",
        "scale:COM4",
        "scale:COM4?profile=other",
        "scale:COM4?profile=xk3190&unit=jin",
        "scale:COM4?profile=xk3190&window_ms=9",
        "scale:COM4?profile=xk3190&pattern=(?P<weight>x)",
        "scale:COM4?profile=pattern",
        "scale:COM4?profile=pattern&pattern=x",
        "scale:tcp://10.0.0.8?profile=xk3190",
    ],
)
def test_names_that_cannot_work_are_refused(text: str) -> None:
    with pytest.raises(DeviceError) as caught:
        parse_address(text)
    assert caught.value.fault is DeviceFault.BAD_SETTING


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("serial:COM3?framing=cr", "serial:COM3?framing=cr"),
        (f"camera:rtsp://admin:{SECRET}@10.0.0.8:554/Streaming/101", "camera:rtsp://10.0.0.8:554/Streaming/101"),
        (f"camera:rtsp://admin:a@{SECRET}@10.0.0.8/x", "camera:rtsp://10.0.0.8/x"),
        (f"camera:rtsp://10.0.0.8/user=a&password={SECRET}&stream=0.sdp", "camera:rtsp://10.0.0.8"),
        (
            f"camera:rtsp://10.0.0.8/cam?channel=1&subtype=0&password={SECRET}",
            "camera:rtsp://10.0.0.8/cam?channel=1&subtype=0",
        ),
        ("camera:rtsp://10.0.0.8/cam#part", "camera:rtsp://10.0.0.8/cam"),
        ("camera:0", "camera:0"),
    ],
)
def test_the_safe_text_tells_devices_apart_without_a_secret(text: str, safe: str) -> None:
    address = parse_address(text)
    assert address.safe_text == safe
    assert SECRET not in repr(address)


@pytest.mark.parametrize(
    "text",
    [
        f"camera:rtsp://admin:{SECRET}#1@10.0.0.8/x",
        f"camera:ftp://admin:{SECRET}@10.0.0.8/x",
        f"rtsp://admin:{SECRET}@10.0.0.8/x",
        f"camera:rtsp://admin:{SECRET}@10.0.0.8:{SECRET}/x",
        f"serial:rtsp://admin:{SECRET}@10.0.0.8/x",
    ],
)
def test_a_refused_name_leaks_no_secret(text: str) -> None:
    with pytest.raises(DeviceError) as caught:
        parse_address(text)
    assert SECRET not in str(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__ or caught.value.__context__ is None


def test_a_serial_name_builds_a_scanner_under_that_name() -> None:
    driver = open_driver(parse_address("serial:COM3?framing=stx_etx"), allow_simulated=False)
    assert isinstance(driver, SerialScanner)
    assert (driver.name, driver.kind) == ("serial:COM3?framing=stx_etx", DeviceKind.SCANNER)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("sdt:COM4", DeviceKind.ID_READER),
        ("camera:0", DeviceKind.CAMERA),
        ("camera:0?still=largest", DeviceKind.CAMERA),
        ("file:/nowhere", DeviceKind.CAMERA),
    ],
)
def test_the_other_schemes_build_their_drivers_without_opening_them(text: str, kind: DeviceKind) -> None:
    driver = open_driver(parse_address(text), allow_simulated=text.startswith("file:"))
    assert (driver.name, driver.kind) == (text, kind)


def test_a_network_cameras_driver_has_a_name_without_its_password() -> None:
    address = parse_address(f"camera:rtsp://admin:{SECRET}@10.0.0.8/x")
    assert open_driver(address, allow_simulated=False).name == "camera:rtsp://10.0.0.8/x"


@pytest.mark.parametrize("text", ["sim:scanner", "sim:reader", "sim:camera", "file:/pictures"])
def test_a_production_profile_gets_no_simulated_device(text: str) -> None:
    with pytest.raises(DeviceError) as caught:
        open_driver(parse_address(text), allow_simulated=False)
    assert (caught.value.fault, caught.value.device) == (DeviceFault.BAD_SETTING, text)


def test_a_production_profile_gets_no_simulator_by_its_port_either() -> None:
    with pytest.raises(DeviceError) as caught:
        open_driver(parse_address("serial:/dev/pts/9"), allow_simulated=False, name="sim:scanner")
    assert caught.value.fault is DeviceFault.BAD_SETTING


def test_a_simulator_nobody_runs_is_not_found() -> None:
    with pytest.raises(DeviceError) as caught:
        open_driver(parse_address("sim:reader"), allow_simulated=True)
    assert caught.value.fault is DeviceFault.NOT_FOUND


def test_a_running_simulator_keeps_its_name() -> None:
    driver = open_driver(parse_address("serial:/dev/pts/9"), allow_simulated=True, name="sim:scanner")
    assert driver.name == "sim:scanner"


def test_a_scale_gets_its_line_from_the_profile_and_the_setting() -> None:
    as_made = open_driver(parse_address("scale:COM4?profile=toledo-8217"), allow_simulated=False)
    own = open_driver(
        parse_address(
            "scale:COM4?profile=pattern&pattern=(?P<weight>\\d+)&baud=1200&bits=7&parity=odd&unit=g&window_ms=900"
        ),
        allow_simulated=False,
    )
    assert isinstance(as_made, SerialScale)
    assert isinstance(own, SerialScale)
    assert (as_made.kind, as_made._baudrate, as_made._data_bits, as_made._parity) == (
        DeviceKind.SCALE,
        9600,
        7,
        Parity.EVEN,
    )
    assert (own._baudrate, own._data_bits, own._parity) == (1200, 7, Parity.ODD)


@pytest.mark.parametrize(
    "pattern", [r"(?P<weight>[0-9.]+)\s*kg", r"(?P<weight>\d+)%26g", "(?P<weight>[0-9]+)%25", r"(?P<weight>\d+) g"]
)
def test_a_pattern_is_read_as_it_stands_and_reads_back_the_same(pattern: str) -> None:
    address = parse_address(f"scale:COM4?profile=pattern&pattern={pattern}&unit=g")
    assert address.option("pattern", "") == pattern.replace("%26", "&").replace("%25", "%")
    assert parse_address(address.safe_text) == address
