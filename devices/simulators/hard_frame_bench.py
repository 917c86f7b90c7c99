"""Measures scanning by camera on hard clips: waybills that are small, blurred, moved, dark or turned, as drawn video.

Invariants:
- The product's own live decoder sees the clip at 15 frames a second of the clip's time. The rescue ladder's thread is
  simulated: a climb ends when the processor time that it took has gone by in the clip, so that a busy machine does not
  change what is found.
- Every frame has noise of its own; all of them come from seeds.
"""

import statistics
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass, replace
from functools import partial
from typing import Final, ParamSpec, TypeVar

import numpy as np
import zxingcpp

from devices.camera.frames import FRAMES_PER_SECOND
from devices.ports import CodesSeen
from devices.simulators.table_scene import Conditions
from devices.simulators.waybill_picture import waybill_picture
from devices.vision.live import LiveDecoder
from devices.vision.pixels import Image

Given = ParamSpec("Given")
Result = TypeVar("Result")

HARD: Final = {
    "small": Conditions(pixels_per_mm=4.2, qr_covered=True),
    "small, turned": Conditions(pixels_per_mm=4.2, angle=45, qr_covered=True),
    "defocus 1.5": Conditions(defocus=1.5, qr_covered=True),
    "defocus 2": Conditions(defocus=2.0, angle=20),
    "defocus 2.5": Conditions(defocus=2.5),
    "motion 8": Conditions(motion=8),
    "motion 8, small": Conditions(motion=8, pixels_per_mm=5.5),
    "dark": Conditions(light=0.25, noise=8, qr_covered=True),
    "very dark": Conditions(light=0.1, noise=8),
    "turned": Conditions(angle=45, qr_covered=True),
}
"""By name. Most of them the quick pass cannot read."""
WITHIN_S: Final = 0.5
CLIP_FRAMES: Final = 8
"""What 15 frames a second give in half a second: 0, 1/15, …, 7/15 s."""

_FORMATS: Final = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.Code128, zxingcpp.BarcodeFormat.QRCode])


@dataclass(frozen=True, slots=True)
class HardFigures:
    """``read`` of ``clips`` gave their number as a scan in time, ``missed`` counts the others by kind.

    ``wrong`` scans were another text.
    """

    clips: int
    frames: int
    read: int
    wrong: int
    missed: dict[str, int]

    @property
    def rate(self) -> float:
        """The share (0 to 1) read in time."""
        return self.read / self.clips


def measure_hard(clips: int, *, seed: int = 0) -> HardFigures:
    """Show ``clips`` clips, each kind in turn, to a fresh decoder each; some 0.4 s of work for one.

    Raises:
        ValueError: fewer than one.
    """
    if clips < 1:
        raise ValueError("nothing to measure")
    read = wrong = 0
    missed = dict.fromkeys(HARD, 0)
    for number, name in zip(range(clips), list(HARD) * (clips // len(HARD) + 1), strict=False):
        waybill = f"SF{10**12 + (seed + number) * 7919}"
        texts = _scans(hard_clip(waybill, HARD[name], seed=seed + number))
        wrong += sum(text != waybill for text in texts)
        if waybill in texts:
            read += 1
        else:
            missed[name] += 1
    return HardFigures(
        clips, clips * CLIP_FRAMES, read, wrong, {name: count for name, count in missed.items() if count}
    )


def hard_clip(waybill_number: str, conditions: Conditions, *, seed: int) -> list[Image]:
    """Half a second of a parcel lying still under ``conditions``, BGR."""
    clean = waybill_picture(waybill_number, conditions=replace(conditions, noise=0), seed=seed).astype(np.float32)
    rng = np.random.default_rng(seed)
    spread = np.float32(conditions.noise)
    noisy = (clean + rng.standard_normal(clean.shape, dtype=np.float32) * spread for _ in range(CLIP_FRAMES))
    return [np.asarray(np.clip(levels, 0, 255), dtype=np.uint8) for levels in noisy]


@dataclass(frozen=True, slots=True)
class QuickFigures:
    """Median seconds for one readable frame: the whole live decoder, and zxing-cpp called directly."""

    ours_s: float
    zxing_s: float

    @property
    def times_as_long(self) -> float:
        """Our time over zxing-cpp's."""
        return self.ours_s / self.zxing_s


def measure_quick(frames: int) -> QuickFigures:
    """The two ways in turn on ``frames`` readable 1920 x 1080 frames, in processor time.

    Raises:
        ValueError: fewer than one.
    """
    if frames < 1:
        raise ValueError("nothing to measure")
    decoder, ours, alone = LiveDecoder("bench"), [], []
    for number in range(frames):
        picture = waybill_picture(f"SF{10**12 + number * 7919}", seed=number)
        if not number:
            decoder.feed(picture, 0)  # the first calls load tables
        alone.append(_timed(partial(zxingcpp.read_barcodes, picture, formats=_FORMATS, try_invert=False)))
        ours.append(_timed(partial(decoder.feed, picture, number + 1)))
    return QuickFigures(statistics.median(ours), statistics.median(alone))


def _timed(work: Callable[[], object]) -> float:
    began = time.thread_time()
    work()
    return time.thread_time() - began


def _scans(clip: Sequence[Image]) -> list[str]:
    thread = _ClipThread()
    decoder = LiveDecoder("bench", workers=lambda: thread)
    texts: list[str] = []
    for number, frame in enumerate(clip):
        thread.now = number / FRAMES_PER_SECOND
        for event in decoder.feed(frame, thread.now):
            texts += [scan.text for scan in (event.scans if isinstance(event, CodesSeen) else (event,))]
    return texts


class _EndsLater(Future[Result]):
    """Done once the clip has come to ``ends_at``."""

    def __init__(self, thread: "_ClipThread", ends_at: float) -> None:
        super().__init__()
        self._thread = thread
        self._ends_at = ends_at

    def done(self) -> bool:
        return self._thread.now >= self._ends_at


class _ClipThread(Executor):
    """A thread in the clip's time: what it is given is done at once, and counts as done when it would have been."""

    def __init__(self) -> None:
        self.now = 0.0

    def submit(self, fn: Callable[Given, Result], /, *args: Given.args, **kwargs: Given.kwargs) -> Future[Result]:
        began = time.thread_time()
        result = fn(*args, **kwargs)
        future: _EndsLater[Result] = _EndsLater(self, self.now + time.thread_time() - began)
        future.set_result(result)
        return future
