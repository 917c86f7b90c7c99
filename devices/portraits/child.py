"""The child process that runs a vendor's decoder: block in on standard input, picture out on standard output.

Invariants:
- It takes one block, answers at most once, and ends; it ends by itself when its time is over, whatever hangs.
- What vendor code prints never mixes with the answer, and nothing personal is left behind by a crash (no core dump).
"""

import argparse
import faulthandler
import os
import sys
from collections.abc import Sequence
from importlib.metadata import EntryPoint
from typing import NoReturn

from devices.portraits.contract import BLOCK_SIZE, GROUP, PICTURE_SIZE
from devices.traceless import leave_no_traces

DONE, FAILED = 0, 1


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The child's own arguments."""
    parser.add_argument("decoder", help="module:callable")
    parser.add_argument("--folder", action="append", default=[], help="where else to import from")
    parser.add_argument("--seconds", type=float, default=5.0, help="the longest that this process may live")


def decode_and_leave(arguments: argparse.Namespace) -> NoReturn:
    """Decode the block on standard input, answer, and end this process without any vendor's tidying up."""
    with open(os.devnull, "wb", buffering=0) as nowhere:  # noqa: PTH123 - a device, not a path
        _prepare(nowhere.fileno(), arguments.seconds)
        answer = os.dup(sys.__stdout__.fileno() if sys.__stdout__ is not None else 1)
        for stream in (1, 2):
            os.dup2(nowhere.fileno(), stream)
        try:
            picture = _decoded(arguments.decoder, arguments.folder)
            with os.fdopen(answer, "wb") as pipe:
                pipe.write(picture)
        except BaseException:  # noqa: BLE001 - the top of the process: vendor code may raise anything, and no one reads it
            os._exit(FAILED)
        os._exit(DONE)


def _decoded(value: str, folders: Sequence[str]) -> bytes:
    block = sys.stdin.buffer.read(BLOCK_SIZE + 1)
    sys.path.extend(folders)
    decode = EntryPoint(name="decoder", value=value, group=GROUP).load()
    picture = decode(block)
    if not isinstance(picture, bytes | bytearray | memoryview):
        raise TypeError("not bytes")
    if len(picture) != PICTURE_SIZE:
        raise ValueError("not a picture of 102 x 126")
    return bytes(picture)


def _prepare(nowhere: int, seconds: float) -> None:
    # The watchdog is a thread of C: it ends the process even while vendor code holds the interpreter's lock.
    faulthandler.dump_traceback_later(seconds, exit=True, file=nowhere)
    leave_no_traces()


def main(words: Sequence[str] | None = None) -> NoReturn:
    """Read the arguments and do it."""
    parser = argparse.ArgumentParser(prog="portrait-decoder")
    add_arguments(parser)
    decode_and_leave(parser.parse_args(words))


if __name__ == "__main__":
    main()
