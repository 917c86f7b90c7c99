"""PDFs where the user chose, whole or not at all; printers that are not there."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinterInfo

from tests.gui.printing.test_manifest import manifest
from ui.error_text import words
from ui.printing.manifest import manifest_sheet
from ui.printing.output import print_sheet, printer_names, save_pdf
from ui.printing.page import A4, Box, Line, Page, Rule, Sheet
from ui.printing.problems import PrintProblem

pytestmark = pytest.mark.usefixtures("qapp")


def boxes(pdf: bytes) -> list[tuple[float, float]]:
    """Width and height of each page in millimetres."""
    found = re.findall(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    return [(float(width) * 25.4 / 72, float(height) * 25.4 / 72) for width, height in found]


def test_a_pdf_has_every_page_at_its_size(tmp_path: Path) -> None:
    sheet = manifest_sheet(manifest(70))
    path = tmp_path / "manifest.pdf"

    assert save_pdf(sheet, path) is None
    written = path.read_bytes()
    assert written.startswith(b"%PDF-")
    assert written.rstrip().endswith(b"%%EOF")
    assert len(boxes(written)) == len(sheet.pages) == 3
    for box in boxes(written):
        assert box == pytest.approx(A4, abs=0.5)
    assert list(tmp_path.iterdir()) == [path]


def test_a_label_has_a_page_of_its_own_size(tmp_path: Path) -> None:
    label = Sheet("label", (Page(60, 40, (Line("已验视", 2, 8, 30, 5), Rule(Box(2, 12, 30, 0.3)))),), thermal=True)
    path = tmp_path / "label.pdf"

    assert save_pdf(label, path) is None
    (box,) = boxes(path.read_bytes())
    assert box == pytest.approx((60, 40), abs=0.5)


def test_a_file_that_is_there_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "again.pdf"
    path.write_bytes(b"something else")

    assert save_pdf(manifest_sheet(manifest(1)), path) is None
    assert path.read_bytes().startswith(b"%PDF-")


def test_a_place_that_cannot_be_written_is_told_and_nothing_is_left(tmp_path: Path) -> None:
    assert save_pdf(manifest_sheet(manifest(1)), tmp_path / "nowhere" / "x.pdf") is PrintProblem.NOT_SAVED
    assert save_pdf(manifest_sheet(manifest(1)), tmp_path) is PrintProblem.NOT_SAVED
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_what_is_no_ordinary_file_is_never_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)

    assert save_pdf(manifest_sheet(manifest(1)), pipe) is PrintProblem.NOT_SAVED
    assert pipe.is_fifo()


WRITING_WITHOUT_ROOM = """
import resource, signal, sys
from pathlib import Path
from PySide6.QtGui import QGuiApplication
from ui.printing.output import save_pdf
from ui.printing.page import Line, Page, Sheet
application = QGuiApplication([])
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (200, 200))
sheet = Sheet("x", (Page(60, 40, (Line("已验视", 2, 8, 30, 5),)),))
print(save_pdf(sheet, Path(sys.argv[1])))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="file sizes are limited by POSIX's resource limits")
def test_a_disk_without_room_is_told_and_the_old_file_stays(tmp_path: Path) -> None:
    path = tmp_path / "old.pdf"
    path.write_bytes(b"the old one")

    ended = subprocess.run(
        [sys.executable, "-c", WRITING_WITHOUT_ROOM, str(path)], check=True, capture_output=True, text=True
    )

    assert ended.stdout.strip() == PrintProblem.NOT_SAVED
    assert path.read_bytes() == b"the old one"
    assert list(tmp_path.iterdir()) == [path]


def test_a_printer_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CUPS_SERVER", "/nonexistent")
    sheet = manifest_sheet(manifest(1))
    expected = PrintProblem.PRINTER_GONE if printer_names() else PrintProblem.NO_PRINTER

    assert print_sheet(sheet, "no such printer") is expected
    assert set(printer_names()) == set(QPrinterInfo.availablePrinterNames())


@pytest.mark.parametrize("problem", PrintProblem)
def test_every_problem_has_words_and_a_way_out(problem: PrintProblem) -> None:
    assert words(problem).text
    assert words(problem).next_step


def test_printing_is_not_loaded_before_it_is_asked_for() -> None:
    program = "import sys, ui.printing.output, ui.printing.label, ui.printing.notice; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout.split()
    assert "ui.printing.output" in loaded
    assert not {"PySide6.QtPrintSupport", "segno", "PySide6.QtWidgets"} & set(loaded)
