"""A store with half a million records beside a young one: accepting, paging through the records, starting.

Invariants:
- The young store's records are real acceptances; the old one's are copies of them with names, numbers and times of
  their own, all delivered, with the sizes that bodies, snapshots and receipts have.
- Both stores take turns, so that the disk is in the same mood for both.
"""

import secrets
import tempfile
import time
from collections.abc import Mapping
from contextlib import closing
from datetime import datetime
from functools import partial
from pathlib import Path
from statistics import median
from typing import Final

from app.benchmarks.accepting import accepting, p95
from app.benchmarks.figures import Figure, Sense
from app.benchmarks.parcels import enrolled_offline
from app.bootstrap import House, open_house
from app.counter_usecases import CounterUseCases
from app.paths import Home
from app.ports import RecordRow
from app.settings import Settings
from app.storage.columns import integer, one
from app.storage.connection import Connection, open_connection
from app.storage.store import STORE_NAME
from sync.words import Environment

RECORDS: Final = 500_000
YOUNG: Final = 500
ROUNDS: Final = 10
ACCEPTED: Final = 40
"""In each store, in each round."""
PAGES: Final = 9
PAGE: Final = 50
STARTS: Final = 7
_APART_US: Final = 60_000_000
"""Between two copied records: half a million make a year, as an outlet with 1,400 parcels a day has them."""

_RECEIPT: Final = "'r' || hex(randomblob(300))"
"""As long as a receipt is."""
_DELIVERED: Final = {
    "state": "'delivered'",
    "due_at": "NULL",
    "not_before": "NULL",
    "leased_until": "NULL",
    "receipt": _RECEIPT,
    "delivered_at": "created_at - {back} + 2000000",
    "proven_at": "created_at - {back} + 2000000",
    "created_at": "created_at - {back}",
}
_COPIES: Final[Mapping[str, Mapping[str, str]]] = {
    "outbox": _DELIVERED
    | {
        "sequence": "sequence + {more}",
        "message_id": "substr(message_id, 1, 36) || (sequence + {more})",
        "digest": "lower(hex(randomblob(32)))",
        "previous_digest": "lower(hex(randomblob(32)))",
        "subject_id": "substr(subject_id, 1, 36) || (sequence + {more})",
    },
    "acceptances": {
        "number": "number + {more}",
        "acceptance_id": "substr(acceptance_id, 1, 36) || (number + {more})",
        "message_id": "substr(message_id, 1, 36) || (number + {more})",
        "waybill_number": "'YT' || (9000000000000 + number + {more})",
        "document_hash": "lower(hex(randomblob(32)))",
        "phone_hash": "lower(hex(randomblob(32)))",
        "accepted_at": "accepted_at - {back}",
    },
    "evidence": _DELIVERED
    | {
        "number": "number + 2 * {more}",
        "evidence_id": "substr(evidence_id, 1, 36) || (number + 2 * {more})",
        "parcel_id": "substr(parcel_id, 1, 36) || (message_sequence + {more})",
        "message_sequence": "message_sequence + {more}",
        "upload": "1",
        "released": "1",
    },
    "audit": {"number": "number + {more}", "hash": "randomblob(32)"},
}
"""What differs in a copy of a row. ``more``: how many records there were; ``back``: microseconds of age added."""


def store() -> list[Figure]:
    """All three figures; filling takes some minutes."""
    with tempfile.TemporaryDirectory(prefix="yanqi-bench-") as folder:
        key = secrets.token_bytes(32)
        homes = [Home(Path(folder) / name, Environment.TRAINING) for name in ("young", "old")]
        for home in homes:
            _make(home, key)
        count = _fill(homes[1], key)
        starts = _starts(homes, key)
        young, old = (_open(home, key) for home in homes)
        try:
            return [_accept_figure(young, old, count), _page_figure(young, old, count), _start_figure(starts, count)]
        finally:
            young.stop()
            old.stop()


def _open(home: Home, key: bytes) -> House:
    return open_house(home, Settings(camera=""), key)


