"""The prohibited goods on one A4 page, to be posted at the counter: every category with its best known kinds.

Invariants:
- No category is left out; of its named kinds as many are shown as its lines hold.
- The words are the policy pack's, with the catalogue's version and date at the foot.
"""

from typing import Final

from app.domain.catalogue import Catalogue, ProhibitedCategory, Standing
from app.domain.notice import Notice
from ui.printing.flow import Flow
from ui.printing.page import A4, Item, Page, Sheet
from ui.texts import translate

_MARGIN: Final = 14.0
_WIDTH: Final = A4[0] - 2 * _MARGIN
_HEAD: Final = 34.0
_FOOT: Final = 18.0
_NUMBER: Final = 12.0
_LARGEST: Final = 4.6
_LINES_EACH: Final = 3.0
"""Lines of a category, in parts of its size: its name, its English name, its kinds."""


def prohibited_poster(catalogue: Catalogue, notice: Notice, outlet_name: str) -> Sheet:
    """The poster laid out; Chinese with English under each name, whatever the language of the screen."""
    head = Flow(_MARGIN, _WIDTH, _MARGIN - 4)
    head.line(notice.poster_title, 9, bold=True, least=5)
    head.line(notice.poster_title_en, 4.6, least=3)
    room = A4[1] - _HEAD - _FOOT
    each = room / max(1, len(catalogue.categories))
    items = [*head.items]
    for place, category in enumerate(catalogue.categories):
        items += _category(category, _kinds(catalogue, category), _HEAD + place * each, each)
    items += _foot(catalogue, outlet_name)
    return Sheet(translate("printing", "禁寄物品公示"), (Page(*A4, tuple(items)),))


def _kinds(catalogue: Catalogue, category: ProhibitedCategory) -> str:
    names = (
        entry.name
        for entry in catalogue.entries
        if entry.standing is Standing.PROHIBITED and entry.category == category.number
    )
    return "、".join(names)


def _category(category: ProhibitedCategory, kinds: str, top: float, height: float) -> list[Item]:
    size = min(_LARGEST, height / (_LINES_EACH * 1.25))
    number = Flow(_MARGIN, _NUMBER - 2, top, leading=1.2)
    number.line(str(category.number), size * 1.2, bold=True)
    words = Flow(_MARGIN + _NUMBER, _WIDTH - _NUMBER, top, leading=1.2)
    words.line(category.label, size * 1.1, bold=True, least=size * 0.7)
    words.line(category.label_en, size * 0.72, least=size * 0.5)
    if kinds:
        words.paragraph(kinds, size * 0.78, most=1)
    return [*number.items, *words.items]


def _foot(catalogue: Catalogue, outlet_name: str) -> list[Item]:
    foot = Flow(_MARGIN, _WIDTH, A4[1] - _FOOT)
    foot.rule()
    foot.line(f"{outlet_name} · {catalogue.version} · {catalogue.effective_from}", 3.2, least=2.4)
    foot.line(catalogue.source, 2.6, least=2.2)
    return foot.items
