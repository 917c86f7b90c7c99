"""The counter's camera as a document reader: looks at live frames, remembers the best, and has them read.

Invariants:
- Frames live in memory only, a few at a time, between ``begin`` and ``read`` or ``forget``: no picture of a document is
  read for the next person, not even one that a look under way had seen before.
- The reader is a process of its own: neither a crash nor a slow reading ever touches the window.
"""

import heapq
import sys
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from threading import Lock

from devices.documents.guidance import guide
from devices.documents.process import CHILD_COMMAND
from devices.documents.reading import (
    CaptureGuidance,
    CaptureHint,
    DocumentReader,
    DocumentReading,
    PictureKind,
    PictureProblem,
    ReadingWay,
)
from devices.ports import Frame

BEST_FRAMES = 3
"""More cost a second each and seldom add anything."""
SAME_CARD_S = 3.0
"""Seconds between two pictures that may show one document: in more of them one card is laid in the place of another."""


@dataclass(order=True, frozen=True, slots=True)
class _Remembered:
    score: float
    monotonic: float
    frame: Frame = field(compare=False, repr=False)


class CameraDocuments:
    """Implements :class:`ui.screens.acceptance.actions.DocumentCamera`. Any thread may call it."""

    def __init__(
        self,
        latest: Callable[[], Frame | None],
        reader: DocumentReader,
        *,
        warm: Callable[[], None] | None = None,
        still: Callable[[], Frame | None] = lambda: None,
    ) -> None:
        """``still`` takes a picture larger than the live ones, and may block for seconds; None: there is none."""
        self._latest = latest
        self._still = still
        self._reader = reader
        self._warm = warm
        self._lock = Lock()
        self._best: list[_Remembered] | None = None
        """None while no document is captured."""

    def begin(self) -> None:
        """Another document comes."""
        with self._lock:
            self._best = []
        if self._warm is not None:
            self._warm()

    def look(self) -> CaptureGuidance | None:
        """What the latest picture says; its quad in parts of the picture's width and height."""
        with self._lock:
            best = self._best
        frame = self._latest()
        if frame is None:
            return None
        guidance = guide(frame.image)
        if guidance.hint in (CaptureHint.READY, CaptureHint.TURN, CaptureHint.HOLD_STILL):
            self._remember(best, _Remembered(guidance.score, frame.monotonic, frame))
        height, width = frame.image.shape[:2]
        quad = guidance.quad
        if quad is None:
            return guidance
        (a, b), (c, d), (e, f), (g, h) = quad
        parts = ((a / width, b / height), (c / width, d / height), (e / width, f / height), (g / width, h / height))
        return CaptureGuidance(guidance.hint, parts, guidance.score)

    def read(self) -> DocumentReading:
        """Read a still and the best pictures; without any the picture that is there now. Raises DeviceError.

        None of them is kept.
        """
        with self._lock:
            best, self._best = self._best or [], None
        now = self._latest()
        if now is not None:
            best = _close_to(now.monotonic, best)
        frames = [remembered.frame for remembered in sorted(best, reverse=True)]
        still = self._still()
        if still is not None:
            # it shows the most; the live ones beside it prove a field by saying the same
            frames = [still, *frames][:BEST_FRAMES]
        if not frames:
            frames = [now] if now is not None else []
        if not frames:
            return _NOTHING
        reading = self._reader.read(frames)
        return reading if reading.read_at is not None else replace(reading, read_at=datetime.now(UTC))

    def forget(self) -> None:
        """Nobody captures any more. Does not wait."""
        with self._lock:
            self._best = None

    def _remember(self, best: list[_Remembered] | None, seen: _Remembered) -> None:
        """Into ``best``, unless that is another document's by now."""
        with self._lock:
            if best is None or best is not self._best or any(known.monotonic == seen.monotonic for known in best):
                return
            best[:] = heapq.nlargest(BEST_FRAMES, [*_close_to(seen.monotonic, best), seen])


def _close_to(monotonic: float, frames: list[_Remembered]) -> list[_Remembered]:
    return [each for each in frames if abs(monotonic - each.monotonic) <= SAME_CARD_S]


_NOTHING = DocumentReading(PictureKind.UNKNOWN, ReadingWay.OCR, {}, {}, (PictureProblem.NO_DOCUMENT,))


def document_reader_command() -> tuple[str, ...]:
    """What starts the reader's process: a packaged program has no ``python -m``, but its own command."""
    return (sys.executable, "document-reader") if getattr(sys, "frozen", False) else CHILD_COMMAND
