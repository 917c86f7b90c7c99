"""The sync page in words: the verdict, the books, how fast the backlog goes, the plots and the test's steps.

Invariants:
- The verdict says three things: one large word, why, and what to do next.
- A time left is a range, and is not told where nothing was measured or nothing moves.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, assert_never

from app.domain.drain import LaneEstimate, Movement
from app.domain.link_history import PlotPoint
from app.domain.photo_budget import PhotoSize, SizeReason
from app.domain.sync_health import Health
from app.usecases.sync_results import Books, SyncBoard
from sync.link_test import LinkStep, Standing
from ui.error_text import words
from ui.icons import Icon
from ui.screens.sync.state import Part, SyncPage
from ui.status_words import age_words
from ui.texts import translate
from ui.wording.outages import reason_words, span_words

Local = Callable[[datetime], datetime]

_KILO: Final = 1000
_MEGA: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Verdict:
    """One large word, why, and what to do next ("" for nothing); ``tone`` is the style sheet's."""

    word: str
    why: str
    todo: str
    tone: str
    icon: Icon


def verdict(state: SyncPage, local: Local) -> Verdict:
    """Whether all is well."""
    health, board = state.health, state.board
    if health is None or board is None:
        return Verdict(translate("syncpage", "正在看"), "", "", "muted", Icon.CLOCK)
    word, tone, icon = _word(health)
    why, todo = _reason(health, state, board, local)
    return Verdict(word, why, todo, tone, icon)


def _word(health: Health) -> tuple[str, str, Icon]:
    return {
        Health.BOOKS_DIFFER: (translate("syncpage", "账对不上"), "bad", Icon.STOP),
        Health.STUMBLED: (translate("syncpage", "上传程序出错"), "bad", Icon.STOP),
        Health.BLOCKED: (translate("syncpage", "要人处理"), "bad", Icon.STOP),
        Health.INTERRUPTED: (translate("syncpage", "数据中断"), "bad", Icon.STOP),
        Health.RETURNED: (translate("syncpage", "有退回"), "warn", Icon.RETURNED),
        Health.PAUSED: (translate("syncpage", "已暂停"), "warn", Icon.PARK),
        Health.OFFLINE: (translate("syncpage", "离线"), "muted", Icon.OFFLINE),
        Health.UNTRIED: (translate("syncpage", "还没联系上"), "muted", Icon.CLOUD),
        Health.ALLOWANCE: (translate("syncpage", "照片明天传"), "good", Icon.CLOCK),
        Health.SENDING: (translate("syncpage", "正在补传"), "good", Icon.UPLOAD),
        Health.WELL: (translate("syncpage", "全部正常"), "good", Icon.CHECK_CIRCLE),
    }[health]


def _reason(health: Health, state: SyncPage, board: SyncBoard, local: Local) -> tuple[str, str]:
    match health:
        case Health.BLOCKED | Health.OFFLINE:
            fault = state.status.fault if state.status is not None else None
            told = words(fault) if fault is not None else None
            return (told.text, told.next_step) if told is not None else ("", "")
        case Health.INTERRUPTED:
            gravest = reason_words(board.assessment.reasons[0], local)
            return gravest.why, gravest.todo
        case _:
            why, todo = _fixed_reason(health)
            difference = state.books.tally.difference if state.books is not None else 0
            returned = board.counts.rejected + board.counts.evidence_rejected
            until = f"{local(board.pause.until):%H:%M}" if board.pause is not None else ""
            return why.format(difference=difference, returned=returned, until=until), todo


