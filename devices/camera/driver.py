"""One camera behind the driver port: its pictures for the screen, the codes in them as scans.

Invariants:
- Importing this loads neither OpenCV nor a decoder: both come with the first ``open``, after the first paint.
- Reading and the quick pass share the device thread, at most 15 frames a second; the rescue ladder has its own, which
  ends with ``close``. That is safe for the screen: zxing-cpp, zbar and OpenCV release Python's lock (measured: beside a
  running camera another thread stood still for 11 ms at worst).
- A name that holds an RTSP address is shown without its user name and password, everywhere.
"""

import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from datetime import UTC, datetime
from queue import SimpleQueue
from typing import TYPE_CHECKING, Final, Protocol, TypeAlias

from devices.camera.addresses import CameraSource, IdentifiedCamera, PictureFolder, camera_source, without_credentials
from devices.camera.frames import SetSource, StillSource
from devices.camera.options import PLAIN, CameraOptions
from devices.errors import DeviceError, DeviceFault
from devices.ports import CodesSeen, DeviceKind, Frame, ScanEvent, Sight

if TYPE_CHECKING:
    from devices.camera.frames import FrameSource
    from devices.vision.pixels import Image

FRESH_S: Final = 1.0
"""Seconds for which a picture counts as live."""


class Decoder(Protocol):
    """What makes scans of frames: :class:`devices.vision.live.LiveDecoder`."""

    @property
    def sight(self) -> Sight:
        """What it makes of the newest frames. From any thread."""

    def feed(self, image: "Image", now: float) -> Sequence[ScanEvent | CodesSeen]:
        """The scans that this frame completes."""

    def rest(self) -> None:
        """End what runs beside ``feed``; it may be called again."""


SourceOpener: TypeAlias = "Callable[[str, CameraSource], FrameSource]"
DecoderBuilder: TypeAlias = Callable[[str], Decoder]


def open_frames(
    device: str, source: CameraSource, *, largest: bool = False, options: CameraOptions = PLAIN
) -> "FrameSource":
    """Open whatever ``source`` is. Raises DeviceError.

    ``largest``: a camera at this PC gives its largest pictures all the time, for documents and not for scanning.
    """
    if isinstance(source, IdentifiedCamera):
        from devices.camera.listing import find_camera, list_cameras

        # looked for at each opening: a replug has given it another number
        source = find_camera(device, source.stable_id, list_cameras())
    if isinstance(source, PictureFolder):
        from devices.camera.folder import FolderFrames

        return FolderFrames(device, source.folder)
    from devices.camera.capture import open_capture_frames

    return open_capture_frames(device, source, largest=largest, options=options)


class NoCodes:
    """The decoder of a camera that does not scan: nobody's screen or badge becomes a scan."""

    @property
    def sight(self) -> Sight:
        """Nothing."""
        return Sight()

    def feed(self, _image: "Image", _now: float) -> Sequence[ScanEvent | CodesSeen]:
        """Nothing."""
        return ()

    def rest(self) -> None:
        """Nothing runs."""


def live_decoder(device: str) -> Decoder:
    """What finds codes in the camera's frames."""
    from devices.vision.live import LiveDecoder

    return LiveDecoder(device)


