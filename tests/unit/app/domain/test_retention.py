"""What is due when, and what is left of a record."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.goods import DeclaredItem, Paper
from app.domain.retention import GONE, Keeping, KeptBecause, Standing, images_of, standing, trusted_time, without_text
from app.domain.retention_rules import RetentionClass
from tests.support import builders

NOW = builders.NOON
IMAGES = builders.policy().retention.purged[RetentionClass.IDENTITY_IMAGES]
OVER = NOW - IMAGES.term


def test_what_was_proven_a_term_ago_is_due() -> None:
    assert standing(Keeping((OVER,)), IMAGES, NOW) is Standing.DUE


def test_a_moment_less_is_in_term() -> None:
    assert standing(Keeping((OVER + timedelta(microseconds=1),)), IMAGES, NOW) is Standing.IN_TERM


@pytest.mark.parametrize("proven_at", [(), (None,), (OVER, None)])
def test_without_every_receipt_nothing_is_due(proven_at: tuple[None, ...]) -> None:
    assert standing(Keeping(proven_at), IMAGES, NOW) is Standing.NO_RECEIPT


def test_without_a_proven_time_nothing_is_due() -> None:
    assert standing(Keeping((OVER,)), IMAGES, None) is Standing.NO_RECEIPT


@pytest.mark.parametrize("reason", list(KeptBecause))
def test_what_somebody_needs_stays(reason: KeptBecause) -> None:
    assert standing(Keeping((OVER,), frozenset({reason})), IMAGES, NOW) is Standing.HELD


def test_the_last_receipt_counts() -> None:
    assert standing(Keeping((OVER, NOW)), IMAGES, NOW) is Standing.IN_TERM


def test_a_clock_that_jumps_ahead_moves_no_time() -> None:
    assert trusted_time(NOW, None, NOW + timedelta(days=3650)) == NOW


def test_a_province_that_signs_the_future_is_bounded_by_the_clock() -> None:
    assert trusted_time(NOW + timedelta(days=3650), None, NOW) == NOW


def test_an_earlier_purge_keeps_the_time_from_falling_back() -> None:
    assert trusted_time(OVER, NOW, NOW + timedelta(days=1)) == NOW


def test_no_receipt_no_time() -> None:
    assert trusted_time(None, None, NOW) is None


def test_images_are_the_pictures_of_people_and_no_photos() -> None:
    document = replace(builders.document(), portrait_id="portrait")
    parcel = builders.parcel(sender=builders.sender(document=document))

    assert images_of(parcel) == ("portrait",)


def test_of_a_record_without_text_nobody_is_left() -> None:
    paper = Paper("transport_permit", "530102199003071238", "paper-photo")
    items = (DeclaredItem("松茸", "food", papers=(paper,)),)
    parcel = builders.parcel(inspection=builders.inspection(items=items))

    left = without_text(parcel)

    assert (left.sender, left.principal, left.guardian, left.customer, left.waybill_name) == (None,) * 5
    assert left.inspection.items[0].papers == (replace(paper, number=GONE),)
    assert left.inspection.photos == parcel.inspection.photos
    assert (left.waybill, left.sending, left.parcel_id) == (parcel.waybill, parcel.sending, parcel.parcel_id)
    assert without_text(left) == left
