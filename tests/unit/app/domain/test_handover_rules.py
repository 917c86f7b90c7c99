"""A manifest's head: plates and tags in the one form in which they are kept."""

import copy
import json
from collections.abc import Callable

import pytest

from app.domain.errors import DomainError, DomainFault
from app.domain.handover_rules import HandoverHead, checked_head, handover_rules_from, normalised_plate
from tests.support import builders

RULES = builders.policy().handover


def fault_of(head: HandoverHead) -> tuple[DomainFault, str]:
    with pytest.raises(DomainError) as caught:
        checked_head(head, RULES)
    return caught.value.fault, caught.value.detail


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("云A12345", "云A12345"),
        ("云a·12345", "云A12345"),
        (" 云 A-8K 365 ", "云A8K365"),
        ("川A1234挂", "川A1234挂"),
        ("云AD12345", "云AD12345"),
        ("云ADF1234", "云ADF1234"),
        ("云A12345D", "云A12345D"),
        ("贵B•00001", "贵B00001"),
    ],
)
def test_plates_are_kept_in_one_form(typed: str, kept: str) -> None:
    assert checked_head(HandoverHead(vehicle=typed), RULES).vehicle == kept


@pytest.mark.parametrize(
    "typed",
    [
        "A12345",
        "云A1234",
        "云A123456",
        "云I12345",
        "云AO2345",
        "云1A2345",
        "滇A12345",
        "云AL12345",
        "12345",
        "云A1234５",
    ],
)
def test_what_is_no_plate_is_refused(typed: str) -> None:
    assert fault_of(HandoverHead(vehicle=typed, bag="B1")) == (DomainFault.HANDOVER_INVALID, "vehicle")


def test_one_of_plate_terminal_and_bag_is_enough_and_needed() -> None:
    assert checked_head(HandoverHead(gps=" gps 0871-12 "), RULES).gps == "GPS0871-12"
    assert checked_head(HandoverHead(bag="bag-7"), RULES).bag == "BAG-7"
    assert fault_of(HandoverHead(carrier="yto", driver="样例司机")) == (DomainFault.HANDOVER_INVALID, "place")
    assert fault_of(HandoverHead(vehicle=" · ")) == (DomainFault.HANDOVER_INVALID, "place")


@pytest.mark.parametrize(
    ("head", "entry"),
    [
        (HandoverHead(gps="7" * 65), "gps"),
        (HandoverHead(bag="b" * 65), "bag"),
        (HandoverHead(bag="B\x00"), "bag"),
        (HandoverHead(bag="B1", driver="样" * 61), "driver"),
    ],
)
def test_the_entry_that_cannot_be_right_is_named(head: HandoverHead, entry: str) -> None:
    assert fault_of(head) == (DomainFault.HANDOVER_INVALID, entry)


def test_a_name_keeps_single_blanks_inside() -> None:
    assert checked_head(HandoverHead(bag="B1", driver="  样例   司机 "), RULES).driver == "样例 司机"


def test_a_head_in_its_form_stays_as_it_is() -> None:
    once = checked_head(HandoverHead("yto", "云a·12345", "gps 1", "bag 2", " 样例 "), RULES)

    assert checked_head(once, RULES) == once
    assert normalised_plate(once.vehicle) == once.vehicle


def test_a_drivers_name_is_in_no_repr() -> None:
    assert "样例司机" not in repr(HandoverHead(bag="B1", driver="样例司机"))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda part: part.pop("plates"),
        lambda part: part.update(max_parcels=0),
        lambda part: part.update(max_parcels="2000"),
        lambda part: part["plates"][0].pop("pattern"),
    ],
)
def test_a_broken_pack_is_refused(spoil: Callable[[dict[str, object]], object]) -> None:
    part = json.loads((builders.POLICY_FOLDER / "handover.json").read_bytes())
    assert handover_rules_from(copy.deepcopy(part)) == RULES
    spoil(part)

    with pytest.raises((KeyError, TypeError, ValueError)):
        handover_rules_from(part)
