"""Whatever a parcel holds: the order of its items says nothing, and one more item never makes the answer milder."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.commands.assess import line_of
from app.description import described_parcel, goods_from_json, sender_from_json
from app.domain.acceptance import decide
from app.domain.catalogue import CatalogueEntry, Standing
from app.domain.goods import DeclaredItem, Destination, Form, Journey, Paper, TransportMode
from app.domain.item_rules import Goods, GoodsAssessment, NeedKind, Verdict
from tests.support.builders import NOON, TODAY, YUNNAN_NUMBER
from tests.support.goods import POLICY

A_THOUSAND = settings(max_examples=1000)
GRAVITY = list(Verdict)
NATURES = [category.code for category in POLICY.item_categories]
UNITS = [unit.code for unit in POLICY.item_rules.units]
PAPER_KINDS = [paper.code for paper in POLICY.item_rules.papers]
DAILY = ["cigarettes_daily"]

entries = st.sampled_from(POLICY.catalogue.entries)
prohibited_entries = st.sampled_from(
    [entry for entry in POLICY.catalogue.entries if entry.standing is Standing.PROHIBITED]
)
papers = st.builds(
    Paper, st.sampled_from(PAPER_KINDS), st.sampled_from(["", "53-1"]), st.sampled_from([None, "photo-1"])
)


unknown_names = st.sampled_from(
    ["某物", *(f"大号{entry.name}一盒" for entry in POLICY.catalogue.entries), "罂粟", "火锅", "云烟"]
)


def items(of: st.SearchStrategy[CatalogueEntry | None]) -> st.SearchStrategy[DeclaredItem]:
    """A line; None stands for a thing that the catalogue does not know, whatever its name looks like."""
    return st.builds(
        lambda entry, unknown, unnamed, **told: DeclaredItem(
            name=entry.name if entry is not None else unknown,
            entry=entry.code if entry is not None else None,
            unnamed=unnamed and entry is None,
            **told,
        ),
        entry=of,
        unknown=unknown_names,
        unnamed=st.booleans(),
        nature=st.sampled_from(NATURES),
        quantity=st.sampled_from([1, 2, 3, 20, 201, 9999]),
        form=st.none() | st.sampled_from(Form),
        unit=st.sampled_from(UNITS),
        weight_g=st.sampled_from([None, 1, 4999, 5000, 5001, 10_001]),
        papers=st.lists(papers, max_size=2).map(tuple),
        looked_closer=st.booleans(),
    )


any_items = items(st.none() | entries)
journeys = st.builds(Journey, st.sampled_from(TransportMode), st.sampled_from(Destination))
goods = st.builds(
    Goods,
    st.lists(any_items, min_size=1, max_size=5).map(tuple),
    journeys,
    st.dictionaries(st.sampled_from(DAILY), st.integers(0, 3)),
    st.sampled_from([True, False, None]),
)


def gravity(said: GoodsAssessment) -> int:
    return GRAVITY.index(said.verdict)


@pytest.mark.slow
@A_THOUSAND
@given(goods, st.randoms(use_true_random=False))
def test_the_order_of_the_items_says_nothing(told: Goods, chance: Any) -> None:
    shuffled = list(told.items)
    chance.shuffle(shuffled)
    again = replace(told, items=tuple(shuffled))
    assert POLICY.assess(again) == POLICY.assess(told)
    assert POLICY.rules_used(again) == POLICY.rules_used(told)


@pytest.mark.slow
@A_THOUSAND
@given(goods, items(prohibited_entries), st.integers(0, 5))
def test_a_prohibited_item_is_never_taken_and_never_makes_it_milder(
    told: Goods, prohibited: DeclaredItem, place: int
) -> None:
    after = POLICY.assess(replace(told, items=(*told.items[:place], prohibited, *told.items[place:])))
    assert gravity(after) >= max(gravity(POLICY.assess(told)), GRAVITY.index(Verdict.REFUSE))
    assert prohibited.name in {reason.item for reason in after.reasons}


@given(goods, any_items)
def test_no_item_takes_away_what_speaks_against_the_others(told: Goods, one_more: DeclaredItem) -> None:
    before, after = POLICY.assess(told), POLICY.assess(replace(told, items=(*told.items, one_more)))
    assert gravity(after) >= gravity(before)
    assert set(before.needs) <= set(after.needs)
    assert {reason.code for reason in before.reasons} <= {reason.code for reason in after.reasons}


@given(st.sampled_from(POLICY.catalogue.entries), st.text(max_size=3), st.text(max_size=3), st.sampled_from(Form))
def test_no_word_beside_a_name_hides_what_may_not_simply_be_sent(
    entry: CatalogueEntry, before: str, after: str, form: Form
) -> None:
    told = DeclaredItem(f"{before}{entry.name}{after}", entry.nature or "household", form=form)
    said = POLICY.assess(Goods((told,)))
    if entry.standing is Standing.PROHIBITED:
        assert said.reasons or NeedKind.CLOSER_LOOK in {need.kind for need in said.needs}
    cleared = POLICY.assess(Goods((replace(told, looked_closer=True),)))
    assert set(cleared.needs) <= set(said.needs)
    assert cleared.reasons == said.reasons


@given(goods)
def test_the_verdict_is_that_of_the_gravest_reason(told: Goods) -> None:
    said = POLICY.assess(told)
    assert said.verdict is (said.reasons[0].verdict if said.reasons else Verdict.ACCEPT)
    assert list(said.needs) == sorted(set(said.needs))
    assert all(reason.references for reason in said.reasons)
    assert all(POLICY.item_rules.head(need.rule) or POLICY.catalogue.hint(need.rule) for need in said.needs)


SENDER = sender_from_json(
    json.dumps(
        {
            "document_number": YUNNAN_NUMBER,
            "name": "测试甲",
            "phone": "13800138000",
            "same_person": True,
            "waybill_name": "测试甲",
            "valid_to": "2040-01-01",
        }
    ).encode()
)
GRAVEST_LAST = ["accept", "refuse", "incident"]
paper_members = st.fixed_dictionaries(
    {"kind": st.sampled_from(PAPER_KINDS)},
    optional={"number": st.sampled_from(["", "53-1"]), "photo": st.booleans()},
)


def described_items(names: list[str]) -> st.SearchStrategy[dict[str, Any]]:
    """A line as a JSON file has it."""
    return st.fixed_dictionaries(
        {"name": st.sampled_from(names)},
        optional={
            "nature": st.sampled_from(NATURES),
            "quantity": st.sampled_from([1, 2, 3, 20, 201, 9999]),
            "unit": st.sampled_from(UNITS),
            "form": st.sampled_from([None, *(form.value for form in Form)]),
            "weight_g": st.sampled_from([1, 4999, 5000, 5001, 10_001]),
            "papers": st.lists(paper_members, max_size=2),
            "looked_closer": st.booleans(),
        },
    )


def names_of(*standings: Standing) -> list[str]:
    found = [entry for entry in POLICY.catalogue.entries if entry.standing in standings]
    return [name for entry in found for name in (entry.name, *entry.synonyms)]


any_described = described_items(["", "某物", "大地红鞭炮", "中华香烟", "罂粟", *names_of(*Standing)])
prohibited_described = described_items(names_of(Standing.PROHIBITED))
described = st.fixed_dictionaries(
    {"items": st.lists(any_described, min_size=1, max_size=5)},
    optional={
        "transport": st.sampled_from([mode.value for mode in TransportMode]),
        "destination": st.sampled_from([place.value for place in Destination]),
        "screened": st.sampled_from([True, False, None]),
        "used_today": st.dictionaries(st.sampled_from(DAILY), st.integers(0, 3)),
    },
)


def answered(description: dict[str, Any]) -> dict[str, Any]:
    """What ``assess`` prints about it."""
    told = goods_from_json(json.dumps(description).encode())
    parcel = described_parcel("YT8962646785389", SENDER, told, POLICY, now=NOON, today=TODAY)
    return dict(line_of(decide(parcel, POLICY, TODAY), POLICY))


@pytest.mark.slow
@A_THOUSAND
@given(described, st.randoms(use_true_random=False), prohibited_described)
def test_assess_answers_described_parcels_in_the_same_way(
    description: dict[str, Any], chance: Any, prohibited: dict[str, Any]
) -> None:
    said = answered(description)
    shuffled = list(description["items"])
    chance.shuffle(shuffled)
    assert answered({**description, "items": shuffled}) == said
    worse = answered({**description, "items": [prohibited, *shuffled]})["decision"]
    assert worse != "accept"
    assert GRAVEST_LAST.index(worse) >= GRAVEST_LAST.index(said["decision"])
