"""Goods, journey, screening and packaging in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import assert_never

from app.domain.catalogue import Standing
from app.domain.goods import Destination, Form, Journey, TransportMode
from app.domain.inspection import Screening, ScreeningPlace
from app.domain.item_rules import CountRule, DailyRule, PapersRule, RefusedRule, TransportRule, WeightRule
from ui.language import label_of
from ui.screens.acceptance.goods_state import (
    UNNAMED,
    Naming,
    NamingStep,
    Outcome,
    ShownHit,
    ShownItem,
    ShownLook,
    ShownRule,
)
from ui.texts import translate


def items_words(items: Sequence[ShownItem]) -> str:
    """The named things, one after the other."""
    return "；".join(item_words(item) for item in items)


def item_words(shown: ShownItem) -> str:
    """A named thing with its amount; a hidden one without its name."""
    item = shown.item
    name = UNNAMED if shown.hidden else item.name
    if item.weight_g is not None:
        return translate("goods", "{name} {grams} 克").format(name=name, grams=item.weight_g)
    if shown.unit is not None:
        unit = label_of(shown.unit)
        return translate("goods", "{name} {count} {unit}").format(name=name, count=item.quantity, unit=unit)
    return translate("goods", "{name} × {count}").format(name=name, count=item.quantity)


def item_details(shown: ShownItem) -> str:
    """What else has been told of a named thing."""
    item = shown.item
    details = [form_words(item.form)] if item.form is not None else []
    if item.weight_g is not None:
        details.append(translate("goods", "{count} 件").format(count=item.quantity))
    papers = len(item.papers)
    if papers:
        details.append(translate("goods", "证明 {count} 份").format(count=papers))
    if item.entry is None:
        details.append(translate("goods", "目录里没有"))
    return " · ".join(details)


def journey_words(journey: Journey) -> str:
    """How it travels, and where to."""
    return f"{transport_words(journey.transport)} · {destination_words(journey.destination)}"


def transport_words(transport: TransportMode) -> str:
    """A way of travelling."""
    return {
        TransportMode.ROAD: translate("goods", "公路"),
        TransportMode.AIR: translate("goods", "航空"),
        TransportMode.HIGH_SPEED_RAIL: translate("goods", "高铁"),
    }[transport]


def destination_words(destination: Destination) -> str:
    """Where to, as far as the screening duty asks."""
    return {
        Destination.DOMESTIC: translate("goods", "国内"),
        Destination.HK_MO_TW: translate("goods", "港澳台"),
        Destination.INTERNATIONAL: translate("goods", "国际"),
    }[destination]


def screening_words(screening: Screening | None) -> str:
    """How the screening stands."""
    if screening is None:
        return translate("goods", "安检未登记")
    place = place_words(screening.place)
    if screening.passed is None:
        return translate("goods", "待{place}安检").format(place=place)
    told = translate("goods", "{place}安检通过") if screening.passed else translate("goods", "{place}安检未通过")
    return told.format(place=place)


def place_words(place: ScreeningPlace) -> str:
    """Where it is screened."""
    return {
        ScreeningPlace.HERE: translate("goods", "本点"),
        ScreeningPlace.HUB: translate("goods", "处理中心"),
        ScreeningPlace.THIRD_PARTY: translate("goods", "第三方"),
    }[place]


def form_words(form: Form) -> str:
    """What a thing is like to the hand."""
    return {
        Form.SOLID: translate("goods", "固体"),
        Form.LIQUID: translate("goods", "液体"),
        Form.POWDER: translate("goods", "粉末"),
        Form.PASTE: translate("goods", "膏体"),
        Form.GAS: translate("goods", "气体"),
        Form.LIVE: translate("goods", "活体"),
    }[form]


def standing_words(standing: Standing | None) -> str:
    """Whether a thing may be sent; what the catalogue does not know is told so."""
    return {
        Standing.PROHIBITED: translate("goods", "禁寄"),
        Standing.RESTRICTED: translate("goods", "限寄"),
        Standing.ALLOWED: translate("goods", "可寄"),
        None: translate("goods", "目录里没有"),
    }[standing]


def hit_standing(hit: ShownHit) -> str:
    """Whether it may be sent; of what must not be noticed only the number of its category."""
    if hit.discreet and hit.category is not None:
        return translate("goods", "编号 {number}").format(number=hit.category.number)
    return standing_words(hit.standing)


def hit_name(hit: ShownHit) -> str:
    """A catalogue's name; one that is taken as typed stands as it is."""
    if hit.standing is None:
        return translate("goods", "按“{name}”登记").format(name=hit.name)
    return label_of(_Named(hit.name, hit.name_en)) if hit.name_en else hit.name


