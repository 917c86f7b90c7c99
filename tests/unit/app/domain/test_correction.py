"""Which fields can be mended, and what a mend does to a payload and to a parcel."""

import json
from typing import Any

import pytest

from app.domain.correction import (
    FieldChange,
    corrected_parcel,
    mendable,
    patched,
    value_at,
    written,
)
from app.domain.correction_rules import FieldCheck, correction_rules_from
from app.domain.goods import DeclaredItem
from app.domain.identity.sender import Principal
from tests.support import builders

PAYLOAD: dict[str, object] = {
    "waybill": {"number": "YT8962646785389"},
    "sender": {"name": "样例甲", "phone": "13800138000", "valid_to": None},
    "principal": None,
    "inspection": {
        "items": [
            {"name": "茶叶", "quantity": 2, "named": True},
            {"name": "食品", "quantity": 1, "named": False},
            {"name": "核桃", "quantity": 3, "named": True},
        ]
    },
}
RULES = builders.policy().corrections


def shipped_part() -> dict[str, Any]:
    part: dict[str, Any] = json.loads((builders.POLICY_FOLDER / "corrections.json").read_bytes())
    return part


def test_fields_are_found_where_the_payload_has_them() -> None:
    fields = {field.pointer: field for field in mendable("acceptance", PAYLOAD, RULES)}

    assert set(fields) == {
        "/sender/name",
        "/sender/phone",
        "/sender/valid_to",
        "/inspection/items/0/name",
        "/inspection/items/2/name",
        "/inspection/items/0/quantity",
        "/inspection/items/2/quantity",
    }, "what only tells the nature of the whole has nothing of its own to mend"
    assert fields["/inspection/items/2/name"].place == 3
    assert fields["/sender/phone"].place is None


def test_a_copy_is_mended_and_the_original_is_not() -> None:
    before = json.dumps(PAYLOAD)

    after = patched(
        PAYLOAD, [FieldChange("/inspection/items/2/quantity", 4), FieldChange("/sender/valid_to", "2030-01-01")]
    )

    assert value_at(after, "/inspection/items/2/quantity") == 4
    assert value_at(after, "/sender/valid_to") == "2030-01-01"
    assert json.dumps(PAYLOAD) == before


@pytest.mark.parametrize(
    "pointer", ["/principal/person/name", "/inspection/items/7/name", "/nothing", "/sender/name/first"]
)
def test_a_pointer_to_nothing_is_refused(pointer: str) -> None:
    with pytest.raises(KeyError):
        patched(PAYLOAD, [FieldChange(pointer, "x")])


@pytest.mark.parametrize(
    ("check", "text", "value"),
    [
        (FieldCheck.NAME, " 样例  甲 ", "样例 甲"),
        (FieldCheck.QUANTITY, " 12 ", 12),
        (FieldCheck.WEIGHT, "", None),
        (FieldCheck.DATE, "", None),
        (FieldCheck.WORDS, "", ""),
    ],
)
def test_what_a_clerk_writes_is_read_by_the_kind_of_field(check: FieldCheck, text: str, value: object) -> None:
    assert written(check, text) == value


def test_no_number_is_no_number() -> None:
    with pytest.raises(ValueError, match="invalid literal"):
        written(FieldCheck.QUANTITY, "十二")


def test_people_and_goods_of_the_parcel_are_mended() -> None:
    parcel = builders.parcel(
        principal=Principal(builders.document()),
        customer=builders.customer(),
        inspection=builders.inspection(items=(DeclaredItem("茶叶", "food", looked_closer=True),)),
    )

    after = corrected_parcel(
        parcel,
        [
            FieldChange("/sender/phone", "13987654321"),
            FieldChange("/sender/sending_address", "样例路2号"),
            FieldChange("/sender/name", "样例乙"),
            FieldChange("/principal/person/birth_date", "1991-02-03"),
            FieldChange("/organisation/responsible_name", "样例丁"),
            FieldChange("/inspection/items/0/name", "烟花"),
            FieldChange("/inspection/items/0/weight_g", None),
            FieldChange("/inspection/weight_g", 1200),
        ],
        builders.policy(),
    )

    assert after.sender is not None
    assert (after.sender.phone, after.sender.address, after.sender.document.name) == (
        "13987654321",
        "样例路2号",
        "样例乙",
    )
    assert after.principal is not None
    assert after.principal.document.birth_date is not None
    assert after.principal.document.birth_date.isoformat() == "1991-02-03"
    assert after.customer is not None
    assert after.customer.responsible_name == "样例丁"
    (item,) = after.inspection.items
    known = builders.policy().catalogue.named("烟花")
    assert known is not None
    assert (item.entry, item.looked_closer, after.inspection.weight_g) == (known.code, False, 1200)
    assert parcel.sender is not None
    assert parcel.sender.phone != after.sender.phone


@pytest.mark.parametrize(
    "spoil",
    [
        lambda part: part["fields"].append(part["fields"][0]),
        lambda part: part["fields"][0].update(check="anything"),
        lambda part: part["fields"][0].update(pointer="sender"),
        lambda part: part.update(reasons=[]),
        lambda part: part["give_up_reasons"].append(part["give_up_reasons"][0]),
    ],
)
def test_a_pack_that_cannot_be_meant_is_refused(spoil: Any) -> None:
    part = shipped_part()
    spoil(part)

    with pytest.raises((KeyError, TypeError, ValueError)):
        correction_rules_from(part)


def test_values_are_kept_out_of_what_is_printed() -> None:
    assert "139" not in repr(FieldChange("/sender/phone", "13987654321"))
    assert "样例甲" not in repr(mendable("acceptance", PAYLOAD, RULES))
