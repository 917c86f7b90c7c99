"""``export-bundle FOLDER_OR_FILE``: seals what waits for the province into files. Nothing is marked as delivered."""

import argparse
import time
from pathlib import Path

from app.commands import terminal
from app.commands.output import NO, YES, answer
from app.commands.stick import done_with_stick


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own arguments."""
    terminal.add_arguments(parser)
    parser.add_argument("target", type=Path, metavar="FOLDER_OR_FILE", help="a stick's folder, or a file to write")
    parser.add_argument("--part-bytes", type=int, metavar="N", help="largest file (default: what FAT32 holds)")


def run(arguments: argparse.Namespace) -> int:
    """What was written; 1 when nothing was: ``problem`` says why."""
    from app.usecases.stick import LARGEST_PART

    began = time.monotonic()
    part_bytes = arguments.part_bytes or LARGEST_PART
    written = done_with_stick(arguments, lambda uses: uses.export_bundle(arguments.target, part_bytes=part_bytes))
    if written is None:
        return NO
    answer(
        {
            "bundle": written.bundle_id,
            "parts": [{"name": part.name, "bytes": part.size} for part in written.parts],
            "messages": written.messages,
            "files": written.files,
            "left_out": written.left_out,
            "bytes": written.size,
            "seconds": round(time.monotonic() - began, 3),
        }
    )
    return YES
