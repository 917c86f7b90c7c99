import pytest

from devices.ports import ScanSource, Symbology
from devices.scanner.aim import Code, read_bytes, read_text, scan_event


@pytest.mark.parametrize(
    ("raw", "text", "symbology"),
    [
        ("YT8962646785389", "YT8962646785389", None),
        ("]C0YT8962646785389", "YT8962646785389", Symbology.CODE_128),
        ("]C1YT8962646785389", "YT8962646785389", Symbology.CODE_128),
        ("]A0SF123", "SF123", Symbology.CODE_39),
        ("]E06901234567892", "6901234567892", Symbology.EAN_13),
        ("]E0036000291452", "036000291452", Symbology.UPC_A),
        ("]E3690123456789212345", "690123456789212345", Symbology.EAN_13),
        ("]E112", "12", None),
        ("]E496385074", "96385074", Symbology.EAN_8),
        ("]I012345678", "12345678", Symbology.ITF),
        ("]Q1https://example.invalid/x", "https://example.invalid/x", Symbology.QR),
        ("]d2ABC", "ABC", Symbology.DATA_MATRIX),
        ("]L0ABC", "ABC", Symbology.PDF_417),
        ("]z0ABC", "ABC", None),
    ],
)
def test_aim_identifiers_name_the_family_and_go(raw: str, text: str, symbology: Symbology | None) -> None:
    assert read_text(raw) == Code(text, symbology)


@pytest.mark.parametrize("raw", ["]", "]C", "]1C23", "C]C1X", "[C1X"])
def test_what_is_no_identifier_stays(raw: str) -> None:
    assert read_text(raw) == Code(raw, None)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("\\000026SF123", "SF123"),
        ("]Q1\\000026SF123", "SF123"),
        ("]Q2\\000026SF123", "SF123"),
        ("\\000026\\000029SF123", "SF123"),
        ("SF\\000026123", "SF\\000026123"),
        ("\\00002SF123", "\\00002SF123"),
        ("]Q2\\000026one\\000029two", "onetwo"),
        ("]Q2\\000026C:\\\\temp\\\\000026", "C:\\temp\\000026"),
        ("]Q1C:\\\\temp", "C:\\\\temp"),
        ("\\\\000026", "\\\\000026"),
    ],
)
def test_eci_designators_go_and_other_backslashes_stay(raw: str, text: str) -> None:
    code = read_text(raw)
    assert code is not None
    assert code.text == text


@pytest.mark.parametrize("raw", ["", "  \r\n", "]C1", "]Q2\\000026", "\\000026", "\x1d"])
def test_a_code_that_says_nothing_is_none(raw: str) -> None:
    assert read_text(raw) is None


def test_gs_stays_inside_and_goes_at_the_ends() -> None:
    assert read_text("]C1\x1d10ABC\x1d21XYZ\x1d") == Code("10ABC\x1d21XYZ", Symbology.CODE_128)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_chinese_is_read_in_both_encodings(encoding: str) -> None:
    assert read_bytes("寄件人𠮷样".encode(encoding)) == Code("寄件人𠮷样", None)


def test_a_false_designator_does_not_matter() -> None:
    assert read_bytes("]Q2\\000026张三样".encode("gb18030")) == Code("张三样", Symbology.QR)
    assert read_bytes("]Q2\\000029张三样".encode()) == Code("张三样", Symbology.QR)


def test_bytes_that_are_neither_are_no_code() -> None:
    assert read_bytes(b"SF123\xff\xfe456") is None


def test_the_event_keeps_its_text_out_of_the_repr() -> None:
    event = scan_event(Code("5301021990", None), source=ScanSource.SERIAL, device="serial:COM3", monotonic=1.5)
    assert (event.text, event.source, event.device, event.monotonic) == (
        "5301021990",
        ScanSource.SERIAL,
        "serial:COM3",
        1.5,
    )
    assert "5301021990" not in repr(event) + repr(Code("5301021990", None))
