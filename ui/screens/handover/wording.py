"""The words of the handover's page.

Invariants:
- What a scan was answered with is told by icon, words and tone together; the words never name who sends or receives.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import assert_never

from app.domain.errors import DomainFault
from app.domain.handover import DoorStop
from app.domain.inspection import Screening, ScreeningPlace
from app.domain.policy import Policy
from app.inspection_ports import HandedParcel, Handover
from app.usecases.handover_results import NotClosed, ScannedOut, Screened, StoppedAtDoor
from ui.error_text import words
from ui.faults import Failed
from ui.icons import Icon
from ui.keys import Action, KeyTable
from ui.language import label_of
from ui.printing.problems import PrintProblem
from ui.screens.handover.state import Answer, HandedOver, Told
from ui.texts import translate


@dataclass(frozen=True, slots=True)
class AnswerWords:
    """``tone`` is good, warn or bad."""

    icon: Icon
    tone: str
    text: str
    step: str


def carrier_words(code: str, policy: Policy) -> str:
    """A handover's carrier; without a code, that it is for any."""
    return parcel_carrier_words(code, policy) if code else translate("handover", "不限企业")


def parcel_carrier_words(code: str | None, policy: Policy) -> str:
    """A parcel's carrier; nothing where nobody knows it."""
    carrier = policy.carrier(code) if code is not None else None
    return label_of(carrier) if carrier is not None else ""


def place_words(handover: Handover) -> str:
    """Where the parcels go: plate, GPS terminal, bag."""
    named = (
        handover.vehicle,
        translate("handover", "GPS {number}").format(number=handover.gps) if handover.gps else "",
        translate("handover", "集包 {number}").format(number=handover.bag) if handover.bag else "",
    )
    return " · ".join(part for part in named if part)


def screening_place_words(place: ScreeningPlace) -> str:
    """Where a parcel goes through the machine."""
    match place:
        case ScreeningPlace.HERE:
            return translate("handover", "本网点")
        case ScreeningPlace.HUB:
            return translate("handover", "分拨中心")
        case ScreeningPlace.THIRD_PARTY:
            return translate("handover", "第三方")
        case _:
            assert_never(place)


def screening_words(screening: Screening | None) -> str:
    """Where the screening stands."""
    if screening is None:
        return translate("handover", "未登记")
    place = screening_place_words(screening.place)
    if screening.passed is None:
        return translate("handover", "待检：{place}").format(place=place)
    if screening.passed:
        return translate("handover", "已安检：{place}").format(place=place)
    return translate("handover", "未通过：{place}").format(place=place)


def weight_words(parcel: HandedParcel) -> str:
    """In kilograms."""
    return f"{parcel.weight_g / 1000:.2f}" if parcel.weight_g is not None else "—"


def stop_words(stop: DoorStop) -> str:
    """Why a parcel of the list may not leave any more, in the room of a column."""
    match stop:
        case DoorStop.FROZEN:
            return translate("handover", "已冻结")
        case DoorStop.OTHER_CARRIER:
            return translate("handover", "别家企业")
        case DoorStop.SCREENING_MISSING:
            return translate("handover", "须先安检")
        case DoorStop.SCREENING_STOPPED:
            return translate("handover", "安检未过")
        case _:
            return translate("handover", "不能交接")


def answer_words(  # noqa: PLR0911 # one case for each kind of answer
    answer: Answer, policy: Policy, keys: KeyTable, local: Callable[[datetime], datetime]
) -> AnswerWords:
    """What to say about the last step."""
    match answer:
        case Told():
            return _told(answer, keys)
        case ScannedOut(parcel):
            text = translate("handover", "可以交接 {number}").format(number=parcel.waybill_number)
            return AnswerWords(Icon.CHECK_CIRCLE, "good", text, parcel_carrier_words(parcel.carrier, policy))
        case StoppedAtDoor():
            return _stopped(answer, policy, keys, local)
        case Screened(count, let_in):
            text = translate("handover", "{count} 件登记了安检").format(count=count)
            step = translate("handover", "其中待检的 {count} 件已计入本单").format(count=let_in) if let_in else ""
            return AnswerWords(Icon.CHECK_CIRCLE, "good", text, step)
        case NotClosed(stopped):
            text = translate("handover", "有 {count} 件不能离开，还没有交接").format(count=len(stopped))
            step = translate("handover", "清单里标红的从车上拿下来，选中后按 {key} 取回，再交接").format(
                key=keys.label(Action.REMOVE_PHOTO)
            )
            return AnswerWords(Icon.STOP, "bad", text, step)
        case HandedOver():
            return _handed_over(answer, keys)
        case PrintProblem():
            said = words(answer, keys=keys)
            return AnswerWords(Icon.WARNING, "warn", said.text, said.next_step)
        case Failed():
            said = words(answer.fault, answer.detail, keys)
            return AnswerWords(Icon.STOP, "bad", said.text, said.next_step)
        case _:
            assert_never(answer)


