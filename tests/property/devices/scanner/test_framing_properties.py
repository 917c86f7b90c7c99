from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from devices.scanner.framing import Deframer, Framing
from devices.simulators.serial_scanner import framed

FRAMINGS = st.sampled_from(list(Framing))
CODES = st.lists(
    st.binary(min_size=1, max_size=40).map(lambda raw: bytes(byte for byte in raw if 0x20 <= byte < 0xFF)).filter(bool),
    max_size=6,
)


def torn(line: bytes, cuts: list[int]) -> list[bytes]:
    edges = sorted({0, len(line), *(cut % (len(line) + 1) for cut in cuts)})
    return [line[start:end] for start, end in pairwise(edges)]


@given(FRAMINGS, CODES, st.lists(st.integers(min_value=0)))
def test_every_code_arrives_whole_and_once_however_the_line_is_torn(
    framing: Framing, codes: list[bytes], cuts: list[int]
) -> None:
    line = b"".join(framed(code, framing) for code in codes)
    deframer = Deframer(framing)
    arrived = [payload for piece in torn(line, cuts) for payload in deframer.feed(piece, 0.0)]
    assert arrived == codes
    assert deframer.losses == Deframer(framing).losses


@given(FRAMINGS, st.binary(max_size=200), st.lists(st.integers(min_value=0)))
def test_tearing_never_changes_what_any_line_says(framing: Framing, line: bytes, cuts: list[int]) -> None:
    whole, pieces = Deframer(framing, max_length=16), Deframer(framing, max_length=16)
    expected = whole.feed(line, 0.0)
    assert [payload for piece in torn(line, cuts) for payload in pieces.feed(piece, 0.0)] == expected
    assert pieces.losses == whole.losses
    assert all(0 < len(payload) <= 16 for payload in expected)


@given(FRAMINGS, st.binary(max_size=100), st.binary(max_size=20))
def test_after_silence_the_next_code_is_whole_whatever_came_before(
    framing: Framing, garbage: bytes, code: bytes
) -> None:
    clean = bytes(byte for byte in code if 0x20 <= byte < 0xFF)
    deframer = Deframer(framing)
    deframer.feed(garbage, 0.0)
    assert deframer.feed(framed(clean, framing), 60.0) == ([clean] if clean else [])
