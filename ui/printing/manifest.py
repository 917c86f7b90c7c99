"""The handover manifest (交接单) on A4: head, table, places to sign, a QR that leads to its record.

Invariants:
- Every row stands on exactly one page, in order; each page repeats the table's head and says which page of how many.
- The places to sign are on the last page, together with at least what fits beside them.
- Waybill numbers are never cut.
"""

from dataclasses import dataclass
from typing import Final

from ui.fonts import shown_name
from ui.printing.flow import Flow
from ui.printing.manifest_sheet import ManifestRow, ManifestSheet
from ui.printing.page import A4, Align, Box, Code, Item, Line, Page, Rule, Sheet
from ui.printing.type_size import elided, fitting_size
from ui.texts import translate

_MARGIN: Final = 14.0
_WIDTH: Final = A4[0] - 2 * _MARGIN
_ROW: Final = 6.8
_TEXT: Final = 3.4
_LEAST: Final = 2.8
_CODE: Final = 30.0
_TABLE_FIRST: Final = 56.0
"""Where the table begins on the first page, and on the others."""
_TABLE_NEXT: Final = 22.0
_TABLE_END: Final = A4[1] - 20.0
_SIGNING: Final = 36.0
"""Height of the places to sign."""
_DASH: Final = "—"


@dataclass(frozen=True, slots=True)
class _Column:
    label: str
    width: float
    align: Align = Align.LEFT
    whole: bool = False
    """Its texts are numbers with letters in them: never shortened, but drawn narrower."""


def manifest_sheet(manifest: ManifestSheet) -> Sheet:
    """The manifest laid out, in the language of the screen. An empty one has a page, too."""
    parts = _parts(len(manifest.rows))
    pages = []
    for number, (first, last) in enumerate(parts, start=1):
        items = [*(_head(manifest) if number == 1 else _short_head(manifest))]
        top = _TABLE_FIRST if number == 1 else _TABLE_NEXT
        items += _table(manifest.rows[first:last], first, top)
        if number == len(parts):
            items += _signing()
        items += _foot(manifest, number, len(parts))
        pages.append(Page(*A4, tuple(items)))
    return Sheet(translate("printing", "交接单"), tuple(pages))


def _parts(count: int) -> list[tuple[int, int]]:
    """Which rows stand on each page: from the first up to the second number, without it."""
    parts: list[tuple[int, int]] = []
    first, top = 0, _TABLE_FIRST
    while True:
        room = int((_TABLE_END - top) / _ROW) - 1  # the table's head takes one
        with_signing = int((_TABLE_END - _SIGNING - top) / _ROW) - 1
        left = count - first
        if left <= with_signing:
            return [*parts, (first, count)]
        # what fits without the places to sign still leaves a row for the page that has them
        taken = min(room, left - 1)
        parts.append((first, first + taken))
        first, top = first + taken, _TABLE_NEXT


def _head(manifest: ManifestSheet) -> list[Item]:
    column = Flow(_MARGIN, _WIDTH - _CODE - 4, 12)
    if manifest.training:
        column.line(translate("printing", "演练 无效"), 4.4, bold=True)
    column.line(translate("printing", "快件交接单"), 6.5, bold=True)
    outlet = translate("printing", "网点 {name}").format(name=manifest.outlet_name)
    column.line(outlet, _TEXT, least=_LEAST)
    pairs = (
        (translate("printing", "备案号 {number}"), manifest.filing_number),
        (translate("printing", "快递企业 {name}"), manifest.carrier),
        (translate("printing", "车辆 {vehicle}"), manifest.vehicle),
        (translate("printing", "集包 {bag}"), manifest.bag),
        (translate("printing", "驾驶员 {driver}"), shown_name(manifest.driver)),
        (translate("printing", "交件人 {number}"), manifest.clerk),
        (translate("printing", "时间 {time}"), manifest.handed_over_at),
        (translate("printing", "件数 {count}"), str(len(manifest.rows))),
    )
    texts = [_filled(pattern, value) for pattern, value in pairs]
    half = column.width / 2
    left, right = Flow(_MARGIN, half - 2, column.bottom), Flow(_MARGIN + half, half, column.bottom)
    for first, second in zip(texts[::2], texts[1::2], strict=True):
        left.line(first, _TEXT, least=_LEAST, whole=True)
        right.line(second, _TEXT, least=_LEAST, whole=True)
    code = Code(manifest.qr_text, Box(_MARGIN + _WIDTH - _CODE, 12, _CODE, _CODE))
    return [*column.items, *left.items, *right.items, code]


