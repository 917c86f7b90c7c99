"""The shipped catalogue: whole, sourced, with initials that a clerk would type."""

from itertools import product

from pypinyin import Style, pinyin

from app.catalogue_terms import terms_of
from app.domain.catalogue import Standing
from app.domain.name_folding import fold
from tests.support.builders import policy

POLICY = policy()
CATALOGUE = POLICY.catalogue

# 《禁止寄递物品指导目录》, category by category; its last two name no single things
NAMED_KINDS = {
    1: "手枪、步枪、冲锋枪、防暴枪、气枪、猎枪、运动枪、麻醉注射枪、钢珠枪、催泪枪、子弹、炸弹、"
    "手榴弹、火箭弹、照明弹、燃烧弹、烟幕弹、信号弹、催泪弹、毒气弹、地雷、手雷、炮弹、火药",
    2: "匕首、三棱刮刀、弹簧刀、单刃尖刀、双刃尖刀、三棱尖刀、弩、催泪器、催泪枪、电击器",
    3: "炸药、雷管、导火索、导爆索、爆破剂、烟花、鞭炮、摔炮、拉炮、砸炮、彩药弹、黑火药、烟火药、"
    "发令纸、引火线、推进剂、发射药、硝化棉、电点火头",
    4: "氢气、甲烷、乙烷、丁烷、天然气、液化石油气、乙烯、丙烯、乙炔、打火机、一氧化碳、一氧化氮、"
    "氯气、压缩氧气、氮气、氦气、氖气、气雾剂",
    5: "汽油、柴油、煤油、桐油、丙酮、乙醚、油漆、生漆、苯、酒精、松香油",
    6: "红磷、硫磺、铝粉、闪光粉、固体酒精、火柴、活性炭、黄磷、白磷、硝化纤维、钛粉、金属钠、金属钾、"
    "金属锂、锌粉、镁粉、碳化钙、氰化钠、氰化钾",
    7: "高锰酸盐、高氯酸盐、氧化氢、过氧化钠、过氧化钾、过氧化铅、氯酸盐、溴酸盐、硝酸盐、双氧水",
    8: "砷、砒霜、汞化物、铊化物、氰化物、硒粉、苯酚、汞、剧毒农药",
    9: "病菌、炭疽、寄生虫、排泄物、医疗废弃物、尸骨、动物器官、肢体、未经硝制的兽皮、未经药制的兽骨",
    10: "铀、钴、镭、钚",
    11: "硫酸、硝酸、盐酸、蓄电池、氢氧化钠、氢氧化钾",
    12: "鸦片、吗啡、海洛因、可卡因、大麻、甲基苯丙胺、氯胺酮、甲卡西酮、苯丙胺、安钠咖、胡椒醛、"
    "黄樟素、黄樟油、麻黄素、伪麻黄素、羟亚胺、邻酮、苯乙酸、溴代苯丙酮、醋酸酐、甲苯、丙酮、冰壶",
    13: "非法图书、非法刊物、非法图片、非法照片、非法音像制品",
    14: "窃听器材、窃照器材、突发式收发报机、一次性密码本、密写工具、电子监听截收器材",
    15: "伪造货币、伪造证件、伪造公章",
    16: "侵权图书、侵权音像制品、假冒伪劣食品、假冒伪劣药品、假冒伪劣儿童用品、假冒伪劣电子产品、"
    "假冒伪劣化妆品、假冒伪劣纺织品",
    17: "象牙、虎骨、犀牛角",
}
IN_TWO_CATEGORIES = {"催泪枪": 1, "丙酮": 5}
"""Named twice by the guidance catalogue; the entry stands in one of its categories."""


def test_the_categories_are_the_nineteen_of_the_guidance_catalogue() -> None:
    assert [category.number for category in CATALOGUE.categories] == list(range(1, 20))
    assert [category.number for category in CATALOGUE.categories if category.people_first] == list(range(3, 12))
    assert [category.number for category in CATALOGUE.categories if category.discreet] == [12]


def test_all_188_named_kinds_are_there() -> None:
    assert sum(len(kinds.split("、")) for kinds in NAMED_KINDS.values()) == 188
    by_name = {name: entry for entry in CATALOGUE.entries for name in (entry.name, *entry.synonyms)}
    for number, kinds in NAMED_KINDS.items():
        for kind in kinds.split("、"):
            assert by_name[kind].category == IN_TWO_CATEGORIES.get(kind, number), kind


def test_every_category_names_something() -> None:
    named = {entry.category for entry in CATALOGUE.entries if entry.standing is Standing.PROHIBITED}
    assert named == {category.number for category in CATALOGUE.categories}


def test_there_are_some_hundreds_of_everyday_goods_of_every_nature() -> None:
    allowed = [entry for entry in CATALOGUE.entries if entry.standing is Standing.ALLOWED]
    assert len(allowed) >= 300
    assert {entry.nature for entry in allowed} == {category.code for category in POLICY.item_categories}


def test_every_hint_is_given_somewhere() -> None:
    assert {entry.hint for entry in CATALOGUE.entries} - {None} == {hint.code for hint in CATALOGUE.hints}


def test_a_hint_never_prohibits() -> None:
    assert all(entry.hint is None for entry in CATALOGUE.entries if entry.standing is Standing.PROHIBITED)


def test_one_name_means_one_thing() -> None:
    folded = [term.folded for term in terms_of(CATALOGUE)]
    assert len(folded) == len(set(folded))


def test_every_source_says_how_sure_it_is() -> None:
    of_entries = [reference for entry in CATALOGUE.entries for reference in entry.references]
    of_categories = [reference for category in CATALOGUE.categories for reference in category.references]
    for reference in (*of_entries, *of_categories, *(hint.reference for hint in CATALOGUE.hints)):
        assert reference.sure in {"V", "R", "R?"}
        assert reference.law
        assert reference.effective_from


def test_initials_are_those_of_a_reading_of_each_name() -> None:
    for entry in CATALOGUE.entries:
        possible = [_possible_initials(name) for name in (entry.name, *entry.synonyms)]
        assert all(readings & set(entry.initials) for readings in possible), entry.code
        assert set(entry.initials) <= set.union(*possible), entry.code


def _possible_initials(name: str) -> set[str]:
    """By every reading that the tables have for each character."""
    readings = [pinyin(letter, style=Style.NORMAL, heteronym=True)[0] for letter in fold(name)]
    return {"".join(syllable[0] for syllable in syllables).upper() for syllables in product(*readings)}
