"""What a packaged program needs is in the spec; building it takes too long for every run (`make package` does it)."""

import ast
from importlib.util import find_spec
from pathlib import Path

from app.__main__ import COMMANDS
from app.paths import FACE_MODELS, RESOURCES
from devices.faces.models import MODELS

ROOT = Path(__file__).parents[2]
SPEC = (ROOT / "build.spec").read_text(encoding="utf-8")


def test_the_spec_is_python() -> None:
    ast.parse(SPEC)


def test_everything_read_at_run_time_is_shipped() -> None:
    for folder in ("resources", "app/storage/migrations"):
        assert (ROOT / folder).is_dir()
        assert f'"{folder}"' in SPEC
    needed = (
        '"app"',
        '"devices"',
        '"sync"',
        '"ui"',
        '"keyring.backends"',
        '"stdnum"',
        '"opencc"',
        '"rapidocr"',
        '"onnxruntime"',
    )
    assert [package for package in needed if package not in SPEC] == []


def test_the_face_models_are_among_the_resources() -> None:
    """``resources`` is shipped whole, and a packaged program has it beside its packages, as a checkout has."""
    assert FACE_MODELS.is_relative_to(RESOURCES)
    assert RESOURCES == ROOT / "resources"
    assert all((FACE_MODELS / model.file_name).is_file() for model in MODELS)


def test_the_text_recogniser_has_its_models_in_its_package() -> None:
    package = find_spec("rapidocr")
    assert package is not None
    assert package.origin is not None
    folder = Path(package.origin).parent
    models = sorted(path.name for path in (folder / "models").glob("*.onnx"))
    assert any("_det_" in name for name in models)
    assert any("_rec_" in name for name in models)
    assert (folder / "config.yaml").is_file()


def test_every_command_has_its_module() -> None:
    for name in COMMANDS:
        assert (ROOT / "app" / "commands" / f"{name.replace('-', '_')}.py").is_file(), name
