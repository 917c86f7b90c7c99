"""Tells a scanner that types like a keyboard from a person, by rhythm alone. Pure: timed keys in, decisions out.

The caller (an event filter at the window, before any widget or input method) asks :meth:`BurstRecogniser.feed` about
each key press and calls :meth:`BurstRecogniser.tick` at :attr:`BurstRecogniser.deadline`. A key that may belong to a
scan is held; soon it turns out to be part of a :class:`Scan`, or it is given back as typing.

Invariants:
- Every key fed comes out exactly once, in the order fed, in a :class:`PassOn`, a :class:`Scan` or a :class:`Swallow`.
  The caller may therefore keep its own queue of held key events and take as many off its front as a decision has keys.
- Nothing is held past ``deadline``: a single key is delayed by the threshold at most.
- A gap longer than the threshold always splits: what was before it is judged alone.
- A person's keys inside a burst are named in its :class:`Scan` and are typing: nobody's letter is lost to a scan.
- No key decides by itself, neither a prefix nor the suffix: a trick with a prefix key once swallowed passwords. Speed,
  evenness, length and suffix decide together.
- Text is never in a ``repr``: it may be a PIN.

How the rhythm is judged, and how a key that the clerk presses in the middle of a burst is told from the scanner's own:
:mod:`devices.scanner.rhythm`. It needs the releases, too (:meth:`BurstRecogniser.release`).

What rhythm cannot tell: a burst that stalls for longer than the threshold loses its front. The text must still be
checked for what it should be.
"""

from dataclasses import dataclass, field
from enum import Enum
from typing import Final, TypeAlias

from devices.scanner.rhythm import Stroke, keys_by_hand, may_become_scan

DEFAULT_THRESHOLD: Final = 0.035
MAX_THRESHOLD: Final = 0.100
MIN_LENGTH: Final = 6

_TELLING_GAPS: Final = range(3, 33)
"""How many gaps it takes to call an uneven rhythm a hand, and after how many the question is left to the end (a QR code
of 3,000 characters must not cost more with each)."""
_MOST_KEYS: Final = 4096
"""Longer than any bar code; a book leaning on the keyboard, or a script."""

_SUFFIX_TEXTS: Final = frozenset({"\r", "\n", "\t"})
_SWAP_CASE: Final = {ord(c): ord(c.swapcase()) for c in "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"}


class BurstEnd(Enum):
    """How the scanner ends a code."""

    SUFFIX = "suffix"
    """With Enter or Tab."""
    SILENCE = "silence"
    """With nothing: a burst counts when the threshold has passed (Enter or Tab still end it at once)."""


@dataclass(frozen=True, slots=True)
class WedgeSettings:
    """The settings, calibrated by scanning a test code.

    ``threshold``: seconds, the longest gap inside a scan, above 0 and up to 0.1. ``min_length``: characters.
    ``undo_caps_lock``: off for scanners that look at the Caps Lock light themselves. Raises ValueError.
    """

    threshold: float = DEFAULT_THRESHOLD
    min_length: int = MIN_LENGTH
    end: BurstEnd = BurstEnd.SUFFIX
    undo_caps_lock: bool = True

    def __post_init__(self) -> None:
        if not 0 < self.threshold <= MAX_THRESHOLD:
            raise ValueError("the threshold lies between 0 and 0.1 seconds")
        if self.min_length < 2:
            raise ValueError("a rhythm needs at least two characters")


@dataclass(frozen=True, slots=True)
class KeyPress:
    """One key going down.

    ``text``: the character it makes without an input method; empty for keys that make none and for shortcuts (Ctrl+C).
    Modifiers going down alone (Shift, Caps Lock) are not fed at all: scanners press Shift for capitals.
    ``monotonic``: seconds, from the key event's own time stamp, not from when the program got round to it: after a
    stall, typed keys arrive all at once and would look like a burst.
    ``is_suffix``: Enter (either) or Tab; a key that types CR, LF or TAB counts in any case, since a scanner set to the
    suffix LF types Ctrl+J or Linefeed, which is no Enter key (V-here).
    ``caps_lock``: the lock was on. ``auto_repeat``: the key is being held down. ``key``: the key's own number, by which
    its release is known; 0 where there is none.
    """

    text: str = field(repr=False)
    monotonic: float
    is_suffix: bool = False
    caps_lock: bool = False
    auto_repeat: bool = False
    key: int = 0

    @property
    def ends_code(self) -> bool:
        """Whether a scanner may send it after a code."""
        return self.is_suffix or self.text in _SUFFIX_TEXTS


@dataclass(frozen=True, slots=True)
class Hold:
    """The key just fed may belong to a scan: keep it from everybody until a later decision includes it."""


@dataclass(frozen=True, slots=True)
class PassOn:
    """These keys are typing: let them through, oldest first."""

    keys: tuple[KeyPress, ...]


