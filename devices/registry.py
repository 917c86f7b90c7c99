"""Registry names: the one line of text that says which device to use and how, and the driver built from it.

===================================================  ==========================================================
``serial:/dev/ttyACM0?framing=crlf&baud=9600``       scanner on a serial line; also ``bits`` (7, 8), ``parity``
``serial:COM3``                                      the same, with the usual settings
``serial:usbserial:1a86:7523:SERIAL@1-1.4``          the same by the adapter, whatever its port is called now; serial
                                                     number and socket only where two are alike; so ``sdt``, ``scale``
``evdev:/dev/input/by-id/usb-...-event-kbd``         keyboard scanner on Linux, taken for ourselves
``rawinput:0c2e:0b61``                               keyboard scanner on Windows, by its USB identity
``hidpos:0c2e:0b87:SERIAL?layout=pos``               scanner with reports of its own (``pos``, ``microscan``)
``sdt:/dev/ttyUSB0?baud=115200``                     ID-card reader; ``baud=auto`` tries the speeds that occur
``sdt:usb:0400:c35a?variant=a``                      ID-card reader on USB, by bulk transfers (``a``, ``b``)
``sdt:tcp://host:50000``                             ID-card reader on the network
``sdt:lib:/opt/v/libsdtapi.so?port=1001``            the same by a vendor's library in a helper process; ``port`` as the
                                                     library counts, ``child`` the Python that runs it (32-bit)
``sdt:COM3?new_address=on``                          any of these: a newer address on the card counts (``on``, ``off``)
``scale:/dev/ttyUSB1?profile=xk3190&baud=9600``      scale; needs its ``profile`` (devices.scale.profiles); also
                                                     ``bits``, ``parity``, ``unit``, ``window_ms``, ``pattern``
``label:tspl@/dev/usb/lp0?stock=60x40``              label printer; ``tspl``, ``cpcl``, ``zpl``; also ``gap``, ``font``
``label:zpl@tcp:10.0.0.9:9100``                      the same in the network, ``label:cpcl@queue:Name`` by the spooler
``camera:id:...``                                    camera by its lasting id (devices.camera.listing)
``camera:0``  ``camera:/dev/v4l/by-id/...``          camera by number or device path
``camera:id:...?still=largest``                      any of these: documents are read from one picture of the largest
                                                     size, the live one stays small (``live``); also ``exposure_ms``,
                                                     0.1 to 1000 or ``auto``, where the driver takes it
``camera:rtsp://user:secret@host/path?channel=1``    network camera
``file:/a/folder`` ``file:/a/video.mp4``             pictures played as a camera
``sim:scanner`` ``sim:reader`` ``sim:camera`` …      a simulator; the program that runs it knows where it is
===================================================  ==========================================================

Invariants:
- A name is checked whole when it is parsed, options and their values too: a setting that is saved can be used.
- The credentials of a network camera appear in ``target`` alone; never in ``safe_text``, ``repr``, an error or the
  name a driver reports.
- A production profile gets no simulated device.
- Drivers and their libraries are imported when one is built, not before (first paint).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl, unquote, urlsplit

from devices.camera.addresses import CameraNode, IdentifiedCamera, PluggedCamera, camera_source
from devices.camera.options import EXPOSURE_OPTION, STILL_OPTION, CameraOptions, StillSize, exposure
from devices.camera.use import CameraUse, camera_driver
from devices.discovery.finding import UsbSerialPort
from devices.discovery.found import Detection
from devices.discovery.naming import usb_serial_identity
from devices.discovery.system import system_detection
from devices.errors import DeviceError, DeviceFault
from devices.id_reader.targets import LibraryTarget, SerialTarget, UsbTarget, parse_reader_target
from devices.id_reader.usb_line import UsbVariant
from devices.id_reader.vendor_contract import USB_PORTS
from devices.label_printer.address import parse_place
from devices.label_printer.languages import DEFAULT_GAP_MM
from devices.label_printer.layout import LabelStock
from devices.label_printer.settings import LabelSettings
from devices.option_values import (
    baud,
    data_bits,
    font,
    gap_mm,
    interpreter,
    library_port,
    reader_baud,
    switch,
    window_ms,
)
from devices.ports import Driver
from devices.scale.lines import own_pattern
from devices.scale.profiles import ProfileTraits, ScaleProfile, traits_of
from devices.scale.reading import WeightUnit
from devices.scanner.framing import Framing, Parity
from devices.scanner.hid_pos import ReportLayout
from devices.serial_opening import Port
from devices.usb_identity import UsbIdentity

if TYPE_CHECKING:
    from devices.label_printer.printer import LabelPrinter

_NETWORK_SCHEMES: Final = frozenset({"rtsp", "rtsps"})
_SIMULATORS: Final = frozenset({"scanner", "reader", "camera", "scale"})
_HARMLESS_PARAMETERS: Final = frozenset({"channel", "subtype", "stream"})
"""Of a network camera's query, what tells two channels of one recorder apart and is never a secret."""


