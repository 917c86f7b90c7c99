"""What the use cases of the counter answer: frozen snapshots for a screen, a test or the command line.

Invariants:
- A snapshot is complete: whoever renders it needs no further look into the store.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeAlias

from app.domain.acceptance import Decision, Parcel
from app.domain.identity.sender_code import SenderCodeFault
from app.domain.waybill import Candidate
from app.ports import AcceptedBefore
from sync.ports import OutboxCounts


@dataclass(frozen=True, slots=True)
class CounterView:
    """The parcel at the counter now, and what the rules say about it. ``parcel`` is None between two parcels."""

    parcel: Parcel | None
    decision: Decision
    candidates: tuple[Candidate, ...] = ()
    """The carriers that the waybill number may belong to, surest first."""
    parked: int = 0
    can_continue_sender: bool = False
    """The last accepted sender may be taken again (F7)."""


@dataclass(frozen=True, slots=True)
class WaybillTaken:
    """The scan was a waybill number and now stands on the parcel."""

    view: CounterView


@dataclass(frozen=True, slots=True)
class WaybillSeenBefore:
    """This waybill was accepted already: by whom and when."""

    number: str
    before: AcceptedBefore


@dataclass(frozen=True, slots=True)
class WaybillFrozen:
    """This waybill must not leave: set the parcel aside and ask a supervisor."""

    number: str


@dataclass(frozen=True, slots=True)
class WaybillDiffers:
    """Another waybill stands on the parcel; the same scan once more (``replace=True``) changes it."""

    number: str
    current: str


@dataclass(frozen=True, slots=True)
class WaybillMisread:
    """An S10 number whose check digit is wrong: scan again."""

    number: str


@dataclass(frozen=True, slots=True)
class CodeUnknown:
    """No waybill number and nothing else that the counter knows (a goods code, a web address)."""

    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class DocumentTaken:
    """The scan was a sender's real-name code, and its document is on the parcel."""

    view: CounterView


@dataclass(frozen=True, slots=True)
class CustomerTaken:
    """The scan was a customer's code, and the customer sends this parcel."""

    view: CounterView


@dataclass(frozen=True, slots=True)
class CodeRefused:
    """A real-name code that does not count, and why."""

    reason: SenderCodeFault


ScanOutcome: TypeAlias = (
    WaybillTaken
    | WaybillSeenBefore
    | WaybillFrozen
    | WaybillDiffers
    | WaybillMisread
    | CodeUnknown
    | DocumentTaken
    | CustomerTaken
    | CodeRefused
)


@dataclass(frozen=True, slots=True)
class Accepted:
    """An acceptance is kept for good and waits for its receipt."""

    acceptance_id: str
    message_id: str
    accepted_at: datetime
    view: CounterView


@dataclass(frozen=True, slots=True)
class Refused:
    """A refusal is kept for good and waits for its receipt."""

    refusal_id: str
    message_id: str
    refused_at: datetime
    view: CounterView


@dataclass(frozen=True, slots=True)
class CounterTotals:
    """The sums of the status line. ``made = delivered + waiting + rejected`` always holds in ``counts``."""

    accepted_today: int
    refused_today: int
    counts: OutboxCounts
