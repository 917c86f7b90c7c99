"""Key events through the real path, window first, with time stamps of the test's own: no waiting, no luck."""

from collections.abc import Callable, Iterator, Sequence

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from devices.ports import ScanEvent, ScanSource, Symbology
from devices.scanner.calibration import SCANS, TEST_CODE, CalibrationRun, WedgeCalibration
from devices.scanner.wedge import WedgeSettings
from devices.simulators.typing_scene import typing_scene
from ui.wedge_filter import WedgeFilter

NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
LOCK_MASK = 0x2
FAST, SLOW = 4, 120
"""Milliseconds between keys: a scanner's, a person's."""


class Surface(QWidget):
    """A plain widget with a field and a button, that remembers the keys it was given."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.keys = ""
        self.releases = 0
        self.field = QLineEdit()
        self.button = QPushButton("button")
        self.clicks = 0
        self.on_key: Callable[[str], None] = lambda _: None
        self.button.clicked.connect(self._clicked)
        layout = QVBoxLayout(self)
        layout.addWidget(self.field)
        layout.addWidget(self.button)

    def keyPressEvent(self, event: QKeyEvent, /) -> None:  # noqa: N802 - Qt's name
        self.keys += event.text()
        self.on_key(event.text())

    def keyReleaseEvent(self, event: QKeyEvent, /) -> None:  # noqa: N802 - Qt's name
        self.releases += 1
        super().keyReleaseEvent(event)

    def _clicked(self) -> None:
        self.clicks += 1


class Keyboard:
    """Sends keys to the window as the platform does, at times of its own."""

    def __init__(self, surface: Surface) -> None:
        self._surface = surface
        self.now = 1000

    def tap(self, character: str, gap: int, *, caps_lock: bool = False, repeat: bool = False) -> None:
        """Press and release one key, ``gap`` milliseconds after the last."""
        self.now += gap
        self.press(character, caps_lock=caps_lock, repeat=repeat)
        self.release(character)

    def at(self, milliseconds: int, character: str, *, down: bool) -> None:
        self.now = milliseconds
        self._send(QEvent.Type.KeyPress if down else QEvent.Type.KeyRelease, character, 0, repeat=False)

    def press(self, character: str, *, caps_lock: bool = False, repeat: bool = False) -> None:
        self._send(QEvent.Type.KeyPress, character, LOCK_MASK if caps_lock else 0, repeat=repeat)

    def release(self, character: str) -> None:
        self._send(QEvent.Type.KeyRelease, character, 0, repeat=False)

    def type(self, text: str, gap: int, *, caps_lock: bool = False) -> None:
        for character in text:
            self.tap(character, gap, caps_lock=caps_lock)

    def _send(self, kind: QEvent.Type, character: str, native: int, *, repeat: bool) -> None:
        key = {"\r": Qt.Key.Key_Return, "\t": Qt.Key.Key_Tab}.get(character) or Qt.Key(ord(character.upper()))
        modifiers = SHIFT if character.isupper() and not native else NONE
        event = QKeyEvent(kind, key, modifiers, 0, 0, native, character, repeat)
        event.setTimestamp(self.now)
        QCoreApplication.sendEvent(self._surface.windowHandle(), event)


class Scene:
    def __init__(self, qtbot: QtBot) -> None:
        self.scans: list[ScanEvent] = []
        self.surface = Surface()
        qtbot.addWidget(self.surface)
        self.filter = WedgeFilter(self.scans.append)
        self.surface.show()
        qtbot.waitExposed(self.surface)
        self.surface.activateWindow()
        qtbot.waitUntil(self.surface.isActiveWindow)
        self.surface.setFocus()
        self.keyboard = Keyboard(self.surface)
        QCoreApplication.instance().installEventFilter(self.filter)  # type: ignore[union-attr] # qtbot made one
        self._qtbot = qtbot

    def settle(self) -> None:
        """Wait until nothing is held."""
        self._qtbot.waitUntil(lambda: not self.filter._held)

    def close(self) -> None:
        QCoreApplication.instance().removeEventFilter(self.filter)  # type: ignore[union-attr] # same
        self.filter.deleteLater()


@pytest.fixture
def scene(qtbot: QtBot) -> Iterator[Scene]:
    scene = Scene(qtbot)
    yield scene
    scene.close()


def texts(scans: Sequence[ScanEvent]) -> list[str]:
    return [scan.text for scan in scans]


def test_a_burst_is_a_scan_and_reaches_nobody(scene: Scene) -> None:
    scene.keyboard.type("YT8962646785389\r", FAST)
    assert texts(scene.scans) == ["YT8962646785389"]
    assert scene.scans[0].source is ScanSource.WEDGE
    assert scene.surface.keys == ""
    assert scene.surface.releases == 0


def test_aim_prefixes_are_taken_off(scene: Scene) -> None:
    scene.keyboard.type("]C0YT8962646785389\r", FAST)
    assert [(scan.text, scan.symbology) for scan in scene.scans] == [("YT8962646785389", Symbology.CODE_128)]


def test_a_scan_is_taken_too_while_a_key_that_was_held_has_opened_a_dialog(scene: Scene) -> None:
    loop = QEventLoop()

    def open_dialog(character: str) -> None:
        if character == "d":
            QTimer.singleShot(0, scan_in_the_dialog)
            loop.exec()

    def scan_in_the_dialog() -> None:
        scene.keyboard.now += SLOW
        scene.keyboard.type("YT8962646785389\r", FAST)
        loop.quit()

    scene.surface.on_key = open_dialog
    scene.keyboard.tap("d", FAST)
    scene.keyboard.tap("e", FAST)
    assert scene.surface.keys == "", "both are held still"
    scene.settle()
    assert texts(scene.scans) == ["YT8962646785389"]
    assert scene.surface.keys == "de"


def test_a_burst_never_writes_into_the_field_that_has_the_focus(scene: Scene) -> None:
    scene.surface.field.setFocus()
    scene.keyboard.type("ab", SLOW)
    scene.keyboard.now += SLOW
    scene.keyboard.type("YT8962646785389\r", FAST)
    scene.settle()
    assert texts(scene.scans) == ["YT8962646785389"]
    assert scene.surface.field.text() == "ab"


@pytest.mark.parametrize("suffix", ["\r", "\t"])
def test_the_suffix_never_presses_the_button_that_has_the_focus(scene: Scene, suffix: str) -> None:
    scene.surface.button.setFocus()
    scene.keyboard.type(f"YT8962646785389{suffix}", FAST)
    scene.settle()
    assert scene.surface.clicks == 0
    assert scene.surface.button.hasFocus()


def test_a_burst_with_blanks_never_presses_the_button(scene: Scene) -> None:
    scene.surface.button.setFocus()
    scene.keyboard.type("HELLO WORLD 123\r", FAST)
    scene.settle()
    assert texts(scene.scans) == ["HELLO WORLD 123"]
    assert scene.surface.clicks == 0


def test_the_second_half_of_carriage_return_line_feed_is_swallowed(scene: Scene) -> None:
    scene.keyboard.type("YT8962646785389\r\r", FAST)
    assert texts(scene.scans) == ["YT8962646785389"]
    assert scene.surface.keys == ""


def test_a_letter_typed_into_the_middle_of_a_burst_reaches_the_field_and_not_the_code(scene: Scene) -> None:
    scene.surface.field.setFocus()
    for character in "7731234":
        scene.keyboard.tap(character, FAST)
    scene.keyboard.now += 2
    scene.keyboard.press("q")
    scene.keyboard.type("567890123", FAST)
    scene.keyboard.type("\r", FAST)
    scene.keyboard.release("q")
    scene.settle()
    assert texts(scene.scans) == ["7731234567890123"]
    assert scene.surface.field.text() == "q"
    scene.keyboard.type("ed", SLOW)
    scene.settle()
    assert scene.surface.field.text() == "qed"


def test_a_pedal_in_the_middle_of_a_burst_acts_and_costs_no_scan(scene: Scene) -> None:
    acted: list[str] = []
    scene.surface.on_key = acted.append
    scene.keyboard.type("YT89626", FAST)
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        pedal = QKeyEvent(kind, Qt.Key.Key_F8, NONE)
        pedal.setTimestamp(scene.keyboard.now + 1)
        QCoreApplication.sendEvent(scene.surface.windowHandle(), pedal)
    scene.keyboard.type("46785389\r", FAST)
    assert texts(scene.scans) == ["YT8962646785389"]
    assert acted == [""], "a key without text, and nothing of the code"
    assert scene.surface.releases == 1


def test_a_key_that_went_down_before_a_burst_comes_up_at_its_widget(scene: Scene) -> None:
    scene.keyboard.at(1_000, "q", down=True)
    scene.settle()
    scene.keyboard.at(1_060, "Y", down=True)
    scene.keyboard.at(1_061, "Y", down=False)
    scene.keyboard.at(1_064, "q", down=False)
    scene.keyboard.type("T8962646785389\r", FAST)
    assert texts(scene.scans) == ["YT8962646785389"]
    assert (scene.surface.keys, scene.surface.releases) == ("q", 1)


def test_a_clerk_goes_on_typing_while_codes_are_scanned(scene: Scene) -> None:
    scene.surface.field.setFocus()
    played = typing_scene(4, seed=3)
    for event in played.events:
        scene.keyboard.at(round(event.at * 1000) + 1000, event.character, down=event.down)
    scene.settle()
    assert texts(scene.scans) == list(played.codes)
    assert scene.surface.field.text() == played.letters


def test_a_calibration_hears_every_key_and_then_the_filter_is_tuned_by_it(scene: Scene) -> None:
    calibration = CalibrationRun()
    scene.surface.field.setFocus()
    scene.filter.listen(calibration.feed)
    for _ in range(SCANS):
        scene.keyboard.now += 1000
        scene.keyboard.type(TEST_CODE + "\r", 60)
    found = calibration.result()
    assert isinstance(found, WedgeCalibration)
    scene.filter.listen(None)
    scene.filter.tune(WedgeSettings(threshold=found.threshold_ms / 1000, end=found.end))
    scene.keyboard.now += 1000
    scene.keyboard.type("YT8962646785389\r", 60)
    assert texts(scene.scans) == ["YT8962646785389"]
    assert scene.surface.field.text() == ""


def test_a_persons_typing_arrives_unchanged_and_in_order(scene: Scene) -> None:
    scene.surface.field.setFocus()
    scene.keyboard.type("hello World 123", SLOW)
    scene.settle()
    assert scene.surface.field.text() == "hello World 123"
    assert scene.scans == []


def test_fast_rolling_fingers_are_no_scanner(scene: Scene) -> None:
    for gap, character in zip((90, 6, 110, 8, 70, 95, 5, 120), "password", strict=True):
        scene.keyboard.tap(character, gap)
    scene.keyboard.tap("\r", 80)
    scene.settle()
    assert scene.surface.keys == "password\r"
    assert scene.scans == []


def test_a_held_key_is_let_go_when_nothing_follows(scene: Scene) -> None:
    scene.keyboard.tap("g", SLOW)
    assert scene.surface.keys == ""
    scene.settle()
    assert scene.surface.keys == "g"
    assert scene.surface.releases == 1


def test_a_key_that_types_nothing_goes_straight_through(scene: Scene) -> None:
    scene.keyboard.tap("\r", SLOW)
    assert scene.surface.keys == "\r"


def test_space_pressed_by_hand_presses_the_button_once(scene: Scene) -> None:
    scene.surface.button.setFocus()
    scene.keyboard.tap(" ", SLOW)
    scene.settle()
    assert scene.surface.clicks == 1


def test_a_release_never_overtakes_its_press(scene: Scene) -> None:
    scene.surface.button.setFocus()
    scene.keyboard.now += SLOW
    scene.keyboard.press(" ")
    scene.settle()
    assert scene.surface.clicks == 0
    scene.keyboard.release(" ")
    assert scene.surface.clicks == 1


def test_the_releases_of_a_scan_are_swallowed_even_when_they_come_late(scene: Scene) -> None:
    for character in "YT8962646785389\r":
        scene.keyboard.now += FAST
        scene.keyboard.press(character)
    for character in "YT8962646785389\r":
        scene.keyboard.release(character)
    assert len(scene.scans) == 1
    assert scene.surface.releases == 0


def test_a_release_that_never_came_costs_no_later_key_its_own(scene: Scene) -> None:
    for character in "HELLO WORLD 123\r":
        scene.keyboard.now += FAST
        scene.keyboard.press(character)
    scene.surface.button.setFocus()
    scene.keyboard.tap(" ", SLOW)
    scene.settle()
    assert scene.surface.clicks == 1
    assert not scene.surface.button.isDown()


def test_caps_lock_does_not_change_the_scan(scene: Scene) -> None:
    scene.keyboard.type("yt8962646785389\r", FAST, caps_lock=True)
    assert texts(scene.scans) == ["YT8962646785389"]


def test_typing_before_a_burst_is_let_through_first(scene: Scene) -> None:
    scene.keyboard.type("ab", SLOW)
    scene.keyboard.now += SLOW
    scene.keyboard.type("SF1234567890123\r", FAST)
    scene.settle()
    assert scene.surface.keys == "ab"
    assert texts(scene.scans) == ["SF1234567890123"]


def test_two_scans_in_a_row_are_two(scene: Scene) -> None:
    scene.keyboard.type("YT8962646785389\r", FAST)
    scene.keyboard.now += SLOW
    scene.keyboard.type("SF1234567890123\r", FAST)
    assert texts(scene.scans) == ["YT8962646785389", "SF1234567890123"]


def test_a_short_burst_is_typing(scene: Scene) -> None:
    scene.keyboard.type("138\r", FAST)
    scene.settle()
    assert scene.surface.keys == "138\r"
    assert scene.scans == []


def test_a_key_held_down_repeats_as_typing(scene: Scene) -> None:
    scene.surface.field.setFocus()
    scene.keyboard.tap("x", SLOW)
    for _ in range(12):
        scene.keyboard.tap("x", 30, repeat=True)
    scene.settle()
    assert scene.surface.field.text() == "x" * 13
    assert scene.scans == []


def test_a_window_that_goes_away_takes_its_held_keys_along(qtbot: QtBot, scene: Scene) -> None:
    gone = Surface()
    gone.show()
    qtbot.waitExposed(gone)
    keyboard = Keyboard(gone)
    keyboard.tap("g", SLOW)
    gone.close()
    gone.deleteLater()
    del gone
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    scene.settle()
    assert scene.scans == []
