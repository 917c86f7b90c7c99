"""A folder of pictures as a camera: demonstrations, training and tests put files there, this shows them.

Invariants:
- A file that appears is shown next, whatever is on show; without changes the files follow each other by name, for ever.
- A file is decoded once, not for every frame it is shown on.
- A file that is no picture (yet: someone is copying it) is passed over; an empty folder is an empty table, no fault.
- The folder's disappearance is the camera being unplugged.
"""

import os
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from devices.camera.frames import FRAMES_PER_SECOND, Pace
from devices.errors import DeviceError, DeviceFault
from devices.vision.decode import picture_from
from devices.vision.pixels import Image

PICTURE_SUFFIXES: Final = frozenset({".png", ".jpg", ".jpeg", ".webp", ".bmp"})


@dataclass(frozen=True, slots=True, order=True)
class _Entry:
    """One version of one file."""

    name: str
    changed_ns: int
    size: int


class FolderFrames:
    """Implements :class:`~devices.camera.frames.FrameSource` for a folder.

    ``pictures_per_second`` is the pace of the slides; frames come at :data:`FRAMES_PER_SECOND` regardless, as from a
    camera that looks at each slide for a while. ``device`` is the registry name, for errors.

    Raises:
        DeviceError: NOT_FOUND when there is no such folder, ACCESS_DENIED when it may not be read.
    """

    def __init__(
        self,
        device: str,
        folder: Path,
        *,
        pictures_per_second: float = 1.0,
        clock: Callable[[], float] = time.monotonic,
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        self._device = device
        self._folder = folder
        self._clock = clock
        self._pace = Pace(FRAMES_PER_SECOND, clock=clock, wait=wait)
        self._dwell = 1 / pictures_per_second
        self._on_show: _Entry | None = None
        self._image: Image | None = None
        self._next_slide_at = clock()
        self._entries = self._listing(DeviceFault.NOT_FOUND)

    def read(self) -> Image | None:
        """The picture on show; None for an empty folder. Raises DeviceError REMOVED when the folder is gone."""
        self._pace.keep()
        entries = self._listing(DeviceFault.REMOVED)
        fresh = set(entries).difference(self._entries)
        self._entries = entries
        if self._on_show not in entries:
            self._on_show = self._image = None
        if fresh:
            newest_first = sorted(fresh, key=lambda entry: (entry.changed_ns, entry.name), reverse=True)
            self._show_first_readable([*newest_first, *self._following()])
        elif self._on_show is None or self._clock() >= self._next_slide_at:
            self._show_first_readable(self._following())
        return self._image

    def close(self) -> None:
        """Nothing is held open."""

    def _following(self) -> list[_Entry]:
        """All files, beginning with the one after the picture on show, that one last."""
        if self._on_show is None:
            return self._entries
        after = self._entries.index(self._on_show) + 1
        return self._entries[after:] + self._entries[:after]

    def _show_first_readable(self, candidates: Iterable[_Entry]) -> None:
        self._next_slide_at = self._clock() + self._dwell
        for entry in candidates:
            if entry == self._on_show:
                return
            image = self._load(entry)
            if image is not None:
                self._on_show, self._image = entry, image
                return

    def _load(self, entry: _Entry) -> Image | None:
        try:
            image = picture_from((self._folder / entry.name).read_bytes())
        except OSError:
            # Gone since it was listed, or still locked by the program that writes it (Windows).
            return None
        if image is not None:
            image.setflags(write=False)
        return image

    def _listing(self, fault_when_gone: DeviceFault) -> list[_Entry]:
        """The picture files by name. Listed for each frame: it costs less than decoding, and misses no change."""
        try:
            with os.scandir(self._folder) as found:
                return sorted(entry for file in found if (entry := _picture_entry(file)) is not None)
        except PermissionError as exc:
            raise DeviceError(DeviceFault.ACCESS_DENIED, self._device) from exc
        except OSError as exc:
            raise DeviceError(fault_when_gone, self._device) from exc


def _picture_entry(file: os.DirEntry[str]) -> _Entry | None:
    # A leading dot marks a picture that is being written (see simulators.picture_camera).
    if file.name.startswith(".") or Path(file.name).suffix.lower() not in PICTURE_SUFFIXES:
        return None
    try:
        stat = file.stat()
    except FileNotFoundError:
        return None
    return _Entry(file.name, stat.st_mtime_ns, stat.st_size)
