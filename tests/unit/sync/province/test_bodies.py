import gzip
import io
from collections.abc import Callable
from typing import TypeVar

import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from sync.province.bodies import decoded, json_object
from sync.province.errors import Refusal
from sync.words import ProblemCode

LIMIT = 1000

Result = TypeVar("Result")


def outcome_of(work: Callable[[], Result]) -> Result | ProblemCode:
    """What it gave, or the code of its refusal; any other exception is a failure."""
    try:
        return work()
    except Refusal as refusal:
        return refusal.code


@settings(deadline=None)
@given(st.binary(max_size=LIMIT))
def test_what_was_packed_within_the_limit_comes_out(plain: bytes) -> None:
    assert decoded(gzip.compress(plain), "gzip", LIMIT) == plain
    assert decoded(zstandard.compress(plain), "zstd", LIMIT) == plain
    assert decoded(plain, "", LIMIT) == plain


@settings(deadline=None)
@given(st.binary(min_size=LIMIT + 1, max_size=3 * LIMIT))
def test_what_is_larger_is_refused(plain: bytes) -> None:
    for body, encoding in ((gzip.compress(plain), "GZip"), (zstandard.compress(plain), " zstd "), (plain, "identity")):
        with pytest.raises(Refusal) as caught:
            decoded(body, encoding, LIMIT)
        assert (caught.value.code, caught.value.status) == (ProblemCode.TOO_LARGE, 413)


@settings(deadline=None)
@given(st.binary(max_size=200), st.sampled_from(["gzip", "zstd"]))
def test_noise_is_refused_or_read_never_more(noise: bytes, encoding: str) -> None:
    outcome = outcome_of(lambda: decoded(noise, encoding, LIMIT))
    assert outcome in {ProblemCode.MALFORMED, ProblemCode.TOO_LARGE} or len(outcome) <= LIMIT


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_noise_as_json_is_refused_or_an_object(noise: bytes) -> None:
    outcome = outcome_of(lambda: json_object(noise))
    assert outcome is ProblemCode.MALFORMED or isinstance(outcome, dict)


def test_bytes_after_the_compressed_body_are_refused() -> None:
    with pytest.raises(Refusal):
        decoded(gzip.compress(b"{}") + gzip.compress(b"{}"), "gzip", LIMIT)


def test_a_zstd_frame_that_asks_for_much_memory_is_refused() -> None:
    parameters = zstandard.ZstdCompressionParameters(window_log=27, enable_ldm=True)
    packed = io.BytesIO()
    with zstandard.ZstdCompressor(compression_params=parameters).stream_writer(packed, closefd=False) as writer:
        writer.write(b"{}")
    with pytest.raises(Refusal) as caught:
        decoded(packed.getvalue(), "zstd", LIMIT)
    assert caught.value.code is ProblemCode.MALFORMED
