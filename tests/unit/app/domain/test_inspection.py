"""What a picture that goes takes with it."""

from app.domain.goods import DeclaredItem, Paper
from app.domain.inspection import Inspection, Photo, PhotoRole
from tests.support.builders import NOON


def photo(evidence_id: str) -> Photo:
    return Photo(evidence_id, PhotoRole.PAPER, "00" * 32, 1, "image/jpeg", NOON)


def test_a_paper_whose_picture_goes_has_none() -> None:
    shown, other = Paper("plant_quarantine", "1", "p-1"), Paper("wildlife_permit", "2", "p-2")
    seeds = DeclaredItem("种子", "farm_produce", papers=(shown, other))
    before = Inspection(photos=(photo("p-1"), photo("p-2")), items=(seeds,))
    (after,) = before.without_photo("p-1").items
    assert after.papers == (Paper("plant_quarantine", "1"), other)
    assert before.without_photo("p-3") == before
