"""The words of the page of kept data.

Invariants:
- A term says what it rests on: a floor of the law, the law's "as short as needed", or a setting of ours.
"""

from app.domain.retention_rules import RetentionRule, TermBasis
from app.usecases.retention_results import HeldAboutPerson, HeldRecord
from ui.screens.retention.presenter import Done
from ui.texts import translate


def term_words(rule: RetentionRule) -> str:
    """How long, and on what it rests."""
    match rule.basis:
        case TermBasis.AT_LEAST:
            return translate("retention", "不少于 {days} 天（法定下限）").format(days=rule.days)
        case TermBasis.AS_SHORT_AS_NEEDED:
            return translate("retention", "{days} 天（法律要求尽可能短）").format(days=rule.days)
        case TermBasis.SETTING:
            return translate("retention", "{days} 天（设置项，未见法定期限）").format(days=rule.days)


def found_words(found: HeldAboutPerson) -> str:
    """What is held about a person, in one line."""
    if found.nothing:
        nothing = translate("retention", "本机没有此人的信息")
        return f"{nothing} · {_held_words()}" if found.held else nothing
    told = [translate("retention", "记录 {count} 件").format(count=len(found.records))]
    if found.phone_masked:
        told.append(translate("retention", "熟客电话 {phone}").format(phone=found.phone_masked))
    if found.incidents:
        told.append(translate("retention", "异常件 {count} 件").format(count=found.incidents))
    if found.remarks:
        told.append(translate("retention", "省系统提示 {count} 条").format(count=found.remarks))
    if found.held:
        told.append(_held_words())
    return " · ".join(told)


def record_words(record: HeldRecord) -> str:
    """What is left of one record."""
    told = [
        translate("retention", "头像 {count}").format(count=record.images),
        translate("retention", "照片 {count}").format(count=record.photos),
        translate("retention", "文字"),
    ]
    if record.held:
        told.append(_held_words())
    return " · ".join(told)


def part_words(record: HeldRecord) -> str:
    """In what part the person stands in it."""
    sender = record.part == "sender"
    return translate("retention", "寄件人") if sender else translate("retention", "委托人或监护人")


def done_words(done: Done) -> str:
    """What has just been done."""
    match done:
        case Done.HELD:
            return translate("retention", "已依法保留，到期也不清除")
        case Done.RELEASED:
            return translate("retention", "已解除保留，按期限清除")


def _held_words() -> str:
    return translate("retention", "依法保留")
