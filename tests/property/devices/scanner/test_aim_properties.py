from hypothesis import given
from hypothesis import strategies as st

from devices.ports import Symbology
from devices.scanner.aim import read_bytes, read_text

# What a code may say: no white space at the ends, and nothing that looks like a prefix itself.
TEXTS = (
    st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1)
    .map(str.strip)
    .filter(lambda text: text != "" and text[0] not in "]\\")
)
PREFIXES = st.sampled_from(["", "]C0", "]Q1", "\\000026", "]Q1\\000026", "\\000003\\000026"])


@given(PREFIXES, TEXTS, st.sampled_from(["", "\r", "\r\n", "\t", " "]))
def test_prefixes_and_ends_never_touch_the_text(prefix: str, text: str, end: str) -> None:
    code = read_text(prefix + text + end)
    assert code is not None
    assert code.text == text


@given(TEXTS)
def test_under_the_eci_protocol_the_text_comes_back_exactly(text: str) -> None:
    code = read_text("]Q2\\000026" + text.replace("\\", "\\\\"))
    assert code is not None
    assert (code.text, code.symbology) == (text, Symbology.QR)


@given(TEXTS)
def test_utf_8_always_comes_back(text: str) -> None:
    code = read_bytes(text.encode())
    assert code is not None
    assert code.text == text


@given(st.binary())
def test_no_bytes_break_the_reader(payload: bytes) -> None:
    code = read_bytes(payload)
    assert code is None or code.text