class Scheme(Enum):
    """The kind of connection, the word before the first colon."""

    SERIAL = "serial"
    EVDEV = "evdev"
    RAWINPUT = "rawinput"
    HIDPOS = "hidpos"
    SDT = "sdt"
    SCALE = "scale"
    LABEL = "label"
    CAMERA = "camera"
    FILE = "file"
    SIM = "sim"


_OPTIONS: Final[Mapping[Scheme, Mapping[str, Callable[[str], object]]]] = MappingProxyType(
    {
        Scheme.SERIAL: {"framing": Framing, "baud": baud, "bits": data_bits, "parity": Parity},
        Scheme.RAWINPUT: {},
        Scheme.HIDPOS: {"layout": ReportLayout},
        Scheme.SDT: {
            "baud": reader_baud,
            "variant": UsbVariant,
            "port": library_port,
            "child": interpreter,
            "new_address": switch,
        },
        Scheme.SCALE: {
            "profile": ScaleProfile,
            "baud": baud,
            "bits": data_bits,
            "parity": Parity,
            "unit": WeightUnit,
            "window_ms": window_ms,
            "pattern": own_pattern,
        },
        Scheme.LABEL: {"stock": LabelStock, "gap": gap_mm, "font": font},
        Scheme.CAMERA: {STILL_OPTION: StillSize, EXPOSURE_OPTION: exposure},
    }
)
"""The options a scheme takes, with the reading of their values (ValueError refuses). For any other scheme a question
mark is part of the target, and so it is for network cameras, which have queries of their own."""


@dataclass(frozen=True, slots=True, repr=False)
class DeviceAddress:
    """A parsed registry name. ``target`` may hold credentials; ``options`` are in the order written."""

    scheme: Scheme
    target: str
    options: tuple[tuple[str, str], ...] = ()

    def __repr__(self) -> str:
        return f"DeviceAddress({self.safe_text!r})"

    @property
    def safe_text(self) -> str:
        """The registry name without credentials: for logs, screens and as a driver's name."""
        target = _without_credentials(self.target) if _is_url(self.target) else self.target
        options = "&".join(f"{key}={_as_option(value)}" for key, value in self.options)
        return f"{self.scheme.value}:{target}" + (f"?{options}" if options else "")

    def option(self, key: str, default: str) -> str:
        """The text of one option."""
        return dict(self.options).get(key, default)


def parse_address(text: str) -> DeviceAddress:
    """Read a registry name. Raises DeviceError BAD_SETTING; the error never quotes what might be a password."""
    word, colon, rest = text.strip().partition(":")
    try:
        scheme = Scheme(word)
    except ValueError:
        raise _bad_name("registry", "unknown scheme") from None  # the cause would quote the text
    if not colon or not rest:
        raise _bad_name(scheme.value, "no target")
    if scheme not in _OPTIONS or (scheme is Scheme.CAMERA and _is_url(rest)):
        return _checked(DeviceAddress(scheme, rest))
    target, _, query = rest.partition("?")
    return _checked(DeviceAddress(scheme, target, _options(scheme, query)))


