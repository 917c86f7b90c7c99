"""From what happened at the counter to the frozen message for the province."""

import json
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from hashlib import sha256

import pytest
from pydantic import JsonValue, ValidationError

from app.domain.acceptance import Decision, Parcel
from app.domain.errors import DomainError, DomainFault
from app.domain.identity.sender import Sender
from app.domain.inspection import PhotoRole
from app.messages import Envelope, acceptance_message, refusal_message
from app.ports import ChainHead, ClockOffset, QueuedMessage
from sync.digests import GENESIS_DIGEST, canonical_json, message_digest
from sync.words import Kind
from tests.support.builders import (
    CLERK,
    NOON,
    TODAY,
    document,
    inspection,
    parcel,
    photo,
    policy,
    sender,
    terminal_identity,
)

POLICY = policy()
FIRST = ChainHead(0, GENESIS_DIGEST)
ITEM = {
    "name": "食品",
    "nature": "food",
    "named": False,
    "entry": None,
    "form": None,
    "quantity": 1,
    "unit": "piece",
    "weight_g": None,
    "papers": [],
    "looks_like": None,
    "looked_closer": False,
}


def seen_file(evidence_id: str, role: str) -> dict[str, JsonValue]:
    """A picture that nobody judged."""
    return {
        "evidence_id": evidence_id,
        "role": role,
        "sha256": "ab" * 32,
        "size": 100_000,
        "media_type": "image/jpeg",
        "taken_at": "2026-11-20T04:00:00.000+00:00",
        "device": "",
        "clock_offset_ms": None,
        "sharpness": None,
        "brightness": None,
        "problems": [],
        "perceptual_hash": "",
        "repeats": None,
        "kept_because": None,
    }


def accepted(
    whole: Parcel, head: ChainHead = FIRST, offset: ClockOffset | None = None, at: datetime = NOON
) -> QueuedMessage:
    envelope = Envelope("message-1", terminal_identity(), head, offset)
    return acceptance_message(
        envelope,
        acceptance_id="acceptance-1",
        parcel=whole,
        clerk=CLERK,
        accepted_at=at,
        local_day=TODAY,
        policy=POLICY,
    )


def refused(whole: Parcel, reason: str = "prohibited_item") -> QueuedMessage:
    envelope = Envelope("message-1", terminal_identity(), FIRST, None)
    return refusal_message(
        envelope,
        refusal_id="refusal-1",
        parcel=whole,
        reason=reason,
        clerk=CLERK,
        refused_at=NOON,
        decision=Decision((), (), ()),
        policy=POLICY,
    )


def payload_of(message: QueuedMessage) -> dict[str, JsonValue]:
    payload = json.loads(message.body)["payload"]
    assert isinstance(payload, dict)
    return payload


def test_the_envelope_says_who_when_and_where_in_the_chain() -> None:
    offset = ClockOffset(-250, NOON - timedelta(minutes=5))
    message = accepted(parcel(), ChainHead(41, "ab" * 32), offset)
    body = json.loads(message.body)

    digest, payload = body.pop("digest"), body.pop("payload")
    assert payload["acceptance_id"] == message.subject_id == "acceptance-1"
    assert body == {
        "message_id": "message-1",
        "kind": "acceptance",
        "schema_version": 3,
        "terminal_id": "terminal-1",
        "outlet_id": "outlet-1",
        "sequence": 42,
        "occurred_at": "2026-11-20T04:00:00.000+00:00",
        "clock": {"offset_ms": -250, "measured_at": "2026-11-20T03:55:00.000+00:00"},
        "previous_digest": "ab" * 32,
    }
    assert (message.sequence, message.previous_digest, message.digest) == (42, "ab" * 32, digest)
    assert (message.kind, message.schema_version, message.created_at) == (Kind.ACCEPTANCE, 3, NOON)


def test_a_clock_that_was_never_compared_says_so() -> None:
    assert json.loads(accepted(parcel()).body)["clock"] == {"offset_ms": None, "measured_at": None}


def test_the_digest_is_of_the_canonical_form_without_itself() -> None:
    message = accepted(parcel(sender=sender(document=document(name="样本𠮷·例"))))
    body = json.loads(message.body)

    unsigned = {name: member for name, member in body.items() if name != "digest"}
    assert message.digest == sha256(canonical_json(unsigned)).hexdigest() == message_digest(body)


