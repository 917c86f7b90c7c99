"""A report in a QR: what goes in comes out, and nothing else passes for it."""

import zlib

import pytest
from base45 import b45encode
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from sync.report_seal import LONGEST_BODY, LONGEST_TEXT, PREFIX, sealed_report, sealed_text

KEY = bytes(range(32))
PUBLIC = Ed25519PrivateKey.from_private_bytes(KEY).public_key().public_bytes_raw()
OTHER = Ed25519PrivateKey.from_private_bytes(bytes(32)).public_key().public_bytes_raw()
ALPHANUMERIC = set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")

bodies = st.binary(max_size=1500)


@given(bodies)
def test_what_goes_in_comes_out(body: bytes) -> None:
    text = sealed_text(body, KEY)
    assert set(text) <= ALPHANUMERIC
    report = sealed_report(text)
    assert report is not None
    assert report.body == body
    assert report.is_signed_by(PUBLIC)
    assert not report.is_signed_by(OTHER)


@given(bodies, st.data())
def test_a_changed_character_never_passes(body: bytes, data: st.DataObject) -> None:
    text = sealed_text(body, KEY)
    place = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(st.sampled_from(sorted(ALPHANUMERIC - {text[place]})))
    report = sealed_report(text[:place] + other + text[place + 1 :])
    assert report is None or not report.is_signed_by(PUBLIC)


@given(st.text(max_size=200))
def test_any_other_text_is_no_report_or_not_signed(text: str) -> None:
    for tried in (text, PREFIX + text):
        report = sealed_report(tried)
        assert report is None or not report.is_signed_by(PUBLIC)


def test_what_fits_no_qr_is_not_sealed() -> None:
    noise = b"".join(Ed25519PrivateKey.generate().private_bytes_raw() for _ in range(100))
    with pytest.raises(ValueError, match="too long"):
        sealed_text(noise, KEY)
    with pytest.raises(ValueError, match="too long"):
        sealed_text(bytes(LONGEST_BODY + 1), KEY)


def test_nothing_is_unpacked_beyond_its_limit() -> None:
    bomb = PREFIX + b45encode(bytes(64) + zlib.compress(bytes(100 * LONGEST_BODY), 9)).decode()
    assert len(bomb) < LONGEST_TEXT
    assert sealed_report(bomb) is None


def test_bytes_behind_the_message_make_it_none() -> None:
    assert sealed_report(PREFIX + b45encode(bytes(64) + zlib.compress(b"{}") + b"more").decode()) is None
