"""Starts the accepting counter again and again and kills it in the middle; prints what it had said, as JSON."""

import json
import random
import sys
from functools import partial
from pathlib import Path

from tests.e2e.storage.accepting import accept
from tests.support.kills import one_round


def main(folder: Path, rounds: int, seed: int) -> None:
    """Print one JSON list of lines per round."""
    chance = random.Random(seed)  # noqa: S311 # chooses when to kill, nothing secret
    for _ in range(rounds):
        print(json.dumps(one_round(partial(accept, folder), lines=chance.randrange(2, 40))), flush=True)  # noqa: T201 # the answer


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
