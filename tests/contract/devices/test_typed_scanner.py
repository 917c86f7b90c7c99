"""The scanner that types like a keyboard has no driver: the recogniser at the window stands in its place here."""

from typing import Final

import pytest

from devices.scanner.wedge import MAX_THRESHOLD, BurstRecogniser, Decision, KeyPress, PassOn, Scan, WedgeSettings
from devices.simulators.faults import Fault
from devices.simulators.typed_scanner import FAULTS, HAND, SUFFIX, SimulatedTypedScanner
from tests.contract.devices.driven_benches import code
from tests.contract.devices.outcomes import SCANNER, WELL

OUTCOMES: Final = {**SCANNER, Fault.KEYS_LOST: WELL}
"""What gets lost of a typed key is the word that it went up."""


class Window:
    """Asks the recogniser about each key, as the window's filter does."""

    def __init__(self) -> None:
        self.scans: list[str] = []
        self.typed = ""
        self._recogniser = BurstRecogniser(WedgeSettings(threshold=MAX_THRESHOLD))

    def hears(self, scanner: SimulatedTypedScanner, number: int, *, locked: bool = False) -> None:
        for key in scanner.scan(code(number), at=10.0 * number):
            self._let_time_pass(key.at)
            if key.down:
                press = KeyPress(
                    key.character,
                    key.at,
                    is_suffix=key.character == SUFFIX,
                    key=ord(key.character),
                    caps_lock=locked,
                )
                self._take(self._recogniser.feed(press))
            else:
                self._recogniser.release(ord(key.character), key.at)
        self._let_time_pass(float("inf"))

    def _let_time_pass(self, until: float) -> None:
        while self._recogniser.deadline is not None and self._recogniser.deadline < until:
            self._take(self._recogniser.tick(self._recogniser.deadline))

    def _take(self, decisions: list[Decision]) -> None:
        for decision in decisions:
            match decision:
                case PassOn(keys):
                    self.typed += "".join(key.text for key in keys)
                case Scan(text):
                    self.scans.append(text)
                case _:
                    continue


@pytest.mark.parametrize("fault", sorted(FAULTS, key=str))
def test_a_fault_becomes_no_false_code(fault: Fault) -> None:
    scanner, window, outcome = SimulatedTypedScanner(), Window(), OUTCOMES[fault]
    window.hears(scanner, 1)
    scanner.inject(fault)
    window.hears(scanner, 2, locked=fault is Fault.CAPS_LOCK)
    window.hears(scanner, 3)
    assert window.scans == [code(number) for number in (1, outcome.reads, 3) if number is not None]
    if fault is Fault.NOISE_BEFORE:
        assert window.typed == HAND
