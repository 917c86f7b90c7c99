"""kill -9, again and again: in the middle of taking parcels in, and in the middle of sending.

Nothing that was committed is lost, nothing takes effect twice, and a half-done parcel is at the counter again.
"""

import hashlib
import json
import os
import random
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from app.bootstrap import DEFAULT_SYNC_POLICY, House
from app.ports import TerminalIdentity
from app.storage.connection import Connection, open_connection
from app.storage.evidence_source import StoreEvidenceSource
from app.storage.evidence_vault import STRAYS_NAME
from app.storage.store import STORE_NAME
from sync.engine import SyncEngine
from sync.policy import SyncPolicy
from sync.province.serve import EmbeddedProvince
from sync.receipts import PinnedKeys
from sync.signing import TerminalKey
from sync.transport.http import HttpTransport
from tests.e2e.terminal.province_books import ProvinceBooks, province_books
from tests.support.kills import KILLS
from tests.support.real_province import province_in
from tests.support.sync_clocks import WallClock
from tests.support.terminal import KEY, enrolled_house, found_in_clear, house_in, in_unit, training_home

pytestmark = pytest.mark.slow

PROJECT = Path(__file__).parents[3]
SEED = "20261124"
JPEG_START = b"\xff\xd8\xff\xe0"
LARGE = 3 * DEFAULT_SYNC_POLICY.chunk_bytes - 1000
"""Bytes of a photo that takes three chunks to send."""


@dataclass(frozen=True, slots=True)
class Round:
    """What the terminal said between two kills."""

    found: Mapping[str, object]
    said: list[str]

    @property
    def undecided(self) -> dict[str, set[str]]:
        """The half-done parcels that it found."""
        found = self.found["undecided"]
        assert isinstance(found, dict)
        return {parcel_id: set(supplied) for parcel_id, supplied in found.items()}

    @property
    def undecided_at_last(self) -> dict[str, set[str]]:
        """The half-done parcels as it last spoke of them."""
        parcels = self.undecided
        for word, parcel_id, *rest in (line.split() for line in self.said):
            match word:
                case "has":
                    parcels[parcel_id] = set(rest)
                case "accepted" | "refused":
                    del parcels[parcel_id]
        return parcels

    @property
    def decided(self) -> list[str]:
        """The messages that it said were committed."""
        return [line.split()[2] for line in self.said if line.startswith(("accepted ", "refused "))]

    @property
    def touched_last(self) -> str | None:
        """The parcel that it last spoke of."""
        named = [line.split()[1] for line in self.said if line.startswith("has ")]
        return named[-1] if named else None

    @property
    def delivered(self) -> int:
        """Receipts that it said were kept."""
        told = [int(line.split()[1]) for line in self.said if line.startswith("delivered ")]
        return max([self.number("delivered"), *told])

    def number(self, name: str) -> int:
        value = self.found[name]
        assert isinstance(value, int)
        return value


@dataclass(frozen=True, slots=True)
class Outlet:
    """A terminal that was killed, the province that lived on, and what is left in the end."""

    root: Path
    taking_in: list[Round]
    sending: list[Round]
    identity: TerminalIdentity

    @property
    def rounds(self) -> list[Round]:
        return [*self.taking_in, *self.sending]


@pytest.fixture(scope="module")
def outlet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Outlet]:
    """All the kills, one more start that sends everything, and its end."""
    root = tmp_path_factory.mktemp("outlet")
    (root / "temporary").mkdir()
    with province_in(root / "province") as province:
        identity = enrolled_at(province, root)
        taking_in = killed(root, SEED, picture_of(root, 20_000))
        sending = killed(root, SEED, picture_of(root, LARGE), "--sync")
        send_the_rest(root, identity)
        yield Outlet(root, taking_in, sending, identity)


def enrolled_at(province: EmbeddedProvince, root: Path) -> TerminalIdentity:
    house = house_in(training_home(root / "terminal"))
    try:
        return enrolled_house(house, province.url, province.issue_code())
    finally:
        house.stop()


