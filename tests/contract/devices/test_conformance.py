"""Every driver with every fault that its device can have: told, healed, and nothing false is ever read."""

import logging
from pathlib import Path
from typing import Final

import pytest

from devices.errors import DeviceFault
from devices.id_reader.commands import Command
from devices.id_reader.usb_line import UsbVariant
from devices.scale.profiles import ScaleProfile
from devices.simulators.cards import synthetic_card
from devices.simulators.faults import Fault, Faulty
from devices.simulators.label_printer import FAULTS as OF_PRINTERS
from devices.simulators.label_printer import SimulatedLabelPrinter
from devices.simulators.picture_camera import PictureTable
from devices.simulators.scale_module import CHECKED
from devices.simulators.typed_scanner import FAULTS as OF_TYPED_SCANNERS
from devices.simulators.typed_scanner import SimulatedTypedScanner
from tests.contract.devices.benches import POLL, SHORT_POLLS
from tests.contract.devices.driven_benches import (
    NUMBERS,
    DrivenReaderBench,
    DrivenScaleBench,
    DrivenUsbBench,
    code,
)
from tests.contract.devices.pairs import PAIRS, Pair
from tests.contract.devices.play import Bench, playing

PERSONAL: Final = [
    word
    for number in NUMBERS
    for card in [synthetic_card(number)]
    for word in (code(number), card.name, card.number, card.address)
]


@pytest.fixture(autouse=True)
def _short_polls(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in SHORT_POLLS:
        monkeypatch.setattr(name, POLL)


def told_nobody(caplog: pytest.LogCaptureFixture) -> bool:
    """Nothing of a person is in the log."""
    said = "\n".join(f"{record.getMessage()} {record.exc_text or ''}" for record in caplog.records)
    return not any(word in said for word in PERSONAL)


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.name)
def test_a_fault_is_told_and_healed_and_nothing_false_is_read(
    pair: Pair, tmp_path: Path, caplog: pytest.LogCaptureFixture, subtests: pytest.Subtests
) -> None:
    caplog.set_level(logging.DEBUG)
    bench = pair.bench(tmp_path)
    possible = sorted(bench.faults, key=lambda possible: possible.value)
    bench.close()
    for number, (fault, on) in enumerate((each, step) for each in possible for step in pair.steps(each)):
        folder = tmp_path / str(number)
        folder.mkdir()
        with subtests.test(fault=fault.value, on=None if on is None else on.name):
            bench = pair.bench(folder)
            try:
                hit(pair, bench, fault, on)
            finally:
                bench.close()
    assert told_nobody(caplog)


def hit(pair: Pair, bench: Bench, fault: Fault, on: Command | None) -> None:
    outcome = pair.outcome(fault, on)
    with playing(bench) as play:
        play.bring_well(1)
        play.bring_spoilt(2, fault, on, outcome)
        play.bring_well(3)
        assert play.readings == [number for number in (1, outcome.reads, 3) if number is not None]
        assert play.told <= {outcome.told, DeviceFault.NOT_FOUND, DeviceFault.REMOVED}


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.name)
def test_a_fault_that_it_cannot_have_is_refused(pair: Pair, tmp_path: Path) -> None:
    bench = pair.bench(tmp_path)
    for fault in set(Fault) - bench.faults:
        with pytest.raises(ValueError, match=fault.value):
            bench.inject(fault, None)
    bench.close()


def refuses_what_it_cannot_have(simulator: Faulty) -> bool:
    for fault in set(Fault) - simulator.faults:
        with pytest.raises(ValueError, match=fault.value):
            simulator.inject(fault)
    return bool(simulator.faults)


def test_simulators_without_a_driver_refuse_it_too(tmp_path: Path) -> None:
    with SimulatedLabelPrinter() as printer:
        assert refuses_what_it_cannot_have(printer)
    assert refuses_what_it_cannot_have(SimulatedTypedScanner())
    assert refuses_what_it_cannot_have(PictureTable(tmp_path / "table"))


def test_no_fault_of_the_vocabulary_is_without_a_simulator(tmp_path: Path) -> None:
    had = OF_PRINTERS | OF_TYPED_SCANNERS
    for pair in PAIRS:
        (tmp_path / pair.name).mkdir()
        bench = pair.bench(tmp_path / pair.name)
        had |= bench.faults
        bench.close()
    assert had == set(Fault)