def _filled(pattern: str, value: str) -> str:
    """A label with its value; the one placeholder takes a dash where there is none."""
    name = pattern[pattern.index("{") + 1 : pattern.index("}")]
    return pattern.format(**{name: value or _DASH})


def _short_head(manifest: ManifestSheet) -> list[Item]:
    column = Flow(_MARGIN, _WIDTH, 12)
    words = [translate("printing", "快件交接单"), manifest.outlet_name, manifest.handed_over_at]
    if manifest.training:
        words.insert(0, translate("printing", "演练 无效"))
    column.line(" · ".join(words), _TEXT, least=_LEAST)
    return column.items


def _columns() -> tuple[_Column, ...]:
    return (
        _Column(translate("printing", "序号"), 12, Align.RIGHT),
        _Column(translate("printing", "运单号"), 50, whole=True),
        _Column(translate("printing", "快递企业"), 26),
        _Column(translate("printing", "重量（公斤）"), 24, Align.RIGHT),
        _Column(translate("printing", "验视标识"), 34, whole=True),
        _Column(translate("printing", "安检"), _WIDTH - 146),
    )


def _table(rows: tuple[ManifestRow, ...], first: int, top: float) -> list[Item]:
    columns = _columns()
    items: list[Item] = [Rule(Box(_MARGIN, top, _WIDTH, 0.4))]
    items += _row(columns, [column.label for column in columns], top, bold=True)
    items.append(Rule(Box(_MARGIN, top + _ROW, _WIDTH, 0.4)))
    for place, row in enumerate(rows, start=1):
        items += _row(columns, _cells(first + place, row), top + place * _ROW)
        items.append(Rule(Box(_MARGIN, top + (place + 1) * _ROW, _WIDTH, 0.15)))
    return items


def _cells(number: int, row: ManifestRow) -> list[str]:
    weight = _DASH if row.weight_grams is None else f"{row.weight_grams / 1000:.2f}"
    return [str(number), row.waybill_number, row.carrier, weight, row.mark_code or _DASH, row.screening or _DASH]


def _row(columns: tuple[_Column, ...], texts: list[str], top: float, *, bold: bool = False) -> list[Item]:
    items: list[Item] = []
    left = _MARGIN
    for column, text in zip(columns, texts, strict=True):
        width = column.width - 2
        size = fitting_size(text, width, _TEXT, _LEAST, bold=bold)
        shown = text if column.whole else elided(text, width, size, bold=bold)
        items.append(Line(shown, left + 1, top + _ROW * 0.68, width, size, bold, column.align))
        left += column.width
    return items


def _signing() -> list[Item]:
    top = _TABLE_END - _SIGNING
    column = Flow(_MARGIN, _WIDTH, top + 4)
    column.paragraph(translate("printing", "双方已逐件核对：单号相符，封装完好，件数相符。"), _TEXT)
    third = _WIDTH / 3
    labels = (
        translate("printing", "交件人签名"),
        translate("printing", "接收人签名"),
        translate("printing", "日期时间"),
    )
    items = [*column.items]
    for place, label in enumerate(labels):
        left = _MARGIN + place * third
        items.append(Line(label, left, top + 18, third - 6, _TEXT))
        items.append(Rule(Box(left, top + _SIGNING - 4, third - 6, 0.3)))
    return items


def _foot(manifest: ManifestSheet, number: int, count: int) -> list[Item]:
    baseline = A4[1] - 11
    place = translate("printing", "第 {page} 页 / 共 {count} 页").format(page=number, count=count)
    record = translate("printing", "记录 {id} 摘要 {digest}").format(
        id=manifest.message_id, digest=manifest.digest[:16]
    )
    return [
        Line(record, _MARGIN, baseline, _WIDTH - 50, 2.6),
        Line(place, _MARGIN + _WIDTH - 48, baseline, 48, 3.0, align=Align.RIGHT),
    ]
