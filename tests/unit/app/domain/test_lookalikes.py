"""What an unknown name looks like."""

from dataclasses import replace

import pytest

from app.domain.catalogue import CatalogueEntry, Standing
from app.domain.lookalikes import looks_like
from tests.support.goods import POLICY

CATALOGUE = POLICY.catalogue


def alike(name: str) -> str | None:
    found = looks_like(name, CATALOGUE)
    return found.name if found is not None else None


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("大地红鞭炮", "鞭炮"),
        ("鞭炮一盒", "鞭炮"),
        ("鞭 炮、一盒", "鞭炮"),
        ("海洛因粉", "海洛因"),
        ("中华香烟", "香烟"),
        ("充电宝10000毫安", "充电宝"),
        ("仿制手枪模型", "手枪"),
        ("三七花", "三七"),
    ],
)
def test_a_name_that_holds_a_known_one_looks_like_it(name: str, known: str) -> None:
    assert alike(name) == known


def test_the_whole_word_inside_a_known_name_looks_like_it() -> None:
    found = looks_like("罂粟", CATALOGUE)
    assert found is not None
    assert (found.category, found.standing) == (12, Standing.PROHIBITED)
    assert alike("火锅") is not None, "also where another known word stands inside what was typed"


@pytest.mark.parametrize(
    ("name", "known"), [("苯水", "苯"), ("云烟", "香烟"), ("烟灰缸", None), ("老陈醋", "醋"), ("醋柜", None)]
)
def test_one_character_counts_for_what_is_prohibited_and_at_the_end(name: str, known: str | None) -> None:
    assert alike(name) == known


@pytest.mark.parametrize("name", ["乌龙茶叶", "书架", "照片墙", "", "!?", "某", "一种小东西", "🙂"])
def test_ordinary_names_look_like_nothing(name: str) -> None:
    assert alike(name) is None


def test_what_lies_inside_a_longer_known_name_says_nothing() -> None:
    phone_case = CATALOGUE.named("手机壳")
    assert phone_case is not None
    assert phone_case.standing is Standing.ALLOWED
    assert alike("红色手机壳") is None
    assert alike("红色手机壳和手机") == "手机"


def test_the_gravest_wins_then_the_longest_name_whatever_the_order() -> None:
    assert alike("香烟和鞭炮") == "鞭炮"
    entries = [
        CatalogueEntry("a", "长木棍", "", Standing.RESTRICTED),
        CatalogueEntry("b", "棒子", "", Standing.RESTRICTED),
        CatalogueEntry("c", "药丸", "", Standing.PROHIBITED),
    ]
    for order in (entries, entries[::-1]):
        catalogue = replace(CATALOGUE, entries=tuple(order))
        found = [looks_like(name, catalogue) for name in ("棒子长木棍", "长木棍药丸", "布棒子")]
        assert [entry.code if entry is not None else None for entry in found] == ["a", "c", "b"]
