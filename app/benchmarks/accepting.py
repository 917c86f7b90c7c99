"""Accepting parcels at the counter of a benchmark, and how long it took.

Invariants:
- Every acceptance is the whole use case, handed to the store's thread and waited for, as the window does it.
"""

import secrets
import time
from functools import partial
from statistics import quantiles

from app.benchmarks.parcels import CLERK, complete_parcel, keep_open
from app.bootstrap import House
from app.courtesy import AT_WORK_S
from app.domain.acceptance import Parcel
from app.usecases.accept_parcel import AcceptParcel


def accepting(house: House, count: int, first: int, *, pause_s: float = 0.0) -> list[float]:
    """Seconds that each of ``count`` acceptances took, with ``pause_s`` before it. ``first`` numbers the parcels."""
    accept = AcceptParcel(house.counter, house.events)
    times = []
    for parcel in keep_open(house, count, first=first):
        time.sleep(pause_s)
        began = time.perf_counter()
        house.store.submit(partial(accept, parcel.parcel_id, CLERK)).result()
        times.append(time.perf_counter() - began)
    return times


def accept_with_photos(house: House, count: int, first: int, photo_bytes: int) -> None:
    """Accept parcels whose photos, of so many bytes each, lie in the vault and wait to be sent."""
    accept = AcceptParcel(house.counter, house.events)
    for number in range(first, first + count):
        parcel = complete_parcel(house, number, photo=partial(secrets.token_bytes, photo_bytes))
        house.store.submit(partial(_keep, house, parcel)).result()
        house.store.submit(partial(accept, parcel.parcel_id, CLERK)).result()


def step_away() -> None:
    """Leave the counter, so that sending has the whole PC (``app.courtesy``)."""
    time.sleep(AT_WORK_S)


def p95(times: list[float]) -> float:
    """The 95th percentile."""
    return quantiles(times, n=20)[-1]


def _keep(house: House, parcel: Parcel) -> None:
    with house.store.unit_of_work() as work:
        work.parcels.save(parcel)
