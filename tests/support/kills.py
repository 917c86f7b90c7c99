"""Programs that are killed (SIGKILL) at any moment, and what they had said until then.

Each round is forked from one process that has loaded everything and opened nothing.

Invariants:
- What a program says is durable when it says it; what was said before the kill is heard, to the last line.
"""

import os
import select
import signal
import sys
import time
from collections.abc import Callable
from typing import Final

KILLS: Final = int(os.environ.get("YANQI_KILLS", "25"))
"""Rounds of each program; ``make kills`` asks for more."""


def say(line: str) -> None:
    """One unbuffered write: what was said before a kill is in the pipe."""
    os.write(1, f"{line}\n".encode())


if sys.platform == "win32":

    def beforehand(work: Callable[[], object]) -> None:
        """Windows has no fork."""
        raise NotImplementedError

    def one_round(work: Callable[[], None], *, lines: int, seconds: float = 0.0) -> list[str]:
        """Windows has neither fork nor SIGKILL."""
        raise NotImplementedError

else:

    def beforehand(work: Callable[[], object]) -> None:
        """Do ``work`` to its end in a process of its own.

        A store that was opened here would leave its thread behind for a moment after its join: a fork just then copies
        the locks that such a thread holds while it ends (SQLCipher's), and the copy waits for them for ever.
        """
        child = os.fork()
        if child == 0:
            ended = 1
            try:
                work()
                ended = 0
            finally:
                os._exit(ended)
        _, status = os.waitpid(child, 0)
        if os.waitstatus_to_exitcode(status):
            raise SystemExit("what comes before the rounds failed")

    def one_round(work: Callable[[], None], *, lines: int, seconds: float = 0.0) -> list[str]:
        """Let ``work`` say ``lines`` lines, give it ``seconds`` more, kill it; all that it said."""
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.dup2(writing, 1)
            try:
                work()
            finally:
                os._exit(1)
        os.close(writing)
        try:
            said = _heard(reading, lines, seconds)
            os.kill(child, signal.SIGKILL)
            while part := os.read(reading, 65536):  # what it had said before the kill arrived
                said += part
        finally:
            os.close(reading)
            _, status = os.waitpid(child, 0)
        if os.waitstatus_to_exitcode(status) != -signal.SIGKILL:
            raise SystemExit("the program ended by itself")
        return said.decode().splitlines()


def _heard(reading: int, lines: int, seconds: float) -> bytes:
    said = b""
    deadline: float | None = None
    while True:
        if deadline is None and said.count(b"\n") >= lines:
            deadline = time.monotonic() + seconds
        left = None if deadline is None else deadline - time.monotonic()
        if left is not None and left <= 0:
            return said
        if select.select([reading], [], [], left)[0]:
            part = os.read(reading, 65536)
            if not part:
                return said
            said += part
