"""The acceptance screen's answers in words.

Invariants:
- Every notice says what happened, and what to do next unless there is nothing to do.
- Nothing here shows a name, a document number or a phone number.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import assert_never

from app.domain.acceptance import Decision, Missing, Objection
from app.domain.identity.document import DocumentField, DocumentType, ReadingSource
from app.domain.identity.sender import FaceBand
from app.domain.item_rules import GoodsReason
from app.domain.sending import Sending
from ui.error_text import Wording, key_names, words
from ui.faults import Failed
from ui.icons import Icon
from ui.language import label_of
from ui.screens.acceptance.refusing import gravest
from ui.screens.acceptance.state import (
    GOOD_HINTS,
    Caution,
    CodeDeclined,
    CounterState,
    Differs,
    Hint,
    Kept,
    Misread,
    Notice,
    PhotoDoubted,
    SeenBefore,
    StandsAgainst,
    StillMissing,
    TurnedAway,
    Unreadable,
    Unusual,
)
from ui.texts import QT_TRANSLATE_NOOP, translate
from ui.wording.late_entry import asked_late

Local = Callable[[datetime], datetime]
"""From UTC to the counter's wall clock."""

_HINTS: dict[Hint, tuple[str, str]] = {
    Hint.WAYBILL_TAKEN: (QT_TRANSLATE_NOOP("hints", "运单已识别，没有重复"), ""),
    Hint.DOCUMENT_TAKEN: (
        QT_TRANSLATE_NOOP("hints", "证件已读取"),
        QT_TRANSLATE_NOOP("hints", "核对过人和面单，再把证件还给寄件人"),
    ),
    Hint.DOCUMENT_TO_COMPARE: (
        QT_TRANSLATE_NOOP("hints", "证件已识别，有几项要你核对"),
        QT_TRANSLATE_NOOP("hints", "对照证件看标出的几项，都对按 {confirm}，不对按 {type_document}"),
    ),
    Hint.SENDER_CONTINUED: (QT_TRANSLATE_NOOP("hints", "沿用上一位寄件人，不用再核验"), ""),
    Hint.PHOTO_TAKEN: (QT_TRANSLATE_NOOP("hints", "照片已加密保存"), ""),
    Hint.SEALED_PHOTO_TAKEN: (QT_TRANSLATE_NOOP("hints", "内件与申报相符，封箱照已加密保存"), ""),
    Hint.ITEM_DECLARED: (QT_TRANSLATE_NOOP("hints", "物品名称已登记"), ""),
    Hint.ITEM_TAKEN_BACK: (QT_TRANSLATE_NOOP("hints", "这一项已删去"), ""),
    Hint.LOOKED_CLOSER: (QT_TRANSLATE_NOOP("hints", "已细看，没有发现问题"), ""),
    Hint.JOURNEY_CHOSEN: (QT_TRANSLATE_NOOP("hints", "运输方式已登记"), ""),
    Hint.SCREENING_RECORDED: (QT_TRANSLATE_NOOP("hints", "安检情况已登记"), ""),
    Hint.WEIGHT_TAKEN: (QT_TRANSLATE_NOOP("hints", "已称重"), ""),
    Hint.WEIGH_AGAIN: (
        QT_TRANSLATE_NOOP("hints", "秤上的重量没有记到本件"),
        QT_TRANSLATE_NOOP("hints", "把本件从秤上拿起来，等秤归零后再放上去"),
    ),
    Hint.PACKAGING_CHOSEN: (QT_TRANSLATE_NOOP("hints", "包装和重量已登记"), ""),
    Hint.PHOTO_REMOVED: (QT_TRANSLATE_NOOP("hints", "最后一张照片已撤掉"), ""),
    Hint.LABEL_PRINTED: (
        QT_TRANSLATE_NOOP("hints", "上一件的验视标识已打印"),
        QT_TRANSLATE_NOOP("hints", "贴到单号尾数相同的那一件上"),
    ),
    Hint.LABEL_SAVED: (QT_TRANSLATE_NOOP("hints", "验视标识已存成 PDF"), ""),
    Hint.PARKED: (
        QT_TRANSLATE_NOOP("hints", "本件已挂起，不会丢"),
        QT_TRANSLATE_NOOP("hints", "柜台空着时按 {park} 取回"),
    ),
    Hint.RESUMED: (QT_TRANSLATE_NOOP("hints", "已取回挂起的件，接着办"), ""),
    Hint.DISCARDED: (QT_TRANSLATE_NOOP("hints", "本件已放弃，没有收寄，也不上报"), ""),
    Hint.CODE_UNKNOWN: (
        QT_TRANSLATE_NOOP("hints", "这不是运单条码"),
        QT_TRANSLATE_NOOP("hints", "请扫面单上的条码"),
    ),
    Hint.NO_PICTURE: (
        QT_TRANSLATE_NOOP("hints", "没有拍到：相机没有画面"),
        QT_TRANSLATE_NOOP("hints", "检查相机接线，看到实时画面后再按 {photo}"),
    ),
    Hint.NO_PHOTO_TO_REMOVE: (QT_TRANSLATE_NOOP("hints", "本件还没有照片可撤"), ""),
    Hint.NOTHING_TO_PARK: (QT_TRANSLATE_NOOP("hints", "柜台上没有件，也没有挂起的件"), ""),
    Hint.NOTHING_TO_DISCARD: (QT_TRANSLATE_NOOP("hints", "柜台上没有件可放弃"), ""),
    Hint.DOCUMENT_FIRST: (
        QT_TRANSLATE_NOOP("hints", "先读证件，再输手机号"),
        QT_TRANSLATE_NOOP("hints", "把身份证放到读卡器上"),
    ),
    Hint.READING_OF_ANOTHER: (
        QT_TRANSLATE_NOOP("hints", "刚读的证件没有用：读的时候换了件"),
        QT_TRANSLATE_NOOP("hints", "证件是现在这一件寄件人的，就再读一次"),
    ),
    Hint.WAYBILL_FIRST: (
        QT_TRANSLATE_NOOP("hints", "先有运单，才能改快递企业"),
        QT_TRANSLATE_NOOP("hints", "扫面单上的条码"),
    ),
    Hint.PHONE_ALREADY_THERE: (
        QT_TRANSLATE_NOOP("hints", "手机号已经有了"),
        QT_TRANSLATE_NOOP("hints", "要改先按 {erase}，再输入 11 位"),
    ),
    Hint.NO_SUCH_CATEGORY: (
        QT_TRANSLATE_NOOP("hints", "没有用这个字母的类别"),
        QT_TRANSLATE_NOOP("hints", "按类别上标的字母"),
    ),
    Hint.NO_SUCH_REASON: (
        QT_TRANSLATE_NOOP("hints", "没有这个编号的拒收原因"),
        QT_TRANSLATE_NOOP("hints", "按原因前的数字，或按 {cancel} 返回"),
    ),
    Hint.SIGN_IN_FIRST: (
        QT_TRANSLATE_NOOP("hints", "还没有登录，这一步没有办"),
        QT_TRANSLATE_NOOP("hints", "请先输入工号和口令"),
    ),
    Hint.FIELDS_CONFIRMED: (
        QT_TRANSLATE_NOOP("hints", "存疑的内容已核对"),
        "",
    ),
    Hint.NAME_AGREES: (
        QT_TRANSLATE_NOOP("hints", "面单姓名与证件一致"),
        "",
    ),
    Hint.SENDING_CHOSEN: (
        QT_TRANSLATE_NOOP("hints", "交寄方式已选好"),
        "",
    ),
    Hint.CUSTOMER_TAKEN: (
        QT_TRANSLATE_NOOP("hints", "寄件单位已选好"),
        "",
    ),
    Hint.RELATION_TAKEN: (
        QT_TRANSLATE_NOOP("hints", "两人的关系已登记"),
        "",
    ),
    Hint.GUARDIAN_TAKEN: (
        QT_TRANSLATE_NOOP("hints", "监护人已确认"),
        "",
    ),
    Hint.REASON_TAKEN: (
        QT_TRANSLATE_NOOP("hints", "原因已记入本件"),
        "",
    ),
    Hint.SUPERVISOR_TAKEN: (
        QT_TRANSLATE_NOOP("hints", "站长的意见已记入本件，并上报省系统"),
        "",
    ),
    Hint.ADDRESS_TAKEN: (
        QT_TRANSLATE_NOOP("hints", "寄件地址已保存"),
        "",
    ),
    Hint.OWN_DOCUMENT_TAKEN: (
        QT_TRANSLATE_NOOP("hints", "已登记为本人的证件"),
        QT_TRANSLATE_NOOP("hints", "以后用它寄件会要求写明原因"),
    ),
    Hint.FACE_COMPARED: (
        QT_TRANSLATE_NOOP("hints", "机器比对只作参考，由你核对后确认"),
        "",
    ),
    Hint.NOTHING_TO_CONFIRM: (
        QT_TRANSLATE_NOOP("hints", "现在没有要确认的"),
        "",
    ),
    Hint.NOTHING_TO_ANSWER: (
        QT_TRANSLATE_NOOP("hints", "现在没有要写明的原因"),
        "",
    ),
    Hint.NOTHING_FOR_SUPERVISOR: (
        QT_TRANSLATE_NOOP("hints", "现在没有要请站长决定的"),
        "",
    ),
    Hint.NO_SUCH_ANSWER: (
        QT_TRANSLATE_NOOP("hints", "没有用这个键的选项"),
        QT_TRANSLATE_NOOP("hints", "按选项前的键，或按 {cancel} 返回"),
    ),
    Hint.NO_CUSTOMERS: (
        QT_TRANSLATE_NOOP("hints", "还没有登记单位"),
        QT_TRANSLATE_NOOP("hints", "请站长在“客户”页登记"),
    ),
    Hint.FACES_OFF: (
        QT_TRANSLATE_NOOP("hints", "人脸辅助比对没有开启"),
        QT_TRANSLATE_NOOP("hints", "由你看人看证核对"),
    ),
    Hint.FACES_NEED_PICTURES: (
        QT_TRANSLATE_NOOP("hints", "没有证件照或现场画面，不能比对"),
        QT_TRANSLATE_NOOP("hints", "由你看人看证核对"),
    ),
    Hint.READER_STOPPED: (
        QT_TRANSLATE_NOOP("hints", "证件识别中断了"),
        QT_TRANSLATE_NOOP("hints", "已重新启动，再按 {read_document} 识别；还不行就按 {type_document} 手录"),
    ),
    Hint.NO_FACE: (
        QT_TRANSLATE_NOOP("hints", "画面里没有找到人脸"),
        QT_TRANSLATE_NOOP("hints", "请寄件人正对镜头，再试一次"),
    ),
}


