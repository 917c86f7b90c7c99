"""Face comparison with YuNet and SFace on OpenCV: detect, align, describe, compare.

Invariants:
- Nothing is downloaded; the models are files of this program with pinned hashes (see :mod:`devices.faces.models`).
- A picture, a cut-out face and its 128 numbers live in local variables only: not kept, not logged, not in an error.
"""

import threading
from pathlib import Path
from typing import Final

import cv2
import numpy as np
from cv2.typing import MatLike
from numpy.typing import NDArray

from devices.errors import DeviceError, DeviceFault
from devices.faces.comparison import FaceBand, FaceBands, FaceComparison, FaceSide
from devices.faces.models import DEVICE, SFACE, YUNET, FaceModel, read_model
from devices.vision.pixels import Image, as_image, shrunk

DETECTED_SIDE: Final = 640
"""Pixels of the longest side for detection: 9 ms there, 88 ms at 1080p, and a face at a counter is large enough."""

_LEAST_CONFIDENCE: Final = 0.7
_OVERLAP: Final = 0.3
_MOST_CANDIDATES: Final = 50
_WIDTH, _HEIGHT = 2, 3
"""Where a detection's row has the size of its box."""

_MOST_THREADS: Final = 2
"""OpenCV takes every core there is, and on a PC with two the window would wait for it."""

_NO_CONFIGURATION: Final = np.empty(0, np.uint8)

# OpenCV says on standard error that its new network engine has no choice of targets, each time a model is loaded.
cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_FATAL)


class SFaceComparer:
    """The :class:`~devices.faces.comparison.FaceComparer` of this program.

    ``folder`` holds the two models; they are loaded with the first comparison and take some 190 MB of memory.
    OpenCV's number of threads is limited to two for the whole process.
    """

    def __init__(self, folder: Path, bands: FaceBands) -> None:
        self._folder = folder
        self._bands = bands
        self._turn = threading.Lock()
        self._networks: _Networks | None = None

    def compare(self, portrait_jpeg: bytes, live_jpeg: bytes) -> FaceComparison:
        """See :class:`~devices.faces.comparison.FaceComparer`."""
        sides = {FaceSide.PORTRAIT: portrait_jpeg, FaceSide.LIVE: live_jpeg}
        with self._turn:
            if self._networks is None:
                self._networks = _Networks(self._folder)
            described = {side: self._networks.describe(_decoded(content, side)) for side, content in sides.items()}
            portrait, live = described[FaceSide.PORTRAIT], described[FaceSide.LIVE]
            if portrait is None or live is None:
                faceless = tuple(side for side, face in described.items() if face is None)
                return FaceComparison(FaceBand.NO_FACE, faceless=faceless)
            score = self._networks.score(portrait, live)
        return FaceComparison(self._bands.band(score), score)


class _Networks:
    """Both models, loaded. Single-threaded: OpenCV keeps state between calls."""

    def __init__(self, folder: Path) -> None:
        cv2.setNumThreads(min(_MOST_THREADS, cv2.getNumThreads()))
        detector, recognizer = (_as_buffer(folder, model) for model in (YUNET, SFACE))
        try:
            # From memory, not by path: what is loaded is what was hashed, and a Chinese path is no trouble on Windows.
            self._detector = cv2.FaceDetectorYN.create(
                "onnx", detector, _NO_CONFIGURATION, (DETECTED_SIDE, DETECTED_SIDE),
                _LEAST_CONFIDENCE, _OVERLAP, _MOST_CANDIDATES,
            )  # fmt: skip
            self._recognizer = cv2.FaceRecognizerSF.create("onnx", recognizer, _NO_CONFIGURATION)
        except cv2.error as error:
            raise DeviceError(DeviceFault.NO_DRIVER, DEVICE, "OpenCV cannot load the models") from error

    def describe(self, image: Image) -> NDArray[np.float32] | None:
        """The largest face as 128 numbers; None when there is none. The largest is the one nearest to the camera."""
        small = shrunk(image, DETECTED_SIDE)
        try:
            self._detector.setInputSize((small.shape[1], small.shape[0]))
            _, faces = self._detector.detect(small)
            largest = _largest(faces)
            if largest is None:
                return None
            # a copy: OpenCV answers with its own buffer, which the next face overwrites
            return np.array(self._recognizer.feature(self._recognizer.alignCrop(small, largest)), dtype=np.float32)
        except cv2.error as error:
            raise DeviceError(DeviceFault.INTERNAL, DEVICE, "OpenCV failed") from error

    def score(self, one: NDArray[np.float32], other: NDArray[np.float32]) -> float:
        """Their cosine similarity, -1 to 1."""
        return float(self._recognizer.match(one, other, cv2.FaceRecognizerSF_FR_COSINE))


def _largest(faces: MatLike | None) -> MatLike | None:
    """OpenCV answers None, against its own types, when there is no face."""
    if faces is None or not len(faces):
        return None
    largest: MatLike = max(faces, key=lambda face: float(face[_WIDTH] * face[_HEIGHT]))
    return largest


def _as_buffer(folder: Path, model: FaceModel) -> Image:
    return np.frombuffer(read_model(folder, model), np.uint8)


def _decoded(content: bytes, side: FaceSide) -> Image:
    try:
        decoded = cv2.imdecode(np.frombuffer(content, np.uint8), cv2.IMREAD_COLOR)
    except cv2.error:
        decoded = None
    if decoded is None:
        raise DeviceError(DeviceFault.BAD_FRAME, DEVICE, f"{side.value} cannot be decoded")
    return as_image(decoded)
