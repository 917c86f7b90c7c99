import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from sync.digests import canonical_json, contract_json, message_digest

NAMES = st.text(st.characters(min_codepoint=0, max_codepoint=127), max_size=12)
LEAVES = st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(max_size=20)
OBJECTS = st.dictionaries(
    NAMES,
    st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=4)),
    max_size=6,
)


ANY_OBJECTS = st.dictionaries(
    st.text(max_size=4),
    st.recursive(
        LEAVES | st.floats(allow_nan=False, allow_infinity=False),
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4),
    ),
    max_size=6,
)


@given(OBJECTS)
def test_the_fast_form_is_the_canonical_form(value: dict[str, None]) -> None:
    assert contract_json(value) == rfc8785.dumps(value)


@given(ANY_OBJECTS)
def test_the_canonical_form_is_that_of_rfc_8785_whatever_the_object_holds(value: dict[str, None]) -> None:
    assert canonical_json(value) == rfc8785.dumps(value)


@pytest.mark.parametrize("value", [float("nan"), 2**53, -(2**60)])
def test_numbers_that_not_every_parser_reads_alike_are_refused(value: float) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 # the library's own words
        canonical_json({"n": [value]})


@pytest.mark.parametrize("text", ["\x00\x1f\x7f\x80\u2028\u2029", '"\\/\b\f\n\r\t', "𠮷·阿依", "\ufeff\uffff"])
def test_unusual_characters_are_written_as_rfc_8785_says(text: str) -> None:
    assert contract_json({"name": text}) == rfc8785.dumps({"name": text})


def test_a_lone_surrogate_is_refused() -> None:
    with pytest.raises(ValueError, match="contract"):
        contract_json({"name": "\ud800"})


def test_the_digest_does_not_depend_on_itself_or_on_the_order() -> None:
    digest = message_digest({"b": 1, "a": "甲"})
    assert message_digest({"a": "甲", "digest": digest, "b": 1}) == digest
    assert message_digest({"a": "乙", "b": 1}) != digest
