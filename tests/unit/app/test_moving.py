"""A terminal moves to another PC: it goes on there, works here no more, and nothing is lost on the way."""

import json
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from app.audit_ports import AuditEntry
from app.bootstrap import find_store_key, open_house
from app.domain.errors import DomainError
from app.moving import MovedIn, MovedOut, move_in, move_out, plain_code
from app.paths import Home
from app.ports import ChainHead
from app.settings import Settings
from app.storage.connection import open_connection
from app.storage.errors import StorageError, StorageFault, StoreRuleError
from app.storage.evidence_vault import FileVault
from app.storage.keys import EphemeralKeyStore, PassphraseKeyStore
from app.storage.move_files import MoveError, MoveFault, read_list, require_whole, write_list
from app.storage.repositories.moves import MoveStep
from app.storage.store import STORE_NAME, EncryptedStore, MovedStore, store_exists
from app.storage.store_lock import StoreLock
from app.storage.unit_of_work import StoreUnit
from sync.digests import message_digest
from sync.payloads_relocation import RelocationPayload
from sync.words import Environment, Kind
from tests.support import builders
from tests.support.counter_house import CountingIds, StandingClock
from tests.support.stored_records import RecordMaker

KEY = bytes(range(32))
PICTURE = b"\xff\xd8 picture" * 1000


class BrokenClock(StandingClock):
    """Ends the program at the ``last`` look at it."""

    def __init__(self, looks: int) -> None:
        super().__init__()
        self._left = looks

    def now(self) -> datetime:
        if self._left == 0:
            raise InterruptedError
        self._left -= 1
        return super().now()


@dataclass
class Pc:
    """A PC's own folders and its key store."""

    home: Home
    keys: EphemeralKeyStore = field(default_factory=EphemeralKeyStore)

    def store(self, moved: MovedStore = MovedStore.REFUSED) -> EncryptedStore:
        key = self.keys.load()
        assert key is not None
        return EncryptedStore(self.home.store, key, moved=moved)

    def ask(self, work: Callable[[StoreUnit], object], moved: MovedStore = MovedStore.REFUSED) -> object:
        with self.store(moved) as store:
            return store.run(work)

    def out(self, stick: Path, clock: StandingClock | None = None, part_bytes: int = 100_000) -> MovedOut:
        key = self.keys.load()
        assert key is not None
        return move_out(self.home, key, stick, clock=clock or StandingClock(), ids=CountingIds(), part_bytes=part_bytes)

    def into(self, stick: Path, code: str) -> MovedIn:
        clock = StandingClock(builders.NOON + timedelta(hours=2))
        return move_in(self.home, stick, code, self.keys, clock=clock, ids=CountingIds())


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    return tmp_path / "stick"


@pytest.fixture
def old(tmp_path: Path) -> Pc:
    """An enrolled terminal with three records and a picture."""
    pc = Pc(Home(tmp_path / "old", Environment.TRAINING))
    pc.keys.save(KEY)
    maker = RecordMaker()
    stored = FileVault(pc.home.evidence, KEY).store("picture-1", PICTURE, "image/jpeg")
    with pc.store() as store:
        store.run(lambda unit: unit.terminal.save_identity(builders.terminal_identity()))
        for number in (1, 2, 3):
            store.run(maker.acceptance(number).write)
        store.run(lambda unit: unit.evidence.add(stored, "parcel-9", upload=True, at=builders.NOON))
    return pc


@pytest.fixture
def new(tmp_path: Path) -> Pc:
    return Pc(Home(tmp_path / "new", Environment.TRAINING))


def make_pipe(path: Path) -> None:
    if sys.platform != "win32":
        os.mkfifo(path)


def fault_of(step: Callable[[], object]) -> object:
    with pytest.raises((MoveError, StorageError)) as caught:
        step()
    return caught.value.fault  # type: ignore[attr-defined] # both have one


