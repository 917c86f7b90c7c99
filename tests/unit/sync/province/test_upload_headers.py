from base64 import b64encode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sync.province.errors import Refusal
from sync.province.upload_headers import UploadMetadata, check_chunk, upload_metadata, whole_number
from sync.words import ProblemCode
from tests.support.province import metadata_header, sha256_checksum

FIELDS = ("evidence_id", "message_id", "sha256", "media_type")


@settings(deadline=None)
@given(st.tuples(st.text(), st.text(), st.text(), st.text()), st.permutations([*FIELDS, "filename"]))
def test_values_of_any_script_come_through_in_any_order(values: tuple[str, str, str, str], order: list[str]) -> None:
    sent = dict(zip(FIELDS, values, strict=True)) | {"filename": "x"}
    try:
        header = metadata_header({name: sent[name] for name in order})
    except UnicodeEncodeError:  # a lone surrogate: no client can send it
        return
    assert upload_metadata(header) == UploadMetadata(*values)


@settings(deadline=None)
@given(st.text(alphabet=st.characters(max_codepoint=255)))
def test_noise_is_refused(noise: str) -> None:
    with pytest.raises(Refusal) as caught:
        upload_metadata(noise)
    assert caught.value.status == 400


@settings(deadline=None)
@given(st.text(max_size=20))
def test_only_plain_digits_are_a_number(text: str) -> None:
    if text.isascii() and text.isdecimal():
        assert whole_number({"upload-length": text[:15]}, "upload-length") == int(text[:15])
    else:
        with pytest.raises(Refusal):
            whole_number({"upload-length": text}, "upload-length")


@pytest.mark.parametrize("text", ["", "-1", "+1", " 1", "1_0", "٣", "1" * 16])
def test_odd_numbers_are_refused(text: str) -> None:
    with pytest.raises(Refusal):
        whole_number({"upload-length": text}, "upload-length")


@settings(deadline=None)
@given(st.binary(), st.binary())
def test_a_checksum_fits_its_chunk_only(chunk: bytes, other: bytes) -> None:
    check_chunk(sha256_checksum(chunk), chunk)
    if other != chunk:
        with pytest.raises(Refusal) as caught:
            check_chunk(sha256_checksum(chunk), other)
        assert (caught.value.code, caught.value.status) == (ProblemCode.DIGEST_MISMATCH, 460)


@settings(deadline=None)
@given(st.text())
def test_a_noisy_checksum_is_refused(noise: str) -> None:
    with pytest.raises(Refusal) as caught:
        check_chunk(noise, b"chunk")
    assert caught.value.status in {400, 460}


def test_md5_is_not_taken() -> None:
    with pytest.raises(Refusal) as caught:
        check_chunk(f"md5 {b64encode(bytes(16)).decode()}", b"")
    assert caught.value.status == 400
