"""The words of incidents and frozen waybills.

Invariants:
- A discreet incident has neutral words wherever the counter's screen shows it without being asked: a number, no
  category, no alarm.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from unicodedata import east_asian_width

from app.domain.handling import Authority
from app.domain.incident import INCIDENT_HOLD, FormNeed, Incident, Urgency, urgency
from app.domain.incident_cards import card_for
from app.domain.policy import Policy
from app.domain.sender_rules import find
from app.inspection_ports import Departure, Hold, StoppedParcel
from app.usecases.incident_results import InAccepted, InOutlet, InParcel, Place, ReviewedParcel
from ui.error_text import words
from ui.faults import Failed
from ui.icons import Icon
from ui.language import label_of
from ui.screens.incidents.state import Said
from ui.status_words import ChipWords
from ui.texts import translate

_WIDTH = 30
"""Half characters (a Chinese one is two) that fit on a button."""
_BRACKETS = re.compile(r"（[^）]*）| ?\([^)]*\)")


def place_words(place: Place) -> str:
    """Where it was found."""
    match place:
        case InParcel():
            return translate("incidents", "柜台上这一件")
        case InAccepted(waybill_number):
            return translate("incidents", "已收寄的 {number}").format(number=waybill_number)
        case InOutlet():
            return translate("incidents", "没有对应的快件，只记类别和情况")


def secured_words(place: Place) -> str:
    """What Enter on the card does about what was found there: without a parcel nothing is frozen."""
    if isinstance(place, InOutlet):
        return translate("incidents", "没有对应的快件：按下后立即上报，再填情况")
    return translate("incidents", "{place}：按下后冻结并立即上报，再填情况").format(place=place_words(place))


def neutral_place_words(place: Place) -> str:
    """Which parcel it is about, for the clerk alone to understand."""
    return translate("incidents", "没有对应的快件") if isinstance(place, InOutlet) else place_words(place)


def short(label: str, width: int = _WIDTH) -> str:
    """A label for a button, without what stands in brackets, cut to ``width`` half characters; whole in its tooltip."""
    label = _BRACKETS.sub("", label)
    taken = 0
    for place, character in enumerate(label):
        taken += 2 if east_asian_width(character) in "WF" else 1
        if taken > width:
            return f"{label[: max(1, place - 1)]}…"
    return label


def category_words(policy: Policy, number: int | None) -> str:
    """A category by number and name."""
    category = policy.catalogue.category(number) if number is not None else None
    if category is None:
        return translate("incidents", "还不清楚是什么")
    return f"{category.number} {label_of(category)}"


def is_discreet(policy: Policy, incident: Incident) -> bool:
    """Whether nothing on the screen may say what it is."""
    shown = card_for(policy, incident.category)
    return shown is not None and shown.discreet


def number_words(authority: Authority, county: str) -> tuple[str, str]:
    """The number to call, and what there is to say about it."""
    number = authority.number_for(county)
    if county in authority.counties:
        return number, translate("incidents", "本县")
    return number or "—", translate("incidents", "本县号码未配置")


def left_words(incident: Incident, now: datetime) -> str:
    """How much time is left until the report is due, or by how much it is late."""
    left = incident.due_at - now
    if left > timedelta(0):
        minutes = -(-int(left.total_seconds()) // 60)
        return translate("incidents", "剩 {minutes} 分钟").format(minutes=max(1, minutes))
    minutes = int((now - incident.due_at).total_seconds() // 60)
    return translate("incidents", "已超 {minutes} 分钟").format(minutes=minutes)


def clock_words(waiting: Sequence[Incident], policy: Policy, now: datetime) -> ChipWords | None:
    """The chip on every page: the earliest deadline. None when no report is due."""
    first = min(waiting, key=lambda incident: incident.due_at, default=None)
    if first is None:
        return None
    left, count = left_words(first, now), len(waiting)
    if is_discreet(policy, first):
        return ChipWords(
            Icon.CLOCK, translate("incidents", "待办 {count} · {left}").format(count=count, left=left), "calm", ""
        )
    todo = translate("incidents", "到“异常件”页把情况报上去")
    match urgency(first, now):
        case Urgency.IN_TIME:
            text = translate("incidents", "异常件待上报 {count} · {left}")
            return ChipWords(Icon.CLOCK, text.format(count=count, left=left), "calm", todo)
        case Urgency.SOON:
            text = translate("incidents", "异常件快到时限 {count} · {left}")
            return ChipWords(Icon.WARNING, text.format(count=count, left=left), "warn", todo)
        case Urgency.OVER:
            text = translate("incidents", "异常件超过时限 {count} · {left}")
            return ChipWords(Icon.STOP, text.format(count=count, left=left), "bad", todo)


@dataclass(frozen=True, slots=True)
class RowLook:
    """How a row stands, in a shape, words and a tone."""

    icon: Icon
    words: str
    tone: str


def incident_look(policy: Policy, incident: Incident, now: datetime) -> RowLook:
    """How an incident stands; a discreet one stands calm."""
    if incident.reported_at is not None:
        return RowLook(Icon.CHECK_CIRCLE, translate("incidents", "已上报"), "good")
    left = left_words(incident, now)
    if is_discreet(policy, incident):
        return RowLook(Icon.CLOCK, left, "calm")
    match urgency(incident, now):
        case Urgency.IN_TIME:
            return RowLook(Icon.CLOCK, left, "calm")
        case Urgency.SOON:
            return RowLook(Icon.WARNING, left, "warn")
        case Urgency.OVER:
            return RowLook(Icon.STOP, left, "bad")


def incident_words(policy: Policy, incident: Incident, *, revealed: bool) -> str:
    """What a row says an incident is."""
    if is_discreet(policy, incident) and not revealed:
        return translate("incidents", "编号 {number}").format(number=incident.category)
    return category_words(policy, incident.category)


def hold_words(policy: Policy, hold: Hold) -> str:
    """Why a waybill is frozen."""
    if hold.reason == INCIDENT_HOLD:
        return translate("incidents", "里面有异常件")
    reason = find(policy.inspection.hold_reasons, hold.reason)
    return label_of(reason) if reason is not None else hold.reason


def departure_words(departure: Departure, local: Callable[[datetime], datetime]) -> str:
    """What a parcel left with, and when; and what is left to do about it."""
    carried = departure.vehicle or departure.gps or departure.bag
    words_ = translate("incidents", "已随 {carried} 于 {time} 离开，立即通知承运企业")
    return words_.format(carried=carried, time=f"{local(departure.left_at):%m-%d %H:%M}")


def stopped_lines(parcels: Sequence[StoppedParcel], local: Callable[[datetime], datetime]) -> list[str]:
    """Each accepted parcel that a hold is about, and where it is."""
    here = translate("incidents", "还在本网点")
    where = (here if parcel.departure is None else departure_words(parcel.departure, local) for parcel in parcels)
    return [f"{parcel.waybill_number} · {words_}" for parcel, words_ in zip(parcels, where, strict=True)]


def departed_lines(review: Sequence[ReviewedParcel], local: Callable[[datetime], datetime]) -> list[str]:
    """Of the sender's other parcels those that have left already."""
    return [
        f"{parcel.waybill_number} · {departure_words(parcel.departure, local)}"
        for parcel in review
        if parcel.departure is not None
    ]


