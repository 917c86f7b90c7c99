"""A small terminal for testing a province: enrols, signs, chains and uploads, and believes nothing.

It shares the signature module with the product's client, and nothing else of it.
"""

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Self
from urllib.parse import urljoin

import requests
from pydantic import JsonValue

from sync.contract import (
    BatchAnswer,
    EnrolmentAnswer,
    EnrolmentRequest,
    EvidenceReference,
    MessageResult,
    OutletProfile,
    Problem,
    ReceiptPage,
)
from sync.digests import message_digest
from sync.receipts import PinnedKeys
from sync.signing import TerminalKey
from sync.words import Kind, Outcome
from tests.support.frozen_messages import START, FrozenMessage, MessageChain, refusal_payload, time_text

TIMEOUT = 30
OUTLET = OutletProfile(name="人民路网点", filing_number="YN-0001", region_code="530102", address="人民中路1号")
TUS = {"Tus-Resumable": "1.0.0"}


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer, with the words of its problem when it is one."""

    response: requests.Response = field(repr=False)

    @property
    def status(self) -> int:
        return self.response.status_code

    @property
    def headers(self) -> "requests.structures.CaseInsensitiveDict[str]":
        return self.response.headers

    @property
    def problem(self) -> Problem:
        assert self.response.headers["Content-Type"] == "application/problem+json", self.response.text
        return Problem.model_validate_json(self.response.content)

    @property
    def batch(self) -> BatchAnswer:
        assert self.status == 200, self.response.text
        return BatchAnswer.model_validate_json(self.response.content)


def batch_body(bodies: Sequence[bytes]) -> bytes:
    """The body of ``POST /v1/messages`` around frozen message bodies."""
    return b'{"messages":[' + b",".join(bodies) + b"]}"


def enrolment_body(code: str, key: TerminalKey, outlet: OutletProfile = OUTLET) -> bytes:
    """The body of ``POST /v1/terminals``."""
    return EnrolmentRequest(code=code, public_key=key.public_b64, outlet=outlet).model_dump_json().encode()


def unsigned(method: str, url: str, body: bytes = b"", headers: dict[str, str] | None = None) -> Reply:
    """A request by nobody in particular."""
    with requests.Session() as session:
        session.trust_env = False
        return Reply(session.request(method, url, data=body, headers=headers, timeout=TIMEOUT))


def post_enrolment(url: str, body: bytes) -> Reply:
    """``POST /v1/terminals``."""
    return unsigned("POST", f"{url}/v1/terminals", body, {"Content-Type": "application/json"})


def metadata_header(values: dict[str, str]) -> str:
    """Tus ``Upload-Metadata``."""
    return ",".join(f"{name} {base64.b64encode(value.encode()).decode()}" for name, value in values.items())


def evidence_metadata(message: FrozenMessage, file: EvidenceReference) -> dict[str, str]:
    """What the contract wants to know about a file."""
    return {
        "evidence_id": file.evidence_id,
        "message_id": message.message_id,
        "sha256": file.sha256,
        "media_type": file.media_type,
    }


class SignedClient:
    """One enrolled terminal."""

    def __init__(self, url: str, key: TerminalKey, identity: EnrolmentAnswer) -> None:
        self.url = url
        self.key = key
        self.identity = identity
        self.chain = MessageChain(identity.terminal_id, identity.outlet_id)
        self.pinned = PinnedKeys(
            identity.issuer, [(k.kid, k.x) for k in identity.receipt_keys], terminal_id=identity.terminal_id
        )
        self.session = requests.Session()
        self.session.trust_env = False
        self.clock_error = timedelta()
        self.now: datetime | None = None
        """A fixed clock; without it the real one."""

    @classmethod
    def enrolled(cls, url: str, code: str, outlet: OutletProfile = OUTLET) -> Self:
        key = TerminalKey.generate()
        reply = post_enrolment(url, enrolment_body(code, key, outlet))
        assert reply.status == 200, reply.response.text
        return cls(url, key, EnrolmentAnswer.model_validate_json(reply.response.content))

    def at(self, url: str) -> Self:
        """The same terminal, talking to another address."""
        other = type(self)(url, self.key, self.identity)
        other.chain = self.chain
        return other

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exc: object) -> None:
        self.close()

    def close(self) -> None:
        self.session.close()

    # requests

    def signed_headers(self, method: str, url: str, headers: dict[str, str], body: bytes) -> dict[str, str]:
        signer = self.key.signer_for(self.identity.terminal_id)
        moment = (self.now or datetime.now(UTC)) + self.clock_error
        return signer.sign(method, url, headers, body, moment)

    def call(self, method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None) -> Reply:
        url = urljoin(self.url, path)
        signed = self.signed_headers(method, url, headers or {}, body)
        return Reply(self.session.request(method, url, data=body, headers=signed, timeout=TIMEOUT))

    def send(self, *messages: FrozenMessage) -> list[MessageResult]:
        return self.post_messages(batch_body([message.body for message in messages])).batch.results

    def post_messages(self, body: bytes, encoding: str | None = None) -> Reply:
        headers = {"Content-Type": "application/json"}
        if encoding is not None:
            headers["Content-Encoding"] = encoding
        return self.call("POST", "/v1/messages", body, headers)

    def receipts(self, after: int = 0, limit: int | None = None) -> ReceiptPage:
        query = f"?after={after}" + ("" if limit is None else f"&limit={limit}")
        reply = self.call("GET", f"/v1/receipts{query}")
        assert reply.status == 200, reply.response.text
        return ReceiptPage.model_validate_json(reply.response.content)

    # messages

    def freeze(self, *, evidence: Sequence[EvidenceReference] = (), message_id: str | None = None) -> FrozenMessage:
        payload = refusal_payload(self.chain.sequence + 1, evidence)
        return self.chain.freeze(Kind.REFUSAL, payload, evidence, message_id=message_id)

    def delivered(self, *, evidence: Sequence[EvidenceReference] = ()) -> FrozenMessage:
        message = self.freeze(evidence=evidence)
        assert [result.outcome for result in self.send(message)] == [Outcome.RECEIVED]
        return message

    # evidence

    def begin_upload(
        self, message: FrozenMessage, file: EvidenceReference, *, size: int | None = None, **changed: str
    ) -> Reply:
        metadata = evidence_metadata(message, file) | changed
        headers = TUS | {"Upload-Length": str(size or file.size), "Upload-Metadata": metadata_header(metadata)}
        return self.call("POST", "/v1/evidence", headers=headers)

    def upload_offset(self, location: str) -> Reply:
        return self.call("HEAD", location, headers=dict(TUS))

    def upload_chunk(self, location: str, offset: int, chunk: bytes, checksum: str | None = None) -> Reply:
        headers = TUS | {"Upload-Offset": str(offset), "Content-Type": "application/offset+octet-stream"}
        if checksum is not None:
            headers["Upload-Checksum"] = checksum
        return self.call("PATCH", location, chunk, headers)

    def end_upload(self, location: str) -> Reply:
        return self.call("DELETE", location, headers=dict(TUS))


def sha256_checksum(chunk: bytes) -> str:
    """Tus ``Upload-Checksum`` of a chunk."""
    return "sha256 " + base64.b64encode(sha256(chunk).digest()).decode()


def altered(message: FrozenMessage, changes: dict[str, JsonValue], *, honest: bool = True) -> FrozenMessage:
    """The same message with other members; ``honest`` computes its digest anew."""
    value = json.loads(message.body) | changes
    if honest:
        value["digest"] = message_digest(value)
    body = json.dumps(value, ensure_ascii=False).encode()
    return FrozenMessage(str(value["message_id"]), message.kind, message.sequence, str(value["digest"]), body)


def acceptance_payload(number: int, evidence: Sequence[EvidenceReference]) -> dict[str, JsonValue]:
    """A valid acceptance of an invented person."""
    moment = time_text(START)
    return {
        "acceptance_id": f"acceptance-{number}",
        "waybill": {"number": f"SF{number:013d}", "carrier": "sf"},
        "sender": {
            "document_type": "resident_card",
            "document_number": "11010119900101001X",
            "name": "测试甲",
            "sex": "male",
            "birth_date": "1990-01-01",
            "address": "测试省测试市测试路1号",
            "phone": "13800000000",
            "source": "chip",
            "verified_at": moment,
            "same_person": "confirmed",
        },
        "inspection": {"item_category": "clothes", "quantity": 1, "inspector": "0007", "inspected_at": moment},
        "clerk": "0007",
        "accepted_at": moment,
        "evidence": [file.model_dump(mode="json") for file in evidence],
        "policy_version": "2026.1",
        "policy_digest": "0" * 64,
    }


def acceptance_payload_v2(number: int, evidence: Sequence[EvidenceReference]) -> dict[str, JsonValue]:
    """The same parcel by schema version 2: somebody who sends for themselves."""
    payload = acceptance_payload(number, evidence)
    moment = time_text(START)
    return payload | {
        "waybill": {"number": f"SF{number:013d}", "carrier": "sf", "sender_name_check": "seen"},
        "sending": "person",
        "sender": person(source="chip")
        | {
            "phone": "13800000000",
            "sending_address": "测试省测试市测试路2号",
            "same_person": {
                "result": "confirmed",
                "portrait": "chip",
                "live_picture": True,
                "face_comparison": {"band": "likely_same", "consent_at": moment},
            },
            "same_sender_as": None,
        },
        "principal": None,
        "guardian": None,
        "guardian_present": False,
        "organisation": None,
        "agreement": None,
        "cautions": [{"code": "night_burst", "reason": "夜市收摊", "clerk": "0007", "at": moment}],
        "overrides": [],
        "restricted_access": False,
    }


def person(**changed: JsonValue) -> dict[str, JsonValue]:
    """An invented person with a resident card."""
    shown: dict[str, JsonValue] = {
        "document_type": "resident_card",
        "other_kind": None,
        "document_number": "11010119900101001X",
        "name": "测试甲",
        "sex": "male",
        "birth_date": "1990-01-01",
        "nationality": "CHN",
        "address": "测试省测试市测试路1号",
        "valid_from": "2020-01-01",
        "valid_to": None,
        "source": "ocr",
        "typed_reason": None,
        "confirmed_fields": ["name"],
        "supervisor": None,
        "verified_at": time_text(START),
    }
    return shown | changed
