"""The scripted clerk: signs in and takes parcels in, by keys alone, at the real window."""

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QWindow
from PySide6.QtTest import QTest

from app.demonstration.plan import PlannedParcel, SenderKind
from app.demonstration.watching import watch_until
from app.desktop import Desktop
from app.training import CLERK_NUMBER, CLERK_PIN, TrainingWorld
from devices.ports import CardText
from devices.simulators.cards import synthetic_card
from devices.simulators.waybill_picture import waybill_picture
from ui.keys import Action
from ui.screens.acceptance.state import Kept, Panel

if TYPE_CHECKING:
    from app.domain.acceptance import Parcel
    from ui.window import CounterWindow

SECONDS_PER_KEY = 0.06
"""About 200 keys a minute more than a clerk types; well above a scanner's gaps."""


@dataclass
class Timings:
    """Milliseconds from the outside event to the screen's answer."""

    scan_to_screen: list[float] = field(default_factory=list)
    card_to_screen: list[float] = field(default_factory=list)
    photo_to_screen: list[float] = field(default_factory=list)
    finish_to_kept: list[float] = field(default_factory=list)
    parcel: list[float] = field(default_factory=list)


class ScriptedClerk:
    """Works at ``desktop`` with the devices of ``world``. ``shots`` is where pictures of the steps go, or None."""

    def __init__(self, desktop: Desktop, world: TrainingWorld, shots: Path | None, seed: int) -> None:
        self._desktop = desktop
        self._world = world
        self._shots = shots
        self._seed = seed
        self._shot_number = 0
        self._keys = 0
        self.timings = Timings()
        self.keystrokes: dict[SenderKind, list[int]] = {kind: [] for kind in SenderKind}
        self.pressed: Counter[Action] = Counter()

    @property
    def _window(self) -> "CounterWindow":
        return self._desktop.window

    def heard(self, action: Action) -> None:
        """Every key that the counter took: the window tells."""
        self._keys += 1
        self.pressed[action] += 1

    def sign_in(self) -> None:
        """Number, Enter, PIN, Enter."""
        watch_until(lambda: self._desktop.furnished, "the pages")
        watch_until(self._window.sign_in_view.isVisible, "the sign-in page", seconds=60)
        self.shot("sign-in")
        self._press_text(CLERK_NUMBER)
        self._press(Qt.Key.Key_Return)
        self._press_text(CLERK_PIN)
        self._press(Qt.Key.Key_Return)
        watch_until(self._window.acceptance_view.isVisible, "the counter")
        self._settled("the counter")
        self.shot("counter")

    def show_panels(self) -> None:
        """Everything that opens beside the lanes, and a document read by the camera, for the pictures."""
        self.show_refusal_and_help()
        self.show_a_document_read()
        self.show_ways_of_sending()

    def show_refusal_and_help(self) -> None:
        """Open and leave the refusal reasons and the help, for the pictures."""
        for key, panel, name in (
            (Qt.Key.Key_F2, Panel.REFUSAL, "refusal"),
            (Qt.Key.Key_F1, Panel.HELP, "help"),
        ):
            self._press(key)
            watch_until(partial(self._panel_is, panel), name)
            self.shot(name)
            self._press(Qt.Key.Key_Escape)
            watch_until(partial(self._panel_is, Panel.NONE), f"{name} closed")

    def show_a_document_read(self) -> None:
        """A card under the camera instead of on the reader, up to the comparison; then the parcel is given up."""
        self._scan_number(self._world.next_waybill())
        drawn = self._world.show_next_document()
        watch_until(drawn.done, "the document drawn", seconds=60)
        self._press(Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
        watch_until(partial(self._panel_is, Panel.CAPTURE), "the capture")
        self.shot("capture")
        watch_until(self._has_document, "the document read", seconds=90)
        self.shot("document-read")
        self._world.clear_table()
        self._press(Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
        watch_until(partial(self._panel_is, Panel.DISCARD), "the question before giving up")
        self._press(Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
        watch_until(lambda: self._window.acceptance.idle and self._window.acceptance.view.parcel is None, "given up")

    def show_ways_of_sending(self) -> None:
        """The panels of F4 and F6, for the pictures."""
        self._scan_number(self._world.next_waybill())
        for key, panel, name in (
            (Qt.Key.Key_F4, Panel.SENDING, "sending"),
            (Qt.Key.Key_F6, Panel.CUSTOMERS, "customers"),
        ):
            self._press(key)
            watch_until(partial(self._panel_is, panel), name)
            self.shot(name)
            self._press(Qt.Key.Key_Escape)
            watch_until(partial(self._panel_is, Panel.NONE), f"{name} closed")
        self._press(Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
        self._press(Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
        watch_until(lambda: self._window.acceptance.idle and self._window.acceptance.view.parcel is None, "given up")

    def show_records(self) -> None:
        """The records list, for the pictures."""
        self._press(Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
        watch_until(self._window.records_view.isVisible, "the records")
        self._settled("the records")
        self.shot("records")
        self._press(Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
        watch_until(self._window.acceptance_view.isVisible, "the counter")

    def take_in(self, planned: PlannedParcel, *, pictured: bool = False) -> None:
        """One parcel, from the waybill to the confirmation."""
        self._keys = 0
        took = self._scan(planned)
        self._shot_if(pictured, "waybill")
        took += self._identify(planned, pictured=pictured)
        self._press_text(planned.category_key)
        took += self._wait(lambda parcel: parcel.inspection.item_category is not None, "the category")
        took += self._photograph()
        self._shot_if(pictured, "contents")
        took += self._finish(pictured=pictured)
        self._shot_if(pictured, "accepted")
        self.timings.parcel.append(took)
        self.keystrokes[planned.kind].append(self._keys)
        self._world.clear_table()

    def shot(self, name: str) -> None:
        """A picture of the window as it is."""
        if self._shots is None:
            return
        self._shot_number += 1
        # let the layout follow the last change first; what is left to paint is painted by grab() itself
        watch_until(partial(_passed, time.perf_counter()), "the layout")
        self._desktop.shell.grab().save(str(self._shots / f"{self._shot_number:02d}-{name}.png"))

    def _shot_if(self, wanted: bool, name: str) -> None:
        if wanted:
            self.shot(name)

    def _scan(self, planned: PlannedParcel) -> float:
        number = self._world.next_waybill()
        if planned.by_camera:
            self._world.table.show(waybill_picture(number, seed=self._seed))
            return self._wait(lambda parcel: parcel.waybill is not None, "the waybill by camera")
        self._world.scanner.scan(number)
        took = self._wait(lambda parcel: parcel.waybill is not None, "the waybill")
        self.timings.scan_to_screen.append(took)
        return took

    def _identify(self, planned: PlannedParcel, *, pictured: bool) -> float:
        if planned.kind is SenderKind.SAME:
            self._press(Qt.Key.Key_F7)
            return self._wait(lambda parcel: parcel.sender is not None, "the same sender")
        self._world.lay_card(self._card(planned), planned.person)
        took = self._wait(lambda parcel: parcel.sender is not None, "the card")
        self.timings.card_to_screen.append(took)
        self._shot_if(pictured, "document")
        self._world.reader.lift_card()
        self._press(Qt.Key.Key_Space)
        took += self._wait(
            lambda parcel: parcel.sender is not None and parcel.sender.same_person is not None, "the clerk's word"
        )
        self._press(Qt.Key.Key_Space)
        took += self._wait(lambda parcel: parcel.waybill_name is not None, "the name on the waybill")
        if planned.kind is SenderKind.NEW:
            self._press_text(planned.phone)
        return took + self._wait(
            lambda parcel: parcel.sender is not None and parcel.sender.phone is not None, "the phone number"
        )

    def _photograph(self) -> float:
        self._world.show_contents()
        self._wait_for_frame("the opened parcel")
        self._press(Qt.Key.Key_F8)
        took = self._wait(lambda parcel: bool(parcel.inspection.photos), "the photo")
        self.timings.photo_to_screen.append(took)
        return took

    def _wait_for_frame(self, what: str) -> None:
        devices = self._desktop.ready().devices
        shown = time.monotonic()
        watch_until(
            # the frame after the next one: the next may have been under way when the table changed
            lambda: (frame := devices.latest_frame()) is not None and frame.monotonic > shown + SECONDS_PER_KEY,
            what,
        )

    def _finish(self, *, pictured: bool) -> float:
        """Enter takes the sealed parcel's picture and finishes."""
        self._world.seal_parcel(self._number())
        self._wait_for_frame("the sealed parcel")
        self._shot_if(pictured, "sealed")
        self._press(Qt.Key.Key_Return)
        took = watch_until(
            lambda: self._window.acceptance.idle and isinstance(self._window.acceptance.notice, Kept),
            "the confirmation",
        )
        self.timings.finish_to_kept.append(took)
        return took

    def _number(self) -> str:
        parcel = self._window.acceptance.view.parcel
        return parcel.waybill.number if parcel is not None and parcel.waybill is not None else ""

    def _card(self, planned: PlannedParcel) -> CardText:
        return synthetic_card(self._seed * 1000 + planned.person)

    def _wait(self, condition: "Callable[[Parcel], bool]", what: str) -> float:
        def happened() -> bool:
            presenter = self._window.acceptance
            return presenter.idle and presenter.view.parcel is not None and condition(presenter.view.parcel)

        return watch_until(happened, what)

    def _scan_number(self, number: str) -> None:
        self._world.scanner.scan(number)
        self._wait(lambda parcel: parcel.waybill is not None, "the waybill")

    def _has_document(self) -> bool:
        presenter = self._window.acceptance
        parcel = presenter.view.parcel
        return presenter.idle and parcel is not None and parcel.sender is not None

    def _panel_is(self, panel: Panel) -> bool:
        return self._window.acceptance.panel is panel

    def _settled(self, what: str) -> None:
        watch_until(lambda: self._window.acceptance.idle, what)

    def _press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self._keyboard(), key, modifier)

    def _press_text(self, text: str) -> None:
        """At a quick hand's pace: faster would be taken for a scanner, and rightly."""
        for character in text:
            began = time.perf_counter()
            QTest.keyClick(self._keyboard(), Qt.Key(ord(character.upper())))
            watch_until(partial(_passed, began), "the next key")

    def _keyboard(self) -> QWindow:
        """Keys enter at the window, as the operating system sends them: past the scanner filter, to the focus."""
        return self._desktop.shell.windowHandle()


def _passed(began: float) -> bool:
    return time.perf_counter() - began > SECONDS_PER_KEY