def _make(home: Home, key: bytes) -> None:
    house = _open(home, key)
    try:
        enrolled_offline(house)
        accepting(house, YOUNG, first=1)
    finally:
        house.stop()


def _fill(home: Home, key: bytes) -> int:
    """Copy what is there until there is enough; how many records there are."""
    with closing(open_connection(home.store / STORE_NAME, key, synchronous="OFF")) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        there = integer(one(connection.execute("SELECT max(sequence) FROM outbox").fetchone())[0])
        while there < RECORDS:
            take = min(there, RECORDS - there)
            connection.execute("BEGIN IMMEDIATE")
            for table, changed in _COPIES.items():
                _copy(connection, table, changed, there, take)
            connection.execute("COMMIT")
            there += take
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return there


def _copy(connection: Connection, table: str, changed: Mapping[str, str], there: int, take: int) -> None:
    """The rows of ``table`` that belong to the first ``take`` records, once more; table and columns are our own."""
    columns = [str(row[1]) for row in connection.execute(f"PRAGMA table_info({table})").fetchall()]
    more = {"more": there, "back": there * _APART_US}
    values = ", ".join(changed.get(column, column).format(**more) for column in columns)
    key = {"outbox": "sequence", "evidence": "message_sequence"}.get(table, "number")
    connection.execute(
        f"INSERT INTO {table} ({', '.join(columns)}) SELECT {values} FROM {table} WHERE {key} <= ?",  # noqa: S608 # see above
        (take,),
    )


def _accept_figure(young: House, old: House, count: int) -> Figure:
    young_s: list[float] = []
    old_s: list[float] = []
    for number in range(ROUNDS):
        first = YOUNG + 1 + number * ACCEPTED
        young_s += accepting(young, ACCEPTED, first)
        old_s += accepting(old, ACCEPTED, first)
    what = f"p95 of accepting a parcel with {count} records in the store"
    return _figure("store_accept", what, p95(old_s), p95(young_s))


def _page_figure(young: House, old: House, count: int) -> Figure:
    """Page after page, as far as the young store goes."""
    young_s: list[float] = []
    old_s: list[float] = []
    for _ in range(ROUNDS):
        young_s += _pages(young)
        old_s += _pages(old)
    what = f"median of a page of {PAGE} records with {count} in the store"
    return _figure("store_page", what, median(old_s), median(young_s))


def _pages(house: House) -> list[float]:
    times = []
    before: datetime | None = None
    for _ in range(PAGES):
        began = time.perf_counter()
        rows = house.store.submit(partial(_page, house, before)).result()
        times.append(time.perf_counter() - began)
        before = rows[-1].at
    return times


def _page(house: House, before: datetime | None) -> list[RecordRow]:
    with house.store.unit_of_work() as work:
        return work.records.page(limit=PAGE, before=before)


def _starts(homes: list[Home], key: bytes) -> list[list[float]]:
    """From opening the store to the counter with its sums and its newest records; the first of each is warm-up."""
    times: list[list[float]] = [[], []]
    for _ in range(STARTS):
        for home, took in zip(homes, times, strict=True):
            began = time.perf_counter()
            house = _open(home, key)
            try:
                uses = CounterUseCases(house)
                house.store.submit(uses.open_counter).result()
                house.store.submit(uses.totals).result()
                house.store.submit(partial(_page, house, None)).result()
                took.append(time.perf_counter() - began)
            finally:
                house.stop()
    return [took[1:] for took in times]


def _start_figure(starts: list[list[float]], count: int) -> Figure:
    young, old = starts
    what = f"start to the open counter with {count} records in the store"
    return _figure("store_start", what, median(old), median(young), to_reach=1.3)


def _figure(name: str, what: str, old_s: float, young_s: float, *, to_reach: float = 1.2) -> Figure:
    return Figure(
        name=name,
        what=f"{what}, over a store with {YOUNG}",
        value=round(old_s / young_s, 3),
        unit="x",
        sense=Sense.AT_MOST,
        to_reach=to_reach,
        ours=f"{old_s * 1000:.2f} ms",
        limit=f"{young_s * 1000:.2f} ms",
    )
