"""A described parcel: what each member becomes, and that a slip is told by its place, never by its value."""

import json
from typing import Any

import pytest

from app.description import DescriptionError, described_parcel, goods_from_json, sender_from_json
from app.domain.acceptance import Parcel
from app.domain.goods import Destination, Form, Journey, Paper, TransportMode
from app.domain.identity.document import DocumentProblem, DocumentType, ReadingSource, Sex
from app.domain.inspection import Finding, PhotoRole
from app.domain.sending import Sending
from tests.support.builders import NOON, TODAY, YUNNAN_NUMBER
from tests.support.goods import POLICY

SECRET = "不可外传的话"


def parcel(goods: dict[str, Any], sender: dict[str, Any] | None = None, waybill: str = "YT8962646785389") -> Parcel:
    told = sender_from_json(json.dumps({"document_number": YUNNAN_NUMBER, **(sender or {})}).encode())
    described = goods_from_json(json.dumps(goods).encode())
    return described_parcel(waybill, told, described, POLICY, now=NOON, today=TODAY)


def one(**members: object) -> dict[str, Any]:
    return {"items": [members]}


def wrong_place(goods: dict[str, Any], sender: dict[str, Any] | None = None) -> str:
    with pytest.raises(DescriptionError) as refused:
        parcel(goods, sender)
    assert SECRET not in str(refused.value)
    return refused.value.where


def test_an_item_is_found_by_name_and_by_synonym() -> None:
    by_name, by_synonym = parcel(one(name="香烟")), parcel(one(name="卷烟"))
    assert by_name.inspection.items[0].entry == by_synonym.inspection.items[0].entry == "r001"
    assert parcel(one(name="手枪", nature="crafts")).inspection.items[0].entry == "p01.01"


def test_the_catalogue_knows_the_nature_better() -> None:
    assert parcel(one(name="绿茶", nature="other")).inspection.item_category == "tea"
    assert parcel(one(name="手枪", nature="crafts")).inspection.item_category == "crafts"


def test_an_unknown_name_stays_unknown() -> None:
    (item,) = parcel(one(name="某物", nature="household", form="powder")).inspection.items
    assert (item.entry, item.nature, item.form, item.unnamed) == (None, "household", Form.POWDER, False)


def test_a_nature_alone_is_an_unnamed_item() -> None:
    (item,) = parcel(one(nature="food")).inspection.items
    assert (item.entry, item.unnamed, item.name) == (None, True, "food")


def test_everything_about_an_item_is_taken() -> None:
    papers = [{"kind": "plant_quarantine", "number": "53-1", "photo": True}, {"kind": "wildlife_permit"}]
    (item,) = parcel(
        one(name="种子", quantity=3, unit="box", weight_g=700, papers=papers, looked_closer=True)
    ).inspection.items
    assert (item.quantity, item.unit, item.weight_g, item.looked_closer) == (3, "box", 700, True)
    assert item.papers == (Paper("plant_quarantine", "53-1", "described"), Paper("wildlife_permit", "", None))


def test_the_way_and_what_was_done() -> None:
    goods = {**one(name="书"), "transport": "air", "destination": "hk_mo_tw", "screened": False, "matches": False}
    inspection = parcel({**goods, "used_today": {"cigarettes_daily": 1}}).inspection
    assert inspection.journey == Journey(TransportMode.AIR, Destination.HK_MO_TW)
    assert inspection.screening is not None
    assert inspection.screening.passed is False
    assert inspection.found is not None
    assert inspection.found.finding is Finding.DIFFERS
    assert inspection.used_today == (("cigarettes_daily", 1),)


def test_pictures_are_there_unless_it_says_otherwise() -> None:
    assert len(parcel(one(name="书")).inspection.photos_of(PhotoRole.SEALED_PARCEL)) == 1
    bare = parcel({**one(name="书"), "photographed": False, "sealed": False}).inspection
    assert bare.photos == ()
    assert bare.screening is None


def test_the_sender_is_taken_and_the_number_is_checked() -> None:
    sender = {
        "document_type": "resident_card",
        "name": "测试甲",
        "source": "ocr",
        "valid_from": "2020-01-01",
        "valid_to": "2040-01-01",
        "phone": "13800138000",
        "same_person": True,
        "waybill_name": "测试乙",
    }
    described = parcel(one(name="书"), sender)
    assert described.sender is not None
    document = described.sender.document
    assert (document.document_type, document.source) == (DocumentType.RESIDENT_CARD, ReadingSource.OCR)
    assert (document.sex, document.birth_date and document.birth_date.isoformat()) == (Sex.MALE, "1990-03-07")
    assert document.problems == ()
    assert described.sender.same_person is not None
    assert described.waybill_name is not None
    assert described.waybill_name.agrees is False
    assert not any(known in repr(described) for known in (YUNNAN_NUMBER, "测试甲", "测试乙", "13800138000"))