def _fixed_reason(health: Health) -> tuple[str, str]:
    """Why and what to do, where neither a fault nor the risk rules say it; "" for those."""
    return {
        Health.BOOKS_DIFFER: (
            translate("syncpage", "已制作的和各处加起来差 {difference} 条"),
            translate("syncpage", "不要重装，不要删文件，马上联系管理员"),
        ),
        Health.STUMBLED: (
            translate("syncpage", "记录都在，一分钟后自动再试"),
            translate("syncpage", "一直这样请联系技术员"),
        ),
        Health.RETURNED: (
            translate("syncpage", "省系统退回了 {returned} 条，别的照常上传"),
            translate("syncpage", "打开“待修正”，改好再送"),
        ),
        Health.PAUSED: (
            translate("syncpage", "收寄员暂停了上传，{until} 自动继续；异常件和中断报告照发"),
            translate("syncpage", "按空格马上继续"),
        ),
        Health.UNTRIED: (
            translate("syncpage", "程序启动以后省系统还没有回应过"),
            translate("syncpage", "照常收寄，会自动联系"),
        ),
        Health.ALLOWANCE: (
            translate("syncpage", "今天的照片流量用完了，记录都已送达"),
            translate("syncpage", "不用做什么，明天接着传"),
        ),
        Health.SENDING: (
            translate("syncpage", "网络正常，按先后自动上传"),
            translate("syncpage", "照常收寄，不用守着"),
        ),
        Health.WELL: (translate("syncpage", "记录和照片都已送达省系统"), translate("syncpage", "不用做什么")),
    }.get(health, ("", ""))


def books_words(books: Books | None, local: Local) -> str:
    """The books as they were counted, each figure by itself."""
    if books is None:
        return ""
    time = f"{local(books.at):%H:%M}"
    if books.tally.balanced:
        return translate("syncpage", "{time} 逐条核对，账是平的").format(time=time)
    return translate("syncpage", "{time} 逐条核对，差 {count} 条").format(time=time, count=books.tally.difference)


def last_words(state: SyncPage, local: Local) -> str:
    """When something last got through: the newest receipt, and the newest answer."""
    board, books = state.board, state.books
    if board is None:
        return ""
    told = []
    if books is not None:
        told.append(
            translate("syncpage", "最近一份回执 {time}（{age}）").format(
                time=f"{local(books.last_delivered_at):%m-%d %H:%M}", age=age_words(board.at - books.last_delivered_at)
            )
            if books.last_delivered_at is not None
            else translate("syncpage", "还没有收到过回执")
        )
    if board.answered_at is not None:
        told.append(translate("syncpage", "省系统 {age}回应过").format(age=age_words(board.at - board.answered_at)))
    return " · ".join(told)


def photo_words(board: SyncBoard) -> str:
    """How large photos are made now, and why."""
    size = board.photo_size
    told = translate("syncpage", "照片：每张不超过 {kb} kB、{side} 像素；{why}").format(
        kb=size.most_bytes // _KILO, side=size.side, why=_size_reason(size)
    )
    if board.bytes_per_second is None:
        return told
    speed = translate("syncpage", "线路实测 {speed} kB/s").format(speed=round(board.bytes_per_second / _KILO))
    return f"{told} · {speed}"


def _size_reason(size: PhotoSize) -> str:
    return {
        SizeReason.SETTING: translate("syncpage", "线路够快，按设置"),
        SizeReason.WEEK: translate("syncpage", "一周的照片控制在 70 MB 以内"),
        SizeReason.LINK: translate("syncpage", "线路慢，再大就传得太久"),
        SizeReason.ALLOWANCE: translate("syncpage", "按每天的流量"),
        SizeReason.FLOOR: translate("syncpage", "已是看得清的最小，线路慢也不再小"),
    }[size.reason]


def records_left(board: SyncBoard) -> str:
    """Records: how many are left, how fast they go, how long it takes."""
    lane = board.drain.records
    if lane.movement is Movement.EMPTY:
        return translate("syncpage", "记录：没有待传")
    left = translate("syncpage", "记录：还有 {count} 条").format(count=f"{lane.left:,}")
    if board.pause is not None:
        return joined(left, translate("syncpage", "已暂停"))
    pace = (
        translate("syncpage", "每分钟 {count} 条").format(count=f"{lane.per_minute:,.0f}")
        if lane.per_minute is not None
        else ""
    )
    return joined(left, pace, _movement(lane))


def photos_left(board: SyncBoard) -> str:
    """Photos: how many are left, how fast they go, how long it takes."""
    lane, count = board.drain.photos, board.counts.evidence_waiting
    if count == 0:
        return translate("syncpage", "照片：没有待传")
    left = translate("syncpage", "照片：还有 {count} 张，{size} MB").format(
        count=f"{count:,}", size=f"{lane.left / _MEGA:,.1f}"
    )
    if lane.movement is Movement.EMPTY:
        return joined(left, translate("syncpage", "都已传完，等回执"))
    if board.pause is not None:
        return joined(left, translate("syncpage", "已暂停"))
    if board.counts.waiting and lane.movement is not Movement.SHRINKING:
        return joined(left, translate("syncpage", "记录先走，照片随后"))
    pace = (
        translate("syncpage", "每秒 {size} kB").format(size=f"{lane.per_minute / 60 / _KILO:,.0f}")
        if lane.per_minute is not None
        else ""
    )
    return joined(left, pace, _movement(lane))


