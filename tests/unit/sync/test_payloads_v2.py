"""Every kind of sender by schema version 2: what each needs, and what it must not carry. Everybody is invented."""

from collections.abc import Mapping

import pytest
from pydantic import JsonValue, ValidationError

from sync.payloads import MODELS
from sync.payloads_v2 import AcceptancePayloadV2, RefusalPayloadV2
from sync.persons import PersonPart
from sync.words import Kind
from tests.support.frozen_messages import START, evidence_of, refusal_payload, time_text
from tests.support.province import acceptance_payload, acceptance_payload_v2, person

MOMENT = time_text(START)
DAY = "2026-03-02"
"""Of START, in China as in UTC."""
PHOTO = evidence_of(b"contents", "photo-1").model_dump(mode="json")
SEALED = PHOTO | {"role": "sealed_parcel"}
PRINCIPAL: JsonValue = {"person": person(name="测试乙"), "relation": "colleague"}
GUARDIAN: JsonValue = {"person": person(name="测试丙"), "consent_at": MOMENT}
ORGANISATION: dict[str, JsonValue] = {
    "name": "测试商行",
    "credit_code": "91530100MA6NA1B234",
    "credit_code_reason": None,
    "responsible_name": "测试丁",
    "responsible_copy": True,
}
AGREEMENT: dict[str, JsonValue] = {
    "agreement_number": "XY-2026-001",
    "name": "测试商行",
    "credit_code": "91530100MA6NA1B234",
    "valid_from": "2026-01-01",
    "valid_to": "2026-12-31",
    "filing": "filed",
    "in_force": True,
}
FALLEN_BACK = AGREEMENT | {"valid_to": "2026-01-31", "in_force": False}
LETTER: dict[str, JsonValue] = {
    "sending": "letter",
    "sender": None,
    "inspection": {"item_category": "letter", "quantity": 1},
    "evidence": [],
}


def payload(**changes: JsonValue) -> dict[str, JsonValue]:
    return acceptance_payload_v2(1, [evidence_of(b"contents", "photo-1")]) | changes


def sender(**changes: JsonValue) -> dict[str, JsonValue]:
    whole = payload()["sender"]
    assert isinstance(whole, dict)
    return whole | changes


def complaints(
    model: type[AcceptancePayloadV2] | type[RefusalPayloadV2], value: Mapping[str, JsonValue]
) -> list[tuple[str, str]]:
    """What is wrong: the place and the code."""
    try:
        model.model_validate(value)
    except ValidationError as error:
        return [(".".join(map(str, line["loc"])), line["type"]) for line in error.errors()]
    return []


def wrong(**changes: JsonValue) -> list[tuple[str, str]]:
    return complaints(AcceptancePayloadV2, payload(**changes))


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"sending": "entrusted", "principal": PRINCIPAL},
        {"sending": "organisation", "organisation": ORGANISATION},
        {"sending": "organisation", "organisation": ORGANISATION | {"credit_code_reason": "旧证未换"}},
        {"sending": "agreement", "agreement": AGREEMENT, "sender": None},
        {"sending": "agreement", "agreement": AGREEMENT},
        {"sending": "agreement", "agreement": AGREEMENT | {"filing": "pending"}, "sender": None},
        {"sending": "agreement", "agreement": AGREEMENT | {"valid_from": DAY, "valid_to": DAY}, "sender": None},
        {"sending": "agreement", "agreement": FALLEN_BACK, "organisation": ORGANISATION},
        {"sending": "agreement", "agreement": FALLEN_BACK | {"filing": "unfiled"}, "organisation": ORGANISATION},
        LETTER,
        LETTER | {"sender": sender()},
        LETTER | {"evidence": [SEALED]},
        {"guardian": GUARDIAN, "guardian_present": True, "restricted_access": True},
        {"guardian_present": True},
        {"sender": sender(document_type="other", other_kind="border_resident_card", supervisor="0001")},
        {"sender": sender(source="typed", typed_reason="读卡器故障")},
        {"sender": sender(source="mrz", nationality="D", document_type="passport", address="")},
        {"sender": sender(phone="+84912345678")},
        {"sender": sender(phone="087163310000")},
        {"sender": sender(name="阿依古丽·买买提")},
        {"sender": sender(name="𬱖𠮷")},
        {"overrides": [{"objection": "mismatch", "reason": "整容", "supervisor": "1", "clerk": "7", "at": MOMENT}]},
    ],
)
def test_every_kind_of_sender_is_taken(changes: dict[str, JsonValue]) -> None:
    assert wrong(**changes) == []


