"""The notice to senders on one A4 page: Chinese above, English below, for the wall and for a sender's hand.

Invariants:
- All words are the policy pack's (``app.domain.notice``), in both languages at once: the sheet is for people of either,
  whatever the screen speaks.
- As large as fits on one page. A pack with more words than one page can show legibly goes on to a second.
"""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Final

from app.domain.notice import Notice, NoticeOutlet, Statement
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


def notice_sheet(notice: Notice, outlet: NoticeOutlet) -> Sheet:
    """The notice laid out, in both languages."""
    title = translate("printing", "个人信息处理告知书")
    for size in _SIZES:
        pages = _pages(notice, outlet, size)
        if len(pages) == 1:
            break
    return Sheet(title, pages)


def _pages(notice: Notice, outlet: NoticeOutlet, size: float) -> tuple[Page, ...]:
    pages: list[Page] = []
    items: list[Item] = []
    bottom = _MARGIN - 2
    for draw in _parts(notice, outlet, size):
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


def _parts(notice: Notice, outlet: NoticeOutlet, size: float) -> Iterator[_Draw]:
    english = size * _ENGLISH
    yield partial(_title, notice.title, size * 1.8)
    for statement in notice.chinese(outlet):
        yield partial(_statement, statement, size)
    yield partial(_rule, size * 0.6)
    yield partial(_title, notice.title_en, english * 1.5)
    for statement in notice.english(outlet):
        yield partial(_statement, statement, english)
    colophon = f"{notice.title} {notice.version} · {notice.effective_from}"
    yield partial(_statement, Statement("", (colophon,), ""), size * _SMALL)


def _title(text: str, size: float, top: float) -> tuple[list[Item], float]:
    column = Flow(_MARGIN, _WIDTH, top)
    column.line(text, size, bold=True, least=size / 2)
    return column.items, column.bottom


def _rule(gap: float, top: float) -> tuple[list[Item], float]:
    column = Flow(_MARGIN, _WIDTH, top + gap)
    column.rule()
    return column.items, column.bottom + 1


def _statement(statement: Statement, size: float, top: float) -> tuple[list[Item], float]:
    titles = Flow(_MARGIN, _TITLES - 2, top, leading=1.3)
    if statement.title:
        titles.paragraph(statement.title, size, bold=True)
    words = Flow(_MARGIN + _TITLES, _WIDTH - _TITLES, top, leading=1.3)
    for paragraph in statement.paragraphs:
        words.paragraph(paragraph, size)
    if statement.references:
        words.paragraph(statement.references, size * _SMALL)
    return [*titles.items, *words.items], max(titles.bottom, words.bottom) + size * 0.25
