"""kill -9 in the middle of accepting, again and again: nothing committed is lost, nothing is there twice."""

import json
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from app.storage.connection import Connection, open_connection
from app.storage.evidence_vault import FileVault
from app.storage.store import STORE_NAME, EncryptedStore
from tests.e2e.storage.accepting import KEY, PHOTO, accept
from tests.support.kills import KILLS

ROOT = Path(__file__).parents[3]
ROUNDS = 2 * KILLS


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("counter")


@pytest.fixture(scope="module")
def rounds(folder: Path) -> list[list[str]]:
    """What the counter said in each round before it was killed."""
    command = [sys.executable, "-m", "tests.e2e.storage.kill_rounds", str(folder), str(ROUNDS), "20261120"]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=4 * ROUNDS)
    return [json.loads(line) for line in ended.stdout.splitlines()]


def numbers(said: list[str], word: str) -> list[int]:
    return [int(line.split()[1]) for line in said if line.startswith(f"{word} ")]


def ask(connection: Connection, sql: str) -> list[object]:
    return [row[0] for row in connection.execute(sql)]


@pytest.mark.slow
def test_each_start_finds_all_that_was_said_and_at_most_one_more(rounds: list[list[str]]) -> None:
    assert len(rounds) == ROUNDS
    said_before = 0
    for said in rounds:
        found = json.loads(said[0].removeprefix("found "))
        assert said_before <= found["made"] <= said_before + 1, "lost or doubled"
        said_before = max([found["made"], *numbers(said, "accepted")])
    assert said_before > ROUNDS


@pytest.mark.slow
def test_a_half_done_parcel_is_there_again_after_every_kill(rounds: list[list[str]]) -> None:
    half_done = 0
    for said, after in pairwise(rounds):
        found = json.loads(after[0].removeprefix("found "))
        assert len(found["open"]) <= 1
        if said[-1].startswith("open "):
            number = numbers(said, "open")[-1]
            assert found["open"] == [f"parcel-{number}"] or found["made"] == number
            half_done += found["open"] == [f"parcel-{number}"]
    assert half_done > 0, "no kill came between a saved parcel and its acceptance"


@pytest.mark.slow
def test_the_store_is_whole_after_all_kills(rounds: list[list[str]], folder: Path) -> None:
    said = {number for lines in rounds for number in numbers(lines, "accepted")}
    connection = open_connection(folder / "store" / STORE_NAME, KEY)
    try:
        assert ask(connection, "PRAGMA integrity_check") == ["ok"]
        assert ask(connection, "PRAGMA cipher_integrity_check") == []
        assert ask(connection, "PRAGMA foreign_key_check") == []
        kept = ask(connection, "SELECT sequence FROM outbox ORDER BY sequence")
        assert kept == list(range(1, len(kept) + 1))
        assert said <= set(kept)
        for table in ("acceptances", "evidence", "audit"):
            assert ask(connection, f"SELECT count(*) FROM {table}") == [len(kept)]  # noqa: S608 # our own words
    finally:
        connection.close()


@pytest.mark.slow
@pytest.mark.usefixtures("rounds")
def test_chain_and_photos_hold_after_all_kills(folder: Path) -> None:
    vault = FileVault(folder / "evidence", KEY)
    with EncryptedStore(folder / "store", KEY) as store:
        check = store.run(lambda unit: unit.audit.check())
        assert (check.ok, check.first_break) == (True, None)
        evidence = store.run(lambda unit: [unit.evidence.get(name) for name in sorted(unit.evidence.all_ids())])
        for stored in evidence:
            assert stored is not None
            with vault.open(stored) as photo:
                assert photo.read() == PHOTO


def test_the_accepting_counter_ends_well_when_it_is_not_killed(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    accept(tmp_path, count=2)

    assert capfd.readouterr().out.splitlines() == [
        'found {"made": 0, "open": []}',
        "open 1",
        "accepted 1",
        "open 2",
        "accepted 2",
    ]