@pytest.mark.parametrize(
    ("members", "problem"),
    [
        ({"document_number": YUNNAN_NUMBER[:-1] + "1"}, DocumentProblem.NUMBER_CHECK_DIGIT),
        ({"birth_date": "1991-03-07"}, DocumentProblem.BIRTH_DATE_DIFFERS),
        ({"sex": "female"}, DocumentProblem.SEX_DIFFERS),
    ],
)
def test_what_disagrees_with_the_number_is_a_problem(members: dict[str, Any], problem: DocumentProblem) -> None:
    described = parcel(one(name="书"), members)
    assert described.sender is not None
    assert problem in described.sender.document.problems


def test_without_a_number_nobody_showed_a_document() -> None:
    described = parcel({}, {"document_number": "", "sending": "letter"})
    assert (described.sender, described.sending) == (None, Sending.LETTER)


def test_nothing_is_declared_or_photographed_of_a_letter() -> None:
    letter = {"document_number": "", "sending": "letter"}
    assert wrong_place(one(name=SECRET), letter) == "items (nothing is declared of a letter)"
    assert wrong_place(one(), letter) == "items (nothing is declared of a letter)"
    inspection = parcel({"transport": "air", "screened": True}, letter).inspection
    assert (inspection.item_category, inspection.items, inspection.photos, inspection.found) == (None, (), (), None)
    assert inspection.journey == Journey(TransportMode.AIR, Destination.DOMESTIC)
    assert inspection.screening is not None


@pytest.mark.parametrize(
    ("goods", "where"),
    [
        ({}, "items"),
        ({"items": []}, "items"),
        ({"items": [SECRET]}, "items[0]"),
        (one(name=7), "items[0].name"),
        (one(nature=SECRET), "items[0].nature"),
        (one(name="绿茶", nature=SECRET), "items[0].nature"),
        (one(unit=SECRET), "items[0].unit"),
        (one(form=SECRET), "items[0].form"),
        (one(quantity=0), "items[0].quantity"),
        (one(quantity="3"), "items[0].quantity"),
        (one(quantity=True), "items[0].quantity"),
        (one(quantity=10_000), "items[0].quantity"),
        (one(weight_g=0), "items[0].weight_g"),
        (one(weight_g=1.5), "items[0].weight_g"),
        (one(weigth_g=5), "items[0].weigth_g"),
        (one(papers=[{"number": "53-1"}]), "items[0].papers[0].kind"),
        (one(papers=[{"kind": SECRET}]), "items[0].papers[0].kind"),
        ({"items": [{}, {"looked_closer": "yes"}]}, "items[1].looked_closer"),
        ({**one(), "transport": "rocket"}, "transport"),
        ({**one(), "screened": "passed"}, "screened"),
        ({**one(), "used_today": {"cigarettes": 1}}, "used_today.cigarettes"),
        ({**one(), "used_today": {"cigarettes_daily": -1}}, "used_today.cigarettes_daily"),
    ],
)
def test_a_slip_about_goods_is_told_by_its_place(goods: dict[str, Any], where: str) -> None:
    assert wrong_place(goods).split(" ")[0] == where


@pytest.mark.parametrize(
    ("sender", "where"),
    [
        ({"sending": SECRET}, "sending"),
        ({"document_type": SECRET}, "document_type"),
        ({"document_number": 530102}, "document_number"),
        ({"valid_to": SECRET}, "valid_to"),
        ({"valid_too": "2040-01-01"}, "valid_too"),
        ({"same_person": "yes"}, "same_person"),
        ({"source": SECRET}, "source"),
    ],
)
def test_a_slip_about_the_sender_is_told_by_its_place(sender: dict[str, Any], where: str) -> None:
    assert wrong_place(one(name="书"), sender).split(" ")[0] == where


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b"\xff\xfe", SECRET.encode()])
def test_what_is_no_json_object_is_told_as_such(content: bytes) -> None:
    for read in (goods_from_json, sender_from_json):
        with pytest.raises(DescriptionError, match=r"^the file") as refused:
            read(content)
        assert SECRET not in str(refused.value)
