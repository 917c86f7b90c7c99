"""OpenCV's video capture as a source of frames: plugged-in cameras, IP cameras, recordings.

Invariants:
- The backend is always named: OpenCV's own choice silently falls through to another camera when the wanted one does
  not open (opencv #23844).
- Nothing hangs for ever: streams open within :data:`STREAM_OPEN_S` and give up a read after :data:`STREAM_READ_S`,
  Linux cameras after :data:`NODE_READ_S`.
- What OpenCV and FFmpeg print is off, because it can show an address with its password; every failure is a
  :class:`~devices.errors.DeviceError` instead.
"""

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final, TypeAlias, assert_never

import cv2

from devices.camera.addresses import CameraNode, PluggedCamera, StreamAddress, VideoFile, camera_node
from devices.camera.frames import FRAMES_PER_SECOND, FrameSource, Pace
from devices.camera.options import EXPOSURE_OPTION, PLAIN, CameraOptions, StillSize
from devices.camera.properties import USUAL, Capture, colour_picture, set_exposure, take_largest, take_size
from devices.camera.stills import StillFrames
from devices.camera.stream_login import refuses_login
from devices.errors import DeviceError, DeviceFault
from devices.rights import missing_right
from devices.vision.pixels import Image

STREAM_OPEN_S: Final = 5.0
STREAM_READ_S: Final = 2.0
"""A poll of a dead line takes this long, once."""
NODE_READ_S: Final = 2
"""OpenCV's own value is 10 s, in which the program could not end."""
WAIT_S: Final = 0.5
"""A picture for which so long was waited in vain is no dropped one. Linux waits for 2 s, DirectShow for 1 s."""
HUNG_S: Final = 1.5
"""After so much waiting whoever sends pictures has stopped."""
FIRST_S: Final = 5.5
"""The same before the first picture: it comes with the next key frame, which may be seconds away, and some cameras take
as long to start."""

# On import, because OpenCV reads the variables once, when anything in the program first touches video. A technician's
# own values are left alone.
os.environ.setdefault("OPENCV_VIDEOIO_V4L_SELECT_TIMEOUT", str(NODE_READ_S))
os.environ.setdefault("OPENCV_FFMPEG_LOGLEVEL", "-8")  # AV_LOG_QUIET
cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_FATAL)

CaptureSource: TypeAlias = PluggedCamera | CameraNode | StreamAddress | VideoFile


CaptureOpener: TypeAlias = Callable[[CaptureSource], Capture]


def open_capture(source: CaptureSource) -> Capture:
    """OpenCV's capture for ``source``, open or not: ask ``isOpened``. Takes up to :data:`STREAM_OPEN_S` for a stream.

    Raises:
        cv2.error: OpenCV has no such backend.
    """
    match source:
        case PluggedCamera(index):
            return _with_best_picture(cv2.VideoCapture(index, _local_backend()))
        case CameraNode(node):
            return _with_best_picture(cv2.VideoCapture(node, cv2.CAP_V4L2))
        case StreamAddress(url):
            limits = (
                cv2.CAP_PROP_OPEN_TIMEOUT_MSEC,
                round(STREAM_OPEN_S * 1000),
                cv2.CAP_PROP_READ_TIMEOUT_MSEC,
                round(STREAM_READ_S * 1000),
            )
            return cv2.VideoCapture(url, cv2.CAP_FFMPEG, limits)
        case VideoFile(file):
            return cv2.VideoCapture(str(file), cv2.CAP_FFMPEG)
        case _:
            assert_never(source)


def _local_backend() -> int:
    # Windows: not Media Foundation, which takes up to 20 s to start; and many document cameras have a DirectShow filter
    # only.
    backends = {"win32": cv2.CAP_DSHOW, "darwin": cv2.CAP_AVFOUNDATION}
    return backends.get(sys.platform, cv2.CAP_V4L2)


def _with_best_picture(capture: cv2.VideoCapture) -> cv2.VideoCapture:
    if capture.isOpened():
        # a camera that cannot do it keeps what it has
        take_size(capture, USUAL)
        capture.set(cv2.CAP_PROP_BUFFERSIZE, 1)
    return capture