@pytest.mark.parametrize("sending", ["person", "entrusted", "organisation", "agreement"])
def test_a_sender_is_left_out_only_where_the_law_exempts(sending: str) -> None:
    extra: dict[str, JsonValue] = {
        "principal": PRINCIPAL if sending == "entrusted" else None,
        "organisation": ORGANISATION if sending in {"organisation", "agreement"} else None,
        "agreement": FALLEN_BACK if sending == "agreement" else None,
    }
    assert wrong(sending=sending, **extra) == []
    assert wrong(sending=sending, sender=None, **extra) == [("", "sender")]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"principal": PRINCIPAL}, "principal"),
        ({"sending": "entrusted"}, "principal"),
        (LETTER | {"principal": PRINCIPAL}, "principal"),
        ({"agreement": AGREEMENT}, "agreement"),
        ({"sending": "agreement"}, "agreement"),
        ({"organisation": ORGANISATION}, "organisation"),
        ({"sending": "organisation"}, "organisation"),
        ({"sending": "agreement", "agreement": FALLEN_BACK}, "organisation"),
        ({"sending": "agreement", "agreement": AGREEMENT, "organisation": ORGANISATION}, "organisation"),
        ({"guardian": GUARDIAN}, "guardian_present"),
        ({"sending": "agreement", "agreement": AGREEMENT | {"valid_to": "2026-03-01"}}, "agreement_expired"),
        ({"sending": "agreement", "agreement": AGREEMENT | {"valid_from": "2026-03-03"}}, "agreement_expired"),
        ({"evidence": []}, "evidence"),
        ({"inspection": {"item_category": "clothes", "quantity": 1}}, "inspector"),
        (LETTER | {"evidence": [PHOTO]}, "letter_contents"),
        (LETTER | {"inspection": {"item_category": "clothes", "quantity": 1}}, "item_category"),
    ],
)
def test_what_the_sending_does_not_allow_is_named(changes: dict[str, JsonValue], code: str) -> None:
    assert wrong(**changes) == [("", code)]


@pytest.mark.parametrize(
    ("changes", "place", "code"),
    [
        ({"document_type": "other"}, "sender", "other_kind"),
        ({"other_kind": "border_resident_card"}, "sender", "other_kind"),
        ({"source": "typed"}, "sender", "typed_reason"),
        ({"typed_reason": "忘了"}, "sender", "typed_reason"),
        ({"source": "camera"}, "sender.source", "literal_error"),
        ({"document_type": "driving_licence"}, "sender.document_type", "literal_error"),
        ({"birth_date": "1990-02-30"}, "sender.birth_date", "no_such_date"),
        ({"valid_to": "长期"}, "sender.valid_to", "string_pattern_mismatch"),
        ({"phone": "12345"}, "sender.phone", "string_pattern_mismatch"),
        ({"same_person": "confirmed"}, "sender.same_person", "model_type"),
        ({"portrait": "x"}, "sender.portrait", "extra_forbidden"),
    ],
)
def test_a_person_is_told_of_as_the_document_says(changes: dict[str, JsonValue], place: str, code: str) -> None:
    assert wrong(sender=sender(**changes)) == [(place, code)]


@pytest.mark.parametrize(("portrait", "live"), [("none", True), ("chip", False)])
def test_a_comparison_needs_two_pictures(portrait: str, live: bool) -> None:
    compared: JsonValue = {"band": "check", "consent_at": MOMENT}
    shown: dict[str, JsonValue] = {"result": "confirmed", "portrait": portrait, "live_picture": live}
    assert wrong(sender=sender(same_person=shown)) == []
    assert wrong(sender=sender(same_person=shown | {"face_comparison": compared})) == [
        ("sender.same_person", "face_comparison")
    ]


