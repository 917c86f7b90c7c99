"""Assessing described goods by the shipped rules, over descriptions drawn from the shipped catalogue.

Invariants:
- The descriptions are the same on each run (a fixed seed).
- Each description's time is the best of several: what other programs take on this machine is not the rules' time.
"""

import random
import statistics
import time

from app.benchmarks.figures import Figure, Sense
from app.domain.catalogue import CatalogueEntry
from app.domain.goods import DeclaredItem, Destination, Form, Journey, Paper, TransportMode
from app.domain.item_rules import Goods
from app.domain.policy import Policy
from app.paths import POLICY
from app.policy_files import load_policy

DESCRIPTIONS = 1000
ROUNDS = 5
MOST_ITEMS = 20
"""Far more than a parcel's declaration has."""


def rules(descriptions: int = DESCRIPTIONS) -> list[Figure]:
    """The 99th percentile of ``descriptions`` (two or more) parcels of up to 20 lines."""
    policy = load_policy(POLICY)
    chance = random.Random(20261101)  # noqa: S311 # a draw of test data
    all_goods = [_goods(policy, chance) for _ in range(descriptions)]
    times = [min(_time_ms(policy, goods) for _ in range(ROUNDS)) for goods in all_goods]
    return [
        Figure(
            name="rules",
            what=f"goods of 1 to {MOST_ITEMS} lines assessed by all rules, 99th percentile",
            value=round(statistics.quantiles(times, n=100)[98], 3),
            unit="ms",
            sense=Sense.AT_MOST,
            to_reach=2.0,
            ours=f"median {statistics.median(times):.3f} ms, {len(policy.item_rules.rules)} rules, "
            f"{len(policy.catalogue.entries)} catalogue entries",
            limit="the promise",
        )
    ]


def _time_ms(policy: Policy, goods: Goods) -> float:
    began = time.perf_counter()
    policy.assess(goods)
    return (time.perf_counter() - began) * 1000


def _goods(policy: Policy, chance: random.Random) -> Goods:
    entries = policy.catalogue.entries
    items = tuple(_item(policy, chance.choice(entries), chance) for _ in range(chance.randint(1, MOST_ITEMS)))
    journey = Journey(chance.choice(list(TransportMode)), chance.choice(list(Destination)))
    return Goods(items, journey, {rule.head.code: chance.randint(0, 1) for rule in policy.item_rules.rules})


def _item(policy: Policy, entry: CatalogueEntry, chance: random.Random) -> DeclaredItem:
    """One in ten is of a name that the catalogue does not know, and that looks like one that it knows."""
    known = chance.random() < 0.9
    return DeclaredItem(
        name=entry.name if known else f"大号{entry.name}一盒，送给朋友",
        nature=entry.nature or "other",
        quantity=chance.randint(1, 3),
        entry=entry.code if known else None,
        form=chance.choice([None, *Form]),
        unit=chance.choice(policy.item_rules.units).code,
        weight_g=chance.choice([None, 500, 6000]),
        papers=tuple(Paper(paper.code, "1", "photo") for paper in policy.item_rules.papers if chance.random() < 0.3),
    )
