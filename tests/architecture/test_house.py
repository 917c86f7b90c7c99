"""What import-linter cannot say: the product runs without a screen, and the tree keeps to its rules."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("app", "ui", "devices", "sync")
SOURCES = [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]

WITHOUT_QT = """
import importlib, pkgutil, sys
sys.modules["PySide6"] = None
sys.modules["shiboken6"] = None
def walk(name):
    module = importlib.import_module(name)
    for found in pkgutil.iter_modules(getattr(module, "__path__", []), name + "."):
        if not found.name.endswith("__main__"):
            walk(found.name)
for root in ("app.usecases", "app.storage", "app.bootstrap", "devices", "sync"):
    walk(root)
"""

LIGHT = """
import sys
import app.__main__, app.ports, app.usecases.results
heavy = {"cv2", "numpy", "pydantic", "cryptography", "keyring", "requests", "sqlcipher3", "fastapi", "zxingcpp"}
heavy |= {"rapidocr", "onnxruntime", "pyqtgraph", "openpyxl"}
print(" ".join(sorted(heavy & set(sys.modules))))
"""


def python(program: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)


def test_the_product_imports_without_qt() -> None:
    done = python(WITHOUT_QT)
    assert done.returncode == 0, done.stderr


def test_what_the_first_paint_needs_loads_nothing_heavy() -> None:
    done = python(LIGHT)
    assert done.stdout.strip() == "", done.stderr


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_module_says_what_it_is_for(path: Path) -> None:
    assert path.read_text(encoding="utf-8").lstrip().startswith(('"""', 'r"""'))


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_file_is_hard_to_hold_in_the_head(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 450


def test_lock_files_hold_hashes_and_name_no_registry() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "://" not in text
        assert "--index-url" not in text
        pins = re.findall(r"^[A-Za-z0-9._-]+(?:\[[^\]]+\])?==\S+", text, re.MULTILINE)
        assert len(pins) > 40
        for block in re.split(r"\n(?=[A-Za-z0-9])", text.strip()):
            assert "--hash=sha256:" in block, block.splitlines()[0]


def test_the_dev_lock_pins_what_the_run_lock_pins() -> None:
    def pins(name: str) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for package, version in re.findall(
            r"^([A-Za-z0-9._-]+)(?:\[[^\]]+\])?==([^\s;\\]+)", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE
        ):
            found.setdefault(package, set()).add(version)
        return found

    run, dev = pins("requirements.lock"), pins("requirements-dev.lock")
    assert {package: dev.get(package) for package in run} == run
