"""What the sender lane needs of a terminal, bound late: document camera, person camera, portraits, faces.

Invariants:
- Faces are only there when the switch of the settings is on, and the models are what they should be.
- Everything heavy loads with its first use, off the main thread.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from app.domain.identity.sender import FaceBand
from app.paths import FACE_MODELS
from ui.screens.acceptance.actions import SenderPorts

if TYPE_CHECKING:
    from app.desktop import Terminal
    from app.domain.policy import Policy
    from app.settings import Settings
    from devices.documents.reading import CaptureGuidance, DocumentReading
    from devices.faces.comparison import FaceComparer
    from devices.ports import Frame
    from ui.widgets.live_picture import Preview

PERSON_PREVIEW = 320, 240
DOCUMENT_PREVIEW = 800, 450
"""Pixels, as large as the panel on a small screen."""


def sender_ports(ready: Callable[[], Terminal], settings: Settings, policy: Policy, *, training: bool) -> SenderPorts:
    """The ports over whatever terminal ``ready`` gives."""
    person = LatePersonCamera(ready) if training or settings.person_camera else None
    return SenderPorts(
        document_camera=LateDocumentCamera(ready),
        person_camera=person,
        portraits=LatePortraits(ready),
        faces=MachineFaces(policy) if settings.face_comparison and person is not None else None,
    )


class LateDocumentCamera:
    """Implements ``DocumentCamera`` over the open terminal's."""

    def __init__(self, ready: Callable[[], Terminal]) -> None:
        self._ready = ready

    def begin(self) -> None:
        """Another document comes."""
        self._ready().documents.begin()

    def look(self) -> CaptureGuidance | None:
        """What the latest picture says."""
        return self._ready().documents.look()

    def read(self) -> DocumentReading:
        """Read the document in the best pictures."""
        return self._ready().documents.read()

    def forget(self) -> None:
        """Nobody captures any more; nothing was captured before the terminal was open."""
        with suppress(RuntimeError):
            self._ready().documents.forget()

    def preview(self) -> Preview | None:
        """On the main thread, some eight times a second."""
        from app.counter_devices import CameraRole

        return _small(self._ready().devices.latest_frame(CameraRole.DOCUMENT), DOCUMENT_PREVIEW)


class LatePersonCamera:
    """Implements ``PersonCamera`` over the open terminal's devices."""

    def __init__(self, ready: Callable[[], Terminal]) -> None:
        self._ready = ready

    def preview(self) -> Preview | None:
        """The live picture, small."""
        return _small(self._ready().devices.latest_person_frame(), PERSON_PREVIEW)

    def capture(self) -> bytes | None:
        """The latest picture as a JPEG."""
        frame = self._ready().devices.latest_person_frame()
        if frame is None:
            return None
        from devices.vision.picture import person_jpeg

        return person_jpeg(frame.image)


def _small(frame: Frame | None, room: tuple[int, int]) -> Preview | None:
    if frame is None:
        return None
    from devices.vision.picture import preview_rgb

    return preview_rgb(frame.image, *room)


class LatePortraits:
    """Implements ``Portraits`` with whatever vendor's decoder the open terminal has found."""

    def __init__(self, ready: Callable[[], Terminal]) -> None:
        self._ready = ready

    @property
    def decodes(self) -> bool:
        """Whether there is a decoder; not before the terminal is open."""
        try:
            return self._ready().portraits is not None
        except RuntimeError:
            return False

    def decode(self, block: bytes) -> bytes | None:
        """The portrait as a JPEG."""
        decoder = self._ready().portraits
        return decoder.decode(block) if decoder is not None else None


class MachineFaces:
    """Implements ``Faces`` with the two shipped models, loaded at the first comparison."""

    def __init__(self, policy: Policy) -> None:
        self._bands = policy.face_bands
        self._comparer: FaceComparer | None = None

    def compare(self, portrait: bytes, live: bytes) -> FaceBand | None:
        """None when a picture shows no face. Raises DeviceError."""
        from devices.faces.comparison import FaceBand as MachineBand
        from devices.faces.comparison import FaceBands
        from devices.faces.sface_comparer import SFaceComparer

        if self._comparer is None:
            self._comparer = SFaceComparer(FACE_MODELS, FaceBands(*self._bands))
        band = self._comparer.compare(portrait, live).band
        return None if band is MachineBand.NO_FACE else FaceBand(band.value)