@dataclass(frozen=True, slots=True)
class Scan:
    """These keys, a suffix among them, were a scan. ``text`` is as sent; :mod:`devices.scanner.aim` cleans it.

    ``typed``: the numbers of those keys that a person pressed meanwhile. They are not in the text: let them through.
    """

    text: str = field(repr=False)
    keys: tuple[KeyPress, ...]
    typed: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Swallow:
    """These keys are the rest of a scan already reported (the second half of CR LF): drop them."""

    keys: tuple[KeyPress, ...]


Decision: TypeAlias = Hold | PassOn | Scan | Swallow


class BurstRecogniser:
    """One keyboard stream's recogniser. Not thread-safe; times are seconds of one clock that never goes back."""

    def __init__(self, settings: WedgeSettings | None = None) -> None:
        self._settings = settings or WedgeSettings()
        self._held: list[KeyPress] = []
        self._strokes: list[Stroke] = []  # one for each held key
        self._last_at = float("-inf")  # of the last key, held or not
        self._typing = False  # no scanner does this; until the next pause keys go straight through
        self._after_scan = False  # the last key was a scan's suffix

    @property
    def deadline(self) -> float | None:
        """When to call ``tick``; None while nothing is held."""
        return self._last_at + self._settings.threshold if self._held else None

    def feed(self, key: KeyPress) -> list[Decision]:
        """Judge one key press. The last decision is about this key; those before it about keys held until now.

        When the only decision is a PassOn of this key alone, its event may simply go on its way.
        """
        decisions = self._settle() if self._paused_before(key) else []
        self._last_at = key.monotonic
        decisions += self._judge(key)
        return decisions

    def release(self, key: int, monotonic: float) -> None:
        """The key with this number was let go. What is not held, or has no number, changes nothing."""
        for held, stroke in zip(reversed(self._held), reversed(self._strokes), strict=True):
            if key and held.key == key and stroke.released is None:
                stroke.released = monotonic
                return

    def tick(self, now: float) -> list[Decision]:
        """Settle what is held once its deadline has come. Feed all waiting key events before calling it."""
        if self.deadline is None or now < self.deadline:
            return []
        return self._settle()

    def _paused_before(self, key: KeyPress) -> bool:
        gap = key.monotonic - self._last_at
        return not 0 <= gap <= self._settings.threshold  # a clock that goes back (X11's wraps) is a pause, too

    def _settle(self) -> list[Decision]:
        """Decide about a burst that has ended in silence, and begin afresh."""
        self._typing = self._after_scan = False
        if not self._held:
            return []
        typed = self._keys_by_hand(None) if self._settings.end is BurstEnd.SILENCE else None
        return [self._pass_on() if typed is None else self._scan(typed)]

    def _judge(self, key: KeyPress) -> list[Decision]:
        if key.ends_code and self._after_scan:
            return [Swallow((key,))]
        self._after_scan = False
        if key.auto_repeat or not (key.text or key.ends_code):
            self._typing = True
        if self._typing:
            return [self._pass_on(key)]
        if key.ends_code:
            return self._end_burst(key)
        self._held.append(key)
        self._strokes.append(Stroke(key.monotonic))
        if len(self._held) >= _MOST_KEYS:
            self._typing = True
            return [self._pass_on()]
        return [*self._let_the_hand_go(key.monotonic), Hold()]

    def _end_burst(self, suffix: KeyPress) -> list[Decision]:
        typed = self._keys_by_hand(suffix.monotonic)
        if typed is None:
            return [self._pass_on(suffix)]
        self._after_scan = True
        return [self._scan(typed, suffix)]

    def _keys_by_hand(self, end: float | None) -> frozenset[int] | None:
        return keys_by_hand(self._strokes, end, self._last_at, least=self._settings.min_length)

    def _let_the_hand_go(self, now: float) -> list[Decision]:
        """Give back the front as soon as no scan can begin there, so that a person sees what they type."""
        front = 0
        while len(self._strokes) - front - 1 in _TELLING_GAPS and not may_become_scan(self._strokes[front:], now):
            front += 1
        return [self._pass_on_front(front)] if front else []

    def _scan(self, typed: frozenset[int], *suffix: KeyPress) -> Scan:
        text = "".join(self._character(key) for number, key in enumerate(self._held) if number not in typed)
        return Scan(text, self._release(*suffix), typed)

    def _pass_on(self, *key: KeyPress) -> PassOn:
        return PassOn(self._release(*key))

    def _pass_on_front(self, count: int) -> PassOn:
        keys = tuple(self._held[:count])
        del self._held[:count], self._strokes[:count]
        return PassOn(keys)

    def _release(self, *newest: KeyPress) -> tuple[KeyPress, ...]:
        keys = (*self._held, *newest)
        self._held.clear()
        self._strokes.clear()
        return keys

    def _character(self, key: KeyPress) -> str:
        # With the lock on, the scanner's Shift makes small letters and its plain keys capitals.
        return key.text.translate(_SWAP_CASE) if key.caps_lock and self._settings.undo_caps_lock else key.text
