"""Takes a keyboard-wedge scanner's burst out of the key stream before any widget sees it.

The rhythm is judged by :mod:`devices.scanner.wedge`; here are only Qt's events.

Invariants:
- Keys are looked at on their way to a window, once: an application filter sees each key again at the widget and at
  each of its parents (measured: 7 keys came 7 times at the window, 14 times below it).
- A person's keys reach the focus widget unchanged and in order, at most the threshold later. Releases keep their place
  among the presses.
- A burst reaches nobody, its suffix included: it can neither write into a field nor press a button. What a person typed
  in the middle of it reaches the focus widget, before the scan is told.
- Modifier keys alone (Shift, Caps Lock) are let through at once: the characters of the keys hold them already. So are
  function keys (a foot pedal) in the middle of a burst, which goes on beside them.
"""

import math
import sys
import time
from collections import Counter, deque
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent, QWindow
from shiboken6 import isValid

from devices.ports import ScanEvent, ScanSource
from devices.scanner.aim import read_text, scan_event
from devices.scanner.wedge import BurstRecogniser, Decision, Hold, KeyPress, PassOn, Scan, Swallow, WedgeSettings

DEVICE: Final = "wedge:"
"""The registry name of whatever types."""

_MODIFIER_KEYS: Final = frozenset(
    {
        Qt.Key.Key_Shift,
        Qt.Key.Key_Control,
        Qt.Key.Key_Alt,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_Meta,
        Qt.Key.Key_CapsLock,
        Qt.Key.Key_NumLock,
        Qt.Key.Key_ScrollLock,
    }
)
_FIRST_FUNCTION_KEY: Final = Qt.Key.Key_F1.value
_LAST_FUNCTION_KEY: Final = Qt.Key.Key_F35.value
_NO_HAND: Final = 3
"""Presses held at once that no rolling fingers make."""
_SUFFIX_KEYS: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab})
_SUFFIX_TEXTS: Final = frozenset({"\r", "\n"})
"""A line feed comes as a key of its own on X."""
_SHORTCUT: Final = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)
_CAPS_LOCK_BIT: Final = {"win32": 0x100, "darwin": 0x10000}.get(sys.platform, 0x2)
"""Qt names no Caps Lock; in the native modifiers it is Qt's own bit on Windows, NSEventModifierFlagCapsLock on macOS,
and X's LockMask elsewhere."""


