"""A drug in the parcel: the clerk is led to the card, and whoever reads the screen or listens learns nothing."""

import pytest

from tests.support.counter_desk import Desk
from tests.support.fake_counter import scan
from ui.screens.acceptance.goods_words import items_words
from ui.screens.acceptance.wording import next_words

DRUG = "罂粟壳"
GUN = "手枪"


def declared(*names: str) -> Desk:
    """A parcel with those things in it, the naming closed again."""
    desk = Desk()
    desk.presenter.scanned(scan())
    desk.keys("G", ".")
    naming = desk.presenter.goods.naming
    for name in names:
        naming.name_typed(name)
        naming.enter(name)
        naming.enter("1")
    desk.keys("Esc")
    return desk


def said(desk: Desk) -> str:
    """All that the lane and the bar below say of the goods."""
    words = next_words(desk.shown())
    return f"{words.text} {words.next_step} {items_words(desk.shown().inspection.items)}"


def test_a_drug_is_not_named_and_rings_nothing() -> None:
    desk = declared(DRUG)
    rung = len(desk.counter.bells)
    desk.keys("Enter")
    assert desk.shown().decision.discreet
    assert "F3" in said(desk)
    assert DRUG not in said(desk)
    assert "毒" not in said(desk)
    assert len(desk.counter.bells) == rung


@pytest.mark.parametrize("names", [(GUN,), (DRUG, GUN), (GUN, DRUG)])
def test_a_danger_is_said_aloud_also_beside_a_drug(names: tuple[str, ...]) -> None:
    desk = declared(*names)
    assert not desk.shown().decision.discreet
    assert GUN in said(desk)


def test_ordinary_goods_beside_a_drug_keep_their_name() -> None:
    desk = declared("绿茶", DRUG)
    assert "绿茶" in said(desk)
    assert DRUG not in said(desk)