def hit_details(hit: ShownHit) -> str:
    """Why it stands there, and under what: the synonym that fits, the category or the rules, and what to look for.

    Of what must not be noticed only the synonym.
    """
    details: list[str] = []
    if hit.matched:
        details.append(translate("goods", "即“{name}”").format(name=hit.matched))
    if hit.discreet:
        return " · ".join(details)
    if hit.category is not None:
        told = translate("goods", "第 {number} 类 {category}")
        details.append(told.format(number=hit.category.number, category=label_of(hit.category)))
    details += [rule_words(shown) for shown in hit.rules]
    if hit.hint is not None:
        details.append(translate("goods", "细看：{hint}").format(hint=label_of(hit.hint)))
    return " · ".join(details)


def rule_words(shown: ShownRule) -> str:
    """What a rule asks, before anything stands against it."""
    rule = shown.rule
    named = translate("goods", "、").join(label_of(each) for each in shown.named)
    match rule:
        case CountRule():
            return translate("goods", "每件最多 {count} {unit}").format(count=rule.limit, unit=named)
        case WeightRule():
            return translate("goods", "每件最多 {grams} 克").format(grams=rule.limit_g)
        case PapersRule():
            return translate("goods", "要{papers}").format(papers=named)
        case TransportRule():
            return translate("goods", "看运输方式")
        case DailyRule() | RefusedRule():
            return label_of(rule.head)
        case _:
            assert_never(rule)


def look_words(look: ShownLook) -> str:
    """What to look for in a thing."""
    if look.hint is not None:
        told = label_of(_Named(look.hint.look_for, look.hint.look_for_en))
    elif look.alike is not None:
        name, standing = label_of(_Named(look.alike.name, look.alike.name_en)), standing_words(look.alike.standing)
        told = translate("goods", "名称像“{name}”（{standing}），打开看；是的话改报“{name}”")
        told = told.format(name=name, standing=standing)
    else:
        told = translate("goods", "名称和目录里的物品相近，打开看清是什么")
    return translate("goods", "细看 {item}：{told}").format(item=look.item, told=told)


def outcome_words(outcome: Outcome) -> str:
    """What became of a screening."""
    return {
        Outcome.PASSED: translate("goods", "通过"),
        Outcome.STOPPED: translate("goods", "未通过"),
        Outcome.DUE: translate("goods", "还没过机，到那里再过"),
    }[outcome]


def naming_question(naming: Naming) -> str:
    """What is asked about the goods now."""
    paper = label_of(naming.paper) if naming.paper is not None else translate("goods", "证明文件")
    told = {
        NamingStep.NAME: translate("goods", "里面是什么？"),
        NamingStep.NATURE: translate("goods", "{item}：属于哪一类？按类别上的字母"),
        NamingStep.QUANTITY: translate("goods", "{item}：多少？"),
        NamingStep.FORM: translate("goods", "{item}：是什么样的？按数字选"),
        NamingStep.WEIGHT: translate("goods", "{item}：一共多少克？"),
        NamingStep.PAPER: translate("goods", "{item}：{paper}的编号？"),
        NamingStep.PAPER_PHOTO: translate("goods", "{item}：把{paper}放到镜头下拍照"),
        NamingStep.LOOK: translate("goods", "照提示细看过了吗？"),
    }[naming.step]
    return told.format(item=naming.item, paper=paper)


@dataclass(frozen=True, slots=True)
class _Named:
    """Two words of the pack that go by other names than label."""

    label: str
    label_en: str
