"""The states of an outbox message and of an evidence file, and every allowed step between them.

Invariants:
- Each step stands in a table here and nowhere else (as in h11's state module); a missing pair is a programming error.
- Nothing leaves REJECTED by itself, and nothing leaves DELIVERED at all.
"""

from datetime import timedelta
from enum import StrEnum

LONGEST_WAIT = timedelta(hours=25)
"""No wait is longer (Retry-After is cut to a day): a later date was set while the clock was wrong."""

RECEIPT_OVERDUE_AFTER = timedelta(hours=6)
"""How long an uploaded file may stay without its receipt before ``claim_evidence`` hands it out again."""


class MessageState(StrEnum):
    """Where an outbox message stands."""

    PENDING = "pending"
    LEASED = "leased"
    """Being sent. The attempt was counted before sending; an expired lease makes it pending again."""
    DELIVERED = "delivered"
    """Its receipt was verified."""
    REJECTED = "rejected"
    """The province refused it: it waits for a clerk, and is never deleted."""


class MessageEvent(StrEnum):
    """What happens to an outbox message."""

    CLAIMED = "claimed"
    RECEIPT_VERIFIED = "receipt_verified"
    DEFERRED = "deferred"
    """No answer, or a passing one: again after ``not_before``."""
    LEASE_EXPIRED = "lease_expired"
    REFUSED = "refused"
    REQUEUED = "requeued"
    """A person put a rejected message back."""


MESSAGE_STEPS: dict[tuple[MessageState, MessageEvent], MessageState] = {
    (MessageState.PENDING, MessageEvent.CLAIMED): MessageState.LEASED,
    (MessageState.LEASED, MessageEvent.RECEIPT_VERIFIED): MessageState.DELIVERED,
    (MessageState.LEASED, MessageEvent.DEFERRED): MessageState.PENDING,
    (MessageState.LEASED, MessageEvent.LEASE_EXPIRED): MessageState.PENDING,
    (MessageState.LEASED, MessageEvent.REFUSED): MessageState.REJECTED,
    # A receipt may come by GET /v1/receipts while the message waits, or after a duplicate was refused.
    (MessageState.PENDING, MessageEvent.RECEIPT_VERIFIED): MessageState.DELIVERED,
    (MessageState.REJECTED, MessageEvent.RECEIPT_VERIFIED): MessageState.DELIVERED,
    (MessageState.DELIVERED, MessageEvent.RECEIPT_VERIFIED): MessageState.DELIVERED,
    (MessageState.REJECTED, MessageEvent.REQUEUED): MessageState.PENDING,
}


class EvidenceState(StrEnum):
    """Where an evidence file stands. It becomes claimable when its message is delivered."""

    PENDING = "pending"
    LEASED = "leased"
    UPLOADED = "uploaded"
    """All bytes were taken; its receipt has not been seen yet."""
    DELIVERED = "delivered"
    REJECTED = "rejected"


class EvidenceEvent(StrEnum):
    """What happens to an evidence file."""

    CLAIMED = "claimed"
    UPLOAD_FINISHED = "upload_finished"
    RECEIPT_VERIFIED = "receipt_verified"
    DEFERRED = "deferred"
    LEASE_EXPIRED = "lease_expired"
    REFUSED = "refused"
    RECEIPT_OVERDUE = "receipt_overdue"
    """Uploaded long ago and still without a receipt: ask again by uploading again."""
    REQUEUED = "requeued"


EVIDENCE_STEPS: dict[tuple[EvidenceState, EvidenceEvent], EvidenceState] = {
    (EvidenceState.PENDING, EvidenceEvent.CLAIMED): EvidenceState.LEASED,
    (EvidenceState.LEASED, EvidenceEvent.UPLOAD_FINISHED): EvidenceState.UPLOADED,
    (EvidenceState.LEASED, EvidenceEvent.DEFERRED): EvidenceState.PENDING,
    (EvidenceState.LEASED, EvidenceEvent.LEASE_EXPIRED): EvidenceState.PENDING,
    (EvidenceState.LEASED, EvidenceEvent.REFUSED): EvidenceState.REJECTED,
    (EvidenceState.UPLOADED, EvidenceEvent.RECEIPT_OVERDUE): EvidenceState.PENDING,
    (EvidenceState.REJECTED, EvidenceEvent.REQUEUED): EvidenceState.PENDING,
    (EvidenceState.PENDING, EvidenceEvent.RECEIPT_VERIFIED): EvidenceState.DELIVERED,
    (EvidenceState.LEASED, EvidenceEvent.RECEIPT_VERIFIED): EvidenceState.DELIVERED,
    (EvidenceState.UPLOADED, EvidenceEvent.RECEIPT_VERIFIED): EvidenceState.DELIVERED,
    (EvidenceState.REJECTED, EvidenceEvent.RECEIPT_VERIFIED): EvidenceState.DELIVERED,
    (EvidenceState.DELIVERED, EvidenceEvent.RECEIPT_VERIFIED): EvidenceState.DELIVERED,
}
