import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from devices.camera.options import Exposure, exposure


@settings(max_examples=30)
@given(st.floats(0.1, 1000))
def test_milliseconds_are_read_as_they_are_written(milliseconds: float) -> None:
    assert exposure(repr(milliseconds)) == Exposure(milliseconds)


def test_the_camera_may_decide() -> None:
    assert exposure("auto") == Exposure(None)


@pytest.mark.parametrize("text", ["", "0", "0.05", "1001", "-4", "nan", "inf", "off", "8ms"])
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"exposure_ms|could not convert"):
        exposure(text)
