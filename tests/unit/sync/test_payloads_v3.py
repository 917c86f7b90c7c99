"""Schema version 3: goods, screening and pictures, each with what it needs and nothing it must not carry."""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

import pytest
from pydantic import JsonValue, ValidationError

from sync.digests import canonical_json, contract_json
from sync.payloads import MODELS
from sync.payloads_v3 import AcceptancePayloadV3, RefusalPayloadV3
from sync.words import Kind
from tests.support.frozen_messages import START, evidence_of, refusal_payload, time_text
from tests.support.province import acceptance_payload_v2

MOMENT = time_text(START)
CONTENTS: dict[str, Any] = evidence_of(b"contents", "photo-1").model_dump(mode="json")
SEALED = CONTENTS | {"evidence_id": "photo-2", "role": "sealed_parcel"}
PAPER = CONTENTS | {"evidence_id": "photo-3", "role": "paper"}
JUDGED: dict[str, Any] = {
    "device": "sim:camera",
    "clock_offset_ms": -250,
    "sharpness": 120,
    "brightness": 110,
    "problems": ["repeated", "blurred"],
    "perceptual_hash": "0123456789abcdef",
    "repeats": "photo-0",
    "kept_because": "same_goods",
}
ITEM: dict[str, Any] = {
    "name": "松茸",
    "nature": "food",
    "named": True,
    "entry": "matsutake",
    "form": "solid",
    "quantity": 2,
    "unit": "box",
    "weight_g": 1500,
    "papers": [{"kind": "plant_quarantine", "number": "53-0001", "evidence_id": "photo-3"}],
    "looked_closer": True,
}
SCREENING: dict[str, Any] = {
    "place": "here",
    "machine": "XR-1",
    "inspector": "2001",
    "passed": True,
    "recorded_by": "1001",
    "recorded_at": MOMENT,
}
INSPECTION: dict[str, Any] = {
    "item_category": "food",
    "quantity": 2,
    "items": [ITEM],
    "finding": "matches",
    "inspector": "1001",
    "inspected_at": MOMENT,
    "sealed_at": MOMENT,
    "mark": {"code": "ABCDE12345", "text": "YQ1.text"},
    "transport": "air",
    "destination": "domestic",
    "screening": SCREENING,
    "packaging": {"kind": "carton", "reused": True},
    "weight_g": 1800,
}
ACCEPTED: dict[str, Any] = acceptance_payload_v2(1, []) | {
    "inspection": INSPECTION,
    "evidence": [CONTENTS, SEALED | JUDGED, PAPER],
}
LETTER: dict[str, Any] = ACCEPTED | {
    "sending": "letter",
    "sender": None,
    "inspection": {"item_category": "letter", "quantity": 1, "transport": "road", "destination": "domestic"},
    "evidence": [],
}
REFUSED: dict[str, Any] = refusal_payload(1) | {
    "sending": "person",
    "stage": "inspection",
    "objections": ["goods_refused"],
    "waybill": {"number": "SF0000000000001", "carrier": None, "sender_name_check": "seen"},
    "item_category": "food",
    "items": [ITEM],
    "goods_reasons": ["no_fireworks"],
    "difference": "concealed",
    "evidence": [CONTENTS],
}


def at(payload: Mapping[str, Any], *path: str | int, value: object) -> dict[str, Any]:
    """The payload with another value at that place."""
    changed: Any = deepcopy(dict(payload))
    inner = changed
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    return dict(changed)


def complaints(
    payload: Mapping[str, Any], model: type[AcceptancePayloadV3] | type[RefusalPayloadV3] = AcceptancePayloadV3
) -> list[str]:
    """What is wrong, by code."""
    try:
        model.model_validate(payload)
    except ValidationError as error:
        return [line["type"] for line in error.errors()]
    return []


def places(
    payload: Mapping[str, Any], model: type[AcceptancePayloadV3] | type[RefusalPayloadV3] = AcceptancePayloadV3
) -> list[str]:
    """Where something is wrong."""
    with pytest.raises(ValidationError) as caught:
        model.model_validate(payload)
    return [".".join(map(str, line["loc"])) for line in caught.value.errors()]


