"""One large picture out of a camera whose live picture goes on small: what a document is read from.

Invariants:
- The live size is asked for again after every still, whatever came of it.
- A driver that keeps its size, gives another one, or gives no picture costs one try: it is not asked again before the
  camera is opened anew. One that is slow costs :data:`STILL_S` and what it takes to change the size.
- What a still raises is the camera's removal alone.
"""

import time
from collections.abc import Callable
from typing import Final

import cv2

from devices.camera.frames import FrameSource
from devices.camera.properties import LARGEST_FIRST, Capture, Size, colour_picture, size_of, take_first, take_size
from devices.errors import DeviceError, DeviceFault
from devices.vision.pixels import Image

STILL_S: Final = 4.0
"""Seconds from the change of size in which large pictures are waited for."""
SETTLED: Final = 3
"""The large picture that is taken: the first ones after a change are dark, until the exposure has found itself."""
_FRAMES: Final = 12
"""That are looked at: a few of the old size come first."""


class StillFrames:
    """Implements :class:`~devices.camera.frames.StillSource`: ``live`` as it is, and stills from the same ``capture``.

    ``device`` is the registry name, for errors.
    """

    def __init__(
        self,
        device: str,
        capture: Capture,
        live: FrameSource,
        *,
        refused: tuple[str, ...] = (),
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._device = device
        self._capture = capture
        self._live = live
        self.refused = refused
        self._clock = clock
        self._usual = size_of(capture)
        # what is asked for: one, once it is known which the driver takes; none when stills do not come, or the driver
        # does not tell a size that it could be given back
        self._sizes: tuple[Size, ...] = LARGEST_FIRST if all(self._usual) else ()

    def read(self) -> Image | None:
        """The live picture. Raises DeviceError REMOVED."""
        return self._live.read()

    def close(self) -> None:
        """Release the camera."""
        self._live.close()

    def still(self) -> Image | None:
        """A picture larger than the live ones, or None. Raises DeviceError REMOVED."""
        if not self._sizes:
            return None
        try:
            taken = take_first(self._capture, self._sizes)
            picture = self._large_picture() if taken != self._usual else None
            take_size(self._capture, self._usual)
        except cv2.error as exc:
            raise DeviceError(DeviceFault.REMOVED, self._device) from exc
        self._sizes = (taken,) if picture is not None else ()
        return picture

    def _large_picture(self) -> Image | None:
        best: Image | None = None
        large = 0
        until = self._clock() + STILL_S
        for _ in range(_FRAMES):
            if large == SETTLED or self._clock() >= until:
                break
            retrieved, array = self._capture.retrieve() if self._capture.grab() else (False, None)
            # measured, because a driver may say one size and send another
            if retrieved and array is not None and _larger((array.shape[1], array.shape[0]), self._usual):
                best = colour_picture(array)
                large += 1
        return best


def _larger(size: Size, than: Size) -> bool:
    return size[0] * size[1] > than[0] * than[1]
