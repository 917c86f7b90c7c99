"""A simulated scale on a serial line, for training, demonstrations and tests.

It speaks by itself, or answers a polled profile's question, as a real one of that profile does.

Invariants:
- A fault is named, is asked for with a count, and wears off: one frame takes one fault, oldest first.
- A load wanders for a few frames before it lies still.
"""

import threading
from collections import deque
from dataclasses import replace
from enum import Enum
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from devices.scale.profiles import ScaleProfile
from devices.scale.toledo import WEIGH
from devices.simulators.pty_end import PtyEnd
from devices.simulators.scale_frames import PanState, frame_of

FRAME_INTERVAL: Final = 0.05
"""Seconds between two frames; real indicators send 10 to 20 a second (R)."""
_BYTE_TIME: Final = 0.001
_NOISE: Final = b"\x00\xff=\x02\x7f\x0d\x00"
"""A glitch, with the characters in it that begin and end frames."""
_LATE: Final = 4
"""Frames that a delayed one comes late by."""
_WANDERING: Final = (0.6, 1.1, 0.95)
"""How a load that is put down shows in the first frames, as shares of it."""


class ScaleFault(Enum):
    """What can go wrong with one frame."""

    SILENCE = "silence"
    HALF_FRAME = "half_frame"
    BYTE_BY_BYTE = "byte_by_byte"
    GLUED = "glued"
    """The frame is kept back and arrives in one piece with the next one."""
    BAD_CHECKSUM = "bad_checksum"
    """One digit is another one than was sent. Formats without a checksum cannot tell."""
    WRONG_LENGTH = "wrong_length"
    """The frame has a byte too few in its middle."""
    NOISE_BEFORE = "noise_before"
    DELAYED = "delayed"
    """The frame comes some frames late, when something else may lie there already."""
    UNPLUG_MID_FRAME = "unplug_mid_frame"


class SimulatedScale:
    """The scale at the other end of a pseudo-terminal.

    ``link``: see :class:`~devices.simulators.pty_end.PtyEnd`.
    ``interval``: seconds between two frames that it sends by itself.

    Thread-safe. Raises DeviceError NO_DRIVER where the system has no pseudo-terminals.
    """

    def __init__(
        self,
        profile: ScaleProfile = ScaleProfile.XK3190,
        *,
        link: Path | None = None,
        interval: float = FRAME_INTERVAL,
    ) -> None:
        self._profile = profile
        self._interval = interval
        self._end = PtyEnd(link, name="sim:scale")
        self._polled = profile is ScaleProfile.TOLEDO_8217
        self._lock = threading.Lock()  # guards what follows
        self._pan = PanState()
        self._wandering: deque[float] = deque()
        self._faults: deque[ScaleFault] = deque()
        self._kept_back = b""
        self._late: deque[tuple[int, bytes]] = deque()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="simulated scale", daemon=True)
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def path(self) -> str:
        """The port for the driver."""
        return self._end.path

    @property
    def profile(self) -> ScaleProfile:
        """How it talks."""
        return self._profile

    def put(self, grams: int) -> None:
        """Put a load of that gross weight down, in the place of whatever lay there."""
        with self._lock:
            self._wandering = deque(_WANDERING)
            self._pan = replace(self._pan, grams=grams - self._pan.tare_g, overload=False)

    def lift(self) -> None:
        """Take everything away: with a tare set the scale shows less than nothing."""
        with self._lock:
            self._wandering.clear()
            self._pan = replace(self._pan, grams=-self._pan.tare_g, overload=False)

    def tare(self) -> None:
        """Press the tare key: what lies there counts as nothing from now on."""
        with self._lock:
            self._pan = replace(self._pan, grams=0, tare_g=self._pan.tare_g + self._pan.grams)

    def overload(self) -> None:
        """Put more down than it can weigh."""
        with self._lock:
            self._pan = replace(self._pan, overload=True)

    def inject(self, fault: ScaleFault, count: int = 1) -> None:
        """Let the next ``count`` frames (after those already spoken for) go wrong in this way."""
        with self._lock:
            self._faults.extend([fault] * count)

    @property
    def faults_left(self) -> int:
        """How many injected faults have not happened yet."""
        with self._lock:
            return len(self._faults)

    def unplug(self) -> None:
        """Pull the plug."""
        self._end.unplug()

    def replug(self) -> str:
        """Plug in again; the answer is the path, which without a ``link`` may be a new one."""
        return self._end.replug()

    def close(self) -> None:
        """Switch off and unplug for good. Twice is harmless."""
        self._stopping.set()
        self._thread.join()
        self._end.close()

    def _run(self) -> None:
        while not self._stopping.is_set():
            if self._polled:
                questions = self._end.read(self._interval).count(WEIGH)
            else:
                self._stopping.wait(self._interval)
                questions = 1
            for _ in range(questions):
                self._speak()

    def _speak(self) -> None:
        with self._lock:
            frame = frame_of(self._profile, self._shown())
            fault = self._faults.popleft() if self._faults else None
            overdue = self._overdue()
        self._end.write(overdue)
        self._send(frame, fault)

    def _shown(self) -> PanState:
        if not self._wandering or self._pan.overload:
            return self._pan
        return replace(self._pan, grams=round(self._pan.grams * self._wandering.popleft()), moving=True)

    def _overdue(self) -> bytes:
        self._late = deque((left - 1, frame) for left, frame in self._late)
        due = b""
        while self._late and self._late[0][0] <= 0:
            due += self._late.popleft()[1]
        return due

    def _send(self, frame: bytes, fault: ScaleFault | None) -> None:
        whole = self._kept_back + frame
        self._kept_back = b""
        middle = len(frame) // 2
        match fault:
            case None:
                self._end.write(whole)
            case ScaleFault.SILENCE:
                pass
            case ScaleFault.HALF_FRAME:
                self._end.write(frame[:middle])
            case ScaleFault.BYTE_BY_BYTE:
                self._trickle(whole)
            case ScaleFault.GLUED:
                self._kept_back = whole
            case ScaleFault.BAD_CHECKSUM:
                self._end.write(_one_digit_off(frame))
            case ScaleFault.WRONG_LENGTH:
                self._end.write(frame[:middle] + frame[middle + 1 :])
            case ScaleFault.NOISE_BEFORE:
                self._end.write(_NOISE + whole)
            case ScaleFault.DELAYED:
                self._late.append((_LATE, frame))
            case ScaleFault.UNPLUG_MID_FRAME:
                self._end.write(frame[:middle])
                self._end.unplug()

    def _trickle(self, whole: bytes) -> None:
        for byte in whole:
            self._end.write(bytes([byte]))
            self._stopping.wait(_BYTE_TIME)


def _one_digit_off(frame: bytes) -> bytes:
    """The frame with its first digit changed, and its checksum left."""
    place = next(place for place, byte in enumerate(frame) if byte in b"0123456789")
    changed = (frame[place] - 0x30 + 1) % 10 + 0x30
    return frame[:place] + bytes([changed]) + frame[place + 1 :]
