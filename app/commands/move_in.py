"""``move-in DIR``: takes over a terminal that ``move-out`` has written on another PC.

The code is read from standard input (its first line; a passphrase for this PC's store is the second). This PC must have
no store of its own.
"""

import argparse
import sys
from pathlib import Path

from app.commands import terminal
from app.commands.output import NO, YES, answer
from app.paths import find_home
from app.storage.errors import StorageError
from sync.words import Environment


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own arguments."""
    terminal.add_arguments(parser)
    parser.add_argument("folder", type=Path, metavar="DIR", help="the stick, or the folder on it")


def run(arguments: argparse.Namespace) -> int:
    """``{"move", "terminal", "messages", "files", "marked"}``.

    1 when nothing was taken: ``problem`` says why, ``next`` what to do.
    """
    from app.bootstrap import key_store_of
    from app.commands.move_words import answer_fault
    from app.moving import move_in
    from app.storage.move_files import MoveError
    from app.system import SystemClock, TimeOrderedIds

    home = find_home(Environment.TRAINING if arguments.training else Environment.PRODUCTION)
    code = sys.stdin.readline().strip()
    key_store = key_store_of(home, terminal.passphrase_from(arguments))
    try:
        moved = move_in(home, arguments.folder, code, key_store, clock=SystemClock(), ids=TimeOrderedIds())
    except (MoveError, StorageError) as error:
        answer_fault(error)
        return NO
    answer(
        {
            "move": moved.move_id,
            "terminal": moved.terminal_id,
            "messages": moved.messages,
            "files": moved.files,
            "marked": moved.marked,
        }
    )
    return YES
