"""The prohibited goods on the wall: every category, none of the goods that may be sent."""

import pytest

from app.domain.catalogue import Catalogue, CatalogueEntry, FoundAtCounter, ProhibitedCategory, Standing
from tests.gui.printing.paper import assert_well_laid_out, texts
from tests.support.builders import policy
from ui.printing.poster import prohibited_poster

pytestmark = pytest.mark.usefixtures("language")


def catalogue(count: int, kinds: int) -> Catalogue:
    """``count`` categories with ``kinds`` each, and one kind that may be sent."""
    categories = tuple(
        ProhibitedCategory(
            number=number,
            code=f"category_{number}",
            label=f"毒品、吸毒工具、非正当用途麻醉药品和精神药品、非正当用途的易制毒化学品 第{number}类",
            label_en=f"Drugs, drug tools, narcotics and psychotropics, precursors for improper use, class {number}",
            handling="POLICE_NOW",
            authorities=(),
            found=FoundAtCounter.INCIDENT,
            people_first=False,
            discreet=False,
            references=(),
        )
        for number in range(1, count + 1)
    )
    entries = tuple(
        CatalogueEntry(
            f"{category.code}_{kind}", f"违禁品{category.number}号{kind}", "", Standing.PROHIBITED, category.number
        )
        for category in categories
        for kind in range(kinds)
    )
    allowed = CatalogueEntry("tea", "普洱茶", "Pu-erh tea", Standing.ALLOWED)
    return Catalogue("2026.11.1", "《禁止寄递物品指导目录》", "2026-11-01", categories, (), (*entries, allowed), {})


@pytest.mark.parametrize("count", [1, 19, 21])
@pytest.mark.parametrize("kinds", [0, 1, 40])
def test_every_category_is_on_one_page(count: int, kinds: int) -> None:
    shown = catalogue(count, kinds)
    sheet = prohibited_poster(shown, policy().notice, "样例网点")

    assert len(sheet.pages) == 1
    assert_well_laid_out(sheet, margin=8)
    words = texts(sheet)
    for category in shown.categories:
        assert category.label in words
        assert category.label_en in words
        assert str(category.number) in words


def test_what_may_be_sent_is_not_on_it_and_its_age_is() -> None:
    words = "\n".join(texts(prohibited_poster(catalogue(19, 3), policy().notice, "样例网点")))

    assert words.startswith("禁止寄递物品\nProhibited")
    assert "普洱茶" not in words
    assert "违禁品19号2" in words
    assert "样例网点 · 2026.11.1 · 2026-11-01" in words
    assert "《禁止寄递物品指导目录》" in words