def test_it_is_version_3_of_both_kinds() -> None:
    assert MODELS[Kind.ACCEPTANCE, 3] is AcceptancePayloadV3
    assert MODELS[Kind.REFUSAL, 3] is RefusalPayloadV3


@pytest.mark.parametrize("payload", [ACCEPTED, LETTER, REFUSED], ids=["acceptance", "letter", "refusal"])
def test_a_whole_payload_comes_back_through_the_canonical_form(payload: dict[str, JsonValue]) -> None:
    model = RefusalPayloadV3 if payload is REFUSED else AcceptancePayloadV3
    whole = model.model_validate(payload)
    assert contract_json(payload) == canonical_json(payload)
    assert model.model_validate_json(canonical_json(payload)) == whole
    written = whole.model_dump(mode="json")
    assert contract_json(written) == canonical_json(written)
    assert model.model_validate(written) == whole


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("inspection", "screening"), None),
        (("inspection", "packaging"), None),
        (("inspection", "mark"), None),
        (("inspection", "weight_g"), None),
        (("inspection", "sealed_at"), None),
        (("inspection", "items"), []),
        (("inspection", "items", 0, "papers"), []),
        (("inspection", "items", 0, "entry"), None),
        (("inspection", "items", 0, "weight_g"), None),
        (("inspection", "quantity"), 9999),
        (("evidence",), [CONTENTS]),
    ],
)
def test_what_nobody_told_may_be_missing(path: tuple[str | int, ...], value: object) -> None:
    assert complaints(at(ACCEPTED, *path, value=value)) == []


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"evidence": []}, "evidence"),
        ({"evidence": [SEALED, PAPER]}, "evidence"),
        ({"inspection": INSPECTION | {"inspector": None}}, "inspector"),
        ({"inspection": INSPECTION | {"inspected_at": None}}, "inspector"),
        ({"inspection": INSPECTION | {"finding": None}}, "inspector"),
        ({"sender": None}, "sender"),
    ],
)
def test_a_parcel_is_seen_by_somebody_and_found_to_match(changes: dict[str, Any], code: str) -> None:
    assert complaints(ACCEPTED | changes) == [code]


def test_a_difference_is_never_accepted() -> None:
    assert places(at(ACCEPTED, "inspection", "finding", value="differs")) == ["inspection.finding"]


def test_a_clock_that_was_set_back_is_taken_as_told() -> None:
    assert complaints(at(ACCEPTED, "inspection", "sealed_at", value="2026-03-02T08:59:59+08:00")) == []


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"inspection": LETTER["inspection"] | {"item_category": "food"}}, "item_category"),
        ({"inspection": LETTER["inspection"] | {"items": [ITEM]}}, "item_category"),
        ({"evidence": [CONTENTS]}, "letter_contents"),
        ({"evidence": [SEALED, CONTENTS]}, "letter_contents"),
    ],
)
def test_nothing_is_told_of_a_letters_contents(changes: dict[str, Any], code: str) -> None:
    assert complaints(LETTER | changes) == [code]
    assert complaints(LETTER | {"evidence": [SEALED]}) == []


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({"problems": ["blurred"], "kept_because": None}, ["kept_because"]),
        ({"problems": [], "kept_because": "poor_light"}, ["kept_because"]),
        ({"problems": ["blurred"], "kept_because": "poor_light"}, []),
        ({"problems": [], "kept_because": None}, []),
    ],
)
@pytest.mark.parametrize("model", [AcceptancePayloadV3, RefusalPayloadV3])
def test_a_doubted_picture_comes_with_its_reason_and_no_other_does(
    changes: dict[str, Any], codes: list[str], model: type[AcceptancePayloadV3] | type[RefusalPayloadV3]
) -> None:
    payload = ACCEPTED if model is AcceptancePayloadV3 else REFUSED
    assert complaints(payload | {"evidence": [CONTENTS | JUDGED | changes]}, model) == codes


@pytest.mark.parametrize("place", ["here", "hub", "third_party"])
def test_a_screening_that_is_due_names_nobody_and_one_that_was_done_both(place: str) -> None:
    due = SCREENING | {"place": place, "machine": "", "inspector": "", "passed": None}
    assert complaints(at(ACCEPTED, "inspection", "screening", value=due)) == []
    for passed in (True, False):
        for missing in ("machine", "inspector"):
            nameless = SCREENING | {"place": place, "passed": passed, missing: ""}
            assert complaints(at(ACCEPTED, "inspection", "screening", value=nameless)) == ["screening"]