def test_the_terminal_goes_on_where_it_was_left(old: Pc, new: Pc, stick: Path) -> None:
    head = old.ask(lambda unit: unit.outbox.head())
    out = old.out(stick)
    arrived = new.into(stick, out.code.lower().replace("-", " "))

    assert (arrived.terminal_id, arrived.messages, arrived.files, arrived.marked) == ("terminal-1", 4, 1, True)
    with new.store() as store:
        assert store.run(lambda unit: unit.acceptances.count_since(builders.NOON)) == 3
        stored = store.run(lambda unit: unit.evidence.get("picture-1"))
        assert stored is not None
        with FileVault(new.home.evidence, KEY).open(stored) as clear:
            assert clear.read() == PICTURE
        assert store.run(lambda unit: unit.audit.check()).ok
        body = store.run(lambda unit: unit.outbox.body("id-0001"))
    assert body is not None
    message = json.loads(body)
    told = RelocationPayload.model_validate(message["payload"])
    assert (message["kind"], message["sequence"]) == (Kind.RELOCATION.value, 4)
    assert (told.move_id, told.after_sequence, told.after_digest) == (out.move_id, 3, message["previous_digest"])
    assert getattr(head, "digest", "") == told.after_digest
    assert message_digest(message) == message["digest"]


def test_the_old_store_works_no_more_and_says_since_when(old: Pc, stick: Path) -> None:
    old.out(stick)
    with pytest.raises(StorageError) as caught:
        old.ask(lambda unit: unit.outbox.head())
    assert (caught.value.fault, caught.value.detail) == (StorageFault.MOVED_OUT, "2026-11-20")

    with old.store(MovedStore.READ) as store:
        assert store.run(lambda unit: unit.audit.check()).ok
        with pytest.raises(StorageError):
            store.run(lambda unit: unit.terminal.move_receipt_cursor(9))  # type: ignore[attr-defined] # the store's own


def test_a_retired_store_takes_no_message_whoever_opens_it(old: Pc, stick: Path) -> None:
    old.out(stick)
    maker = RecordMaker()
    for _ in range(3):
        maker.acceptance(9)
    entry = AuditEntry(builders.NOON, None, "anything", "", {})
    with old.store(MovedStore.ARRIVING) as store:
        for step in (maker.acceptance(4).write, lambda unit: unit.audit.append(entry)):
            with pytest.raises((StoreRuleError, DomainError)):
                store.run(step)


def test_a_program_that_ends_before_the_old_store_is_retired_leaves_it_at_work(old: Pc, new: Pc, stick: Path) -> None:
    with pytest.raises(InterruptedError):
        old.out(stick, BrokenClock(1))
    last = old.ask(lambda unit: unit.moves.last())
    assert getattr(last, "step", None) is MoveStep.BEGUN
    head = old.ask(lambda unit: unit.outbox.head())
    assert getattr(head, "sequence", 0) == 3

    out = old.out(stick)
    assert not out.again
    assert [path.name for path in stick.iterdir()] == [out.folder.name]
    assert new.into(stick, out.code).messages == 4


def test_the_files_of_a_retired_store_can_be_written_again(old: Pc, new: Pc, stick: Path, tmp_path: Path) -> None:
    """The stick was lost, or the program ended before anybody read the code."""
    first = old.out(stick)
    again = old.out(tmp_path / "other")
    assert (again.again, again.move_id) == (True, first.move_id)
    assert fault_of(lambda: new.into(tmp_path / "other", first.code)) is StorageFault.PASSPHRASE_WRONG
    assert new.into(tmp_path / "other", again.code).messages == 4
    with new.store() as store:
        assert store.run(lambda unit: unit.audit.check()).ok


def test_nothing_on_the_stick_is_in_clear_and_no_file_is_larger_than_asked(old: Pc, stick: Path) -> None:
    out = old.out(stick, part_bytes=50_000)
    files = [path for path in stick.rglob("*") if path.is_file()]
    written = b"".join(path.read_bytes() for path in files)
    for secret in (KEY, PICTURE[:40], "测试甲".encode(), b"SQLite format 3", out.code.encode()):
        assert secret not in written
    parts = [path for path in files if path.name.startswith("store.db.")]
    assert len(parts) > 1
    assert max(path.stat().st_size for path in parts) == 50_000


