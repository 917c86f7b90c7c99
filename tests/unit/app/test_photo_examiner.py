"""Every picture is judged, and found when it was shown before, whatever became of the earlier one."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import TypeAlias

import numpy as np
import pytest

from app.domain.acceptance import Parcel
from app.domain.inspection import PhotoProblem, PhotoRole
from app.domain.waybill import Waybill
from app.inspection_ports import Look
from app.photo_examiner import HASHES_LENGTH, InspectionExaminer
from app.storage.errors import StorageError, StorageFault
from app.usecases.attach_photo import ExaminedPhoto
from app.usecases.edits import RemovePhoto
from devices.errors import DeviceError, DeviceFault
from devices.inspection.fingerprint import probe_of
from devices.simulators.parcel_scene import ShotFault, open_box_picture, sealed_parcel_picture
from devices.simulators.photo_alterations import Alteration, altered
from devices.vision.decode import picture_from
from tests.support.builders import CLERK, NOON, parcel
from tests.support.counter_house import WAYBILL, CounterHouse, parcel_of
from tests.support.photos import jpeg

SMALL = (1280, 720)
OTHER_WAYBILL = "SF1234567890123"
CAMERA = "sim:camera"

Shown: TypeAlias = Callable[[], bytes]
"""Draws a picture, not before it is asked."""


@cache
def box(seed: int = 1, fault: ShotFault | None = None) -> bytes:
    """A picture of the contents."""
    return jpeg(open_box_picture(seed, fault=fault, size=SMALL))


@cache
def sealed(number: str = WAYBILL) -> bytes:
    """A picture of the sealed parcel with that waybill."""
    return jpeg(sealed_parcel_picture(1, number, size=SMALL))


@cache
def copied() -> bytes:
    """The picture of :func:`box` in another file."""
    image = picture_from(box())
    assert image is not None
    return altered(image, Alteration.COMPRESSED_35, np.random.default_rng(1))


class Counter:
    """A counter with an examiner; ``show`` examines, ``keep`` examines and keeps with the parcel."""

    def __init__(self) -> None:
        self.house = CounterHouse()
        self.examiner = InspectionExaminer(self.house.store, self.house.vault, self.house.counter.policy)

    def show(self, content: bytes, about: Parcel | None = None, role: PhotoRole = PhotoRole.CONTENTS) -> ExaminedPhoto:
        return self.examiner.examine(content, role, about, taken_at=NOON, device=CAMERA)

    def opened(self, number: str = WAYBILL) -> Parcel:
        return parcel_of(self.house.scanned(number))

    def keep(self, content: bytes, about: Parcel) -> Parcel:
        return parcel_of(self.house.attach_photo(about.parcel_id, self.show(content, about).taken, CLERK))

    def spoil(self, **changes: object) -> None:
        """What is kept of every picture's look is damaged."""
        looks = self.house.store.tables.inspection.looks
        for evidence_id, (number, look) in list(looks.items()):
            looks[evidence_id] = (number, replace(look, **changes))  # type: ignore[arg-type] # real members


@pytest.fixture
def counter() -> Counter:
    return Counter()


def problems_of(examined: ExaminedPhoto) -> tuple[PhotoProblem, ...]:
    judgement = examined.taken.judgement
    assert judgement is not None
    return judgement.problems


# -- the judgement


def test_a_good_picture_is_handed_back_with_its_own_bytes_and_what_was_measured(counter: Counter) -> None:
    examined = counter.show(box())

    taken, judgement = examined.taken, examined.taken.judgement
    assert (taken.jpeg, taken.role, taken.taken_at, taken.device) == (box(), PhotoRole.CONTENTS, NOON, CAMERA)
    assert judgement is not None
    assert (judgement.problems, judgement.repeats, judgement.kept_because) == ((), None, None)
    assert judgement.sharpness > counter.house.counter.policy.photos.least_sharpness
    assert 60 < judgement.brightness < 200
    fingerprint = probe_of(box()).fingerprint
    assert bytes.fromhex(judgement.perceptual_hash) == fingerprint.hashes[:8]
    assert taken.look == (fingerprint.sha256 + fingerprint.hashes, fingerprint.features)
    assert examined.earlier is None


