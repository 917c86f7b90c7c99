"""``import-bundle FILE``: brings a sealed part, any terminal's, to the province; this terminal can read nothing of it.

An upload that was cut goes on where it stood when the command runs again. Once the province has taken the part in, the
sender's receipts are written beside it, to be carried back.
"""

import argparse
import threading
import time
from pathlib import Path

from app.commands import terminal
from app.commands.output import NO, YES, answer
from app.commands.stick import done_with_stick

_BETWEEN_QUESTIONS = 0.2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own arguments."""
    terminal.add_arguments(parser)
    parser.add_argument("file", type=Path, metavar="FILE", help="a part of a sealed bundle")
    parser.add_argument("--timeout", type=float, default=600.0, metavar="S", help="how long to wait for the outcome")


def run(arguments: argparse.Namespace) -> int:
    """What became of the part; 1 when it was refused, the link broke, or the outcome is still open."""
    deadline: float = time.monotonic() + arguments.timeout
    # Nothing sets it: waiting on it is a pause that a keyboard interrupt ends at once.
    moment = threading.Event()

    def pause() -> bool:
        moment.wait(_BETWEEN_QUESTIONS)
        return time.monotonic() < deadline

    done = done_with_stick(arguments, lambda uses: uses.carry_bundle(arguments.file, pause=pause))
    if done is None:
        return NO
    header, status = done.carried.part.header, done.carried.status
    answer(
        {
            "bundle": header.bundle_id,
            "part": header.part,
            "parts": header.parts,
            "bytes": done.carried.part.size,
            "state": status.state.value,
            **status.counts.model_dump(mode="json"),
            "receipts": done.receipts,
            "receipts_file": done.receipts_file,
        }
    )
    return NO if done.receipts_file is None else YES
