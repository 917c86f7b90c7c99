"""Guided capture: looks at the camera's picture, says what to change, and reads when the document lies well.

Invariants:
- One look or one reading is under way at a time, off the main thread; an answer that comes after the panel was closed
  is thrown away.
- It reads by itself after ``STEADY_LOOKS`` good pictures in a row; Enter reads at once from what there is.
"""

from collections.abc import Callable
from concurrent.futures import CancelledError
from typing import Final

from devices.documents.reading import CaptureGuidance, CaptureHint, DocumentReading
from ui.screens.acceptance.actions import CounterPorts
from ui.screens.acceptance.state import CaptureState

STEADY_LOOKS: Final = 3


class GuidedCapture:
    """Main thread only. ``read`` is told the reading, ``failed`` the error, ``changed`` that the state moved."""

    def __init__(
        self,
        ports: CounterPorts,
        *,
        read: Callable[[DocumentReading], None],
        failed: Callable[[Exception], None],
        changed: Callable[[], None],
    ) -> None:
        self._camera = ports.sender.document_camera
        self._looks = ports.cpu_tasks
        self._readings = ports.reading_tasks
        self._read = read
        self._failed = failed
        self._changed = changed
        self._state: CaptureState | None = None
        self._round = 0
        self._busy = False
        self._steady = 0

    @property
    def state(self) -> CaptureState | None:
        """How it stands; None while it is closed."""
        return self._state

    @property
    def idle(self) -> bool:
        """True when nothing is under way."""
        return not self._busy

    def begin(self) -> None:
        """Another document comes under the camera."""
        self._round += 1
        self._steady = 0
        self._state = CaptureState()
        self._busy = True
        round_ = self._round
        self._looks.submit(self._camera.begin, lambda _: self._free(round_), lambda error: self._stopped(round_, error))
        self._changed()

    def tick(self) -> None:
        """Time for another look. The panel calls it some eight times a second."""
        if self._state is None or self._busy:
            return
        self._busy = True
        round_ = self._round
        self._looks.submit(
            self._camera.look,
            lambda guidance: self._looked(round_, guidance),
            lambda error: self._stopped(round_, error),
        )

    def read_now(self) -> None:
        """Read from what there is."""
        if self._state is None or self._state.reading:
            return
        self._state = CaptureState(CaptureHint.READY, self._state.quad, reading=True)
        self._busy = True
        round_ = self._round
        self._readings.submit(
            lambda: self._read_round(round_),
            lambda reading: self._done(round_, reading),
            lambda error: self._stopped(round_, error),
        )
        self._changed()

    def close(self) -> None:
        """What is still under way is none of anybody's business, and no picture of the document is kept."""
        if self._state is not None:
            self._camera.forget()
        self._state = None
        self._round += 1
        self._busy = False

    def _read_round(self, round_: int) -> DocumentReading:
        """On the readers' thread: a capture that was given up while this waited takes no pictures from the next one."""
        if round_ != self._round:
            raise CancelledError
        return self._camera.read()

    def _free(self, round_: int) -> None:
        if round_ == self._round and self._state is not None and not self._state.reading:
            self._busy = False

    def _looked(self, round_: int, guidance: CaptureGuidance | None) -> None:
        if round_ != self._round or self._state is None or self._state.reading:
            return
        self._busy = False
        hint = guidance.hint if guidance is not None else CaptureHint.SHOW_DOCUMENT
        quad = guidance.quad if guidance is not None and guidance.quad is not None else ()
        self._state = CaptureState(hint, tuple(quad))
        self._steady = self._steady + 1 if hint is CaptureHint.READY else 0
        if self._steady >= STEADY_LOOKS:
            self.read_now()
        else:
            self._changed()

    def _done(self, round_: int, reading: DocumentReading) -> None:
        if round_ == self._round:
            self.close()
            self._read(reading)

    def _stopped(self, round_: int, error: Exception) -> None:
        if round_ == self._round:
            self.close()
            self._failed(error)
