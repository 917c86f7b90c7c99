"""The clear frame of a part: what anybody can check."""

from hashlib import sha256
from pathlib import Path

import pytest

from sync.bundle.errors import BundleError
from sync.bundle.header import checked_part, require_province, written_end, written_header
from sync.words import BundleFault, Environment

HEADER = written_header(
    kid="key-1", issuer="province-1", environment=Environment.TRAINING, bundle_id="b1", part=1, parts=2
)
BODY = bytes(3_000_000)


def framed(header: bytes = HEADER, body: bytes = BODY) -> bytes:
    return header + body + written_end(sha256(header + body).digest())


def fault_of(content: bytes, folder: Path) -> BundleFault:
    path = folder / "part.yqb"
    path.write_bytes(content)
    with pytest.raises(BundleError) as caught:
        checked_part(path)
    return caught.value.fault


def test_a_whole_part_tells_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "part.yqb"
    path.write_bytes(framed())
    part = checked_part(path)
    assert (part.size, part.sha256) == (len(framed()), sha256(framed()).hexdigest())
    assert (part.header.bundle_id, part.header.part, part.header.parts) == ("b1", 1, 2)


@pytest.mark.parametrize("kept", [len(framed()) - 1, len(framed()) - 36, 1_000_000, len(HEADER), 12, 6])
def test_a_torn_part_is_found_without_a_key(tmp_path: Path, kept: int) -> None:
    assert fault_of(framed()[:kept], tmp_path) is BundleFault.DAMAGED


@pytest.mark.parametrize("place", [40, len(HEADER) + 5, len(framed()) - 40, len(framed()) - 1])
def test_a_flipped_bit_is_found_without_a_key(tmp_path: Path, place: int) -> None:
    content = bytearray(framed())
    content[place] ^= 1
    assert fault_of(bytes(content), tmp_path) is BundleFault.DAMAGED


def test_another_file_is_none(tmp_path: Path) -> None:
    assert fault_of(b"\xff\xd8\xff holiday", tmp_path) is BundleFault.NOT_A_BUNDLE
    assert fault_of(b"", tmp_path) is BundleFault.NOT_A_BUNDLE


@pytest.mark.parametrize(
    ("old", "new"), [(b"YQSB\x01", b"YQSB\x02"), (b'"format":1', b'"format":2'), (b"hpke-0020", b"hpke-0030")]
)
def test_a_later_format_is_told_as_such(tmp_path: Path, old: bytes, new: bytes) -> None:
    assert old in HEADER
    assert fault_of(framed(HEADER.replace(old, new)), tmp_path) is BundleFault.TOO_NEW


def test_a_file_that_is_not_there_cannot_be_read(tmp_path: Path) -> None:
    for path in (tmp_path / "none.yqb", tmp_path):
        with pytest.raises(BundleError) as caught:
            checked_part(path)
        assert caught.value.fault is BundleFault.UNREADABLE
        assert str(tmp_path) not in str(caught.value)


def test_it_says_for_whom_it_is(tmp_path: Path) -> None:
    path = tmp_path / "part.yqb"
    path.write_bytes(framed())
    header = checked_part(path).header
    require_province(header, issuer="province-1", environment=Environment.TRAINING)
    for issuer, environment, fault in (
        ("province-2", Environment.TRAINING, BundleFault.OTHER_PROVINCE),
        ("province-1", Environment.PRODUCTION, BundleFault.OTHER_ENVIRONMENT),
    ):
        with pytest.raises(BundleError) as caught:
            require_province(header, issuer=issuer, environment=environment)
        assert caught.value.fault is fault
