"""Pictures kept with the parcel: what may be photographed when, and what a doubted picture needs."""

import hashlib
from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.acceptance import Missing, Parcel
from app.domain.clerk import Clerk, ClerkNumber, ClerkRole
from app.domain.errors import DomainError, DomainFault
from app.domain.inspection import Finding, Found, PhotoJudgement, PhotoProblem, PhotoRole
from app.domain.sending import Sending
from app.inspection_ports import KeptLook
from app.ports import ClockOffset, StoredEvidence
from app.storage.errors import StorageError, StorageFault
from app.usecases.attach_photo import TakenPhoto
from app.usecases.edits import ChooseCategory, ChooseSending, RemovePhoto, SayContentsDiffer
from tests.support.builders import CLERK, NOON
from tests.support.counter_house import WAYBILL, CounterHouse, parcel_of
from tests.support.memory_store import MemoryVault

AUDITOR = ClerkNumber("7001")
GOOD = PhotoJudgement(sharpness=120, brightness=110, perceptual_hash="0123456789abcdef")
BLURRED = replace(GOOD, problems=(PhotoProblem.BLURRED, PhotoProblem.WAYBILL_UNREADABLE))
REPEATED = replace(GOOD, problems=(PhotoProblem.REPEATED,), repeats="photo-0")
LATER = timedelta(minutes=1)


class FullVault(MemoryVault):
    """There is no room on the disk."""

    def store(self, evidence_id: str, clear: bytes, media_type: str) -> StoredEvidence:
        del evidence_id, clear, media_type
        raise StorageError(StorageFault.STORE_FULL)


class Desk:
    """A counter with one parcel; food is declared."""

    def __init__(self) -> None:
        self.house = CounterHouse()
        self.parcel_id = parcel_of(self.house.scanned()).parcel_id
        self.house.edit(self.parcel_id, ChooseCategory("food"), CLERK)

    @property
    def parcel(self) -> Parcel:
        return parcel_of(self.house.open())

    @property
    def missing(self) -> tuple[Missing, ...]:
        return self.house.open().decision.missing

    def looks(self) -> list[KeptLook]:
        return self.house.look(lambda work: work.looks.after(0, limit=99))

    def takes(self, role: PhotoRole = PhotoRole.CONTENTS, **changes: object) -> Parcel:
        """A picture a minute after the one before."""
        self.house.clock.advance(LATER)
        return parcel_of(self.house.attach_photo(self.parcel_id, self._taken(role, **changes), CLERK))

    def refuses(self, role: PhotoRole = PhotoRole.CONTENTS, **changes: object) -> tuple[DomainFault, str]:
        """Why, after having seen that nothing of it was kept."""
        before, files, looks = self.parcel, dict(self.house.vault.files), self.looks()
        with pytest.raises(DomainError) as caught:
            self.house.attach_photo(self.parcel_id, self._taken(role, **changes), CLERK)
        assert self.parcel == before
        assert self.house.vault.files == files
        assert self.house.look(lambda work: work.evidence.all_ids()) == set(files)
        assert self.looks() == looks
        return caught.value.fault, caught.value.detail

    def _taken(self, role: PhotoRole, **changes: object) -> TakenPhoto:
        return replace(self.house.taken(role), **changes)  # type: ignore[arg-type] # real members


@pytest.fixture
def desk() -> Desk:
    return Desk()


# -- what is kept


def test_a_picture_is_kept_with_all_that_is_known_of_it(desk: Desk) -> None:
    desk.house.look(lambda work: work.terminal.save_clock_offset(ClockOffset(-1_500, NOON)))
    look = (b"hash", b"features")
    inspection = desk.takes(jpeg=b"\xff\xd8 food", device="sim:camera", judgement=GOOD, look=look).inspection

    (photo,) = inspection.photos
    assert (photo.role, photo.device, photo.clock_offset_ms, photo.judgement) == (
        PhotoRole.CONTENTS,
        "sim:camera",
        -1_500,
        GOOD,
    )
    assert (photo.sha256, photo.size) == (hashlib.sha256(b"\xff\xd8 food").hexdigest(), len(b"\xff\xd8 food"))
    assert photo.taken_at == NOON + LATER
    assert inspection.inspected_by == CLERK
    assert desk.house.vault.files == {photo.evidence_id: b"\xff\xd8 food"}
    assert desk.house.look(lambda work: work.evidence.all_ids()) == {photo.evidence_id}
    (kept,) = desk.looks()
    assert (kept.evidence_id, kept.parcel_id, kept.taken_at, kept.hash) == (
        photo.evidence_id,
        desk.parcel_id,
        photo.taken_at,
        b"hash",
    )
    assert desk.house.look(lambda work: work.looks.features(photo.evidence_id)) == b"features"


