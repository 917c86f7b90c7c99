"""The device page's mind: looks while it is shown, tells what devices bring, chooses, names, calibrates and prints.

Anybody who is signed in may choose: a village station has nobody else when a scanner is replaced over the phone, a
choice is undone in two keys, and no record is touched by it.

Invariants:
- Nothing is looked at while the page is hidden, and nothing that a device brought outlives it.
- Only a person turns the page: what a device brings stands in its place's row, too, so that a key never meets another
  place than the one it was pressed for.
- What a scanner types before it was calibrated chooses nothing: a candidate must be gone to, a digit lets go of it, and
  so does unplugging it.
- One step at a time; a calibration ends with the page, with Escape, or after a minute, and then keys are everybody's.
"""

from collections.abc import Callable
from dataclasses import replace
from types import MappingProxyType
from typing import Final, Protocol

from app.device_board import Chosen, DeviceBoard, DeviceRole
from devices.errors import DeviceError
from devices.label_printer.layout import LabelWords
from devices.scale.profiles import ScaleProfile
from devices.scanner.calibration import CalibrationProblem, CalibrationRun, WedgeCalibration
from devices.scanner.wedge import KeyPress
from ui.faults import failed
from ui.keys import Action
from ui.screens.devices.actions import DevicesPorts
from ui.screens.devices.state import (
    Calibrating,
    DevicesPage,
    Done,
    Evidence,
    Said,
    Writing,
    proof_of,
)
from ui.screens.devices.wording import test_label
from ui.tones import Tone

LOOK_EVERY: Final = 2
"""Ticks between two looks."""
SETTLE_TICKS: Final = 2
"""Ticks after the last scan of a calibration in which its suffix must come: more than a second."""
PATIENCE_TICKS: Final = 60
"""Ticks after which a calibration that nobody scans for ends."""

_PROFILES: Final = tuple(profile for profile in ScaleProfile if profile is not ScaleProfile.PATTERN)
"""A pattern of one's own is written by hand."""


class DevicesScreen(Protocol):
    """What the presenter draws on."""

    def show_state(self, state: DevicesPage) -> None:
        """Show ``state``, whole."""


class Chips(Protocol):
    """What stands about devices outside the page."""

    def chosen(self, chosen: Chosen) -> None:
        """Devices have gone, and one that says nothing by itself may have come."""

    def named(self, role: DeviceRole, name: str) -> None:
        """A device is called otherwise."""