def test_a_screening_is_never_taken_for_granted() -> None:
    silent = {key: value for key, value in SCREENING.items() if key != "passed"}
    assert places(at(ACCEPTED, "inspection", "screening", value=silent)) == ["inspection.screening.passed"]


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("inspection", "quantity"), 0),
        (("inspection", "quantity"), 10_000),
        (("inspection", "quantity"), 1.5),
        (("inspection", "weight_g"), 0),
        (("inspection", "weight_g"), 0.5),
        (("inspection", "item_category"), ""),
        (("inspection", "item_category"), "食品"),
        (("inspection", "transport"), "ship"),
        (("inspection", "destination"), None),
        (("inspection", "inspected_at"), "2026-03-02T01:00:00"),
        (("inspection", "mark", "text"), "x" * 401),
        (("inspection", "packaging", "reused"), None),
        (("inspection", "screening", "place"), "nowhere"),
        (("inspection", "screening", "machine"), "X" * 65),
        (("inspection", "screening", "recorded_by"), ""),
        (("inspection", "items", 0, "name"), ""),
        (("inspection", "items", 0, "name"), "名" * 101),
        (("inspection", "items", 0, "named"), None),
        (("inspection", "items", 0, "quantity"), 0),
        (("inspection", "items", 0, "unit"), "盒"),
        (("inspection", "items", 0, "weight_g"), 0),
        (("inspection", "items", 0, "papers", 0, "number"), ""),
        (("inspection", "items", 0, "papers", 0, "number"), "5" * 65),
        (("evidence", 1, "role"), "selfie"),
        (("evidence", 1, "sha256"), "AB" * 32),
        (("evidence", 1, "size"), 0),
        (("evidence", 1, "media_type"), "image/gif"),
        (("evidence", 1, "device"), "d" * 65),
        (("evidence", 1, "sharpness"), -1),
        (("evidence", 1, "brightness"), 256),
        (("evidence", 1, "perceptual_hash"), "0123"),
        (("evidence", 1, "perceptual_hash"), "0123456789ABCDEF"),
        (("evidence", 1, "repeats"), ""),
    ],
)
def test_a_value_out_of_its_bounds_is_refused_where_it_stands(path: tuple[str | int, ...], value: object) -> None:
    assert places(at(ACCEPTED, *path, value=value)) == [".".join(map(str, path))]


@pytest.mark.parametrize(
    "path",
    [
        ("extra",),
        ("inspection", "extra"),
        ("inspection", "items", 0, "extra"),
        ("inspection", "items", 0, "papers", 0, "extra"),
        ("inspection", "screening", "extra"),
        ("inspection", "packaging", "extra"),
        ("inspection", "mark", "extra"),
        ("evidence", 0, "extra"),
    ],
)
def test_a_member_that_the_version_does_not_know_is_refused(path: tuple[str | int, ...]) -> None:
    assert complaints(at(ACCEPTED, *path, value="x")) == ["extra_forbidden"]


@pytest.mark.parametrize(
    ("member", "value"),
    [
        ("reason", ""),
        ("reason", None),
        ("sending", "nobody"),
        ("stage", ""),
        ("difference", "藏匿"),
        ("item_category", ""),
        ("objections", ["x"] * 65),
        ("goods_reasons", [""]),
        ("refused_at", "2026-03-02"),
        ("policy_digest", "x"),
        ("sender", {"name": "测试甲"}),
    ],
)
def test_a_refusal_says_why_and_nothing_about_a_person(member: str, value: object) -> None:
    (place,) = places(REFUSED | {member: value}, RefusalPayloadV3)
    assert place.split(".")[0] == member


def test_the_least_refusal_has_a_reason_only() -> None:
    assert complaints(refusal_payload(1) | {"sending": "person"}, RefusalPayloadV3) == []


def test_what_is_refused_is_not_quoted() -> None:
    with pytest.raises(ValidationError) as caught:
        AcceptancePayloadV3.model_validate(at(ACCEPTED, "inspection", "items", 0, "unit", value="秘密单位"))
    assert "秘密单位" not in str(caught.value)
