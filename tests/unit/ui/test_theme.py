import re
from dataclasses import asdict

import pytest

from ui.resource_files import QSS
from ui.theme import CALM, HIGH_CONTRAST, TOUCH_TARGET, Palette, Theme, contrast, sizes_for

PALETTES = [pytest.param(CALM, id="calm"), pytest.param(HIGH_CONTRAST, id="high contrast")]


def test_contrast_is_wcags() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#123456", "#123456") == pytest.approx(1)


@pytest.mark.parametrize("palette", PALETTES)
def test_all_text_can_be_read(palette: Palette) -> None:
    for text, ground in palette.text_pairs():
        assert contrast(text, ground) >= 4.5, f"{text} on {ground}"


def test_high_contrast_is_high() -> None:
    for text, ground in HIGH_CONTRAST.text_pairs():
        assert contrast(text, ground) >= 7, f"{text} on {ground}"


@pytest.mark.parametrize("palette", PALETTES)
def test_the_focus_is_seen(palette: Palette) -> None:
    """WCAG 2.2, 1.4.11: 3 : 1 for what shows where the focus is."""
    for ground in (palette.surface, palette.ground, palette.bar):
        assert contrast(palette.focus, ground) >= 3


@pytest.mark.parametrize("palette", PALETTES)
def test_every_colour_is_a_colour(palette: Palette) -> None:
    assert all(re.fullmatch(r"#[0-9a-f]{6}", value) for value in asdict(palette).values())


@pytest.mark.parametrize("pixels", [9, 12, 15, 20, 24])
def test_touch_targets_are_large_enough_at_every_font_size(pixels: int) -> None:
    sizes = sizes_for(pixels)
    assert sizes.touch >= TOUCH_TARGET
    assert sizes.small < sizes.body < sizes.title < sizes.large < sizes.number < sizes.huge


def test_the_style_sheet_knows_all_its_names() -> None:
    sheet = Theme(CALM, sizes_for(12)).style_sheet()
    assert not re.search(r"@\w", sheet)
    assert sheet.count("{") == sheet.count("}")


def test_the_style_sheet_uses_known_names_only() -> None:
    names = set(re.findall(r"@(\w+)", (QSS / "yanqi.qss").read_text(encoding="utf-8")))
    assert names <= {*asdict(CALM), *(f"{name}_px" for name in asdict(sizes_for(12)))}
