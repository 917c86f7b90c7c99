"""A clerk who types while a keyboard scanner sends codes: both their keys in one stream, as a window gets them. Pure.

Invariants:
- The same seed gives the same stream; letters are the clerk's, digits the scanner's, so that each key's owner is known.
- The two know nothing of each other: a letter may fall before, into or behind a burst, a few milliseconds away.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Final

SLOWEST_GAP: Final = 0.080
"""Seconds between two keys of a burst, at most; each burst has a pace of its own from nothing up to this."""

_CODE_LENGTHS: Final = range(12, 21)
_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"
_HAND_GAP, _HAND_SPREAD = 0.19, 0.35
"""Median seconds from one letter to the next (60 words a minute) and the spread of its logarithm."""
_HAND_DOWN, _HAND_DOWN_SPREAD, _HAND_DOWN_LEAST = 0.095, 0.020, 0.050
"""Seconds that a person holds a key (R: studies of keystroke dynamics give 80 to 110 on average)."""
_PAUSE: Final = 0.6
"""Seconds from one burst to the next, at least: a hand lays down a parcel and takes up the next."""


@dataclass(frozen=True, slots=True)
class KeyEvent:
    """A key goes ``down`` or up at ``at`` (seconds). ``character`` is what it types; a burst's suffix is a CR."""

    at: float
    character: str
    down: bool


@dataclass(frozen=True, slots=True)
class TypingScene:
    """``events`` by time; what the scanner sent, and what the clerk typed."""

    events: tuple[KeyEvent, ...]
    codes: tuple[str, ...]
    letters: str


def typing_scene(bursts: int, seed: int, *, pauses: bool = True) -> TypingScene:
    """``bursts`` codes at random speeds among typing. ``pauses``: the clerk stops to think now and then."""
    random = Random(seed)  # noqa: S311 - a scene, no secret
    events: list[KeyEvent] = []
    codes: list[str] = []
    now = 1.0
    for _ in range(bursts):
        now += _PAUSE + random.random()
        code = "".join(random.choices("0123456789", k=random.choice(_CODE_LENGTHS)))
        codes.append(code)
        burst = list(_burst(code + "\r", now, random))
        events += burst
        now = burst[-1].at
    letters = list(_letters(now + 1.0, random, pauses=pauses))
    events += letters
    events.sort(key=lambda event: event.at)
    return TypingScene(tuple(events), tuple(codes), "".join(event.character for event in letters if event.down))


def _burst(text: str, start: float, random: Random) -> Iterator[KeyEvent]:
    pace = SLOWEST_GAP * random.random()
    down = pace * random.uniform(0.1, 0.5)
    jitter = min(0.004, 0.2 * pace)
    at = start
    for character in text:
        held = down * random.uniform(0.9, 1.1)
        yield KeyEvent(at, character, down=True)
        yield KeyEvent(at + held, character, down=False)
        at += max(held, pace + random.uniform(-jitter, jitter))


def _letters(end: float, random: Random, *, pauses: bool) -> Iterator[KeyEvent]:
    at, letter = 0.5, ""
    while at < end:
        letter = random.choice([other for other in _LETTERS if other != letter])  # let go before it is hit again
        held = max(_HAND_DOWN_LEAST, random.gauss(_HAND_DOWN, _HAND_DOWN_SPREAD))
        yield KeyEvent(at, letter, down=True)
        yield KeyEvent(at + held, letter, down=False)
        at += _HAND_GAP * random.lognormvariate(0.0, _HAND_SPREAD)
        if pauses and random.random() < 0.1:
            at += random.uniform(0.5, 3.0)
