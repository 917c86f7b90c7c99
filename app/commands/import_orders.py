"""``import-orders FILE``: takes the senders' names of a carrier's orders. No name is ever printed."""

import argparse
from pathlib import Path

from app.commands import terminal
from app.commands.output import NO, YES, Json, answer, complain


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own arguments."""
    terminal.add_arguments(parser)
    parser.add_argument("file", help="CSV in UTF-8 or GB 18030 with the columns waybill_number,sender_name")


def run(arguments: argparse.Namespace) -> int:
    """``{"imported", "skipped": [{"line", "problem"}]}``; 1 when a line was left out or nothing was taken."""
    from app.order_files import OrderFileError, read_orders
    from app.usecases.carrier_orders import ImportCarrierOrders

    try:
        file = read_orders(Path(arguments.file).read_bytes())
    except OSError as error:
        complain(f"{arguments.file}: {error.strerror}")
        answer({"problem": "file_unreadable"})
        return NO
    except OrderFileError as error:
        answer({"problem": error.problem.value})
        return NO
    try:
        with terminal.opened(arguments) as house:
            take = ImportCarrierOrders(house.store, house.clock)
            imported = house.store.submit(lambda: take(file.orders)).result()
    except terminal.TerminalClosedError:
        return NO
    skipped: list[Json] = [{"line": left.line, "problem": left.problem.value} for left in file.skipped]
    answer({"imported": imported, "skipped": skipped})
    return YES if not skipped else NO
