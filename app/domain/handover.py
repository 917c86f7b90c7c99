"""Handing parcels over (交接): what stops a parcel at the door.

Invariants:
- Only a parcel leaves that was accepted here and inspected, that nobody froze, and that was screened where its journey
  asks for it (过机安检). A letter is not opened; it is screened like anything else.
- The first reason that applies is told, the gravest first.
"""

from dataclasses import dataclass
from enum import StrEnum

from app.domain.acceptance import Parcel, goods_of
from app.domain.inspection import PhotoRole, Screening
from app.domain.item_assessment import must_be_screened
from app.domain.policy import Policy
from app.domain.sending import Sending


class DoorStop(StrEnum):
    """Why a parcel does not leave with this handover."""

    NOT_A_WAYBILL = "not_a_waybill"
    """The scan is neither a waybill number nor an inspection mark."""
    MARK_INVALID = "mark_invalid"
    """An inspection mark that cannot be read, or is not signed by this terminal."""
    OTHER_TERMINAL = "other_terminal"
    """The mark is of another terminal, which has the record."""
    NOT_ACCEPTED = "not_accepted"
    """No acceptance of this terminal has the number."""
    REFUSED = "refused"
    """It was turned away, and not taken in afterwards."""
    FROZEN = "frozen"
    HANDED_OVER = "handed_over"
    ON_THE_LIST = "on_the_list"
    """It is on this handover's list already."""
    NOT_INSPECTED = "not_inspected"
    SCREENING_STOPPED = "screening_stopped"
    """It was screened and did not pass."""
    SCREENING_MISSING = "screening_missing"
    """Its journey asks for a passed screening, and none is recorded."""
    OTHER_CARRIER = "other_carrier"
    """It is another carrier's than the handover's."""
    LIST_FULL = "list_full"
    """The manifest holds no more."""


@dataclass(frozen=True, slots=True)
class AtTheDoor:
    """An accepted parcel that somebody wants to hand over. ``screening`` is the one that counts now."""

    parcel: Parcel
    mark: str
    screening: Screening | None
    frozen: bool

    @property
    def inspected(self) -> bool:
        """Its mark says so; a parcel from before there were marks has the pictures of its contents instead."""
        return self.mark != "" or bool(self.parcel.inspection.photos_of(PhotoRole.CONTENTS))


def stop_of(at_door: AtTheDoor, handover_carrier: str, policy: Policy) -> DoorStop | None:
    """What stops the parcel; None when it may leave. ``handover_carrier`` is empty where several carriers' leave."""
    if at_door.frozen:
        return DoorStop.FROZEN
    parcel, screening = at_door.parcel, at_door.screening
    if parcel.sending is not Sending.LETTER and not at_door.inspected:
        return DoorStop.NOT_INSPECTED
    if screening is not None and screening.passed is False:
        return DoorStop.SCREENING_STOPPED
    if screening_is_missing(at_door, policy):
        return DoorStop.SCREENING_MISSING
    carrier = parcel.waybill.carrier if parcel.waybill is not None else None
    if handover_carrier and carrier is not None and carrier != handover_carrier:
        return DoorStop.OTHER_CARRIER
    return None


def screening_is_missing(at_door: AtTheDoor, policy: Policy) -> bool:
    """Whether the rules ask for a passed screening of these goods on their journey, and none is recorded."""
    passed = at_door.screening is not None and at_door.screening.passed is True
    return not passed and must_be_screened(goods_of(at_door.parcel.inspection, policy), policy.item_rules)