def _movement(lane: LaneEstimate) -> str:
    match lane.movement:
        case Movement.EMPTY:
            return ""
        case Movement.MEASURING:
            return translate("syncpage", "正在测速")
        case Movement.STILL:
            return translate("syncpage", "没有在动")
        case Movement.GROWING:
            return translate("syncpage", "进得比出得快")
        case Movement.SHRINKING:
            return _time_left(lane)
        case _:
            assert_never(lane.movement)


def _time_left(lane: LaneEstimate) -> str:
    if lane.soonest is None or lane.likely is None:
        return ""
    if lane.latest is None:
        return translate("syncpage", "大约 {likely}，线路时断时续，可能更久").format(likely=_rough(lane.likely))
    if _rough(lane.soonest) == _rough(lane.latest):
        return translate("syncpage", "大约还要 {likely}").format(likely=_rough(lane.likely))
    return translate("syncpage", "大约还要 {likely}（{soonest} 到 {latest}）").format(
        likely=_rough(lane.likely), soonest=_rough(lane.soonest), latest=_rough(lane.latest)
    )


def _rough(span: timedelta) -> str:
    """No finer than anybody can know."""
    if span < timedelta(minutes=1):
        return translate("syncpage", "不到 1 分钟")
    if span >= timedelta(hours=2):
        span = timedelta(minutes=15) * round(span / timedelta(minutes=15))
    return span_words(span)


def joined(*parts: str) -> str:
    """The parts that say something."""
    return " · ".join(part for part in parts if part)


def part_words(part: Part) -> str:
    """What can stand on the right."""
    return {
        Part.DAY: translate("syncpage", "24 小时"),
        Part.FORTNIGHT: translate("syncpage", "14 天"),
        Part.ORDER: translate("syncpage", "先后次序"),
        Part.TEST: translate("syncpage", "测试连接"),
    }[part]


def step_words(step: LinkStep) -> str:
    """A step of the test."""
    return {
        LinkStep.NAME: translate("syncpage", "域名"),
        LinkStep.CONNECT: translate("syncpage", "连接"),
        LinkStep.TLS: translate("syncpage", "加密和证书"),
        LinkStep.ENROLMENT: translate("syncpage", "终端登记"),
        LinkStep.CLOCK: translate("syncpage", "时钟"),
        LinkStep.RECEIPT: translate("syncpage", "回执"),
    }[step]


def standing_look(standing: Standing) -> tuple[str, str, Icon]:
    """A step's word, tone and icon."""
    return {
        Standing.PASSED: (translate("syncpage", "通过"), "good", Icon.CHECK_CIRCLE),
        Standing.WARNED: (translate("syncpage", "注意"), "warn", Icon.WARNING),
        Standing.FAILED: (translate("syncpage", "不通"), "bad", Icon.STOP),
        Standing.SKIPPED: (translate("syncpage", "没有测"), "muted", Icon.PENDING),
    }[standing]


def backlog_words(points: Sequence[PlotPoint], waiting: int) -> str:
    """What the plot of the backlog shows, and how many wait now."""
    known = [point.waiting for point in points if point.waiting is not None]
    if not known:
        return translate("syncpage", "待传记录（条）：这段时间没有数据")
    most = max(*known, waiting)
    return translate("syncpage", "待传记录（条）：最多 {most}，现在 {now}").format(most=f"{most:,}", now=f"{waiting:,}")


def delay_words(points: Sequence[PlotPoint]) -> str:
    """What the plot of the delay shows."""
    known = [point.oldest for point in points if point.oldest is not None]
    if not known:
        return translate("syncpage", "最早一条等了多久（小时）：这段时间没有数据")
    return translate("syncpage", "最早一条等了多久（小时）：最长 {most}").format(most=span_words(max(known)))
