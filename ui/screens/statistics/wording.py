"""The words of the statistics.

Invariants:
- A rate stands with its numerator and its denominator; without a denominator there is a dash, never a number.
- Whether a target is reached is told by icon and words, not by colour alone.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import assert_never

from app.domain.honesty import Caution
from app.domain.inspection import PhotoProblem
from app.domain.policy import Policy
from app.domain.sender_rules import find
from app.domain.statistics import Period, Rate, RateCode, SenderClass, UploadDelays
from app.statistics_export import Exported
from app.usecases.statistics import StatisticsReport
from ui.error_text import words
from ui.faults import Failed
from ui.icons import Icon
from ui.language import Labelled, label_of
from ui.screens.statistics.state import Answer, Days, Part, Told
from ui.texts import translate

NONE = "—"


@dataclass(frozen=True, slots=True)
class Said:
    """``tone`` is good, warn, bad or none."""

    icon: Icon
    tone: str
    text: str
    step: str = ""


def share_words(rate: Rate) -> str:
    """The share in per cent with two places, rounded down; a dash over nothing."""
    hundredths = rate.hundredths
    if hundredths is None:
        return NONE
    return "100%" if hundredths == 10_000 else f"{hundredths // 100}.{hundredths % 100:02d}%"


def count_words(count: int) -> str:
    """With thousands set apart."""
    return f"{count:,}"


def rate_words(rate: Rate) -> str:
    """Share and numerator in one cell; the denominator has a column of its own."""
    return f"{share_words(rate)}  ({count_words(rate.counted)})" if rate.out_of else NONE


def target_words(rate: Rate, target: int) -> Said:
    """Whether the target is reached."""
    if rate.hundredths is None:
        return Said(Icon.INFO, "muted", translate("statistics", "没有收寄，不计算"))
    if rate.hundredths >= target:
        return Said(Icon.CHECK_CIRCLE, "good", translate("statistics", "达到目标"))
    lacking = translate("statistics", "还差 {count} 件").format(count=count_words(rate.out_of - rate.counted))
    return Said(Icon.WARNING, "warn", lacking)


def note_words(code: RateCode, report: StatisticsReport) -> str:
    """What a rate's number leaves open."""
    total = report.total
    match code:
        case RateCode.REAL_NAME:
            parts = [f"{class_words(kind)} {share_words(rates.rate(code))}" for kind, rates in report.by_class]
            return " · ".join(parts)
        case RateCode.INSPECTION:
            return translate("statistics", "另有信件 {count} 件，不计入").format(count=count_words(total.letters))
        case RateCode.SCREENING:
            return translate("statistics", "待检 {due} · 未通过 {stopped} · 未登记 {none}").format(
                due=count_words(total.due), stopped=count_words(total.stopped), none=count_words(total.unscreened)
            )
        case _:
            assert_never(code)


def class_words(kind: SenderClass) -> str:
    """Who sends, in short."""
    match kind:
        case SenderClass.ORDINARY:
            return translate("statistics", "散件")
        case SenderClass.AGREEMENT:
            return translate("statistics", "协议客户")
        case SenderClass.LETTER:
            return translate("statistics", "信件")
        case _:
            assert_never(kind)


def carrier_words(code: str | None, policy: Policy) -> str:
    """A carrier's name; its code where the pack has none."""
    if code is None:
        return translate("statistics", "未识别企业")
    return _label(policy.carrier(code), code)


def days_words(days: Days) -> str:
    """On the button."""
    match days:
        case Days.TODAY:
            return translate("statistics", "今天")
        case Days.WEEK:
            return translate("statistics", "近 7 天")
        case Days.MONTH:
            return translate("statistics", "近 30 天")
        case Days.CHOSEN:
            return translate("statistics", "自选日期")
        case _:
            assert_never(days)


def part_words(part: Part) -> str:
    """On the button."""
    match part:
        case Part.HOURS:
            return translate("statistics", "每小时件数")
        case Part.DELAYS:
            return translate("statistics", "上传用时")
        case Part.TREND:
            return translate("statistics", "三率走势")
        case Part.REASONS:
            return translate("statistics", "拒收与异常")
        case _:
            assert_never(part)


def period_words(period: Period) -> str:
    """From when to when."""
    if period.days == 1:
        return f"{period.first:%Y-%m-%d}"
    return translate("statistics", "{first} 至 {last}").format(
        first=f"{period.first:%Y-%m-%d}", last=f"{period.last:%Y-%m-%d}"
    )


def time_words(delay: timedelta | None) -> str:
    """A length of time in its two largest units; below a second as such."""
    if delay is None:
        return NONE
    seconds = int(delay.total_seconds())
    if seconds < 1:
        return translate("statistics", "不到 1 秒")
    units = (
        (86_400, translate("statistics", "{count} 天")),
        (3_600, translate("statistics", "{count} 小时")),
        (60, translate("statistics", "{count} 分")),
        (1, translate("statistics", "{count} 秒")),
    )
    place = next(place for place, (length, _) in enumerate(units) if seconds >= length)
    told = []
    for length, pattern in units[place : place + 2]:
        count, seconds = divmod(seconds, length)
        if count:
            told.append(pattern.format(count=count))
    return " ".join(told)


def bound_words(bounds: tuple[timedelta, ...]) -> tuple[str, ...]:
    """The names of the buckets of :class:`UploadDelays`."""
    within = (translate("statistics", "{time}内").format(time=time_words(bound)) for bound in bounds)
    return (*within, translate("statistics", "更久"))


