"""What the screen may draw over the live picture: where codes lie, and a hint when one cannot be read.

Invariants:
- ``sight`` is replaced whole and never changed, so that other threads may read it.
- A code stays for :data:`LINGERS_S` after it was last read: a frame in which it fails does not make it flicker.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from devices.ports import CodePlace, ScanHint, Sight
from devices.vision.codes import DecodedCode
from devices.vision.hints import CalmHint
from devices.vision.pixels import Image

LINGERS_S: Final = 0.6


@dataclass(frozen=True, slots=True)
class _Placed:
    place: CodePlace
    at: float


class LiveSight:
    """One camera's. Single-threaded, but for ``sight``."""

    def __init__(self) -> None:
        self._placed: dict[str, _Placed] = {}
        self._hint: ScanHint | None = None
        self._calm = CalmHint()
        self.sight = Sight()

    def missed(self, hint: ScanHint | None) -> None:
        """A climb was in vain, and this would help."""
        self._hint = hint

    def frame(self, codes: Iterable[DecodedCode], image: Image, now: float) -> None:
        """A frame has come, and these codes were read last."""
        height, width = image.shape[:2]
        for code in codes:
            corners = tuple((x / width, y / height) for x, y in code.quad)
            self._placed[code.text] = _Placed(CodePlace(code.text, corners), now)
            self._hint = None
        self._placed = {text: one for text, one in self._placed.items() if now - one.at < LINGERS_S}
        if self._placed:
            self._calm.drop()
        else:
            self._calm.take(self._hint, now)
        places = tuple(one.place for one in self._placed.values())
        if places or self.sight.codes or self._calm.shown is not self.sight.hint:
            self.sight = Sight(places, self._calm.shown)
