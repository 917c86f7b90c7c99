"""The word size of a library by its file's head."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from devices.id_reader.vendor_contract import library_bits


def pe(machine: int) -> bytes:
    return b"MZ" + bytes(0x3A) + (0x80).to_bytes(4, "little") + bytes(0x40) + b"PE\0\0" + machine.to_bytes(2, "little")


@pytest.mark.parametrize(
    ("head", "bits"),
    [
        (b"\x7fELF\x01", 32),
        (b"\x7fELF\x02" + bytes(60), 64),
        (b"\x7fELF\x03", None),
        (b"\x7fELF", None),
        (pe(0x014C), 32),
        (pe(0x8664), 64),
        (pe(0x0200), None),
        (pe(0x014C)[:-4], None),
        (b"MZ", None),
        (b"#!/bin/sh", None),
        (b"", None),
    ],
)
def test_the_word_size_stands_in_the_head(head: bytes, bits: int | None) -> None:
    assert library_bits(head) == bits


@settings(max_examples=50)
@given(st.binary(max_size=200), st.sampled_from([b"", b"MZ", b"\x7fELF"]))
def test_any_file_has_a_word_size_or_none(head: bytes, begins: bytes) -> None:
    assert library_bits(begins + head) in (None, 32, 64)
