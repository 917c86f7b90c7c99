"""Complete parcels of invented people, ready to be accepted, in a throw-away terminal."""

import hashlib
import secrets
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from app.bootstrap import House, open_house
from app.domain.acceptance import Parcel
from app.domain.clerk import ClerkNumber
from app.domain.honesty import Caution
from app.domain.identity.sender import SamePerson, Sender
from app.domain.inspection import Finding, Found, Inspection, Photo, PhotoRole
from app.domain.sending import AnsweredCaution, NameCheck, WaybillName
from app.domain.waybill import Waybill
from app.paths import Home
from app.ports import StoredEvidence, TerminalIdentity
from app.settings import Settings
from app.usecases.documents import from_chip
from devices.ports import CardRead
from devices.simulators.cards import synthetic_card
from sync.words import Environment

CLERK = ClerkNumber("1001")


@contextmanager
def throw_away_house() -> Iterator[House]:
    """A training terminal in a temporary folder, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="yanqi-bench-") as folder:
        house = open_house(Home(Path(folder), Environment.TRAINING), Settings(camera=""), secrets.token_bytes(32))
        try:
            yield house
        finally:
            house.stop()


def complete_parcel(house: House, number: int, photo: Callable[[], bytes] | None = None) -> Parcel:
    """One parcel that lacks nothing. Without ``photo``, its photos' files do not exist, and are not sent."""
    now = house.clock.now()
    text = synthetic_card(number)
    card = CardRead(text, bytes(1024), "sim:reader", now, 0.0)
    counter = house.counter
    document = from_chip(card, counter.ids.new(), counter.policy, counter.today())
    parcel_id = house.counter.ids.new()
    roles = (PhotoRole.CONTENTS, PhotoRole.SEALED_PARCEL)
    if photo is None:
        photos = tuple(_photo(house, role, number, now) for role in roles)
    else:
        photos = tuple(_kept_photo(house, role, photo(), parcel_id, now) for role in roles)
    return Parcel(
        parcel_id=parcel_id,
        opened_by=CLERK,
        opened_at=now - timedelta(seconds=20),
        waybill=Waybill(f"YT{number:013d}", "yto"),
        sender=Sender(document, phone=f"139{number:08d}", same_person=SamePerson(CLERK, now)),
        waybill_name=WaybillName(NameCheck.SEEN, agrees=True, checked_at=now, clerk=CLERK),
        inspection=Inspection("food", 1, photos, inspected_by=CLERK, found=Found(Finding.MATCHES, CLERK, now)),
        # A benchmark may run at night, when hundreds of parcels in a minute are unusual.
        answered=(AnsweredCaution(Caution.NIGHT_BURST.value, "explained", CLERK, now),),
    )


def _kept_photo(house: House, role: PhotoRole, content: bytes, parcel_id: str, at: datetime) -> Photo:
    stored = house.vault.store(house.counter.ids.new(), content, "image/jpeg")

    def index() -> None:
        with house.store.unit_of_work() as work:
            work.evidence.add(stored, parcel_id, upload=True, at=at)

    house.store.submit(index).result()
    return Photo(stored.evidence_id, role, stored.sha256, stored.size, stored.media_type, at)


def _photo(house: House, role: PhotoRole, number: int, at: datetime) -> Photo:
    digest = hashlib.sha256(f"{role} {number}".encode()).hexdigest()
    return Photo(house.counter.ids.new(), role, digest, 100_000, "image/jpeg", at)


def keep_open(house: House, count: int, first: int = 1) -> list[Parcel]:
    """Keep ``count`` complete parcels as half-done ones, with their photos indexed."""
    parcels = [complete_parcel(house, number) for number in range(first, first + count)]

    def keep() -> None:
        with house.store.unit_of_work() as work:
            for parcel in parcels:
                work.parcels.save(parcel)
                for photo in parcel.inspection.photos:
                    stored = StoredEvidence(photo.evidence_id, photo.sha256, photo.size, photo.media_type, bytes(60))
                    work.evidence.add(stored, parcel.parcel_id, upload=False, at=photo.taken_at)

    house.store.submit(keep).result()
    return parcels


def enrolled_offline(house: House) -> None:
    """Give the terminal an identity without a province."""
    identity = TerminalIdentity(
        terminal_id="bench",
        outlet_id="bench",
        outlet_name="bench",
        environment=Environment.TRAINING,
        province_url="http://127.0.0.1:9",
        province_name="bench",
        issuer="bench",
        receipt_keys=(("k", "A" * 43),),
        enrolled_at=house.clock.now(),
        private_key=bytes(32),
    )

    def save() -> None:
        with house.store.unit_of_work() as work:
            work.terminal.save_identity(identity)

    house.store.submit(save).result()
