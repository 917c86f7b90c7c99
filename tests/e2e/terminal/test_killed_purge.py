"""kill -9, again and again, of a counter that purges while it accepts.

Nothing that was accepted is lost, what is over its term goes once and with a proof, and nothing else goes.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest

from app.ports import StoredEvidence
from app.purge_proof import PURGED
from app.storage.columns import blob
from app.storage.connection import Connection, open_connection
from app.storage.store import STORE_NAME
from app.storage.unit_of_work import StoreUnit
from tests.support.killable_purge import OLD, YOUNG, opened
from tests.support.kills import KILLS
from tests.support.memory_province import Seal
from tests.support.retention_house import KEY, PICTURE, PORTRAIT

pytestmark = pytest.mark.slow

PROJECT = Path(__file__).parents[3]


@dataclass(frozen=True, slots=True)
class Outcome:
    folder: Path
    rounds: list[list[str]]
    end: list[str]
    """What the trail looked like after all that."""

    @property
    def accepted(self) -> list[int]:
        """What it said was committed."""
        return [int(line.split()[1]) for said in self.rounds for line in said if line.startswith("accepted ")]

    def on_disk(self) -> set[str]:
        """The ids of the files that are there."""
        return {path.stem for path in (self.folder / "evidence").rglob("*.evidence")}


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """All the kills, and one more start that purges to the end."""
    folder = tmp_path_factory.mktemp("purged")
    command = [sys.executable, "-m", "tests.support.killable_purge", str(folder), str(KILLS), "20261126"]
    ended = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, timeout=5 * KILLS, check=False)
    assert (ended.returncode, ended.stderr) == (0, "")
    *rounds, end = [json.loads(line) for line in ended.stdout.splitlines()]
    return Outcome(folder, rounds, end)


@pytest.fixture(scope="module")
def store(outcome: Outcome) -> Iterator[Connection]:
    connection = open_connection(outcome.folder / STORE_NAME, KEY)
    yield connection
    connection.close()


def column(connection: Connection, sql: str) -> list[object]:
    return [row[0] for row in connection.execute(sql)]


def row_of(evidence_id: str, unit: StoreUnit) -> StoredEvidence | None:
    return unit.evidence.get(evidence_id)


def files_of(number: int) -> set[str]:
    return {f"portrait-{number}", f"photo-{number}-0"}


def test_the_kills_came_where_they_hurt(outcome: Outcome) -> None:
    assert len(outcome.rounds) == KILLS
    steps = [sum(line == "purged" for line in said) for said in outcome.rounds]
    assert sum(steps) > KILLS // 2, "few kills in the middle of purging"
    assert "done" not in outcome.rounds[0], "everything was purged before the first kill"
    assert len(outcome.accepted) > KILLS


def test_each_start_finds_all_that_was_said_and_at_most_one_more(outcome: Outcome) -> None:
    for said, after in pairwise(outcome.rounds):
        made = int(said[0].split()[1]) + sum(line.startswith("accepted ") for line in said)
        assert made <= int(after[0].split()[1]) <= made + 1, "lost or doubled"


def test_the_store_is_whole(outcome: Outcome, store: Connection) -> None:
    assert column(store, "PRAGMA integrity_check") == ["ok"]
    assert column(store, "PRAGMA cipher_integrity_check") == []
    assert column(store, "PRAGMA foreign_key_check") == []
    assert outcome.end == ["trail whole", "receipts_bad 0"]


def test_what_was_over_its_term_went_once_and_is_proven(outcome: Outcome, store: Connection) -> None:
    due_files = {name for number in OLD for name in files_of(number)} | {f"portrait-{number}" for number in YOUNG}
    gone = column(store, "SELECT evidence_id FROM evidence WHERE purge IS NOT NULL")
    assert sorted(map(str, gone)) == sorted(due_files)
    assert column(store, "SELECT count(*) FROM evidence WHERE purge IS NOT NULL AND file_gone = 0") == [0]
    assert outcome.on_disk() & due_files == set()
    texts = column(store, "SELECT acceptance_id FROM acceptances WHERE text_purge IS NOT NULL")
    assert sorted(map(str, texts)) == sorted(f"acceptance-{number}" for number in OLD)
    # each proof counts what points at it, and stands in the trail once
    proofs = store.execute(
        "SELECT count, (SELECT count(*) FROM evidence WHERE purge = purges.number)"
        " + (SELECT count(*) FROM acceptances WHERE text_purge = purges.number) FROM purges"
    )
    for told, found in proofs:
        assert told == found
    trail = [json.loads(blob(entry)) for (entry,) in store.execute("SELECT entry FROM audit")]
    assert [sum(entry["action"] == PURGED for entry in trail)] == column(store, "SELECT count(*) FROM purges")


def test_nothing_else_went(outcome: Outcome) -> None:
    house = opened(outcome.folder, Seal())
    try:
        for number in outcome.accepted:
            for name, content in ((f"portrait-{number}", PORTRAIT), (f"photo-{number}-0", PICTURE)):
                stored = house.run(partial(row_of, name))
                assert stored is not None
                with house.vault.open(stored) as clear:
                    assert clear.read() == content
        for number in YOUNG:
            assert house.has_key(f"photo-{number}-0")
            assert house.has_file(f"photo-{number}-0")
            assert house.acceptance(number).parcel.sender is not None
    finally:
        house.close()