def _handed_over(answer: HandedOver, keys: KeyTable) -> AnswerWords:
    manifest = answer.manifest
    text = translate("handover", "已交接 {count} 件：{place}").format(
        count=len(manifest.parcels), place=place_words(manifest.handover)
    )
    if answer.problem is None:
        return AnswerWords(Icon.CHECK_CIRCLE, "good", text, translate("handover", "交接单已送打印机，双方签名"))
    step = translate("handover", "交接单没有打印：{reason}").format(reason=words(answer.problem, keys=keys))
    return AnswerWords(Icon.CHECK_CIRCLE, "warn", text, step)


def _stopped(
    answer: StoppedAtDoor, policy: Policy, keys: KeyTable, local: Callable[[datetime], datetime]
) -> AnswerWords:
    said = words(answer.stop, keys=keys)
    more: tuple[str, ...] = (answer.number,)
    if answer.stop is DoorStop.HANDED_OVER and answer.handover is not None:
        more = (answer.number, place_words(answer.handover))
    if answer.stop is DoorStop.OTHER_CARRIER:
        more = (answer.number, parcel_carrier_words(answer.carrier, policy))
    if answer.at is not None:
        more = (*more, f"{local(answer.at):%m-%d %H:%M}")
    facts = " · ".join(part for part in more if part)
    step = (
        translate("handover", "{facts}。{step}").format(facts=facts, step=said.next_step) if facts else said.next_step
    )
    slip = answer.stop is DoorStop.ON_THE_LIST
    return AnswerWords(Icon.WARNING if slip else Icon.STOP, "warn" if slip else "bad", said.text, step)


def _told(told: Told, keys: KeyTable) -> AnswerWords:
    match told:
        case Told.OPENED:
            text, step = translate("handover", "交接单已开"), translate("handover", "把要装车的快件逐件扫一遍")
        case Told.CORRECTED:
            text, step = translate("handover", "已更正"), translate("handover", "接着扫")
        case Told.TAKEN_BACK:
            text, step = translate("handover", "已取回一件"), translate("handover", "不要装车")
        case Told.DISCARDED:
            text, step = translate("handover", "交接单已放弃"), translate("handover", "扫过的快件可以另开单交接")
        case Told.PRINTED:
            text, step = translate("handover", "交接单已送打印机"), translate("handover", "双方签名")
        case Told.SAVED:
            text, step = translate("handover", "交接单已存为 PDF"), ""
        case _:
            return _warned(told, keys)
    return AnswerWords(Icon.CHECK_CIRCLE, "good", text, step)


def _warned(told: Told, keys: KeyTable) -> AnswerWords:
    match told:
        case Told.OPEN_FIRST:
            text = translate("handover", "还没有开交接单，这一扫没有计入")
            step = translate("handover", "先选企业，填车牌、GPS 或集包号")
        case Told.NOTHING_TO_SCREEN:
            text, step = translate("handover", "没有要登记安检的快件"), ""
        case Told.NOTHING_TO_PRINT:
            text, step = translate("handover", "还没有交接过的单子"), ""
        case _:
            said = words(DomainFault.READ_ONLY, keys=keys)
            text, step = said.text, said.next_step
    return AnswerWords(Icon.WARNING, "warn", text, step)


def head_problem(entry: str) -> str:
    """What is wrong with an entry of the head or of the screening, by its name."""
    return {
        "vehicle": translate("handover", "车牌号不像：如 云A·12345、云AD12345；没有号牌的三轮车填 GPS 终端号或集包号"),
        "place": translate("handover", "车牌、GPS 终端号、集包号至少填一个"),
        "gps": translate("handover", "GPS 终端号太长或有不能用的字"),
        "bag": translate("handover", "集包号太长或有不能用的字"),
        "driver": translate("handover", "驾驶员太长或有不能用的字"),
        "carrier": translate("handover", "没有这家快递企业"),
        "machine": translate("handover", "写明是哪台安检机"),
        "inspector": translate("handover", "写明是谁判的图"),
        "passed": translate("handover", "先选在哪里、检没检"),
    }.get(entry, "")
