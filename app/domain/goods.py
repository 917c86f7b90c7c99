"""What a parcel holds as the sender says (名称, 性质, 数量), how it travels, and the papers that come with it.

Invariants:
- Amounts are whole numbers: pieces of a unit, grams. No floating point, so that a limit means the same everywhere.
- A paper counts with its number and a photo; what it must be is the policy pack's word, not this module's.
"""

from dataclasses import dataclass, replace
from enum import StrEnum


class Form(StrEnum):
    """What a thing is like to the hand; it decides whether an unknown one may be sent at all."""

    SOLID = "solid"
    LIQUID = "liquid"
    POWDER = "powder"
    PASTE = "paste"
    GAS = "gas"
    LIVE = "live"


class TransportMode(StrEnum):
    """The fastest way that the parcel may travel."""

    ROAD = "road"
    AIR = "air"
    HIGH_SPEED_RAIL = "high_speed_rail"


class Destination(StrEnum):
    """Where to, as far as the screening duty asks."""

    DOMESTIC = "domestic"
    HK_MO_TW = "hk_mo_tw"
    INTERNATIONAL = "international"


@dataclass(frozen=True, slots=True)
class Paper:
    """A certificate that comes with the goods. ``kind`` is a code of the policy pack."""

    kind: str
    number: str
    photo: str | None = None
    """The evidence id of its picture."""


@dataclass(frozen=True, slots=True)
class DeclaredItem:
    """One thing in the parcel, by its name.

    ``entry`` is the catalogue's code (None: a name that the catalogue does not know), ``nature`` an item category.
    ``unit`` is a code of the policy pack ("piece", "carton", "stick"); ``weight_g`` the whole line's weight.
    """

    name: str
    nature: str
    quantity: int = 1
    entry: str | None = None
    form: Form | None = None
    unit: str = "piece"
    weight_g: int | None = None
    papers: tuple[Paper, ...] = ()
    unnamed: bool = False
    """Only its nature was told; ``name`` is the nature's."""
    looked_closer: bool = False
    """The clerk has looked at what the catalogue's hint or the name asks for, and found nothing against it."""

    def instead_of(self, before: "DeclaredItem | None") -> "DeclaredItem":
        """This declaration in the place of an earlier one: nobody has looked closer at anything but the same thing.

        A certificate that is handed in later makes no other thing of it.
        """
        looked = before is not None and before.looked_closer and before.is_but_for_papers(self)
        return replace(self, looked_closer=looked)

    def is_but_for_papers(self, other: "DeclaredItem") -> bool:
        """Whether only their papers, and whether somebody looked closer, tell the two apart."""
        return replace(self, papers=other.papers, looked_closer=other.looked_closer) == other

    def without_paper_photo(self, evidence_id: str) -> "DeclaredItem":
        """The same thing, no paper of which is shown by that picture."""
        papers = tuple(replace(paper, photo=None) if paper.photo == evidence_id else paper for paper in self.papers)
        return replace(self, papers=papers)


@dataclass(frozen=True, slots=True)
class Journey:
    """How the parcel leaves."""

    transport: TransportMode = TransportMode.ROAD
    destination: Destination = Destination.DOMESTIC
