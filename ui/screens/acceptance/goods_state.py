"""What the panels of lane 3 show, as frozen values without words: naming the goods, recording a screening, refusing.

Invariants:
- Whoever types is told so (``typing``): what is typed belongs into the field then, and the counter's keys rest.
"""

from dataclasses import dataclass, field
from enum import Enum

from app.domain.catalogue import CatalogueEntry, Hint, ProhibitedCategory, Standing
from app.domain.goods import DeclaredItem
from app.domain.inspection import ScreeningPlace
from app.domain.item_rules import ItemRule, Named
from app.domain.policy import RefusalReason


class NamingStep(Enum):
    """What is asked about the goods, in this order."""

    NAME = "name"
    NATURE = "nature"
    """Which item category an unknown thing belongs to, while none is chosen."""
    QUANTITY = "quantity"
    FORM = "form"
    WEIGHT = "weight"
    PAPER = "paper"
    """A paper's number."""
    PAPER_PHOTO = "paper_photo"
    LOOK = "look"
    """A hint of the province, or the name itself, asks to look closer."""


UNNAMED = "···"
"""Instead of a name that nobody reads over the counter."""
TYPED_STEPS = frozenset({NamingStep.NAME, NamingStep.QUANTITY, NamingStep.WEIGHT, NamingStep.PAPER})


@dataclass(frozen=True, slots=True)
class ShownItem:
    """A declared thing. ``unit`` is None for simple pieces; ``hidden`` keeps its name from who may read the screen."""

    item: DeclaredItem
    unit: Named | None = None
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class ShownRule:
    """A rule with the papers it asks for, or the unit that its limit is told in."""

    rule: ItemRule
    named: tuple[Named, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownHit:
    """A name to choose. ``standing`` is None for a name that the catalogue does not know: it is taken as typed."""

    name: str
    standing: Standing | None = None
    matched: str = ""
    """The synonym that fits, where it is not the name."""
    name_en: str = ""
    category: ProhibitedCategory | None = None
    rules: tuple[ShownRule, ...] = ()
    hint: Hint | None = None

    @property
    def discreet(self) -> bool:
        """Nothing about it may tell who reads over the counter what it is."""
        return self.category is not None and self.category.discreet


@dataclass(frozen=True, slots=True)
class ShownLook:
    """Look closer at ``item``: the hint says for what, or its name looks like ``alike``.

    Both are None where the one who stands at the counter must not read what it looks like.
    """

    item: str
    hint: Hint | None = None
    alike: CatalogueEntry | None = None


@dataclass(frozen=True, slots=True)
class Naming:
    """The panel that names the goods.

    ``turn`` grows with each question: the field is filled anew with ``text`` then. ``wrong``: what was entered cannot
    be right.
    """

    step: NamingStep = NamingStep.NAME
    turn: int = 0
    text: str = ""
    ready: bool = True
    """False while the catalogue is not at hand yet: nothing is found so long."""
    wrong: bool = False
    hits: tuple[ShownHit, ...] = ()
    chosen: int = 0
    items: tuple[ShownItem, ...] = ()
    picked: int | None = None
    """Which of ``items`` Enter edits and Delete takes back."""
    item: str = ""
    """What is asked about."""
    units: tuple[Named, ...] = ()
    unit: str = ""
    paper: Named | None = None


class Outcome(Enum):
    """What became of a screening."""

    PASSED = "passed"
    STOPPED = "stopped"
    DUE = "due"
    """It is to be done at that place; nothing has been screened yet."""


class ScreeningField(Enum):
    """A text field of the screening's panel."""

    MACHINE = "machine"
    INSPECTOR = "inspector"


@dataclass(frozen=True, slots=True)
class ScreeningOffer:
    """The machine and the inspector of the last screening: one key takes them over, nothing else does."""

    machine: str
    inspector: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class ScreeningDraft:
    """What has been told of a screening so far. ``typing`` is the field that is typed into."""

    place: ScreeningPlace | None = None
    outcome: Outcome | None = None
    machine: str = ""
    inspector: str = field(default="", repr=False)
    typing: ScreeningField | None = None
    offer: ScreeningOffer | None = None
    turn: int = 0
    """Grows when the fields' texts come from elsewhere than from typing."""


@dataclass(frozen=True, slots=True)
class GoodsState:
    """What stands beside lane 3 or is told about its goods."""

    naming: Naming | None = None
    screening: ScreeningDraft | None = None
    weighing: bool = False
    """The weight is being typed."""
    looks: tuple[ShownLook, ...] = ()
    """What has to be looked at more closely, and nobody has yet."""
    refusal: RefusalReason | None = None
    """The reason that fits what stands against the goods."""

    @property
    def typing(self) -> bool:
        """Whether a text field of these panels has the keys."""
        names = self.naming is not None and self.naming.step in TYPED_STEPS
        screens = self.screening is not None and self.screening.typing is not None
        return names or screens or self.weighing
