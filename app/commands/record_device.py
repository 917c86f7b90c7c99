"""``record-device --port URL --out FILE``: a conversation with a device, without anybody's data."""

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path

from app.commands.output import NO, WRONG_USE, YES, answer, complain
from app.commands.port_refusal import port_refused
from devices.errors import DeviceError
from devices.ports import DeviceInput, Driver
from devices.registry import DeviceAddress, Scheme, parse_address, port_of
from devices.transcripts.recording import Tape
from devices.transcripts.transcript import NO_TARGET, Head, Piece, Source, Transcript, to_text


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own arguments."""
    parser.add_argument("--port", required=True, help="for example scale:/dev/ttyUSB1?profile=xk3190")
    parser.add_argument("--out", required=True, type=Path, metavar="FILE", help="must not exist yet")
    parser.add_argument("--seconds", type=float, default=30.0, metavar="S")
    for name in ("maker", "model", "firmware"):
        parser.add_argument(f"--{name}", default="", help="as it stands on the device")


def run(arguments: argparse.Namespace) -> int:
    """Listens in while the driver works; 1 when the device cannot be used or its data cannot be taken out."""
    from devices.transcripts.privacy import PersonalDataError, cleaned_cards, cleaned_codes
    from devices.transcripts.replaying import brought

    clean: dict[Scheme, Callable[[tuple[Piece, ...]], tuple[Piece, ...]]] = {
        Scheme.SDT: cleaned_cards,
        Scheme.SERIAL: cleaned_codes,
        Scheme.SCALE: lambda pieces: pieces,
    }
    tape = Tape()
    try:
        address = parse_address(arguments.port)
        if address.scheme not in clean:
            complain("--port must name a card reader, a scanner on a serial line or a scale")
            return WRONG_USE
        if arguments.out.exists():
            complain("--out: that file exists already")
            return WRONG_USE
        events = _listened(_driver(address, tape), arguments.seconds)
        pieces = clean[address.scheme](tape.pieces)
    except PersonalDataError as error:
        answer({"problem": "personal_data", "detail": str(error)})
        return NO
    except DeviceError as error:
        return port_refused(error)
    options = "&".join(f"{key}={value}" for key, value in address.options if key != "variant")
    head = Head(
        f"{address.scheme.value}:{NO_TARGET}" + (f"?{options}" if options else ""),
        arguments.maker,
        arguments.model,
        arguments.firmware,
        Source.DEVICE,
        brought(events),
    )
    arguments.out.write_text(to_text(Transcript(head, pieces)), encoding="utf-8")
    answer({"file": str(arguments.out), "pieces": len(pieces), "brought": dict(head.brought)})
    return YES


def _listened(driver: Driver, seconds: float) -> list[DeviceInput]:
    """What the driver tells in that time, or until it is interrupted. Raises DeviceError when it cannot be opened."""
    sys.stderr.write("yanqi: recording; use the device now\n")
    events: list[DeviceInput] = []
    try:
        driver.open()
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            events.extend(driver.poll())
    except KeyboardInterrupt:
        return events
    finally:
        driver.close()
    return events


def _driver(address: DeviceAddress, tape: Tape) -> Driver:
    from devices.discovery.system import system_detection
    from devices.id_reader.targets import SerialTarget, TcpTarget, UsbTarget, parse_reader_target
    from devices.id_reader.tcp_line import TcpLine
    from devices.id_reader.usb_library import open_usb
    from devices.id_reader.usb_line import UsbLine, UsbVariant
    from devices.transcripts.drivers import driver_over, reader_over
    from devices.transcripts.recording import RecordedLine, RecordedPort

    name = address.safe_text
    if address.scheme is Scheme.SDT:
        match parse_reader_target(address.target):
            case UsbTarget(identity):
                variant = UsbVariant(address.option("variant", UsbVariant.SPLIT.value))
                return reader_over(RecordedLine(UsbLine(name, identity, variant, open_usb), tape))
            case TcpTarget(host, port):
                return reader_over(RecordedLine(TcpLine(name, host, port), tape))
            case SerialTarget():
                pass
    return driver_over(address, RecordedPort(port_of(address.target, name, system_detection()), tape))
