"""Tells a scanner that types like a keyboard from a person, by rhythm alone. Pure: timed keys in, decisions out.

The caller (an event filter at the window, before any widget or input method) asks :meth:`BurstRecogniser.feed` about
each key press and calls :meth:`BurstRecogniser.tick` at :attr:`BurstRecogniser.deadline`. A key that may belong to a
scan is held; soon it turns out to be part of a :class:`Scan`, or it is given back as typing.

Invariants:
- Every key fed comes out exactly once, in the order fed, in a :class:`PassOn`, a :class:`Scan` or a :class:`Swallow`.
  The caller may therefore keep its own queue of held key events and take as many off its front as a decision has keys.
- Nothing is held past ``deadline``: a single key is delayed by the threshold at most.
- A gap longer than the threshold always splits: what was before it is judged alone.
- No key decides by itself, neither a prefix nor the suffix: a trick with a prefix key once swallowed passwords. Speed,
  evenness, length and suffix decide together.
- Text is never in a ``repr``: it may be a PIN.

Why three tests on the gaps (see ``_typed_by_machine``). Scanners type at 10 ms a key or less, people at 30 ms or more
(V), but some scanners are slow, up to 100 ms (R), and a person rolling over keys makes single gaps of a few ms. With
a threshold raised for a slow scanner, the largest gap alone would take fast typing for a scan.

What rhythm cannot tell: a key that the clerk presses in the middle of a burst becomes part of its text, and a burst
that stalls for longer than the threshold loses its front. The text must still be checked for what it should be.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from itertools import pairwise
from statistics import median
from typing import Final, TypeAlias

DEFAULT_THRESHOLD: Final = 0.035
MAX_THRESHOLD: Final = 0.100
MIN_LENGTH: Final = 6

_FAST: Final = 0.020
"""Seconds. At a median gap up to this nobody is typing, whatever the rhythm."""
_HAND: Final = 0.035
"""Seconds. From this median on a practised hand can keep up for the length of a PIN, evenly too."""
_LONG: Final = 10
"""Characters a burst must have beyond ``_HAND``. Six would take a PIN typed on the number pad for a scan."""
_EVEN_SHARE: Final = 0.20
_EVEN_FLOOR: Final = 0.010
"""Seconds a slow burst's gaps may stray from their median: the keyboard is asked in steps of 8 to 10 ms (R, USB low
speed), so an even scanner looks that uneven."""
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
    ``caps_lock``: the lock was on. ``auto_repeat``: the key is being held down.
    """

    text: str = field(repr=False)
    monotonic: float
    is_suffix: bool = False
    caps_lock: bool = False
    auto_repeat: bool = False

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
    """These keys, a suffix among them, were a scan. ``text`` is as sent; :mod:`devices.scanner.aim` cleans it."""

    text: str = field(repr=False)
    keys: tuple[KeyPress, ...]


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
        self._last_at = float("-inf")  # of the last key, held or not
        self._typing = False  # a hand was recognised; until the next pause keys go straight through
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
        if self._settings.end is BurstEnd.SILENCE and self._is_scan(_gaps(self._held)):
            return [self._scan()]
        return [self._pass_on()]

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
        if self._shows_a_hand():
            self._typing = True
            return [self._pass_on()]
        return [Hold()]

    def _end_burst(self, suffix: KeyPress) -> list[Decision]:
        if not self._is_scan(_gaps([*self._held, suffix])):
            return [self._pass_on(suffix)]
        self._after_scan = True
        return [self._scan(suffix)]

    def _is_scan(self, gaps: Sequence[float]) -> bool:
        return len(self._held) >= self._settings.min_length and _typed_by_machine(gaps, len(self._held))

    def _shows_a_hand(self) -> bool:
        """Tell as early as can be, so that a person at the keyboard sees what they type."""
        if len(self._held) - 1 in _TELLING_GAPS:
            return not _even_or_fast(_gaps(self._held))
        return len(self._held) >= _MOST_KEYS

    def _scan(self, *suffix: KeyPress) -> Scan:
        text = "".join(map(self._character, self._held))
        return Scan(text, self._release(*suffix))

    def _pass_on(self, *key: KeyPress) -> PassOn:
        return PassOn(self._release(*key))

    def _release(self, *newest: KeyPress) -> tuple[KeyPress, ...]:
        keys = (*self._held, *newest)
        self._held.clear()
        return keys

    def _character(self, key: KeyPress) -> str:
        # With the lock on, the scanner's Shift makes small letters and its plain keys capitals.
        return key.text.translate(_SWAP_CASE) if key.caps_lock and self._settings.undo_caps_lock else key.text


def _gaps(keys: Sequence[KeyPress]) -> list[float]:
    return [later.monotonic - earlier.monotonic for earlier, later in pairwise(keys)]


def _typed_by_machine(gaps: Sequence[float], characters: int) -> bool:
    """Judge a finished burst; none of its gaps is above the threshold."""
    return _even_or_fast(gaps) and (median(gaps) <= _HAND or characters >= _LONG)


def _even_or_fast(gaps: Sequence[float]) -> bool:
    middle = median(gaps)
    stray = max(_EVEN_FLOOR, _EVEN_SHARE * middle)
    return middle <= _FAST or all(abs(gap - middle) <= stray for gap in gaps)
