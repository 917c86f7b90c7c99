"""The edits of the inspection lane, one by one: what each changes, takes away, and refuses."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.domain.acceptance import Parcel
from app.domain.clerk import ClerkNumber
from app.domain.errors import DomainError, DomainFault
from app.domain.goods import DeclaredItem, Destination, Form, Journey, Paper, TransportMode
from app.domain.inspection import (
    MAX_QUANTITY,
    MAX_WEIGHT_G,
    Finding,
    Found,
    Inspection,
    Packaging,
    PhotoRole,
    Screening,
    ScreeningPlace,
)
from app.domain.waybill import Waybill
from app.usecases.edit_inspection import MAX_DEVICE_NAME, MAX_ITEMS, MAX_NAME, inspected, screening_from
from app.usecases.edits import (
    ChooseCarrier,
    ChooseCategory,
    ChooseJourney,
    ChoosePackaging,
    ConfirmCloserLook,
    DeclareItem,
    InspectionEdit,
    RecordScreening,
    RemovePhoto,
    SayContentsDiffer,
    SetQuantity,
    SetWeight,
    TakeItemBack,
)
from tests.support import builders
from tests.support.builders import CLERK, NOON, photo
from tests.support.goods import item

POLICY = builders.policy()
ANOTHER = ClerkNumber("1002")
TEA = item("普洱茶")
FUNGI = replace(item("松茸"), looked_closer=False)
"""The shipped hints ask for a closer look at it."""
SCREENED = RecordScreening(ScreeningPlace.HERE, "XR-1", "2001", passed=True)
WHOLE = replace(builders.parcel(), inspection=builders.inspection(items=(TEA, FUNGI)))
"""A parcel in which everything was found to match."""


def after(edit: InspectionEdit, before: Parcel = WHOLE) -> Inspection:
    """The inspection after the edit by another clerk; nothing else of the parcel has changed."""
    changed = inspected(before, edit, POLICY, ANOTHER, NOON)
    assert replace(changed, inspection=before.inspection) == before
    return changed.inspection


def refusal(edit: InspectionEdit, before: Parcel = WHOLE) -> tuple[DomainFault, str]:
    """Why the edit is refused."""
    with pytest.raises(DomainError) as caught:
        inspected(before, edit, POLICY, ANOTHER, NOON)
    return caught.value.fault, caught.value.detail


def holding(*items: DeclaredItem, **changes: object) -> Parcel:
    """The parcel with these things in it."""
    return replace(WHOLE, inspection=builders.inspection(items=items, **changes))


# -- the declaration, and the finding that goes with it


@pytest.mark.parametrize(
    "edit",
    [
        ChooseCategory("clothing"),
        SetQuantity(2),
        DeclareItem(item("茶叶")),
        DeclareItem(replace(TEA, quantity=2), 0),
        DeclareItem(replace(TEA, name="别的茶"), 0),
        DeclareItem(replace(TEA, weight_g=500), 0),
        TakeItemBack(1),
    ],
    ids=["category", "quantity", "one more", "quantity of one", "name of one", "weight of one", "one less"],
)
@pytest.mark.parametrize("finding", [Finding.MATCHES, Finding.DIFFERS])
def test_another_declaration_has_to_be_looked_at_again(edit: InspectionEdit, finding: Finding) -> None:
    found = Found(finding, CLERK, NOON)
    before = replace(WHOLE, inspection=replace(WHOLE.inspection, found=found))

    changed = after(edit, before)

    assert changed.found is None
    assert changed != replace(before.inspection, found=None)
    assert changed.photos == before.inspection.photos, "the pictures stay in the record"


@pytest.mark.parametrize(
    "edit",
    [
        ChooseCategory("food"),
        DeclareItem(replace(TEA, papers=(Paper("plant_quarantine", "53-1"),)), 0),
        ConfirmCloserLook(),
        ChooseJourney(Journey(TransportMode.AIR)),
        SCREENED,
        ChoosePackaging(Packaging("carton")),
        SetWeight(500),
    ],
    ids=["same category", "paper", "closer look", "journey", "screening", "packaging", "weight"],
)
def test_what_declares_nothing_else_leaves_the_finding(edit: InspectionEdit) -> None:
    assert after(edit).found == WHOLE.inspection.found


def test_a_category_is_one_of_the_packs() -> None:
    assert after(ChooseCategory("clothing")).item_category == "clothing"
    assert refusal(ChooseCategory("drones")) == (DomainFault.CATEGORY_UNKNOWN, "drones")


@given(st.integers(-9, 2 * MAX_QUANTITY))
@example(0)
@example(1)
@example(MAX_QUANTITY)
@example(MAX_QUANTITY + 1)
def test_a_quantity_is_one_to_9999(quantity: int) -> None:
    line = DeclareItem(replace(TEA, quantity=quantity))
    if 1 <= quantity <= 9999:
        assert after(SetQuantity(quantity)).quantity == quantity
        assert after(line).items[-1].quantity == quantity
    else:
        assert refusal(SetQuantity(quantity)) == (DomainFault.QUANTITY_INVALID, "")
        assert refusal(line) == (DomainFault.QUANTITY_INVALID, "")


@given(st.integers(-9, 2 * MAX_WEIGHT_G))
@example(0)
@example(1)
@example(MAX_WEIGHT_G)
@example(MAX_WEIGHT_G + 1)
def test_a_weight_is_one_gram_to_100_kilograms(grams: int) -> None:
    line = DeclareItem(replace(TEA, weight_g=grams))
    if 1 <= grams <= 100_000:
        assert after(SetWeight(grams)).weight_g == grams
        assert after(line).items[-1].weight_g == grams
    else:
        assert refusal(SetWeight(grams)) == (DomainFault.ITEM_INVALID, "weight")
        assert refusal(line) == (DomainFault.ITEM_INVALID, "weight")


def test_a_weight_may_be_taken_back() -> None:
    assert after(SetWeight(None), holding(TEA, weight_g=500)).weight_g is None


# -- named things


def test_things_are_added_behind_and_changed_in_their_place() -> None:
    more, changed = (replace(one, looked_closer=False) for one in (item("茶叶"), replace(TEA, quantity=9)))
    assert after(DeclareItem(more)).items == (TEA, FUNGI, more)
    assert after(DeclareItem(changed, 0)).items == (changed, FUNGI)
    assert after(DeclareItem(changed, 1)).items == (TEA, changed)
    assert after(TakeItemBack(0)).items == (FUNGI,)
    assert after(TakeItemBack(1)).items == (TEA,)


@pytest.mark.parametrize("index", [-1, 2, 99])
def test_a_thing_that_is_not_there_is_neither_changed_nor_taken_back(index: int) -> None:
    assert refusal(DeclareItem(TEA, index)) == (DomainFault.ITEM_INVALID, "index")
    assert refusal(TakeItemBack(index)) == (DomainFault.ITEM_INVALID, "index")


def test_the_first_thing_says_what_the_parcel_is_and_no_later_one() -> None:
    nothing_yet = holding(item_category=None)
    assert after(DeclareItem(replace(TEA, nature="clothing")), nothing_yet).item_category == "clothing"
    assert after(DeclareItem(replace(TEA, nature="clothing"))).item_category == "food"


def test_a_parcel_holds_fifty_named_things_at_most() -> None:
    full = holding(*([TEA] * MAX_ITEMS))
    assert len(after(DeclareItem(TEA), holding(*([TEA] * (MAX_ITEMS - 1)))).items) == MAX_ITEMS
    assert refusal(DeclareItem(TEA), full) == (DomainFault.ITEM_INVALID, "too_many")
    assert after(DeclareItem(replace(TEA, quantity=2), 49), full).items[-1].quantity == 2


@pytest.mark.parametrize(
    "name", ["", " ", "\u3000", "\n", "茶\n叶", "茶\x00", "茶\u200b", "\ud800", "茶" * (MAX_NAME + 1)]
)
def test_a_name_is_a_line_that_can_be_read(name: str) -> None:
    assert refusal(DeclareItem(replace(TEA, name=name))) == (DomainFault.ITEM_INVALID, "name")


@pytest.mark.parametrize("name", ["茶", "𠮷字饼", "Tea no. 7", "茶" * MAX_NAME])
def test_any_readable_name_will_do(name: str) -> None:
    assert after(DeclareItem(replace(TEA, name=name))).items[-1].name == name


def test_a_nature_is_one_of_the_packs_categories() -> None:
    assert refusal(DeclareItem(replace(TEA, nature="drones"))) == (DomainFault.ITEM_INVALID, "nature")


def test_a_closer_look_is_at_what_the_hints_ask_about() -> None:
    looked = after(ConfirmCloserLook(), holding(replace(TEA, looked_closer=False), FUNGI))
    assert [one.looked_closer for one in looked.items] == [False, True]
    assert refusal(ConfirmCloserLook(), holding(TEA)) == (DomainFault.NOTHING_IN_DOUBT, "")
    assert refusal(ConfirmCloserLook(), replace(WHOLE, inspection=looked)) == (DomainFault.NOTHING_IN_DOUBT, "")


def test_nobody_looks_closer_at_what_was_not_seen_as_it_is_declared() -> None:
    for unseen in (holding(FUNGI, photos=()), holding(FUNGI, look_again=True)):
        assert refusal(ConfirmCloserLook(), unseen) == (DomainFault.PHOTO_FIRST, "")


LOOKED = replace(FUNGI, looked_closer=True)


@pytest.mark.parametrize(
    "changes", [{"quantity": 50}, {"form": Form.POWDER}, {"name": "松茸干"}, {"entry": None}, {"weight_g": 5}]
)
def test_a_closer_look_is_at_the_thing_as_it_is_declared(changes: dict[str, Any]) -> None:
    changed = after(DeclareItem(replace(LOOKED, **changes), 0), holding(LOOKED))
    assert [one.looked_closer for one in changed.items] == [False]


def test_a_paper_that_is_handed_in_later_leaves_the_closer_look() -> None:
    with_paper = replace(LOOKED, papers=(Paper("plant_collection", "53-1"),))
    assert after(DeclareItem(with_paper, 0), holding(LOOKED)).items == (with_paper,)


def test_a_declaration_alone_says_nothing_of_a_closer_look() -> None:
    assert after(DeclareItem(LOOKED), holding()).items == (FUNGI,)
    assert after(DeclareItem(LOOKED, 0), holding(FUNGI)).items == (FUNGI,)


def test_without_a_picture_of_the_contents_nobody_has_looked_closer() -> None:
    before = holding(LOOKED)
    (contents,) = before.inspection.photos_of(PhotoRole.CONTENTS)
    assert after(RemovePhoto(contents.evidence_id), before).items == (FUNGI,)


# -- what was found


def test_a_difference_is_said_with_each_note_of_the_pack_and_by_whom() -> None:
    assert POLICY.inspection.difference_notes
    for note in POLICY.inspection.difference_notes:
        assert after(SayContentsDiffer(note.code)).found == Found(Finding.DIFFERS, ANOTHER, NOON, note.code)


@pytest.mark.parametrize("note", ["", "smelly", "CONCEALED", "藏匿、伪装"])
def test_a_difference_has_no_other_note(note: str) -> None:
    assert refusal(SayContentsDiffer(note)) == (DomainFault.REASON_UNKNOWN, note)


@pytest.mark.parametrize("transport", TransportMode)
@pytest.mark.parametrize("destination", Destination)
def test_the_journey_is_as_it_was_chosen(transport: TransportMode, destination: Destination) -> None:
    assert after(ChooseJourney(Journey(transport, destination))).journey == Journey(transport, destination)


# -- the screening


@pytest.mark.parametrize("place", ScreeningPlace)
@pytest.mark.parametrize("passed", [True, False])
def test_a_screening_is_recorded_with_machine_inspector_and_clerk(place: ScreeningPlace, passed: bool) -> None:
    told = RecordScreening(place, " XR-1\n", "\t2001 ", passed)
    assert after(told).screening == Screening(place, "XR-1", "2001", passed, ANOTHER, NOON)


@pytest.mark.parametrize("passed", [True, False])
@pytest.mark.parametrize(
    ("machine", "inspector", "wrong"),
    [("", "2001", "machine"), ("  ", "2001", "machine"), ("XR-1", "", "inspector"), ("XR-1", "\u3000", "inspector")],
)
def test_a_screening_that_was_done_names_both(passed: bool, machine: str, inspector: str, wrong: str) -> None:
    told = RecordScreening(ScreeningPlace.HUB, machine, inspector, passed)
    assert refusal(told) == (DomainFault.SCREENING_INVALID, wrong)


def test_a_screening_that_is_due_names_nobody() -> None:
    due = RecordScreening(ScreeningPlace.HUB, "", "", passed=None)
    assert screening_from(due, CLERK, NOON) == Screening(ScreeningPlace.HUB, "", "", None, CLERK, NOON)


@pytest.mark.parametrize("passed", [True, False, None])
def test_names_of_machines_and_inspectors_fit_the_contract(passed: bool | None) -> None:
    longest, longer = "X" * MAX_DEVICE_NAME, "X" * (MAX_DEVICE_NAME + 1)
    assert (
        screening_from(RecordScreening(ScreeningPlace.HERE, longest, longest, passed), CLERK, NOON).machine == longest
    )
    for machine, inspector, wrong in ((longer, "2001", "machine"), ("XR-1", longer, "inspector")):
        told = RecordScreening(ScreeningPlace.HERE, machine, inspector, passed)
        assert refusal(told) == (DomainFault.SCREENING_INVALID, wrong)


# -- packaging, carrier, pictures


@pytest.mark.parametrize("reused", [True, False])
def test_packaging_is_of_the_pack_and_may_be_taken_back(reused: bool) -> None:
    for kind in POLICY.inspection.packaging:
        chosen = after(ChoosePackaging(Packaging(kind.code, reused)))
        assert chosen.packaging == Packaging(kind.code, reused)
        assert after(ChoosePackaging(None), replace(WHOLE, inspection=chosen)).packaging is None
    assert refusal(ChoosePackaging(Packaging("barrel", reused))) == (DomainFault.REASON_UNKNOWN, "barrel")


@pytest.mark.parametrize("code", ["sf", None])
def test_the_carrier_is_the_waybills(code: str | None) -> None:
    assert WHOLE.waybill is not None
    changed = inspected(WHOLE, ChooseCarrier(code), POLICY, ANOTHER, NOON)
    assert changed == replace(WHOLE, waybill=Waybill(WHOLE.waybill.number, code))
    assert refusal(ChooseCarrier(code), replace(WHOLE, waybill=None)) == (DomainFault.WAYBILL_SHAPE, "")


def test_without_the_picture_of_the_sealed_parcel_nobody_said_what_was_found() -> None:
    changed = after(RemovePhoto("photo-2"))
    assert [kept.evidence_id for kept in changed.photos] == ["photo-1"]
    assert (changed.found, changed.inspected_by) == (None, CLERK)


def test_without_a_picture_of_the_contents_nobody_opened_it() -> None:
    changed = after(RemovePhoto("photo-1"))
    assert [kept.evidence_id for kept in changed.photos] == ["photo-2"]
    assert (changed.found, changed.inspected_by) == (None, None)


def test_a_difference_outlives_the_picture_of_the_sealed_parcel() -> None:
    differs = Found(Finding.DIFFERS, CLERK, NOON, "concealed")
    before = replace(WHOLE, inspection=replace(WHOLE.inspection, found=differs))
    assert after(RemovePhoto("photo-2"), before).found == differs


def test_one_of_two_pictures_of_the_contents_may_go() -> None:
    photos = (photo(), photo("photo-3"), photo("photo-2", PhotoRole.SEALED_PARCEL))
    before = holding(TEA, photos=photos)
    changed = after(RemovePhoto("photo-1"), before)
    assert (changed.found, changed.inspected_by) == (before.inspection.found, CLERK)


def test_a_picture_that_is_not_there_is_not_taken_back() -> None:
    assert refusal(RemovePhoto("photo-9")) == (DomainFault.PARCEL_UNKNOWN, "")