class CameraDriver:
    """Implements :class:`~devices.ports.Driver` for a camera. ``latest`` and ``ask_still`` are for any thread.

    ``source`` is one of ``id:…`` (see :mod:`devices.camera.listing`), ``0`` (the first camera), ``/dev/v4l/by-id/…``,
    ``rtsp://…``, a video file, a folder of pictures. ``open_source`` and ``decoder`` build what it reads from and what
    decodes; ``clock`` counts in seconds of ``time.monotonic()``, ``now`` gives the time of day in UTC.

    Emits ScanEvent with source CAMERA, and CodesSeen for several at once.
    """

    def __init__(
        self,
        name: str,
        source: str,
        *,
        kind: DeviceKind = DeviceKind.CAMERA,
        open_source: SourceOpener = open_frames,
        decoder: DecoderBuilder = live_decoder,
        clock: Callable[[], float] = time.monotonic,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._name = without_credentials(name)
        self._source = source
        self._kind = kind
        self._open_source = open_source
        self._build_decoder = decoder
        self._clock = clock
        self._now = now
        self._frames: FrameSource | None = None
        self._decoder: Decoder | None = None  # outlives a replug: a loose cable must not scan a waybill twice
        self._latest: Frame | None = None  # replaced whole, never changed: other threads read it
        self._asked: SimpleQueue[Future[Frame | None]] = SimpleQueue()

    @property
    def name(self) -> str:
        """The registry name, without a user name and password that it may have held."""
        return self._name

    @property
    def kind(self) -> DeviceKind:
        """CAMERA, or PERSON_CAMERA."""
        return self._kind

    @property
    def refused(self) -> tuple[str, ...]:
        """The options of the registry name that the open camera's driver did not take. On the device's thread."""
        return self._frames.refused if isinstance(self._frames, SetSource) else ()

    def open(self) -> None:
        """Take the camera. Blocks for up to five seconds on an IP camera that does not answer.

        Raises:
            DeviceError: NOT_FOUND, ACCESS_DENIED, IN_USE, BAD_SETTING, or NO_DRIVER when OpenCV is not installed.
        """
        self.close()
        try:
            self._decoder = self._decoder or self._build_decoder(self._name)
            self._frames = self._open_source(self._name, camera_source(self._source))
        except ValueError as exc:
            raise DeviceError(DeviceFault.BAD_SETTING, self._name) from exc
        except ImportError as exc:
            raise DeviceError(DeviceFault.NO_DRIVER, self._name, exc.name or "") from exc

    def poll(self) -> Sequence[ScanEvent | CodesSeen]:
        """Read one frame, keep it as the latest, and look for codes in it.

        Raises:
            DeviceError: REMOVED when the camera is gone, ACCESS_DENIED when it may no longer be read.
        """
        if self._frames is None or self._decoder is None:
            raise DeviceError(DeviceFault.REMOVED, self._name)
        self._answer_stills(self._frames)
        image = self._frames.read()
        if image is None:
            return ()
        frame = self._framed(image)
        self._latest = frame
        return self._decoder.feed(image, frame.monotonic)

    def close(self) -> None:
        """Give the camera back."""
        frames, self._frames = self._frames, None
        self._latest = None
        if self._decoder is not None:
            self._decoder.rest()
        if frames is not None:
            frames.close()
        self._answer_stills(None)

    def ask_still(self) -> "Future[Frame | None]":
        """Ask for a picture larger than the live ones, which a poll then takes; None when the camera gives none.

        The answer comes after seconds, and only from a camera that is polled or closed; it may be cancelled.
        """
        asked: Future[Frame | None] = Future()
        self._asked.put(asked)
        return asked

    def latest(self) -> Frame | None:
        """The newest frame, or None when there is none younger than a second."""
        frame = self._latest
        return frame if frame is not None and self._clock() - frame.monotonic < FRESH_S else None

    def sight(self) -> Sight:
        """What the decoder makes of the newest frames; nothing without a picture younger than a second."""
        decoder = self._decoder
        return decoder.sight if decoder is not None and self.latest() is not None else Sight()

    def _answer_stills(self, frames: "FrameSource | None") -> None:
        """Take one still for all who asked. Raises DeviceError REMOVED; they hear None then."""
        asked = [self._asked.get_nowait() for _ in range(self._asked.qsize())]
        waiting = [each for each in asked if each.set_running_or_notify_cancel()]
        still: Frame | None = None
        try:
            image = frames.still() if waiting and isinstance(frames, StillSource) else None
            still = self._framed(image) if image is not None else None
        finally:
            for each in waiting:
                each.set_result(still)

    def _framed(self, image: "Image") -> Frame:
        return Frame(image, self._name, self._now(), self._clock())
