"""Late entry (补录) in the clerk's words: what the counter asks for another way, and why a form is not typed in.

Invariants:
- Nothing is asked for less than at the counter: what somebody saw then is copied from the form, on which it is signed.
"""

from collections.abc import Callable
from datetime import datetime

from app.domain.acceptance import Missing
from app.domain.errors import DomainFault
from app.domain.late_entry import LateEntry, LateProblem
from ui.keys import Action, KeyTable
from ui.texts import QT_TRANSLATE_NOOP, translate
from ui.wording.table import Table

MISSING: Table = {
    Missing.PAPER_FORM: (
        QT_TRANSLATE_NOOP("errors", "缺：纸质受理单的照片"),
        QT_TRANSLATE_NOOP("errors", "整张放到镜头下，字和签名都看得清，按 {photo} 拍"),
    ),
}

DOMAIN: Table = {
    DomainFault.LATE_ENTRY_REFUSED: (
        QT_TRANSLATE_NOOP("errors", "这张纸质受理单不能这样补录"),
        QT_TRANSLATE_NOOP("errors", "核对受理时间、单号和经手人"),
    ),
}

PROBLEM: Table = {
    LateProblem.FUTURE: (
        QT_TRANSLATE_NOOP("errors", "纸质受理时间在现在之后"),
        QT_TRANSLATE_NOOP("errors", "照纸单上的时间填；也请核对电脑的时钟"),
    ),
    LateProblem.TOO_OLD: (
        QT_TRANSLATE_NOOP("errors", "纸质受理时间太早，已过规则允许的补录期限"),
        QT_TRANSLATE_NOOP("errors", "纸单留存备查，请站长向邮政管理部门说明"),
    ),
    LateProblem.OUTSIDE: (
        QT_TRANSLATE_NOOP("errors", "那时没有通知或报告过中断，本机也在正常使用"),
        QT_TRANSLATE_NOOP("errors", "核对时间；确有中断的，先报告中断情况，再补录"),
    ),
    LateProblem.FORM_NUMBER: (
        QT_TRANSLATE_NOOP("errors", "纸质受理单的单号没有填对"),
        QT_TRANSLATE_NOOP("errors", "照纸单右上角的单号填，最多 32 个字"),
    ),
    LateProblem.FORM_USED: (
        QT_TRANSLATE_NOOP("errors", "这个单号的纸单已经补录过，或挂起在柜台"),
        QT_TRANSLATE_NOOP("errors", "核对单号；挂起的在柜台按 {park} 取回"),
    ),
    LateProblem.ACCEPTED_BY: (
        QT_TRANSLATE_NOOP("errors", "经手人的工号不对，或这个人不能收寄"),
        QT_TRANSLATE_NOOP("errors", "照纸单上签名的经手人填工号"),
    ),
    LateProblem.REASON: (
        QT_TRANSLATE_NOOP("errors", "还没有选为什么用纸单受理"),
        QT_TRANSLATE_NOOP("errors", "选一个原因"),
    ),
    LateProblem.COUNTER_BUSY: (
        QT_TRANSLATE_NOOP("errors", "柜台上还有一件没办完"),
        QT_TRANSLATE_NOOP("errors", "回柜台办完，或按 {park} 挂起，再来补录"),
    ),
    LateProblem.NOT_REFUSED: (
        QT_TRANSLATE_NOOP("errors", "补录的件当时已经收下，不能再拒收"),
        QT_TRANSLATE_NOOP("errors", "发现问题按 {incident} 处置；录错了按 {discard} 放弃后重录"),
    ),
    LateProblem.NOT_THERE: (
        QT_TRANSLATE_NOOP("errors", "补录时寄件人不在场，不能拍人或比对人脸"),
        QT_TRANSLATE_NOOP("errors", "以纸单上经手人签过字的人证核对为准"),
    ),
}

_ASKED: Table = {
    Missing.WAYBILL: (
        QT_TRANSLATE_NOOP("errors", "缺：运单号"),
        QT_TRANSLATE_NOOP("errors", "扫纸单上贴的运单联，或按 {type_waybill} 照抄"),
    ),
    Missing.DOCUMENT: (
        QT_TRANSLATE_NOOP("errors", "缺：寄件人证件"),
        QT_TRANSLATE_NOOP("errors", "按 {type_document}，照纸单抄录证件"),
    ),
    Missing.SAME_PERSON: (
        QT_TRANSLATE_NOOP("errors", "纸单上经手人签字写明人证一致吗？"),
        QT_TRANSLATE_NOOP("errors", "有签字按 {confirm}；没有签字的不能补录"),
    ),
    Missing.ITEM_CATEGORY: (
        QT_TRANSLATE_NOOP("errors", "缺：内件类别"),
        QT_TRANSLATE_NOOP("errors", "照纸单上的验视结果，按类别上标的字母"),
    ),
}
"""What the counter asks in other words when nobody stands there."""


def asked_late(missing: Missing) -> tuple[str, str] | None:
    """What is missing and how it is copied from the form; None where the counter's own words fit."""
    return _ASKED.get(missing)


def leave_words(keys: KeyTable) -> str:
    """How the counter becomes the ordinary one again."""
    told = translate("late_entry", "{park} 先挂起，办现场的件 · {discard} 放弃")
    return told.format(park=keys.label(Action.PARK), discard=keys.label(Action.DISCARD))


def bar_words(late: LateEntry, local: Callable[[datetime], datetime]) -> str:
    """What the bar over the counter says."""
    return translate("late_entry", "补录 · 纸单 {form} · {time} 由 {clerk} 受理 · 站长 {supervisor} 准许").format(
        form=late.form_number,
        time=f"{local(late.accepted_at):%Y-%m-%d %H:%M}",
        clerk=late.accepted_by,
        supervisor=late.supervisor,
    )
