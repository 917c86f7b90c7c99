"""``read-card --port URL [--timeout S]``: one card from an ID-card reader."""

import argparse
from datetime import date

from app.commands.output import NO, WRONG_USE, YES, Json, answer, complain
from app.commands.port_refusal import port_refused
from app.domain.identity.document import DocumentType
from app.domain.masking import masked_address, masked_name, masked_number
from app.usecases.documents import CHIP_TYPES
from devices.errors import CardError, DeviceError
from devices.ports import CardText
from devices.registry import Scheme, open_driver, parse_address


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own arguments."""
    parser.add_argument("--port", required=True, help="for example sdt:/dev/ttyUSB0 or sdt:COM3?baud=115200")
    parser.add_argument("--timeout", type=float, default=10.0, metavar="S")
    parser.add_argument("--unmask", action="store_true", help="print the card in full")


def run(arguments: argparse.Namespace) -> int:
    """The card, masked; 1 when there is none or it cannot be read."""
    from devices.id_reader.one_card import read_one_card

    try:
        address = parse_address(arguments.port)
        if address.scheme is not Scheme.SDT:
            complain("--port must name an ID-card reader, for example sdt:/dev/ttyUSB0")
            return WRONG_USE
        card = read_one_card(open_driver(address, allow_simulated=False), arguments.timeout)
    except CardError as error:
        answer({"problem": error.card_fault.value})
        return NO
    except DeviceError as error:
        return port_refused(error)
    if card is None:
        answer({"problem": "no_card"})
        return NO
    answer(_line(card.text, unmask=arguments.unmask))
    return YES


def _line(text: CardText, *, unmask: bool) -> dict[str, Json]:
    document_type: DocumentType = CHIP_TYPES[text.layout]
    line: dict[str, Json] = {
        "document_type": document_type.value,
        "name": text.name if unmask else masked_name(text.name),
        "number": text.number if unmask else masked_number(text.number),
        "sex": text.sex.value,
        "birth_date": _masked_date(text.birth_date, unmask=unmask),
        "address": text.address if unmask else masked_address(text.address),
        "issuer": text.issuer,
        "valid_from": text.valid_from.isoformat() if text.valid_from else None,
        "valid_to": text.valid_to.isoformat() if text.valid_to else None,
    }
    if text.nationality:
        line["nationality"] = text.nationality
    if text.permit_number:
        line["permit_number"] = text.permit_number if unmask else masked_number(text.permit_number)
    return line


def _masked_date(day: date | None, *, unmask: bool) -> str | None:
    """A birth date shows its year only."""
    if day is None:
        return None
    return day.isoformat() if unmask else f"{day.year}-**-**"
