"""``check-photo``: inspection photos judged."""

from pathlib import Path

import pytest

from devices.simulators.parcel_scene import ShotFault, open_box_picture, sealed_parcel_picture
from tests.e2e.commands.program import NO, WRONG_USE, YES, yanqi
from tests.support.photos import jpeg

WAYBILL = "SF1234567890123"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("photos")
    (folder / "contents.jpg").write_bytes(jpeg(open_box_picture(1)))
    (folder / "blurred.jpg").write_bytes(jpeg(open_box_picture(1, fault=ShotFault.BLURRED)))
    (folder / "封箱.jpg").write_bytes(jpeg(sealed_parcel_picture(1, WAYBILL)))
    (folder / "note.txt").write_text("no picture")
    return folder


def test_a_good_photo_is_good(folder: Path, tmp_path: Path) -> None:
    answer = yanqi("check-photo", str(folder / "contents.jpg"), home=tmp_path)

    assert answer.code == YES, answer.err
    line = answer.line
    assert line.keys() == {"file", "sharpness", "exposure", "verdict", "problems", "perceptual_hash"}
    assert (line["verdict"], line["problems"]) == ("good", [])
    assert isinstance(line["sharpness"], int)
    exposure = line["exposure"]
    assert isinstance(exposure, dict)
    assert exposure.keys() == {"mean", "dark", "bright"}
    assert len(bytes.fromhex(str(line["perceptual_hash"]))) == 16


def test_one_bad_photo_is_a_no_and_the_others_are_judged(folder: Path, tmp_path: Path) -> None:
    names = ("blurred.jpg", "note.txt", "nowhere.jpg", "contents.jpg")
    answer = yanqi("check-photo", *(str(folder / name) for name in names), home=tmp_path)

    assert answer.code == NO
    assert [line["verdict"] for line in answer.lines] == ["bad", "unreadable", "unreadable", "good"]
    assert answer.lines[0]["problems"] == ["blurred"]
    assert [line.get("problem") for line in answer.lines[1:3]] == ["bad_setting", "not_found"]
    assert "not a picture" in answer.err


def test_the_sealed_parcel_must_show_its_waybill(folder: Path, tmp_path: Path) -> None:
    sealed = str(folder / "封箱.jpg")
    assert yanqi("check-photo", "--waybill", WAYBILL.lower(), sealed, home=tmp_path).code == YES
    other = yanqi("check-photo", "--waybill", "SF1234567890124", sealed, home=tmp_path)
    assert (other.code, other.line["problems"]) == (NO, ["waybill_differs"])
    without = yanqi("check-photo", "--sealed", str(folder / "contents.jpg"), home=tmp_path)
    assert (without.code, without.line["problems"]) == (NO, ["waybill_unreadable"])


def test_without_a_file_it_is_wrong_use(tmp_path: Path) -> None:
    assert yanqi("check-photo", home=tmp_path).code == WRONG_USE