@pytest.mark.parametrize(
    ("profile", "fault", "told"),
    [
        *(
            (profile, Fault.SILENCE, DeviceFault.NO_ANSWER)
            for profile in (ScaleProfile.XK3190, ScaleProfile.TOLEDO_8217)
        ),
        *((profile, Fault.BAD_CHECKSUM, DeviceFault.BAD_FRAME) for profile in CHECKED),
        (ScaleProfile.TOLEDO, Fault.HALF_FRAME, DeviceFault.BAD_FRAME),
        (ScaleProfile.XK3190, Fault.WRONG_LENGTH, DeviceFault.BAD_FRAME),
    ],
    ids=str,
)
def test_a_scale_whose_fault_lasts_says_so_and_heals(profile: ScaleProfile, fault: Fault, told: DeviceFault) -> None:
    bench = DrivenScaleBench(profile)
    with playing(bench) as play:
        play.bring_well(1)
        bench.inject_for_long(fault)
        assert play.until(lambda: told in play.told)
        bench.bring(2)
        assert play.until(lambda: 2 in play.readings)
        assert play.readings == [1, 2]
    assert play.told == {told}


LASTING: Final = [
    *((fault, Command.FIND_CARD, 3, DeviceFault.BAD_FRAME) for fault in (Fault.BAD_CHECKSUM, Fault.HALF_FRAME)),
    (Fault.BAD_CHECKSUM_RECEIVED, Command.FIND_CARD, 3, DeviceFault.BAD_FRAME),
    (Fault.BAD_CHECKSUM, Command.SAM_STATUS, 3, DeviceFault.BAD_FRAME),
    (Fault.SELF_TEST_FAILED, Command.SAM_STATUS, 2, DeviceFault.OUT_OF_ORDER),
    (Fault.NOT_AUTHORISED, Command.SAM_STATUS, 1, DeviceFault.OUT_OF_ORDER),
    (Fault.SILENCE, Command.SAM_ID, 1, DeviceFault.NO_ANSWER),
    (Fault.UNPLUGGED_MID_FRAME, Command.SAM_STATUS, 1, DeviceFault.REMOVED),
    # once or twice they are overcome
    (Fault.SELF_TEST_FAILED, Command.SAM_STATUS, 1, None),
    (Fault.BAD_CHECKSUM, Command.SAM_ID, 2, None),
    (Fault.DUPLICATE, Command.SAM_STATUS, 2, None),
    (Fault.NOISE_BEFORE, Command.SAM_ID, 2, None),
]
"""Of a card reader: fault, question, how often, and what the status says; the first questions come with an opening."""


@pytest.mark.parametrize(("fault", "on", "count", "told"), LASTING)
def test_a_card_reader_whose_fault_lasts_says_so_and_heals(
    fault: Fault, on: Command, count: int, told: DeviceFault | None
) -> None:
    bench = DrivenReaderBench()
    with playing(bench) as play:
        bench.inject(fault, on, count)
        if on is not Command.FIND_CARD:
            bench.replug()
        assert told is None or play.until(lambda: told in play.told)
        if fault is Fault.UNPLUGGED_MID_FRAME:
            bench.replug()
        play.bring_well(1)
        assert play.is_ready()
        assert play.readings == [1]
    assert play.told - {DeviceFault.REMOVED, DeviceFault.NOT_FOUND} == {told} - {None, DeviceFault.REMOVED}


@pytest.mark.parametrize("step", [Command.SELECT_CARD, Command.READ_CARD])
def test_a_card_whose_answers_stay_spoilt_has_failed_and_the_next_one_is_read(step: Command) -> None:
    bench = DrivenReaderBench()
    with playing(bench) as play:
        bench.inject(Fault.BAD_CHECKSUM, step, 3)
        bench.bring(1)
        assert play.until(lambda: len(play.failed_cards) == 1)
        play.bring_well(2)
        assert play.readings == [2]


@pytest.mark.parametrize("variant", [None, *UsbVariant])
@pytest.mark.parametrize("step", [Command.FIND_CARD, Command.SELECT_CARD, Command.READ_CARD])
def test_an_answer_that_comes_too_late_is_thrown_away(variant: UsbVariant | None, step: Command) -> None:
    bench = DrivenReaderBench() if variant is None else DrivenUsbBench(variant)
    with playing(bench) as play:
        bench.inject(Fault.LATE_ANSWER, step)
        bench.bring(1)
        assert play.until(lambda: DeviceFault.NO_ANSWER in play.told)
        play.bring_well(2)
        assert play.readings == ([2] if step is Command.READ_CARD else [1, 2])
    assert bench.reader.counts.stale_replies == 1
