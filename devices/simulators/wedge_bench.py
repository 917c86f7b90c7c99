"""How many of a scanner's bursts are heard right while a clerk types, and what becomes of the clerk's letters.

Invariants:
- The product's own recogniser judges, asked as the window's filter asks it; only Qt is left out.
"""

from typing import NamedTuple

from devices.scanner.wedge import MAX_THRESHOLD, BurstRecogniser, Decision, KeyPress, PassOn, Scan, WedgeSettings
from devices.simulators.typing_scene import KeyEvent, TypingScene

SETTINGS = WedgeSettings(threshold=MAX_THRESHOLD)
"""As calibrated for the slowest of the scanners."""


class WedgeResult(NamedTuple):
    """Of ``codes`` sent, ``right`` came as scans; ``wrong`` scans were never sent. Of ``letters`` typed, ``lost``."""

    codes: int
    right: int
    wrong: int
    letters: int
    lost: int


def measure_wedge(scene: TypingScene, settings: WedgeSettings = SETTINGS) -> WedgeResult:
    """Play ``scene`` to a recogniser and count."""
    heard = _Heard()
    recogniser = BurstRecogniser(settings)
    for event in scene.events:
        if recogniser.deadline is not None and recogniser.deadline < event.at:
            heard.take(recogniser.tick(recogniser.deadline))
        if event.down:
            heard.take(recogniser.feed(_key(event)))
        else:
            recogniser.release(ord(event.character), event.at)
    if recogniser.deadline is not None:
        heard.take(recogniser.tick(recogniser.deadline))
    sent = list(scene.codes)
    right = 0
    for scan in heard.scans:
        if scan in sent:
            sent.remove(scan)
            right += 1
    typed = "".join(character for character in heard.typed if character.isalpha())
    return WedgeResult(
        len(scene.codes), right, len(heard.scans) - right, len(scene.letters), len(scene.letters) - _same(typed, scene)
    )


class _Heard:
    def __init__(self) -> None:
        self.scans: list[str] = []
        self.typed: list[str] = []

    def take(self, decisions: list[Decision]) -> None:
        for decision in decisions:
            match decision:
                case PassOn(keys):
                    self.typed += [key.text for key in keys]
                case Scan(text, keys, typed):
                    self.scans.append(text)
                    self.typed += [keys[number].text for number in sorted(typed)]
                case _:
                    continue


def _key(event: KeyEvent) -> KeyPress:
    return KeyPress(event.character, event.at, is_suffix=event.character == "\r", key=ord(event.character))


def _same(typed: str, scene: TypingScene) -> int:
    """How many letters came through; none counts when their order changed."""
    return len(typed) if typed == scene.letters else _in_order(typed, scene.letters)


def _in_order(typed: str, letters: str) -> int:
    rest = iter(letters)
    return sum(letter in rest for letter in typed)
