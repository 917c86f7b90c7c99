"""A notice or report on paper: one page whatever is told, and a QR that holds the message itself."""

import json
import re
import zlib
from dataclasses import replace
from pathlib import Path

import pytest

from app.system import CHINA
from sync.report_seal import LONGEST_TEXT, PREFIX, sealed_report
from tests.gui.printing.paper import as_printed, assert_well_laid_out, gray, scanned, texts
from tests.support.builders import CLERK, policy
from tests.support.outage_house import CUT, OutageHouse
from ui.printing.drawing import preview
from ui.printing.outage import outage_page
from ui.printing.outage_sheet import OutageSheet
from ui.printing.output import save_pdf
from ui.screens.outages.paper import OutagePaper, sheet_of

POLICY = policy()
LONG = "云南省昆明市五华区莲华街道样例路12号联收联投综合服务站"


def filled(house: OutageHouse) -> OutageSheet:
    told = house.report(None, CUT, CLERK)
    return sheet_of(house.sheet(told.subject_id), POLICY, lambda moment: moment.astimezone(CHINA))


@pytest.fixture
def sheet(qapp: object) -> OutageSheet:
    assert qapp is not None
    return filled(OutageHouse())


@pytest.mark.usefixtures("language")
def test_everything_that_can_be_told_fits_on_one_page(sheet: OutageSheet) -> None:
    fullest = replace(
        sheet,
        outlet_name=LONG,
        measures=tuple(measure.label for measure in POLICY.interruption.measures),
        words="说" * 200,
        expected_end="2026-11-20 12:00",
        restored="2026-11-20 12:00",
        ended="2026-11-20 12:00",
        late="12345 条",
        delivered_at="2026-11-20 12:00",
        qr_text=PREFIX + "A" * (LONGEST_TEXT - len(PREFIX)),
    )
    for each in (sheet, fullest):
        laid_out = outage_page(each)
        assert len(laid_out.pages) == 1
        assert_well_laid_out(laid_out, margin=8)


@pytest.mark.usefixtures("language")
def test_the_page_says_what_was_told_and_what_its_code_proves(sheet: OutageSheet) -> None:
    said = "".join(texts(outage_page(sheet)))
    for part in (sheet.cause, "光缆被挖断", sheet.begins, CLERK, sheet.digest[:16], sheet.message_id):
        assert part in said


def test_it_says_that_no_check_was_relaxed_and_that_it_is_no_receipt(sheet: OutageSheet) -> None:
    said = "".join(texts(outage_page(sheet)))
    assert "程序不放宽任何一项" in said
    assert "不证明报告已经送达" in said
    assert "尚未收到" in said
    assert "演练 无效" in said
    assert "演练 无效" not in "".join(texts(outage_page(replace(sheet, training=False))))


def test_a_photograph_of_the_page_gives_the_message_back(sheet: OutageSheet) -> None:
    picture = as_printed(gray(preview(outage_page(sheet), 0, 200)))
    (text,) = scanned(picture)
    report = sealed_report(text)
    assert report is not None
    assert json.loads(report.body)["digest"] == sheet.digest


def test_a_pdf_of_one_page_carries_its_fonts_inside(sheet: OutageSheet, tmp_path: Path) -> None:
    path = tmp_path / "interruption.pdf"
    assert save_pdf(outage_page(sheet), path) is None
    pdf = path.read_bytes()
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1
    whole = pdf + b"".join(unpacked(pdf))
    named = set(re.findall(rb"/FontName\s*/([^\s/]+)", whole))
    assert named
    assert len(re.findall(rb"/FontFile[23]?\s", whole)) == len(re.findall(rb"/Type\s*/FontDescriptor", whole)) > 0


def unpacked(pdf: bytes) -> list[bytes]:
    """Streams that hold objects."""
    found = []
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        try:
            found.append(zlib.decompress(stream))
        except zlib.error:
            continue
    return found


def test_the_page_is_laid_out_from_a_filing(sheet: OutageSheet) -> None:
    house = OutageHouse()
    told = house.report(None, CUT, CLERK)
    paper = OutagePaper(POLICY, lambda moment: moment.astimezone(CHINA))
    assert sheet.cause in "".join(texts(paper.sheet(house.sheet(told.subject_id))))