def test_a_comparison_without_consent_and_another_word_than_confirmed_are_refused() -> None:
    shown: dict[str, JsonValue] = {"result": "confirmed", "portrait": "chip", "live_picture": True}
    compared: JsonValue = {"band": "check"}
    assert wrong(sender=sender(same_person=shown | {"face_comparison": compared})) == [
        ("sender.same_person.face_comparison.consent_at", "missing")
    ]
    assert wrong(sender=sender(same_person=shown | {"result": "likely"})) == [
        ("sender.same_person.result", "literal_error")
    ]


def test_an_unfiled_agreement_exempts_nobody() -> None:
    assert wrong(sending="agreement", agreement=AGREEMENT | {"filing": "unfiled"}) == [
        ("agreement", "agreement_unfiled")
    ]


@pytest.mark.parametrize(
    ("accepted_at", "code"),
    [
        ("2026-12-31T15:59:59Z", None),
        ("2026-12-31T16:00:00Z", "agreement_expired"),
        ("2025-12-31T16:00:00Z", None),
        ("2025-12-31T15:59:59Z", "agreement_expired"),
        ("0001-01-01T00:00:00+14:00", "agreement_expired"),
    ],
)
def test_an_agreements_days_are_counted_in_china(accepted_at: str, code: str | None) -> None:
    found = wrong(sending="agreement", agreement=AGREEMENT, accepted_at=accepted_at)
    assert found == ([] if code is None else [("", code)])


@pytest.mark.parametrize("code", ["91530100MA6NA1B23", "91530100ma6na1b234", "91530100MA6NA1B2345"])
def test_a_credit_code_has_eighteen_characters(code: str) -> None:
    found = wrong(sending="organisation", organisation=ORGANISATION | {"credit_code": code})
    assert found == [("organisation.credit_code", "string_pattern_mismatch")]


def test_nothing_personal_shows_in_a_repr() -> None:
    changes: dict[str, JsonValue] = {
        "sending": "agreement",
        "agreement": FALLEN_BACK,
        "organisation": ORGANISATION | {"credit_code_reason": "旧证未换"},
        "guardian": GUARDIAN,
        "guardian_present": True,
        "sender": sender(source="typed", typed_reason="读卡器故障"),
    }
    text = repr(AcceptancePayloadV2.model_validate(payload(**changes)))
    text += repr(AcceptancePayloadV2.model_validate(payload(sending="entrusted", principal=PRINCIPAL)))
    for personal in ("测试", "11010119900101001X", "1990", "13800000000", "9153", "读卡器", "旧证", "夜市", "CHN"):
        assert personal not in text


def test_a_wrong_value_is_never_quoted() -> None:
    with pytest.raises(ValidationError) as caught:
        AcceptancePayloadV2.model_validate(payload(sender=sender(birth_date="1990-02-30", phone="1380000000")))
    assert "1990-02-30" not in str(caught.value)
    assert "1380000000" not in str(caught.value)


def test_payloads_are_frozen() -> None:
    kept = AcceptancePayloadV2.model_validate(payload())
    with pytest.raises(ValidationError):
        kept.clerk = "1"  # type: ignore[misc] # what the test is about
    assert all(model.model_config["frozen"] for model in MODELS.values())
    assert PersonPart.model_config["frozen"]


def test_a_refusal_says_what_stood_against_it_and_nothing_about_the_person() -> None:
    version_2 = refusal_payload(1) | {"sending": "entrusted", "stage": "identity", "objections": ["mismatch"]}
    assert complaints(RefusalPayloadV2, version_2) == []
    assert complaints(RefusalPayloadV2, version_2 | {"sender": sender()}) == [("sender", "extra_forbidden")]
    assert complaints(RefusalPayloadV2, refusal_payload(1)) == [("sending", "missing")]


def test_version_1_stays_as_it_is() -> None:
    acceptance, refusal = MODELS[Kind.ACCEPTANCE, 1], MODELS[Kind.REFUSAL, 1]
    evidence = [evidence_of(b"contents", "photo-1")]
    older = acceptance_payload(1, evidence)
    read_by_camera = older["sender"]
    assert isinstance(read_by_camera, dict)
    acceptance.model_validate(older | {"sender": read_by_camera | {"source": "camera"}})
    refusal.model_validate(refusal_payload(1))
    for model, value in ((acceptance, acceptance_payload_v2(1, evidence)), (refusal, refusal_payload(1))):
        with pytest.raises(ValidationError):
            model.model_validate(value | {"sending": "person"})
