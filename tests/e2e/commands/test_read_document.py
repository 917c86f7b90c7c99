"""``read-document``: an identity document in a picture file."""

from pathlib import Path

from devices.documents.reading import PictureKind
from devices.simulators.document_picture import document_picture
from devices.simulators.people import invented_holder, invented_person
from devices.vision.picture import encode_jpeg
from tests.e2e.commands.program import NO, WRONG_USE, YES, yanqi

PERSON = invented_person(7)


def photo(folder: Path, kind: PictureKind = PictureKind.RESIDENT_CARD) -> str:
    card = PERSON if kind is PictureKind.RESIDENT_CARD else invented_holder(kind, 1)
    path = folder / "证件.jpg"
    path.write_bytes(encode_jpeg(document_picture(card, kind=kind, seed=7), 90, 1920, 1_000_000))
    return str(path)


def test_a_card_is_masked_with_its_doubts_and_checks(tmp_path: Path) -> None:
    answer = yanqi("read-document", photo(tmp_path), home=tmp_path)

    assert answer.code == YES, answer.err
    assert answer.line.keys() == {"kind", "way", "usable", "fields", "checks", "problems", "portrait"}
    assert (answer.line["kind"], answer.line["way"], answer.line["portrait"]) == ("resident_card", "ocr", True)
    fields = answer.line["fields"]
    assert isinstance(fields, dict)
    number = fields["number"]
    assert isinstance(number, dict)
    assert number["value"] == PERSON.number[:6] + "********" + PERSON.number[-4:]
    assert number["doubtful"] is False
    assert PERSON.name not in answer.out
    assert PERSON.number not in answer.out
    assert PERSON.address not in answer.out


def test_a_driving_licence_is_no(tmp_path: Path) -> None:
    answer = yanqi("read-document", photo(tmp_path, PictureKind.DRIVING_LICENCE), "--unmask", home=tmp_path)

    assert answer.code == NO
    assert answer.line["kind"] == "driving_licence"
    assert answer.line["problems"] == ["not_accepted_kind"]
    assert answer.line["fields"] == {}


def test_what_is_no_picture_is_wrong_use(tmp_path: Path) -> None:
    note = tmp_path / "note.txt"
    note.write_text("no picture")
    for name in (note, tmp_path / "nothing.jpg"):
        answer = yanqi("read-document", str(name), home=tmp_path)
        assert (answer.code, answer.out) == (WRONG_USE, "")
        assert name.name in answer.err
