"""The model files that ship with the program."""

import shutil
from pathlib import Path

import pytest

from app.paths import FACE_MODELS
from devices.errors import DeviceError, DeviceFault
from devices.faces.comparison import FaceBands
from devices.faces.models import MODELS, SFACE, YUNET, FaceModel, check_models, read_model
from devices.faces.sface_comparer import SFaceComparer


def test_the_shipped_models_are_the_pinned_ones() -> None:
    check_models(FACE_MODELS)


def test_each_model_ships_with_its_licence_and_source() -> None:
    about = (FACE_MODELS / "README.md").read_text(encoding="utf-8")
    for model in MODELS:
        assert model.file_name in about
        assert model.sha256 in about
    assert "Shiqi Yu" in (FACE_MODELS / "LICENSE-YuNet.txt").read_text(encoding="utf-8")
    assert "Apache License" in (FACE_MODELS / "LICENSE-SFace.txt").read_text(encoding="utf-8")


def test_only_models_and_words_about_them_ship() -> None:
    """No photo of anybody came along with the models."""
    shipped = {path.name for path in FACE_MODELS.iterdir()}
    assert shipped == {"README.md", "LICENSE-YuNet.txt", "LICENSE-SFace.txt", *(model.file_name for model in MODELS)}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.file_name)
def test_a_changed_model_is_refused(tmp_path: Path, model: FaceModel) -> None:
    content = bytearray((FACE_MODELS / model.file_name).read_bytes())
    content[len(content) // 2] ^= 1
    (tmp_path / model.file_name).write_bytes(content)
    with pytest.raises(DeviceError) as caught:
        read_model(tmp_path, model)
    assert caught.value.fault is DeviceFault.NO_DRIVER
    assert caught.value.detail == f"{model.file_name} is not the pinned file"


def test_a_missing_model_is_told_by_its_name(tmp_path: Path) -> None:
    shutil.copy(FACE_MODELS / YUNET.file_name, tmp_path)
    with pytest.raises(DeviceError) as caught:
        SFaceComparer(tmp_path, FaceBands(0.45, 0.3)).compare(b"", b"")
    assert (caught.value.fault, caught.value.detail) == (DeviceFault.NO_DRIVER, f"{SFACE.file_name} cannot be read")
