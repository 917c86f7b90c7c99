"""Starts the accepting counter again and again and kills it (SIGKILL) in the middle; prints what it had said, as JSON.

One process per round is forked from this one, which has loaded everything but opened nothing.
"""

import json
import os
import random
import signal
import sys
from pathlib import Path

from tests.e2e.storage.accepting import accept


def one_round(folder: Path, lines: int) -> list[str]:
    """Let the counter say ``lines`` lines, kill it, and return all that it said."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.dup2(writing, 1)
        accept(folder)
        os._exit(1)
    os.close(writing)
    said = b""
    while said.count(b"\n") < lines:
        part = os.read(reading, 4096)
        if not part:
            raise SystemExit("the counter ended by itself")
        said += part
    os.kill(child, signal.SIGKILL)
    while part := os.read(reading, 4096):  # what it had said before the kill arrived
        said += part
    os.close(reading)
    os.waitpid(child, 0)
    return said.decode().splitlines()


def main(folder: Path, rounds: int, seed: int) -> None:
    """Print one JSON list of lines per round."""
    chance = random.Random(seed)  # noqa: S311 # chooses when to kill, nothing secret
    for _ in range(rounds):
        print(json.dumps(one_round(folder, chance.randrange(2, 40))), flush=True)  # noqa: T201 # the answer


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