def open_driver(
    address: DeviceAddress,
    *,
    allow_simulated: bool,
    name: str | None = None,
    camera: CameraUse = CameraUse.SCANNING,
    detection: Detection | None = None,
) -> Driver:
    """Build (not yet open) the driver for ``address``.

    ``name``: what the driver calls itself, by default ``address.safe_text``; a program that runs a simulator passes the
    address of the simulator's port and the name ``sim:...``. ``camera``: what one is for. ``detection`` finds the ports
    of stable addresses, by default the system's own. Raises DeviceError: BAD_SETTING for a simulated device or stored
    pictures without ``allow_simulated``, NOT_FOUND for a simulator nobody runs, NO_DRIVER for a missing library.
    """
    reported = name if name is not None else address.safe_text
    schemes = {address.scheme.value, reported.partition(":")[0]}
    # Stored pictures could pass for a live camera: a production counter takes neither them nor simulators.
    if not allow_simulated and schemes & {Scheme.SIM.value, Scheme.FILE.value}:
        raise DeviceError(DeviceFault.BAD_SETTING, reported, "simulated device")
    try:
        return _build(address, reported, detection or system_detection(), camera)
    except ImportError as exc:
        raise DeviceError(DeviceFault.NO_DRIVER, reported, exc.name or "") from exc


def open_label_printer(address: DeviceAddress, *, allow_simulated: bool) -> "LabelPrinter":
    """The label printer at ``address``; nothing is opened yet.

    Raises DeviceError BAD_SETTING when the name is of another kind of device. Only with ``allow_simulated`` may an
    ordinary file stand for the printer.
    """
    if address.scheme is not Scheme.LABEL:
        raise _bad_name(address.scheme.value, "no label printer")
    from devices.label_printer.building import build_printer

    settings = LabelSettings(
        LabelStock(address.option("stock", LabelStock.LARGE.value)),
        int(address.option("gap", str(DEFAULT_GAP_MM))),
        address.option("font", ""),
    )
    return build_printer(address.safe_text, address.target, settings, may_be_file=allow_simulated)


def _build(address: DeviceAddress, name: str, detection: Detection, camera: CameraUse) -> Driver:
    match address.scheme:
        case Scheme.SERIAL | Scheme.EVDEV | Scheme.RAWINPUT | Scheme.HIDPOS:
            return _scanner(address, name, detection)
        case Scheme.SDT:
            return _card_reader(address, name, detection)
        case Scheme.SCALE:
            return _serial_scale(address, name, detection)
        case Scheme.CAMERA | Scheme.FILE:
            return camera_driver(name, address.target, camera, _camera_options(address))
        case Scheme.LABEL:
            raise _bad_name(name, "a label printer is sent to, not listened to")
        case Scheme.SIM:
            raise DeviceError(DeviceFault.NOT_FOUND, name, "no such simulator is running")


def _camera_options(address: DeviceAddress) -> CameraOptions:
    told = address.option(EXPOSURE_OPTION, "")
    still = StillSize(address.option(STILL_OPTION, StillSize.LIVE.value))
    return CameraOptions(still, exposure(told) if told else None)


def port_of(target: str, name: str, detection: Detection) -> Port:
    """The serial port that a target names: by the system's name, or by what finds it at each opening."""
    identity = usb_serial_identity(target)
    return target if identity is None else UsbSerialPort(name, identity, detection)


def _card_reader(address: DeviceAddress, name: str, detection: Detection) -> Driver:
    from devices.id_reader.building import ReaderOptions, build_reader

    options = ReaderOptions(
        baudrate=reader_baud(address.option("baud", "115200")),
        variant=UsbVariant(address.option("variant", UsbVariant.SPLIT.value)),
        port=library_port(address.option("port", str(USB_PORTS.start))),
        interpreter=address.option("child", ""),
        new_address=switch(address.option("new_address", "off")),
    )
    return build_reader(name, parse_reader_target(address.target), options, lambda port: port_of(port, name, detection))


