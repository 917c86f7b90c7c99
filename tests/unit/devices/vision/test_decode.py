from pathlib import Path

import cv2
import numpy as np
import pytest
import zxingcpp

from devices.errors import DeviceError, DeviceFault
from devices.ports import Symbology
from devices.simulators.waybill_picture import Conditions, opened_parcel_picture, waybill_picture
from devices.vision.codes import ALL_FORMATS, Engine
from devices.vision.decode import decode_file, decode_frame, decode_prepared, picture_from, read_picture
from devices.vision.pixels import Image, as_gray
from devices.vision.rescue import RESCUE_CHAIN
from tests.unit.devices.vision.conftest import JUST_BELOW_ZXING, NEEDS_SHARPENING, NUMBER, picture, printed

Format = zxingcpp.BarcodeFormat


def saved(path: Path, image: Image) -> Path:
    encoded, content = cv2.imencode(path.suffix, image)
    assert encoded
    path.write_bytes(content.tobytes())
    return path


def test_a_waybill_gives_its_bars_and_its_square(good_picture: Image) -> None:
    codes = decode_frame(good_picture)
    assert {(code.text, code.symbology) for code in codes} == {
        (NUMBER, Symbology.CODE_128),
        (NUMBER, Symbology.QR),
    }
    assert {code.engine for code in codes} == {Engine.ZXING}


def test_gray_reads_as_well_as_colour(good_picture: Image) -> None:
    assert decode_frame(as_gray(good_picture)) == decode_frame(good_picture)


@pytest.mark.parametrize("angle", [0, 30, 45, 90, 180, 270])
def test_a_waybill_may_lie_at_any_angle(angle: int) -> None:
    codes = decode_frame(picture(Conditions(angle=angle), seed=angle))
    assert NUMBER in {code.text for code in codes}


def test_corners_lie_where_the_code_is(good_picture: Image) -> None:
    square = next(code for code in decode_frame(good_picture) if code.symbology is Symbology.QR)
    (left, top), _, (right, bottom), _ = square.quad
    assert decode_frame(good_picture[top - 40 : bottom + 40, left - 40 : right + 40])
    blanked = good_picture.copy()
    blanked[top - 5 : bottom + 5, left - 5 : right + 5] = 128
    assert {code.symbology for code in decode_frame(blanked)} == {Symbology.CODE_128}


def test_what_was_not_asked_for_is_not_read() -> None:
    goods = printed(Format.EAN13, "6901234567892")
    assert decode_frame(goods) == []
    assert [code.text for code in decode_frame(goods, formats=ALL_FORMATS)] == ["6901234567892"]


def test_nothing_is_read_where_nothing_is() -> None:
    assert decode_frame(opened_parcel_picture(), formats=ALL_FORMATS) == []
    assert decode_frame(np.full((50, 50), 255, np.uint8)) == []


def test_zbar_is_asked_when_zxing_found_nothing() -> None:
    frame = picture(JUST_BELOW_ZXING)
    assert decode_frame(frame, second_opinion=False) == []
    (code,) = decode_frame(frame)
    assert (code.text, code.symbology, code.engine) == (NUMBER, Symbology.CODE_128, Engine.PYZBAR)
    (left, top), _, (right, bottom), _ = code.quad
    assert 700 < left < right < 1220
    assert 200 < top < bottom < 500


def test_reads_are_no_fewer_than_of_both_engines_one_after_the_other() -> None:
    frames = [waybill_picture(NUMBER, conditions=JUST_BELOW_ZXING, seed=seed) for seed in range(4)]
    assert all(decode_frame(frame) for frame in frames)


@pytest.mark.parametrize(
    ("library_format", "content", "symbology"),
    [
        (Format.Code128, "SF1234567890123", Symbology.CODE_128),
        (Format.Code39, "ABC-1234", Symbology.CODE_39),
        (Format.EAN13, "6901234567892", Symbology.EAN_13),
        (Format.EAN8, "96385074", Symbology.EAN_8),
        (Format.UPCA, "036000291452", Symbology.UPC_A),
        (Format.ITF, "12345678901231", Symbology.ITF),
        (Format.QRCode, "寄件码:样例", Symbology.QR),
        (Format.DataMatrix, "样例 42", Symbology.DATA_MATRIX),
        (Format.PDF417, "sample 42", Symbology.PDF_417),
    ],
    ids=lambda value: value.name if isinstance(value, Symbology) else "",
)
def test_every_symbology_is_read_from_a_file(
    tmp_path: Path, library_format: zxingcpp.BarcodeFormat, content: str, symbology: Symbology
) -> None:
    decoded = decode_file(saved(tmp_path / "code.png", printed(library_format, content)))
    assert [(code.text, code.symbology) for code in decoded.codes] == [(content, symbology)]
    assert decoded.milliseconds > 0


