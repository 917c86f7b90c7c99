"""Delivering records to the embedded province: in batches, over one request for each record on the same server."""

import time
from dataclasses import replace
from functools import partial

from app.benchmarks.accepting import step_away
from app.benchmarks.figures import Figure, Sense
from app.benchmarks.parcels import CLERK, keep_open, throw_away_house
from app.bootstrap import House
from app.ports import TerminalIdentity
from app.usecases.accept_parcel import AcceptParcel
from app.usecases.enrol_terminal import EnrolmentForm, EnrolTerminal
from sync.policy import SyncPolicy
from sync.province.child import SubprocessProvince

SINGLE = 200
BATCHED = 5000
ROUNDS = 3
"""The best counts: what else the PC does meanwhile is not to be measured."""


def deliver() -> list[Figure]:
    """Both ways by the real engine, store and server; receipts verified."""
    with throw_away_house() as house, SubprocessProvince(house.home.root / "province") as province:
        enrol(house, province)
        singly = _rate(house, SINGLE, replace(SyncPolicy(), batch_messages=1), first=1)
        batched = max(
            _rate(house, BATCHED, SyncPolicy(), first=1 + SINGLE + number * BATCHED) for number in range(ROUNDS)
        )
    return [
        Figure(
            name="deliver",
            what="records delivered to the embedded province, over one request per record",
            value=round(batched / singly, 2),
            unit="x",
            sense=Sense.AT_LEAST,
            to_reach=10.0,
            ours=f"{batched:.0f} records/s",
            limit=f"{singly:.0f} records/s",
        ),
        Figure(
            name="deliver_rate",
            what="records delivered to the embedded province",
            value=round(batched),
            unit="records/s",
            sense=Sense.AT_LEAST,
            to_reach=1000.0,
            ours=f"{BATCHED} records",
            limit=f"in batches of up to {SyncPolicy().batch_messages}",
        ),
    ]


def enrol(house: House, province: SubprocessProvince, *, through: str | None = None) -> None:
    """Make the house a terminal of the province, which it reaches at ``through`` if that is given."""
    form = EnrolmentForm(through or province.url, province.issue_code(), "bench", "BENCH-1", "530102")
    enrol = EnrolTerminal(house.store, house.clock, house.home.environment, house.transport_to)
    house.store.submit(lambda: enrol(form)).result()


def identity_of(house: House) -> TerminalIdentity:
    """Who an enrolled house is."""
    identity = house.identity()
    if identity is None:
        raise RuntimeError("not enrolled")
    return identity


def _rate(house: House, count: int, policy: SyncPolicy, first: int) -> float:
    accept = AcceptParcel(house.counter, house.events)
    for parcel in keep_open(house, count, first):
        house.store.submit(partial(accept, parcel.parcel_id, CLERK)).result()
    step_away()
    engine = house.engine(identity_of(house), policy)
    try:
        began = time.perf_counter()
        report = engine.run_once()
        seconds = time.perf_counter() - began
    finally:
        engine.close()
    if report.delivered != count:
        raise RuntimeError("not everything was delivered", report.delivered, count, report.fault)
    return count / seconds