def test_a_torn_stick_is_told_and_takes_nothing_over(old: Pc, new: Pc, stick: Path) -> None:
    out = old.out(stick)
    torn = out.folder / "store.db.001"
    whole = torn.read_bytes()
    moved = read_list(out.folder, KEY)
    for damaged in (whole[:-1], b"", whole[:100] + bytes([whole[100] ^ 1]) + whole[101:]):
        torn.write_bytes(damaged)
        assert fault_of(lambda: require_whole(out.folder, moved)) is MoveFault.DAMAGED
    torn.unlink()
    assert fault_of(lambda: new.into(stick, out.code)) is MoveFault.DAMAGED
    assert new.keys.load() is None
    assert not store_exists(new.home.store)

    torn.write_bytes(whole)
    assert new.into(stick, out.code).messages == 4


def test_a_list_that_was_changed_or_never_finished_is_no_move(old: Pc, new: Pc, stick: Path) -> None:
    out = old.out(stick)
    written = out.folder / "move.json"
    content = json.loads(written.read_bytes())
    content["evidence"] = []
    written.write_text(json.dumps(content))
    assert fault_of(lambda: read_list(out.folder, KEY)) is MoveFault.DAMAGED
    written.unlink()
    assert fault_of(lambda: read_list(out.folder, KEY)) is MoveFault.NOT_A_MOVE
    assert fault_of(lambda: new.into(stick, out.code)) is MoveFault.NOT_A_MOVE


def test_the_same_files_are_taken_over_once(old: Pc, new: Pc, stick: Path, tmp_path: Path) -> None:
    out = old.out(stick)
    new.into(stick, out.code)
    third = Pc(Home(tmp_path / "third", Environment.TRAINING))
    assert fault_of(lambda: third.into(stick, out.code)) is MoveFault.ALREADY_TAKEN
    assert fault_of(lambda: new.into(stick, out.code)) is MoveFault.STORE_EXISTS


def test_a_production_pc_takes_no_training_terminal(old: Pc, stick: Path, tmp_path: Path) -> None:
    out = old.out(stick)
    other = Pc(Home(tmp_path / "new", Environment.PRODUCTION))
    assert fault_of(lambda: other.into(stick, out.code)) is MoveFault.WRONG_ENVIRONMENT


def test_a_terminal_that_nobody_knows_is_not_moved(stick: Path, tmp_path: Path) -> None:
    unknown = Pc(Home(tmp_path / "unknown", Environment.TRAINING))
    unknown.keys.save(KEY)
    with unknown.store():
        pass
    assert fault_of(lambda: unknown.out(stick)) is MoveFault.NOT_ENROLLED


def test_two_imports_exclude_each_other_and_a_start_of_this_pc(old: Pc, new: Pc, stick: Path) -> None:
    out = old.out(stick)
    new.home.store.mkdir(parents=True)
    with StoreLock(new.home.store):
        assert fault_of(lambda: new.into(stick, out.code)) is StorageFault.STORE_LOCKED
        assert fault_of(lambda: find_store_key(new.home, "a passphrase that is long")) is StorageFault.STORE_LOCKED
    assert not new.home.wrapped_key.exists()
    assert new.into(stick, out.code).messages == 4


def test_a_store_that_came_into_being_meanwhile_is_never_taken_away(old: Pc, new: Pc, stick: Path) -> None:
    """Whatever program made it: the import looks again before it keeps its key."""
    out = old.out(stick)
    made = b"a store of somebody else"

    class MeanwhileClock(StandingClock):
        def now(self) -> datetime:
            (new.home.store / STORE_NAME).write_bytes(made)
            return super().now()

    def arrive() -> MovedIn:
        return move_in(new.home, stick, out.code, new.keys, clock=MeanwhileClock(), ids=CountingIds())

    assert fault_of(arrive) is MoveFault.STORE_EXISTS
    assert (new.home.store / STORE_NAME).read_bytes() == made
    assert new.keys.load() is None
    assert not new.home.incoming.exists()


def test_a_key_that_cannot_be_kept_leaves_nothing_here(old: Pc, new: Pc, stick: Path) -> None:
    out = old.out(stick)
    short = PassphraseKeyStore(new.home.wrapped_key, "short")
    fault = fault_of(lambda: move_in(new.home, stick, out.code, short, clock=StandingClock(), ids=CountingIds()))
    assert fault is StorageFault.PASSPHRASE_TOO_SHORT
    assert not store_exists(new.home.store)
    assert not new.home.evidence.exists()
    assert new.into(stick, out.code).messages == 4


