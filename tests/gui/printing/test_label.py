"""The inspection label: what it says and does not say, and that a scanner reads it off a cheap thermal printer."""

from dataclasses import replace
from datetime import datetime

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication

from app.inspection_mark import InspectionMark, mark_for, shown_short_code, verify_own
from app.ports import TerminalIdentity
from tests.gui.printing.paper import as_printed, assert_well_laid_out, gray, scanned, texts
from tests.support.builders import NOON, terminal_identity
from ui.printing.drawing import preview
from ui.printing.label import InspectionLabel, LabelStock, label_sheet
from ui.printing.page import Line
from ui.texts import translate

WAYBILL = "YT8962646785389"
LOCAL_NOON = datetime(2026, 11, 20, 12, 0)  # noqa: DTZ001 - wall clock
LONG_NAME = "云南省昆明市五华区莲华街道样例路12号联收联投综合服务站"
STOCKS = pytest.mark.parametrize("stock", LabelStock, ids=lambda stock: stock.value)


@pytest.fixture
def identity() -> TerminalIdentity:
    """With identifiers as the province makes them."""
    return replace(
        terminal_identity(),
        terminal_id="t-0192f6a0-1111-7e2b-8abc-123456789abc",
        outlet_id="o-0192f6a0-2222-7abc-8def-0123456789ab",
    )


@pytest.fixture
def mark(identity: TerminalIdentity) -> InspectionMark:
    return mark_for(
        identity,
        mark_id="0192f6a0-0000-7c3d-9123-abcdefabcdef",
        waybill_number=WAYBILL,
        inspector="1001",
        inspected_at=NOON,
        policy_version="2026.11.1",
    )


@pytest.fixture
def label(mark: InspectionMark) -> InspectionLabel:
    return InspectionLabel("样例网点", "1001", LOCAL_NOON, WAYBILL, shown_short_code(mark.short_code), mark.text)


@STOCKS
@pytest.mark.parametrize("training", [False, True])
@pytest.mark.parametrize("screened", [False, True])
@pytest.mark.parametrize("outlet", ["样例网点", LONG_NAME, "Mountain Village Parcel Point No. 12345678901234567890"])
@pytest.mark.usefixtures("language")
def test_everything_fits_on_the_label(
    label: InspectionLabel, stock: LabelStock, outlet: str, screened: bool, training: bool
) -> None:
    sheet = label_sheet(replace(label, outlet_name=outlet, screened=screened, training=training), stock)

    assert len(sheet.pages) == 1
    assert_well_laid_out(sheet, margin=0.8)
    # 2.2 mm are 17 dots at 203 dpi: the least that shows a Chinese character
    assert min(item.size for item in sheet.pages[0].items if isinstance(item, Line)) >= 2.2


@STOCKS
@pytest.mark.usefixtures("language")
def test_it_says_who_where_and_when_and_names_the_parcel_by_its_end_only(
    label: InspectionLabel, mark: InspectionMark, stock: LabelStock
) -> None:
    words = "\n".join(texts(label_sheet(label, stock)))

    for expected in (
        "样例网点",
        translate("printing", "已验视"),
        translate("printing", "验视人 {number}").format(number="1001"),
        "2026-11-20 12:00",
        "785389",
        shown_short_code(mark.short_code),
    ):
        assert expected in words
    assert WAYBILL not in words
    assert WAYBILL not in repr(label)


@STOCKS
def test_screening_and_training_stand_on_it_only_when_they_are_so(label: InspectionLabel, stock: LabelStock) -> None:
    plain = "\n".join(texts(label_sheet(label, stock)))
    both = "\n".join(texts(label_sheet(replace(label, screened=True, training=True), stock)))

    for word in ("已安检", "演练"):
        assert word not in plain
        assert word in both


@STOCKS
@pytest.mark.usefixtures("qapp")
def test_a_scanner_reads_the_mark_from_203_dpi_thermal_print(
    label: InspectionLabel, identity: TerminalIdentity, stock: LabelStock
) -> None:
    picture = gray(preview(label_sheet(label, stock), 0, 203))

    for seen in (picture, as_printed(picture)):
        (text,) = scanned(seen)
        assert verify_own(text, identity, WAYBILL).ok


@STOCKS
def test_a_thermal_head_gets_black_and_white_only(
    label: InspectionLabel, qapp: QApplication, stock: LabelStock
) -> None:
    del qapp
    values = np.unique(gray(preview(label_sheet(label, stock), 0, 203)))

    assert values.tolist() == [0, 255]


@pytest.mark.parametrize(("stock", "dots"), [(LabelStock.LARGE, (480, 320)), (LabelStock.SMALL, (400, 240))])
@pytest.mark.usefixtures("qapp")
def test_the_picture_has_the_size_of_the_stock(
    label: InspectionLabel, stock: LabelStock, dots: tuple[int, int]
) -> None:
    picture = preview(label_sheet(label, stock), 0, 203.2)

    assert (picture.width(), picture.height()) == dots