def uploads_words(uploads: UploadDelays, local: Callable[[datetime], datetime]) -> str:
    """How fast the province's receipts came, and what is still to be sent."""
    told = []
    if uploads.delivered:
        told.append(
            translate("statistics", "{count} 件有回执：一半在 {median}内，95% 在 {p95}内").format(
                count=count_words(uploads.delivered), median=time_words(uploads.median), p95=time_words(uploads.p95)
            )
        )
    if uploads.oldest_waiting_at is not None:
        told.append(
            translate("statistics", "待上传 {count} 件，最早一件 {time}").format(
                count=count_words(uploads.waiting), time=f"{local(uploads.oldest_waiting_at):%m-%d %H:%M}"
            )
        )
    if uploads.rejected:
        told.append(translate("statistics", "被退回 {count} 件").format(count=count_words(uploads.rejected)))
    return "；".join(told) or translate("statistics", "这段时间没有要上传的收寄记录")


def hours_words(hours: tuple[int, ...]) -> str:
    """The busiest hour."""
    most = max(hours)
    if not most:
        return translate("statistics", "这段时间没有收寄")
    hour = hours.index(most)
    return translate("statistics", "最忙是 {hour} 点到 {next} 点，共 {count} 件；全部 {total} 件（含信件）").format(
        hour=hour, next=hour + 1, count=count_words(most), total=count_words(sum(hours))
    )


def trend_words(report: StatisticsReport, policy: Policy) -> str:
    """The worst day of each rate."""
    told = []
    for rule in policy.statistics.rates:
        days = [(rates.rate(rule.code), day) for day, rates in report.by_day if rates.accepted]
        if days:
            rate, day = min(days, key=lambda entry: (entry[0].hundredths or 0, entry[1]))
            lowest = translate("statistics", "{name}最低 {share}（{day}）")
            told.append(lowest.format(name=label_of(rule), share=share_words(rate), day=f"{day:%m-%d}"))
    return "；".join(told) or translate("statistics", "这段时间没有收寄")


def refusal_words(code: str, policy: Policy) -> str:
    """Why a parcel was turned away."""
    return _label(policy.refusal_reason(code), code)


def incident_words(code: str, policy: Policy) -> str:
    """The prohibited category of an incident; of one that nobody may notice only its number."""
    if not code:
        return translate("statistics", "类别未定")
    category = next((kept for kept in policy.catalogue.categories if str(kept.number) == code), None)
    if category is not None and category.discreet:
        return translate("statistics", "编号 {number}").format(number=category.number)
    return _label(category, code)


def hold_words(code: str, policy: Policy) -> str:
    """Why a waybill was frozen."""
    return _label(next((kept for kept in policy.inspection.hold_reasons if kept.code == code), None), code)


def photo_words(code: str) -> str:
    """What the judge found in a picture that was kept."""
    problem = next((kept for kept in PhotoProblem if kept.value == code), None)
    return _problem_words(problem) if problem is not None else code


def _problem_words(problem: PhotoProblem) -> str:  # noqa: PLR0911 # one case for each problem
    match problem:
        case PhotoProblem.BLURRED:
            return translate("statistics", "不清楚")
        case PhotoProblem.TOO_DARK:
            return translate("statistics", "太暗")
        case PhotoProblem.TOO_BRIGHT:
            return translate("statistics", "太亮")
        case PhotoProblem.EMPTY:
            return translate("statistics", "没有拍到东西")
        case PhotoProblem.WAYBILL_UNREADABLE:
            return translate("statistics", "读不出运单号")
        case PhotoProblem.WAYBILL_DIFFERS:
            return translate("statistics", "运单号不一致")
        case PhotoProblem.SCREEN_SUSPECTED:
            return translate("statistics", "疑似翻拍屏幕")
        case PhotoProblem.REPEATED:
            return translate("statistics", "疑似重复照片")
        case _:
            assert_never(problem)


def caution_words(code: str, policy: Policy) -> str:
    """What was unusual."""
    known = next((kept for kept in Caution if kept.value == code), None)
    return _label(policy.senders.caution(known.value) if known is not None else None, code)


def late_reason_words(code: str, policy: Policy) -> str:
    """Why a parcel was accepted on paper and typed in later."""
    return _label(find(policy.interruption.late_entry.reasons, code), code)


def answer_words(answer: Answer) -> Said:
    """What to say about the last step."""
    match answer:
        case Exported(path, records):
            told = translate("statistics", "已导出 {name}").format(name=path.name)
            listed = translate("statistics", "含 {count} 条脱敏记录").format(count=count_words(records))
            return Said(Icon.CHECK_CIRCLE, "good", told, listed if records else "")
        case Told.NOTHING_YET:
            return Said(
                Icon.INFO, "warn", translate("statistics", "还没有统计好"), translate("statistics", "稍等再导出")
            )
        case Failed(fault, detail):
            wording = words(fault, detail)
            return Said(Icon.STOP, "bad", wording.text, wording.next_step)
        case _:
            assert_never(answer)


def definition_words(policy: Policy, code: RateCode) -> str:
    """What is counted over what."""
    rule = policy.statistics.rate(code)
    english = label_of(rule) == rule.label_en
    counted, out_of = (rule.counted_en, rule.out_of_en) if english else (rule.counted, rule.out_of)
    return translate("statistics", "{counted} ÷ {out_of}").format(counted=counted, out_of=out_of)


def _label(entry: Labelled | None, code: str) -> str:
    return label_of(entry) if entry is not None else code
