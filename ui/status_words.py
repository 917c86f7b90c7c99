"""The status line's words: devices, the sync's state, the sum that is always true; and what is said about rules.

Invariants:
- Being offline is calm: grey, with the backlog and its age. Amber is for what somebody should look at.
- The sum is shown as an equation, so that anybody can check it: made = delivered + waiting + returned.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from app.device_board import PlaceStatus, status_of
from app.events import PolicyPackArrived, PolicyPackRefused, SyncStatus
from devices.errors import DeviceFault
from devices.ports import DeviceKind, DeviceState, DeviceStatus
from sync.errors import SyncFault
from sync.ports import OutboxCounts
from ui.error_text import key_names, words
from ui.icons import Icon
from ui.keys import Action
from ui.texts import translate
from ui.wording.machine import right_words

_CALM_FAULTS = frozenset(
    {
        SyncFault.NAME_UNRESOLVED,
        SyncFault.UNREACHABLE,
        SyncFault.ANSWER_LOST,
        SyncFault.PROVINCE_FAILED,
        SyncFault.THROTTLED,
        SyncFault.UPLOAD_GONE,
    }
)
"""These pass by themselves."""


@dataclass(frozen=True, slots=True)
class ChipWords:
    """What a chip shows."""

    icon: Icon
    text: str
    tone: str
    todo: str


def device_words(kind: DeviceKind, statuses: Sequence[DeviceStatus]) -> ChipWords:
    """One chip for all devices of a kind: the best of them counts, as one working scanner is enough.

    Of cameras the worst counts: each has a place of its own, and none stands in for another.
    """
    order = [DeviceState.READY, DeviceState.BUSY, DeviceState.OPENING, DeviceState.FAULTED, DeviceState.ABSENT]
    counts = max if kind is DeviceKind.CAMERA else min
    status = counts(statuses, key=lambda status: order.index(status.state))
    words = place_words(status_of(status))
    text = f"{kind_words(kind)} {words.text}"
    return replace(words, text=text, todo=words.todo or text)


def place_words(status: PlaceStatus) -> ChipWords:
    """How one device is, without its name; ``todo`` is "" while nothing is the matter with it."""
    icon, word, tone = {
        DeviceState.READY: (Icon.CHECK_CIRCLE, translate("devices", "就绪"), "good"),
        DeviceState.BUSY: (Icon.BUSY, translate("devices", "工作中"), "good"),
        DeviceState.OPENING: (Icon.CLOCK, translate("devices", "连接中"), "calm"),
        DeviceState.FAULTED: (Icon.STOP, translate("devices", "故障"), "bad"),
        DeviceState.ABSENT: (Icon.PENDING, translate("devices", "未接"), "warn"),
    }[status.state]
    return ChipWords(icon, _short_reason(status) or word, tone, _fault_words(status))


def _short_reason(status: PlaceStatus) -> str:
    """Why a device that is there cannot be used, in a word; "" where "fault" says as much."""
    if status.state is not DeviceState.FAULTED or status.fault is None:
        return ""
    return {
        DeviceFault.AMBIGUOUS: translate("devices", "分不清"),
        DeviceFault.IN_USE: translate("devices", "被占用"),
        DeviceFault.ACCESS_DENIED: translate("devices", "没有权限"),
        DeviceFault.LOGIN_REFUSED: translate("devices", "登录被拒"),
        DeviceFault.NO_DRIVER: translate("devices", "缺组件"),
        DeviceFault.NO_ANSWER: translate("devices", "没有回应"),
        DeviceFault.OUT_OF_ORDER: translate("devices", "自检不过"),
        DeviceFault.BAD_SETTING: translate("devices", "设置有误"),
        DeviceFault.TYPED_ON: translate("devices", "是键盘"),
    }.get(status.fault, "")


def _fault_words(status: PlaceStatus) -> str:
    """What is the matter and what to do, with the right that is missing; "" for a device without a fault."""
    if status.fault is None:
        return ""
    wording = words(status.fault, status.detail)
    return str(replace(wording, next_step=right_words(status.right)) if status.right is not None else wording)


def rules_words(event: PolicyPackArrived | PolicyPackRefused, today: date) -> str:
    """What is said about a policy pack of the province."""
    match event:
        case PolicyPackRefused():
            refused = str(words(event.reason))
            named = translate("rules", "规则 {version}：{refused}").format(version=event.version, refused=refused)
            return named if event.version else refused
        case PolicyPackArrived() if event.effective_from > today:
            return translate("rules", "新规则 {version} 已收到，{day} 起重新启动后生效").format(
                version=event.version, day=event.effective_from.isoformat()
            )
        case PolicyPackArrived():
            return translate("rules", "新规则 {version} 已收到，下次启动生效").format(version=event.version)


def other_rules_words() -> str:
    """The pages were built before the store was open, and it chose other rules than they show."""
    return translate("rules", "规则已更新，但画面上的还是旧的：请退出后重新启动程序")


def kind_words(kind: DeviceKind) -> str:
    """A kind of device."""
    return {
        DeviceKind.SCANNER: translate("devices", "扫描枪"),
        DeviceKind.ID_READER: translate("devices", "读卡器"),
        DeviceKind.CAMERA: translate("devices", "相机"),
        DeviceKind.PERSON_CAMERA: translate("devices", "人像相机"),
        DeviceKind.SCALE: translate("devices", "电子秤"),
    }[kind]


def sync_words(status: SyncStatus, now: datetime) -> ChipWords:
    """The sync chip. ``now`` is UTC."""
    backlog = _backlog(status.counts, now)
    if status.stumbled:
        text = translate("sync", "上传程序出错 · {backlog}").format(backlog=backlog)
        return ChipWords(
            Icon.WARNING, text, "warn", translate("sync", "记录都在，一分钟后自动再试；一直这样请联系技术员")
        )
    if status.paused_until is not None:
        text = translate("sync", "已暂停上传 · {backlog}").format(backlog=backlog)
        return ChipWords(Icon.PARK, text, "calm", translate("sync", "到时自动继续；异常件和中断报告照发"))
    if status.fault is not None:
        wording = words(status.fault)
        calm = status.fault in _CALM_FAULTS
        state = _fault_state(status.fault)
        icon = Icon.OFFLINE if calm else Icon.WARNING
        return ChipWords(icon, f"{state} · {backlog}", "calm" if calm else "warn", str(wording))
    returned = status.counts.rejected + status.counts.evidence_rejected - status.counts.given_up
    if returned:
        key = key_names()[Action.REPAIR_PAGE.value]
        text = translate("sync", "退回 {count}（{key}） · {backlog}").format(count=returned, key=key, backlog=backlog)
        todo = translate("sync", "按 {key} 看退回的原因并更正").format(key=key)
        return ChipWords(Icon.RETURNED, text, "warn", todo)
    return _words_of_a_well_link(status, backlog)


def _words_of_a_well_link(status: SyncStatus, backlog: str) -> ChipWords:
    if status.evidence_held and status.counts.evidence_waiting and not status.counts.waiting:
        text = translate("sync", "今日照片流量已用完 · {backlog}").format(backlog=backlog)
        return ChipWords(Icon.CLOCK, text, "calm", translate("sync", "记录照常上传，照片明天接着传"))
    if status.counts.waiting:
        return ChipWords(Icon.UPLOAD, backlog, "calm", translate("sync", "正在等待上传，照常收寄"))
    if status.last_answer_at is None:
        return ChipWords(Icon.CLOUD, backlog, "calm", translate("sync", "还没有和省系统联系过"))
    return ChipWords(Icon.CHECK_CIRCLE, backlog, "good", translate("sync", "全部已送达省系统"))


def sum_words(counts: OutboxCounts) -> str:
    """The sum that is always on screen and always true."""
    equation = translate("sync", "已制作 {made} = 已送达 {delivered} + 待传 {waiting} + 退回 {rejected}").format(
        made=counts.made, delivered=counts.delivered, waiting=counts.waiting, rejected=counts.rejected
    )
    if not counts.unknown:
        return equation
    asking = translate("sync", "{count} 条待省系统确认").format(count=counts.unknown)
    return f"{equation}（{asking}）"


def age_words(age: timedelta) -> str:
    """How long ago, in the largest sensible unit."""
    minutes = max(0, int(age.total_seconds() // 60))
    if minutes < 1:
        return translate("sync", "刚刚")
    if minutes < 60:
        return translate("sync", "{count} 分钟前").format(count=minutes)
    if minutes < 48 * 60:
        return translate("sync", "{count} 小时前").format(count=minutes // 60)
    return translate("sync", "{count} 天前").format(count=minutes // (24 * 60))


def _backlog(counts: OutboxCounts, now: datetime) -> str:
    photos = translate("sync", "照片 {count} 张").format(count=counts.evidence_waiting)
    if counts.waiting and counts.oldest_waiting_at is not None:
        text = translate("sync", "待传 {count} · 最早 {age}").format(
            count=counts.waiting, age=age_words(now - counts.oldest_waiting_at)
        )
        return f"{text} · {photos}" if counts.evidence_waiting else text
    if counts.evidence_waiting:
        return translate("sync", "待传 {photos}").format(photos=photos)
    return translate("sync", "没有待传")


def _fault_state(fault: SyncFault) -> str:
    if fault in (SyncFault.NAME_UNRESOLVED, SyncFault.UNREACHABLE):
        return translate("sync", "离线")
    if fault is SyncFault.ANSWER_LOST:
        return translate("sync", "待确认")
    return translate("sync", "省系统忙") if fault in _CALM_FAULTS else translate("sync", "上传受阻")