def test_an_acceptance_tells_all_that_the_province_asks_for() -> None:
    payload = payload_of(accepted(parcel()))

    assert payload == {
        "acceptance_id": "acceptance-1",
        "waybill": {"number": "YT8962646785389", "carrier": "yto", "sender_name_check": "seen"},
        "sending": "person",
        "sender": {
            "document_type": "resident_card",
            "other_kind": None,
            "document_number": "530102199003071238",
            "name": "测试甲",
            "sex": "male",
            "birth_date": "1990-03-07",
            "nationality": None,
            "address": "云南省昆明市五华区样例路1号",
            "valid_from": "2020-01-01",
            "valid_to": "2040-01-01",
            "source": "chip",
            "typed_reason": None,
            "confirmed_fields": [],
            "supervisor": None,
            "verified_at": "2026-11-20T04:00:00.000+00:00",
            "phone": "13800138000",
            "sending_address": "",
            "same_person": {
                "result": "confirmed",
                "portrait": "none",
                "live_picture": False,
                "face_comparison": None,
            },
            "same_sender_as": None,
        },
        "principal": None,
        "guardian": None,
        "guardian_present": False,
        "organisation": None,
        "agreement": None,
        "inspection": {
            "item_category": "food",
            "quantity": 1,
            "items": [ITEM],
            "finding": "matches",
            "inspector": "1001",
            "inspected_at": "2026-11-20T04:00:00.000+00:00",
            "sealed_at": "2026-11-20T04:00:00.000+00:00",
            "found_by": "1001",
            "found_at": "2026-11-20T04:00:00.000+00:00",
            "mark": None,
            "transport": "road",
            "destination": "domestic",
            "journey_told": False,
            "screening": None,
            "packaging": None,
            "weight_g": None,
        },
        "cautions": [],
        "overrides": [],
        "restricted_access": False,
        "clerk": "1001",
        "accepted_at": "2026-11-20T04:00:00.000+00:00",
        "evidence": [seen_file("photo-1", "contents"), seen_file("photo-2", "sealed_parcel")],
        "policy_version": POLICY.version,
        "policy_digest": POLICY.digest,
    }


def test_pictures_of_people_stay_on_this_pc() -> None:
    whole = accepted(parcel())
    assert b"portrait-1" not in whole.body
    assert [photo.evidence_id for photo in whole.evidence] == ["photo-1", "photo-2"]


def test_times_of_any_zone_go_out_in_utc_with_milliseconds() -> None:
    local = datetime(2026, 11, 20, 23, 30, 0, 123_999, tzinfo=timezone(timedelta(hours=8)))

    assert payload_of(accepted(parcel(), at=local))["accepted_at"] == "2026-11-20T15:30:00.123+00:00"


def test_an_open_ended_card_of_a_continuing_sender() -> None:
    continuing = sender(document=document(valid_to=None, birth_date=date(1960, 2, 29)), continues="acceptance-0")
    told = payload_of(accepted(parcel(sender=continuing)))["sender"]

    assert isinstance(told, dict)
    assert (told["valid_to"], told["birth_date"], told["same_sender_as"]) == (None, "1960-02-29", "acceptance-0")


def test_the_inspection_is_as_old_as_its_last_picture() -> None:
    later = replace(photo("photo-2"), taken_at=NOON + timedelta(seconds=40))
    message = accepted(parcel(inspection=inspection(item_category="tea", quantity=3, photos=(photo(), later))))
    told = payload_of(message)["inspection"]

    assert isinstance(told, dict)
    assert (told["quantity"], told["inspected_at"]) == (3, "2026-11-20T04:00:40.000+00:00")
    assert message.evidence == (photo(), later)


def test_a_clock_set_back_before_the_sealing_is_told_as_it_was() -> None:
    earlier = replace(photo("photo-2", PhotoRole.SEALED_PARCEL), taken_at=NOON - timedelta(minutes=3))
    message = accepted(parcel(inspection=inspection(photos=(photo(), earlier))))
    told = payload_of(message)["inspection"]

    assert isinstance(told, dict)
    assert (told["inspected_at"], told["sealed_at"]) == (
        "2026-11-20T04:00:00.000+00:00",
        "2026-11-20T03:57:00.000+00:00",
    )
    assert message.evidence == (photo(), earlier)


@pytest.mark.parametrize(
    "lacking",
    [
        {"waybill": None},
        {"sender": None},
        {"sender": sender(same_person=None)},
        {"inspection": inspection(item_category=None)},
    ],
)
def test_an_empty_lane_makes_no_message(lacking: dict[str, object]) -> None:
    with pytest.raises(DomainError) as caught:
        accepted(parcel(**lacking))

    assert caught.value.fault is DomainFault.NOT_COMPLETE


@pytest.mark.parametrize("who", [sender(phone=None), sender(phone="12345")])
def test_what_the_contract_does_not_allow_is_never_frozen_and_never_quoted(who: Sender) -> None:
    with pytest.raises(ValidationError) as caught:
        accepted(parcel(sender=who))

    for text in ("12345", who.document.name, who.document.number):
        assert text not in str(caught.value)


def test_a_refusal_tells_the_reason_and_nothing_about_the_person() -> None:
    message = refused(parcel())

    assert payload_of(message) == {
        "refusal_id": "refusal-1",
        "reason": "prohibited_item",
        "sending": "person",
        "objections": [],
        "waybill": {"number": "YT8962646785389", "carrier": "yto", "sender_name_check": None},
        "item_category": "food",
        "items": [ITEM],
        "goods_reasons": [],
        "difference": None,
        "clerk": "1001",
        "refused_at": "2026-11-20T04:00:00.000+00:00",
        "evidence": [seen_file("photo-1", "contents"), seen_file("photo-2", "sealed_parcel")],
        "policy_version": POLICY.version,
        "policy_digest": POLICY.digest,
    }
    assert (message.kind, message.subject_id) == (Kind.REFUSAL, "refusal-1")


def test_a_refusal_before_anything_was_captured() -> None:
    payload = payload_of(refused(Parcel("parcel-1", CLERK, NOON), "document_not_shown"))

    assert (payload["waybill"], payload["item_category"], payload["evidence"]) == (None, None, [])


def test_a_message_does_not_show_who_it_is_about() -> None:
    shown = repr(accepted(parcel()))

    assert "测试甲" not in shown
    assert "530102199003071238" not in shown
