"""Builds a label printer from its registry name's parts.

Invariants:
- Nothing is opened: a printer that is switched off can be built.
"""

from typing import assert_never

from devices.label_printer.address import FilePlace, NetworkPlace, Place, QueuePlace, parse_place
from devices.label_printer.device_file import DeviceFilePrinter
from devices.label_printer.languages import writer_of
from devices.label_printer.network import NetworkPrinter
from devices.label_printer.print_queue import QueuePrinter
from devices.label_printer.printer import LabelPrinter
from devices.label_printer.settings import LabelSettings
from devices.label_printer.transport import Transport


def build_printer(name: str, target: str, settings: LabelSettings, *, may_be_file: bool) -> LabelPrinter:
    """The printer at ``target`` (see :mod:`devices.label_printer.address`). Raises ValueError for no such target."""
    language, place = parse_place(target)
    return LabelPrinter(
        name,
        settings.stock,
        writer_of(language, gap_mm=settings.gap_mm, font=settings.font),
        _transport(name, place, may_be_file=may_be_file),
        place.queue if isinstance(place, QueuePlace) else None,
    )


def _transport(name: str, place: Place, *, may_be_file: bool) -> Transport:
    match place:
        case NetworkPlace(host, port):
            return NetworkPrinter(name, host, port)
        case QueuePlace(queue):
            return QueuePrinter(name, queue)
        case FilePlace(path):
            return DeviceFilePrinter(name, path, may_be_file=may_be_file)
        case _:
            assert_never(place)
