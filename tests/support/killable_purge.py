"""A counter that purges and accepts at the same time, for tests that kill it, and the program that does so.

``python -m tests.support.killable_purge FOLDER ROUNDS SEED`` fills a store with old records, starts the counter ROUNDS
times and kills it each time, then purges to the end. It prints one JSON list of lines per round, and one on the end.

What the counter says: ``found N`` records, ``purged CLASS N`` after each step, ``accepted N``.
"""

import json
import secrets
import sys
import threading
from datetime import timedelta
from functools import partial
from pathlib import Path
from random import Random
from typing import Final

from app.domain.retention_rules import RetentionClass
from app.purging import run_through
from app.storage.unit_of_work import StoreUnit
from app.system import TimeOrderedIds
from tests.support.kills import KILLS, beforehand, one_round, say
from tests.support.memory_province import Seal
from tests.support.retention_house import RetentionHouse, term
from tests.support.stored_records import RecordMaker

OLD: Final = range(1, 6 * KILLS + 11)
"""Over every term."""
YOUNG: Final = range(OLD.stop, OLD.stop + 20)
"""Over the term of identity images alone."""
_DAY: Final = timedelta(days=1)


def opened(folder: Path, seal: Seal) -> RetentionHouse:
    """The house on ``folder``, which goes on with the chain that is there."""
    house = RetentionHouse(folder, seal=seal, ids=TimeOrderedIds())
    house.maker = RecordMaker(head=house.run(lambda unit: unit.outbox.head()))
    return house


def fill(folder: Path, seal: Seal) -> None:
    """Old records and young ones, with receipts, and a newest receipt that tells the time."""
    house = opened(folder, seal)
    try:
        now = house.clock.now()
        for numbers, retention_class in ((OLD, RetentionClass.RECORD_TEXT), (YOUNG, RetentionClass.IDENTITY_IMAGES)):
            for number in numbers:
                house.deliver(house.accept(number), now - term(retention_class) - _DAY)
        house.later(timedelta(0))
    finally:
        house.close()


def work(folder: Path, seal: Seal) -> None:
    """Purge what is due on a thread, and accept without end on this one."""
    house = opened(folder, seal)
    say(f"found {house.run(_made)}")
    threading.Thread(target=_purge, args=(house,), daemon=True).start()
    while True:
        number = secrets.randbelow(10**12) + YOUNG.stop
        house.accept(number)
        say(f"accepted {number}")


def _made(unit: StoreUnit) -> int:
    return unit.records.counts().made


def _purge(house: RetentionHouse) -> None:
    def told() -> bool:
        say("purged")
        return True

    run_through(house.purge, between=told)
    say("done")


def finish(folder: Path, seal: Seal) -> list[str]:
    """Purge what the kills have left; what the trail, with all its receipts, looks like then."""
    house = opened(folder, seal)
    try:
        house.purged()
        check = house.run(lambda unit: unit.audit.check())
        return [f"trail {'whole' if check.ok else 'broken'}", f"receipts_bad {check.receipts_bad}"]
    finally:
        house.close()


def main(folder: Path, rounds: int, seed: str) -> None:
    """Print one JSON list of lines per round, and one on the end."""
    seal = Seal()
    one_by_one = Random(seed)  # noqa: S311 # chooses when to kill, nothing secret
    beforehand(partial(fill, folder, seal))
    for _ in range(rounds):
        said = one_round(partial(work, folder, seal), lines=1, seconds=one_by_one.uniform(0, 0.25))
        print(json.dumps(said), flush=True)  # noqa: T201 # the answer
    print(json.dumps(finish(folder, seal)))  # noqa: T201 # the answer


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
