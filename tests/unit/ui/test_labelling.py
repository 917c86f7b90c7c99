"""Ctrl+L: the label of the last acceptance, on paper or on the screen."""

from pathlib import Path

from app.domain.errors import DomainFault
from tests.support.counter_desk import Desk
from tests.support.counter_house import WAYBILL
from tests.support.fake_counter import OTHER_WAYBILL, FakeCounter, SteppedTaskRunner, scan
from ui.faults import Failed
from ui.keys import Action, KeyPress
from ui.printing.problems import PrintProblem
from ui.screens.acceptance.state import Hint, Panel
from ui.tones import Tone


def accepted_desk(problem: PrintProblem | None = None) -> Desk:
    """A counter after one acceptance."""
    desk = Desk()
    desk.counter.house.accepted()
    desk.counter.labels.problem = problem
    return desk


def test_one_key_prints_the_label_of_the_last_acceptance() -> None:
    desk = accepted_desk()
    desk.keys("Ctrl+L")
    assert [marked.waybill_number for marked in desk.counter.labels.printed] == [WAYBILL]
    assert desk.shown().notice is Hint.LABEL_PRINTED
    assert desk.shown().panel is Panel.NONE
    assert desk.shown().label is None
    assert desk.bell is Tone.GOOD


def test_without_a_printer_the_label_stands_on_the_screen_until_esc() -> None:
    desk = accepted_desk(PrintProblem.NO_PRINTER)
    desk.keys("Ctrl+L")
    shown = desk.shown()
    assert shown.notice == Failed(PrintProblem.NO_PRINTER)
    assert shown.panel is Panel.LABEL
    assert shown.label is not None
    assert shown.label.waybill_number == WAYBILL
    desk.keys("Esc")
    assert desk.shown().panel is Panel.NONE
    assert desk.shown().label is None


def test_the_panel_prints_again_once_the_printer_is_back() -> None:
    desk = accepted_desk(PrintProblem.PRINTER_FAILED)
    desk.keys("Ctrl+L", "Ctrl+L")
    assert desk.shown().panel is Panel.LABEL
    desk.counter.labels.problem = None
    desk.keys("Ctrl+L")
    assert len(desk.counter.labels.printed) == 1
    assert desk.shown().notice is Hint.LABEL_PRINTED


def test_the_shown_label_is_saved_where_somebody_chooses() -> None:
    desk = accepted_desk(PrintProblem.NO_PRINTER)
    desk.keys("Ctrl+L", "Ctrl+S")
    assert desk.counter.labels.saved == []
    assert desk.shown().notice == Failed(PrintProblem.NO_PRINTER)
    desk.counter.labels.path = Path("label.pdf")
    desk.keys("Ctrl+S")
    assert [path for _, path in desk.counter.labels.saved] == [Path("label.pdf")]
    assert desk.shown().notice is Hint.LABEL_SAVED
    desk.counter.labels.save_problem = PrintProblem.NOT_SAVED
    desk.keys("Ctrl+S")
    assert desk.shown().notice == Failed(PrintProblem.NOT_SAVED)


def test_saving_means_nothing_while_no_label_is_shown() -> None:
    desk = accepted_desk()
    assert not desk.presenter.press(KeyPress("Ctrl+S", ""))


def test_the_next_waybill_closes_it() -> None:
    desk = accepted_desk(PrintProblem.NO_PRINTER)
    desk.keys("Ctrl+L")
    desk.presenter.scanned(scan(OTHER_WAYBILL))
    assert desk.shown().panel is Panel.NONE


def test_a_label_that_comes_late_does_not_push_a_panel_away() -> None:
    tasks = SteppedTaskRunner()
    counter = FakeCounter(store_tasks=tasks)
    counter.house.accepted()
    counter.labels.problem = PrintProblem.NO_PRINTER
    desk = Desk(counter)
    tasks.run_all()
    desk.keys("Ctrl+L", "F1")
    tasks.run_all()
    assert desk.shown().panel is Panel.HELP


def test_nothing_accepted_is_said() -> None:
    desk = Desk()
    desk.keys("Ctrl+L")
    assert desk.shown().notice == Failed(DomainFault.NOTHING_ACCEPTED)
    assert desk.bell is Tone.BAD


def test_nobody_prints_while_nobody_is_signed_in() -> None:
    desk = Desk(signed_in=False)
    desk.counter.house.accepted()
    assert desk.presenter.perform(Action.PRINT_LABEL)
    assert desk.shown().notice is Hint.SIGN_IN_FIRST
    assert desk.counter.labels.printed == []
