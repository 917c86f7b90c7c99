"""Names with rare characters, on the fonts that this house installs (fonts-noto-cjk, fonts-hanazono)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QImage, QPainter
from PySide6.QtWidgets import QApplication

from ui.fonts import (
    BLOCKS,
    COMMON,
    SPREAD,
    CharacterBlock,
    block_coverage,
    font_problem,
    missing_characters,
    preferred_families,
    screen_families,
    shown_name,
)
from ui.theme import Theme

REQUIRED = [block for block in BLOCKS if block.required]
PRIVATE = "\U0010fffd"
UNASSIGNED = "\U000323b0"
"""Just behind extension H."""


def drawn(character: str) -> QImage:
    """As the screen draws it, with the product's font."""
    font = QFont(QApplication.font())
    font.setPixelSize(48)
    image = QImage(80, 80, QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setFont(font)
    painter.drawText(image.rect(), Qt.AlignmentFlag.AlignCenter, character)
    painter.end()
    return image


def test_the_most_legible_installed_family_comes_first_and_rare_characters_last() -> None:
    installed = ["HanaMinB", "SimSun-ExtB", "SimSun", "DejaVu Sans", "Microsoft YaHei"]
    assert preferred_families(installed) == ["Microsoft YaHei", "SimSun", "SimSun-ExtB", "HanaMinB"]
    assert preferred_families(["DejaVu Sans"]) == []


@pytest.mark.parametrize("block", REQUIRED, ids=lambda block: block.name)
def test_every_block_of_the_standard_is_shown(block: CharacterBlock) -> None:
    assert missing_characters("".join(block.spread(200))) == ()
    assert missing_characters(block.sample) == ()


def test_coverage_is_told_by_block() -> None:
    found = {coverage.block.name: coverage for coverage in block_coverage()}
    assert "".join(found) == "ABCDEFGH"
    for coverage in found.values():
        assert coverage.looked_at == SPREAD
        assert 0 <= coverage.shown <= SPREAD
        assert coverage.whole or not coverage.block.required
        assert coverage.block.first <= ord(coverage.block.sample) <= coverage.block.last


def test_nothing_is_wrong_with_the_fonts_of_this_house() -> None:
    assert missing_characters(COMMON) == ()
    assert font_problem() is None


@pytest.mark.usefixtures("theme")
@pytest.mark.parametrize("name", ["𠮷", "𬭎", "㛃", "䶮", "𰻝", "𱁬", *(block.sample for block in REQUIRED)])
def test_what_is_said_to_be_shown_is_drawn_and_is_no_box(name: str) -> None:
    assert missing_characters(name) == ()
    assert drawn(name) != drawn(PRIVATE)
    assert drawn(name) != drawn(" ")


@pytest.mark.usefixtures("theme")
def test_what_is_said_to_be_missing_would_be_a_box() -> None:
    assert drawn(UNASSIGNED) == drawn(PRIVATE)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("样例甲", "样例甲"),
        ("样本𠮷", "样本𠮷"),
        ("阿样·试例", "阿样·试例"),
        (f"样{PRIVATE}例", "样〔U+10FFFD〕例"),
        ("样\ue000\ue000", "样〔U+E000〕〔U+E000〕"),
        (f"{UNASSIGNED}样", "〔U+323B0〕样"),
        ("样\ud842", "样〔U+D842〕"),
        ("葛\U000e0100样", "葛\U000e0100样"),
        ("ANNA MARÍA", "ANNA MARÍA"),
        ("", ""),
    ],
)
@pytest.mark.usefixtures("qapp")
def test_a_character_without_a_shape_is_shown_by_its_number(name: str, shown: str) -> None:
    assert shown_name(name) == shown
    assert missing_characters(shown) == ()


@pytest.mark.usefixtures("qapp")
@given(st.text(st.characters(min_codepoint=0x3400, max_codepoint=0x323FF), max_size=6))
def test_whatever_the_name_no_box_is_shown(name: str) -> None:
    assert missing_characters(shown_name(name)) == ()
    assert (shown_name(name) == name) == (not missing_characters(name))


def test_the_program_asks_for_the_families_by_name(theme: Theme) -> None:  # noqa: ARG001 - it is applied
    families = QApplication.font().families()
    assert families[: len(screen_families())] == screen_families()
    assert "HanaMinB" in families
