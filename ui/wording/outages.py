"""Interruptions in words: the risk and its reasons, outages, and what was told about them.

Invariants:
- A reason says three things: what is the matter, what happens when, and what to do.
- Colour never stands alone: each level has its word and its icon.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, assert_never

from app.domain.interruption import Assessment, Reason
from app.domain.interruption_rules import RiskKind, RiskLevel
from app.domain.outage import Filing, Interruption, OutageScope, PlannedOutage
from app.domain.policy import Policy
from app.interruption_ports import FiledMessage
from app.usecases.outage_results import Outage
from devices.ports import DeviceKind
from sync.state import MessageState
from ui.error_text import outcome_words, words
from ui.icons import Icon
from ui.language import label_of
from ui.status_words import ChipWords, kind_words
from ui.texts import translate

Local = Callable[[datetime], datetime]
_MEGA_IN_GIGA: Final = 1000


@dataclass(frozen=True, slots=True)
class ReasonWords:
    """What is the matter, what happens when (empty where nothing can be said), and what to do."""

    why: str
    then: str
    todo: str


def level_words(level: RiskLevel) -> tuple[str, str, Icon]:
    """A level's word, tone and icon."""
    return {
        RiskLevel.NORMAL: (translate("outages", "正常"), "good", Icon.CHECK_CIRCLE),
        RiskLevel.WATCH: (translate("outages", "关注"), "accent", Icon.INFO),
        RiskLevel.WARNING: (translate("outages", "预警"), "warn", Icon.WARNING),
        RiskLevel.INTERRUPTED: (translate("outages", "中断"), "bad", Icon.STOP),
    }[level]


def risk_chip(assessment: Assessment) -> ChipWords | None:
    """The status line's chip; None while all is well."""
    if assessment.level is RiskLevel.NORMAL:
        return None
    word, tone, icon = level_words(assessment.level)
    text = translate("outages", "数据风险 {level}").format(level=word)
    gravest = reason_words(assessment.reasons[0], _as_it_is)
    todo = translate("outages", "{why}；{todo}").format(why=gravest.why, todo=gravest.todo)
    return ChipWords(icon, text, "calm" if tone == "accent" else tone, todo)


def reason_words(reason: Reason, local: Local) -> ReasonWords:
    """One reason, whole."""
    why, todo = _why(reason), _todo(reason)
    if reason.next_level is None or reason.next_at is None:
        return ReasonWords(why, _consequence(reason.kind), todo)
    word, _, _ = level_words(reason.next_level)
    told = translate("outages", "照此下去 {time} 到“{level}”").format(
        time=f"{local(reason.next_at):%Y-%m-%d %H:%M}", level=word
    )
    consequence = _consequence(reason.kind)
    return ReasonWords(why, translate("outages", "；").join((told, consequence)) if consequence else told, todo)


def _why(reason: Reason) -> str:
    pattern = {
        RiskKind.OLDEST_UNSENT: translate("outages", "最早一条记录已等了 {span}，还没有送达"),
        RiskKind.FAILURES: translate("outages", "连续 {value} 次没有传成：{cause}"),
        RiskKind.BACKLOG: translate("outages", "积压 {value} 条记录"),
        RiskKind.BACKLOG_PACE: translate("outages", "按近一天的收寄量，{value} 小时内积压到预警线"),
        RiskKind.DISK_DAYS: translate("outages", "按近一周的用量，磁盘还够 {value} 天"),
        RiskKind.DISK_FREE: translate("outages", "磁盘只剩 {size} GB"),
        RiskKind.BATTERY: translate("outages", "正在用电池，剩 {value}%"),
        RiskKind.KEY_DAYS: translate("outages", "省系统的回执密钥还有 {value} 天到期"),
        RiskKind.ENROLMENT_DAYS: translate("outages", "本终端的登记还有 {value} 天到期"),
        RiskKind.CLOCK: translate("outages", "电脑时钟差了 {value} 秒"),
        RiskKind.DEVICES: translate("outages", "不能用的设备：{devices}"),
    }[reason.kind]
    if reason.kind is RiskKind.OLDEST_UNSENT:
        return pattern.format(span=span_words(timedelta(seconds=reason.value)))
    if reason.kind is RiskKind.DEVICES:
        return pattern.format(
            devices=translate("outages", "、").join(kind_words(DeviceKind(code)) for code in reason.causes)
        )
    return pattern.format(
        value=reason.value, size=f"{reason.value / _MEGA_IN_GIGA:.1f}", cause=_failure_words(reason.causes)[0]
    )


def _consequence(kind: RiskKind) -> str:
    return {
        RiskKind.DISK_DAYS: translate("outages", "磁盘满了就不能再收寄"),
        RiskKind.DISK_FREE: translate("outages", "磁盘满了就不能再收寄"),
        RiskKind.BATTERY: translate("outages", "电用完会关机，已保存的不会丢"),
        RiskKind.KEY_DAYS: translate("outages", "到期后送达不能确认"),
        RiskKind.ENROLMENT_DAYS: translate("outages", "到期后省系统不再接收"),
        RiskKind.CLOCK: translate("outages", "再差下去省系统会拒收"),
    }.get(kind, "")