def hint_words(hint: Hint) -> Wording:
    """The words of a simple answer."""
    text, next_step = _HINTS[hint]
    return Wording(translate("hints", text), translate("hints", next_step).format(**key_names()) if next_step else "")


def notice_words(notice: Notice, local: Local) -> Wording:
    """What to say about ``notice``."""
    match notice:
        case Kept() | TurnedAway():
            return _decided_words(notice, local)
        case SeenBefore() | Misread() | Differs():
            return _scan_words(notice, local)
        case (
            StillMissing(code)
            | StandsAgainst(code)
            | Caution(code)
            | Unreadable(code)
            | CodeDeclined(code)
            | PhotoDoubted(code)
        ):
            return words(code)
        case Unusual(rule):
            told = translate("notice", "问明后按 {answer}，再按数字选原因；说不清就按 {refuse} 拒收")
            return Wording(label_of(rule), told.format(**key_names()))
        case Failed(fault, detail):
            return words(fault, detail)
        case Hint():
            return hint_words(notice)
        case _:
            assert_never(notice)


def _decided_words(notice: Kept | TurnedAway, local: Local) -> Wording:
    match notice:
        case Kept(number, accepted_at):
            text = translate("notice", "已收寄 {number}").format(number=number)
            told = translate("notice", "{time} 已存好，等待上传。可以办下一件")
            return Wording(text, told.format(time=f"{local(accepted_at):%H:%M}"))
        case TurnedAway(number, reason, discreet):
            text = translate("notice", "已拒收 {number}").format(number=number or "").rstrip()
            return Wording(text, label_of(reason) if reason is not None and not discreet else "")
        case _:
            assert_never(notice)


