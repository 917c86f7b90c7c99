"""Which cameras saw a parcel's acceptance, and when: channel and span by role. Standard library only.

Where the duty comes from, and that margins and intervals are settings (R), stands in the policy pack's part
``surveillance``.

Invariants:
- A span is in UTC by this terminal's clock; what the recorder's clock is off stands beside it, as last measured.
- Spans name places and times, never a person; no video and no picture belongs to them.
- A camera is named only for what it could have seen: none over the inspection table for a letter, which nobody opened,
  none at the machine for a parcel that was not screened here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import assert_never

from app.domain.acceptance import Parcel
from app.domain.inspection import ScreeningPlace
from app.domain.sending import Sending
from app.domain.surveillance_rules import SurveillanceRules


class CameraRole(StrEnum):
    """What a surveillance camera looks at."""

    COUNTER = "counter"
    """收寄台: where the parcel is taken in."""
    INSPECTION = "inspection"
    """验视台: where it is opened."""
    SCREENING = "screening"
    """安检机: the screening machine."""


@dataclass(frozen=True, slots=True)
class RecorderClock:
    """The recorder's clock minus this terminal's, when last measured."""

    offset_ms: int
    measured_at: datetime


@dataclass(frozen=True, slots=True)
class CameraChannel:
    """The channel of one role. ``recorder`` is its line of the settings; ``zone`` is its wall clock ahead of UTC."""

    role: CameraRole
    recorder: str
    zone: timedelta
    clock: RecorderClock | None = None


@dataclass(frozen=True, slots=True)
class CameraSpan:
    """What one channel recorded of one acceptance: ``begins_at`` up to ``ends_at``, UTC."""

    channel: CameraChannel
    begins_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class OnlineTime:
    """How often a role's channel was asked, and how often it answered."""

    asked: int
    answered: int

    @property
    def permille(self) -> int | None:
        """The camera-online rate (视频在线率); None where nobody asked."""
        return self.answered * 1000 // self.asked if self.asked else None


def spans_of(
    parcel: Parcel, accepted_at: datetime, channels: Sequence[CameraChannel], rules: SurveillanceRules
) -> tuple[CameraSpan, ...]:
    """What the channels recorded of this parcel, from its first evidence to ``accepted_at``, with the margins.

    None for a late entry: its evidence was made long after the parcel was taken in.
    """
    if parcel.late is not None:
        return ()
    # a clock that was set back in between makes the span longer, never negative
    moments = (*_evidence(parcel), accepted_at)
    begins_at, ends_at = min(moments) - rules.before, max(moments) + rules.after
    return tuple(CameraSpan(channel, begins_at, ends_at) for channel in channels if _could_see(channel.role, parcel))


def hour_of(moment: datetime) -> datetime:
    """The beginning of the hour that holds ``moment``, in UTC."""
    return moment.astimezone(UTC).replace(minute=0, second=0, microsecond=0)


def _evidence(parcel: Parcel) -> Iterable[datetime]:
    yield parcel.opened_at
    yield from (photo.taken_at for photo in parcel.inspection.photos)


def _could_see(role: CameraRole, parcel: Parcel) -> bool:
    match role:
        case CameraRole.COUNTER:
            return True
        case CameraRole.INSPECTION:
            return parcel.sending is not Sending.LETTER
        case CameraRole.SCREENING:
            screening = parcel.inspection.screening
            return screening is not None and screening.place is ScreeningPlace.HERE and screening.passed is not None
        case _:
            assert_never(role)
