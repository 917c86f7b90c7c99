import pytest

from devices.ports import Symbology
from devices.vision.codes import normalised, text_of
from devices.vision.decode import second_opinion_available


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"SF1234567890123", "SF1234567890123"),
        ("寄件码".encode(), "寄件码"),
        ("寄件码".encode("gb18030"), "寄件码"),
        (b"\r\nSF1\x1d\t", "SF1"),
        (b"01\x1d10", "01\x1d10"),
        (b"SF1\x00\x00", "SF1"),
        (b"\xff\xff\xff", None),
        (b"", None),
        (b" \r\n", None),
    ],
)
def test_bytes_become_clean_text_or_nothing(raw: bytes, text: str | None) -> None:
    assert text_of(raw) == text


@pytest.mark.parametrize(
    ("text", "symbology", "wanted", "expected"),
    [
        ("0036000291452", Symbology.EAN_13, {Symbology.UPC_A}, ("036000291452", Symbology.UPC_A)),
        ("0036000291452", Symbology.EAN_13, {Symbology.EAN_13}, ("0036000291452", Symbology.EAN_13)),
        ("6901234567892", Symbology.EAN_13, {Symbology.UPC_A}, ("6901234567892", Symbology.EAN_13)),
        ("0036000291452", Symbology.CODE_128, {Symbology.UPC_A}, ("0036000291452", Symbology.CODE_128)),
    ],
)
def test_upc_a_is_told_from_ean_13(
    text: str, symbology: Symbology, wanted: set[Symbology], expected: tuple[str, Symbology]
) -> None:
    assert normalised(text, symbology, frozenset(wanted)) == expected


def test_zbar_is_there_for_the_tests_of_the_second_opinion() -> None:
    assert second_opinion_available()
