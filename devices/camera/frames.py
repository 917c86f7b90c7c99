"""What a driver reads pictures from, whatever is behind it.

Invariants:
- ``read`` waits for at most about a fifth of a second, except on a stream whose network hangs (see ``capture``).
- Pictures handed out are never written to again.
"""

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Final, Protocol, runtime_checkable

if TYPE_CHECKING:
    # OpenCV and numpy load when a camera is opened
    from devices.vision.pixels import Image

FRAMES_PER_SECOND: Final = 15.0
"""What a driver reads at most. Scanning needs no more, and a slow PC decodes this many 1080p frames with ease."""


class FrameSource(Protocol):
    """An open camera. Single-threaded."""

    def read(self) -> "Image | None":
        """Wait for the next picture. None: none yet. Raises DeviceError REMOVED when there will be no more."""

    def close(self) -> None:
        """Let go of it. Never raises; may be called twice."""


@runtime_checkable
class StillSource(FrameSource, Protocol):
    """A camera that can also give one picture larger than its live ones. The live picture stands still meanwhile."""

    def still(self) -> "Image | None":
        """Take it; None when there is none. May take seconds. Raises DeviceError REMOVED."""


@runtime_checkable
class SetSource(FrameSource, Protocol):
    """A camera that was set when it was opened."""

    @property
    def refused(self) -> tuple[str, ...]:
        """The options of its registry name that its driver did not take."""


class Pace:
    """Waits so that something happens at most ``per_second`` times a second, and late work is not caught up with."""

    def __init__(
        self,
        per_second: float,
        *,
        clock: Callable[[], float] = time.monotonic,
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        self._interval = 1 / per_second
        self._clock = clock
        self._wait = wait
        self._due = clock()

    def keep(self) -> None:
        """Wait until the next time is due, at most one interval."""
        now = self._clock()
        if now < self._due:
            self._wait(min(self._due - now, self._interval))
            now = self._clock()
        self._due = max(self._due + self._interval, now)
