"""A counter that accepts without end and says each time what is durable: the program that the tests kill.

It speaks on standard output, one line per fact, after the fact: ``found {json}`` what was there when it opened,
``open N`` a half-done parcel is saved, ``accepted N`` an acceptance with its photo is committed.
"""

import json
import sys
from dataclasses import replace
from itertools import islice
from pathlib import Path

from app.domain.acceptance import ParcelState
from app.storage.evidence_vault import FileVault
from app.storage.store import EncryptedStore
from app.storage.unit_of_work import StoreUnit
from tests.support.acceptance_samples import AcceptanceSample, acceptance_samples
from tests.support.kills import say

KEY = bytes(range(32))
PHOTO = b"a picture, in clear " * 200


def accept(folder: Path, *, count: int | None = None, synchronous: str = "FULL") -> None:
    """Open the store and accept ``count`` parcels, or until killed."""
    vault = FileVault(folder / "evidence", KEY)
    with EncryptedStore(folder / "store", KEY, synchronous=synchronous) as store:
        say(f"found {json.dumps(store.run(what_is_there))}")
        head = store.run(lambda unit: unit.outbox.head())

        def go_on() -> None:
            for sample in islice(acceptance_samples(head), count):
                accept_one(store, vault, sample)

        store.submit(go_on).result()


def accept_one(store: EncryptedStore, vault: FileVault, sample: AcceptanceSample) -> None:
    """Save the half-done parcel, keep its photo, and accept it."""
    number = sample.message.sequence
    parcel = sample.acceptance.parcel
    with store.unit_of_work() as unit:
        unit.parcels.save(replace(parcel, state=ParcelState.OPEN, sender=None))
    say(f"open {number}")
    # A crash may have left a stray of the same name; the real program never reuses an id.
    vault.delete(sample.file.evidence_id)
    stored = vault.store(sample.file.evidence_id, PHOTO, sample.file.media_type)
    with store.unit_of_work() as unit:
        replace(sample, file=stored).write(unit)
        unit.parcels.save(parcel)
    say(f"accepted {number}")


def what_is_there(unit: StoreUnit) -> dict[str, object]:
    """What a start finds."""
    return {
        "made": unit.records.counts().made,
        "open": [parcel.parcel_id for parcel in unit.parcels.in_state(ParcelState.OPEN)],
    }


if __name__ == "__main__":
    accept(Path(sys.argv[1]), synchronous=sys.argv[2], count=int(sys.argv[3]))
