"""The notice to senders on paper: all of it, in both languages, on one page."""

from dataclasses import replace

import pytest

from app.domain.notice import Notice, NoticeOutlet
from tests.gui.printing.paper import assert_well_laid_out, texts
from tests.support.builders import policy
from ui.printing.notice import notice_sheet
from ui.printing.page import Line, Sheet

OUTLET = NoticeOutlet("云南省昆明市五华区样例路12号联收联投综合服务站", "530102-2026-000123", "站长 0871-00000000")

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
    sheet = notice_sheet(policy().notice, OUTLET)

    assert len(sheet.pages) == 1
    assert_well_laid_out(sheet, margin=8)
    assert min(item.size for item in sheet.pages[0].items if isinstance(item, Line)) >= 2.1


def test_it_says_everything_that_the_pack_says() -> None:
    notice = policy().notice
    said = run_together(notice_sheet(notice, OUTLET))

    for statement in (*notice.chinese(OUTLET), *notice.english(OUTLET)):
        for text in (statement.title, *statement.paragraphs, statement.references):
            assert words(text) in said
    for term in notice.retention:
        for text in (term.label, term.label_en, term.term, term.term_en, term.source):
            assert words(text) in said
    for text in (OUTLET.name, OUTLET.filing_number, OUTLET.contact):
        assert said.count(words(text)) == 2
    assert notice.complaint_number in said
    assert "{" not in said


@pytest.mark.parametrize("times", [2, 4])
def test_a_pack_with_more_words_gets_smaller_type_or_another_page_and_loses_none(times: int) -> None:
    notice = longer(policy().notice, times)
    sheet = notice_sheet(notice, OUTLET)

    assert_well_laid_out(sheet, margin=8)
    said = run_together(sheet)
    for statement in (*notice.chinese(OUTLET), *notice.english(OUTLET)):
        assert said.count(words(statement.paragraphs[0])) == times
