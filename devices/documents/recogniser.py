"""Text in a picture, by rapidocr: where it stands, and what it says.

Heavy: only the reader's own process imports rapidocr and its runtime, and only when a :class:`Recogniser` is made.

Invariants:
- Nothing is downloaded: the models are in rapidocr's wheel.
- Nothing is logged: what it reads is personal.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import cv2
import numpy as np
from numpy.typing import NDArray

from devices.errors import DeviceError, DeviceFault
from devices.vision.pixels import Image

_DETECTED_SIDE: Final = 960
"""Pixels of the longer side that text is looked for in (measured: as good as the full picture, in half the time)."""

_SETTINGS: Final = {
    "Global.log_level": "critical",
    "Global.text_score": 0.0,
    "Global.use_cls": False,
    "Det.limit_type": "max",
    # short words are not filled up to the width of long ones: most rows on a card have two characters
    "Rec.rec_img_shape": [3, 48, 64],
    "Det.limit_side_len": _DETECTED_SIDE,
    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
    # the arena keeps the largest tensors for ever: it costs memory and gains little here
    "EngineConfig.onnxruntime.enable_cpu_mem_arena": False,
}


@dataclass(frozen=True, slots=True)
class Words:
    """What one strip of picture says. ``sureness`` and ``places`` as in :class:`~devices.documents.reading.TextRow`."""

    text: str = field(repr=False)
    sureness: tuple[float, ...]
    places: tuple[float, ...]

    @property
    def confidence(self) -> float:
        """The mean of letters and digits: it is never sure of blanks and dots, and they have one form afterwards."""
        return sum(self._sure) / len(self._sure) if self._sure else 0.0

    @property
    def least(self) -> float:
        """The confidence of the worst letter or digit."""
        return min(self._sure, default=0.0)

    @property
    def _sure(self) -> list[float]:
        return [sure for sign, sure in zip(self.text, self.sureness, strict=False) if sign.isalnum()]


class Recogniser:
    """The models, loaded once. Single-threaded.

    One thread by default: the runtime's pool waits by spinning, so a second thread doubles the processor's work for a
    small gain, and the window needs the other core.

    Raises DeviceError: NO_DRIVER when rapidocr or its runtime is missing, or a model does not load.
    """

    def __init__(self, threads: int = 1) -> None:
        try:
            from rapidocr import RapidOCR
        except (ImportError, OSError) as exc:
            raise DeviceError(DeviceFault.NO_DRIVER, "document reader", "rapidocr") from exc
        settings = {**_SETTINGS, "EngineConfig.onnxruntime.intra_op_num_threads": threads}
        try:
            self._engine: Any = RapidOCR(params=settings)
            # the models load with their first use
            self.boxes(np.full((64, 64, 3), 255, np.uint8))
            self.words(np.full((48, 96, 3), 255, np.uint8))
        except (OSError, ValueError, RuntimeError) as exc:
            raise DeviceError(DeviceFault.NO_DRIVER, "document reader", "models") from exc

    def boxes(self, page: Image) -> Sequence[NDArray[np.float32]]:
        """The four corners of each row of text, in no order. ``page`` is BGR."""
        found = self._engine(page, use_det=True, use_cls=False, use_rec=False).boxes
        return [] if found is None else [np.asarray(box, dtype=np.float32) for box in found]

    def words(self, strip: Image) -> Words:
        """What a strip that holds one upright row says."""
        answer = self._engine(strip, use_det=False, use_cls=False, use_rec=True, return_word_box=True)
        if not answer.txts or not answer.word_results:
            return Words("", (), ())
        text, details = str(answer.txts[0]), answer.word_results[0]
        columns = [column for word in details.word_cols or () for column in word]
        length = float(details.line_txt_len or 1)
        sureness = tuple(float(level) for level in details.confs or ())
        if not text or len(sureness) != len(text):
            return Words(text, (float(answer.scores[0]),) * len(text), ())
        seen = iter(columns)
        places = [min(1.0, (next(seen, length) + 0.5) / length) if not sign.isspace() else -1.0 for sign in text]
        return Words(text, sureness, _between(places) if len(columns) == sum(not s.isspace() for s in text) else ())


def _between(places: list[float]) -> tuple[float, ...]:
    """Blanks (-1) take the place of the character before them."""
    filled: list[float] = []
    for place in places:
        filled.append(place if place >= 0 else (filled[-1] if filled else 0.0))
    return tuple(filled)


def strip_of(page: Image, box: NDArray[np.float32], margin: float = 0.0) -> Image:
    """The row inside four corners (clockwise from the top left), made straight; ``margin`` in row heights around it."""
    along, down = box[1] - box[0], box[3] - box[0]
    width, height = float(np.linalg.norm(along)), float(np.linalg.norm(down))
    if margin:
        across = along / max(width, 1.0) * height * margin
        under = down * margin
        box = np.asarray(
            [box[0] - across - under, box[1] + across - under, box[2] + across + under, box[3] - across + under],
            dtype=np.float32,
        )
        width, height = width + 2 * margin * height, height * (1 + 2 * margin)
    size = max(2, round(width)), max(2, round(height))
    flat = np.array([(0, 0), (size[0], 0), size, (0, size[1])], np.float32)
    matrix = cv2.getPerspectiveTransform(np.ascontiguousarray(box), flat)
    strip = cv2.warpPerspective(page, matrix, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(strip, dtype=np.uint8)
