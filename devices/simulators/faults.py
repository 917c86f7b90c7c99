"""What can go wrong with a device: one vocabulary for all simulators, and one way to ask for it.

Invariants:
- A simulator says which faults it can have (a keyboard has no checksum) and refuses the others: a test that asks for
  one that never comes would prove nothing.
- A fault is asked for with a count and wears off: one frame, scan, answer or opening takes one, the oldest first.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Final, Protocol


class Fault(Enum):
    """Named after what goes wrong, not after what becomes of it."""

    # of any line
    SILENCE = "silence"
    """Nothing comes where something should."""
    HALF_FRAME = "half_frame"
    BYTE_BY_BYTE = "byte_by_byte"
    """It comes torn into the smallest pieces that the line can bring, one after the other."""
    TWO_FRAMES_GLUED = "two_frames_glued"
    """It comes in one piece with another one."""
    BAD_CHECKSUM = "bad_checksum"
    WRONG_LENGTH = "wrong_length"
    """A byte too few, or a length that does not fit what follows."""
    IMPOSSIBLE_LENGTH = "impossible_length"
    """A length beyond the longest frame there is."""
    NOISE_BEFORE = "noise_before"
    LATE_ANSWER = "late_answer"
    """It comes when it is not waited for any more."""
    DUPLICATE = "duplicate"
    UNPLUGGED_MID_FRAME = "unplugged_mid_frame"
    """The plug stays out until somebody puts it back."""
    REPLUGGED_ELSEWHERE = "replugged_elsewhere"
    """Pulled in the middle, and at once put into another socket, where it has another name."""

    # of an opening
    NO_RIGHTS = "no_rights"
    IN_USE = "in_use"
    """Another program has it, or was faster."""

    # of scanners
    NO_SUFFIX = "no_suffix"
    """Nothing says where the code ends."""
    KEYS_LOST = "keys_lost"
    """Some of its keys, or what was said of them, never arrive."""
    CAPS_LOCK = "caps_lock"
    """It presses Caps Lock around the code, or finds it on."""
    FOREIGN_REPORT = "foreign_report"
    """A report of another kind (a battery's, a button's) comes before the code."""

    # of cards
    CARD_LIFTED = "card_lifted"
    """It is gone when the question arrives."""
    CARD_SWAPPED = "card_swapped"
    """Another one lies in its place when the question arrives."""
    FINGERPRINT_EMPTY = "fingerprint_empty"
    """The answer has the shape of one with fingerprints, which nobody asked for; their block has no bytes."""
    FINGERPRINT_SHORT = "fingerprint_short"
    """The same with 512 bytes."""
    FINGERPRINT_WHOLE = "fingerprint_whole"
    """The same with 1,024 bytes."""

    # a reader's own word
    BAD_CHECKSUM_RECEIVED = "bad_checksum_received"
    BAD_LENGTH_RECEIVED = "bad_length_received"
    BAD_COMMAND = "bad_command"
    CARD_REFUSED_READER = "card_refused_reader"
    READER_REFUSED_CARD = "reader_refused_card"
    DATA_CHECK_ERROR = "data_check_error"
    WRONG_CARD_TYPE = "wrong_card_type"
    READ_FAILED = "read_failed"
    SELF_TEST_FAILED = "self_test_failed"
    NOT_AUTHORISED = "not_authorised"
    SELECT_FAILED = "select_failed"
    UNKNOWN_STATUS = "unknown_status"


OPENING: Final = frozenset({Fault.NO_RIGHTS, Fault.IN_USE})
"""They hit an opening; all others hit what the device sends."""


class Faulty(Protocol):
    """A simulator that can be told to fail."""

    @property
    def faults(self) -> frozenset[Fault]:
        """What it can have."""

    def inject(self, fault: Fault, count: int = 1) -> None:
        """Let the next ``count`` of what ``fault`` hits go wrong. Raises ValueError for one that it cannot have."""


@dataclass(slots=True)
class _Planned:
    fault: Fault
    count: int
    on: object


class FaultPlan:
    """What was injected and has not happened yet. Not thread-safe; a simulator's lock guards it."""

    def __init__(self, possible: Collection[Fault]) -> None:
        self.possible: Final = frozenset(possible)
        self._planned: list[_Planned] = []

    @property
    def left(self) -> int:
        """How many have not happened yet."""
        return sum(planned.count for planned in self._planned)

    def add(self, fault: Fault, count: int, on: object = None) -> None:
        """After those that are planned already. ``on``: what it waits for; None: whatever comes. Raises ValueError."""
        if fault not in self.possible or count < 1:
            raise ValueError(fault.value)
        self._planned.append(_Planned(fault, count, on))

    def due_on_opening(self) -> Fault | None:
        """What hits an opening now."""
        return self._take(lambda planned: planned.fault in OPENING)

    def due(self, happening: object = None) -> Fault | None:
        """What hits ``happening`` (or whatever happens) now."""
        return self._take(lambda planned: planned.fault not in OPENING and planned.on in (None, happening))

    def _take(self, hits: Callable[[_Planned], bool]) -> Fault | None:
        planned = next(filter(hits, self._planned), None)
        if planned is None:
            return None
        planned.count -= 1
        if planned.count == 0:
            self._planned.remove(planned)
        return planned.fault


