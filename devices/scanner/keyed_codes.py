"""From one scanner's own key codes to its codes: for the ways in that see the device itself, not a key stream. Pure.

The device is known to be the scanner, so no rhythm has to be judged: whatever it types up to Enter, Tab or a line feed
is a code, at any speed, whoever types on the other keyboard meanwhile.

Invariants:
- A code is given out once, whole, after its suffix; a beginning without an end is given up after silence, and counted.
- What cannot be decoded is counted, never guessed.
"""

from devices.scanner.aim import Code, read_bytes
from devices.scanner.framing import Deframer, Framing, FramingLosses
from devices.scanner.keymap import UNDECODABLE, UsKeyboard


class KeyedCodes:
    """One device's codes. Not thread-safe; ``now`` is seconds of one monotonic clock."""

    def __init__(self) -> None:
        self._keyboard = UsKeyboard()
        self._deframer = Deframer(Framing.AUTO)
        self._unreadable = 0

    @property
    def losses(self) -> FramingLosses:
        """What was typed and was no whole code, as counts since the start."""
        return self._deframer.losses

    @property
    def unreadable(self) -> int:
        """How many whole codes held a character that could not be decoded, or nothing but blanks."""
        return self._unreadable

    def take(self, key: int, *, down: bool, now: float) -> list[Code]:
        """A key of the device went down or up; the answer is the code that this completes, if any."""
        text = self._keyboard.press(key) if down else self._keyboard.release(key)
        payloads = self._deframer.feed(text.replace("\t", "\r").encode(), now) if text else []
        return [code for payload in payloads if (code := self._code(payload)) is not None]

    def expire(self, now: float) -> None:
        """Nothing was typed until ``now``: a beginning may have to be given up."""
        self._deframer.expire(now)

    def reset(self) -> None:
        """The device was opened anew; the counts stay."""
        self._keyboard.reset()
        self._deframer.reset()

    def lose(self) -> None:
        """Keys were missed: what comes up to the next suffix is the rest of a code, and no code."""
        self._keyboard.reset()
        self._deframer.skip()

    def _code(self, payload: bytes) -> Code | None:
        code = read_bytes(payload)
        if code is None or UNDECODABLE in code.text:
            self._unreadable += 1
            return None
        return code
