"""Ctrl+L: the label of the last acceptance, on paper or on the screen."""

from pathlib import Path

import pytest

from app.domain.errors import DomainFault
from app.inspection_mark import is_mark, shown_short_code
from app.label_port import SetLabelPrinter
from app.usecases.inspection_label import MarkedParcel
from devices.errors import DeviceError, DeviceFault
from devices.label_printer.languages import LabelLanguage
from devices.simulators.label_jobs import read_job
from devices.simulators.label_printer import SimulatedLabelPrinter
from tests.support.builders import CLERK
from tests.support.counter_desk import Desk
from tests.support.counter_house import WAYBILL
from tests.support.devices import PATIENCE
from tests.support.fake_counter import OTHER_WAYBILL, FakeCounter, InlineTaskRunner, SteppedTaskRunner, scan
from ui.faults import Failed
from ui.keys import Action, KeyPress
from ui.printing.problems import PrintProblem
from ui.screens.acceptance.label_paper import RawLabels
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


class FakeLabelPrinter:
    """A printer that is spoken to in its own language."""

    def __init__(self, fault: DeviceFault | None = None, queue: str | None = None) -> None:
        self.fault = fault
        self.queue = queue
        self.printed: list[str] = []

    def print(self, marked: MarkedParcel) -> None:
        if self.fault is not None:
            raise DeviceError(self.fault, "label:test")
        self.printed.append(marked.short_code)


def desk_with(printer: FakeLabelPrinter, tasks: SteppedTaskRunner | None = None) -> Desk:
    counter = FakeCounter(label_printer=printer, cpu_tasks=tasks or InlineTaskRunner())
    counter.house.accepted()
    return Desk(counter)


def test_a_label_printer_gets_the_label_instead_of_the_system() -> None:
    printer = FakeLabelPrinter()
    desk = desk_with(printer)
    desk.keys("Ctrl+L")
    assert len(printer.printed) == 1
    assert desk.counter.labels.on == []
    assert desk.shown().notice is Hint.LABEL_PRINTED
    assert desk.presenter.idle


@pytest.mark.parametrize("language", LabelLanguage)
def test_what_comes_out_of_the_printer_is_the_mark_and_nobodys_data(language: LabelLanguage) -> None:
    with SimulatedLabelPrinter() as simulator:
        address = f"label:{language.value}@tcp:127.0.0.1:{simulator.port}"
        counter = FakeCounter()
        set_printer = SetLabelPrinter(address, allow_simulated=False)
        set_printer.check()
        counter.label_printer = RawLabels(counter.house.clock.local, set_printer)
        accepted = counter.house.accepted()
        Desk(counter).keys("Ctrl+L")
        assert simulator.wait_for(1, PATIENCE)
        label = read_job(simulator.jobs[0], language)
    (code,) = label.codes
    assert is_mark(code)
    assert label.inside
    assert {"已验视", f"验视人 {CLERK}", f"单号尾 {WAYBILL[-6:]}"} < set(label.texts)
    kept = counter.house.look(lambda work: work.acceptances.last())
    assert kept is not None
    assert kept.acceptance_id == accepted.acceptance_id
    assert shown_short_code(kept.mark) in label.texts
    sender = kept.parcel.sender
    assert sender is not None
    assert sender.phone
    everything = " ".join((*label.texts, code))
    for personal in (sender.document.name, sender.document.number, sender.phone, WAYBILL):
        assert personal not in everything


def test_a_setting_that_cannot_be_used_is_told_with_the_first_label() -> None:
    counter = FakeCounter()
    set_printer = SetLabelPrinter("label:epl@/dev/usb/lp0", allow_simulated=False)
    counter.label_printer = RawLabels(counter.house.clock.local, set_printer)
    counter.house.accepted()
    desk = Desk(counter)
    desk.keys("Ctrl+L")
    assert desk.shown().notice == Failed(DeviceFault.BAD_SETTING)
    assert desk.shown().panel is Panel.LABEL


def test_while_it_is_sent_the_counter_goes_on() -> None:
    tasks = SteppedTaskRunner()
    printer = FakeLabelPrinter()
    desk = desk_with(printer, tasks)
    tasks.run_all()
    desk.keys("Ctrl+L")
    assert printer.printed == []
    assert not desk.presenter.idle
    desk.presenter.scanned(scan(OTHER_WAYBILL))
    assert desk.shown().waybill.number == OTHER_WAYBILL
    tasks.run_all()
    assert len(printer.printed) == 1
    assert desk.presenter.idle


@pytest.mark.parametrize("fault", [DeviceFault.NO_ANSWER, DeviceFault.HALF_SENT, DeviceFault.REFUSED])
def test_what_it_did_not_print_stands_on_the_screen(fault: DeviceFault) -> None:
    printer = FakeLabelPrinter(fault)
    desk = desk_with(printer)
    desk.keys("Ctrl+L")
    assert desk.shown().notice == Failed(fault)
    assert desk.shown().panel is Panel.LABEL
    assert desk.counter.labels.on == []
    printer.fault = None
    desk.keys("Ctrl+L")
    assert desk.shown().notice is Hint.LABEL_PRINTED
    assert len(printer.printed) == 1


@pytest.mark.parametrize("fault", [DeviceFault.REFUSED, DeviceFault.NO_DRIVER])
def test_a_queue_that_takes_nothing_raw_is_drawn_on(fault: DeviceFault) -> None:
    desk = desk_with(FakeLabelPrinter(fault, queue="Zebra"))
    desk.keys("Ctrl+L")
    assert desk.counter.labels.on == ["Zebra"]
    assert desk.shown().notice is Hint.LABEL_PRINTED
    desk.counter.labels.problem = PrintProblem.PRINTER_GONE
    desk.keys("Ctrl+L")
    assert desk.shown().notice == Failed(PrintProblem.PRINTER_GONE)
    assert desk.shown().panel is Panel.LABEL


def test_no_label_is_printed_twice_when_a_part_went_out() -> None:
    desk = desk_with(FakeLabelPrinter(DeviceFault.HALF_SENT, queue="Zebra"))
    desk.keys("Ctrl+L")
    assert desk.counter.labels.on == []
    assert desk.shown().notice == Failed(DeviceFault.HALF_SENT)


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


def test_pressing_again_before_it_is_out_prints_no_second_label() -> None:
    tasks = SteppedTaskRunner()
    printer = FakeLabelPrinter()
    desk = desk_with(printer, tasks)
    tasks.run_all()
    desk.keys("Ctrl+L", "Ctrl+L")
    tasks.run_all()
    assert len(printer.printed) == 1
    assert desk.presenter.idle
    desk.keys("Ctrl+L")
    desk.counter.house.accepted(OTHER_WAYBILL)
    desk.keys("Ctrl+L")
    tasks.run_all()
    assert len(printer.printed) == 3, "another parcel's label, and the same one once more, are printed"
    assert desk.presenter.idle
