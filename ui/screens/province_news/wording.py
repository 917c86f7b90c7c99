"""The province's news in words: ages, notices, customers that clash.

Invariants:
- Colour never stands alone: each freshness has its word and its icon.
- Of the people behind a customer no more is shown than on the customers' page.
"""

from collections.abc import Callable
from datetime import datetime

from app.domain.clerk import Clerk
from app.domain.customer import Agreement
from app.domain.masking import masked_name
from app.domain.province_customers import CustomerClash
from app.domain.province_news import Freshness, NewsAge, NewsKind, is_over
from app.usecases.province_news_results import NewsBoard, NoticeView
from ui.icons import Icon
from ui.keys import Action, KeyTable
from ui.screens.customers.wording import filing_words, term_words
from ui.screens.province_news.state import NewsHint, NewsPage
from ui.status_words import age_words
from ui.texts import translate

Local = Callable[[datetime], datetime]


def kind_words(kind: NewsKind) -> str:
    """What the province tells of."""
    return {
        NewsKind.CUSTOMERS: translate("province_news", "协议客户"),
        NewsKind.NOTICES: translate("province_news", "通知"),
        NewsKind.SPOT_CHECKS: translate("province_news", "抽查"),
        NewsKind.POLICY: translate("province_news", "规则"),
    }[kind]


def held_words(kind: NewsKind, board: NewsBoard) -> str:
    """What there is of that kind."""
    return {
        NewsKind.CUSTOMERS: translate("province_news", "{count} 家").format(count=board.customers),
        NewsKind.NOTICES: translate("province_news", "{count} 份").format(count=len(board.notices)),
        NewsKind.SPOT_CHECKS: translate("province_news", "{count} 项待答").format(count=board.open_spot_checks),
        NewsKind.POLICY: translate("province_news", "在用 {version}").format(version=board.policy_version),
    }[kind]


def freshness_words(age: NewsAge) -> tuple[str, str, Icon]:
    """How old what we know is, its tone and icon."""
    match age.freshness:
        case Freshness.NEVER:
            return translate("province_news", "还没有问过省系统"), "warn", Icon.WARNING
        case Freshness.UNKNOWN:
            return translate("province_news", "时钟往回拨过，不知有多旧"), "warn", Icon.WARNING
        case _:
            ago = age_words(age.age) if age.age is not None else ""
    match age.freshness:
        case Freshness.FRESH:
            return translate("province_news", "{ago}问过，是新的").format(ago=ago), "good", Icon.CHECK_CIRCLE
        case Freshness.AGED:
            return translate("province_news", "{ago}问过，有些旧").format(ago=ago), "accent", Icon.CLOCK
        case _:
            return translate("province_news", "{ago}问过，太旧，请尽快联网").format(ago=ago), "bad", Icon.STOP


def notice_state(view: NoticeView, clerk: Clerk | None, now: datetime) -> str:
    """Where a notice stands, for this clerk."""
    if view.words.withdrawn:
        return translate("province_news", "已撤回")
    if is_over(view.told, now):
        return translate("province_news", "已过期")
    if not view.words.needs_reading:
        return translate("province_news", "供参考")
    if clerk is not None and any(reading.clerk == clerk.number for reading in view.readings):
        return translate("province_news", "我已读")
    if clerk is not None and clerk.may_accept:
        return translate("province_news", "待我读")
    return translate("province_news", "须读")


def notice_title(view: NoticeView) -> str:
    """Its title; a withdrawn one may have none left."""
    return view.words.title or translate("province_news", "（省局已撤回的通知）")


def notice_facts(view: NoticeView, local: Local) -> str:
    """When it was told, how long it counts, and who has read it."""
    facts = [translate("province_news", "{time} 发出").format(time=_time(view.told.issued_at, local))]
    if view.told.revision > 1:
        facts.append(translate("province_news", "第 {revision} 次改稿").format(revision=view.told.revision))
    if view.words.valid_until is not None:
        facts.append(translate("province_news", "有效到 {time}").format(time=_time(view.words.valid_until, local)))
    readers = [
        translate("province_news", "{clerk}（{time}）").format(clerk=one.clerk, time=_time(one.read_at, local))
        for one in view.readings
    ]
    if readers:
        told = translate("province_news", "已读：{readers}")
        facts.append(told.format(readers=translate("province_news", "、").join(readers)))
    return " · ".join(facts)


def clash_title(clash: CustomerClash) -> str:
    """What clashes."""
    return translate("province_news", "客户冲突：{name}").format(name=clash.filed.name)


def clash_words(clash: CustomerClash, keys: KeyTable) -> str:
    """Both sides, and what can be done."""
    filed = clash.filed
    numbers = (filed.name, filed.credit_code, filed.responsible_name, filed.agreement)
    sides = [_side(translate("province_news", "省局登记"), *numbers)]
    for own in clash.against:
        other, ours = translate("province_news", "省局登记（另一家）"), translate("province_news", "本网点登记")
        head = other if own.province is not None else ours
        sides.append(_side(head, own.name, own.credit_code, own.responsible_name, own.agreement))
    return "\n\n".join((*sides, _clash_advice(clash, keys)))


def hint_words(hint: NewsHint, keys: KeyTable) -> tuple[str, bool]:
    """What to say, and whether it is good news."""
    text, good = {
        NewsHint.READ: (translate("province_news", "已记下您读过，并告知省局"), True),
        NewsHint.NOT_NOW: (translate("province_news", "这份通知刚刚变了，不用再确认；请看新的"), False),
        NewsHint.SUPERVISOR_ONLY: (translate("province_news", "只有站长能采用省局的登记。请站长登录后再来"), False),
        NewsHint.SURE: (translate("province_news", "再按一次 {save}：这家客户从此以省局登记为准"), False),
        NewsHint.TAKEN: (translate("province_news", "已采用省局的登记"), True),
    }[hint]
    return text.format(save=keys.label(Action.SAVE)), good


def head_words(state: NewsPage) -> str:
    """The page's title: before a shift it says what stands before the counter."""
    if state.before_shift:
        told = translate("province_news", "上班前请先读完省局通知，还有 {count} 份")
        return told.format(count=len(state.waiting))
    return translate("province_news", "省局通知")


def _clash_advice(clash: CustomerClash, keys: KeyTable) -> str:
    told = translate("province_news", "两处用了同一个信用代码或协议编号。省局的登记暂不使用，本网点的照旧。")
    if clash.may_be_taken:
        step = translate("province_news", "站长核对后按 {save} 采用省局的登记；电话和证件复印件保留。")
        return told + step.format(save=keys.label(Action.SAVE))
    return told + translate("province_news", "不止一家用了这些号码，请到“客户”里改对，或请省局更正。")


def _side(head: str, name: str, code: str, responsible: str, agreement: Agreement | None) -> str:
    lines = [
        head,
        name,
        translate("province_news", "信用代码 {code}").format(code=code),
        translate("province_news", "责任人 {name}").format(name=masked_name(responsible)),
    ]
    if agreement is not None:
        told = translate("province_news", "协议 {number} · {term} · {filing}")
        lines.append(
            told.format(number=agreement.number, term=term_words(agreement), filing=filing_words(agreement.filing))
        )
    return "\n".join(lines)


def _time(moment: datetime, local: Local) -> str:
    return f"{local(moment):%Y-%m-%d %H:%M}"
