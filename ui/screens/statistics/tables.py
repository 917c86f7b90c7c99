"""The report as tables: on the page, and in the file that is exported.

Invariants:
- Both show the same words and numbers. The file begins with who made it, when, of what, and how the rates are defined.
- Records are listed masked; a child's names nobody.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cache

from app.domain.policy import Policy
from app.domain.statistics import RateCode, Rates
from app.inspection_mark import shown_short_code
from app.statistics_export import Cell, ExportOrder, Table
from app.statistics_ports import CodeCount, RecordLine
from app.usecases.statistics import StatisticsReport
from ui.error_text import words
from ui.language import label_of
from ui.screens.acceptance.wording import sending_words
from ui.screens.handover.wording import screening_words
from ui.screens.statistics.wording import (
    NONE,
    bound_words,
    carrier_words,
    caution_words,
    class_words,
    definition_words,
    hold_words,
    incident_words,
    late_reason_words,
    period_words,
    photo_words,
    rate_words,
    refusal_words,
    share_words,
    time_words,
)
from ui.texts import translate
from ui.wording.retention import purged_words


def split_rows(report: StatisticsReport, policy: Policy) -> tuple[tuple[str, Rates], ...]:
    """The whole, then by class of senders, then by carrier."""
    return (
        (translate("statistics", "合计"), report.total),
        *((class_words(kind), rates) for kind, rates in report.by_class),
        *((carrier_words(code, policy), rates) for code, rates in report.by_carrier),
    )


def split_table(report: StatisticsReport | None, policy: Policy) -> Table:
    """The three rates by class and by carrier, as the page shows them."""
    title = translate("statistics", "按寄件人和企业")
    rules = policy.statistics.rates
    head = (translate("statistics", "范围"), translate("statistics", "件数"), *(label_of(rule) for rule in rules))
    rows = split_rows(report, policy) if report is not None else ()
    return Table(
        title,
        head,
        tuple((name, rates.accepted, *(rate_words(rates.rate(rule.code)) for rule in rules)) for name, rates in rows),
    )


def reasons_table(report: StatisticsReport | None, policy: Policy) -> Table:
    """Refusals, incidents, frozen waybills, kept pictures and answered cautions by reason."""
    title = translate("statistics", "拒收与异常")
    head = (translate("statistics", "项目"), translate("statistics", "原因"), translate("statistics", "次数"))
    if report is None:
        return Table(title, head, ())
    groups: tuple[tuple[str, Sequence[CodeCount], Callable[[str], str]], ...] = (
        (translate("statistics", "拒收"), report.refusals, lambda code: refusal_words(code, policy)),
        (translate("statistics", "异常件"), report.incidents, lambda code: incident_words(code, policy)),
        (translate("statistics", "冻结"), report.holds, lambda code: hold_words(code, policy)),
        (translate("statistics", "存疑照片"), report.photo_problems, photo_words),
        (translate("statistics", "提醒"), report.cautions, lambda code: caution_words(code, policy)),
        (translate("statistics", "补录"), report.late_entries, lambda code: late_reason_words(code, policy)),
    )
    return Table(
        title,
        head,
        tuple((name, worded(entry.code), entry.count) for name, counts, worded in groups for entry in counts),
    )


class ExportTables:
    """``app.statistics_export.Worded``: every table of the file."""

    def __init__(self, policy: Policy, local: Callable[[datetime], datetime]) -> None:
        self._policy = policy
        self._local = local

    def __call__(self, order: ExportOrder, lines: tuple[RecordLine, ...]) -> tuple[Table, ...]:
        """The head, the rates, what else was counted, and the records if they are asked for."""
        report = order.report
        tables = (
            self._about(order),
            self._rates(report),
            self._days(report),
            self._hours(report),
            self._uploads(report),
            reasons_table(report, self._policy),
        )
        return (*tables, self._records(lines)) if order.with_records else tables

    def _about(self, order: ExportOrder) -> Table:
        report = order.report
        training = ((translate("statistics", "训练数据，不是真实收寄"), ""),) if report.training else ()
        rows: tuple[tuple[Cell, ...], ...] = (
            *training,
            (translate("statistics", "网点"), report.outlet_name),
            (translate("statistics", "期间"), period_words(report.period)),
            (translate("statistics", "统计时间"), f"{self._local(report.made_at):%Y-%m-%d %H:%M}"),
            (translate("statistics", "导出人工号"), order.clerk),
            *((label_of(rule), definition_words(self._policy, rule.code)) for rule in self._policy.statistics.rates),
        )
        return Table(
            translate("statistics", "说明"), (translate("statistics", "项目"), translate("statistics", "内容")), rows
        )

    def _rates(self, report: StatisticsReport) -> Table:
        return Table(
            translate("statistics", "三率"),
            (translate("statistics", "范围"), *self._rate_head()),
            tuple((name, *_rate_cells(rates)) for name, rates in split_rows(report, self._policy)),
        )

    def _days(self, report: StatisticsReport) -> Table:
        return Table(
            translate("statistics", "每天"),
            (translate("statistics", "日期"), *self._rate_head()),
            tuple((day.isoformat(), *_rate_cells(rates)) for day, rates in report.by_day),
        )

    def _rate_head(self) -> tuple[str, ...]:
        parts = []
        for code in RateCode:
            label = label_of(self._policy.statistics.rate(code))
            parts += [translate("statistics", "{name}件数").format(name=label), label]
        return (
            translate("statistics", "收寄件数（不含信件）"),
            *parts,
            translate("statistics", "待安检"),
            translate("statistics", "安检未通过"),
            translate("statistics", "安检未登记"),
            translate("statistics", "信件"),
        )

    def _hours(self, report: StatisticsReport) -> Table:
        return Table(
            translate("statistics", "每小时件数"),
            (translate("statistics", "时段"), translate("statistics", "件数（含信件）")),
            tuple((f"{hour:02d}:00", count) for hour, count in enumerate(report.hours)),
        )

    def _uploads(self, report: StatisticsReport) -> Table:
        uploads = report.uploads
        oldest = uploads.oldest_waiting_at
        rows: tuple[tuple[Cell, ...], ...] = (
            *zip(bound_words(self._policy.statistics.delay_bounds), uploads.within, strict=True),
            (translate("statistics", "一半件的用时"), time_words(uploads.median)),
            (translate("statistics", "95% 件的用时"), time_words(uploads.p95)),
            (translate("statistics", "待上传"), uploads.waiting),
            (translate("statistics", "最早待上传"), f"{self._local(oldest):%Y-%m-%d %H:%M}" if oldest else NONE),
            (translate("statistics", "被退回"), uploads.rejected),
        )
        return Table(
            translate("statistics", "上传用时"),
            (translate("statistics", "项目"), translate("statistics", "件数或用时")),
            rows,
        )

    def _records(self, lines: tuple[RecordLine, ...]) -> Table:
        head = (
            translate("statistics", "运单号"),
            translate("statistics", "企业"),
            translate("statistics", "寄件人（脱敏）"),
            translate("statistics", "寄件类别"),
            translate("statistics", "内件类别"),
            translate("statistics", "验视标识"),
            translate("statistics", "安检"),
            translate("statistics", "工号"),
            translate("statistics", "收寄时间"),
            translate("statistics", "上传状态"),
            translate("statistics", "回执时间"),
        )
        return Table(
            translate("statistics", "收寄记录（脱敏）"), head, tuple(map(LineWords(self._policy, self._local), lines))
        )


class LineWords:
    """Words one record's line after the other; what many lines share is worded once."""

    def __init__(self, policy: Policy, local: Callable[[datetime], datetime]) -> None:
        self._policy = policy
        self._local = local
        self._carrier = cache(lambda code: carrier_words(code, policy))
        self._sending = cache(sending_words)
        self._category = cache(self._category_words)
        self._standing = cache(lambda state: words(state).text)
        self._nobody = translate("statistics", "未成年人，不列出")
        self._purged = purged_words()

    def _sender(self, line: RecordLine) -> str:
        if line.text_purged:
            return self._purged
        return self._nobody if line.restricted else line.sender_masked

    def __call__(self, line: RecordLine) -> tuple[Cell, ...]:
        """The cells in the order of the head."""
        delivered = line.delivered_at
        return (
            line.waybill_number,
            self._carrier(line.carrier),
            self._sender(line),
            self._sending(line.sending),
            self._category(line.item_category),
            shown_short_code(line.mark) if line.mark else "",
            screening_words(line.screening),
            line.clerk,
            self._accepted(line),
            self._standing(line.message_state),
            self._time(delivered) if delivered is not None else "",
        )

    def _accepted(self, line: RecordLine) -> str:
        at = self._time(line.accepted_at)
        return translate("statistics", "{time}（补录）").format(time=at) if line.late else at

    def _category_words(self, code: str | None) -> str:
        category = self._policy.category(code) if code is not None else None
        return label_of(category) if category is not None else ""

    def _time(self, moment: datetime) -> str:
        return f"{self._local(moment):%Y-%m-%d %H:%M:%S}"


def _rate_cells(rates: Rates) -> tuple[Cell, ...]:
    shares: list[Cell] = []
    for code in RateCode:
        rate = rates.rate(code)
        shares += [rate.counted, share_words(rate)]
    return (rates.accepted, *shares, rates.due, rates.stopped, rates.unscreened, rates.letters)
