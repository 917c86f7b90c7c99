"""A camera that shows what a program lays under it: a folder that the product's own camera driver watches.

Invariants:
- The camera never sees half a picture: it is written under a hidden name and renamed, and only then the one before it
  goes.
- There is one picture on the table at most.
- Unplugging is the folder going away, for the driver as for a person.
- Only a fault lets the camera see less: a file that is still being copied, or is none of a picture.
"""

from contextlib import suppress
from pathlib import Path
from typing import Final

import cv2

from devices.simulators.faults import Fault, FaultPlan, half
from devices.vision.pixels import Image

FAULTS: Final = frozenset(
    {Fault.SILENCE, Fault.HALF_FRAME, Fault.BYTE_BY_BYTE, Fault.NOISE_BEFORE, Fault.UNPLUGGED_MID_FRAME}
)
"""What it can have: the picture does not come; half of it does; it grows while the camera looks; a file that is no
picture lies on it; the cable is pulled meanwhile."""

# Every pixel as drawn, and written and read in 4 ms; PNG takes forty times as long over a noisy 1080p picture.
_SUFFIX = ".bmp"
_HIDDEN = ".being-written"


class PictureTable:
    """What lies under a simulated camera. Point the driver at ``folder`` (``file:<folder>``); one owner per folder.

    The folder is made if need be; pictures left in it by an earlier table are taken away.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._count = 0
        self._plan = FaultPlan(FAULTS)
        self.plug_in()
        self.clear()

    @property
    def folder(self) -> Path:
        """Where the camera looks."""
        return self._folder

    def show(self, image: Image) -> None:
        """Lay ``image`` (BGR or gray) under the camera; it is on the next frame.

        Raises:
            OSError: the folder is unplugged, or the disk is full.
            ValueError: ``image`` is no picture.
        """
        try:
            _, content = cv2.imencode(_SUFFIX, image)
        except cv2.error as exc:
            raise ValueError("not a picture") from exc
        whole = content.tobytes()
        match self._plan.due():
            case Fault.SILENCE:
                self.clear()
            case Fault.HALF_FRAME:
                self._lay(half(whole))
            case Fault.BYTE_BY_BYTE:
                shown = self._lay(half(whole))
                shown.write_bytes(whole)
            case Fault.NOISE_BEFORE:
                self._lay(whole)
                (self._folder / f"picture-{self._count + 1:06}{_SUFFIX}").write_bytes(b"no picture")
            case Fault.UNPLUGGED_MID_FRAME:
                self._lay(half(whole))
                self.unplug()
            case _:
                self._lay(whole)

    @property
    def faults(self) -> frozenset[Fault]:
        """What it can have."""
        return self._plan.possible

    def inject(self, fault: Fault, count: int = 1) -> None:
        """Let the next ``count`` pictures go wrong in this way. Raises ValueError."""
        self._plan.add(fault, count)

    def _lay(self, content: bytes) -> Path:
        self._count += 1
        hidden = self._folder / f".{self._count:06}{_HIDDEN}"
        hidden.write_bytes(content)
        shown = hidden.rename(self._folder / f"picture-{self._count:06}{_SUFFIX}")
        self._take_away(but=shown)
        return shown

    def clear(self) -> None:
        """Leave the table empty."""
        self._take_away(but=None)

    def unplug(self) -> None:
        """Pull the camera's cable."""
        self.clear()
        self._folder.rmdir()

    def plug_in(self) -> None:
        """Connect the camera (again), with an empty table."""
        self._folder.mkdir(parents=True, exist_ok=True)

    def _take_away(self, but: Path | None) -> None:
        for picture in self._folder.glob(f"picture-*{_SUFFIX}"):
            if picture != but:
                # Windows: the camera may be reading it just now; the next call takes it away.
                with suppress(PermissionError):
                    picture.unlink()
