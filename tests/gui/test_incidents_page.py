"""The handling card and the incidents' page by their keys: real key events at the window, real use cases below."""

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton

from app.domain.handover_rules import HandoverHead
from app.domain.inspection import ScreeningPlace
from app.usecases.edits import RecordScreening
from app.usecases.incident_results import InOutlet
from tests.gui.stage import Part, Stage
from tests.support.builders import CLERK
from tests.support.counter_house import WAYBILL, card
from tests.support.fake_counter import scan
from ui.keys import Action
from ui.theme import TOUCH_TARGET
from ui.tones import Tone

OTHER = "YT8962646785390"
TELLING = ("毒", "禁毒", "公安", "110", "异常件待", "报警", "处置")
"""What a sender must not read after the clerk has chosen the drugs' category."""


def seen(stage: Stage) -> str:
    """Every word that is really visible, tooltips and accessible names of the page included."""
    labels = [label.text() for label in stage.parts(QLabel) if label.isVisible()]
    page = stage.page()
    return "\n".join([*labels, page.accessibleName(), page.toolTip()])


def on_page(stage: Stage) -> str:
    """What can be read on the open page alone."""
    return "\n".join(label.text() for label in inside(stage, QLabel))


def inside(stage: Stage, kind: type[Part]) -> list[Part]:
    """The visible widgets of that class on the open page."""
    page = stage.page()
    return [part for part in stage.parts(kind) if part.isVisible() and page.isAncestorOf(part)]


def unreported(stage: Stage) -> int:
    return len(stage.counter.house.list_incidents().open_ones)


def test_an_incident_from_f3_to_the_report_without_a_mouse(stage: Stage) -> None:
    stage.window.take(scan())
    stage.window.take(card())
    stage.keys("F3", "3")
    assert "疏散" in on_page(stage)
    assert "110" in on_page(stage)
    assert unreported(stage) == 0

    stage.keys("Enter")
    assert unreported(stage) == 1
    assert stage.window.acceptance.view.parcel is None
    assert stage.page() is stage.window.incidents.view
    assert stage.shell.status_bar.incident_text.startswith("异常件待上报 1")

    stage.keys("1", "2", "A", ".", "b", "o", "x", "Enter", "+", "F8", "Ctrl+N", "n", "o", "Esc", "Ctrl+S")

    assert unreported(stage) == 0
    (reported,) = stage.counter.house.list_incidents().reported
    assert (reported.form.name, reported.form.note, reported.form.quantity) == ("box", "no", 2)
    assert len(reported.form.scene) == 1
    assert stage.shell.status_bar.incident_text == ""
    assert stage.played[-1] is Tone.GOOD


def test_drugs_show_and_sound_nothing_that_the_sender_could_notice(stage: Stage) -> None:
    stage.window.take(scan())
    stage.played.clear()
    stage.keys("F3", "C")
    for word in TELLING:
        assert word not in on_page(stage), word
    assert stage.page().accessibleName() == ""

    stage.keys("Enter")

    assert unreported(stage) == 1
    assert stage.page() is stage.window.acceptance_view
    assert stage.shell.status_bar.incident_text.startswith("待办 1")
    for word in TELLING:
        assert word not in seen(stage), word
    assert stage.played == []


def test_drugs_stay_a_number_on_their_page_until_the_clerk_asks(stage: Stage) -> None:
    stage.keys("F3", "C", "Enter", "Ctrl+5")
    assert "编号 12" in on_page(stage)
    assert "毒" not in on_page(stage)
    stage.keys("Space")
    assert "毒" in on_page(stage)
    assert "110" in on_page(stage)
    stage.keys("Ctrl+1", "Ctrl+5")
    assert "毒" not in on_page(stage)


def test_esc_puts_the_card_away_and_the_parcel_is_as_it_was(stage: Stage) -> None:
    stage.window.take(scan())
    before = stage.window.acceptance.view.parcel
    stage.keys("F3", "3", "Esc", "Esc")
    assert stage.page() is stage.window.acceptance_view
    assert stage.window.acceptance_view.hasFocus()
    assert stage.window.acceptance.view.parcel == before
    assert stage.counter.house.store.tables.outbox == {}


