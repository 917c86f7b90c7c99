"""The words of the repair page.

Invariants:
- A field is called as on the screen where it was filled in; the province's reason is told in the clerk's words.
"""

from collections.abc import Callable
from datetime import datetime

from app.domain.policy import Policy
from app.repair_ports import RepairSubject
from app.usecases.repair_results import RepairBoard, RepairEntry, RepairStanding
from ui.error_text import outcome_words
from ui.icons import Icon
from ui.keys import Action, KeyTable
from ui.language import label_of
from ui.screens.repair.state import RepairHint
from ui.texts import translate
from ui.wording.messages import message_words

Local = Callable[[datetime], datetime]


def count_words(board: RepairBoard) -> str:
    """How many there are, how many need somebody, and that not all are listed."""
    told = translate("repair", "共 {count} 条，待处理 {waiting} 条").format(count=board.count, waiting=board.waiting)
    if not board.is_cut:
        return told
    cut = translate("repair", "只列出 {shown} 条，待处理的在前；处理后其余的会列出")
    return f"{told} · {cut.format(shown=len(board.entries))}"


def subject_words(entry: RepairEntry) -> str:
    """What was returned."""
    record = message_words(entry.returned.kind)
    if entry.returned.subject is RepairSubject.EVIDENCE:
        return translate("repair", "{record}的照片").format(record=record)
    return record


def field_words(entry: RepairEntry, policy: Policy) -> str:
    """The name of the refused field; of one that has none, that it is about the whole."""
    rule = policy.corrections.rule(entry.returned.kind.value, entry.pointer) if entry.pointer else None
    if rule is None:
        return translate("repair", "整条")
    place = next((int(part) + 1 for part in entry.pointer.split("/") if part.isdecimal()), None)
    label = label_of(rule)
    return label if place is None else translate("repair", "{label}（第 {place} 项）").format(label=label, place=place)


def standing_words(entry: RepairEntry) -> str:
    """Where it stands."""
    return {
        RepairStanding.OPEN: translate("repair", "待处理"),
        RepairStanding.CORRECTION_WAITING: translate("repair", "更正待传"),
        RepairStanding.SETTLING: translate("repair", "更正已收，待回执"),
        RepairStanding.GIVEN_UP: translate("repair", "不再上报"),
    }[entry.standing]


def reason_words(entry: RepairEntry, policy: Policy) -> str:
    """Why it was returned: the field, what is wrong with it, and what the province said in general."""
    said = outcome_words(entry.problem)
    general = said.text if said is not None else translate("repair", "省系统没有说明原因")
    detail = _detail_words(entry.detail)
    if not entry.pointer:
        return general
    field = field_words(entry, policy)
    if detail:
        return translate("repair", "{field}：{detail}").format(field=field, detail=detail)
    return translate("repair", "{field}：{detail}").format(field=field, detail=general)


def history_words(entry: RepairEntry, policy: Policy, local: Local) -> str:
    """What was done about it before."""
    told: list[str] = []
    for sent in entry.corrections:
        made = sent.made
        told.append(
            translate("repair", "{time} {clerk} 更正过").format(
                time=f"{local(made.corrected_at):%m-%d %H:%M}", clerk=made.clerk
            )
        )
    if entry.given_up is not None:
        reasons = policy.corrections.give_up_reasons
        reason = next((label_of(one) for one in reasons if one.code == entry.given_up.reason), entry.given_up.reason)
        told.append(
            translate("repair", "{supervisor} 说明：{reason}").format(
                supervisor=entry.given_up.supervisor, reason=reason
            )
        )
    return translate("repair", "；").join(told)


def hint_words(hint: RepairHint, keys: KeyTable) -> tuple[str, Icon, str]:
    """Words, icon and tone."""
    good = Icon.CHECK_CIRCLE, "good"
    text, (icon, tone) = {
        RepairHint.CORRECTED: (translate("repair", "更正已签名排队；原记录留着，省系统收到后一并办结"), good),
        RepairHint.PUT_BACK: (translate("repair", "已放回队列，联网即重传"), good),
        RepairHint.GIVEN_UP: (translate("repair", "已记下站长的说明；记录留着，随时可以按 {finish} 再更正"), good),
        RepairHint.NOTHING_CHOSEN: (translate("repair", "没有选中的记录"), (Icon.WARNING, "warn")),
    }[hint]
    return text.format(finish=keys.label(Action.FINISH)), icon, tone


def _detail_words(detail: str) -> str:
    """What is wrong with a value, where the contract's code says it."""
    if detail.endswith("_too_short"):
        return translate("repair", "太短，或没有填")
    if detail.endswith("_too_long"):
        return translate("repair", "太长")
    return {
        "missing": translate("repair", "没有填"),
        "string_pattern_mismatch": translate("repair", "格式不对"),
        "no_such_date": translate("repair", "没有这个日期"),
        "greater_than_equal": translate("repair", "数太小"),
        "less_than_equal": translate("repair", "数太大"),
    }.get(detail, "")