def _scanner(address: DeviceAddress, name: str, detection: Detection) -> Driver:
    match address.scheme:
        case Scheme.EVDEV:
            from devices.scanner.evdev_driver import EvdevScanner

            return EvdevScanner(name, address.target)
        case Scheme.RAWINPUT:
            from devices.scanner.raw_input_driver import RawInputScanner
            from devices.scanner.raw_input_windows import WindowsRawInput

            return RawInputScanner(name, WindowsRawInput(name, UsbIdentity.parse(address.target)))
        case Scheme.HIDPOS:
            from devices.scanner.hid_library import open_hid
            from devices.scanner.hid_pos_driver import HidPosScanner

            layout = ReportLayout(address.option("layout", ReportLayout.POS.value))
            return HidPosScanner(name, UsbIdentity.parse(address.target), layout=layout, open_device=open_hid)
        case _:
            return _serial_scanner(address, name, detection)


def _serial_scanner(address: DeviceAddress, name: str, detection: Detection) -> Driver:
    from devices.scanner.serial_driver import SerialScanner

    return SerialScanner(
        name,
        port_of(address.target, name, detection),
        framing=Framing(address.option("framing", Framing.AUTO.value)),
        baudrate=int(address.option("baud", "9600")),
        data_bits=int(address.option("bits", "8")),
        parity=Parity(address.option("parity", Parity.NONE.value)),
    )


def _serial_scale(address: DeviceAddress, name: str, detection: Detection) -> Driver:
    from devices.scale.driver import SerialScale

    baud, bits, parity = (address.option(key, "") for key in ("baud", "bits", "parity"))
    return SerialScale(
        name,
        port_of(address.target, name, detection),
        _scale_traits(address),
        baudrate=int(baud) if baud else None,
        data_bits=int(bits) if bits else None,
        parity=Parity(parity) if parity else None,
        unit=WeightUnit(address.option("unit", WeightUnit.KILOGRAM.value)),
        window=int(address.option("window_ms", "300")) / 1000,
    )


def _as_option(value: str) -> str:
    """Text that reads back as ``value``: what ends an option or begins an escape is escaped."""
    return value.replace("%", "%25").replace("&", "%26")


def _scale_traits(address: DeviceAddress) -> ProfileTraits:
    """Raises ValueError when the profile is not told, or the pattern and the profile do not go together."""
    pattern = address.option("pattern", "")
    return traits_of(ScaleProfile(address.option("profile", "")), own_pattern(pattern) if pattern else None)


def _options(scheme: Scheme, query: str) -> tuple[tuple[str, str], ...]:
    pairs: list[tuple[str, str]] = []
    for part in query.split("&") if query else ():
        key, equals, value = part.partition("=")
        if not equals:
            raise _bad_name(scheme.value, "options are key=value, joined by &")
        # a plus sign stands for itself, not for a form's blank: a scale's pattern is full of them
        pairs.append((key, unquote(value)))
    if len(dict(pairs)) != len(pairs):
        raise _bad_name(scheme.value, "an option twice")
    for key, value in pairs:
        _check_option(scheme, key, value)
    return tuple(pairs)


def _check_option(scheme: Scheme, key: str, value: str) -> None:
    read = _OPTIONS[scheme].get(key)
    if read is None:
        raise _bad_name(scheme.value, "unknown option")
    try:
        read(value)
    except ValueError as exc:
        raise _bad_name(scheme.value, f"option {key}") from exc