def test_no_scan_and_no_card_takes_the_handling_card_away(stage: Stage) -> None:
    stage.keys("F3", "3")
    stage.window.take(scan())
    stage.window.take(card())
    assert stage.page() is stage.window.incidents.card_view
    assert stage.window.acceptance.view.parcel is None


def test_f3_is_a_button_too(stage: Stage) -> None:
    (button,) = [found for found in inside(stage, QPushButton) if found.accessibleDescription() == "F3"]
    button.click()
    assert stage.page() is stage.window.incidents.card_view


def test_a_waybill_is_frozen_by_scan_and_key_and_refused_at_the_counter(stage: Stage) -> None:
    stage.keys("Ctrl+5", "Ctrl+W")
    stage.window.take(scan(OTHER))
    stage.keys("4")
    hold = stage.counter.house.look(lambda work: work.holds.in_force(OTHER))
    assert hold is not None
    assert hold.reason == "authority_asked"

    stage.keys("Ctrl+1")
    stage.window.take(scan(OTHER))
    assert "冻结" in stage.window.acceptance_view.notice_bar.text
    assert stage.window.acceptance.view.parcel is None


def test_a_number_is_typed_by_hand(stage: Stage) -> None:
    stage.keys("Ctrl+5", "Ctrl+W", *WAYBILL, "Enter", "1")
    assert stage.counter.house.look(lambda work: work.holds.in_force(WAYBILL)) is not None


def test_a_record_is_frozen_from_its_row(stage: Stage) -> None:
    stage.counter.house.accepted()
    stage.keys("Ctrl+2", "Ctrl+W")
    assert stage.page() is stage.window.incidents.view
    stage.keys("1")
    hold = stage.counter.house.look(lambda work: work.holds.in_force(WAYBILL))
    assert hold is not None
    assert hold.acceptance_id is not None


def test_what_left_before_it_was_frozen_is_shown_with_its_vehicle(stage: Stage) -> None:
    house = stage.counter.house
    house.accepted()
    house.open_handover(HandoverHead(vehicle="云A12345"), CLERK)
    house.scan_out(WAYBILL, CLERK)
    house.screen_handover(RecordScreening(ScreeningPlace.HERE, "XR-1", "2001", passed=True), (), CLERK)
    house.close_handover(CLERK)
    stage.keys("Ctrl+5", "Ctrl+W")
    stage.window.take(scan(WAYBILL))
    stage.keys("1")

    said = on_page(stage)
    assert "已随 云A12345 于 " in said
    assert "已冻结并上报，但快件已离开本网点：立即通知承运企业" in said


def test_a_half_filled_form_is_there_again_after_a_restart(stage: Stage) -> None:
    stage.keys("F3", "3", "Enter", "1", ".", "b", "o", "x", "Enter")
    stage.window.incidents.page.locked()
    stage.sign_in()
    stage.keys("Ctrl+5")
    fields = [found.text() for found in inside(stage, QLineEdit)]
    assert "box" in fields
    assert "✓" in on_page(stage)


def test_locking_closes_the_card(stage: Stage) -> None:
    stage.keys("F3", "3", "F12")
    assert stage.page() is stage.window.sign_in_view
    stage.sign_in()
    assert stage.page() is stage.window.acceptance_view
    assert stage.counter.house.store.tables.outbox == {}


def test_the_clock_is_on_every_page(stage: Stage) -> None:
    stage.counter.house.open_incident(InOutlet(), 3, CLERK)
    stage.window.incidents.refresh()
    for page in ("Ctrl+1", "Ctrl+2", "Ctrl+3", "Ctrl+4", "Ctrl+5"):
        stage.keys(page)
        assert stage.shell.status_bar.incident_text.startswith("异常件待上报"), page


def test_nobody_signed_in_sees_no_card(stage: Stage) -> None:
    stage.window.lock()
    stage.shell.asked.emit(Action.INCIDENT)
    stage.window.incidents.begin()
    assert stage.page() is stage.window.sign_in_view


@pytest.mark.parametrize("page", ["card", "page"])
def test_everything_to_press_is_large_enough(stage: Stage, page: str) -> None:
    stage.keys("F3")
    if page == "page":
        stage.keys("3", "Enter")
    buttons = inside(stage, QPushButton)
    assert buttons
    for button in buttons:
        assert button.height() >= TOUCH_TARGET, button.accessibleName()
        assert button.accessibleDescription(), button.accessibleName()
