"""The handover's page by its keys and by the scanner, on real use cases."""

import time
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton

from app.domain.clerk import Clerk, ClerkNumber, ClerkRole
from app.domain.goods import Journey, TransportMode
from app.domain.inspection import ScreeningPlace
from app.inspection_ports import Handover
from app.usecases.handover_results import OpenManifest
from tests.gui.stage import Stage
from tests.support.fake_counter import scan
from tests.support.handover_house import freeze, put_acceptance
from ui.models.handed_parcels_model import ParcelColumn
from ui.theme import TOUCH_TARGET
from ui.tones import Tone

AIR = Journey(transport=TransportMode.AIR)


@pytest.fixture
def stage(stage: Stage) -> Stage:
    """The page is open."""
    stage.keys("Ctrl+4")
    return stage


def opened(stage: Stage, bag: str = "bag7") -> None:
    """A manifest, by keys alone: a carrier's digit, then the bag."""
    stage.keys("2", "Enter", "Enter", *bag, "Enter", "Enter")
    assert manifest(stage) is not None


def manifest(stage: Stage) -> OpenManifest | None:
    return stage.counter.house.show_handovers().manifest


def accepted(stage: Stage, *numbers: int) -> list[str]:
    return [put_acceptance(stage.counter.house, number).waybill.number for number in numbers]


def listed(stage: Stage) -> list[str]:
    model = stage.window.handover_view.parcels.model
    return [str(model.index(row, ParcelColumn.WAYBILL).data()) for row in range(model.rowCount())]


def closed(stage: Stage) -> list[Handover]:
    return [listed.handover for listed in stage.counter.house.show_handovers().closed]


def test_parcels_leave_without_a_mouse(stage: Stage) -> None:
    numbers = accepted(stage, 1, 2)
    opened(stage)
    for number in numbers:
        stage.window.take(scan(number))
    assert listed(stage) == numbers[::-1]
    assert stage.played[-2:] == [Tone.GOOD, Tone.GOOD]
    stage.keys("Enter")
    assert manifest(stage) is not None
    stage.keys("Enter")

    (left,) = closed(stage)
    assert (left.carrier, left.bag) == ("yto", "BAG7")
    assert manifest(stage) is None
    assert "BAG7" in stage.window.handover_view.notice.text
    assert stage.window.handover_view.form.hasFocus()


def test_a_scan_belongs_to_the_open_page_and_only_there(stage: Stage) -> None:
    (number,) = accepted(stage, 1)
    opened(stage)
    page = stage.page()
    stage.window.take(scan(number))
    assert stage.page() is page
    assert listed(stage) == [number]
    stage.keys("Ctrl+1")
    stage.window.take(scan("YT0000000000777"))
    assert stage.page() is stage.window.acceptance_view
    stage.keys("Ctrl+4")

    assert listed(stage) == [number]


def test_what_is_stopped_is_told_by_sound_words_and_colour(stage: Stage) -> None:
    (number,) = accepted(stage, 1)
    freeze(stage.counter.house, number)
    opened(stage)
    stage.window.take(scan(number))
    answer = stage.window.handover_view.scanning.answer

    assert stage.played[-1] is Tone.BAD
    assert answer.property("tone") == "bad"
    assert "冻结" in answer.text
    assert number in answer.text
    assert listed(stage) == []


def test_a_number_can_be_typed_and_a_parcel_taken_back(stage: Stage) -> None:
    numbers = accepted(stage, 1, 2)
    opened(stage)
    stage.keys("Ctrl+W", *numbers[0].lower(), "Enter", *numbers[1].lower(), "Enter")
    assert listed(stage) == numbers[::-1]
    stage.keys("Esc", "Down", "Del")

    assert listed(stage) == [numbers[1]]
    assert stage.window.handover_view.parcels.table.hasFocus()


