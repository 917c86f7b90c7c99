"""Both models for real, on faces of nobody: the way through them is proven, not how well people are told apart."""

from concurrent.futures import ThreadPoolExecutor

import cv2
import numpy as np
import pytest

from app.paths import FACE_MODELS
from devices.errors import DeviceError, DeviceFault
from devices.faces.comparison import FaceBand, FaceBands, FaceComparison, FaceSide
from devices.faces.sface_comparer import SFaceComparer
from devices.simulators.person_picture import person_picture
from devices.vision.picture import person_jpeg
from tests.support.shaded_faces import Doll, jpeg_of_face, shaded_face


@pytest.fixture(scope="module")
def comparer() -> SFaceComparer:
    return SFaceComparer(FACE_MODELS, FaceBands(likely_same=0.45, check=0.30))


@pytest.fixture(scope="module")
def portrait() -> bytes:
    """As small as the picture on a chip: 102 pixels wide."""
    return jpeg_of_face(Doll(light=-0.2), size=126)


@pytest.fixture(scope="module")
def empty_counter() -> bytes:
    _, content = cv2.imencode(".jpg", np.full((480, 640, 3), 170, np.uint8))
    return content.tobytes()


def score_of(comparison: FaceComparison) -> float:
    assert comparison.score is not None
    return comparison.score


def test_one_face_in_two_lights_is_likely_the_same(comparer: SFaceComparer, portrait: bytes) -> None:
    comparison = comparer.compare(portrait, jpeg_of_face(Doll(light=0.3)))
    assert comparison.band is FaceBand.LIKELY_SAME
    assert comparison.faceless == ()
    assert score_of(comparison) > 0.6


def test_the_same_picture_twice_is_as_alike_as_can_be(comparer: SFaceComparer, portrait: bytes) -> None:
    assert score_of(comparer.compare(portrait, portrait)) == pytest.approx(1, abs=1e-4)


def test_a_face_with_little_in_common_is_likely_different(comparer: SFaceComparer, portrait: bytes) -> None:
    stranger = jpeg_of_face(Doll(scarred=True, glasses=True, masked=True))
    assert comparer.compare(portrait, stranger).band is FaceBand.LIKELY_DIFFERENT


def test_the_order_of_the_pictures_does_not_matter(comparer: SFaceComparer, portrait: bytes) -> None:
    live = jpeg_of_face(Doll(glasses=True))
    there, back = comparer.compare(portrait, live), comparer.compare(live, portrait)
    assert score_of(there) == pytest.approx(score_of(back), abs=1e-4)


def test_who_stands_nearest_is_compared(comparer: SFaceComparer, portrait: bytes) -> None:
    """A passer-by behind the sender is smaller."""
    scene = np.full((480, 640, 3), 170, np.uint8)
    scene[60:460, 20:420] = shaded_face(Doll(light=0.3))
    scene[20:200, 440:620] = shaded_face(Doll(scarred=True, glasses=True), size=180)
    _, content = cv2.imencode(".jpg", scene)
    assert comparer.compare(portrait, content.tobytes()).band is FaceBand.LIKELY_SAME


def test_the_picture_without_a_face_is_named(comparer: SFaceComparer, portrait: bytes, empty_counter: bytes) -> None:
    assert comparer.compare(portrait, empty_counter) == FaceComparison(FaceBand.NO_FACE, faceless=(FaceSide.LIVE,))
    assert comparer.compare(empty_counter, portrait).faceless == (FaceSide.PORTRAIT,)
    assert comparer.compare(empty_counter, empty_counter).faceless == (FaceSide.PORTRAIT, FaceSide.LIVE)


@pytest.mark.parametrize("content", [b"", b"no picture", b"\xff\xd8\xff"])
def test_what_is_no_picture_is_told_without_showing_it(
    comparer: SFaceComparer, portrait: bytes, content: bytes
) -> None:
    with pytest.raises(DeviceError) as caught:
        comparer.compare(portrait, content)
    assert (caught.value.fault, caught.value.detail) == (DeviceFault.BAD_FRAME, "live cannot be decoded")


def test_a_huge_and_a_tiny_picture_are_taken(comparer: SFaceComparer, portrait: bytes) -> None:
    assert comparer.compare(portrait, jpeg_of_face(Doll(), size=2000)).band is FaceBand.LIKELY_SAME
    _, speck = cv2.imencode(".jpg", np.zeros((1, 3, 3), np.uint8))
    assert comparer.compare(portrait, speck.tobytes()).band is FaceBand.NO_FACE


@pytest.mark.parametrize("seed", range(4))
def test_the_drawn_person_of_training_has_a_face(comparer: SFaceComparer, portrait: bytes, seed: int) -> None:
    assert comparer.compare(portrait, person_jpeg(person_picture(seed))).faceless == ()


def test_threads_wait_for_each_other(comparer: SFaceComparer, portrait: bytes) -> None:
    live = jpeg_of_face(Doll(glasses=True))
    alone = score_of(comparer.compare(portrait, live))
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda _: score_of(comparer.compare(portrait, live)), range(8)))
    assert together == pytest.approx([alone] * 8, abs=1e-4)


def test_a_comparer_keeps_no_picture(comparer: SFaceComparer, portrait: bytes) -> None:
    comparer.compare(portrait, portrait)
    held = [getattr(comparer, name) for name in vars(comparer)]
    assert not any(isinstance(value, bytes | np.ndarray) for value in held)
