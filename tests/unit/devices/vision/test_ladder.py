from collections.abc import Sequence

import numpy as np
import pytest

from devices.simulators.waybill_picture import Conditions, empty_table_picture
from devices.vision.code_area import CodeArea, code_area
from devices.vision.codes import DecodedCode
from devices.vision.ladder import RUNGS, Affine, Ladder
from devices.vision.pixels import Image, as_gray
from devices.vision.smear import Smear, smear_of
from devices.vision.stills import MOST, StillFrames, is_dark, merged
from tests.unit.devices.vision.conftest import NUMBER, code, picture

SMALL_ACROSS = Conditions(pixels_per_mm=4.2, angle=45, qr_covered=True)
MOVED = Conditions(motion=8, pixels_per_mm=5.5)
AS_IT_IS = np.array([[1, 0, 0], [0, 1, 0]], np.float64)


class Rungs:
    """A rung that reads what it is told to, and counts."""

    def __init__(self, *texts: str) -> None:
        self.texts = texts
        self.count = 0

    def __call__(self, part: Image) -> tuple[Sequence[DecodedCode], Affine]:
        assert part.flags.c_contiguous
        self.count += 1
        return [code(text) for text in self.texts], AS_IT_IS


@pytest.fixture(scope="module")
def label() -> Image:
    return as_gray(picture())


def test_the_area_is_where_the_label_is_and_an_empty_table_has_none(label: Image) -> None:
    area = code_area(label)
    assert area is not None
    assert area.left < 760
    assert area.right > 1100
    assert (area.right - area.left) * (area.bottom - area.top) < label.size / 3
    assert code_area(as_gray(empty_table_picture())) is None
    assert code_area(np.full((3, 3), 7, np.uint8)) is None


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [(Conditions(), None), (MOVED, Smear(8, 1)), (Conditions(motion=12, angle=20), Smear(12, 1))],
)
def test_motion_is_measured(conditions: Conditions, expected: Smear | None) -> None:
    gray = as_gray(picture(conditions))
    area = code_area(gray)
    assert area is not None
    part = area.cut(gray)
    assert smear_of(part) == expected
    if expected is not None:
        assert smear_of(np.ascontiguousarray(part.T)) == Smear(expected.length, 0)


def test_too_small_a_picture_has_no_motion() -> None:
    assert smear_of(np.zeros((20, 300), np.uint8)) is None


@pytest.mark.parametrize("conditions", [SMALL_ACROSS, MOVED], ids=["small and across", "moved"])
def test_hard_frames_are_read_and_their_corners_are_in_the_frame(conditions: Conditions) -> None:
    gray = as_gray(picture(conditions))
    climb = Ladder().climb([gray], gray, budget_s=10)
    assert {one.text for one in climb.codes} == {one.text for one in climb.earlier} == {NUMBER}
    xs, ys = zip(*climb.codes[0].quad, strict=True)
    assert 600 < min(xs) < max(xs) < 1320
    assert 200 < min(ys) < max(ys) < 950


def test_the_rung_that_read_is_tried_first_the_next_time(label: Image) -> None:
    first, second, third = Rungs(), Rungs(NUMBER), Rungs()
    ladder = Ladder([first, second, third])
    for _ in range(3):
        assert not ladder.climb([label]).exhausted
    assert (first.count, second.count, third.count) == (1, 3, 0)


def test_every_rung_in_vain_is_told(label: Image) -> None:
    assert Ladder([Rungs(), Rungs()]).climb([label]).exhausted


def test_a_rung_that_reads_only_what_is_known_reads_nothing(label: Image) -> None:
    climb = Ladder([Rungs("LINK"), Rungs("LINK", NUMBER)]).climb([label], None, {"LINK"})
    assert [one.text for one in climb.codes] == [NUMBER]
    assert Ladder([Rungs("LINK")]).climb([label], None, {"LINK"}).exhausted


def test_no_rung_is_begun_after_the_time(label: Image) -> None:
    ticks = iter(range(100))
    rungs = [Rungs() for _ in range(5)]
    climb = Ladder(rungs, clock=lambda: next(ticks)).climb([label], budget_s=2)
    assert not climb.exhausted
    assert [rung.count for rung in rungs] == [1, 1, 0, 0, 0]


def test_the_next_climb_of_a_scene_goes_on_where_the_time_ended(label: Image) -> None:
    ticks = iter(range(100))
    rungs = [Rungs() for _ in range(5)]
    ladder = Ladder(rungs, clock=lambda: next(ticks))
    assert [ladder.climb([label], budget_s=2).exhausted for _ in range(3)] == [False, False, True]
    assert [rung.count for rung in rungs] == [1] * 5
    assert not ladder.climb([label], budget_s=2).exhausted
    assert [rung.count for rung in rungs] == [2, 2, 1, 1, 1], "a second round"
    moved = np.ascontiguousarray(np.roll(label, 300, axis=1))
    ladder.climb([moved], budget_s=2)
    assert [rung.count for rung in rungs] == [3, 3, 1, 1, 1], "another scene begins at the first rung"


def test_nothing_to_read_costs_no_rung() -> None:
    rung = Rungs(NUMBER)
    assert Ladder([rung]).climb([as_gray(empty_table_picture())]).exhausted
    assert rung.count == 0


def test_a_readable_code_keeps_its_place_on_every_rung(label: Image) -> None:
    area = CodeArea(0, 0, label.shape[1], label.shape[0])
    for rung in (RUNGS[0], RUNGS[3]):
        codes, matrix = rung(area.cut(label))
        back = np.linalg.inv(np.vstack([matrix, [0, 0, 1]]))
        centre = back @ np.array([*np.mean(codes[0].quad, axis=0), 1])
        assert 700 < centre[0] < 1220


class TestStillFrames:
    def test_a_bright_frame_is_read_alone(self) -> None:
        stills, bright = StillFrames(), np.full((90, 160), 120, np.uint8)
        for _ in range(9):
            stills.see(bright)
        assert stills.newest(bright) == (bright,)
        assert merged((bright,)) is bright

    def test_dark_frames_are_kept_while_nothing_moves(self) -> None:
        stills, dark = StillFrames(), np.full((90, 160), 20, np.uint8)
        for _ in range(20):
            stills.see(dark)
        assert len(stills.newest(dark)) == MOST
        moved = dark.copy()
        moved[:40, :40] = 30
        stills.see(moved)
        assert len(stills.newest(moved)) == 1

    def test_frames_of_another_size_are_not_mixed(self) -> None:
        stills = StillFrames()
        for side in (90, 45):
            for _ in range(20):
                stills.see(np.full((side, 2 * side), 20, np.uint8))
        newest = stills.newest(np.full((45, 90), 20, np.uint8))
        assert {frame.shape for frame in newest} == {(45, 90)}
        assert merged(newest).shape == (45, 90)

    def test_the_mean_of_dark_frames_shows_what_noise_hides(self) -> None:
        rng = np.random.default_rng(4)
        print_ = np.tile(np.repeat(np.array([10, 14], np.uint8), 8), (128, 16))
        frames = [np.clip(print_ + rng.normal(0, 6, print_.shape), 0, 255).astype(np.uint8) for _ in range(8)]
        together = merged(frames)
        contrast = together[:, print_[0] == 14].mean() - together[:, print_[0] == 10].mean()
        assert contrast > 40
        assert is_dark(frames[0])
        even = np.full((90, 160), 20, np.uint8)
        assert np.array_equal(merged([even]), even)
