"""The inspection label (验视标识) for a thermal printer: two stocks, black on white, readable at 203 dots an inch.

Invariants:
- No personal data: the outlet, a clerk's number, the time, the waybill number's end, and the signed mark as a QR.
- Screening stands on it only when it was recorded.
- The QR has modules of 3 dots at least at 203 dpi (0.375 mm), as long as the mark fits into a QR of version 9.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import Final

from devices.label_printer.layout import LabelWords
from ui.printing.flow import Flow
from ui.printing.page import Align, Box, Code, Item, Page, Sheet
from ui.texts import translate

WAYBILL_TAIL: Final = 6
"""The last characters of the waybill number: enough to see that the label lies on its parcel."""


@dataclass(frozen=True, slots=True)
class _Measures:
    """Millimetres of one stock."""

    width: float
    height: float
    margin: float
    code: float
    """The QR's edge, quiet zone included."""
    headline: float
    text: float
    least: float


class LabelStock(Enum):
    """The labels that are bought for it."""

    LARGE = "60x40"
    SMALL = "50x30"


_MEASURES: Final = {
    # 61 modules (version 9 and its quiet zone): four dots each, and three dots each, at 203 dpi
    LabelStock.LARGE: _Measures(60, 40, 1.5, 31, 5.0, 3.0, 2.4),
    LabelStock.SMALL: _Measures(50, 30, 1.0, 23.5, 4.0, 2.6, 2.2),
}


@dataclass(frozen=True, slots=True)
class InspectionLabel:
    """What stands on a label. ``inspected_at`` is the counter's local time."""

    outlet_name: str
    inspector: str
    inspected_at: datetime
    waybill_number: str = field(repr=False)
    """Whole; only its end is printed."""
    short_code: str
    """The mark's short code as it is shown."""
    mark_text: str = field(repr=False)
    screened: bool = False
    """Whether a passed screening is on record."""
    training: bool = False


def label_sheet(label: InspectionLabel, stock: LabelStock) -> Sheet:
    """The label laid out for ``stock``, in the language of the screen."""
    measures = _MEASURES[stock]
    items = (*_words(label, measures), *_code(label, measures))
    return Sheet(translate("printing", "验视标识"), (Page(measures.width, measures.height, items),), thermal=True)


def label_words(label: InspectionLabel) -> LabelWords:
    """What stands on the label, in the language of the screen: the same on every kind of paper."""
    done = [translate("printing", "已验视"), *([translate("printing", "已安检")] if label.screened else [])]
    return LabelWords(
        headline=" ".join(done),
        outlet=label.outlet_name,
        lines=(
            translate("printing", "验视人 {number}").format(number=label.inspector),
            f"{label.inspected_at:%Y-%m-%d %H:%M}",
            translate("printing", "单号尾 {tail}").format(tail=label.waybill_number[-WAYBILL_TAIL:]),
        ),
        short_code=label.short_code,
        code=label.mark_text,
        note=translate("printing", "演练 无效") if label.training else "",
    )


def _words(label: InspectionLabel, measures: _Measures) -> list[Item]:
    words = label_words(label)
    inspector, inspected_at, tail = words.lines
    column = Flow(measures.margin, measures.width - measures.code - 2 * measures.margin, measures.margin, leading=1.25)
    size, least = measures.text, measures.least
    if words.note:
        column.line(words.note, size * 1.2, bold=True, least=least)
    column.line(words.headline, measures.headline, bold=True, least=least)
    column.gap(size * 0.2)
    column.paragraph(words.outlet, size, most=2)
    column.line(inspector, size, least=least, whole=True)
    column.line(inspected_at, size, least=least)
    column.line(tail, size, least=least, whole=True)
    return column.items


def _code(label: InspectionLabel, measures: _Measures) -> list[Item]:
    left = measures.width - measures.margin - measures.code
    code = Code(label.mark_text, Box(left, measures.margin, measures.code, measures.code))
    below = Flow(left, measures.code, measures.margin + measures.code)
    below.line(label.short_code, measures.text * 1.2, bold=True, align=Align.CENTRE, least=measures.least, whole=True)
    return [code, *below.items]
