"""Devices on USB as a setting names them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from devices.usb_identity import UsbIdentity, nameable_serial

_SERIALS = st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7F), max_size=8).map(nameable_serial)
IDENTITIES = st.builds(
    UsbIdentity,
    st.integers(0, 0xFFFF),
    st.integers(0, 0xFFFF),
    _SERIALS,
    st.from_regex(r"([1-9]-[1-9](\.[1-9]){0,2}(:1\.[0-3])?)?", fullmatch=True),
)


@settings(max_examples=60)
@given(IDENTITIES)
def test_what_is_written_is_read_again(identity: UsbIdentity) -> None:
    assert UsbIdentity.parse(str(identity)) == identity


@settings(max_examples=60)
@given(IDENTITIES, IDENTITIES)
def test_a_setting_fits_what_it_leaves_open(wanted: UsbIdentity, found: UsbIdentity) -> None:
    assert UsbIdentity(found.vendor, found.product).fits(found)
    assert found.fits(found)
    if wanted.serial not in ("", found.serial) or wanted.place not in ("", found.place):
        assert not UsbIdentity(found.vendor, found.product, wanted.serial, wanted.place).fits(found)


@pytest.mark.parametrize("text", ["1a86", "1a86:75231", "1a86:7523:", "1a86:7523@", "1a86:7523:a?b", "g000:0000"])
def test_other_forms_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="VID:PID"):
        UsbIdentity.parse(text)
