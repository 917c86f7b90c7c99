from dataclasses import replace

import pytest

from devices.label_printer.layout import CodePart, LabelStock, LabelWords, TextPart, lay_out, text_width
from tests.unit.devices.label_printer.samples import CODE, WORDS


def texts(stock: LabelStock, words: LabelWords) -> list[str]:
    return [part.text for part in lay_out(words, stock).parts if isinstance(part, TextPart)]


def code(stock: LabelStock, text: str = CODE) -> CodePart:
    (part,) = (part for part in lay_out(replace(WORDS, code=text), stock).parts if isinstance(part, CodePart))
    return part


@pytest.mark.parametrize("stock", LabelStock)
@pytest.mark.parametrize("note", ["", "演练 无效"])
@pytest.mark.parametrize("headline", ["已验视", "已验视 已安检"])
def test_every_word_finds_its_place(stock: LabelStock, note: str, headline: str) -> None:
    shown = texts(stock, replace(WORDS, note=note, headline=headline))
    assert shown[0] == (note or headline)
    assert headline in shown
    assert set(WORDS.lines) < set(shown)
    assert "".join(shown).count(WORDS.outlet) == 1
    assert WORDS.short_code in shown


@pytest.mark.parametrize(("stock", "size"), [(LabelStock.LARGE, (480, 320)), (LabelStock.SMALL, (400, 240))])
def test_nothing_lies_beyond_the_edge_or_on_the_code(stock: LabelStock, size: tuple[int, int]) -> None:
    layout = lay_out(replace(WORDS, outlet="一个名字很长很长的网点" * 4, note="演练 无效"), stock)
    assert (layout.width, layout.height) == size
    qr = code(stock)
    quiet = 4 * qr.module
    left, bottom = qr.x - quiet, qr.y + qr.module * qr.modules + quiet
    assert left >= 0
    assert qr.x + qr.module * qr.modules + quiet <= layout.width
    for part in layout.parts:
        if isinstance(part, TextPart):
            right = part.x + text_width(part.text, part.size)
            assert part.x >= 0
            assert part.y + part.size <= layout.height
            assert right <= left or (right <= layout.width and part.y >= bottom - quiet)


def test_the_code_is_as_large_as_its_place_allows() -> None:
    assert [code(stock).module for stock in (LabelStock.LARGE, LabelStock.SMALL)] == [4, 3]


def test_a_code_that_a_phone_could_not_read_is_refused() -> None:
    with pytest.raises(ValueError, match="too long"):
        lay_out(replace(WORDS, code="A" * 2000), LabelStock.SMALL)


def test_what_would_end_a_command_becomes_a_blank() -> None:
    assert texts(LabelStock.LARGE, replace(WORDS, outlet="甲\r\nPRINT 9\x00"))[1:3] == ["甲  PRINT 9 ", "验视人 1001"]


def test_a_latin_letter_is_half_as_wide() -> None:
    assert text_width("已验视 1", 24) == 3 * 24 + 2 * 12
    assert text_width("…", 24) == 24


@pytest.mark.parametrize("stock", LabelStock)
def test_english_words_are_not_cut(stock: LabelStock) -> None:
    lines = ("Inspected by 100123456789", "2026-11-26 12:00", "Waybill no. ending 785389")
    words = replace(
        WORDS, headline="Inspected Screened", outlet="一个名字很长很长的网点" * 2, lines=lines, note="Drill, void"
    )
    shown = texts(stock, words)
    assert shown[1:3] == ["Inspected", "Screened"]
    assert {"Inspected by", "100123456789", "2026-11-26 12:00", "ending 785389"} < set(shown)
