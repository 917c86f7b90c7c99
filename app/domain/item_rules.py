"""The rules about goods, evaluated: limits, papers, transport, unknown substances, screening.

Invariants:
- Rules are data of the policy pack; this module knows their kinds, never their numbers, laws or articles.
- The assessment is pure and does not depend on the order of the items; one more prohibited item never makes it milder.
- Every reason carries its code and the places in the law, from the pack.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from app.domain.goods import DeclaredItem, Journey
from app.domain.law import LegalReference


class Verdict(StrEnum):
    """What becomes of the parcel, mildest first."""

    ACCEPT = "accept"
    REFUSE = "refuse"
    INCIDENT = "incident"


class NeedKind(StrEnum):
    """What must be told or shown before the rules can say yes."""

    NAME = "name"
    """This nature of goods must be named."""
    FORM = "form"
    WEIGHT = "weight"
    PAPER = "paper"
    """A paper with its number."""
    PAPER_PHOTO = "paper_photo"
    CLOSER_LOOK = "closer_look"
    SCREENING = "screening"


@dataclass(frozen=True, slots=True, order=True)
class GoodsNeed:
    """One thing that is missing. ``about`` is a paper kind, a hint, or a rule's code; ``item`` the item's name."""

    kind: NeedKind
    about: str
    item: str


@dataclass(frozen=True, slots=True)
class GoodsReason:
    """One reason against the parcel. ``refusal`` is the refusal reason's code that fits it."""

    code: str
    label: str
    label_en: str
    verdict: Verdict
    refusal: str
    references: tuple[LegalReference, ...]
    item: str
    category: int | None = None
    """The prohibited category, for the handling card."""


@dataclass(frozen=True, slots=True)
class GoodsAssessment:
    """What the rules say about the goods. ``reasons`` and ``needs`` are sorted: the same goods read the same."""

    verdict: Verdict = Verdict.ACCEPT
    reasons: tuple[GoodsReason, ...] = ()
    needs: tuple[GoodsNeed, ...] = ()


NOTHING_AGAINST = GoodsAssessment()


@dataclass(frozen=True, slots=True)
class Goods:
    """What is assessed: the items, how they travel, and what else the rules ask.

    ``used_today`` counts the parcels that this sender's document has sent today at this outlet, by rule code;
    ``screened`` is the standing of a recorded screening: True passed, False not passed, None not recorded.
    """

    items: tuple[DeclaredItem, ...]
    journey: Journey = field(default_factory=Journey)
    used_today: Mapping[str, int] = field(default_factory=dict)
    screened: bool | None = None
