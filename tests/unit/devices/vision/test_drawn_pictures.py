"""The drawn pictures and the benchmark that ship with the product."""

import numpy as np
import pytest

from devices.ports import Symbology
from devices.simulators.decode_bench import measure_decode
from devices.simulators.waybill_picture import (
    Conditions,
    empty_table_picture,
    opened_parcel_picture,
    waybill_label,
    waybill_picture,
)
from devices.vision.decode import decode_frame
from devices.vision.pixels import Image
from tests.unit.devices.vision.conftest import NUMBER


@pytest.mark.parametrize("drawn", [opened_parcel_picture(), empty_table_picture(), waybill_picture(NUMBER)])
def test_pictures_have_the_size_of_a_counter_cameras(drawn: Image) -> None:
    assert drawn.shape == (1080, 1920, 3)
    assert drawn.dtype == np.uint8


def test_one_seed_gives_one_picture() -> None:
    conditions = Conditions(angle=10, defocus=0.5)
    one, same = (waybill_picture(NUMBER, conditions=conditions, seed=7) for _ in range(2))
    assert np.array_equal(one, same)
    assert not np.array_equal(one, waybill_picture(NUMBER, conditions=conditions, seed=8))
    assert np.array_equal(opened_parcel_picture(seed=2), opened_parcel_picture(seed=2))


def test_the_square_can_hold_another_text() -> None:
    link = f"https://track.example/w?no={NUMBER}"
    codes = decode_frame(waybill_picture(NUMBER, qr_text=link))
    assert {(code.text, code.symbology) for code in codes} == {
        (NUMBER, Symbology.CODE_128),
        (link, Symbology.QR),
    }


def test_the_square_can_be_covered() -> None:
    codes = decode_frame(waybill_picture(NUMBER, conditions=Conditions(qr_covered=True)))
    assert {code.symbology for code in codes} == {Symbology.CODE_128}


@pytest.mark.parametrize("number", ["SF" * 20, "运单"])
def test_a_number_that_fits_no_label_is_refused(number: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        waybill_label(number)


def test_the_benchmark_counts_what_is_read() -> None:
    figures = measure_decode(5)
    assert figures.frames == 5
    assert figures.our_rate >= figures.zxing_then_pyzbar_rate > 0
    assert figures.times_as_long == figures.ours_s / figures.zxing_s > 0


def test_a_benchmark_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="measure"):
        measure_decode(0)
