"""``decode``: the codes in picture files."""

import os
from pathlib import Path

import cv2
import pytest

from devices.simulators.waybill_picture import opened_parcel_picture, waybill_picture
from devices.vision.picture import encode_jpeg
from tests.e2e.commands.program import NO, WRONG_USE, YES, yanqi

NUMBER = "YT8962646785389"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A waybill as PNG and, under a Chinese name, as JPEG; a parcel without a code; and what is no picture."""
    folder = tmp_path_factory.mktemp("pictures")
    written, content = cv2.imencode(".png", waybill_picture(NUMBER))
    assert written
    (folder / "waybill.png").write_bytes(content.tobytes())
    (folder / "面单.jpg").write_bytes(encode_jpeg(waybill_picture(NUMBER), max_side=1920, budget=1_000_000))
    (folder / "parcel.jpg").write_bytes(encode_jpeg(opened_parcel_picture()))
    (folder / "note.txt").write_text("no picture")
    return folder


def test_codes_come_with_their_place_and_their_reader(folder: Path, tmp_path: Path) -> None:
    files = [str(folder / "waybill.png"), str(folder / "面单.jpg")]
    answer = yanqi("decode", *files, home=tmp_path)

    assert answer.code == YES
    assert [line["file"] for line in answer.lines] == files
    for line in answer.lines:
        assert line.keys() == {"file", "codes", "ms"}
        assert isinstance(line["ms"], float)
        codes = line["codes"]
        assert isinstance(codes, list)
        found = {code["symbology"]: code for code in codes if isinstance(code, dict)}
        assert found.keys() == {"code_128", "qr"}
        for code in found.values():
            assert code.keys() == {"text", "symbology", "engine", "quad"}
            assert (code["text"], code["engine"]) == (NUMBER, "zxing")
            quad = code["quad"]
            assert isinstance(quad, list)
            assert [[type(part) for part in corner] for corner in quad if isinstance(corner, list)] == [[int, int]] * 4


def test_one_file_without_a_code_is_a_no_and_the_others_are_read(folder: Path, tmp_path: Path) -> None:
    names = ("parcel.jpg", "note.txt", "nowhere.png", "waybill.png")
    answer = yanqi("decode", *(str(folder / name) for name in names), home=tmp_path)

    assert answer.code == NO
    assert [bool(line["codes"]) for line in answer.lines] == [False, False, False, True]
    assert [line.get("problem") for line in answer.lines] == [None, "bad_setting", "not_found", None]
    assert "not a picture" in answer.err


def test_a_file_name_that_is_no_text_is_answered_as_it_is(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/\xff.png"
    answer = yanqi("decode", name, home=tmp_path)

    assert answer.code == NO
    assert os.fsencode(str(answer.line["file"])) == name
    assert answer.line["problem"] == "not_found"


def test_without_a_file_it_is_wrong_use(tmp_path: Path) -> None:
    assert yanqi("decode", home=tmp_path).code == WRONG_USE