def test_one_screening_lets_in_what_waited_for_it(stage: Stage) -> None:
    house = stage.counter.house
    (plain,) = accepted(stage, 1)
    flying = put_acceptance(house, 2, journey=AIR).waybill.number
    opened(stage)
    for number in (plain, flying):
        stage.window.take(scan(number))
    assert listed(stage) == [plain]
    stage.keys("Ctrl+X", "Enter")
    assert "先选" in stage.text()
    stage.keys("1", "Enter", "Enter")
    assert stage.window.handover_view.screening.machine.hasFocus()
    stage.keys(*"xr1", "Enter", *"2001", "Enter")

    assert listed(stage) == [flying, plain]
    after = manifest(stage)
    assert after is not None
    found = [parcel.screening for parcel in after.parcels if parcel.screening is not None]
    assert [(screening.place, screening.machine, screening.passed) for screening in found] == [
        (ScreeningPlace.HERE, "xr1", True)
    ] * 2


def test_the_last_screening_is_offered_and_never_filled_in_by_itself(stage: Stage) -> None:
    opened(stage)
    panel = stage.window.handover_view.screening
    stage.window.take(scan(accepted(stage, 1)[0]))
    stage.keys("Ctrl+X", "1", *"xr1", "Enter", *"2001", "Enter")
    stage.window.take(scan(accepted(stage, 2)[0]))
    stage.keys("Ctrl+X", "1")
    assert (panel.machine.text(), panel.inspector.text()) == ("", "")
    stage.keys("F7")
    assert (panel.machine.text(), panel.inspector.text()) == ("xr1", "2001")
    stage.keys("Enter")

    after = manifest(stage)
    assert after is not None
    assert all(parcel.screening is not None for parcel in after.parcels)
    stage.keys("Ctrl+X")
    assert "没有要登记安检" in stage.window.handover_view.scanning.answer.text


def test_a_parcel_frozen_meanwhile_is_selected_to_be_taken_back(stage: Stage) -> None:
    numbers = accepted(stage, 1, 2, 3)
    opened(stage)
    for number in numbers:
        stage.window.take(scan(number))
    freeze(stage.counter.house, numbers[1])
    stage.keys("Enter", "Enter")
    view = stage.window.handover_view
    assert manifest(stage) is not None
    assert view.parcels.chosen == numbers[1]
    assert view.parcels.model.index(1, ParcelColumn.STANDING).data() == "已冻结"
    stage.keys("Del", "Enter", "Enter")

    assert len(closed(stage)) == 1


def test_the_head_is_put_right_and_used_again(stage: Stage) -> None:
    (number,) = accepted(stage, 1)
    opened(stage)
    stage.keys("Ctrl+E")
    form = stage.window.handover_view.form
    assert form.bag.text() == "BAG7"
    stage.keys("0", "Enter", "Enter", "8", "Enter", "Enter")
    after = manifest(stage)
    assert after is not None
    assert (after.handover.carrier, after.handover.bag) == ("", "8")
    stage.window.take(scan(number))
    stage.keys("Enter", "Enter", "F7")

    assert form.bag.text() == "8"


def test_a_head_that_cannot_be_right_is_told_where_it_is_wrong(stage: Stage) -> None:
    form = stage.window.handover_view.form
    stage.keys("1", "Enter", "Enter", "Enter", "Enter")
    assert form.vehicle.hasFocus()
    assert form.vehicle.property("wrong") == "true"
    stage.keys("x", "9", "Enter")
    form.submit()

    assert "车牌号不像" in stage.text()
    assert stage.played[-1] is Tone.BAD
    assert manifest(stage) is None


def test_a_scanned_tag_goes_into_its_field_and_a_parcel_never_does(stage: Stage) -> None:
    form = stage.window.handover_view.form
    stage.keys("1", "Enter", "Enter")
    assert form.bag.hasFocus()
    stage.window.take(scan("BAG-2026-0007"))
    assert form.bag.text() == "BAG-2026-0007"
    stage.keys("Ctrl+B")
    stage.window.take(scan("YT0000000000001"))

    assert form.bag.text() == "BAG-2026-0007"
    assert "没有计入" in stage.window.handover_view.notice.text


