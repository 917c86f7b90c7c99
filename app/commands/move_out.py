"""``move-out DIR``: writes this terminal, sealed, into a folder on a stick, and retires it on this PC.

The code that opens the folder is in the answer and nowhere else. Of a terminal that is retired already the files are
written once more, under another code: a stick may be lost or torn.
"""

import argparse
from pathlib import Path

from app.commands import terminal
from app.commands.output import NO, YES, answer
from app.paths import find_home
from app.storage.errors import StorageError
from sync.words import Environment


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own arguments."""
    terminal.add_arguments(parser)
    parser.add_argument("folder", type=Path, metavar="DIR", help="a folder on a stick")
    parser.add_argument("--part-bytes", type=_bytes, metavar="N", help="largest file (default: 1 GiB)")


def run(arguments: argparse.Namespace) -> int:
    """``{"move", "folder", "code", "files", "bytes", "again"}``.

    1 when nothing was moved: ``problem`` says why, ``next`` what to do.
    """
    from app.bootstrap import find_store_key
    from app.commands.move_words import NO_STORE, answer_fault
    from app.moving import move_out
    from app.storage.move_files import PART_BYTES, MoveError
    from app.storage.store import store_exists
    from app.system import SystemClock, TimeOrderedIds

    home = find_home(Environment.TRAINING if arguments.training else Environment.PRODUCTION)
    if not store_exists(home.store):
        answer({"problem": "no_store", "next": NO_STORE})
        return NO
    try:
        key = find_store_key(home, terminal.passphrase_from(arguments), may_begin_anew=False).key
        part_bytes = PART_BYTES if arguments.part_bytes is None else arguments.part_bytes
        moved = move_out(home, key, arguments.folder, clock=SystemClock(), ids=TimeOrderedIds(), part_bytes=part_bytes)
    except (MoveError, StorageError) as error:
        answer_fault(error)
        return NO
    answer(
        {
            "move": moved.move_id,
            "folder": moved.folder.name,
            "code": moved.code,
            "files": moved.files,
            "bytes": moved.size,
            "again": moved.again,
        }
    )
    return YES


def _bytes(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("at least 1")
    return number
