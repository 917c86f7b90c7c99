import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.masking import masked_address, masked_name, masked_number, masked_phone


@pytest.mark.parametrize(
    ("name", "shown"),
    [("张三", "张*"), ("阿依·买买提", "阿*****"), ("𠮷", "𠮷*"), ("SMITH JOHN", "S*********"), ("", "")],
)
def test_names_keep_their_first_character(name: str, shown: str) -> None:
    assert masked_name(name) == shown


def test_document_numbers_keep_region_and_tail() -> None:
    assert masked_number("530102199003071238") == "530102********1238"
    assert masked_number("H12345678") == "H1*****78"
    assert masked_number("1234") == "****"


@given(st.from_regex(r"1[3-9]\d{9}", fullmatch=True))
def test_six_digits_of_a_phone_are_hidden(phone: str) -> None:
    assert masked_phone(phone).count("*") == 6


@given(st.text(min_size=1, max_size=60))
def test_at_least_half_of_an_address_is_hidden(address: str) -> None:
    shown = masked_address(address)
    assert len(shown) == len(address)
    assert shown.rstrip("*") == address[: len(shown.rstrip("*"))]
    assert set(shown[len(address) // 2 :]) == {"*"}