def test_a_manifest_is_given_up_with_two_presses(stage: Stage) -> None:
    opened(stage)
    stage.window.take(scan(accepted(stage, 1)[0]))
    stage.keys("Ctrl+Del", "Esc")
    assert manifest(stage) is not None
    stage.keys("Ctrl+Del", "Ctrl+Del")

    assert manifest(stage) is None
    assert closed(stage) == []


def test_a_scan_takes_the_question_back(stage: Stage) -> None:
    numbers = accepted(stage, 1, 2)
    opened(stage)
    stage.window.take(scan(numbers[0]))
    stage.keys("Enter")
    stage.window.take(scan(numbers[1]))

    assert listed(stage) == numbers[::-1]
    stage.keys("Enter")
    assert manifest(stage) is not None


def test_the_list_is_there_after_a_lock_and_for_another_clerk(stage: Stage) -> None:
    numbers = accepted(stage, 1)
    opened(stage)
    stage.window.take(scan(numbers[0]))
    stage.keys("F12")
    stage.sign_in(Clerk(ClerkNumber("1002"), "王样例", "hash"))
    stage.keys("Ctrl+4")

    assert listed(stage) == numbers
    stage.keys("Enter", "Enter")
    assert [left.closed_by for left in closed(stage)] == ["1002"]


def test_an_auditor_looks_and_hands_nothing_over(stage: Stage) -> None:
    number = accepted(stage, 1)[0]
    opened(stage)
    stage.keys("F12")
    stage.sign_in(Clerk(ClerkNumber("8001"), "样例", "hash", ClerkRole.AUDITOR))
    stage.keys("Ctrl+4")
    stage.window.take(scan(number))

    assert listed(stage) == []
    assert "稽核" in stage.window.handover_view.scanning.answer.text


def test_a_closed_manifest_is_printed_again_or_saved(stage: Stage, tmp_path: Path) -> None:
    stage.window.take(scan(accepted(stage, 1)[0]))
    stage.keys("Ctrl+L")
    assert "还没有交接过" in stage.window.handover_view.notice.text
    opened(stage)
    stage.window.take(scan(accepted(stage, 2)[0]))
    stage.keys("Enter", "Enter")
    asked: list[str] = []

    def ask(_: object, name: str) -> Path:
        asked.append(name)
        return tmp_path / name

    stage.window.handover_view.ask_path = ask
    stage.keys("Ctrl+S")
    assert asked == ["handover-20261120-1200.pdf"]
    assert (tmp_path / asked[0]).read_bytes().startswith(b"%PDF")
    assert "PDF" in stage.window.handover_view.notice.text
    stage.window.handover_view.ask_path = lambda *_: None
    before = stage.window.handover_view.notice.text
    stage.keys("Ctrl+S")

    assert stage.window.handover_view.notice.text == before


def test_three_hundred_scans_stay_quick(stage: Stage) -> None:
    numbers = accepted(stage, *range(1, 301))
    opened(stage)
    resets: list[int] = []
    stage.window.handover_view.parcels.model.modelReset.connect(lambda: resets.append(1))
    took: list[float] = []
    for number in numbers:
        began = time.perf_counter()
        stage.window.take(scan(number))
        took.append(time.perf_counter() - began)

    assert listed(stage) == numbers[::-1]
    assert resets == []
    # the first 50 against the last 50, the quickest of each: what grows with the list would show here
    assert min(took[-50:]) < 4 * min(took[:50]) + 0.05


def test_every_button_can_be_touched_and_names_its_key(stage: Stage) -> None:
    opened(stage)
    shown = [part for part in stage.parts(QPushButton) if part.isVisible()]

    assert len(shown) > 6
    assert all(part.height() >= TOUCH_TARGET for part in shown)
    assert all(part.accessibleDescription() for part in shown)
