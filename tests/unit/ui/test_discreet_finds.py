"""A drug in the parcel: the clerk is led to the card, and whoever reads the screen or listens learns nothing."""

import pytest

from tests.support.builders import policy
from tests.support.counter_desk import Desk
from tests.support.fake_counter import scan
from ui.screens.acceptance.goods_state import Naming, NamingStep
from ui.screens.acceptance.goods_words import hit_details, hit_standing, items_words, naming_question
from ui.screens.acceptance.state import Panel, TurnedAway
from ui.screens.acceptance.wording import law_words, next_words, notice_words

DRUG = "罂粟壳"
GUN = "手枪"
HINTED = "火锅底料"
PROHIBITED = "prohibited"


def declared(*names: str) -> Desk:
    """A parcel with those things in it, the naming closed again."""
    desk = Desk()
    desk.presenter.scanned(scan())
    desk.keys("G")
    for name in names:
        declare(desk, name)
    if desk.presenter.panel is Panel.ITEMS:
        desk.keys("Esc")
    return desk


def declare(desk: Desk, name: str) -> None:
    """One more thing, once."""
    if desk.presenter.panel is not Panel.ITEMS:
        desk.keys(".")
    naming = desk.presenter.goods.naming
    naming.name_typed(name)
    naming.enter(name)
    if naming.shown.step is NamingStep.QUANTITY:
        naming.enter("1")


def said(desk: Desk) -> str:
    """All that the lane and the bar below say of the goods."""
    words = next_words(desk.shown())
    told = items_words(desk.shown().inspection.items)
    return f"{words.text} {words.next_step} {told} {law_words(desk.shown().decision)}"


def naming_of(desk: Desk) -> Naming:
    """What the open panel shows."""
    naming = desk.shown().goods.naming
    assert naming is not None
    return naming


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
    assert GUN in next_words(desk.shown()).text
    assert DRUG not in said(desk)


def test_ordinary_goods_beside_a_drug_keep_their_name() -> None:
    desk = declared("绿茶", DRUG)
    assert "绿茶" in said(desk)
    assert DRUG not in said(desk)


def test_the_list_of_goods_closes_at_once_and_hides_the_name_when_it_is_opened_again() -> None:
    desk = Desk()
    desk.presenter.scanned(scan())
    desk.keys("G", ".")
    rung = len(desk.counter.bells)
    declare(desk, DRUG)
    assert desk.shown().panel is Panel.NONE
    assert len(desk.counter.bells) == rung

    desk.keys(".")
    assert desk.shown().panel is Panel.ITEMS
    assert DRUG not in items_words(naming_of(desk).items)
    desk.presenter.goods.naming.edit_item(0)
    assert naming_of(desk).step is NamingStep.QUANTITY
    assert DRUG not in naming_question(naming_of(desk))


def test_a_drug_among_the_names_that_fit_is_a_number() -> None:
    desk = Desk()
    desk.presenter.scanned(scan())
    desk.keys("G", ".")
    desk.presenter.goods.naming.name_typed("米壳")
    hit = next(hit for hit in naming_of(desk).hits if hit.name == DRUG)
    assert hit.standing == PROHIBITED
    assert hit_standing(hit) == "编号 12"
    assert hit_details(hit) == "即“米壳”"


def test_other_prohibited_goods_are_told_as_such() -> None:
    desk = Desk()
    desk.presenter.scanned(scan())
    desk.keys("G", ".")
    desk.presenter.goods.naming.name_typed(GUN)
    hit = next(hit for hit in naming_of(desk).hits if hit.name == GUN)
    assert hit_standing(hit) == "禁寄"
    assert "第 1 类" in hit_details(hit)


def test_no_hint_to_look_for_it_stays_on_the_screen() -> None:
    desk = declared(HINTED)
    assert desk.shown().goods.looks
    declare(desk, DRUG)
    assert desk.shown().goods.looks == ()


def test_no_reason_to_refuse_is_put_forward() -> None:
    desk = declared(DRUG)
    desk.keys("F2")
    assert desk.shown().panel is Panel.REFUSAL
    assert desk.shown().goods.refusal is None
    desk.keys("Enter")
    assert desk.presenter.view.parcel is not None, "Enter takes no reason that is not shown"


def test_a_refusal_of_something_unnoticed_says_no_reason_and_sounds_like_nothing() -> None:
    reason = policy().refusal_reason("prohibited_item")
    assert reason is not None
    aloud, unnoticed = TurnedAway("1", reason), TurnedAway("1", reason, discreet=True)
    assert reason.label in str(notice_words(aloud, Desk().counter.house.clock.local))
    assert reason.label not in str(notice_words(unnoticed, Desk().counter.house.clock.local))
