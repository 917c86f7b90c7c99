"""Names that nobody picked from the catalogue: one that is in it, and ones that only look like it."""

import pytest

from app.domain.catalogue import Standing
from app.domain.goods import DeclaredItem
from tests.support.counter_desk import Desk
from tests.support.fake_counter import scan
from ui.screens.acceptance.goods_state import ShownLook
from ui.screens.acceptance.goods_words import look_words
from ui.screens.acceptance.naming import ItemNaming

HOUSEHOLD = "R"


@pytest.fixture
def desk() -> Desk:
    """A parcel whose nature is told, with the naming open."""
    desk = Desk()
    desk.presenter.scanned(scan())
    desk.keys(HOUSEHOLD, ".")
    return desk


def naming(desk: Desk) -> ItemNaming:
    return desk.presenter.goods.naming


def declared(desk: Desk, text: str) -> DeclaredItem:
    """Typed, and taken by the last row: as it is typed, where the catalogue has no such name."""
    naming(desk).name_typed(text)
    shown = desk.shown().goods.naming
    assert shown is not None
    naming(desk).choose(len(shown.hits) - 1)
    parcel = desk.presenter.view.parcel
    assert parcel is not None
    return parcel.inspection.items[-1]


def the_look(desk: Desk) -> ShownLook:
    (look,) = desk.shown().goods.looks
    return look


@pytest.mark.parametrize(("typed", "code"), [("爆竹", "p03.07"), ("卷烟", "r001"), (" 鞭 炮", "p03.07")])
def test_a_synonym_is_not_offered_as_an_unknown_name(desk: Desk, typed: str, code: str) -> None:
    naming(desk).name_typed(typed)
    shown = desk.shown().goods.naming
    assert shown is not None
    assert all(hit.standing is not None for hit in shown.hits)
    naming(desk).enter(typed)
    parcel = desk.presenter.view.parcel
    assert parcel is not None
    assert parcel.inspection.items[0].entry == code


def test_a_name_as_typed_that_looks_like_another_has_to_be_looked_at(desk: Desk) -> None:
    item = declared(desk, "大地红鞭炮")
    assert item.entry is None
    look = the_look(desk)
    assert (look.item, look.hint) == ("大地红鞭炮", None)
    assert look.alike is not None
    assert (look.alike.name, look.alike.standing) == ("鞭炮", Standing.PROHIBITED)
    assert "“鞭炮”（禁寄）" in look_words(look)


def test_what_it_looks_like_is_not_shown_where_nobody_may_read_it(desk: Desk) -> None:
    declared(desk, "白色罂粟籽样")
    look = the_look(desk)
    assert (look.alike, look.hint) == (None, None)
    assert look_words(look) == "细看 白色罂粟籽样：名称和目录里的物品相近，打开看清是什么"


def test_what_looks_like_something_with_a_hint_is_looked_at_for_that(desk: Desk) -> None:
    declared(desk, "三七花")
    look = the_look(desk)
    assert look.hint is not None
    assert look.hint.code == "herbs"
    assert look.hint.look_for in look_words(look)
