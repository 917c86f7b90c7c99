from functools import cache

import numpy as np
import pytest

from devices.documents.card_edges import find_card
from devices.documents.guidance import guide
from devices.documents.picture_quality import picture_problems
from devices.documents.reading import CaptureHint, PictureProblem
from devices.simulators.document_picture import Condition, PictureFault, document_picture
from devices.simulators.people import invented_person
from devices.simulators.waybill_picture import empty_table_picture
from devices.vision.pixels import Image

PERSON = invented_person(3)


@cache
def picture(condition: Condition = Condition.EASY, fault: PictureFault | None = None) -> Image:
    return document_picture(PERSON, condition=condition, fault=fault, seed=3)


@pytest.mark.parametrize("condition", list(Condition), ids=lambda condition: condition.value)
def test_a_card_that_can_be_read_is_ready(condition: Condition) -> None:
    guidance = guide(picture(condition))
    assert guidance.hint is CaptureHint.READY
    assert guidance.quad is not None
    assert 0.2 < guidance.score <= 1


@pytest.mark.parametrize(
    ("fault", "hint"),
    [
        (PictureFault.GLARE, CaptureHint.GLARE),
        (PictureFault.HALF, CaptureHint.FARTHER),
        (PictureFault.DARK, CaptureHint.MORE_LIGHT),
        (PictureFault.BLURRED, CaptureHint.HOLD_STILL),
        (PictureFault.FAR, CaptureHint.CLOSER),
    ],
)
def test_each_fault_has_its_hint_and_a_low_score(fault: PictureFault, hint: CaptureHint) -> None:
    guidance = guide(picture(fault=fault))
    assert guidance.hint is hint
    assert guidance.score < guide(picture()).score / 2


def test_an_empty_table_asks_for_a_document() -> None:
    assert guide(empty_table_picture()).hint is CaptureHint.SHOW_DOCUMENT
    assert guide(np.zeros((1080, 1920, 3), np.uint8)).hint is CaptureHint.MORE_LIGHT


def test_a_card_seen_from_the_side_is_to_be_turned() -> None:
    flat = np.full((1080, 1920, 3), 90, np.uint8)
    for line in range(300, 800):
        inset = int((800 - line) * 0.8)
        flat[line, 400 + inset : 1500 - inset] = 230
    assert guide(flat).hint is CaptureHint.TURN


@pytest.mark.parametrize(
    ("fault", "problem"),
    [
        (PictureFault.GLARE, PictureProblem.GLARE),
        (PictureFault.HALF, PictureProblem.CUT_OFF),
        (PictureFault.DARK, PictureProblem.DARK),
        (PictureFault.BLURRED, PictureProblem.BLURRED),
        (PictureFault.FAR, PictureProblem.TOO_SMALL),
        (PictureFault.SCREEN, PictureProblem.SCREEN_SUSPECTED),
    ],
)
def test_each_fault_is_told_as_a_problem(fault: PictureFault, problem: PictureProblem) -> None:
    image = picture(fault=fault)
    assert problem in picture_problems(image, find_card(image))


@pytest.mark.parametrize("condition", [Condition.EASY, Condition.ROTATED, Condition.LOW_LIGHT, Condition.SMALL])
def test_a_good_picture_has_no_problem(condition: Condition) -> None:
    image = picture(condition)
    assert picture_problems(image, find_card(image)) == ()


@pytest.mark.parametrize("size", [(1, 1), (3, 500), (70, 70), (2000, 30)])
def test_pictures_of_any_size_are_taken(size: tuple[int, int]) -> None:
    noise = np.random.default_rng(1).integers(0, 256, (*size, 3)).astype(np.uint8)
    guide(noise)
    picture_problems(noise, find_card(noise))


def test_what_is_no_picture_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="picture"):
        guide(np.zeros((4, 4, 7), np.uint8))
