"""The durable commit of one acceptance, over the same rows through the bare driver.

Invariants:
- Ours is the whole use case: rules, canonical message, digest, chain, store. Bare is the driver alone with the same
  schema, the same settings and the same values, and not a line of the domain.
- Both alternate, one acceptance each, on the same thread, so that the disk is in the same mood for both.
"""

import secrets
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeAlias

from app.benchmarks.figures import Figure, Sense
from app.benchmarks.parcels import CLERK, enrolled_offline, keep_open
from app.bootstrap import House, open_house
from app.domain.acceptance import Parcel
from app.paths import Home
from app.settings import Settings
from app.storage.columns import one
from app.storage.connection import Connection, SqlValue, open_connection
from app.storage.migrations.runner import migrate, shipped_migrations
from app.storage.store import STORE_NAME
from app.usecases.accept_parcel import AcceptParcel
from sync.words import Environment

ROUNDS = 40
PER_ROUND = 50

Statement: TypeAlias = tuple[str, Sequence[SqlValue]]


@dataclass(frozen=True, slots=True)
class _Written:
    """What one acceptance wrote: which rows of which table are new."""

    table: str
    key: str


_NEW_ROWS = (
    _Written("outbox", "sequence"),
    _Written("acceptances", "number"),
    _Written("audit", "number"),
)


def commit() -> list[Figure]:
    """Commits per second, ours over bare."""
    with tempfile.TemporaryDirectory(prefix="yanqi-bench-") as name:
        folder = Path(name)
        key = secrets.token_bytes(32)
        house = open_house(Home(folder, Environment.TRAINING), Settings(camera=""), key)
        try:
            enrolled_offline(house)
            bare = house.store.submit(partial(_bare_store, folder / "bare", key)).result()
            ours_s, bare_s = _rounds(house, bare, key)
            house.store.submit(bare.close).result()
        finally:
            house.stop()
    count = ROUNDS * PER_ROUND
    return [
        Figure(
            name="commit",
            what="durable commit of one acceptance, over the same rows through bare sqlcipher3",
            value=round(bare_s / ours_s, 3),
            unit="x",
            sense=Sense.AT_LEAST,
            to_reach=0.7,
            ours=f"{count / ours_s:.0f}/s",
            limit=f"{count / bare_s:.0f}/s",
        )
    ]


def _rounds(house: House, bare: Connection, key: bytes) -> tuple[float, float]:
    ours_s = bare_s = 0.0
    accept = AcceptParcel(house.counter, house.events)
    for number in range(ROUNDS):
        parcels = keep_open(house, PER_ROUND, first=1 + number * PER_ROUND)
        ours, plain = house.store.submit(partial(_round, house, bare, key, accept, parcels)).result()
        ours_s += ours
        bare_s += plain
    return ours_s, bare_s


def _round(
    house: House, bare: Connection, key: bytes, accept: AcceptParcel, parcels: Sequence[Parcel]
) -> tuple[float, float]:
    """On the store's thread: each parcel first ours, then bare, so that the disk is in the same mood for both."""
    ours_s = bare_s = 0.0
    looking = open_connection(house.home.store / STORE_NAME, key)
    try:
        _copy_drafts(looking, bare, parcels)
        for parcel in parcels:
            began = time.perf_counter()
            accept(parcel.parcel_id, CLERK)
            ours_s += time.perf_counter() - began
            statements = _statements(looking, parcel)
            began = time.perf_counter()
            _write(bare, statements)
            bare_s += time.perf_counter() - began
    finally:
        looking.close()
    return ours_s, bare_s


def _write(bare: Connection, statements: Sequence[Statement]) -> None:
    bare.execute("BEGIN IMMEDIATE")
    for sql, values in statements:
        bare.execute(sql, values)
    bare.execute("COMMIT")


def _bare_store(folder: Path, key: bytes) -> Connection:
    folder.mkdir(parents=True)
    connection = open_connection(folder / STORE_NAME, key)
    migrate(connection, folder / STORE_NAME, shipped_migrations())
    return connection


def _copy_drafts(ours: Connection, bare: Connection, parcels: Sequence[Parcel]) -> None:
    """The half-done parcels and their photos, as they stand before the acceptance."""
    bare.execute("BEGIN IMMEDIATE")
    for parcel in parcels:
        for table in ("parcels", "evidence"):
            for statement in _copies(ours, table, "parcel_id", parcel.parcel_id):
                bare.execute(*statement)
    bare.execute("COMMIT")


def _statements(ours: Connection, parcel: Parcel) -> list[Statement]:
    """Everything that accepting ``parcel`` wrote, as plain statements with ready values."""
    number = parcel.waybill.number if parcel.waybill is not None else ""
    accepted, sequence, acceptance_id, document_hash = one(
        ours.execute(
            "SELECT acceptances.number, outbox.sequence, acceptance_id, document_hash FROM acceptances"
            " JOIN outbox USING (message_id) WHERE waybill_number = ?",
            (number,),
        ).fetchone()
    )
    (audited,) = one(
        ours.execute(
            "SELECT number FROM audit WHERE instr(CAST(entry AS TEXT), ?) > 0 ORDER BY number DESC LIMIT 1",
            (acceptance_id,),
        ).fetchone()
    )
    statements: list[Statement] = []
    for written, key in zip(_NEW_ROWS, (sequence, accepted, audited), strict=True):
        statements += _copies(ours, written.table, written.key, key)
    statements += _copies(ours, "known_senders", "document_hash", document_hash, replace=True)
    statements += [
        ("UPDATE evidence SET message_sequence = ? WHERE evidence_id = ?", (sequence, photo.evidence_id))
        for photo in parcel.inspection.photos
    ]
    statements.append(("DELETE FROM parcels WHERE parcel_id = ?", (parcel.parcel_id,)))
    return statements


def _copies(ours: Connection, table: str, key: str, value: SqlValue, *, replace: bool = False) -> list[Statement]:
    """Insert statements for the rows of ``table`` with that key; table and column names are this module's own."""
    columns = [
        str(row[1])
        for row in ours.execute(f"PRAGMA table_info({table})").fetchall()  # generated ones are not listed
    ]
    verb = "INSERT OR REPLACE" if replace else "INSERT"
    listed, marks = ", ".join(columns), ", ".join("?" * len(columns))
    rows = ours.execute(f"SELECT {listed} FROM {table} WHERE {key} = ?", (value,)).fetchall()  # noqa: S608 # see above
    return [(f"{verb} INTO {table} ({listed}) VALUES ({marks})", tuple(row)) for row in rows]
