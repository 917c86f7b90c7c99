"""Second looks, with the real recogniser on a flat card face whose rows are told by hand."""

from dataclasses import replace

import pytest

from devices.documents.labels import labelled
from devices.documents.reading import FieldName, PictureKind, TextRow
from devices.documents.recogniser import Recogniser
from devices.documents.rereading import is_covered, readings_of, sex_beside, with_last_line
from devices.documents.upright import Page
from devices.simulators.card_faces import card_face
from devices.simulators.people import invented_person
from tests.unit.devices.documents.rows import row

PERSON = replace(invented_person(7), name="样例甲", address="云南省昆明市五华区样例路样例街道样例小区一百号座")
FACE = card_face(PERSON, PictureKind.RESIDENT_CARD)
LINES = ("云南省昆明市五华区样例", "路样例街道样例小区一百")
ADDRESS = (row("住址", 70, 371, height=38), *(row(line, 190, 367 + 66 * i, height=46) for i, line in enumerate(LINES)))
SEX = row("性别", 70, 193, height=38)


@pytest.fixture(scope="module")
def recogniser() -> Recogniser:
    return Recogniser()


def page(*rows: TextRow) -> Page:
    return Page(FACE, rows, whole_card=True)


def test_a_lone_last_character_of_an_address_is_found(recogniser: Recogniser) -> None:
    address = labelled(ADDRESS, {FieldName.ADDRESS: ("住址",)}, (FieldName.ADDRESS,))[FieldName.ADDRESS]
    assert address.text == "".join(LINES)
    assert with_last_line(page(*ADDRESS), address, recogniser).text == PERSON.address


def test_no_character_is_made_up_where_another_row_stands(recogniser: Recogniser) -> None:
    address = labelled(ADDRESS, {FieldName.ADDRESS: ("住址",)}, (FieldName.ADDRESS,))[FieldName.ADDRESS]
    occupied = row("公民身份号码", 70, 500)
    assert with_last_line(page(*ADDRESS, occupied), address, recogniser) is address


def test_an_overlooked_sex_is_found_beside_its_label(recogniser: Recogniser) -> None:
    assert sex_beside(page(SEX), recogniser) == ("男" if PERSON.sex.value == "male" else "女")
    assert sex_beside(page(row("出生", 70, 275)), recogniser) is None


def test_a_name_is_read_in_several_ways(recogniser: Recogniser) -> None:
    name = row(PERSON.name, 190, 95, height=56)
    assert {text for text, _ in readings_of(page(name), name.quad, recogniser)} == {PERSON.name}


def test_a_burnt_out_end_of_a_row_is_seen() -> None:
    name = row(PERSON.name, 190, 95, height=56)
    assert not is_covered(page(name), name.quad)
    burnt = FACE.copy()
    burnt[80:150, 330:420] = 255
    assert is_covered(Page(burnt, (name,), whole_card=True), name.quad)
