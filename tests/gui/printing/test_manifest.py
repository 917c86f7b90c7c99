"""The handover manifest: every parcel once, whatever the number, and paper that leads to its record."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.gui.printing.paper import assert_well_laid_out, gray, scanned, texts
from ui.printing.drawing import preview
from ui.printing.manifest import manifest_sheet
from ui.printing.manifest_sheet import ManifestRow, ManifestSheet
from ui.printing.page import Code, Line
from ui.texts import translate

DIGEST = "ab" * 32
LONG = "云南省昆明市五华区莲华街道样例路12号联收联投综合服务站"


def row(number: int) -> ManifestRow:
    """Unlike every other one."""
    return ManifestRow(f"YT{8962646780000 + number}", "圆通", 10 * number or None, "A9HVE-QW1ER", "网点已安检")


def manifest(count: int, **changes: str) -> ManifestSheet:
    whole = ManifestSheet(
        outlet_name="样例网点",
        filing_number="530102-2026-000123",
        carrier="圆通速递",
        vehicle="云A12345",
        bag="",
        driver="李四",
        clerk="1001",
        handed_over_at="2026-11-20 18:05",
        rows=tuple(row(number) for number in range(count)),
        message_id="0192f6a0-0000-7c3d-9123-abcdefabcdef",
        digest=DIGEST,
    )
    return replace(whole, **changes)  # type: ignore[arg-type] # texts only


@pytest.mark.parametrize("count", [0, 1, 25, 26, 31, 32, 33, 64, 200])
@pytest.mark.usefixtures("language")
def test_pages_are_well_laid_out_at_every_length(count: int) -> None:
    sheet = manifest_sheet(manifest(count, outlet_name=LONG, carrier=LONG, driver=LONG))

    assert_well_laid_out(sheet, margin=8)


@pytest.mark.usefixtures("qapp")
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 400))
def test_every_parcel_stands_on_it_once_and_in_order(count: int) -> None:
    sheet = manifest_sheet(manifest(count))
    numbers = [text for text in texts(sheet) if text.startswith("YT")]

    assert numbers == [made.waybill_number for made in manifest(count).rows]
    signing = [translate("printing", "接收人签名") in page.texts() for page in sheet.pages]
    assert signing == [False] * (len(sheet.pages) - 1) + [True]
    places = [page.texts()[-1] for page in sheet.pages]
    pattern = translate("printing", "第 {page} 页 / 共 {count} 页")
    assert places == [pattern.format(page=place + 1, count=len(places)) for place in range(len(places))]
    assert all(any(text.startswith("YT") for text in page.texts()) for page in sheet.pages if count)


@pytest.mark.usefixtures("language")
def test_a_waybill_number_is_never_cut_however_long_it_is() -> None:
    number = "EE4711081519999999999999999999999999999FR-1-1-"
    made = manifest(1)
    sheet = manifest_sheet(replace(made, rows=(replace(made.rows[0], waybill_number=number),)))

    assert number in texts(sheet)
    assert_well_laid_out(sheet, margin=8)


@pytest.mark.usefixtures("qapp")
def test_what_is_not_known_is_a_dash() -> None:
    made = manifest(1, vehicle="", driver="")
    bare = ManifestRow("YT8962646785389", "圆通", None, "", "")
    words = texts(manifest_sheet(replace(made, rows=(bare,))))

    assert words.count("—") == 3
    assert translate("printing", "车辆 {vehicle}").format(vehicle="—") in words
    assert translate("printing", "集包 {bag}").format(bag="—") in words


@pytest.mark.usefixtures("qapp")
def test_a_weight_is_in_kilograms() -> None:
    made = manifest(1)
    sheet = manifest_sheet(replace(made, rows=(replace(made.rows[0], weight_grams=1234),)))

    assert "1.23" in texts(sheet)


@pytest.mark.parametrize("dpi", [150, 203, 600])
@pytest.mark.usefixtures("qapp")
def test_the_code_on_the_first_page_leads_to_the_record(dpi: int) -> None:
    made = manifest(40)
    sheet = manifest_sheet(made)

    assert [sum(isinstance(item, Code) for item in page.items) for page in sheet.pages] == [1, 0]
    (text,) = scanned(gray(preview(sheet, 0, dpi)))
    assert text == made.qr_text == f"YQM1:{made.message_id.upper()}:{DIGEST.upper()}"


@pytest.mark.usefixtures("qapp")
def test_training_is_unmistakable_on_every_page() -> None:
    real, training = manifest_sheet(manifest(40)), manifest_sheet(replace(manifest(40), training=True))

    for page, trained in zip(real.pages, training.pages, strict=True):
        assert not any("演练" in text for text in page.texts())
        assert any("演练" in text for text in trained.texts())
    assert_well_laid_out(training, margin=8)


@pytest.mark.usefixtures("qapp")
def test_the_dataclass_shows_no_waybill_number() -> None:
    assert "YT89" not in repr(manifest(2))
    lines = [item for item in manifest_sheet(manifest(2)).pages[0].items if isinstance(item, Line)]
    assert "YT89" not in repr(lines)