def _checked(address: DeviceAddress) -> DeviceAddress:
    if not address.target:
        raise _bad_name(address.scheme.value, "no target")
    if address.scheme is Scheme.SIM and address.target not in _SIMULATORS:
        raise _bad_name(address.scheme.value, "unknown simulator")
    if address.scheme is Scheme.SCALE:
        try:
            _scale_traits(address)
        except ValueError as exc:
            raise _bad_name(address.scheme.value, "option profile") from exc
    if address.scheme is Scheme.LABEL:
        try:
            parse_place(address.target)
        except ValueError as exc:
            raise _bad_name(address.scheme.value, "language@place") from exc
    if address.scheme is Scheme.CAMERA and address.options:
        _check_plugged_camera(address.target)
    if address.scheme in (Scheme.RAWINPUT, Scheme.HIDPOS):
        _check_identity(address)
    if address.scheme in (Scheme.SERIAL, Scheme.SDT, Scheme.SCALE):
        _check_port(address.target, address.scheme)
    if address.scheme is Scheme.SDT:
        _check_reader(address)
    elif _is_url(address.target):
        if address.scheme is not Scheme.CAMERA:
            raise _bad_name(address.scheme.value, "only a camera has a network address")
        _check_url(address.target)
    return address


def _check_plugged_camera(target: str) -> None:
    try:
        source = camera_source(target)
    except ValueError as exc:
        raise _bad_name(Scheme.CAMERA.value, str(exc)) from exc
    if not isinstance(source, PluggedCamera | CameraNode | IdentifiedCamera):
        raise _bad_name(Scheme.CAMERA.value, "options are for cameras at this PC")


def _check_identity(address: DeviceAddress) -> None:
    try:
        identity = UsbIdentity.parse(address.target)
    except ValueError as exc:
        raise _bad_name(address.scheme.value, str(exc)) from exc
    if identity.place:
        raise _bad_name(address.scheme.value, "these are not told by their socket")


def _check_port(target: str, scheme: Scheme) -> None:
    try:
        usb_serial_identity(target)
    except ValueError as exc:
        raise _bad_name(scheme.value, str(exc)) from exc


def _check_reader(address: DeviceAddress) -> None:
    try:
        target = parse_reader_target(address.target)
    except ValueError:
        raise _bad_name(
            address.scheme.value, "a port, usb:VID:PID, tcp://host:port or lib:path"
        ) from None  # may quote a secret
    fits = {"baud": SerialTarget, "variant": UsbTarget, "port": LibraryTarget, "child": LibraryTarget}
    if any(not isinstance(target, fits.get(key, object)) for key, _ in address.options):
        raise _bad_name(address.scheme.value, "an option of another kind of line")


def _is_url(target: str) -> bool:
    return "://" in target


def _check_url(target: str) -> None:
    try:
        parts = urlsplit(target)
        usable = parts.scheme in _NETWORK_SCHEMES and bool(parts.hostname) and parts.port != 0
        _without_credentials(target)
    except ValueError:
        raise _bad_name(Scheme.CAMERA.value, "no usable address") from None  # the cause quotes a piece of the address
    if not usable:
        raise _bad_name(Scheme.CAMERA.value, "no usable address")


def _without_credentials(url: str) -> str:
    """``url`` as far as it cannot hold a secret.

    Passwords with an unescaped ``#`` or ``?`` occur, so everything up to the last ``@`` counts as credentials. Some
    cameras want the password in the path (``/user=...&password=...``) or in the query: a path with ``=`` goes, and of
    the query only harmless parameters stay.
    """
    scheme, _, rest = url.partition("://")
    parts = urlsplit(f"//{rest.rpartition('@')[2]}")
    path = "" if "=" in parts.path else parts.path
    query = "&".join(f"{key}={value}" for key, value in parse_qsl(parts.query) if key in _HARMLESS_PARAMETERS)
    return f"{scheme}://{parts.netloc}{path}" + (f"?{query}" if query else "")


def _bad_name(device: str, detail: str) -> DeviceError:
    return DeviceError(DeviceFault.BAD_SETTING, device, detail)