def _scan_words(notice: SeenBefore | Misread | Differs, local: Local) -> Wording:
    match notice:
        case SeenBefore(number, clerk, accepted_at):
            text = translate("notice", "{number} 已经收寄过").format(number=number)
            told = translate("notice", "{date} {time} 由工号 {clerk} 收寄。核对面单，换一张再扫")
            moment = local(accepted_at)
            return Wording(text, told.format(date=f"{moment:%Y-%m-%d}", time=f"{moment:%H:%M}", clerk=clerk))
        case Misread(number):
            text = translate("notice", "{number} 读错了：校验位不对").format(number=number)
            return Wording(text, translate("notice", "再扫一次"))
        case Differs(number, current):
            text = translate("notice", "扫到另一个运单 {number}").format(number=number)
            told = translate("notice", "本件是 {current}。要换成新的，再扫一次新面单")
            return Wording(text, told.format(current=current))
        case _:
            assert_never(notice)


@dataclass(frozen=True, slots=True)
class Look:
    """How a notice looks: an icon and one of the style sheet's tones."""

    icon: Icon
    tone: str


def notice_look(notice: Notice) -> Look:
    """Good, not good, or a caution; each with its own shape."""
    match notice:
        case Kept():
            return Look(Icon.CHECK_CIRCLE, "good")
        case TurnedAway():
            return Look(Icon.RETURNED, "good")
        case Caution() | StillMissing() | Unusual() | PhotoDoubted():
            return Look(Icon.WARNING, "warn")
        case Hint():
            return Look(Icon.CHECK, "good") if notice in GOOD_HINTS else Look(Icon.WARNING, "warn")
        case _:
            return Look(Icon.STOP, "bad")