class DevicesPresenter:
    """Main thread only."""

    def __init__(self, screen: DevicesScreen, chips: Chips, ports: DevicesPorts) -> None:
        self._screen = screen
        self._chips = chips
        self._ports = ports
        self._state = DevicesPage()
        self._run: CalibrationRun | None = None
        self._run_ticks = 0
        self._shown = False
        self._looking = False
        self._ticks = 0

    @property
    def free(self) -> bool:
        """Whether another part may be turned to: no calibration is under way."""
        return self._run is None

    def shown(self) -> None:
        """The page has come to the front."""
        self._shown = True
        self._state = replace(self._state, said=None)
        self._look()
        # a printer that is off takes its time to say so: the page is not blank meanwhile
        self._ports.device_tasks.submit(self._ports.actions.check_printer, self._look_again, self._failed)
        self._draw_test_code()

    def hidden(self) -> None:
        """The page has gone: what devices brought goes with it."""
        self._shown = False
        self._end_run()
        # drawn, too: what was typed may be a password
        self._show(replace(self._state, proofs=MappingProxyType({}), calibrating=None, writing=None, chosen=""))

    def tick(self) -> None:
        """A second has passed while the page is shown."""
        self._ticks += 1
        if self._run is not None:
            self._tick_run(self._run)
        if self._ticks % LOOK_EVERY == 0:
            self._look()

    def changed(self) -> None:
        """A device says that it is otherwise."""
        if self._shown:
            self._look()

    def take(self, evidence: Evidence) -> None:
        """A device has brought something: it is shown here, and goes nowhere else."""
        if self._state.calibrating is not None:
            return
        role, proof = proof_of(evidence)
        self._show(replace(self._state, proofs=MappingProxyType({**self._state.proofs, role: proof})))
        self._ports.bell(Tone.GOOD)

    def perform(self, action: Action) -> bool:
        """Do what a key or its button stands for. False when that is not this page's now."""
        if action is Action.CANCEL:
            return self._leave()
        steps: dict[Action, Callable[[], None]] = {
            Action.FINISH: self.choose,
            Action.DISCARD: self.remove,
            Action.TYPE_NAME: lambda: self._write(Writing.NAME),
            Action.TYPE_ADDRESS: lambda: self._write(Writing.ADDRESS),
        }
        match self._state.role:
            case DeviceRole.SCANNER:
                steps[Action.CONFIRM] = self.calibrate
            case DeviceRole.LABEL_PRINTER:
                steps[Action.CONFIRM] = self.print_test
            case DeviceRole.SCALE:
                steps |= {Action.MORE: lambda: self._turn_profile(1), Action.FEWER: lambda: self._turn_profile(-1)}
            case _:
                pass  # seen to work by what it brings
        step = steps.get(action)
        if step is None:
            return False
        if not self._state.busy and self._run is None:
            step()
        return True

    def pick(self, character: str) -> bool:
        """A digit turns to a place; whether the character stands for one. Any other lets go of the candidate."""
        roles = {str(number): role for number, role in enumerate(DeviceRole, 1)}
        if character not in roles:
            if character:
                self.let_go()
            return False
        self.turn_to(roles[character])
        return True

    def let_go(self) -> None:
        """No candidate is gone to any more: somebody types, or a scanner does."""
        if self._state.chosen:
            self._show(replace(self._state, chosen=""))

    def turn_to(self, role: DeviceRole) -> None:
        """Show another place; of the one that is shown, let go of what was gone to."""
        if self._run is None:
            profile = self._state.profile if role is self._state.role else None
            self._show(replace(self._state, role=role, chosen="", profile=profile, said=None, writing=None))

    def move(self, step: int) -> None:
        """Go on to another candidate."""
        place = self._state.place
        if place is not None and place.candidates:
            row = self._state.row
            first = 0 if step > 0 else -1
            self.point((row + step) % len(place.candidates) if row is not None else first)

    def point(self, row: int) -> None:
        """Go to that candidate."""
        place = self._state.place
        if place is not None:
            self._show(replace(self._state, chosen=place.candidates[row].address, said=None))

    def choose(self) -> None:
        """Give the place to the candidate."""
        candidate, place = self._state.candidate, self._state.place
        if candidate is None:
            self._say(Done.CHOOSE_FIRST if place is not None and place.candidates else Done.NOTHING_CHOSEN)
            return
        options = self._state.scale_options if self._state.role is DeviceRole.SCALE else {}
        query = "&".join(f"{key}={text}" for key, text in options.items())
        self._set(f"{candidate.address}?{query}" if query else candidate.address)

    def remove(self) -> None:
        """Nobody has the place any more; asked for twice, because an address that was written by hand is gone then."""
        place = self._state.place
        if place is None or not place.address:
            return
        if self._state.said is Done.REMOVE_AGAIN or (self._state.board is not None and self._state.board.simulated):
            self._set("")
        else:
            self._say(Done.REMOVE_AGAIN)

    def enter(self, text: str) -> None:
        """What was typed is to be kept."""
        writing, role = self._state.writing, self._state.role
        self._state = replace(self._state, writing=None)
        match writing:
            case Writing.ADDRESS if not text.strip():
                self.leave_field()
            case Writing.ADDRESS:
                self._set(text.strip())
            case Writing.NAME:
                self._do(lambda: self._ports.actions.rename(role, text), lambda _: self._renamed(role, text))
            case None:
                pass

    def leave_field(self) -> None:
        """Nothing of it is to be kept."""
        self._show(replace(self._state, writing=None))

    def calibrate(self) -> None:
        """Learn how the keyboard scanner types, by three scans of the test code."""
        self._run, self._run_ticks = CalibrationRun(), 0
        self._ports.actions.listen(self._key)
        self._show(replace(self._state, calibrating=Calibrating(), said=None))

    def print_test(self) -> None:
        """One label that says nothing but that it is a test."""
        words: LabelWords = test_label(self._ports.local(self._ports.now()))
        self._do(lambda: self._ports.actions.print_test(words), lambda _: self._well(Done.TEST_PRINTED))

    # ---- calibration

    def _key(self, key: KeyPress) -> None:
        run = self._run
        if run is None:
            return
        run.feed(key)
        self._run_ticks = 0
        if run.complete and key.ends_code:
            self._finish(run)
            return
        wrong = run.result() is CalibrationProblem.OTHER_LAYOUT
        if Calibrating(run.heard, wrong) != self._state.calibrating:
            self._show(replace(self._state, calibrating=Calibrating(run.heard, wrong)))

    def _tick_run(self, run: CalibrationRun) -> None:
        self._run_ticks += 1
        if run.complete and self._run_ticks >= SETTLE_TICKS:
            self._finish(run)
        elif self._run_ticks >= PATIENCE_TICKS:
            found = run.result()
            self._end_run()
            self._badly(found if isinstance(found, CalibrationProblem) else Done.TOO_FEW_SCANS)

    def _finish(self, run: CalibrationRun) -> None:
        found = run.result()
        self._end_run()
        if isinstance(found, CalibrationProblem):
            self._badly(found)
            return
        self._do(lambda: self._ports.actions.keep_calibration(found), lambda _: self._calibrated(found))

    def _calibrated(self, found: WedgeCalibration) -> None:
        self._ports.actions.tune(found)
        self._well(found)

    def _end_run(self) -> None:
        if self._run is not None:
            self._run = None
            self._ports.actions.listen(None)
            self._state = replace(self._state, calibrating=None)

    # ---- the rest

    def _leave(self) -> bool:
        if self._run is not None:
            self._end_run()
            self._say(Done.CALIBRATION_STOPPED)
            return True
        return False

    def _write(self, writing: Writing) -> None:
        place = self._state.place
        if place is not None and (writing is Writing.ADDRESS or place.address):
            self._show(replace(self._state, writing=writing, said=None))

    def _turn_profile(self, step: int) -> None:
        now = self._state.scale_options["profile"]
        at = next((place for place, profile in enumerate(_PROFILES) if profile.value == now), -1)
        self._show(replace(self._state, profile=_PROFILES[(at + step) % len(_PROFILES)]))

    def _set(self, address: str) -> None:
        board, role = self._state.board, self._state.role
        if board is not None and board.simulated:
            self._say(Done.TRAINING)
            return
        self._do(lambda: self._ports.actions.choose(role, address), lambda chosen: self._chosen(chosen, address))

    def _chosen(self, chosen: Chosen, address: str) -> None:
        self._chips.chosen(chosen)
        self._state = replace(self._state, chosen="", profile=None)
        unusable = chosen.unusable
        if unusable is not None and unusable.fault is not None:
            self._badly(failed(DeviceError(unusable.fault, unusable.device, unusable.detail)))
            self._look()
        else:
            self._well(chosen.effect if address else Done.REMOVED)

    def _renamed(self, role: DeviceRole, name: str) -> None:
        self._chips.named(role, name.strip())
        self._well(Done.NAMED)

    def _do(self, work: Callable[[], object], done: Callable[..., None]) -> None:
        self._show(replace(self._state, busy=True, said=None))
        self._ports.device_tasks.submit(work, done, self._failed)

    def _well(self, said: Said) -> None:
        self._ports.bell(Tone.GOOD)
        self._say(said)
        self._look()

    def _badly(self, said: Said) -> None:
        self._ports.bell(Tone.BAD)
        self._say(said)

    def _failed(self, error: Exception) -> None:
        self._badly(failed(error))

    def _say(self, said: Said) -> None:
        self._show(replace(self._state, busy=False, said=said))

    def _draw_test_code(self) -> None:
        if self._state.test_code is None:
            self._ports.cpu_tasks.submit(self._ports.actions.test_code, self._drawn, self._failed)

    def _drawn(self, png: bytes) -> None:
        self._show(replace(self._state, test_code=png))

    def _look_again(self, _: None) -> None:
        self._look()

    def _look(self) -> None:
        if not self._looking:
            self._looking = True
            self._ports.device_tasks.submit(self._ports.actions.board, self._looked, self._not_looked)

    def _looked(self, board: DeviceBoard) -> None:
        self._looking = False
        seen = replace(self._state, board=board)
        self._show(seen if seen.candidate is not None else replace(seen, chosen=""))

    def _not_looked(self, error: Exception) -> None:
        self._looking = False
        self._failed(error)

    def _show(self, state: DevicesPage) -> None:
        self._state = state
        self._screen.show_state(state)