def test_the_first_picture_opens_a_parcel() -> None:
    house = CounterHouse()
    parcel = parcel_of(house.photographed(None))

    assert parcel_of(house.open()) == parcel
    assert [photo.clock_offset_ms for photo in parcel.inspection.photos] == [None], "the clock was never measured"


def test_a_picture_that_went_unexamined_leaves_no_look(desk: Desk) -> None:
    desk.takes()
    assert desk.looks() == []


def test_a_picture_that_is_taken_back_takes_its_look_along(desk: Desk) -> None:
    (photo,) = desk.takes(look=(b"hash", b"features")).inspection.photos
    desk.house.edit(desk.parcel_id, RemovePhoto(photo.evidence_id), CLERK)

    assert desk.looks() == []
    assert desk.house.vault.files == {}


def test_a_picture_that_the_vault_cannot_take_is_not_in_the_record() -> None:
    house = CounterHouse(vault=FullVault())
    parcel_id = parcel_of(house.scanned()).parcel_id
    with pytest.raises(StorageError) as caught:
        house.photographed(parcel_id)
    assert caught.value.fault is StorageFault.STORE_FULL
    assert parcel_of(house.open()).inspection.photos == ()
    assert house.look(lambda work: work.evidence.all_ids()) == set()


def test_nothing_of_the_picture_shows_in_a_log() -> None:
    shown = repr(TakenPhoto(b"\xff\xd8 secret", PhotoRole.CONTENTS, NOON, look=(b"hidden", b"hidden")))
    assert "secret" not in shown
    assert "hidden" not in shown


# -- doubted pictures


@pytest.mark.parametrize(
    ("judgement", "problem"), [(BLURRED, "blurred"), (REPEATED, "repeated")], ids=["blurred", "repeated"]
)
@pytest.mark.parametrize("role", [PhotoRole.CONTENTS, PhotoRole.SEALED_PARCEL, PhotoRole.PAPER])
def test_a_doubted_picture_is_held_for_the_first_of_its_problems(
    desk: Desk, role: PhotoRole, judgement: PhotoJudgement, problem: str
) -> None:
    desk.takes()
    assert desk.refuses(role, judgement=judgement, look=(b"h", b"f")) == (DomainFault.PHOTO_DOUBTED, problem)


@pytest.mark.parametrize("reason", ["", "because", "poor_light ", "现场光线差，内容可辨"])
def test_a_doubted_picture_is_kept_for_no_reason_that_the_pack_does_not_know(desk: Desk, reason: str) -> None:
    doubted = replace(BLURRED, kept_because=reason)
    assert desk.refuses(judgement=doubted, look=(b"h", b"f")) == (DomainFault.REASON_UNKNOWN, reason)


@pytest.mark.parametrize("judgement", [BLURRED, REPEATED], ids=["blurred", "repeated"])
def test_a_doubted_picture_is_kept_with_each_reason_of_the_pack(desk: Desk, judgement: PhotoJudgement) -> None:
    reasons = desk.house.counter.policy.inspection.keep_photo_reasons
    assert reasons
    for reason in reasons:
        kept = replace(judgement, kept_because=reason.code)
        assert desk.takes(judgement=kept).inspection.photos[-1].judgement == kept


# -- what may be photographed when


def test_the_parcel_is_sealed_after_its_contents_were_named_and_seen(desk: Desk) -> None:
    assert desk.refuses(PhotoRole.SEALED_PARCEL) == (DomainFault.PHOTO_FIRST, "")
    desk.takes(PhotoRole.PAPER)
    assert desk.refuses(PhotoRole.SEALED_PARCEL) == (DomainFault.PHOTO_FIRST, "")
    desk.takes()
    inspection = desk.takes(PhotoRole.SEALED_PARCEL).inspection

    assert inspection.found == Found(Finding.MATCHES, CLERK, desk.house.clock.now())
    assert Missing.SEALED_PHOTO not in desk.missing