def test_what_a_killed_import_left_goes_with_the_next_start(tmp_path: Path) -> None:
    home = Home(tmp_path / "new", Environment.TRAINING)
    torn = home.incoming / "store" / STORE_NAME
    torn.parent.mkdir(parents=True)
    torn.write_bytes(b"half a store")

    open_house(home, Settings(), KEY).stop()

    assert store_exists(home.store)
    assert not home.incoming.exists()


def test_a_store_that_somebody_reads_is_not_moved_before_its_file_is_whole(old: Pc, new: Pc, stick: Path) -> None:
    with old.store() as store:
        reader = open_connection(old.home.store / STORE_NAME, KEY)
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM outbox").fetchone()
        store.run(lambda unit: unit.terminal.make_hash_key(KEY))  # type: ignore[attr-defined] # the store's own
    assert fault_of(lambda: old.out(stick)) is MoveFault.STORE_BUSY
    assert not list(stick.glob("*"))
    reader.close()
    assert new.into(stick, old.out(stick).code).messages == 4


def test_a_store_that_ends_elsewhere_than_the_list_says_does_not_arrive(old: Pc, new: Pc, stick: Path) -> None:
    out = old.out(stick)
    moved = read_list(out.folder, KEY)
    assert moved.head.sequence == 3
    write_list(out.folder, replace(moved, head=ChainHead(4, "0" * 64)), KEY)
    assert fault_of(lambda: new.into(stick, out.code)) is MoveFault.DAMAGED
    assert not store_exists(new.home.store)


def test_parts_that_cannot_be_are_refused_and_strangers_files_stay(old: Pc, stick: Path) -> None:
    with pytest.raises(InterruptedError):
        old.out(stick, BrokenClock(1))
    (folder,) = stick.iterdir()
    strange = folder / "store.db.bak"
    strange.write_bytes(b"somebody's")
    for size in (-1, 0, 100):
        assert fault_of(lambda size=size: old.out(stick, part_bytes=size)) is MoveFault.PART_SIZE  # type: ignore[misc] # bound now
    assert not old.out(stick).again
    assert strange.read_bytes() == b"somebody's"


def test_parts_that_are_whole_are_not_written_again(old: Pc, stick: Path) -> None:
    old.out(stick)
    folder = old.out(stick).folder  # from here on the retired store stays as it is
    written = {path: path.stat().st_ino for path in folder.glob("store.db.*")}
    torn, *whole = sorted(written)
    torn.write_bytes(torn.read_bytes()[:-1] + b"?")
    old.out(stick)
    assert [path.stat().st_ino == written[path] for path in (torn, *whole)] == [False] + [True] * len(whole)


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes among files")
def test_nothing_but_a_file_of_the_right_size_is_read_from_a_stick(old: Pc, new: Pc, stick: Path) -> None:
    """A pipe would keep the program waiting, an endless device fill its memory."""
    out = old.out(stick)
    part, moved = out.folder / "store.db.001", read_list(out.folder, KEY)
    written = part.read_bytes()
    part.unlink()
    for made in (make_pipe, lambda path: path.symlink_to("/dev/zero"), lambda path: path.write_bytes(written + b"?")):
        made(part)
        assert fault_of(lambda: require_whole(out.folder, moved)) is MoveFault.DAMAGED
        part.unlink()
    part.write_bytes(written)
    (out.folder / "move.json").write_bytes(b"[" * 60_000)
    assert fault_of(lambda: read_list(out.folder, KEY)) is MoveFault.DAMAGED
    for content in (b"[" * 60_000, b" " * 70_000):
        (out.folder / "key.json").write_bytes(content)
        assert fault_of(lambda: new.into(stick, out.code)) is StorageFault.KEY_LOST


def test_a_code_is_read_however_it_is_typed() -> None:
    assert plain_code("abcde-fghij 0l1io") == "ABCDEFGH1J01110"
