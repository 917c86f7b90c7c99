"""What may go from this PC now, and what is left of it then.

Invariants:
- Nothing is due before the province's receipt for it was verified, nor before its term since that receipt is over.
- Nothing is due that somebody still needs: a legal hold, a stopped waybill, an open incident, an open spot check.
- Days are counted between the province's own signed times, and never beyond the PC's clock: a clock that jumps ahead
  makes nothing due, and one that falls back only makes it wait.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Final

from app.domain.acceptance import Parcel
from app.domain.files import files_of
from app.domain.goods import DeclaredItem
from app.domain.retention_rules import RetentionRule

GONE: Final = "*"
"""Stands for a certificate's number: there was one."""


class KeptBecause(StrEnum):
    """Why something stays although its term may be over."""

    LEGAL_HOLD = "legal_hold"
    WAYBILL_STOPPED = "waybill_stopped"
    INCIDENT_OPEN = "incident_open"
    SPOT_CHECK_OPEN = "spot_check_open"
    IN_USE = "in_use"
    """Another record, or a parcel at the counter, shows the same picture; or a correction still has to be sent."""


class Standing(StrEnum):
    """Whether something may go now."""

    DUE = "due"
    NO_RECEIPT = "no_receipt"
    HELD = "held"
    IN_TERM = "in_term"


@dataclass(frozen=True, slots=True)
class Keeping:
    """What one thing to be purged stands under.

    ``proven_at`` has the province's time of each verified receipt that it needs: the message's, and for photos each
    file's. None stands for a receipt that is missing or was not verified.
    """

    proven_at: tuple[datetime | None, ...]
    kept_because: frozenset[KeptBecause] = frozenset()


def standing(keeping: Keeping, rule: RetentionRule, today: datetime | None) -> Standing:
    """Whether it is due at ``today``, which comes from :func:`trusted_time`; None: no time is proven yet."""
    if today is None or not keeping.proven_at:
        return Standing.NO_RECEIPT
    newest = today - rule.term
    for proven in keeping.proven_at:
        if proven is None:
            return Standing.NO_RECEIPT
        if proven > newest:
            return Standing.IN_TERM
    return Standing.HELD if keeping.kept_because else Standing.DUE


def trusted_time(newest_receipt: datetime | None, earlier: datetime | None, clock: datetime) -> datetime | None:
    """The moment to count terms by: the latest that the province has signed, and not later than the clock.

    ``earlier`` is what an earlier purge counted by, so that the answer does not fall back when its receipts are gone.
    None while the province has signed nothing.
    """
    signed = max((moment for moment in (newest_receipt, earlier) if moment is not None), default=None)
    return None if signed is None else min(signed, clock)


def images_of(parcel: Parcel) -> tuple[str, ...]:
    """Evidence ids of the pictures of documents and people: they stay on this PC and go first."""
    photos = {photo.evidence_id for photo in parcel.inspection.photos}
    return tuple(dict.fromkeys(file for file in files_of(parcel) if file not in photos))


def without_text(parcel: Parcel) -> Parcel:
    """What is left of an accepted parcel: what it was and how it was inspected, and nobody's data.

    The goods, codes (cautions, a supervisor's words) and what the pictures were judged stay; numbers of certificates
    go, since they may be a person's.
    """
    return replace(
        parcel,
        sender=None,
        principal=None,
        guardian=None,
        customer=None,
        waybill_name=None,
        inspection=replace(
            parcel.inspection, items=tuple(map(_without_numbers, parcel.inspection.items)), used_today=()
        ),
    )


def _without_numbers(item: DeclaredItem) -> DeclaredItem:
    return replace(item, papers=tuple(replace(paper, number=GONE) for paper in item.papers))
