"""Each rule of the shipped pack at its limit and one beyond, its papers, its ways, and what adds up."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from app.domain.catalogue import Standing
from app.domain.goods import DeclaredItem, Destination, Form, Journey, TransportMode
from app.domain.item_rules import Goods, NeedKind, Verdict
from tests.support.goods import (
    POLICY,
    assessed,
    assessed_by,
    by,
    entry_of,
    item,
    needs_of,
    paper,
    reasons_of,
    rules_after,
)

ROAD, AIR, RAIL = TransportMode.ROAD, TransportMode.AIR, TransportMode.HIGH_SPEED_RAIL


@pytest.mark.parametrize(
    ("lines", "over"),
    [
        ([("香烟", 2, "carton")], False),
        ([("香烟", 3, "carton")], True),
        ([("香烟", 20, "pack")], False),
        ([("香烟", 21, "pack")], True),
        ([("香烟", 400, "stick")], False),
        ([("香烟", 401, "stick")], True),
        ([("香烟", 1, "carton"), ("香烟", 10, "pack")], False),
        ([("香烟", 1, "carton"), ("香烟", 10, "pack"), ("香烟", 1, "stick")], True),
        ([("香烟", 1, "carton"), ("雪茄", 200, "stick")], False),
        ([("香烟", 1, "carton"), ("雪茄", 201, "stick")], True),
        ([("雪茄", 20, "pack"), ("卷烟", 1, "stick")], True),
    ],
)
def test_two_cartons_of_cigarettes_and_cigars_together(lines: Sequence[tuple[str, int, str]], over: bool) -> None:
    said = assessed(*(item(name, quantity=quantity, unit=unit) for name, quantity, unit in lines))
    assert reasons_of(said) == (["cigarettes"] if over else [])
    assert said.verdict is (Verdict.REFUSE if over else Verdict.ACCEPT)


def test_a_unit_that_the_rule_does_not_know_counts_as_its_largest() -> None:
    assert reasons_of(assessed(item("香烟", quantity=2, unit="bottle"))) == []
    assert reasons_of(assessed(item("香烟", quantity=3, unit="bottle"))) == ["cigarettes"]


def test_a_reason_names_each_kind_once_and_its_places_in_the_law() -> None:
    said = assessed(item("雪茄", unit="carton"), item("香烟", unit="carton"), item("香烟", unit="carton"))
    (reason,) = said.reasons
    assert (reason.item, reason.refusal, reason.category) == ("雪茄、香烟", "restricted_limit", None)
    assert reason.references[0].law == "烟草专卖法"
    assert all(place.version and place.article and place.effective_from for place in reason.references)


@pytest.mark.parametrize(
    ("used", "over"), [({}, False), ({"cigarettes_daily": 0}, False), ({"cigarettes_daily": 1}, True)]
)
def test_one_parcel_with_tobacco_a_person_a_day(used: dict[str, int], over: bool) -> None:
    tobacco = item("雪茄", quantity=1, unit="stick")
    assert reasons_of(assessed(tobacco, used_today=used)) == (["cigarettes_daily"] if over else [])
    assert reasons_of(assessed(item("绿茶"), used_today=used)) == []


def test_only_tobacco_uses_up_the_day() -> None:
    tobacco, tea, leaf = item("香烟", unit="stick"), item("绿茶"), item("烟叶", weight_g=100)
    assert POLICY.rules_used(Goods((tea, tobacco))) == {"cigarettes_daily"}
    assert POLICY.rules_used(Goods((tea, leaf))) == frozenset()


@pytest.mark.parametrize(("name", "rule"), [("烟叶", "tobacco_leaf"), ("烟丝", "cut_tobacco")])
def test_five_kilograms_of_raw_tobacco(name: str, rule: str) -> None:
    assert reasons_of(assessed(item(name, weight_g=5000))) == []
    assert reasons_of(assessed(item(name, weight_g=5001))) == [rule]
    assert reasons_of(assessed(item(name, weight_g=2500), item(name, weight_g=2500))) == []
    assert reasons_of(assessed(item(name, weight_g=2500), item(name, weight_g=2501))) == [rule]


def test_leaf_and_cut_tobacco_have_a_limit_each() -> None:
    assert reasons_of(assessed(item("烟叶", weight_g=5000), item("烟丝", weight_g=5000))) == []
    said = assessed(item("烟叶", weight_g=5000), item("烟丝", weight_g=5001))
    # and ten kilograms together: the leaf is over that with the cut tobacco
    assert {(reason.code, reason.item) for reason in said.reasons} == {
        ("cut_tobacco", "烟丝"),
        ("cut_tobacco", "烟丝、烟叶"),
        ("tobacco_leaf", "烟丝、烟叶"),
    }


def test_the_limit_of_a_group_counts_over_its_rules() -> None:
    def eight_kilograms(part: dict[str, object]) -> None:
        for code in ("tobacco_leaf", "cut_tobacco"):
            entry_of(part, code)["group_limit_g"] = 8000

    rules = rules_after(eight_kilograms)
    assert assessed_by(rules, item("烟叶", weight_g=4000), item("烟丝", weight_g=4000)).verdict is Verdict.ACCEPT
    assert reasons_of(assessed_by(rules, item("烟叶", weight_g=4000), item("烟丝", weight_g=4001))) == [
        "cut_tobacco",
        "tobacco_leaf",
    ]


def test_what_is_limited_by_weight_has_to_be_weighed() -> None:
    said = assessed(item("烟叶"), item("烟丝", weight_g=10))
    assert (said.verdict, needs_of(said)) == (Verdict.ACCEPT, [(NeedKind.WEIGHT, "tobacco_leaf")])


def test_e_cigarettes_by_number() -> None:
    assert reasons_of(assessed(item("电子烟", quantity=6))) == []
    assert reasons_of(assessed(item("电子烟", quantity=7))) == ["e_cigarettes"]
    assert reasons_of(assessed(item("电子烟", quantity=6), item("电子烟"))) == ["e_cigarettes"]


PAPERS = {
    "种子": ["plant_quarantine"],
    "苗木": ["plant_quarantine"],
    "柑橘产品": ["plant_quarantine"],
    "野生动物制品": ["animal_quarantine", "wildlife_permit"],
    "石斛": ["plant_collection"],
    "兰花": ["plant_collection", "plant_quarantine"],
    "安眠药": ["controlled_medicine"],
}


@pytest.mark.parametrize(("name", "kinds"), PAPERS.items())
def test_papers_count_with_their_number_and_photo(name: str, kinds: list[str]) -> None:
    number, photo = NeedKind.PAPER, NeedKind.PAPER_PHOTO
    assert needs_of(assessed(item(name))) == [(need, kind) for need in (number, photo) for kind in kinds]
    whole = tuple(paper(kind) for kind in kinds)
    assert needs_of(assessed(item(name, papers=whole))) == []
    for kind in kinds:
        others = tuple(one for one in whole if one.kind != kind)
        unseen, unnumbered = paper(kind, photo=None), paper(kind, number=" ")
        assert needs_of(assessed(item(name, papers=(*others, unseen)))) == [(photo, kind)]
        assert needs_of(assessed(item(name, papers=(*others, unnumbered)))) == [(number, kind), (photo, kind)]
        # the number of one paper and the photo of another prove nothing together
        assert needs_of(assessed(item(name, papers=(*others, unseen, unnumbered)))) == [(photo, kind)]
        assert needs_of(assessed(item(name, papers=(*others, unseen, paper(kind))))) == []


def test_papers_belong_to_one_line() -> None:
    with_paper = item("种子", papers=(paper("plant_quarantine"),))
    said = assessed(with_paper, item("苗木"))
    assert {need.item for need in said.needs} == {"苗木"}
    assert {need.rule for need in said.needs} == {"seeds"}


REFUSED, FREE = "refused", ""
WAYS = [
    ("锂电池", "lithium_battery", {ROAD: FREE, AIR: "battery_declaration", RAIL: REFUSED}),
    ("蜂蜜", "liquid", {ROAD: FREE, AIR: "air_cargo_appraisal", RAIL: "air_cargo_appraisal"}),
    ("面粉", "powder", {ROAD: FREE, AIR: "air_cargo_appraisal", RAIL: "air_cargo_appraisal"}),
    ("磁铁", "air_excluded", {ROAD: FREE, AIR: REFUSED, RAIL: FREE}),
]


@pytest.mark.parametrize(("name", "rule", "mode", "answer"), [(n, r, mode, w[mode]) for n, r, w in WAYS for mode in w])
def test_the_way_decides(name: str, rule: str, mode: TransportMode, answer: str) -> None:
    said = assessed(item(name), journey=by(mode))
    assert reasons_of(said) == ([rule] if answer == REFUSED else [])
    asked = [answer] if answer not in (FREE, REFUSED) else []
    assert needs_of(said) == [(need, kind) for need in (NeedKind.PAPER, NeedKind.PAPER_PHOTO) for kind in asked]
    papers = tuple(paper(kind) for kind in asked)
    assert needs_of(assessed(item(name, papers=papers), journey=by(mode))) == []


@pytest.mark.parametrize(("mode", "refused"), [(ROAD, False), (AIR, True), (RAIL, True)])
def test_strong_spirits_go_by_road_only(mode: TransportMode, refused: bool) -> None:
    said = assessed(item("白酒", papers=(paper("air_cargo_appraisal"),)), journey=by(mode))
    assert reasons_of(said) == (["strong_spirits"] if refused else [])


@pytest.mark.parametrize(("name", "rule"), [("现金", "cash"), ("活鱼", "live_animals")])
@pytest.mark.parametrize("mode", TransportMode)
def test_some_things_go_no_way(name: str, rule: str, mode: TransportMode) -> None:
    assert reasons_of(assessed(item(name), journey=by(mode))) == [rule]


def test_whatever_lives_is_refused_whatever_it_is_called() -> None:
    assert reasons_of(assessed(item("绿茶", form=Form.LIVE), item("一种小东西", form=Form.LIVE))) == [
        "live_animals",
        "live_animals",
    ]
    assert reasons_of(assessed(item("活鱼", form=Form.LIVE))) == ["live_animals"]


@pytest.mark.parametrize("form", [Form.LIQUID, Form.PASTE, Form.POWDER])
def test_a_known_thing_that_flows_stands_under_the_rule_of_its_form(form: Form) -> None:
    assert needs_of(assessed(item("绿茶", form=form))) == []
    kinds = {about for _, about in needs_of(assessed(item("绿茶", form=form), journey=by(AIR)))}
    assert kinds == {"air_cargo_appraisal"}


@pytest.mark.parametrize("form", Form)
def test_what_the_catalogue_does_not_know_is_judged_by_its_form(form: Form) -> None:
    expected = {Form.SOLID: [], Form.LIVE: ["live_animals"]}.get(form, ["unknown_substance"])
    assert reasons_of(assessed(item("自家做的一种东西", form=form))) == expected


def test_the_form_of_an_unknown_thing_has_to_be_told() -> None:
    said = assessed(item("自家做的一种东西", nature="household", form=None))
    assert (said.verdict, needs_of(said)) == (Verdict.ACCEPT, [(NeedKind.FORM, "household")])
    assert needs_of(assessed(item("绿茶", form=None))) == []


@pytest.mark.parametrize("mode", TransportMode)
def test_a_known_thing_of_several_forms_tells_its_form_where_it_matters(mode: TransportMode) -> None:
    asked = [] if mode is ROAD else [("liquid", "水样"), ("powder", "水样")]
    said = assessed(item("水样", form=None), journey=by(mode))
    assert [(need.rule, need.item) for need in said.needs if need.kind is NeedKind.FORM] == asked
    for known in (item("水样"), item("酱油", form=None), item("衣服", form=None)):
        assert NeedKind.FORM not in {need.kind for need in assessed(known, journey=by(mode)).needs}
    by_air = assessed(item("水样", form=Form.LIQUID), journey=by(AIR))
    assert {about for _, about in needs_of(by_air)} == {"air_cargo_appraisal"}


def test_a_code_of_another_catalogue_counts_as_none() -> None:
    assert reasons_of(assessed(item("某物", entry="z999", form=Form.POWDER))) == ["unknown_substance"]
    assert reasons_of(assessed(item("绿茶", entry="z999", form=Form.POWDER))) == []


@pytest.mark.parametrize("name", ["鞭炮", " 鞭 炮 ", "爆竹"])
def test_a_catalogues_name_is_that_thing_although_nobody_picked_it(name: str) -> None:
    said = assessed(item(name, entry=None))
    assert [reason.category for reason in said.reasons] == [3]


@pytest.mark.parametrize("name", ["大地红鞭炮", "鞭炮一盒", "海洛因粉", "罂粟", "中华香烟", "充电宝10000毫安"])
def test_a_name_that_looks_like_a_known_one_asks_for_a_closer_look(name: str) -> None:
    told = item(name, nature="household", looked_closer=False)
    assert told.entry is None
    (need,) = assessed(told).needs
    alike = POLICY.catalogue.entry(need.about)
    assert alike is not None
    assert (need.kind, need.item, need.rule) == (NeedKind.CLOSER_LOOK, name, "looks_like")
    assert alike.standing is not Standing.ALLOWED
    assert assessed(replace(told, looked_closer=True)).needs == ()
    assert assessed(replace(told, unnamed=True)).needs == ()


@pytest.mark.parametrize("nature", [category.code for category in POLICY.item_categories])
def test_some_natures_have_to_be_named(nature: str) -> None:
    told = DeclaredItem(nature, nature, unnamed=True)
    needs = needs_of(assessed(told))
    assert needs == ([(NeedKind.NAME, nature)] if nature in ("other", "medicine", "farm_produce") else [])
    assert needs_of(assessed(item("三七粉", nature=nature))) == []


def test_a_hint_asks_for_a_closer_look_and_bans_nothing() -> None:
    unseen = assessed(item("火锅底料", looked_closer=False))
    assert (unseen.verdict, needs_of(unseen)) == (Verdict.ACCEPT, [(NeedKind.CLOSER_LOOK, "poppy_husk")])
    assert needs_of(assessed(item("火锅底料"))) == []


@pytest.mark.parametrize("transport", TransportMode)
@pytest.mark.parametrize("destination", Destination)
@pytest.mark.parametrize("screened", [True, False, None])
def test_air_fast_trains_and_borders_need_a_passed_screening(
    transport: TransportMode, destination: Destination, screened: bool | None
) -> None:
    said = assessed(item("绿茶"), journey=by(transport, destination), screened=screened)
    needed = transport is not ROAD or destination is not Destination.DOMESTIC
    expected = [(NeedKind.SCREENING, "screening")] if needed and screened is not True else []
    assert needs_of(said) == expected


@pytest.mark.parametrize(
    ("name", "number", "verdict"),
    [
        ("手枪", 1, Verdict.INCIDENT),
        ("打火机", 4, Verdict.REFUSE),
        ("氯气", 4, Verdict.INCIDENT),
        ("罂粟壳", 12, Verdict.INCIDENT),
    ],
)
def test_a_prohibited_thing_by_its_category_or_its_own_word(name: str, number: int, verdict: Verdict) -> None:
    said = assessed(item(name), item("绿茶"))
    first = said.reasons[0]
    assert (said.verdict, first.verdict) == (verdict, verdict)
    assert (first.category, first.refusal, first.item) == (number, "prohibited_item", name)
    category = POLICY.catalogue.category(number)
    assert category is not None
    assert (first.code, first.label) == (category.code, category.label)
    assert {place.law for place in first.references} == {"禁止寄递物品管理规定", "快递暂行条例"}


def test_a_hazardous_chemical_stands_under_its_category_and_under_its_law() -> None:
    said = assessed(item("汽油"))
    assert [reason.category for reason in said.reasons] == [5, None]
    assert reasons_of(said)[1] == "hazardous"


def test_the_gravest_comes_first_and_decides() -> None:
    said = assessed(item("现金"), item("打火机"), item("手枪"))
    assert said.verdict is Verdict.INCIDENT
    assert [reason.item for reason in said.reasons] == ["手枪", "打火机", "现金"]


def test_two_prohibited_things_of_one_name_have_one_order() -> None:
    # one name, two entries: only their places in the law tell them apart
    alike = [item("某物", entry=code) for code in ("p01.01", "p01.11")]
    first, second = assessed(*alike).reasons
    assert first.references < second.references
    assert assessed(*reversed(alike)).reasons == (first, second)


@pytest.mark.parametrize(("name", "discreet"), [("罂粟壳", True), ("手枪", False), ("打火机", False)])
def test_what_nobody_at_the_counter_may_notice(name: str, discreet: bool) -> None:
    assert [reason.discreet for reason in assessed(item(name), item("绿茶")).reasons] == [discreet]


def test_nothing_against_ordinary_goods() -> None:
    said = assessed(item("绿茶", quantity=9999), item("衣服"), item("书"))
    assert (said.verdict, said.reasons, said.needs) == (Verdict.ACCEPT, (), ())


@pytest.mark.parametrize("name", ["牛角梳", "羊皮", "牛皮鼓", "羽毛扇", "地龙", "土鳖虫", "蜈蚣干"])
def test_what_comes_of_farm_animals_and_common_drugs_is_looked_at_and_needs_no_wildlife_permit(name: str) -> None:
    unseen = assessed(item(name, looked_closer=False))
    assert (unseen.verdict, [kind for kind, _ in needs_of(unseen)]) == (Verdict.ACCEPT, [NeedKind.CLOSER_LOOK])
    assert needs_of(assessed(item(name))) == []


@pytest.mark.parametrize("name", ["狐狸皮", "海马干", "孔雀毛", "野生动物制品", "蟒皮二胡"])
def test_what_comes_of_wild_animals_keeps_asking_for_its_papers(name: str) -> None:
    assert {about for _, about in needs_of(assessed(item(name)))} == {"wildlife_permit", "animal_quarantine"}


def test_a_local_rule_about_unknown_powders_claims_to_be_no_more() -> None:
    (reason,) = assessed(item("不知道是什么", form=Form.POWDER)).reasons
    assert [(place.law, place.sure) for place in reason.references] == [("地方收寄口径（福州，公开报道）", "R")]


REACHED = {
    "cigarettes": assessed(item("香烟", quantity=3, unit="carton")),
    "cigarettes_daily": assessed(item("香烟", unit="stick"), used_today={"cigarettes_daily": 1}),
    "tobacco_leaf": assessed(item("烟叶", weight_g=6000)),
    "cut_tobacco": assessed(item("烟丝", weight_g=6000)),
    "e_cigarettes": assessed(item("电子烟", quantity=7)),
    "seeds": assessed(item("种子")),
    "quarantine_plant_products": assessed(item("柑橘产品")),
    "wildlife": assessed(item("野生动物制品")),
    "protected_plants": assessed(item("石斛")),
    "lithium_battery": assessed(item("充电宝"), journey=by(RAIL)),
    "liquid": assessed(item("酱油"), journey=by(AIR)),
    "powder": assessed(item("面粉"), journey=by(AIR)),
    "air_excluded": assessed(item("磁铁"), journey=by(AIR)),
    "hazardous": assessed(item("汽油")),
    "strong_spirits": assessed(item("白酒"), journey=by(AIR)),
    "controlled_medicine": assessed(item("安眠药")),
    "live_animals": assessed(item("活鱼")),
    "cash": assessed(item("现金")),
    "unknown_substance": assessed(item("不知道是什么", form=Form.POWDER)),
    "looks_like": assessed(item("鞭炮一盒", looked_closer=False)),
    "named_goods": assessed(DeclaredItem("其他", "other", unnamed=True)),
    "screening": assessed(item("绿茶"), journey=by(AIR), screened=None),
}


@pytest.mark.parametrize("code", [head.code for head in POLICY.item_rules.heads() if head.code != "prohibited"])
def test_every_rule_of_the_pack_can_be_reached(code: str) -> None:
    said = REACHED[code]
    assert code in {*reasons_of(said), *(need.rule for need in said.needs)}


def test_an_assessment_of_nothing_says_nothing() -> None:
    said = POLICY.assess(Goods((), Journey()))
    assert (said.verdict, said.reasons, said.needs) == (Verdict.ACCEPT, (), ())