def _todo(reason: Reason) -> str:
    if reason.kind is RiskKind.FAILURES:
        return _failure_words(reason.causes)[1] or translate("outages", "照常收寄，系统会自动再试")
    return {
        RiskKind.OLDEST_UNSENT: translate(
            "outages", "照常查验、验视、收寄；检查网线、路由器和手机信号，联网后自动补传"
        ),
        RiskKind.BACKLOG: translate("outages", "保持联网，按先后自动补传，不用守着"),
        RiskKind.BACKLOG_PACE: translate("outages", "尽快恢复网络；照常收寄，不要少登记"),
        RiskKind.DISK_DAYS: translate("outages", "请技术员清理磁盘或换大盘"),
        RiskKind.DISK_FREE: translate("outages", "马上清理磁盘：删下载和视频，不要动本程序的文件夹"),
        RiskKind.BATTERY: translate("outages", "接上电源"),
        RiskKind.KEY_DAYS: translate("outages", "联系管理员更新密钥"),
        RiskKind.ENROLMENT_DAYS: translate("outages", "联系管理员续办登记"),
        RiskKind.CLOCK: translate("outages", "打开系统的自动对时"),
        RiskKind.DEVICES: translate("outages", "检查接线，拔下再插一次；不行请联系技术员"),
    }[reason.kind]


def _failure_words(causes: tuple[str, ...]) -> tuple[str, str]:
    """Text and next step for the first cause; a code that this version does not know stands as it is."""
    code = causes[0] if causes else ""
    found = outcome_words(code)
    return (found.text, found.next_step) if found is not None else (code, "")


def span_words(span: timedelta) -> str:
    """A length of time in its two largest units."""
    minutes = int(span.total_seconds() // 60)
    days, hours, minutes = minutes // 1440, minutes // 60 % 24, minutes % 60
    if days:
        return translate("outages", "{days} 天 {hours} 小时").format(days=days, hours=hours)
    if hours:
        return translate("outages", "{hours} 小时 {minutes} 分").format(hours=hours, minutes=minutes)
    return translate("outages", "{minutes} 分钟").format(minutes=minutes)


def filing_words(filing: Filing) -> str:
    """What was told."""
    return {
        Filing.PLANNED: translate("outages", "提前通知"),
        Filing.WITHDRAWN: translate("outages", "撤回通知"),
        Filing.OPENED: translate("outages", "中断报告（自动）"),
        Filing.REPORTED: translate("outages", "情况报告"),
        Filing.CLOSED: translate("outages", "恢复报告（自动）"),
    }[filing]


def receipt_words(filed: FiledMessage, local: Local) -> str:
    """Where the message stands: with its receipt's time once it has one."""
    if filed.state is MessageState.DELIVERED and filed.delivered_at is not None:
        return translate("outages", "已回执 {time}").format(time=f"{local(filed.delivered_at):%m-%d %H:%M}")
    return words(filed.state).text


def scope_words(scope: OutageScope) -> str:
    """How much of the outlet is affected."""
    match scope:
        case OutageScope.TERMINAL:
            return translate("outages", "本终端")
        case OutageScope.OUTLET:
            return translate("outages", "整个网点")
        case _:
            assert_never(scope)


def cause_words(code: str | None, policy: Policy) -> str:
    """A cause by the pack's label; a code that this pack does not know stands as it is."""
    if code is None:
        return translate("outages", "原因未报")
    cause = policy.interruption.cause(code)
    return label_of(cause) if cause is not None else code


def measure_words(codes: tuple[str, ...], policy: Policy) -> tuple[str, ...]:
    """Measures by the pack's labels."""
    found = ((code, policy.interruption.measure(code)) for code in codes)
    return tuple(label_of(measure) if measure is not None else code for code, measure in found)


def kind_of_outage(outage: Outage) -> str:
    """What a line of the timeline is."""
    return translate("outages", "发生中断") if isinstance(outage, Interruption) else translate("outages", "计划停用")


def standing_words(outage: Outage, now: datetime) -> str:
    """Where an outage stands."""
    if isinstance(outage, Interruption):
        if outage.ended_at is None:
            return translate("outages", "进行中")
        return translate("outages", "已恢复，迟报 {count} 条").format(count=outage.late_records)
    return _plan_words(outage, now)


def _plan_words(plan: PlannedOutage, now: datetime) -> str:
    if plan.withdrawn_at is not None:
        return translate("outages", "已撤回")
    if now < plan.begins_at:
        return translate("outages", "未开始")
    return translate("outages", "进行中") if now <= plan.ends_at else translate("outages", "已过")


def field_words(name: str) -> str:
    """What is wrong with a field of a notice or report, by its name; "" for a name that no form has."""
    return {
        "cause": translate("outages", "先选原因"),
        "begins_at": translate("outages", "开始时间不对：通知要在开始之前"),
        "ends_at": translate("outages", "结束时间要在开始之后，也不能太久"),
        "measures": translate("outages", "有一项措施不在规则里"),
        "words": translate("outages", "说明太长"),
    }.get(name, "")


def _as_it_is(moment: datetime) -> datetime:
    return moment
