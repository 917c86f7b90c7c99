"""Scans from a stream of camera frames: a quick look at every frame, a careful one now and then.

Invariants:
- One call does at most one quick pass and one careful one, so that it stays within a fifth of a second on a PC three
  times slower than the one it was measured on (at 1080p: 7 ms and up to 90 ms there).
- A picture that cannot be read is looked at carefully :data:`_CAREFUL_ROUNDS` times in every way, then not again until
  it changes: an empty table must not keep a core busy all day.
- Time is handed in with the frame.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final, TypeAlias

from devices.ports import ScanEvent, ScanSource
from devices.vision.codes import DecodedCode
from devices.vision.decode import decode_frame, decode_prepared
from devices.vision.pixels import Image
from devices.vision.rescue import RESCUE_CHAIN
from devices.vision.scene import SceneWatch
from devices.vision.sightings import Sightings

Look: TypeAlias = Callable[[Image], Sequence[DecodedCode]]
"""One way of reading a frame."""

CAREFUL_AFTER_S: Final = 0.3
"""Seconds without a code before the first careful look: a hand that lays a parcel down passes in this time."""

CAREFUL_EVERY_S: Final = 0.25
"""Seconds between careful looks, which bounds their share of a core."""

_CAREFUL_ROUNDS: Final = 2

QUICK_LOOK: Final[Look] = partial(decode_frame, second_opinion=False)
CAREFUL_LOOKS: Final[tuple[Look, ...]] = (*(partial(decode_prepared, variant=v) for v in RESCUE_CHAIN), decode_frame)
"""The rescue chain, and last zbar's second opinion on the plain frame."""


class LiveDecoder:
    """Turns one camera's frames into scans. Single-threaded; ``device`` is the registry name its events carry."""

    def __init__(self, device: str, *, quick: Look = QUICK_LOOK, careful: Sequence[Look] = CAREFUL_LOOKS) -> None:
        self._device = device
        self._quick = quick
        self._careful = tuple(careful)
        self._sightings = Sightings()
        self._scene = SceneWatch()
        self._next_careful_at: float | None = None
        self._way = 0
        """The careful look to use next. It stays when it succeeds: the next frame of the same label will need the
        same one, and a scan needs two frames."""
        self._failures = 0

    def feed(self, image: Image, now: float) -> list[ScanEvent]:
        """Look at one frame; answer the scans it completes (see :mod:`devices.vision.sightings`).

        ``now`` is the frame's time in seconds of a monotonic clock.

        Raises:
            ValueError: the frame is no picture.
        """
        codes = self._quick(image)
        if codes or self._next_careful_at is None:
            self._next_careful_at = now + CAREFUL_AFTER_S
            self._failures = 0
        elif now >= self._next_careful_at:
            codes = self._look_carefully(image, now)
        return [
            ScanEvent(code.text, code.symbology, ScanSource.CAMERA, self._device, now)
            for code in self._sightings.see(codes, now)
        ]

    def _look_carefully(self, image: Image, now: float) -> Sequence[DecodedCode]:
        if self._given_up_on(image) or not self._careful:
            return ()
        self._next_careful_at = now + CAREFUL_EVERY_S
        codes = self._careful[self._way](image)
        if codes:
            self._failures = 0
        else:
            self._failures += 1
            self._way = (self._way + 1) % len(self._careful)
            self._scene.remember(image)
        return codes

    def _given_up_on(self, image: Image) -> bool:
        if self._failures < _CAREFUL_ROUNDS * len(self._careful):
            return False
        if self._scene.differs(image):
            self._failures = 0
            return False
        return True