class Plug(Enum):
    """What becomes of the plug."""

    STAYS = "stays"
    PULLED = "pulled"
    MOVED = "moved"
    """Pulled, and put into another socket."""


@dataclass(frozen=True, slots=True)
class Sending:
    """What goes on the line: ``pieces``, each in one write (or transfer, or report), and then the plug.

    ``torn``: the line brings each piece's bytes one by one.
    """

    pieces: tuple[bytes, ...] = field(default=(), repr=False)
    torn: bool = False
    plug: Plug = Plug.STAYS

    @property
    def writes(self) -> Iterator[bytes]:
        """The pieces as the line brings them."""
        for piece in self.pieces:
            if self.torn:
                yield from (bytes([byte]) for byte in piece)
            else:
                yield piece


Damage = Callable[[bytes], bytes]
"""A whole frame to what arrives of it."""


_PLUGS: Final = {Fault.UNPLUGGED_MID_FRAME: Plug.PULLED, Fault.REPLUGGED_ELSEWHERE: Plug.MOVED}


class SpoiltLine:
    """Frames to what goes on the line, as the faults have it. Not thread-safe.

    ``damages``: how this format's frames are spoilt, for the faults that only change bytes. ``late_by``: how many
    frames a late one comes late.
    """

    def __init__(self, damages: Mapping[Fault, Damage], *, late_by: int = 1) -> None:
        self._damages = damages
        self._late_by = late_by
        self._kept_back = b""
        self._late: list[tuple[int, bytes]] = []

    def reset(self) -> None:
        """Power was lost: nothing is owed any more."""
        self._kept_back = b""
        self._late.clear()

    def send(self, frame: bytes, fault: Fault | None) -> Sending:
        """What goes out for ``frame``, with what was owed in front of it."""
        overdue = self._overdue()
        whole, self._kept_back = self._kept_back + frame, b""
        if fault is Fault.LATE_ANSWER:
            self._late.append((self._late_by, whole))
            return Sending(overdue)
        if fault is Fault.TWO_FRAMES_GLUED and fault not in self._damages:
            self._kept_back = whole
            return Sending(overdue)
        return Sending(
            (*overdue, *self._arriving(whole, fault)),
            torn=fault is Fault.BYTE_BY_BYTE,
            plug=_PLUGS.get(fault, Plug.STAYS) if fault is not None else Plug.STAYS,
        )

    def _arriving(self, whole: bytes, fault: Fault | None) -> tuple[bytes, ...]:
        if fault is Fault.DUPLICATE:
            return whole, whole
        if fault in _PLUGS:
            return (half(whole),)
        damaged = self._damages[fault](whole) if fault is not None and fault in self._damages else whole
        return (damaged,) if damaged else ()

    def _overdue(self) -> tuple[bytes, ...]:
        self._late = [(left - 1, frame) for left, frame in self._late]
        due = tuple(frame for left, frame in self._late if left <= 0)
        self._late = [waiting for waiting in self._late if waiting[0] > 0]
        return due


LINE_FAULTS: Final = frozenset(
    {Fault.BYTE_BY_BYTE, Fault.TWO_FRAMES_GLUED, Fault.UNPLUGGED_MID_FRAME, Fault.REPLUGGED_ELSEWHERE}
)
"""What :class:`SpoiltLine` can do to any frame, beside its ``damages``."""


def half(frame: bytes) -> bytes:
    """The first half."""
    return frame[: len(frame) // 2]


def nothing(_frame: bytes) -> bytes:
    """Silence."""
    return b""