class WedgeFilter(QObject):
    """An event filter for the whole application.

    ``on_scan`` is called on the main thread with each scan. Install with ``QCoreApplication.installEventFilter``.
    """

    def __init__(
        self,
        on_scan: Callable[[ScanEvent], None],
        settings: WedgeSettings | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._on_scan = on_scan
        self._learner: Callable[[KeyPress], None] | None = None
        self._held: deque[tuple[QWindow, QKeyEvent]] = deque()
        self._swallowed: Counter[int] = Counter()  # keys of a burst that are still to be released
        self._replayed: QKeyEvent | None = None  # on its way to its window, and not seen here yet
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._silence)
        self._last_look = QTimer(self)
        self._last_look.setSingleShot(True)
        self._last_look.timeout.connect(self._settle)
        self.tune(settings if settings is not None else WedgeSettings())

    def tune(self, settings: WedgeSettings) -> None:
        """Judge by these settings from the next key on; what is held goes to the window as typing."""
        held = self._taken(len(self._held))
        self._timer.stop()
        self._settings = settings
        self._recogniser = BurstRecogniser(settings)
        self._threshold_ms = math.ceil(1000 * settings.threshold)
        self._replay(held)

    def listen(self, learner: Callable[[KeyPress], None] | None) -> None:
        """Hand every key press to ``learner`` and to nobody else, for a calibration; None ends it. Escape gets by."""
        self.tune(self._settings)
        self._learner = learner

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """True keeps the event from everybody."""
        if not isinstance(watched, QWindow) or not isinstance(event, QKeyEvent):
            return False
        if event is self._replayed:
            self._replayed = None
            return False
        if event.key() in _MODIFIER_KEYS:
            return False
        if self._learner is not None and event.key() != Qt.Key.Key_Escape:
            if event.type() == QEvent.Type.KeyPress:
                self._learner(wedge_key(event))
            return True
        if event.type() == QEvent.Type.KeyPress:
            return not self._is_beside_a_burst(event) and self._pressed(watched, event)
        return event.type() == QEvent.Type.KeyRelease and self._released(watched, event)

    def _is_beside_a_burst(self, event: QKeyEvent) -> bool:
        """A pedal, and no scanner: it neither waits for the burst nor ends it."""
        if not _FIRST_FUNCTION_KEY <= event.key() <= _LAST_FUNCTION_KEY:
            return False
        return sum(held.type() == QEvent.Type.KeyPress for _, held in self._held) >= _NO_HAND

    def _pressed(self, window: QWindow, event: QKeyEvent) -> bool:
        self._swallowed.pop(_number(event), None)  # a release that was lost must not cost this press its own
        key = wedge_key(event)
        decisions = self._recogniser.feed(key)
        mine = decisions[-1]
        if len(decisions) == 1 and isinstance(mine, PassOn) and len(mine.keys) == 1 and not self._held:
            return False  # nothing is waiting: the event itself may go on its way
        self._held.append((window, event.clone()))
        self._carry_out(decisions)
        return True

    def _released(self, window: QWindow, event: QKeyEvent) -> bool:
        number = _number(event)
        if self._swallowed[number] > 0:
            self._swallowed[number] -= 1
            return True
        if not self._held:
            return False
        self._recogniser.release(number, _seconds(event))
        self._held.append((window, event.clone()))
        return True

    def _carry_out(self, decisions: list[Decision]) -> None:
        scans: list[Scan] = []
        typed_keys: list[tuple[QWindow, QKeyEvent]] = []
        for decision in decisions:
            match decision:
                case Hold():
                    pass
                case PassOn(keys):
                    typed_keys += self._taken(len(keys))
                case Swallow(keys):
                    self._swallow(self._taken(len(keys)))
                case Scan(_, keys, typed):
                    typed_keys += self._divide(self._taken(len(keys)), typed)
                    scans.append(decision)
        self._last_look.stop()
        if self._recogniser.deadline is None:
            self._timer.stop()
        else:
            self._timer.start(self._threshold_ms)
        # all is settled here before a window gets its keys: it may run an event loop of its own, with more of them
        self._replay(typed_keys)
        for scan in scans:
            self._report(scan)

    def _taken(self, presses: int) -> list[tuple[QWindow, QKeyEvent]]:
        """Take that many presses off the front, with the releases behind each."""
        taken: list[tuple[QWindow, QKeyEvent]] = []
        while self._held:
            if self._held[0][1].type() == QEvent.Type.KeyPress:
                if presses == 0:
                    break
                presses -= 1
            taken.append(self._held.popleft())
        return taken

    def _divide(self, keys: list[tuple[QWindow, QKeyEvent]], typed: frozenset[int]) -> list[tuple[QWindow, QKeyEvent]]:
        """A person's presses and releases, of keys that went down before, too; the scanner's are dropped."""
        mine: list[tuple[QWindow, QKeyEvent]] = []
        others: list[tuple[QWindow, QKeyEvent]] = []
        scanned: set[int] = set()  # the scanner's keys that are still down
        presses = 0
        for window, event in keys:
            number = _number(event)
            if event.type() == QEvent.Type.KeyPress:
                by_hand = presses in typed
                presses += 1
                if by_hand:
                    scanned.discard(number)
                else:
                    scanned.add(number)
            else:
                by_hand = number not in scanned
                scanned.discard(number)
            (mine if by_hand else others).append((window, event))
        self._swallow(others)
        return mine

    def _replay(self, keys: list[tuple[QWindow, QKeyEvent]]) -> None:
        for window, event in keys:
            if isValid(window):
                self._replayed = event
                QCoreApplication.sendEvent(window, event)
        self._replayed = None

    def _swallow(self, keys: list[tuple[QWindow, QKeyEvent]]) -> None:
        for _, event in keys:
            self._swallowed[_number(event)] += 1 if event.type() == QEvent.Type.KeyPress else -1

    def _report(self, scan: Scan) -> None:
        code = read_text(scan.text)
        if code is not None:
            now = time.monotonic()
            self._on_scan(scan_event(code, source=ScanSource.WEDGE, device=DEVICE, monotonic=now))

    @Slot()
    def _silence(self) -> None:
        # Once more round the event loop: after a stall the timer is served before the keys that wait behind it.
        self._last_look.start(0)

    @Slot()
    def _settle(self) -> None:
        deadline = self._recogniser.deadline
        if deadline is not None:
            self._carry_out(self._recogniser.tick(deadline))


def wedge_key(event: QKeyEvent) -> KeyPress:
    """A Qt key press as the recogniser wants it."""
    modifiers = event.modifiers()
    text = event.text() if event.text().isprintable() and not modifiers & _SHORTCUT else ""
    return KeyPress(
        text=text,
        monotonic=_seconds(event),
        is_suffix=(event.key() in _SUFFIX_KEYS or event.text() in _SUFFIX_TEXTS) and not modifiers & _SHORTCUT,
        caps_lock=bool(event.nativeModifiers() & _CAPS_LOCK_BIT),
        auto_repeat=event.isAutoRepeat(),
        key=_number(event),
    )


def _number(event: QKeyEvent) -> int:
    """The key itself, whatever Shift makes of it; without a scan code what it types must do."""
    return event.nativeScanCode() or int(event.key())


def _seconds(event: QKeyEvent) -> float:
    """Platforms without time stamps give 0."""
    return event.timestamp() / 1000 if event.timestamp() else time.monotonic()
