"""Which handling card belongs to a find, and what a clerk may be shown of it.

Invariants:
- Whoever does not know what it is gets the most careful card: people first.
- What the rules know already is not asked again.
"""

from dataclasses import dataclass

from app.domain.catalogue import ProhibitedCategory
from app.domain.handling import Authority, HandlingCard
from app.domain.item_rules import GoodsAssessment
from app.domain.policy import Policy


@dataclass(frozen=True, slots=True)
class ShownCard:
    """A handling card for one find. ``category`` is None while nobody knows what it is."""

    category: ProhibitedCategory | None
    card: HandlingCard
    authorities: tuple[Authority, ...]

    @property
    def discreet(self) -> bool:
        """Nothing that the sender could read may be on the screen."""
        return self.category is not None and self.category.discreet

    @property
    def people_first(self) -> bool:
        """Get everybody out before anything else."""
        return self.category is None or self.category.people_first


def card_for(policy: Policy, number: int | None) -> ShownCard | None:
    """The card of a category, or the most careful one for None; None when the pack has no such category."""
    category = policy.catalogue.category(number) if number is not None else None
    if category is not None:
        return _shown(policy, category, category)
    if number is not None:
        return None
    careful = (_shown(policy, None, each) for each in policy.catalogue.categories if each.people_first)
    return min(careful, key=lambda shown: (shown.card.report_within_minutes, -len(shown.card.steps)), default=None)


def known_category(policy: Policy, goods: GoodsAssessment) -> int | None:
    """The category that the rules found, the most dangerous first; None when they found none."""
    found = {reason.category for reason in goods.reasons if reason.category is not None}
    categories = [category for number in found if (category := policy.catalogue.category(number)) is not None]
    # people first; then what must not be noticed; then the order of the catalogue
    worst = min(categories, key=lambda each: (not each.people_first, not each.discreet, each.number), default=None)
    return worst.number if worst is not None else None


def _shown(policy: Policy, category: ProhibitedCategory | None, like: ProhibitedCategory) -> ShownCard:
    authorities = tuple(policy.handling.authorities[code] for code in like.authorities)
    return ShownCard(category, policy.handling.cards[like.handling], authorities)
