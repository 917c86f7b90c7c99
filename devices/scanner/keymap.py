"""What a keyboard's keys type on a US layout: key codes to characters and back. Pure.

Codes are those of Linux (``input-event-codes.h``). From 1 to 83 they are the scan codes of a PC keyboard (set 1), so
one table serves the event devices of Linux and the Raw Input of Windows alike.

Invariants:
- The layout is the US one, whatever the PC is set to: scanners leave the factory with it (R), and the code never passes
  through the system's own layout.
- What other keyboards do (a Caps Lock pressed there) changes nothing here: every device has its own state.
- A combination that types nothing gives an empty text; one that cannot be decoded gives U+FFFD, never a guess.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

ENTER: Final = 28
TAB: Final = 15
KEYPAD_ENTER: Final = 96
LINE_FEED: Final = 101
LEFT_SHIFT: Final = 42
LEFT_CTRL: Final = 29
LEFT_ALT: Final = 56
CAPS_LOCK: Final = 58

UNDECODABLE: Final = "\N{REPLACEMENT CHARACTER}"

_SHIFTS: Final = frozenset({LEFT_SHIFT, 54})
_CTRLS: Final = frozenset({LEFT_CTRL, 97})
_ALTS: Final = frozenset({LEFT_ALT, 100})

_ROWS: Final = (
    (2, "1234567890-=", "!@#$%^&*()_+"),
    (16, "qwertyuiop[]", "QWERTYUIOP{}"),
    (30, "asdfghjkl;'`", 'ASDFGHJKL:"~'),
    (43, "\\zxcvbnm,./", "|ZXCVBNM<>?"),
    (57, " ", " "),
)
_PLAIN: Final[Mapping[int, str]] = MappingProxyType(
    {first + step: character for first, plain, _ in _ROWS for step, character in enumerate(plain)}
    | {ENTER: "\r", KEYPAD_ENTER: "\r", TAB: "\t", LINE_FEED: "\n"}
)
_SHIFTED: Final[Mapping[int, str]] = MappingProxyType(
    {first + step: character for first, _, shifted in _ROWS for step, character in enumerate(shifted)}
)
_KEYPAD: Final[Mapping[int, str]] = MappingProxyType(
    {71 + step: character for step, character in enumerate("789-456+1230.")} | {55: "*", 98: "/"}
)
"""With Num Lock on: a scanner that types on the keypad counts on it."""

_KEY_OF: Final[Mapping[str, tuple[int, bool]]] = MappingProxyType(
    {character: (code, True) for code, character in _SHIFTED.items()}
    | {character: (code, False) for code, character in _PLAIN.items()}
)


class UsKeyboard:
    """One keyboard: which modifiers are down, and whether its own Caps Lock is on. Not thread-safe."""

    def __init__(self) -> None:
        self._down: set[int] = set()
        self._caps_lock = False
        self._alt_digits = ""

    def press(self, code: int) -> str:
        """The text that the key with ``code`` types, going down now."""
        if code == CAPS_LOCK:
            self._caps_lock = not self._caps_lock
            return ""
        if code in _SHIFTS | _CTRLS | _ALTS:
            self._down.add(code)
            return ""
        if self._down & _ALTS:
            self._alt_digits += _KEYPAD.get(code, "")
            return ""
        if self._down & _CTRLS:
            return _control_character(_PLAIN.get(code, ""))
        return _KEYPAD.get(code) or self._character(code)

    def release(self, code: int) -> str:
        """The text that letting go of ``code`` completes: a character given as Alt and digits, else nothing."""
        self._down.discard(code)
        if code not in _ALTS or not self._alt_digits:
            return ""
        digits, self._alt_digits = self._alt_digits, ""
        return _alt_character(digits)

    def reset(self) -> None:
        """Nothing is down any more: keys may have been missed."""
        self._down.clear()
        self._caps_lock = False
        self._alt_digits = ""

    def _character(self, code: int) -> str:
        plain = _PLAIN.get(code, "")
        shifted = bool(self._down & _SHIFTS)
        if plain.isalpha():
            shifted ^= self._caps_lock
        return _SHIFTED.get(code, plain) if shifted else plain


def keys_typing(text: str, *, caps_lock: bool = False) -> Iterator[tuple[int, bool]]:
    """The keys that type ``text``: pairs of code and "down", in order. The scanner's half of :class:`UsKeyboard`.

    ``caps_lock``: the device's own lock is on. Control characters are typed with Ctrl, as scanners send GS. Raises
    ValueError for a character that a US keyboard does not have.
    """
    for character in text:
        if character in _KEY_OF:
            code, shifted = _KEY_OF[character]
            modifier = LEFT_SHIFT if shifted ^ (caps_lock and character.isalpha()) else 0
        elif character < " ":
            code, modifier = _KEY_OF[chr(ord(character) + 0x40).lower()][0], LEFT_CTRL
        else:
            raise ValueError("no key for a character")
        if modifier:
            yield modifier, True
        yield code, True
        yield code, False
        if modifier:
            yield modifier, False


def _control_character(plain: str) -> str:
    """GS (0x1D) comes as Ctrl and ``]``, a line feed as Ctrl and J."""
    column = plain.upper()
    return chr(ord(column) - 0x40) if len(column) == 1 and "@" <= column <= "_" else ""


def _alt_character(digits: str) -> str:
    """A character given as Alt and its number on the keypad: ASCII, or two bytes of GBK (R; Alt seen in a log, V)."""
    number = int(digits[-5:])
    if number < 0x80:
        return chr(number)
    try:
        return number.to_bytes(2, "big").decode("gb18030")
    except (OverflowError, UnicodeDecodeError):
        return UNDECODABLE
