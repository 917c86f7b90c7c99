"""``renew-enrolment --code CODE``: enrols this terminal again as what it is, with a fresh code of the province.

For an enrolment that has run out, and for a province that signs with another key: its keys are pinned beside the old
ones, whose receipts go on to count.
"""

import argparse

from app.commands import terminal
from app.commands.output import NO, YES, Json, answer


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own arguments."""
    terminal.add_arguments(parser)
    parser.add_argument("--code", required=True, help="a one-time code that the province gave out")


def run(arguments: argparse.Namespace) -> int:
    """``{"terminal", "enrolled_at", "keys"}``; 1 when the province refuses or cannot be reached."""
    from app.usecases.enrol_terminal import EnrolTerminal, form_of
    from sync.errors import SyncError

    try:
        with terminal.opened(arguments) as house:
            known = house.identity()
            if known is None:
                answer({"problem": "not_enrolled"})
                return NO
            enrol = EnrolTerminal(house.store, house.clock, house.home.environment, house.transport_to)
            form = form_of(known, arguments.code)
            renewed = house.store.submit(lambda: enrol(form)).result()
    except terminal.TerminalClosedError:
        return NO
    except SyncError as error:
        answer({"problem": error.problem_code or error.fault.value})
        return NO
    keys: list[Json] = [kid for kid, _ in renewed.receipt_keys]
    answer({"terminal": renewed.terminal_id, "enrolled_at": renewed.enrolled_at.isoformat(), "keys": keys})
    return YES