def test_upc_a_stays_ean_13_for_those_who_ask_for_ean_13_only() -> None:
    (code,) = decode_frame(printed(Format.UPCA, "036000291452"), formats=frozenset({Symbology.EAN_13}))
    assert (code.text, code.symbology) == ("0036000291452", Symbology.EAN_13)


def test_chinese_in_the_trades_own_encoding_is_read() -> None:
    (code,) = decode_frame(printed(Format.QRCode, "云南省昆明市样例网点".encode("gb18030")))
    assert code.text == "云南省昆明市样例网点"


@pytest.mark.parametrize("padded", ["SF1234567890123\r\n", "  SF1234567890123\x00", "\tSF1234567890123"])
def test_what_a_label_printer_left_at_the_ends_goes(padded: str) -> None:
    (code,) = decode_frame(printed(Format.QRCode, padded))
    assert code.text == NUMBER


def test_a_code_of_blanks_is_none() -> None:
    assert decode_frame(printed(Format.QRCode, "   ")) == []


def test_a_code_keeps_its_text_to_itself(good_picture: Image) -> None:
    assert NUMBER not in repr(decode_frame(good_picture))


@pytest.mark.parametrize("shape", [(0, 0), (10, 10, 4), (10, 0, 3), (10,), (2, 10, 10, 3)])
def test_what_is_no_picture_is_refused(shape: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="picture"):
        decode_frame(np.zeros(shape, np.uint8))


@pytest.mark.parametrize("suffix", [".jpg", ".png", ".webp", ".bmp", ".tiff"])
def test_files_of_every_kind_are_read(tmp_path: Path, good_picture: Image, suffix: str) -> None:
    decoded = decode_file(saved(tmp_path / f"照片{suffix}", good_picture))
    assert NUMBER in {code.text for code in decoded.codes}


def test_a_hard_file_is_rescued_and_its_corners_are_the_files(tmp_path: Path) -> None:
    blurred = picture(NEEDS_SHARPENING)
    assert decode_frame(blurred) == []
    decoded = decode_file(saved(tmp_path / "hard.png", blurred))
    assert {code.text for code in decoded.codes} == {NUMBER}
    (left, top), _, (right, bottom), _ = decoded.codes[0].quad
    assert decode_prepared(blurred[top - 60 : bottom + 60, left - 60 : right + 60], RESCUE_CHAIN[2])


def test_a_spent_budget_ends_the_rescue(tmp_path: Path) -> None:
    path = saved(tmp_path / "hard.png", picture(NEEDS_SHARPENING))
    ticks = iter([0.0, 5.0, 5.0])
    decoded = decode_file(path, budget_s=1, clock=lambda: next(ticks))
    assert decoded.codes == ()
    assert decoded.milliseconds == 5000


def test_a_missing_file_is_not_found_and_its_name_not_repeated(tmp_path: Path) -> None:
    with pytest.raises(DeviceError) as caught:
        decode_file(tmp_path / "张三.jpg")
    assert caught.value.fault is DeviceFault.NOT_FOUND
    assert "张三" not in str(caught.value)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(DeviceError) as caught:
        read_picture(tmp_path)
    assert caught.value.fault is DeviceFault.ACCESS_DENIED


@pytest.mark.parametrize("content", [b"", b"not a picture", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0"])
def test_a_file_without_a_picture_is_a_bad_setting(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "broken.jpg"
    path.write_bytes(content)
    with pytest.raises(DeviceError) as caught:
        decode_file(path)
    assert caught.value.fault is DeviceFault.BAD_SETTING
    assert picture_from(content) is None


def test_every_rescue_answers_a_picture_of_its_scale(good_picture: Image) -> None:
    gray = as_gray(good_picture)
    for variant in RESCUE_CHAIN:
        height, width = variant.prepare(gray).shape
        assert (height, width) == (gray.shape[0] * variant.scale, gray.shape[1] * variant.scale)
        assert {code.text for code in decode_prepared(good_picture, variant)} == {NUMBER}


@pytest.mark.parametrize("level", [0, 128, 255])
def test_a_rescue_of_an_even_picture_finds_nothing(level: int) -> None:
    even = np.full((40, 60), level, np.uint8)
    assert [decode_prepared(even, variant) for variant in RESCUE_CHAIN] == [[], [], []]
