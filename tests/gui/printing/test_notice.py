"""The notice to senders on paper: all of it, in both languages, on one page."""

from dataclasses import replace

import pytest

from app.domain.notice import Notice
from tests.gui.printing.paper import assert_well_laid_out, texts
from tests.support.builders import policy
from ui.printing.notice import Handler, notice_sheet
from ui.printing.page import Line, Sheet

HANDLER = Handler("云南省昆明市五华区样例路12号联收联投综合服务站", "530102-2026-000123", "站长 0871-00000000")

pytestmark = pytest.mark.usefixtures("language")


def run_together(sheet: Sheet) -> str:
    """All words without the breaks between lines."""
    return "".join("".join(texts(sheet)).split())


def words(text: str) -> str:
    return "".join(text.split())


def longer(notice: Notice, times: int) -> Notice:
    sections = tuple(
        replace(section, paragraphs=section.paragraphs * times, paragraphs_en=section.paragraphs_en * times)
        for section in notice.sections
    )
    return replace(notice, sections=sections)


def test_the_shipped_notice_fits_on_one_legible_page() -> None:
    sheet = notice_sheet(policy().notice, HANDLER)

    assert len(sheet.pages) == 1
    assert_well_laid_out(sheet, margin=8)
    assert min(item.size for item in sheet.pages[0].items if isinstance(item, Line)) >= 2.1


def test_it_says_everything_that_the_pack_says() -> None:
    notice = policy().notice
    said = run_together(notice_sheet(notice, HANDLER))

    for section in notice.sections:
        for paragraph in (section.title, section.title_en, *section.paragraphs, *section.paragraphs_en):
            assert words(paragraph.replace("{complaint}", notice.complaint_number)) in said
        for reference in section.references:
            assert words(f"{reference.law}（{reference.version}）{reference.article}") in said
    for term in notice.retention:
        for text in (term.label, term.label_en, term.term, term.term_en, term.source):
            assert words(text) in said
    for text in (HANDLER.outlet_name, HANDLER.filing_number, HANDLER.contact):
        assert said.count(words(text)) == 2
    assert notice.complaint_number in said
    assert "{" not in said


@pytest.mark.parametrize("times", [2, 4])
def test_a_pack_with_more_words_gets_smaller_type_or_another_page_and_loses_none(times: int) -> None:
    notice = longer(policy().notice, times)
    sheet = notice_sheet(notice, HANDLER)

    assert_well_laid_out(sheet, margin=8)
    said = run_together(sheet)
    for section in notice.sections:
        for paragraph in (section.paragraphs[0], section.paragraphs_en[0]):
            assert said.count(words(paragraph.replace("{complaint}", notice.complaint_number))) == times