def next_words(state: CounterState) -> Wording:
    """The next missing thing in plain words, with the key that supplies it; or that all is there."""
    decision = state.decision
    if decision.discreet:
        # whoever stands at the counter may read the screen
        told = translate("next", "按 {incident} 继续")
        return Wording(translate("next", "资料核对中"), told.format(**key_names()))
    if decision.objections:
        return objection_words(decision)
    if decision.missing == (Missing.SEALED_PHOTO,):
        told = translate("next", "内件相符就封箱，运单朝上，按 {finish} 拍照并完成；不符按 {differs}")
        return Wording(words(Missing.SEALED_PHOTO).text, told.format(**key_names()))
    if decision.missing == (Missing.PAPER_FORM,):
        told = translate("next", "整张纸单放到镜头下，按 {finish} 拍照并完成")
        return Wording(words(Missing.PAPER_FORM).text, told.format(**key_names()))
    if decision.missing:
        return missing_words(decision.missing[0], late=state.inspection.late is not None)
    return Wording(
        translate("next", "都齐了，可以收寄"), translate("next", "按 {finish} 完成收寄").format(**key_names())
    )


def missing_words(missing: Missing, *, late: bool) -> Wording:
    """What is missing; of a late entry it is copied from the form."""
    copied = asked_late(missing) if late else None
    if copied is None:
        return words(missing)
    text, step = copied
    return Wording(translate("errors", text), translate("errors", step).format(**key_names()))


def ends_by_photo(decision: Decision) -> bool:
    """Only the picture that ends a parcel is missing."""
    return decision.missing in ((Missing.SEALED_PHOTO,), (Missing.PAPER_FORM,)) and not decision.objections


def finish_words(decision: Decision) -> str:
    """What the key that ends a parcel does now."""
    if not ends_by_photo(decision):
        return translate("next", "完成收寄")
    by_form = decision.missing == (Missing.PAPER_FORM,)
    return translate("next", "拍纸单并完成") if by_form else translate("next", "封箱拍照并完成")