def open_capture_frames(
    device: str,
    source: CaptureSource,
    *,
    largest: bool = False,
    options: CameraOptions = PLAIN,
    opener: CaptureOpener = open_capture,
    login_refused: Callable[[str], bool] = refuses_login,
    clock: Callable[[], float] = time.monotonic,
    wait: Callable[[float], None] = time.sleep,
) -> FrameSource:
    """Open ``source``; ``device`` is the registry name, for errors.

    A camera at this PC is set first: ``largest`` gives its largest pictures all the time, ``options`` say the rest.
    What its driver does not take is told by the answer (:class:`~devices.camera.frames.SetSource`), and no error.

    Raises:
        DeviceError: NOT_FOUND, ACCESS_DENIED, IN_USE, LOGIN_REFUSED, or BAD_SETTING for a file that holds no video.
    """
    if isinstance(source, StreamAddress) and login_refused(source.url):
        raise DeviceError(DeviceFault.LOGIN_REFUSED, device)
    try:
        capture = opener(source)
        opened = capture.isOpened()
        plugged = opened and isinstance(source, PluggedCamera | CameraNode)
        refused = _set_up(capture, largest, options) if plugged else ()
    except cv2.error as exc:
        raise DeviceError(DeviceFault.NOT_FOUND, device, "OpenCV cannot open it") from exc
    if not opened:
        capture.release()
        fault = _why_not_open(source)
        right = missing_right(camera_node(source)) if fault is DeviceFault.ACCESS_DENIED else None
        raise DeviceError(fault, device, right=right)
    match source:
        case PluggedCamera() | CameraNode():
            pause = wait if sys.platform == "win32" else None
            live = LiveFrames(device, capture, misses_allowed=4, refused=refused, pause=pause, clock=clock)
            stills = options.still is StillSize.LARGEST
            return StillFrames(device, capture, live, refused=refused, clock=clock) if stills else live
        case StreamAddress():
            return LiveFrames(device, capture, misses_allowed=0, queued=True, clock=clock)
        case VideoFile():
            return RecordedFrames(device, capture, clock=clock, wait=wait)
        case _:
            assert_never(source)


def _set_up(capture: Capture, largest: bool, options: CameraOptions) -> tuple[str, ...]:
    """Set a camera before its first picture; answers the options that its driver refused."""
    if largest:
        take_largest(capture)
    taken = options.exposure is None or set_exposure(capture, options.exposure)
    return () if taken else (EXPOSURE_OPTION,)


def _why_not_open(source: CaptureSource) -> DeviceFault:
    """OpenCV says only that it did not open; the file system knows a little more."""
    match source:
        case VideoFile(file):
            return DeviceFault.BAD_SETTING if file.is_file() else DeviceFault.NOT_FOUND
        case CameraNode(node):
            return _why_not_open_node(Path(node))
        case PluggedCamera(index) if sys.platform == "linux":
            return _why_not_open_node(Path(f"/dev/video{index}"))
        case _:
            return DeviceFault.NOT_FOUND  # neither Windows nor macOS nor FFmpeg tells


def _why_not_open_node(node: Path) -> DeviceFault:
    if not node.exists():
        return DeviceFault.NOT_FOUND
    if not os.access(node, os.R_OK | os.W_OK):
        return DeviceFault.ACCESS_DENIED
    return DeviceFault.IN_USE


class _OpenCapture:
    """A capture that is open: grabbing and retrieving with OpenCV's failures translated."""

    def __init__(self, device: str, capture: Capture, *, misses_allowed: int, clock: Callable[[], float]) -> None:
        self._device = device
        self._capture = capture
        self._misses_allowed = misses_allowed
        self._clock = clock
        self._misses = 0
        self._waiting_since: float | None = None
        self._seen = False

    def grabbed(self) -> bool:
        """Take the next frame off the queue.

        Raises DeviceError REMOVED after too many failures in a row, or waits of :data:`HUNG_S` together.
        """
        began = self._clock()
        try:
            return self._counted(self._capture.grab(), began)
        except cv2.error as exc:
            raise self._removed() from exc

    def picture(self) -> Image | None:
        """Decode the grabbed frame; None when it is damaged. Raises DeviceError like :meth:`grabbed`."""
        began = self._clock()
        try:
            retrieved, array = self._capture.retrieve()
        except cv2.error as exc:
            raise self._removed() from exc
        if not self._counted(retrieved, began):
            return None
        self._misses, self._waiting_since, self._seen = 0, None, True
        return colour_picture(array)

    def property(self, number: int) -> float:
        """A property, 0 when it is unknown."""
        return self._capture.get(number)

    def release(self) -> None:
        """Close; twice is harmless."""
        self._capture.release()

    def _counted(self, succeeded: bool, began: float) -> bool:
        if not succeeded and self._is_gone(began):
            raise self._removed()
        return succeeded

    def _is_gone(self, began: float) -> bool:
        now = self._clock()
        if now - began < WAIT_S:
            self._misses += 1
            return self._misses > self._misses_allowed
        if self._waiting_since is None:
            self._waiting_since = began
        return now - self._waiting_since >= (HUNG_S if self._seen else FIRST_S)

    def _removed(self) -> DeviceError:
        return DeviceError(DeviceFault.REMOVED, self._device)


