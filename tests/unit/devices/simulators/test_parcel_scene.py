import numpy as np
import pytest

from devices.simulators.goods_faces import PRODUCTS, GoodsKind, product_face
from devices.simulators.parcel_scene import (
    FULL_SIZE,
    ShotFault,
    Size,
    empty_counter_picture,
    lens_cap_picture,
    open_box_picture,
    photo_of_a_screen,
    sealed_parcel_picture,
)
from devices.vision.decode import decode_frame
from devices.vision.pixels import Image

WAYBILL = "YT8962646785389"
SMALL = (1280, 720)


def test_one_seed_gives_one_picture() -> None:
    def drawn(seed: int) -> list[Image]:
        box = open_box_picture(seed)
        others = [sealed_parcel_picture(seed, WAYBILL), empty_counter_picture(seed), lens_cap_picture(seed)]
        return [box, *others, photo_of_a_screen(box, seed)]

    one, same, another = drawn(3), drawn(3), drawn(4)
    assert all(np.array_equal(first, second) for first, second in zip(one, same, strict=True))
    assert not any(np.array_equal(first, second) for first, second in zip(one, another, strict=True))


@pytest.mark.parametrize("size", [FULL_SIZE, SMALL, (640, 360)])
def test_pictures_have_the_size_that_was_asked_for(size: Size) -> None:
    for picture in (open_box_picture(1, size=size), sealed_parcel_picture(1, WAYBILL, size=size)):
        assert picture.shape == (size[1], size[0], 3)
        assert picture.dtype == np.uint8


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("size", [FULL_SIZE, SMALL])
def test_the_waybill_can_be_read_in_the_picture(seed: int, size: Size) -> None:
    codes = decode_frame(sealed_parcel_picture(seed, WAYBILL, size=size), second_opinion=False)
    assert {code.text for code in codes} == {WAYBILL}


def test_a_covered_waybill_cannot_be_read() -> None:
    assert decode_frame(sealed_parcel_picture(1, WAYBILL, fault=ShotFault.WAYBILL_COVERED)) == []


def test_no_code_lies_in_an_open_box_or_on_the_counter() -> None:
    assert decode_frame(open_box_picture(1)) == []
    assert decode_frame(empty_counter_picture()) == []


def test_two_parcels_are_taken_on_one_counter() -> None:
    """The corners that no parcel covers differ by noise, light and the shaking arm only."""
    one, other = (open_box_picture(seed)[700:, :200].astype(float) for seed in (1, 2))
    assert np.corrcoef(one.ravel(), other.ravel())[0, 1] > 0.8


def test_two_shots_never_share_their_noise() -> None:
    one, other = (empty_counter_picture(seed).astype(int) for seed in (1, 2))
    assert np.abs(one - other).mean() > 1


@pytest.mark.parametrize("kind", GoodsKind)
def test_every_kind_has_its_products_and_they_differ(kind: GoodsKind) -> None:
    faces = [product_face(kind, product) for product in range(PRODUCTS)]
    assert len({face.tobytes() for face in faces}) == PRODUCTS
    assert product_face(kind, 0) is faces[0]
    picture = open_box_picture(5, [kind])
    assert not np.array_equal(picture, open_box_picture(5, [next(other for other in GoodsKind if other != kind)]))


def test_a_number_that_no_label_can_carry_is_refused() -> None:
    with pytest.raises(ValueError, match="too long"):
        sealed_parcel_picture(1, "A" * 40)
