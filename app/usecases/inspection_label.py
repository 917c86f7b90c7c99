"""What stands on the inspection label (验视标识) of the parcel that was accepted last.

Invariants:
- The mark is the one that the frozen message holds: what is printed is what the province was told, whatever rules are
  in force by now.
- No personal data but the waybill number, of which a label shows the end only.
"""

import json
from dataclasses import dataclass, field
from datetime import datetime

from app.domain.errors import DomainError, DomainFault
from app.domain.inspection import PhotoRole
from app.ports import Acceptance, UnitOfWork
from app.usecases.counter import Counter
from sync.words import Environment


@dataclass(frozen=True, slots=True)
class MarkedParcel:
    """An accepted parcel with its mark. ``inspected_at`` is UTC; ``short_code`` as the record keeps it, ungrouped."""

    outlet_name: str
    inspector: str
    inspected_at: datetime
    waybill_number: str = field(repr=False)
    short_code: str
    mark_text: str = field(repr=False)
    screened: bool
    """Whether a passed screening is on record by now."""
    training: bool


class ReadLastLabel:
    """Reads what the label of the last acceptance says."""

    def __init__(self, counter: Counter) -> None:
        self._counter = counter

    def __call__(self) -> MarkedParcel:
        """Raises DomainError: NOTHING_ACCEPTED, NO_MARK (a letter), NOT_ENROLLED."""
        with self._counter.store.unit_of_work() as work:
            acceptance = work.acceptances.last()
            if acceptance is None:
                raise DomainError(DomainFault.NOTHING_ACCEPTED)
            return _marked(work, acceptance)


def _marked(work: UnitOfWork, acceptance: Acceptance) -> MarkedParcel:
    identity = work.terminal.identity()
    if identity is None:
        raise DomainError(DomainFault.NOT_ENROLLED)
    inspection = acceptance.parcel.inspection
    opened = inspection.photos_of(PhotoRole.CONTENTS)
    body = work.outbox.body(acceptance.message_id)
    if not acceptance.mark or not opened or body is None:
        raise DomainError(DomainFault.NO_MARK)
    screening = work.screenings.last(acceptance.acceptance_id)
    return MarkedParcel(
        outlet_name=identity.outlet_name,
        inspector=inspection.inspected_by or acceptance.clerk,
        inspected_at=opened[-1].taken_at,
        waybill_number=acceptance.waybill.number,
        short_code=acceptance.mark,
        mark_text=json.loads(body)["payload"]["inspection"]["mark"]["text"],
        screened=screening is not None and screening.passed is True,
        training=identity.environment is Environment.TRAINING,
    )
