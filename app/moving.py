"""Moves a terminal to another PC: out of the old one, where it is retired, and into the new one, where it goes on.

Invariants:
- The one-time code is shown after the old store was retired in the transaction of its audit entry, and never before:
  files whose code nobody knows open nowhere, so that at no moment two PCs can go on with one chain.
- A process that dies on the way leaves the old store as usable as it was, or retired with files that can be written
  again: a retired store is read for that, and for nothing else. It is never brought back to work.
- The new PC's store takes its place at once or not at all, and its first message tells the province of the move. The
  new PC's lock is held from the first look to the last rename: no store comes into being beside it, and none is lost.
- What is told as taken over is in place, and what is told as a fault is not.
"""

import logging
import secrets
import shutil
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final

from app.audit_ports import AuditEntry
from app.message_people import rfc3339
from app.messages import Envelope, frozen_message
from app.paths import Home
from app.ports import Clock, Ids, KeyStore
from app.storage import move_files
from app.storage.durable_files import make_folder, storage_error, sync_folder
from app.storage.errors import StorageError
from app.storage.keys import PassphraseKeyStore
from app.storage.move_files import MoveError, MoveFault, MoveList
from app.storage.repositories.moves import Move, MoveStep
from app.storage.store import STORE_NAME, EncryptedStore, MovedStore, store_exists
from app.storage.store_lock import StoreLock
from app.storage.unit_of_work import StoreUnit
from sync.words import Kind

_log = logging.getLogger(__name__)

_LETTERS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: nothing that looks like something else."""
_GROUPS, _GROUP = 5, 5
"""125 bits, which nobody guesses however fast."""


@dataclass(frozen=True, slots=True)
class MovedOut:
    """The terminal lies in ``folder``; ``code`` opens it and is shown once. ``again``: it was retired before."""

    move_id: str
    folder: Path
    code: str = field(repr=False)
    files: int
    size: int
    again: bool


@dataclass(frozen=True, slots=True)
class MovedIn:
    """The terminal goes on here. ``marked``: the stick says so now."""

    move_id: str
    terminal_id: str
    messages: int
    files: int
    marked: bool


def move_out(
    home: Home, key: bytes, stick: Path, *, clock: Clock, ids: Ids, part_bytes: int = move_files.PART_BYTES
) -> MovedOut:
    """Write the terminal into a folder on ``stick`` and retire it here; of a retired one write the files again.

    Raises MoveError(NOT_ENROLLED, STORE_BUSY, PART_SIZE, DAMAGED) and StorageError; the store then is as usable as
    before.
    """
    with EncryptedStore(home.store, key, moved=MovedStore.READ) as store:
        before = store.run(lambda unit: unit.moves.last())
        again = before is not None and before.step is MoveStep.OUT
        # one that was begun and not finished is gone on with: what it has written need not be written again
        move = before if before is not None and before.step is not MoveStep.IN else _begun(store, clock, ids)
        _require_one_file(store)
        folder = move_files.folder_of(stick, move.move_id)
        code = _new_code()
        parts, pictures = move_files.write_files(folder, home.store, home.evidence, part_bytes=part_bytes)
        (folder / move_files.KEY_NAME).unlink(missing_ok=True)
        PassphraseKeyStore(folder / move_files.KEY_NAME, plain_code(code)).save(key)
        head = store.run(lambda unit: unit.outbox.head())
        moved = MoveList(move.move_id, move.at, home.environment, head, parts, pictures)
        move_files.write_list(folder, moved, key)
        # read back: afterwards the old store works no more
        move_files.require_whole(folder, move_files.read_list(folder, key))
        if not again:
            store.run(lambda unit: _retire(unit, move, clock))
    return MovedOut(move.move_id, folder, code, len(pictures), moved.size, again)


def move_in(home: Home, stick: Path, code: str, key_store: KeyStore, *, clock: Clock, ids: Ids) -> MovedIn:
    """Take over the terminal that lies on ``stick``; this PC keeps its key in ``key_store``.

    Raises MoveError, StorageError(PASSPHRASE_WRONG) for a wrong code, StorageError(STORE_LOCKED) while another program
    works here or moves in; nothing is here then.
    """
    _require_no_store(home)
    make_folder(home.store)
    with StoreLock(home.store):
        _require_no_store(home)
        folder, key, moved = _opened(home, stick, code)
        shutil.rmtree(home.incoming, ignore_errors=True)
        make_folder(home.incoming)
        try:
            move_files.take_files(folder, moved, home.incoming / "store", home.incoming / "evidence")
            with EncryptedStore(home.incoming / "store", key, moved=MovedStore.ARRIVING) as store:
                terminal_id, messages = store.run(lambda unit: _arrive(unit, moved, clock, ids))
                _require_one_file(store)
            _put_in_place(home, key, key_store)
        finally:
            shutil.rmtree(home.incoming, ignore_errors=True)
    return MovedIn(moved.move_id, terminal_id, messages, len(moved.pictures), _marked(folder, clock.now()))


def plain_code(typed: str) -> str:
    """A code as it was made, however it was typed: no dashes, no small letters, no look-alikes."""
    letters = "".join(character for character in typed.upper() if character.isalnum())
    return letters.translate(str.maketrans("OIL", "011"))


def _require_no_store(home: Home) -> None:
    if store_exists(home.store):
        raise MoveError(MoveFault.STORE_EXISTS)


def _require_one_file(store: EncryptedStore) -> None:
    """The store's file has everything. Raises MoveError(STORE_BUSY) where its log cannot be emptied."""
    if not store.submit(store.checkpoint).result():
        raise MoveError(MoveFault.STORE_BUSY)


