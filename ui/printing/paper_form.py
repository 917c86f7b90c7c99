"""The blank form (纸质受理单) on which one parcel is accepted while the PC is down, on one page of A4.

Invariants:
- It asks for everything that the counter asks for, in the counter's order: what is not written down then cannot be
  typed in later.
- Always one page. Nothing of a person is on it before somebody writes.
"""

from typing import Final

from app.domain.late_entry import LateEntryRules
from app.domain.notice import NoticeOutlet
from ui.printing.flow import Flow
from ui.printing.page import A4, Align, Box, Item, Line, Page, Rule, Sheet
from ui.texts import translate

_MARGIN: Final = 16.0
_WIDTH: Final = A4[0] - 2 * _MARGIN
_TEXT: Final = 3.7
_SMALL: Final = 2.8
_ROW: Final = 9.6
_LABEL: Final = 30.0
_PEN: Final = 0.25
_STICKER: Final = 26.0
"""Room for the waybill's counterfoil or its sticker."""
_SIGNING_TOP: Final = 262.0


def paper_form(rules: LateEntryRules, outlet: NoticeOutlet, version: str) -> Sheet:
    """The form laid out, in the language of the screen; ``version`` is that of the rules."""
    column = Flow(_MARGIN, _WIDTH, 12)
    title = translate("printing", "纸质受理单")
    column.line(title, 7, bold=True)
    number = translate("printing", "单号")
    column.items.append(Line(number, _MARGIN + _WIDTH - 72, 19, 12, _TEXT))
    column.items.append(Rule(Box(_MARGIN + _WIDTH - 60, 20, 60, _PEN)))
    column.line(
        translate("printing", "{name}  备案号 {number}").format(name=outlet.name, number=outlet.filing_number), _TEXT
    )
    told = translate(
        "printing", "电脑不能用时一件一张。证件查验、收寄验视和登记一项不减；恢复后 {days} 天内补录，原件留存。"
    )
    column.paragraph(told.format(days=rules.longest.days), _SMALL, bold=True)
    column.gap(1)
    column.rule()
    for label, hint in _rows():
        _row(column, label, hint)
    _sticker(column)
    for label, hint in _checks():
        _row(column, label, hint)
    foot = Line(
        translate("printing", "规则 {version}").format(version=version),
        _MARGIN + _WIDTH - 60,
        A4[1] - 9,
        60,
        _SMALL,
        align=Align.RIGHT,
    )
    return Sheet(title, (Page(*A4, (*column.items, *_signing(), foot)),))


def _rows() -> tuple[tuple[str, str], ...]:
    box = "□"
    return (
        (translate("printing", "受理时间"), translate("printing", "      年    月    日    时    分")),
        (translate("printing", "经手人"), translate("printing", "工号              姓名")),
        (
            translate("printing", "交寄方式"),
            translate("printing", "{box}本人  {box}代寄  {box}单位  {box}协议客户  {box}信件").format(box=box),
        ),
        (
            translate("printing", "证件"),
            translate("printing", "{box}身份证  {box}护照  {box}港澳台居民证  {box}其他").format(box=box),
        ),
        (translate("printing", "证件号码"), ""),
        (translate("printing", "姓名、性别"), ""),
        (translate("printing", "出生、有效期"), translate("printing", "出生               有效期至")),
        (translate("printing", "住址"), ""),
        (translate("printing", "手机号"), ""),
        (
            translate("printing", "委托或监护"),
            translate("printing", "姓名            证件号码                      关系"),
        ),
        (
            translate("printing", "人证核对"),
            translate("printing", "{box}原件，本人，一致    核对人签名").format(box=box),
        ),
    )


def _checks() -> tuple[tuple[str, str], ...]:
    box = "□"
    return (
        (translate("printing", "面单姓名"), translate("printing", "{box}与证件一致").format(box=box)),
        (
            translate("printing", "物品名称"),
            translate("printing", "                              数量            重量"),
        ),
        (
            translate("printing", "物品性质"),
            translate("printing", "类别            形态（固、液、粉）        证明编号"),
        ),
        (
            translate("printing", "收寄验视"),
            translate("printing", "{box}当面开箱，与申报相符    验视人签名").format(box=box),
        ),
        (
            translate("printing", "运输、安检"),
            translate("printing", "{box}公路  {box}航空  {box}高铁    安检设备、结果").format(box=box),
        ),
        (translate("printing", "停用原因"), ""),
    )


def _row(column: Flow, label: str, hint: str) -> None:
    """A label, faint words where something belongs, and the line below."""
    baseline = column.bottom + _ROW - 2.6
    column.items.append(Line(label, column.x, baseline, _LABEL - 2, _TEXT))
    if hint:
        # spaces as wide as the type: there somebody writes
        hint = hint.replace("  ", "\u3000 ")
        column.items.append(Line(hint, column.x + _LABEL, baseline, column.width - _LABEL, _TEXT))
    column.bottom += _ROW
    column.rule(_PEN)


def _sticker(column: Flow) -> None:
    top = column.bottom
    label = translate("printing", "运单号")
    column.items.append(Line(label, column.x, top + _ROW - 2.6, _LABEL - 2, _TEXT))
    here = translate("printing", "（贴运单联或条码；没有的照抄运单号和快递企业）")
    column.items.append(Line(here, column.x + _LABEL, top + _ROW - 2.6, column.width - _LABEL, _SMALL))
    column.bottom = top + _STICKER
    column.rule(_PEN)


def _signing() -> list[Item]:
    half = _WIDTH / 2
    items: list[Item] = []
    labels = (translate("printing", "寄件人签名"), translate("printing", "经手人签名"))
    for place, label in enumerate(labels):
        left = _MARGIN + place * half
        items.append(Line(label, left, _SIGNING_TOP + 4, half - 8, _TEXT))
        items.append(Rule(Box(left, _SIGNING_TOP + 15, half - 8, _PEN)))
    return items
