"""Key presses with times, for tests of scanners that type."""

from collections.abc import Iterable

from devices.scanner.wedge import KeyPress

ENTER = "⏎"


def pressed(character: str, monotonic: float) -> KeyPress:
    """A key that makes ``character``."""
    return KeyPress(character, monotonic)


def suffix(monotonic: float) -> KeyPress:
    """Enter."""
    return KeyPress("\r", monotonic, is_suffix=True)


def keys_of(text: str, *, gap: float, start: float = 0.0) -> list[KeyPress]:
    """The keys of ``text``, ``gap`` seconds apart, without a suffix."""
    return [pressed(character, start + index * gap) for index, character in enumerate(text)]


def typed_out(keys: Iterable[KeyPress]) -> str:
    """What these keys say, with ⏎ for a suffix."""
    return "".join(ENTER if key.is_suffix else key.text for key in keys)
