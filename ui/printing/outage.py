"""A notice or report about an interruption on one page of A4: head, facts, measures, a QR, places to sign.

Invariants:
- Always one page: the longest words of a clerk and every measure fit.
- The page says what the QR proves and what it does not.
"""

from typing import Final

from ui.printing.flow import Flow
from ui.printing.outage_sheet import OutageSheet
from ui.printing.page import A4, Align, Box, Code, Item, Line, Page, Rule, Sheet
from ui.texts import translate

_MARGIN: Final = 18.0
_WIDTH: Final = A4[0] - 2 * _MARGIN
_TEXT: Final = 3.7
_SMALL: Final = 2.8
_LABEL: Final = 34.0
_CODE: Final = 74.0
"""The largest QR that a report can need has 185 modules with its quiet zone: 0.4 mm each, which a phone still reads."""
_CODE_TOP: Final = 182.0
_SIGNING_TOP: Final = 258.0


def outage_page(sheet: OutageSheet) -> Sheet:
    """The sheet laid out, in the language of the screen."""
    column = Flow(_MARGIN, _WIDTH, 16)
    if sheet.training:
        column.line(translate("printing", "演练 无效"), 4.4, bold=True)
    column.line(translate("printing", "数据中断 {title}").format(title=sheet.title), 7, bold=True)
    column.gap(1)
    column.line(translate("printing", "网点 {name}").format(name=sheet.outlet_name), _TEXT, least=_SMALL)
    number = translate("printing", "备案号 {number}").format(number=sheet.filing_number or "—")
    terminal = translate("printing", "终端 {id}").format(id=sheet.terminal_id)
    column.line(f"{number}    {terminal}", _SMALL, whole=True)
    column.gap(2)
    column.rule()
    column.gap(2)
    for label, value in _facts(sheet):
        _row(column, label, value)
    column.gap(1)
    column.rule(0.2)
    column.gap(2)
    column.paragraph(
        translate("printing", "中断期间照常查验证件、收寄验视和登记：程序不放宽任何一项。"), _TEXT, bold=True
    )
    return Sheet(
        translate("printing", "数据中断 {title}").format(title=sheet.title),
        (Page(*A4, (*column.items, *_code(sheet), *_signing(), *_foot(sheet))),),
    )


def _facts(sheet: OutageSheet) -> list[tuple[str, str]]:
    facts = [
        (translate("printing", "原因"), sheet.cause),
        (translate("printing", "范围"), sheet.scope),
        (translate("printing", "开始"), sheet.begins),
        (translate("printing", "预计结束"), sheet.expected_end),
        (translate("printing", "恢复连通"), sheet.restored),
        (translate("printing", "补传完毕"), sheet.ended),
        (translate("printing", "当时待传"), sheet.waiting),
        (translate("printing", "迟报记录"), sheet.late),
        (translate("printing", "措施"), translate("printing", "；").join(sheet.measures)),
        (translate("printing", "说明"), sheet.words),
        (translate("printing", "报告人"), sheet.clerk),
        (translate("printing", "报告时间"), sheet.told_at),
        (translate("printing", "省系统回执"), sheet.delivered_at or translate("printing", "尚未收到")),
    ]
    return [(label, value) for label, value in facts if value]


def _row(column: Flow, label: str, value: str) -> None:
    right = Flow(column.x + _LABEL, column.width - _LABEL, column.bottom)
    column.items.append(Line(label, column.x, column.bottom + _TEXT, _LABEL - 2, _TEXT))
    right.paragraph(value, _TEXT, most=6)
    column.items += right.items
    column.bottom = right.bottom + 0.6


def _code(sheet: OutageSheet) -> list[Item]:
    beside = Flow(_MARGIN + _CODE + 6, _WIDTH - _CODE - 6, _CODE_TOP)
    beside.paragraph(translate("printing", "二维码里是这份报告的电子原文，由本终端签名。"), _TEXT, bold=True)
    beside.gap(1)
    beside.paragraph(
        translate(
            "printing",
            "断网时可凭本页或照片报送：省系统扫码即可验明出自哪台终端、一字未改，并收作正式报告。",
        ),
        _TEXT,
    )
    beside.gap(1)
    beside.paragraph(translate("printing", "它不证明报告已经送达；送达以省系统的回执为准。"), _TEXT)
    beside.gap(2)
    for line in sheet.basis:
        beside.paragraph(translate("printing", "依据 {basis}").format(basis=line), _SMALL)
    return [Code(sheet.qr_text, Box(_MARGIN, _CODE_TOP, _CODE, _CODE)), *beside.items]


def _signing() -> list[Item]:
    half = _WIDTH / 2
    items: list[Item] = []
    labels = (translate("printing", "网点负责人签名"), translate("printing", "接收单位签收"))
    for place, label in enumerate(labels):
        left = _MARGIN + place * half
        items.append(Line(label, left, _SIGNING_TOP + 4, half - 8, _TEXT))
        items.append(Rule(Box(left, _SIGNING_TOP + 16, half - 8, 0.3)))
    return items


def _foot(sheet: OutageSheet) -> list[Item]:
    record = translate("printing", "记录 {id} 摘要 {digest}").format(id=sheet.message_id, digest=sheet.digest[:16])
    rules = translate("printing", "规则 {version}").format(version=sheet.policy_version)
    baseline = A4[1] - 12
    return [
        Line(record, _MARGIN, baseline, _WIDTH - 42, _SMALL),
        Line(rules, _MARGIN + _WIDTH - 40, baseline, 40, _SMALL, align=Align.RIGHT),
    ]