@pytest.mark.parametrize(
    ("fault", "problem"),
    [
        (ShotFault.BLURRED, PhotoProblem.BLURRED),
        (ShotFault.DARK, PhotoProblem.TOO_DARK),
        (ShotFault.BRIGHT, PhotoProblem.TOO_BRIGHT),
    ],
)
@pytest.mark.parametrize("role", [PhotoRole.CONTENTS, PhotoRole.PAPER, PhotoRole.SCENE])
def test_a_doubted_picture_is_named_in_the_roles_that_are_judged_like_contents(
    counter: Counter, fault: ShotFault, problem: PhotoProblem, role: PhotoRole
) -> None:
    assert problems_of(counter.show(box(3, fault), role=role)) == (problem,)


@pytest.mark.parametrize(
    ("number", "expected", "problems"),
    [
        (WAYBILL, WAYBILL, ()),
        (OTHER_WAYBILL, WAYBILL, (PhotoProblem.WAYBILL_DIFFERS,)),
        (OTHER_WAYBILL, None, ()),
        ("HELLO", WAYBILL, (PhotoProblem.WAYBILL_UNREADABLE,)),
    ],
)
def test_the_sealed_parcel_has_to_show_the_waybill_that_was_scanned(
    counter: Counter, number: str, expected: str | None, problems: tuple[PhotoProblem, ...]
) -> None:
    about = parcel(waybill=Waybill(expected, None) if expected is not None else None)
    assert problems_of(counter.show(sealed(number), about, PhotoRole.SEALED_PARCEL)) == problems


def test_no_waybill_is_looked_for_among_the_contents(counter: Counter) -> None:
    assert problems_of(counter.show(sealed(OTHER_WAYBILL), counter.opened())) == ()


@pytest.mark.parametrize("content", [b"", b"no picture", b"\xff\xd8 picture"])
def test_what_is_no_picture_is_refused_in_the_cameras_name(counter: Counter, content: bytes) -> None:
    with pytest.raises(DeviceError) as caught:
        counter.show(content)
    assert (caught.value.fault, caught.value.device) == (DeviceFault.BAD_FRAME, CAMERA)


# -- a picture that was shown before


@pytest.mark.parametrize("shown", [box, copied])
def test_a_picture_of_another_parcel_is_found_again(counter: Counter, shown: Shown) -> None:
    first = counter.keep(box(), counter.opened())
    (kept,) = first.inspection.photos

    examined = counter.show(shown(), counter.opened(OTHER_WAYBILL))

    judgement, earlier = examined.taken.judgement, examined.earlier
    assert judgement is not None
    assert earlier is not None
    assert judgement.problems == (PhotoProblem.REPEATED,)
    assert judgement.repeats == kept.evidence_id
    assert (earlier.evidence_id, earlier.taken_at, earlier.jpeg) == (kept.evidence_id, NOON, box())


def test_a_repeat_stands_before_what_else_is_wrong(counter: Counter) -> None:
    dark = box(3, ShotFault.DARK)
    about = counter.opened()
    taken = counter.show(dark, about).taken
    assert taken.judgement is not None
    kept_anyway = replace(taken, judgement=replace(taken.judgement, kept_because="poor_light"))
    counter.house.attach_photo(about.parcel_id, kept_anyway, CLERK)

    assert problems_of(counter.show(dark)) == (PhotoProblem.REPEATED, PhotoProblem.TOO_DARK)


def test_two_shots_of_one_parcel_may_be_alike_and_other_goods_are_no_repeat(counter: Counter) -> None:
    about = counter.keep(box(), counter.opened())

    assert problems_of(counter.show(box(), about)) == ()
    assert problems_of(counter.show(box(2), counter.opened(OTHER_WAYBILL))) == ()


