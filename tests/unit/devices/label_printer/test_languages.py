"""The bytes on the wire: golden for one small layout, and read back by a strict printer for any words."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from devices.label_printer.languages import LabelLanguage, write_cpcl, write_tspl, write_zpl, writer_of
from devices.label_printer.layout import CodePart, LabelLayout, LabelStock, TextPart, lay_out
from devices.simulators.label_jobs import read_job
from tests.unit.devices.label_printer.samples import CODE, WORDS

SMALL_LAYOUT = LabelLayout(
    400,
    240,
    (
        TextPart(8, 8, 48, "已验视"),
        TextPart(8, 60, 24, "验视人 1001"),
        CodePart(228, 28, 4, 21, "YQ1:AB%"),
    ),
)
INSPECTED, INSPECTOR = "已验视".encode("gbk"), "验视人".encode("gbk")


def test_tspl() -> None:
    assert write_tspl(SMALL_LAYOUT, gap_mm=3) == (
        b"SIZE 50 mm,30 mm\r\nGAP 3 mm,0 mm\r\nCLS\r\n"
        b'TEXT 8,8,"TSS24.BF2",0,2,2,"' + INSPECTED + b'"\r\n'
        b'TEXT 8,60,"TSS24.BF2",0,1,1,"' + INSPECTOR + b' 1001"\r\n'
        b'QRCODE 228,28,M,4,A,0,"YQ1:AB%"\r\n'
        b"PRINT 1,1\r\n"
    )


def test_cpcl() -> None:
    assert write_cpcl(SMALL_LAYOUT) == (
        b"! 0 203 203 240 1\r\nPAGE-WIDTH 400\r\n"
        b"SETMAG 2 2\r\nTEXT 24 0 8 8 " + INSPECTED + b"\r\n"
        b"SETMAG 1 1\r\nTEXT 24 0 8 60 " + INSPECTOR + b" 1001\r\n"
        b"B QR 228 28 M 2 U 4\r\nMA,YQ1:AB%\r\nENDQR\r\n"
        b"SETMAG 1 1\r\nFORM\r\nPRINT\r\n"
    )


def test_zpl() -> None:
    assert write_zpl(SMALL_LAYOUT) == (
        b"^XA\r\n^CI28\r\n^PW400\r\n^LL240\r\n^LH0,0\r\n"
        b"^FO8,8^A@N,48,48,E:SIMSUN.FNT^FH^FD" + "已验视".encode() + b"^FS\r\n"
        b"^FO8,60^A@N,24,24,E:SIMSUN.FNT^FH^FD" + "验视人".encode() + b" 1001^FS\r\n"
        b"^FO228,28^BQN,2,4^FH^FDMA,YQ1:AB%^FS\r\n"
        b"^PQ1\r\n^XZ\r\n"
    )


@pytest.mark.parametrize("language", LabelLanguage)
@pytest.mark.parametrize("stock", LabelStock)
def test_a_printer_reads_the_right_label_from_it(language: LabelLanguage, stock: LabelStock) -> None:
    job = writer_of(language, gap_mm=2, font="")(lay_out(WORDS, stock))
    label = read_job(job, language)
    assert label.inside
    assert label.codes == (CODE,)
    assert set(WORDS.lines) | {WORDS.headline, WORDS.short_code} < set(label.texts)
    assert (label.width, label.height) == ((480, 320) if stock is LabelStock.LARGE else (400, 240))


@pytest.mark.parametrize("language", LabelLanguage)
@given(outlet=st.text(max_size=40))
@settings(max_examples=25, deadline=None)
def test_no_name_of_an_outlet_becomes_a_command(language: LabelLanguage, outlet: str) -> None:
    layout = lay_out(replace(WORDS, outlet=outlet, code="YQ1:A"), LabelStock.LARGE)
    label = read_job(writer_of(language, gap_mm=2, font="")(layout), language)
    assert len(label.marks) == len(layout.parts)
    assert label.codes == ("YQ1:A",)


def test_a_character_beyond_the_printers_font_does_not_stop_the_label() -> None:
    layout = lay_out(replace(WORDS, outlet="𠮷站"), LabelStock.LARGE)
    assert "?站" in read_job(write_tspl(layout), LabelLanguage.TSPL).texts
    assert "𠮷站" in read_job(write_zpl(layout), LabelLanguage.ZPL).texts


def test_another_font_by_setting() -> None:
    assert b'"FONT001"' in writer_of(LabelLanguage.TSPL, gap_mm=2, font="FONT001")(SMALL_LAYOUT)
    assert b"TEXT 55 0" in writer_of(LabelLanguage.CPCL, gap_mm=2, font="55")(SMALL_LAYOUT)
    assert b"Z:CHN.TTF" in writer_of(LabelLanguage.ZPL, gap_mm=2, font="Z:CHN.TTF")(SMALL_LAYOUT)


@pytest.mark.parametrize("job", [b"", b"SIZE 50 mm", b"SIZE 50 mm,30 mm\r\nBOOM\r\n"])
@pytest.mark.parametrize("language", LabelLanguage)
def test_the_strict_printer_is_strict(language: LabelLanguage, job: bytes) -> None:
    with pytest.raises(ValueError, match="command"):
        read_job(job, language)
