"""What the rules still want to know about a declared thing, and in which order it is asked. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from app.domain.acceptance import Decision, Missing
from app.domain.catalogue import Catalogue, Standing
from app.domain.goods import DeclaredItem
from app.domain.inspection import PhotoRole
from app.domain.item_rules import GoodsAssessment, GoodsNeed, NeedKind
from app.usecases.results import CounterView
from ui.screens.acceptance.goods_state import NamingStep, ShownLook

_STEPS = {
    NeedKind.FORM: NamingStep.FORM,
    NeedKind.WEIGHT: NamingStep.WEIGHT,
    NeedKind.PAPER: NamingStep.PAPER,
    NeedKind.PAPER_PHOTO: NamingStep.PAPER_PHOTO,
    NeedKind.CLOSER_LOOK: NamingStep.LOOK,
}
"""A name and a screening are asked for elsewhere: they belong to the whole parcel."""


def item_needs(item: DeclaredItem, goods: GoodsAssessment) -> tuple[GoodsNeed, ...]:
    """What is missing about ``item``."""
    return tuple(need for need in goods.needs if need.item == item.name)


def stands_against(item: DeclaredItem, goods: GoodsAssessment) -> bool:
    """Whether the rules refuse ``item``, alone or together with others: a limit's reason names all that it counts."""
    return any(item.name in reason.item.split("、") for reason in goods.reasons)


def paper_asked(item: DeclaredItem, goods: GoodsAssessment, step: NamingStep) -> str | None:
    """The kind of paper that ``step`` asks for: its number, or its picture."""
    return next((need.about for need in item_needs(item, goods) if _STEPS.get(need.kind) is step), None)


def next_step(item: DeclaredItem, decision: Decision) -> NamingStep | None:
    """What is asked next about ``item``; None when all is told, or nothing more could make it acceptable.

    A closer look is not asked before the contents were photographed: the lane asks for it then.
    """
    goods = decision.goods
    if stands_against(item, goods):
        return None
    steps = {step for need in item_needs(item, goods) if (step := _STEPS.get(need.kind)) is not None}
    if item.entry is None and item.form is None:
        # nobody knows the thing: what it is like decides whether it may be sent at all
        steps.add(NamingStep.FORM)
    if Missing.PHOTO in decision.missing:
        steps.discard(NamingStep.LOOK)
    return next((step for step in NamingStep if step in steps), None)


def first_open(items: Sequence[DeclaredItem], decision: Decision) -> int | None:
    """The first item about which something is to be asked."""
    return next((place for place, item in enumerate(items) if next_step(item, decision) is not None), None)


def looks_of(goods: GoodsAssessment, catalogue: Catalogue) -> tuple[ShownLook, ...]:
    """What has to be looked at more closely."""
    wanted = (need for need in goods.needs if need.kind is NeedKind.CLOSER_LOOK)
    return tuple(_look(need, catalogue) for need in wanted)


def _look(need: GoodsNeed, catalogue: Catalogue) -> ShownLook:
    """By the hint that asks; where an unknown name asks, by what it looks like."""
    alike = catalogue.entry(need.about)
    code = need.about if alike is None else alike.hint
    if alike is None or alike.standing is Standing.ALLOWED:
        return ShownLook(need.item, hint=catalogue.hint(code) if code is not None else None)
    category = catalogue.category_of(alike)
    discreet = category is not None and category.discreet
    return ShownLook(need.item, alike=None if discreet else alike)


def loose_paper_photo(
    view: CounterView, tried: Iterable[str], asked: int | None
) -> tuple[str, int, DeclaredItem] | None:
    """A picture of a paper that belongs to none yet, and the item as it stands with the picture on its paper.

    The evidence id, the item's place and the item. ``asked`` is the item whose paper is being asked for, if any. None
    when no paper waits, or no picture is there.
    """
    if view.parcel is None:
        return None
    inspection, goods = view.parcel.inspection, view.decision.goods
    used = {paper.photo for item in inspection.items for paper in item.papers} | set(tried)
    loose = [photo.evidence_id for photo in inspection.photos_of(PhotoRole.PAPER) if photo.evidence_id not in used]
    if not loose:
        return None
    for place in sorted(range(len(inspection.items)), key=lambda place: place != asked):
        item = inspection.items[place]
        kind = paper_asked(item, goods, NamingStep.PAPER_PHOTO)
        waiting = next((paper for paper in item.papers if paper.kind == kind and paper.photo is None), None)
        if waiting is not None:
            shown = replace(waiting, photo=loose[-1])
            return loose[-1], place, replace(item, papers=tuple(shown if p is waiting else p for p in item.papers))
    return None
