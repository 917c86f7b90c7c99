"""What a regulator would find unusual about a sender. It warns and asks for a reason; it never refuses.

Invariants:
- Every threshold is the policy pack's. Everything here is advice: a clerk goes on by giving a coded reason, which the
  record and the province keep.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum

from app.domain.identity.document import DocumentProblem, IdentityDocument
from app.domain.identity.rules import age_problems
from app.domain.policy import Policy


class Caution(StrEnum):
    """Something unusual that asks for a reason."""

    MANY_PARCELS = "many_parcels"
    """One document, many parcels today."""
    MANY_PHONES = "many_phones"
    """One document, with several phone numbers: many senders' parcels under one person's name."""
    CLERKS_OWN_DOCUMENT = "clerks_own_document"
    DOCUMENT_ELSEWHERE = "document_elsewhere"
    """The province saw the same document at another outlet about the same time."""
    BIRTH_IN_FUTURE = "birth_in_future"
    AGE_IMPROBABLE = "age_improbable"
    NIGHT_BURST = "night_burst"
    """Many parcels within minutes at night."""


@dataclass(frozen=True, slots=True)
class SenderHistory:
    """What the store knows about the document and the hour."""

    parcels_today: int = 0
    phones: int = 0
    """Different phone numbers with this document in the policy's window, this parcel's included."""
    clerks_own: bool = False
    elsewhere: bool = False
    recent_parcels: int = 0
    """Accepted here, by anybody, in the minutes before."""


def cautions(document: IdentityDocument, history: SenderHistory, policy: Policy, now: datetime) -> tuple[Caution, ...]:
    """What is unusual, in the order of :class:`Caution`. ``now`` is the counter's local time."""
    return tuple(_cautions(document, history, policy, now))


def _cautions(document: IdentityDocument, history: SenderHistory, policy: Policy, now: datetime) -> Iterator[Caution]:
    limits = policy.senders.limits
    if history.parcels_today >= limits.parcels_a_day:
        yield Caution.MANY_PARCELS
    if history.phones >= limits.phones:
        yield Caution.MANY_PHONES
    if history.clerks_own:
        yield Caution.CLERKS_OWN_DOCUMENT
    if history.elsewhere:
        yield Caution.DOCUMENT_ELSEWHERE
    if document.birth_date is not None:
        for problem in age_problems(document.birth_date, now.date(), policy.improbable_age):
            yield _IMPROBABLE[problem]
    if in_night(now.time(), limits.night_from, limits.night_to) and history.recent_parcels >= limits.night_parcels:
        yield Caution.NIGHT_BURST


_IMPROBABLE = {
    DocumentProblem.BIRTH_IN_FUTURE: Caution.BIRTH_IN_FUTURE,
    DocumentProblem.AGE_IMPROBABLE: Caution.AGE_IMPROBABLE,
}


def in_night(now: time, begins: time, ends: time) -> bool:
    """Whether ``now`` lies between ``begins`` and ``ends`` (exclusive), across midnight when it begins later."""
    if begins <= ends:
        return begins <= now < ends
    return now >= begins or now < ends
