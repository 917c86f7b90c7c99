"""Messages as a terminal freezes them: chained, digested, canonical."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256

from pydantic import JsonValue

from sync.contract import EvidenceReference
from sync.digests import GENESIS_DIGEST, canonical_json, message_digest
from sync.words import Kind

TERMINAL_ID = "terminal-1"
OUTLET_ID = "outlet-1"
START = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class FrozenMessage:
    """One message ready to be queued."""

    message_id: str
    kind: Kind
    sequence: int
    digest: str
    body: bytes = field(repr=False)
    evidence: tuple[EvidenceReference, ...] = ()


def time_text(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


@dataclass(slots=True)
class MessageChain:
    """Freezes messages one after the other, each chained to the one before it."""

    terminal_id: str = TERMINAL_ID
    outlet_id: str = OUTLET_ID
    sequence: int = 0
    head: str = GENESIS_DIGEST

    def freeze(
        self,
        kind: Kind,
        payload: dict[str, JsonValue],
        evidence: Sequence[EvidenceReference] = (),
        *,
        message_id: str | None = None,
        schema_version: int = 1,
        occurred_at: datetime = START,
    ) -> FrozenMessage:
        self.sequence += 1
        message: dict[str, JsonValue] = {
            "message_id": message_id or f"{self.terminal_id}-m{self.sequence:06d}",
            "kind": kind.value,
            "schema_version": schema_version,
            "terminal_id": self.terminal_id,
            "outlet_id": self.outlet_id,
            "sequence": self.sequence,
            "occurred_at": time_text(occurred_at),
            "clock": {"offset_ms": None, "measured_at": None},
            "previous_digest": self.head,
            "payload": payload,
        }
        self.head = message_digest(message)
        message["digest"] = self.head
        return FrozenMessage(
            message_id=str(message["message_id"]),
            kind=kind,
            sequence=self.sequence,
            digest=self.head,
            body=canonical_json(message),
            evidence=tuple(evidence),
        )


def evidence_of(content: bytes, evidence_id: str) -> EvidenceReference:
    """How a message names a file with this content."""
    return EvidenceReference(
        evidence_id=evidence_id,
        role="contents",
        sha256=sha256(content).hexdigest(),
        size=len(content),
        media_type="image/jpeg",
        taken_at=START,
    )


def refusal_payload(number: int, evidence: Sequence[EvidenceReference] = ()) -> dict[str, JsonValue]:
    """A valid refusal: the smallest payload that the contract knows."""
    return {
        "refusal_id": f"refusal-{number}",
        "reason": "document_missing",
        "clerk": "0007",
        "refused_at": time_text(START),
        "evidence": [reference.model_dump(mode="json") for reference in evidence],
        "policy_version": "2026.1",
        "policy_digest": "0" * 64,
    }
