"""The two models of face comparison: which files they are, and whether they are the very ones. Light: no OpenCV.

Invariants:
- A model is used only when its SHA-256 is the one below, and the bytes that were hashed are the bytes that are loaded.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from devices.errors import DeviceError, DeviceFault

DEVICE: Final = "faces"
"""What errors of face comparison name as their device."""


@dataclass(frozen=True, slots=True)
class FaceModel:
    """One ONNX file; sources and licences are in ``resources/models/faces/README.md``."""

    file_name: str
    sha256: str


YUNET: Final = FaceModel(
    "face_detection_yunet_2023mar.onnx", "8f2383e4dd3cfbb4553ea8718107fc0423210dc964f9f4280604804ed2552fa4"
)
"""Finds faces and five points on each."""

SFACE: Final = FaceModel(
    "face_recognition_sface_2021dec.onnx", "0ba9fbfa01b5270c96627c4ef784da859931e02f04419c829e83484087c34e79"
)
"""Turns an upright face of 112 x 112 pixels into 128 numbers."""

MODELS: Final = (YUNET, SFACE)


def read_model(folder: Path, model: FaceModel) -> bytes:
    """The bytes of ``model`` in ``folder``. Raises DeviceError NO_DRIVER with the file's name as detail."""
    try:
        content = (folder / model.file_name).read_bytes()
    except OSError as error:
        raise DeviceError(DeviceFault.NO_DRIVER, DEVICE, f"{model.file_name} cannot be read") from error
    if hashlib.sha256(content).hexdigest() != model.sha256:
        raise DeviceError(DeviceFault.NO_DRIVER, DEVICE, f"{model.file_name} is not the pinned file")
    return content


def check_models(folder: Path) -> None:
    """Both models are in ``folder``, unchanged; takes about 50 ms. Raises DeviceError NO_DRIVER like read_model."""
    for model in MODELS:
        read_model(folder, model)
