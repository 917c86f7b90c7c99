"""The messages about interruptions and planned outages (schema version 1 of the kind): they go before the records.

Invariants:
- Nothing about senders, addressees or parcels stands in them.
- A message fits into a QR (``sync.report_seal``): it is to be handed in on paper while the link is gone.
"""

from dataclasses import dataclass
from datetime import datetime

from pydantic import JsonValue

from app.domain.clerk import ClerkNumber
from app.domain.outage import Filing, Interruption, OutageForm, PlannedOutage
from app.domain.policy import Policy
from app.message_people import rfc3339
from app.messages import Envelope, frozen_message
from app.ports import QueuedMessage
from sync.words import Kind


@dataclass(frozen=True, slots=True)
class Teller:
    """Who tells it, when, under which rules, and how many messages waited then. No clerk: the terminal by itself."""

    clerk: ClerkNumber | None
    at: datetime
    policy: Policy
    waiting: int


def plan_message(envelope: Envelope, plan: PlannedOutage, filing: Filing, teller: Teller) -> QueuedMessage:
    """The advance notice, or that it is withdrawn."""
    payload: dict[str, JsonValue] = {
        "interruption_id": plan.notice_id,
        "event": filing.value,
        "notice_id": plan.notice_id,
        "begins_at": rfc3339(plan.begins_at),
        **_form(plan.form),
        "expected_end_at": rfc3339(plan.ends_at),
        **_told(teller),
    }
    return _frozen(envelope, plan.notice_id, payload, teller)


def interruption_message(
    envelope: Envelope, interruption: Interruption, filing: Filing, teller: Teller
) -> QueuedMessage:
    """The interruption as it stands."""
    payload: dict[str, JsonValue] = {
        "interruption_id": interruption.interruption_id,
        "event": filing.value,
        "notice_id": interruption.notice_id,
        "signs": list[JsonValue](interruption.signs),
        "begins_at": rfc3339(interruption.began_at),
        "noticed_at": rfc3339(interruption.noticed_at),
        "restored_at": _moment(interruption.restored_at),
        "ended_at": _moment(interruption.ended_at),
        "late_records": interruption.late_records,
        **_form(interruption.form),
        **_told(teller),
    }
    return _frozen(envelope, interruption.interruption_id, payload, teller)


def _form(form: OutageForm) -> dict[str, JsonValue]:
    return {
        "cause": form.cause,
        "scope": form.scope.value,
        "measures": list[JsonValue](form.measures),
        "words": form.words,
        "expected_end_at": _moment(form.expected_end),
    }


def _told(teller: Teller) -> dict[str, JsonValue]:
    return {
        "waiting": teller.waiting,
        "clerk": teller.clerk,
        "at": rfc3339(teller.at),
        "policy_version": teller.policy.version,
        "policy_digest": teller.policy.digest,
    }


def _moment(moment: datetime | None) -> str | None:
    return rfc3339(moment) if moment is not None else None


def _frozen(envelope: Envelope, subject_id: str, payload: dict[str, JsonValue], teller: Teller) -> QueuedMessage:
    return frozen_message(envelope, Kind.INTERRUPTION, occurred_at=teller.at, subject_id=subject_id, payload=payload)
