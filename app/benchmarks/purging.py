"""Accepting a parcel while a purge runs, beside accepting in peace.

Invariants:
- The records that are purged have real receipts and real files.
- Peace and purge take turns, so that the disk is in the same mood for both; each accepts the same number of parcels,
  with the same pause between them, through the store's queue.
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from functools import partial

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.benchmarks.accepting import accepting, p95
from app.benchmarks.figures import Figure, Sense
from app.benchmarks.parcels import CLERK, enrolled_offline, keep_open, throw_away_house
from app.bootstrap import House
from app.domain.acceptance import Parcel
from app.domain.retention import images_of
from app.domain.retention_rules import RetentionClass
from app.ports import StoredEvidence
from app.purging import PurgeReport, Rest, run_through
from app.usecases.accept_parcel import AcceptParcel
from app.usecases.results import Accepted
from app.usecases.take_document import PORTRAIT_MEDIA_TYPE
from sync.contract import RECEIPT_TYPE, ReceiptClaims
from sync.ports import VerifiedReceipt
from sync.province.keys import ReceiptKey

OLD_RECORDS = 240
ROUNDS = 5
ACCEPTED = 40
"""In each half of a round."""
PAUSE_S = 0.04
PICTURE = bytes(30_000)


def purge() -> list[Figure]:
    """The 95th percentile of an acceptance, while purging over in peace."""
    with throw_away_house() as house:
        key = ReceiptKey(Ed25519PrivateKey.generate())
        _enrol(house, key)
        _fill(house, key)
        peaceful: list[float] = []
        disturbed: list[float] = []
        purged = 0
        for number in range(ROUNDS):
            first = OLD_RECORDS + 1 + number * 2 * ACCEPTED
            peaceful += accepting(house, ACCEPTED, first, pause_s=PAUSE_S)
            times, report = _disturbed(house, first + ACCEPTED)
            disturbed += times
            purged += sum(report.purged.values())
    return [_figure(p95(peaceful), p95(disturbed), purged)]


def _disturbed(house: House, first: int) -> tuple[list[float], PurgeReport]:
    with ThreadPoolExecutor(1) as pool:
        rest = Rest(lambda: True)
        purging = pool.submit(partial(run_through, house.purge(), between=rest))
        times = accepting(house, ACCEPTED, first, pause_s=PAUSE_S)
        rest.stop()
        return times, purging.result()


def _figure(peaceful_s: float, disturbed_s: float, purged: int) -> Figure:
    return Figure(
        name="purge",
        what=f"p95 of accepting a parcel while {purged} files and texts are purged, over in peace",
        value=round(disturbed_s / peaceful_s, 3),
        unit="x",
        sense=Sense.AT_MOST,
        to_reach=1.2,
        ours=f"{disturbed_s * 1000:.1f} ms",
        limit=f"{peaceful_s * 1000:.1f} ms",
    )


def _enrol(house: House, key: ReceiptKey) -> None:
    enrolled_offline(house)
    public = key.public

    def pin() -> None:
        with house.store.unit_of_work() as work:
            identity = work.terminal.identity()
            if identity is not None:
                work.terminal.save_identity(replace(identity, receipt_keys=((public.kid, public.x),)))

    house.store.submit(pin).result()


def _fill(house: House, key: ReceiptKey) -> None:
    """Records whose receipts are older than every term, and one that brings the province's time up to now."""
    accept = AcceptParcel(house.counter, house.events)
    age = house.policy.retention.purged[RetentionClass.RECORD_TEXT].term + timedelta(days=1)
    parcels = keep_open(house, OLD_RECORDS)
    for number, parcel in enumerate(parcels, start=1):
        _store_files(house, parcel)
        accepted = house.store.submit(partial(accept, parcel.parcel_id, CLERK)).result()
        _deliver(house, key, accepted, timedelta(0) if number == OLD_RECORDS else age)


def _store_files(house: House, parcel: Parcel) -> None:
    """The photos' files, and the portrait with its row."""
    for photo in parcel.inspection.photos:
        house.vault.store(photo.evidence_id, PICTURE, photo.media_type)
    for image in images_of(parcel):
        portrait = house.vault.store(image, PICTURE, PORTRAIT_MEDIA_TYPE)
        house.store.submit(partial(_index, house, portrait, parcel.parcel_id)).result()


def _index(house: House, portrait: StoredEvidence, parcel_id: str) -> None:
    with house.store.unit_of_work() as work:
        work.evidence.add(portrait, parcel_id, upload=False, at=house.clock.now())


def _deliver(house: House, key: ReceiptKey, accepted: Accepted, age: timedelta) -> None:
    identity = house.identity()

    def deliver() -> None:
        with house.store.unit_of_work() as unit:
            head = unit.outbox.head()
            claims = ReceiptClaims(
                iss="bench" if identity is None else identity.issuer,
                sub=accepted.message_id,
                digest=head.digest,
                terminal_id="bench" if identity is None else identity.terminal_id,
                sequence=head.sequence,
                received_at=house.clock.now() - age,
            )
            receipt = VerifiedReceipt(claims, key.signed(RECEIPT_TYPE, claims.model_dump_json()))
            unit.messages.apply_receipt(receipt, house.clock.now())

    house.store.submit(deliver).result()
