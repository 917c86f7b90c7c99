"""Breaking and fitting text: no character is lost, no digit is cut."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ui.printing.type_size import elided, fitting_size, width_of, wrapped, wrapped_to

pytestmark = pytest.mark.usefixtures("qapp")
relaxed = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
words = st.text("网点样例路服务站ABCxyz0123456789 ·-（）𠮷", max_size=60).map(str.strip)


@relaxed
@given(words, st.floats(8, 80))
def test_wrapping_loses_nothing_and_keeps_to_the_width(text: str, width: float) -> None:
    lines = wrapped(text, width, 3)

    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(width_of(line, 3) <= width + 0.05 for line in lines)


@relaxed
@given(words, st.floats(4, 60))
def test_shortening_keeps_every_digit_in_order(text: str, width: float) -> None:
    shown = elided(text, width, 3)

    assert re.findall(r"\d", shown) == re.findall(r"\d", text)
    if width_of(text, 3) <= width:
        assert shown == text


@relaxed
@given(st.text("网点样例路服务站", min_size=1, max_size=60), st.floats(8, 60))
def test_a_text_without_digits_always_gets_short_enough(text: str, width: float) -> None:
    assert width_of(elided(text, width, 3), 3) <= width + 0.05


def test_it_is_the_end_that_gives_way() -> None:
    assert elided("样例路12号联收联投综合服务站", 30, 3).startswith("样例路12号联收")
    assert elided("样例路12号联收联投综合服务站", 30, 3).endswith("…")


@relaxed
@given(words, st.integers(1, 3))
def test_no_more_lines_than_asked_for(text: str, most: int) -> None:
    lines = wrapped_to(text, 20, 3, most)

    assert 1 <= len(lines) <= most
    assert re.findall(r"\d", "".join(lines)) == re.findall(r"\d", text)


@relaxed
@given(words, st.floats(5, 60))
def test_a_size_is_found_between_the_two(text: str, width: float) -> None:
    size = fitting_size(text, width, 5, 2)

    assert 2 <= size <= 5
    assert width_of(text, size) <= width + 0.05 or size == 2