def _opened(home: Home, stick: Path, code: str) -> tuple[Path, bytes, MoveList]:
    """The whole move on that stick: its folder, the store's key, the list. Raises as :func:`move_in`."""
    folder = move_files.found_folder(stick)
    taken = move_files.taken_at(folder)
    if taken is not None:
        raise MoveError(MoveFault.ALREADY_TAKEN, taken)
    key = PassphraseKeyStore(folder / move_files.KEY_NAME, plain_code(code)).load()
    if key is None:
        raise MoveError(MoveFault.NOT_A_MOVE, move_files.KEY_NAME)
    moved = move_files.read_list(folder, key)
    if moved.environment is not home.environment:
        raise MoveError(MoveFault.WRONG_ENVIRONMENT)
    move_files.require_whole(folder, moved)
    return folder, key, moved


def _new_code() -> str:
    groups = ("".join(secrets.choice(_LETTERS) for _ in range(_GROUP)) for _ in range(_GROUPS))
    return "-".join(groups)


def _begun(store: EncryptedStore, clock: Clock, ids: Ids) -> Move:
    move = Move(ids.new(), MoveStep.BEGUN, clock.now())

    def begin(unit: StoreUnit) -> None:
        if unit.terminal.identity() is None:
            raise MoveError(MoveFault.NOT_ENROLLED)
        unit.moves.add(move)
        unit.audit.append(AuditEntry(move.at, None, "move_begun", move.move_id, {}))

    store.run(begin)
    return move


def _retire(unit: StoreUnit, move: Move, clock: Clock) -> None:
    head, now = unit.outbox.head(), clock.now()
    details = {"sequence": str(head.sequence), "digest": head.digest}
    # the entry first: a retired store notes nothing any more
    unit.audit.append(AuditEntry(now, None, "moved_out", move.move_id, details))
    unit.moves.add(Move(move.move_id, MoveStep.OUT, now))


def _arrive(unit: StoreUnit, moved: MoveList, clock: Clock, ids: Ids) -> tuple[str, int]:
    """The store goes on here.

    Raises MoveError(DAMAGED) for a store that belongs to another move, or that does not end as the list says.
    """
    last, identity, now = unit.moves.last(), unit.terminal.identity(), clock.now()
    if last is None or last.move_id != moved.move_id or last.step is MoveStep.IN or identity is None:
        raise MoveError(MoveFault.DAMAGED, "move")
    if identity.environment is not moved.environment:
        raise MoveError(MoveFault.WRONG_ENVIRONMENT)
    head = unit.outbox.head()
    if head != moved.head:
        raise MoveError(MoveFault.DAMAGED, "chain")
    unit.moves.add(Move(moved.move_id, MoveStep.IN, now))
    message = frozen_message(
        Envelope(ids.new(), identity, head, unit.terminal.clock_offset()),
        Kind.RELOCATION,
        occurred_at=now,
        subject_id=moved.move_id,
        payload={
            "move_id": moved.move_id,
            "moved_out_at": rfc3339(moved.begun_at),
            "moved_in_at": rfc3339(now),
            "after_sequence": head.sequence,
            "after_digest": head.digest,
        },
    )
    unit.outbox.enqueue(message)
    details = {"message": message.message_id, "digest": message.digest}
    unit.audit.append(AuditEntry(now, None, "moved_in", moved.move_id, details))
    return identity.terminal_id, message.sequence


def _put_in_place(home: Home, key: bytes, key_store: KeyStore) -> None:
    """The key and the pictures first: with the store the terminal is here, and nothing fails any more.

    Raises MoveError(STORE_EXISTS), StorageError; no store is here then.
    """
    _require_no_store(home)
    key_store.save(key)
    try:
        shutil.rmtree(home.evidence, ignore_errors=True)
        if (home.incoming / "evidence").is_dir():
            (home.incoming / "evidence").rename(home.evidence)
        for rest in ("-wal", "-shm"):  # of a store that somebody deleted: SQLite would take them for this one's
            (home.store / f"{STORE_NAME}{rest}").unlink(missing_ok=True)
        home.memory_key.unlink(missing_ok=True)
        sync_folder(home.folder)
        (home.incoming / "store" / STORE_NAME).rename(home.store / STORE_NAME)
    except OSError as error:
        raise storage_error(error) from error
    try:
        sync_folder(home.store)
    except OSError as error:
        _log.warning("the disk does not say that the store is in place: %s", type(error).__name__)


def _marked(folder: Path, at: datetime) -> bool:
    """A stick that is write-protected was taken over all the same."""
    try:
        move_files.mark_taken(folder, at)
    except StorageError:
        return False
    return True
