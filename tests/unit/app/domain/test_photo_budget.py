"""How large a photo may be: the rule, and a village station's week of real pictures."""

import json
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.photo_budget import PhotoLink, PhotoSize, SizeReason, photo_budget_from, photo_size
from devices.inspection.photo_judge import PhotoSubject, judge_jpeg
from devices.simulators.parcel_scene import open_box_picture, sealed_parcel_picture
from devices.vision.picture import encode_jpeg
from devices.vision.pixels import Image
from tests.support import builders
from tests.support.photos import PHOTO_THRESHOLDS

RULES = builders.policy().photos.budget
SETTING = 100_000
WAYBILL = "YT8962646785389"
LINKS = st.builds(
    PhotoLink,
    bytes_per_second=st.none() | st.integers(1, 10**6),
    bytes_a_day=st.none() | st.integers(1, 10**9),
    photos_a_day=st.none() | st.integers(1, 2000),
)


@pytest.mark.parametrize(
    ("link", "most", "reason"),
    [
        (PhotoLink(), 66_666, SizeReason.WEEK),
        (PhotoLink(bytes_per_second=500_000), SETTING, SizeReason.SETTING),
        (PhotoLink(bytes_per_second=500_000, photos_a_day=900), SETTING, SizeReason.SETTING),
        (PhotoLink(bytes_per_second=8_000, photos_a_day=18), 80_000, SizeReason.LINK),
        (PhotoLink(bytes_per_second=8_000, photos_a_day=150), 66_666, SizeReason.WEEK),
        (PhotoLink(bytes_per_second=3_000, photos_a_day=18), 50_000, SizeReason.FLOOR),
        (PhotoLink(bytes_per_second=500_000, bytes_a_day=10_000_000, photos_a_day=150), 66_666, SizeReason.WEEK),
        (PhotoLink(bytes_per_second=500_000, bytes_a_day=9_000_000, photos_a_day=150), 60_000, SizeReason.ALLOWANCE),
        (PhotoLink(bytes_per_second=500_000, bytes_a_day=1_000_000, photos_a_day=150), 50_000, SizeReason.FLOOR),
    ],
)
def test_the_tightest_bound_counts(link: PhotoLink, most: int, reason: SizeReason) -> None:
    found = photo_size(link, SETTING, RULES)
    assert (found.most_bytes, found.reason) == (most, reason)
    assert found.side == (1280 if most >= 80_000 else 1024)


@settings(max_examples=80)
@given(LINKS, st.integers(50_000, 150_000), st.integers(1, 1000))
def test_less_of_anything_never_makes_a_photo_larger(link: PhotoLink, setting: int, more: int) -> None:
    found = photo_size(link, setting, RULES)
    assert RULES.least_bytes <= found.most_bytes <= setting
    if link.photos_a_day is not None:
        busier = photo_size(replace(link, photos_a_day=link.photos_a_day + more), setting, RULES)
        assert busier.most_bytes <= found.most_bytes
    if link.bytes_per_second is not None:
        slower = photo_size(replace(link, bytes_per_second=max(1, link.bytes_per_second // more)), setting, RULES)
        assert slower.most_bytes <= found.most_bytes
    if link.bytes_a_day is not None:
        metered = photo_size(replace(link, bytes_a_day=max(1, link.bytes_a_day // more)), setting, RULES)
        assert metered.most_bytes <= found.most_bytes


@pytest.mark.parametrize(
    "spoilt",
    [
        {"week_bytes": 0},
        {"sides": []},
        {"sides": [{"from_bytes": 10, "side": 1024}]},
        {"sides": [{"from_bytes": 10, "side": 1024}, {"from_bytes": 0, "side": 1280}]},
    ],
)
def test_a_budget_that_cannot_be_kept_is_refused(spoilt: dict[str, object]) -> None:
    part = json.loads((builders.POLICY_FOLDER / "photos.json").read_bytes())
    part["budget"] |= spoilt
    with pytest.raises((ValueError, StopIteration)):
        photo_budget_from(part)


@cache
def drawn() -> tuple[tuple[PhotoSubject, Image], ...]:
    """Drawn parcels: twice as many pictures of the contents as of the sealed parcel."""
    contents = [(PhotoSubject.CONTENTS, open_box_picture(seed)) for seed in range(6)]
    sealed = [(PhotoSubject.SEALED_PARCEL, sealed_parcel_picture(seed, WAYBILL)) for seed in range(3)]
    return (*contents, *sealed)


def made(size: PhotoSize) -> list[tuple[PhotoSubject, bytes]]:
    """The pictures as the counter keeps them."""
    return [(subject, encode_jpeg(picture, max_side=size.side, budget=size.most_bytes)) for subject, picture in drawn()]


def test_a_village_stations_busiest_week_stays_under_seventy_megabytes() -> None:
    """Fifty parcels a day with three photos each: the upper end of what a village station is thought to send."""
    sizes = [len(photo) for _, photo in made(photo_size(PhotoLink(), SETTING, RULES))]
    a_week = 7 * RULES.assumed_a_day

    assert RULES.assumed_a_day == 150
    assert max(sizes) * a_week < RULES.week_bytes


def test_the_smallest_photo_is_still_fit_to_be_judged() -> None:
    smallest = photo_size(PhotoLink(bytes_per_second=100), SETTING, RULES)
    assert smallest.reason is SizeReason.FLOOR
    for subject, photo in made(smallest):
        judged = judge_jpeg(photo, subject, PHOTO_THRESHOLDS, expected_waybill=WAYBILL)
        assert judged.problems == ()