def test_nothing_is_sealed_before_somebody_says_what_it_is() -> None:
    house = CounterHouse()
    parcel_id = parcel_of(house.scanned()).parcel_id
    house.photographed(parcel_id)
    with pytest.raises(DomainError) as caught:
        house.sealed(parcel_id)
    assert caught.value.fault is DomainFault.PHOTO_FIRST


def test_nothing_is_sealed_before_there_is_a_waybill_to_compare() -> None:
    house = CounterHouse()
    parcel_id = parcel_of(house.photographed(None)).parcel_id
    house.edit(parcel_id, ChooseCategory("tea"), CLERK)
    with pytest.raises(DomainError) as caught:
        house.sealed(parcel_id)
    assert caught.value.fault is DomainFault.WAYBILL_FIRST
    assert parcel_of(house.open()).inspection.found is None


@pytest.mark.parametrize("role", [PhotoRole.CONTENTS, PhotoRole.PAPER, PhotoRole.SCENE])
def test_only_the_sealed_parcel_says_that_the_contents_match(desk: Desk, role: PhotoRole) -> None:
    assert desk.takes(role).inspection.found is None


def test_what_differs_is_never_sealed_and_may_be_photographed_on(desk: Desk) -> None:
    desk.takes()
    desk.house.edit(desk.parcel_id, SayContentsDiffer("concealed"), CLERK)
    assert desk.refuses(PhotoRole.SEALED_PARCEL) == (DomainFault.CONTENTS_DIFFER, "")

    found = desk.takes().inspection.found
    assert found is not None
    assert (found.finding, found.note) == (Finding.DIFFERS, "concealed")


def test_a_parcel_that_was_opened_again_has_to_be_sealed_again(desk: Desk) -> None:
    desk.takes()
    desk.takes(PhotoRole.SEALED_PARCEL)

    assert desk.takes().inspection.found is None
    assert Missing.SEALED_PHOTO in desk.missing

    inspection = desk.takes(PhotoRole.SEALED_PARCEL).inspection
    assert inspection.found is not None
    assert inspection.found.finding is Finding.MATCHES
    assert len(inspection.photos) == 4, "all of them stay in the record"


@pytest.mark.parametrize("role", [PhotoRole.SEALED_PARCEL, PhotoRole.PAPER])
def test_other_pictures_open_nothing(desk: Desk, role: PhotoRole) -> None:
    desk.takes()
    desk.takes(PhotoRole.SEALED_PARCEL)

    found = desk.takes(role).inspection.found
    assert found is not None
    assert found.finding is Finding.MATCHES


def test_a_letter_is_photographed_from_outside_and_nothing_is_found_in_it(desk: Desk) -> None:
    desk.house.edit(desk.parcel_id, ChooseSending(Sending.LETTER), CLERK)
    assert desk.refuses(PhotoRole.CONTENTS) == (DomainFault.LETTER_HAS_NO_PHOTO, "")

    inspection = desk.takes(PhotoRole.SEALED_PARCEL).inspection
    assert [photo.role for photo in inspection.photos] == [PhotoRole.SEALED_PARCEL]
    assert inspection.found is None


def test_an_auditor_photographs_nothing(desk: Desk) -> None:
    desk.house.look(lambda work: work.clerks.add(Clerk(AUDITOR, "稽核样例", "hash", ClerkRole.AUDITOR)))
    with pytest.raises(DomainError) as caught:
        desk.house.attach_photo(desk.parcel_id, desk.house.taken(), AUDITOR)
    assert caught.value.fault is DomainFault.READ_ONLY
    assert desk.house.vault.files == {}


@pytest.mark.parametrize("accepted", [True, False])
def test_a_parcel_that_is_not_at_the_counter_is_not_photographed(accepted: bool) -> None:
    house = CounterHouse()
    parcel_id = house.complete_parcel(WAYBILL).parcel_id if accepted else "nowhere"
    if accepted:
        house.accept(parcel_id, CLERK)
    files = dict(house.vault.files)
    with pytest.raises(DomainError) as caught:
        house.photographed(parcel_id)
    assert caught.value.fault is DomainFault.PARCEL_UNKNOWN
    assert house.vault.files == files
