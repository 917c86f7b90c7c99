"""Both languages are complete. ``lupdate`` and ``lrelease`` come with the bindings."""

import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from ui.resource_files import I18N

ROOT = Path(__file__).parents[3]
TS, QM = I18N / "yanqi_en.ts", I18N / "yanqi_en.qm"
CHINESE = re.compile("[㐀-鿿]")

Entry = tuple[str, str]


def tool(name: str) -> str:
    """A tool of the bindings, next to the interpreter."""
    found = shutil.which(name, path=str(Path(sys.executable).parent))
    assert found is not None, f"{name} comes with PySide6"
    return found


def translations(file: Path) -> dict[Entry, str]:
    """Finished translations by context and source text; an unfinished one is empty."""
    found: dict[Entry, str] = {}
    for context in ET.parse(file).getroot().iter("context"):  # noqa: S314 - our own file
        name = context.findtext("name", "")
        for message in context.iter("message"):
            translation = message.find("translation")
            finished = translation is not None and translation.get("type") is None
            text = translation.text if translation is not None and finished else ""
            found[name, message.findtext("source", "")] = text or ""
    return found


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> set[Entry]:
    """Every text in the source code now."""
    fresh = tmp_path_factory.mktemp("i18n") / "fresh_en.ts"
    files = sorted(str(file) for file in (ROOT / "ui").rglob("*.py"))
    subprocess.run([tool("pyside6-lupdate"), *files, "-ts", str(fresh)], check=True, capture_output=True)
    return set(translations(fresh))


def test_every_text_of_the_source_is_translated_and_none_is_left_over(sources: set[Entry]) -> None:
    english = translations(TS)
    assert {entry for entry in sources if not english.get(entry)} == set()
    assert set(english) - sources == set()


def test_english_is_english_and_keeps_the_placeholders() -> None:
    for (_, source), text in translations(TS).items():
        assert not CHINESE.search(text), text
        assert sorted(re.findall(r"{\w+}", source)) == sorted(re.findall(r"{\w+}", text)), text


def test_no_text_is_shown_untranslated() -> None:
    """Chinese in the code of ``ui`` stands in docstrings, comments and translated texts only."""
    marked = {source for _, source in translations(TS)}
    allowed = {"中文"}  # the probe that tells which language is on
    for file in sorted((ROOT / "ui").rglob("*.py")):
        code = re.sub(r'"""[\s\S]*?"""|#.*', "", file.read_text(encoding="utf-8"))
        for literal in re.findall(r'"([^"\n]*)"', code):
            if CHINESE.search(literal) and file.name != "fonts.py":
                assert literal in marked | allowed, f"{file.name}: {literal}"


def test_the_compiled_file_is_up_to_date(tmp_path: Path) -> None:
    fresh = tmp_path / "fresh.qm"
    subprocess.run([tool("pyside6-lrelease"), str(TS), "-qm", str(fresh)], check=True, capture_output=True)
    assert fresh.read_bytes() == QM.read_bytes()
