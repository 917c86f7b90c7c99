"""Goods, journey, screening and packaging in words."""

from collections.abc import Sequence

from app.domain.goods import DeclaredItem, Destination, Form, Journey, TransportMode
from app.domain.inspection import Screening, ScreeningPlace
from ui.texts import translate


def items_words(items: Sequence[DeclaredItem]) -> str:
    """The named things, one after the other."""
    return "；".join(_item_words(item) for item in items)


def _item_words(item: DeclaredItem) -> str:
    if item.weight_g is not None:
        return translate("goods", "{name} {grams} 克").format(name=item.name, grams=item.weight_g)
    return translate("goods", "{name} × {count}").format(name=item.name, count=item.quantity)


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