def test_what_was_kept_before_the_program_started_is_known(counter: Counter) -> None:
    counter.keep(box(), counter.opened())
    restarted = InspectionExaminer(counter.house.store, counter.house.vault, counter.house.counter.policy)

    examined = restarted.examine(box(), PhotoRole.CONTENTS, None, taken_at=NOON, device=CAMERA)

    assert problems_of(examined) == (PhotoProblem.REPEATED,)


def test_a_repeat_of_a_picture_that_was_purged_is_told_without_showing_it(counter: Counter) -> None:
    first = counter.keep(box(), counter.opened())
    (kept,) = first.inspection.photos
    counter.house.vault.delete(kept.evidence_id)

    earlier = counter.show(box()).earlier

    assert earlier is not None
    assert (earlier.evidence_id, earlier.taken_at, earlier.jpeg) == (kept.evidence_id, NOON, None)


@pytest.mark.parametrize("shown", [box, copied])
def test_a_picture_that_was_taken_back_repeats_nothing(counter: Counter, shown: Shown) -> None:
    first = counter.keep(box(), counter.opened())
    assert problems_of(counter.show(shown())) == (PhotoProblem.REPEATED,)
    counter.house.edit(first.parcel_id, RemovePhoto(first.inspection.photos[0].evidence_id), CLERK)

    assert problems_of(counter.show(shown())) == ()


def test_the_picture_taken_instead_of_one_that_was_taken_back_is_learnt(counter: Counter) -> None:
    first = counter.keep(box(), counter.opened())
    counter.show(box(2))
    counter.house.edit(first.parcel_id, RemovePhoto(first.inspection.photos[0].evidence_id), CLERK)
    counter.keep(box(2), first)

    assert problems_of(counter.show(box(2))) == (PhotoProblem.REPEATED,)


# -- what is kept may be damaged


@pytest.mark.parametrize(
    "damaged",
    [lambda _: b"", lambda _: b"\x00", lambda whole: b"\x02" + whole[1:], lambda whole: whole[:-1]],
    ids=["none", "short", "another version", "cut"],
)
def test_damaged_features_do_not_stop_the_judging(counter: Counter, damaged: Callable[[bytes], bytes]) -> None:
    counter.keep(box(), counter.opened())
    counter.spoil(features=damaged(probe_of(box()).fingerprint.features))

    assert problems_of(counter.show(copied())) == ()
    assert problems_of(counter.show(box(3, ShotFault.DARK))) == (PhotoProblem.TOO_DARK,)


def test_the_same_file_is_found_without_its_features(counter: Counter) -> None:
    counter.keep(box(), counter.opened())
    counter.spoil(features=b"")

    assert problems_of(counter.show(box())) == (PhotoProblem.REPEATED,)


def test_damaged_features_of_one_picture_do_not_hide_another(counter: Counter) -> None:
    """Two parcels with the same picture; what is kept of the first is damaged."""
    counter.keep(box(), counter.opened())
    counter.spoil(features=b"")
    second = counter.opened(OTHER_WAYBILL)
    look = probe_of(copied()).fingerprint
    kept = Look("kept-2", second.parcel_id, NOON, look.sha256 + look.hashes, look.features)
    counter.house.look(lambda work: work.looks.add(kept))

    judgement = counter.show(jpeg(open_box_picture(1, size=SMALL), 60)).taken.judgement

    assert judgement is not None
    assert judgement.repeats == "kept-2"


@pytest.mark.parametrize("length", [0, 31, 32, 32 + HASHES_LENGTH - 1, 32 + HASHES_LENGTH + 1])
def test_hashes_of_an_earlier_program_are_passed_over(counter: Counter, length: int) -> None:
    counter.keep(box(), counter.opened())
    counter.spoil(hash=bytes(length))

    assert problems_of(counter.show(box())) == ()


def test_a_store_that_cannot_be_read_is_told(counter: Counter) -> None:
    counter.house.store.fail_next_commit(StorageFault.STORE_CORRUPT)
    with pytest.raises(StorageError) as caught:
        counter.show(box())
    assert caught.value.fault is StorageFault.STORE_CORRUPT
    assert problems_of(counter.show(box())) == ()
