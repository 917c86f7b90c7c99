"""A small catalogue with real entries, and a policy whose rules about goods ask for everything that rules can ask."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

from app.domain.catalogue import Catalogue, CatalogueEntry, FoundAtCounter, Hint, ProhibitedCategory, Standing
from app.domain.goods import DeclaredItem, Form
from app.domain.item_rules import Goods, GoodsAssessment, GoodsNeed, GoodsReason, NeedKind, Verdict
from app.domain.law import LegalReference
from app.domain.policy import Policy
from tests.support.builders import policy
from ui.screens.acceptance.goods_book import GoodsBook, Worded

LAW = LegalReference("禁止寄递物品管理规定", "2016", "第三条", "2016-12-16")
STICKS = {"carton": 200, "pack": 20, "stick": 1}
MOST_STICKS = 400
CERTIFICATE = "plant_quarantine"

_CATEGORIES = (
    ProhibitedCategory(
        3, "explosives", "爆炸物品", "Explosives", "EVACUATE_POLICE", ("police",),
        FoundAtCounter.INCIDENT, people_first=True, discreet=False, references=(LAW,),
    ),
    ProhibitedCategory(
        18, "counterfeits", "侵犯知识产权和假冒伪劣物品", "Counterfeits", "MARKET_REG", ("market_regulation",),
        FoundAtCounter.REFUSE, people_first=False, discreet=False, references=(LAW,),
    ),
)  # fmt: skip
_HINTS = (
    Hint(
        "poppy_husk", "罂粟壳", "Poppy husk", "底料里有没有整粒的罂粟壳", "Whole poppy husks in the hotpot base",
        LAW,
    ),
)  # fmt: skip
_ENTRIES = (
    CatalogueEntry(
        "fireworks", "烟花爆竹", "Fireworks", Standing.PROHIBITED, 3, synonyms=("鞭炮",), initials=("YHBZ", "BP"),
        references=(LAW,),
    ),
    CatalogueEntry(
        "fake_cigarettes", "假冒卷烟", "Counterfeit cigarettes", Standing.PROHIBITED, 18, initials=("JMJY",),
        references=(LAW,),
    ),
    CatalogueEntry(
        "cigarettes", "卷烟", "Cigarettes", Standing.RESTRICTED, nature="other", synonyms=("香烟",),
        initials=("JY", "XY"), rules=("cigarettes",),
    ),
    CatalogueEntry(
        "cut_tobacco", "烟丝", "Cut tobacco", Standing.RESTRICTED, nature="other", initials=("YS",),
        rules=("cut_tobacco",),
    ),
    CatalogueEntry(
        "seedlings", "种苗", "Seedlings", Standing.RESTRICTED, nature="farm_produce", initials=("ZM",),
        rules=("seeds",),
    ),
    CatalogueEntry(
        "hotpot_base", "火锅底料", "Hotpot base", Standing.ALLOWED, nature="food", initials=("HGDL",),
        hint="poppy_husk",
    ),
    CatalogueEntry("puer", "普洱茶", "Pu'er tea", Standing.ALLOWED, nature="tea", initials=("PEC",)),
)  # fmt: skip

CATALOGUE = Catalogue(
    "test", "test", "2026-11-01", _CATEGORIES, _HINTS, _ENTRIES, {entry.code: entry for entry in _ENTRIES}
)


@dataclass(frozen=True, slots=True)
class Hit:
    """A match as the search gives it."""

    entry: CatalogueEntry
    matched: str


def find(text: str) -> Sequence[Hit]:
    """By a part of the name or a synonym, or by initials; in the catalogue's order."""
    wanted = text.upper()
    found: list[Hit] = []
    for entry in CATALOGUE.entries:
        word = next((word for word in (entry.name, *entry.synonyms) if text in word), None)
        if word is None and any(initials.startswith(wanted) for initials in entry.initials):
            word = entry.name
        if word is not None:
            found.append(Hit(entry, word))
    return found


def goods_book() -> GoodsBook:
    """The catalogue above with the words of its rules."""
    return GoodsBook(
        catalogue=CATALOGUE,
        find=find,
        units={
            "carton": Worded("carton", "条", "cartons"),
            "pack": Worded("pack", "包", "packs"),
            "stick": Worded("stick", "支", "sticks"),
        },
        rule_units={"cigarettes": ("carton", "pack", "stick")},
        papers={CERTIFICATE: Worded(CERTIFICATE, "植物检疫证书", "Plant quarantine certificate")},
        rules={
            "cigarettes": Worded("cigarettes", "每件两条为限", "Two cartons a parcel"),
            "cut_tobacco": Worded("cut_tobacco", "按重量限寄", "By weight"),
            "seeds": Worded("seeds", "要植物检疫证书", "Plant quarantine certificate"),
        },
    )


class RuledPolicy(Policy):
    """The shipped pack with rules about the goods of the catalogue above."""

    __slots__ = ()

    def assess(self, goods: Goods) -> GoodsAssessment:
        """Reasons and needs of every item, sorted."""
        reasons = sorted((_reason(item) for item in goods.items if _is_refused(item)), key=lambda each: each.code)
        needs = sorted({need for item in goods.items for need in _needs(item)})
        gravest = max((list(Verdict).index(reason.verdict) for reason in reasons), default=0)
        return GoodsAssessment(list(Verdict)[gravest], tuple(reasons), tuple(needs))


def ruled_policy() -> RuledPolicy:
    """The shipped pack with these rules."""
    pack = policy()
    return RuledPolicy(**{each.name: getattr(pack, each.name) for each in fields(pack)})


def _entry(item: DeclaredItem) -> CatalogueEntry | None:
    return CATALOGUE.entry(item.entry) if item.entry is not None else None


def _is_refused(item: DeclaredItem) -> bool:
    entry = _entry(item)
    if entry is None:
        return item.form in (Form.POWDER, Form.LIQUID)
    if entry.standing is Standing.PROHIBITED:
        return True
    return "cigarettes" in entry.rules and item.quantity * STICKS[item.unit] > MOST_STICKS


def _reason(item: DeclaredItem) -> GoodsReason:
    entry = _entry(item)
    category = CATALOGUE.category(entry.category) if entry is not None and entry.category is not None else None
    if category is None:
        return GoodsReason("limit", "超过限量", "Over the limit", Verdict.REFUSE, "restricted_limit", (LAW,), item.name)
    verdict = Verdict.INCIDENT if category.found is FoundAtCounter.INCIDENT else Verdict.REFUSE
    return GoodsReason(
        "prohibited", "禁止寄递", "Prohibited", verdict, "prohibited_item", (LAW,), item.name, category.number
    )


def _needs(item: DeclaredItem) -> list[GoodsNeed]:
    entry = _entry(item)
    needs: list[GoodsNeed] = []
    if entry is None:
        return needs
    if "cut_tobacco" in entry.rules and item.weight_g is None:
        needs.append(GoodsNeed(NeedKind.WEIGHT, "cut_tobacco", item.name))
    if "seeds" in entry.rules:
        papers = [paper for paper in item.papers if paper.kind == CERTIFICATE]
        if not papers:
            needs.append(GoodsNeed(NeedKind.PAPER, CERTIFICATE, item.name))
        elif papers[0].photo is None:
            needs.append(GoodsNeed(NeedKind.PAPER_PHOTO, CERTIFICATE, item.name))
    if entry.hint is not None and not item.looked_closer:
        needs.append(GoodsNeed(NeedKind.CLOSER_LOOK, entry.hint, item.name))
    return needs
