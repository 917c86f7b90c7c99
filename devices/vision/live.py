"""Scans from a stream of camera frames: a quick look at every frame, the rescue ladder beside it now and then.

Invariants:
- The quick pass alone runs on the caller's thread, so that frames keep coming while the ladder is climbed; the ladder
  has a thread of its own and takes one frame at a time, the newest: whatever came while it was busy is never looked at.
- A picture that cannot be read is climbed for :data:`_ROUNDS` times to the end, then not again until it changes: an
  empty table must not keep a core busy all day.
- Bars that are read leave the ladder alone. A square code that is a scan already does not: on a waybill it is a link,
  read from farther away than the bars beside it.
- Time is handed in with the frame.
"""

from collections.abc import Callable, Collection, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from functools import partial
from typing import Final, TypeAlias

from devices.ports import CodesSeen, ScanEvent, ScanSource, Sight, Symbology
from devices.vision.codes import DecodedCode
from devices.vision.decode import decode_frame
from devices.vision.hints import hint_for
from devices.vision.ladder import Climb, Ladder
from devices.vision.live_sight import LiveSight
from devices.vision.pixels import Image, as_gray
from devices.vision.scene import SceneWatch
from devices.vision.sightings import Sightings
from devices.vision.stills import StillFrames

Look: TypeAlias = Callable[[Image], Sequence[DecodedCode]]
"""One way of reading a frame."""
ClimbOnce: TypeAlias = Callable[[Sequence[Image], Image | None, Collection[str]], Climb]
"""The ladder, as :meth:`devices.vision.ladder.Ladder.climb`."""

RESCUE_AFTER_S: Final = 0.3
"""Seconds without a code before the first climb: a hand that lays a parcel down passes in this time."""

REST_S: Final = 0.25
"""Seconds after a climb in vain before the next one, which bounds the ladder's share of a core."""

REST_AFTER_READING_S: Final = 0.5
"""Seconds after a climb that read only what is a scan by now: what lies there stays in sight (see
``sightings.QUIET_S``) without a climb after the other."""

_ROUNDS: Final = 2

QUICK_LOOK: Final[Look] = partial(decode_frame, second_opinion=False)


_SQUARE: Final = frozenset({Symbology.QR, Symbology.DATA_MATRIX})


def _has_bars(codes: Sequence[DecodedCode]) -> bool:
    return any(code.symbology not in _SQUARE for code in codes)


def _one_thread() -> Executor:
    return ThreadPoolExecutor(1, thread_name_prefix="camera rescue")


class LiveDecoder:
    """Turns one camera's frames into scans. Single-threaded; ``device`` is the registry name its events carry.

    ``workers`` makes the thread on which ``climb`` runs, when it is first needed.
    """

    def __init__(
        self,
        device: str,
        *,
        quick: Look = QUICK_LOOK,
        climb: ClimbOnce | None = None,
        workers: Callable[[], Executor] = _one_thread,
    ) -> None:
        self._device = device
        self._quick = quick
        self._climb = climb if climb is not None else Ladder().climb
        self._workers = workers
        self._worker: Executor | None = None
        self._climbing: Future[Climb] | None = None
        self._sightings = Sightings()
        self._scene = SceneWatch()
        self._stills = StillFrames()
        self._next_climb_at: float | None = None
        self._in_vain = 0
        self._earlier: Image | None = None
        self._sight = LiveSight()

    @property
    def sight(self) -> Sight:
        """The codes in view and a hint. From any thread."""
        return self._sight.sight

    def feed(self, image: Image, now: float) -> list[ScanEvent | CodesSeen]:
        """Look at one frame; answer the scans that it and a climb that has ended complete (see ``sightings``).

        Several at once are one :class:`~devices.ports.CodesSeen`.

        ``now`` is the frame's time in seconds of a monotonic clock.

        Raises:
            ValueError: the frame is no picture.
            DeviceError: BAD_FRAME, see :meth:`devices.vision.ladder.Ladder.climb`.
        """
        gray = as_gray(image)
        climb = self._ended(now)
        codes = self._quick(gray)
        frames = (climb.earlier, climb.codes, codes) if climb is not None else (codes,)
        told = [code for frame in frames for code in self._sightings.see(frame, now)]
        if climb is not None and climb.codes and self._sightings.knows(climb.codes):
            self._next_climb_at = now + REST_AFTER_READING_S
        if self._next_climb_at is None or _has_bars(codes) or not self._sightings.knows(codes):
            self._next_climb_at = now + RESCUE_AFTER_S
            self._in_vain = 0
        else:
            self._stills.see(gray)
            self._rescue(gray, now, frozenset(code.text for code in codes))
        self._earlier = gray
        self._sight.frame(codes or (climb.codes if climb is not None else ()), gray, now)
        scans = [ScanEvent(code.text, code.symbology, ScanSource.CAMERA, self._device, now) for code in told]
        return [CodesSeen(tuple(scans))] if len(scans) > 1 else [*scans]

    def rest(self) -> None:
        """The camera is closed: end the ladder's thread, at most one climb long. ``feed`` may be called again."""
        worker, self._worker = self._worker, None
        self._sight = LiveSight()
        self._climbing = self._earlier = None
        self._sightings.rest()
        self._stills = StillFrames()
        if worker is not None:
            worker.shutdown(wait=True, cancel_futures=True)

    def _ended(self, now: float) -> Climb | None:
        """The climb that has ended since the last frame."""
        if self._climbing is None or not self._climbing.done():
            return None
        climb, self._climbing = self._climbing.result(), None
        if climb.codes:
            self._in_vain = 0
        else:
            self._next_climb_at = now + REST_S
            self._in_vain += climb.exhausted
            self._sight.missed(hint_for(climb.bars))
        return climb

    def _rescue(self, gray: Image, now: float, known: frozenset[str]) -> None:
        due = self._next_climb_at is not None and now >= self._next_climb_at
        if self._climbing is not None or not due or self._given_up_on(gray):
            return
        self._scene.remember(gray)
        self._worker = self._worker if self._worker is not None else self._workers()
        frames = self._stills.newest(gray)
        earlier = self._earlier
        # in the dark one frame is no witness: nothing could be read in it; nor is one of another size
        if len(frames) > 1 or (earlier is not None and earlier.shape != gray.shape):
            earlier = None
        self._climbing = self._worker.submit(self._climb, frames, earlier, known)

    def _given_up_on(self, gray: Image) -> bool:
        if self._in_vain < _ROUNDS:
            return False
        if self._scene.differs(gray):
            self._in_vain = 0
            return False
        return True