class LiveFrames:
    """Implements :class:`~devices.camera.frames.FrameSource` for a camera that sends frames at its own pace.

    Frames that came while nobody read are grabbed and dropped: what is shown is now, not a second ago. Cameras drop a
    frame now and then, so ``misses_allowed`` failures in a row are borne before the camera counts as unplugged; one
    that took :data:`WAIT_S` is no dropped frame.

    ``queued``: frames of a network camera wait in a long queue, so that one that came at once is an old one; it is
    passed over until one had to be waited for. ``pause``: DirectShow's grab returns at once, always (only ``retrieve``
    waits), and asking it again and again would keep a processor busy: the rest of the gap is slept instead.
    """

    # A little less than the interval of 15 frames, so that every second frame of a 30 Hz camera is taken in spite
    # of jitter.
    _SHORTEST_GAP: Final = 0.9 / FRAMES_PER_SECOND
    _LONGEST_READ: Final = 0.2

    def __init__(
        self,
        device: str,
        capture: Capture,
        *,
        misses_allowed: int,
        refused: tuple[str, ...] = (),
        queued: bool = False,
        pause: Callable[[float], object] | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._capture = _OpenCapture(device, capture, misses_allowed=misses_allowed, clock=clock)
        self.refused = refused
        self._at_once = self._half_an_interval() if queued else 0.0
        self._pause = pause
        self._clock = clock
        self._last_at = clock() - self._SHORTEST_GAP

    def read(self) -> Image | None:
        """The camera's picture now, or None for a frame that went wrong. Raises DeviceError REMOVED."""
        if self._pause is not None:
            self._pause(max(0.0, self._last_at + self._SHORTEST_GAP - self._clock()))
        began = asked = self._clock()
        while self._capture.grabbed():
            now = self._clock()
            is_now = now - asked >= self._at_once and now - self._last_at >= self._SHORTEST_GAP
            if is_now or now - began >= self._LONGEST_READ:
                self._last_at = now
                return self._capture.picture()
            asked = now
        return None

    def _half_an_interval(self) -> float:
        told = self._capture.property(cv2.CAP_PROP_FPS)
        return 0.5 / (told if 5 <= told <= 60 else FRAMES_PER_SECOND)  # some streams say 0 or 90,000

    def close(self) -> None:
        """Release the camera."""
        self._capture.release()


class RecordedFrames:
    """Implements :class:`~devices.camera.frames.FrameSource` for a recording, shown at its own speed.

    Its end is reported as REMOVED: whoever supervises the camera opens it again, from the start.
    """

    def __init__(
        self,
        device: str,
        capture: Capture,
        *,
        clock: Callable[[], float] = time.monotonic,
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        self._capture = _OpenCapture(device, capture, misses_allowed=0, clock=clock)
        recorded = self._capture.property(cv2.CAP_PROP_FPS)
        per_second = recorded if 1 <= recorded <= 240 else FRAMES_PER_SECOND  # some containers say 0 or 90,000
        self._step = max(1, round(per_second / FRAMES_PER_SECOND))
        self._pace = Pace(per_second / self._step, clock=clock, wait=wait)

    def read(self) -> Image | None:
        """The next picture, when it is due. Raises DeviceError REMOVED at the end."""
        self._pace.keep()
        for _ in range(self._step):
            self._capture.grabbed()
        return self._capture.picture()

    def close(self) -> None:
        """Release the file."""
        self._capture.release()
