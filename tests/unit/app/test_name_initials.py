import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.name_initials import name_initials


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("云岭花卉样例公司", "YLHHYLGS"),
        ("重庆样例（昆明）有限公司", "CQYLKMYXGS"),
        ("ＡＢＣ样例 12 号", "ABCYL12H"),
        ("café 样例", "CAFYL"),
        ("", ""),
        ("·（）", ""),
    ],
)
def test_a_name_is_found_by_the_initials_of_its_words(name: str, initials: str) -> None:
    assert name_initials(name) == initials


@given(st.text(max_size=20))
def test_initials_can_be_typed_without_an_input_method(name: str) -> None:
    initials = name_initials(name)

    assert initials.isascii()
    assert initials == "" or (initials.isalnum() and initials == initials.upper())
