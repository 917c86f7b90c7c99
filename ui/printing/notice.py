"""The notice to senders on one A4 page: Chinese above, English below, for the wall and for a sender's hand.

Invariants:
- All words about rights and duties are the policy pack's (``app.domain.notice``); only headings are this module's, in
  both languages at once, as the sheet is for people of either.
- As large as fits on one page. A pack with more words than one page can show legibly goes on to a second.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from app.domain.notice import Notice
from ui.printing.flow import Flow
from ui.printing.page import A4, Item, Page, Sheet
from ui.texts import translate

_MARGIN: Final = 14.0
_WIDTH: Final = A4[0] - 2 * _MARGIN
_BOTTOM: Final = A4[1] - 10.0
_TITLES: Final = 28.0
"""Width of the sections' titles, left of their words."""
_SIZES: Final = tuple(hundredths / 100 for hundredths in range(420, 255, -5))
"""Type sizes in millimetres, from what reads well on a wall down to the smallest for a hand (about 7.4 points)."""
_ENGLISH: Final = 0.86
_SMALL: Final = 0.74
"""Sizes of English and of references, in parts of the Chinese."""


@dataclass(frozen=True, slots=True)
class Handler:
    """Who handles the data: the outlet as it is filed, and how to reach whoever answers for it."""

    outlet_name: str
    filing_number: str
    contact: str


@dataclass(frozen=True, slots=True)
class _Block:
    """A title with its words, kept together on one page."""

    title: str
    paragraphs: tuple[str, ...]
    size: float
    note: str = ""


def notice_sheet(notice: Notice, handler: Handler) -> Sheet:
    """The notice laid out, in both languages."""
    title = translate("printing", "个人信息处理告知书")
    for size in _SIZES:
        pages = _pages(notice, handler, size)
        if len(pages) == 1:
            break
    return Sheet(title, pages)


def _pages(notice: Notice, handler: Handler, size: float) -> tuple[Page, ...]:
    pages: list[Page] = []
    items: list[Item] = []
    bottom = _MARGIN - 2
    for draw in _parts(notice, handler, size):
        placed, end = draw(bottom)
        if end > _BOTTOM and items:
            pages.append(Page(*A4, tuple(items)))
            items = []
            placed, end = draw(_MARGIN - 2)
        items += placed
        bottom = end
    return (*pages, Page(*A4, tuple(items)))


_Draw = Callable[[float], tuple[list[Item], float]]
"""Draws one part from a height on downwards; gives its items and where it ends."""


def _parts(notice: Notice, handler: Handler, size: float) -> Iterator[_Draw]:
    english = size * _ENGLISH
    yield lambda top: _title(notice.title, size * 1.8, top)
    for block in _chinese(notice, handler, size):
        yield lambda top, block=block: _block(block, top)  # type: ignore[misc] # a default binds the loop's value
    yield lambda top: _rule(top + size * 0.6)
    yield lambda top: _title(notice.title_en, english * 1.5, top)
    for block in _english(notice, handler, english):
        yield lambda top, block=block: _block(block, top)  # type: ignore[misc] # same
    colophon = f"{notice.title} {notice.version} · {notice.effective_from}"
    yield lambda top: _block(_Block("", (colophon,), size * _SMALL), top)


def _chinese(notice: Notice, handler: Handler, size: float) -> Iterator[_Block]:
    who = f"{handler.outlet_name}（备案号 {handler.filing_number}）。联系方式：{handler.contact}"
    yield _Block("谁在处理", (who,), size)
    for section in notice.sections:
        references = "、".join(f"{place.law}（{place.version}）{place.article}" for place in section.references)
        note = f"依据：{references}" if references else ""
        yield _Block(section.title, _filled(section.paragraphs, notice), size, note)
    terms = "；".join(f"{term.label}：{term.term}（{term.source}）" for term in notice.retention)
    yield _Block("保存多久", (f"{terms}。",), size)


def _english(notice: Notice, handler: Handler, size: float) -> Iterator[_Block]:
    who = f"{handler.outlet_name} (filing no. {handler.filing_number}). Contact: {handler.contact}"
    yield _Block("Who", (who,), size)
    for section in notice.sections:
        yield _Block(section.title_en, _filled(section.paragraphs_en, notice), size)
    terms = "; ".join(f"{term.label_en}: {term.term_en}" for term in notice.retention)
    yield _Block("How long", (f"{terms}.",), size)


def _filled(paragraphs: tuple[str, ...], notice: Notice) -> tuple[str, ...]:
    return tuple(paragraph.replace("{complaint}", notice.complaint_number) for paragraph in paragraphs)


def _title(text: str, size: float, top: float) -> tuple[list[Item], float]:
    column = Flow(_MARGIN, _WIDTH, top)
    column.line(text, size, bold=True, least=size / 2)
    return column.items, column.bottom


def _rule(top: float) -> tuple[list[Item], float]:
    column = Flow(_MARGIN, _WIDTH, top)
    column.rule()
    return column.items, column.bottom + 1


def _block(block: _Block, top: float) -> tuple[list[Item], float]:
    titles = Flow(_MARGIN, _TITLES - 2, top, leading=1.3)
    if block.title:
        titles.paragraph(block.title, block.size, bold=True)
    words = Flow(_MARGIN + _TITLES, _WIDTH - _TITLES, top, leading=1.3)
    for paragraph in block.paragraphs:
        words.paragraph(paragraph, block.size)
    if block.note:
        words.paragraph(block.note, block.size * _SMALL)
    return [*titles.items, *words.items], max(titles.bottom, words.bottom) + block.size * 0.25