def need_words(need: FormNeed) -> str:
    """What a report still needs."""
    return {
        FormNeed.CATEGORY: translate("incidents", "还没选是哪一类"),
        FormNeed.FOUND: translate("incidents", "还没写发现了什么"),
        FormNeed.STEPS: translate("incidents", "还没勾做了哪些处置"),
        FormNeed.CALLED_AT: translate("incidents", "还没记什么时候打的电话"),
    }[need]


def said_look(said: Said, failure: Failed | None) -> RowLook | None:
    """What the last step was answered with; None when there is nothing to say."""
    if failure is not None:
        return RowLook(Icon.STOP, str(words(failure.fault, failure.detail)), "bad")
    told = {
        Said.REPORTED: (Icon.CHECK_CIRCLE, translate("incidents", "已上报，优先上传"), "good"),
        Said.FROZEN: (Icon.LOCK, translate("incidents", "已冻结并上报"), "good"),
        Said.FROZEN_TOO_LATE: (
            Icon.WARNING,
            translate("incidents", "已冻结并上报，但快件已离开本网点：立即通知承运企业"),
            "bad",
        ),
        Said.RELEASED: (Icon.CHECK_CIRCLE, translate("incidents", "已放行并上报"), "good"),
        Said.NO_PICTURE: (Icon.WARNING, translate("incidents", "相机没有画面，没拍成"), "warn"),
        Said.NUMBER_FIRST: (Icon.WARNING, translate("incidents", "先扫描或录入运单号"), "warn"),
    }.get(said)
    return RowLook(*told) if told is not None else None