def picture_of(root: Path, size: int) -> Path:
    picture = root / f"picture-{size}.jpg"
    noise = random.Random(size).randbytes(size - len(JPEG_START))  # noqa: S311 # a picture nobody looks at
    picture.write_bytes(JPEG_START + noise)
    return picture


def killed(root: Path, seed: str, picture: Path, *options: str) -> list[Round]:
    command = [sys.executable, "-m", "tests.support.killable", str(root / "terminal"), str(KILLS), seed, str(picture)]
    environment = os.environ | {"TMPDIR": str(root / "temporary")}
    ended = subprocess.run(
        [*command, *options],
        cwd=PROJECT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=5 * KILLS,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    assert ended.stderr == ""
    rounds = [json.loads(line) for line in ended.stdout.splitlines()]
    return [Round(json.loads(said[0].removeprefix("found ")), said[1:]) for said in rounds]


def send_the_rest(root: Path, identity: TerminalIdentity) -> None:
    """After the leases of the dead runs have run out: the engine's clock is ahead of the wall's."""
    house = house_in(training_home(root / "terminal"))
    engine = late_engine(house, identity)
    try:
        for _ in range(20):
            report = engine.run_once()
            if report.next_due is None:
                return
        raise AssertionError("still waiting", house.outbox.counts(), report.fault)
    finally:
        engine.close()
        house.stop()


def late_engine(house: House, identity: TerminalIdentity) -> SyncEngine:
    key = TerminalKey.from_raw(identity.private_key)
    transport = HttpTransport(
        identity.province_url, identity.terminal_id, key, environment=identity.environment, clock=WallClock()
    )
    return SyncEngine(
        house.outbox,
        StoreEvidenceSource(house.store, house.vault),
        transport,
        PinnedKeys(identity.issuer, identity.receipt_keys, terminal_id=identity.terminal_id),
        clock=WallClock(SyncPolicy().lease + timedelta(minutes=1)),
        rng=random.Random(1),  # noqa: S311 # dice for tests
        policy=DEFAULT_SYNC_POLICY,
    )


@pytest.fixture(scope="module")
def store(outlet: Outlet) -> Iterator[Connection]:
    """The store's own tables, after everything."""
    connection = open_connection(training_home(outlet.root / "terminal").store / STORE_NAME, KEY)
    yield connection
    connection.close()


@pytest.fixture(scope="module")
def books(outlet: Outlet) -> ProvinceBooks:
    return province_books(outlet.root / "province", outlet.identity.terminal_id)


def column(connection: Connection, sql: str) -> list[object]:
    return [row[0] for row in connection.execute(sql)]


def test_the_kills_came_where_they_hurt(outlet: Outlet) -> None:
    assert (len(outlet.taking_in), len(outlet.sending)) == (KILLS, KILLS)
    half_done = [round_ for round_ in outlet.taking_in[1:] if round_.undecided]
    assert len(half_done) > KILLS // 2
    assert max(round_.number("leased_messages") for round_ in outlet.sending) > 0, "no kill in the middle of a batch"
    assert max(round_.number("leased_files") for round_ in outlet.sending) > 0, "no kill in the middle of a file"


def test_each_start_finds_all_that_was_said_and_at_most_one_more(outlet: Outlet) -> None:
    for before, after in pairwise(outlet.rounds):
        made = before.number("made") + len(before.decided)
        assert made <= after.number("made") <= made + 1, "lost or doubled"
        assert after.number("delivered") >= before.delivered, "a receipt was lost"


def test_a_half_done_parcel_is_there_again(outlet: Outlet) -> None:
    for before, after in pairwise(outlet.rounds):
        assert after.number("open") <= 1
        decided_unsaid = after.number("made") - before.number("made") - len(before.decided)
        there = after.undecided
        gone = before.undecided_at_last.keys() - there.keys()
        assert gone <= {before.touched_last}
        assert len(gone) == decided_unsaid
        for parcel_id, supplied in before.undecided_at_last.items():
            if parcel_id not in gone:
                assert supplied <= there[parcel_id]
                assert len(there[parcel_id] - supplied) <= 1


def test_the_store_is_whole(outlet: Outlet, store: Connection) -> None:
    assert column(store, "PRAGMA integrity_check") == ["ok"]
    assert column(store, "PRAGMA cipher_integrity_check") == []
    assert column(store, "PRAGMA foreign_key_check") == []
    assert column(store, "SELECT DISTINCT state FROM outbox") == ["delivered"]
    kept = column(store, "SELECT message_id FROM outbox")
    said = {message_id for round_ in outlet.rounds for message_id in round_.decided}
    assert said <= set(kept)
    # what was committed and not said any more: one for each kill at most
    assert len(kept) - len(said) <= len(outlet.rounds)


def test_every_record_took_effect_once_at_the_province(store: Connection, books: ProvinceBooks) -> None:
    assert books.chain.whole, books.chain
    made = list(store.execute("SELECT message_id, sequence, digest FROM outbox ORDER BY sequence"))
    assert [(kept.message_id, kept.sequence, kept.digest) for kept in books.messages] == made
    accepted = [str(kept.payload["acceptance_id"]) for kept in books.messages if kept.kind == "acceptance"]
    assert sorted(accepted) == sorted(map(str, column(store, "SELECT acceptance_id FROM acceptances")))
    assert len(set(accepted)) == len(accepted) > KILLS


def test_every_photo_arrived_once_and_whole(store: Connection, books: ProvinceBooks) -> None:
    sent = "FROM evidence WHERE upload = 1 AND message_sequence IS NOT NULL"
    named = {str(row[0]): row[1] for row in store.execute(f"SELECT evidence_id, sha256 {sent}")}
    assert books.digests == named
    assert len(books.files) == len(named)
    assert (books.awaited_files, list(books.strays)) == (0, [])
    assert len(set(books.receipts)) == len(books.receipts) == len(books.messages) + len(books.files)
    assert column(store, f"SELECT DISTINCT state {sent}") == ["delivered"]


def test_audit_trail_and_vault_hold(outlet: Outlet) -> None:
    house = house_in(training_home(outlet.root / "terminal"))
    try:
        check = house.check_audit()
        assert (check.ok, check.first_break, check.receipts_bad) == (True, None, 0)
        indexed = house.store.submit(lambda: in_unit(house, lambda work: work.evidence.all_ids())).result()
        for evidence_id in indexed:
            assert content_holds(house, evidence_id), "a file that its row does not describe"
        # files whose row never came are set aside, and nothing else
        house.vault.sweep(indexed, house.clock.now() + timedelta(hours=1))
        aside = house.home.evidence / STRAYS_NAME
        files = [path for path in house.home.evidence.rglob("*") if path.is_file() and path.parent != aside]
        assert sorted(path.stem for path in files) == sorted(indexed)
    finally:
        house.stop()


def content_holds(house: House, evidence_id: str) -> bool:
    stored = house.store.submit(lambda: in_unit(house, lambda work: work.evidence.get(evidence_id))).result()
    assert stored is not None
    with house.vault.open(stored) as clear:
        return hashlib.sha256(clear.read()).hexdigest() == stored.sha256


def test_nothing_was_left_in_clear(outlet: Outlet, books: ProvinceBooks) -> None:
    assert list((outlet.root / "temporary").iterdir()) == []
    senders = [kept.payload["sender"] for kept in books.messages if kept.kind == "acceptance"]
    known = {
        str(sender[name]) for sender in senders if isinstance(sender, dict) for name in ("document_number", "name")
    }
    assert len(known) >= KILLS
    terminal = outlet.root / "terminal"
    assert found_in_clear(terminal, sorted(known)[:50]) == []
    marks = (JPEG_START, b"WLf\0")  # how a photo and a chip's portrait begin
    content = {path: path.read_bytes() for path in terminal.rglob("*") if path.is_file()}
    assert not [path.name for path, found in content.items() if found.startswith(marks)]
