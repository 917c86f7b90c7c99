"""A month's backlog drains while the counter goes on accepting.

Invariants:
- The backlog is real: every record was accepted, every photo lies encrypted in the vault, and a province as a process
  of its own takes them, receipts verified.
- Peace and drain take turns, so that the disk is in the same mood for both; each accepts the same number of parcels,
  with the same pause between them, through the store's queue.
"""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event
from typing import Final

from app.benchmarks.accepting import accept_with_photos, accepting, p95, step_away
from app.benchmarks.figures import Figure, Sense
from app.benchmarks.parcels import throw_away_house
from app.benchmarks.sending import enrol, identity_of
from app.bootstrap import DEFAULT_SYNC_POLICY, House
from sync.engine import SyncEngine
from sync.ports import OutboxCounts
from sync.province.child import SubprocessProvince
from sync.report import SyncReport

RECORDS: Final = 30_000
PHOTO_BYTES: Final = 150_000
ROUNDS: Final = 4
ACCEPTED: Final = 120
"""In each half of a round: each starts the sending anew, which no counter does every few seconds."""
PAUSE_S: Final = 0.05
PAUSE_BESIDE_PHOTOS_S: Final = 0.15
"""Records go before photos: at the other pace more of them are made than go out beside somebody at work."""


def backlog() -> list[Figure]:
    """Twice: while records go out, and while photos do. Filling takes some minutes.

    All records drain; of the photos only some, at a rate that tells how long the others would take.
    """
    with throw_away_house() as house, SubprocessProvince(house.home.root / "province") as province:
        enrol(house, province)
        accept_with_photos(house, RECORDS, 1, PHOTO_BYTES)
        records, records_s = _while_records_drain(house, RECORDS + 1)
        photos, beside = _while_photos_drain(house, 2 * RECORDS + 1)
        rate = _upload_rate(house)
    uploaded = f"{beside} beside the acceptances, {rate:.0f}/s while nobody is at work"
    return [
        _figure("backlog_records", f"{RECORDS} records drain (in {records_s:.0f} s, the turns included)", records),
        _figure("backlog_photos", f"{2 * RECORDS} photos drain ({uploaded})", photos),
    ]


@dataclass(slots=True)
class _Times:
    """Seconds that acceptances took, in peace and while a backlog drained."""

    peaceful: list[float] = field(default_factory=list)
    disturbed: list[float] = field(default_factory=list)


def _while_records_drain(house: House, first: int) -> tuple[_Times, float]:
    """As many turns as the backlog lasts for, and the seconds until all of it had gone out."""
    times, began = _Times(), time.perf_counter()
    for at in _rounds(first):
        times.peaceful += accepting(house, ACCEPTED, at, pause_s=PAUSE_S)
        with _draining(house) as sending:
            disturbed = accepting(house, ACCEPTED, at + ACCEPTED, pause_s=PAUSE_S)
            if sending.done() or not _counts(house).waiting:
                break
        times.disturbed += disturbed
    _drain_records(house)
    return times, time.perf_counter() - began


def _while_photos_drain(house: House, first: int) -> tuple[_Times, int]:
    """As many turns, and how many photos went out in all of them, behind the receipts of what was made last.

    The records that were made in peace go out before each turn.
    """
    times, uploaded = _Times(), 0
    step_away()
    _until_a_photo_goes(house)
    for at in _rounds(first):
        times.peaceful += accepting(house, ACCEPTED, at, pause_s=PAUSE_BESIDE_PHOTOS_S)
        step_away()
        _drain_records(house)
        with _draining(house) as sending:
            disturbed = accepting(house, ACCEPTED, at + ACCEPTED, pause_s=PAUSE_BESIDE_PHOTOS_S)
            if sending.done() or not _counts(house).evidence_waiting:
                break
        times.disturbed += disturbed
        uploaded += sending.result().evidence_uploaded
    return times, uploaded


def _rounds(first: int) -> range:
    """The number of each round's first parcel."""
    return range(first, first + ROUNDS * 2 * ACCEPTED, 2 * ACCEPTED)


def _upload_rate(house: House) -> float:
    """Photos a second while nobody is at work, their receipts included: one run of the engine, a minute at most."""
    step_away()
    engine, began = _engine(house), time.perf_counter()
    try:
        uploaded = engine.run_once().evidence_uploaded
        return uploaded / (time.perf_counter() - began)
    finally:
        engine.close()


@contextmanager
def _draining(house: House) -> Iterator[Future[SyncReport]]:
    stopping = Event()
    engine = _engine(house)
    try:
        with ThreadPoolExecutor(1) as pool:
            sending = pool.submit(engine.run_once, stopping.is_set)
            try:
                yield sending
            finally:
                stopping.set()
    finally:
        engine.close()


def _drain_records(house: House) -> None:
    _send_until(house, lambda counts: not counts.waiting)


def _until_a_photo_goes(house: House) -> None:
    """A month's receipts are read before: beside somebody at work that takes half an hour."""
    before = _counts(house).evidence_waiting
    _send_until(house, lambda counts: counts.evidence_waiting < before)


def _send_until(house: House, reached: Callable[[OutboxCounts], bool]) -> None:
    while not reached(_counts(house)):
        engine = _engine(house)
        try:
            engine.run_once(lambda: reached(_counts(house)))
        finally:
            engine.close()


def _engine(house: House) -> SyncEngine:
    return house.engine(identity_of(house), DEFAULT_SYNC_POLICY)


def _counts(house: House) -> OutboxCounts:
    return house.outbox.counts()


def _figure(name: str, what: str, times: _Times) -> Figure:
    in_peace, meanwhile = p95(times.peaceful), p95(times.disturbed)
    return Figure(
        name=name,
        what=f"p95 of accepting a parcel while {what}, over in peace",
        value=round(meanwhile / in_peace, 3),
        unit="x",
        sense=Sense.AT_MOST,
        to_reach=1.2,
        ours=f"{meanwhile * 1000:.1f} ms of {len(times.disturbed)}, worst {max(times.disturbed) * 1000:.0f} ms",
        limit=f"{in_peace * 1000:.1f} ms, worst {max(times.peaceful) * 1000:.0f} ms",
    )
