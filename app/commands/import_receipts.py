"""``import-receipts FILE``: takes receipts that were carried here. Only what the province signed counts."""

import argparse
from pathlib import Path

from app.commands import terminal
from app.commands.output import NO, YES, answer
from app.commands.stick import done_with_stick


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own arguments."""
    terminal.add_arguments(parser)
    parser.add_argument("file", type=Path, metavar="FILE", help="a file of receipts")


def run(arguments: argparse.Namespace) -> int:
    """What was delivered by them; 1 when the file was refused, and nothing of it counts."""
    taken = done_with_stick(arguments, lambda uses: uses.take_receipts(arguments.file))
    if taken is None:
        return NO
    answer(
        {
            "receipts": taken.receipts,
            "delivered": taken.messages_delivered,
            "pending": taken.waiting,
            "evidence_pending": taken.files_waiting,
        }
    )
    return YES