def objection_words(decision: Decision) -> Wording:
    """What stands against the parcel first; about goods with the rule's own words (:func:`law_words`: its place)."""
    objection = decision.objections[0]
    plain = words(objection)
    reason = _said_aloud(decision)
    if objection not in (Objection.ITEM_INCIDENT, Objection.ITEM_REFUSED) or reason is None:
        return plain
    return Wording(
        translate("next", "{item}：{reason}").format(item=reason.item, reason=label_of(reason)), plain.next_step
    )


def law_words(decision: Decision) -> str:
    """The place in the law of what stands against the goods; "" when it is not the goods, or nothing is."""
    reason = _said_aloud(decision)
    if reason is None or not decision.objections or not reason.references:
        return ""
    place = reason.references[0]
    return translate("next", "《{law}》{article}").format(law=place.law, article=place.article)


def _said_aloud(decision: Decision) -> GoodsReason | None:
    """The gravest reason that may be noticed: a danger beside a drug is told, the drug is not."""
    return gravest(tuple(reason for reason in decision.goods.reasons if not reason.discreet))


def also_missing(decision: Decision) -> str:
    """How much more is missing after the next thing; "" when nothing."""
    more = len(decision.missing) - 1
    if decision.objections or more < 1:
        return ""
    return translate("next", "之后还缺 {count} 项").format(count=more)


def sending_words(sending: Sending) -> str:
    """A kind of sending, short."""
    return {
        Sending.PERSON: translate("sending", "本人"),
        Sending.ENTRUSTED: translate("sending", "委托交寄"),
        Sending.ORGANISATION: translate("sending", "单位经办"),
        Sending.AGREEMENT: translate("sending", "协议客户"),
        Sending.LETTER: translate("sending", "信件"),
    }[sending]


def field_words(name: DocumentField) -> str:
    """A field of a document."""
    return {
        DocumentField.NAME: translate("document", "姓名"),
        DocumentField.SEX: translate("document", "性别"),
        DocumentField.BIRTH_DATE: translate("document", "出生"),
        DocumentField.ADDRESS: translate("document", "住址"),
        DocumentField.NUMBER: translate("document", "号码"),
        DocumentField.VALID_FROM: translate("document", "起始日"),
        DocumentField.VALID_TO: translate("document", "截止日"),
        DocumentField.NATIONALITY: translate("document", "国籍"),
    }[name]


def face_words(band: FaceBand) -> str:
    """What a comparison by machine says: advice."""
    return {
        FaceBand.LIKELY_SAME: translate("document", "机器参考：像同一人"),
        FaceBand.CHECK: translate("document", "机器参考：拿不准，多看一眼"),
        FaceBand.LIKELY_DIFFERENT: translate("document", "机器参考：不太像，请仔细核对"),
    }[band]


def document_type_words(document_type: DocumentType) -> str:
    """A document's name as people say it."""
    return {
        DocumentType.RESIDENT_CARD: translate("document", "居民身份证"),
        DocumentType.TEMPORARY_RESIDENT_CARD: translate("document", "临时身份证"),
        DocumentType.HMT_RESIDENCE_PERMIT: translate("document", "港澳台居民居住证"),
        DocumentType.HM_PASS: translate("document", "港澳居民来往内地通行证"),
        DocumentType.TW_PASS: translate("document", "台湾居民来往大陆通行证"),
        DocumentType.PASSPORT_CN: translate("document", "中国护照"),
        DocumentType.PASSPORT: translate("document", "护照"),
        DocumentType.FOREIGNER_PERMANENT_CARD: translate("document", "外国人永久居留身份证"),
        DocumentType.MILITARY_CARD: translate("document", "军人身份证件"),
        DocumentType.POLICE_CARD: translate("document", "武警身份证件"),
        DocumentType.OTHER: translate("document", "其他证件"),
    }[document_type]


def source_words(source: ReadingSource) -> str:
    """How the document was read."""
    return {
        ReadingSource.CHIP: translate("document", "芯片读取"),
        ReadingSource.MRZ: translate("document", "机读区识别"),
        ReadingSource.OCR: translate("document", "拍照识别"),
        ReadingSource.SENDER_CODE: translate("document", "实名码"),
        ReadingSource.TYPED: translate("document", "手工录入"),
    }[source]
