"""Where the pictures of an acceptance are: channel, span by the recorder's own clock, and the address that plays it.

Invariants:
- What is told is worked out from what was kept with the record: a recorder that was set later changes nothing.
- No address holds a password, and nothing is fetched from a recorder.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.domain.errors import DomainError, DomainFault
from app.domain.surveillance import CameraRole, CameraSpan, OnlineTime, RecorderClock, hour_of
from app.ports import UnitOfWork
from app.usecases.counter import Counter
from devices.recorder.address import RecorderAddress, RecorderKind, parse_recorder
from devices.recorder.playback import playback_address, recorder_span

ONLINE_SPAN = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class CameraPicture:
    """One camera's picture of an acceptance.

    ``wall_begins`` and ``wall_ends`` stand on the recorder's wall clock, without a zone: what its search form takes.
    ``address`` is None where the recorder has none for a span. ``channel`` is None for one known by its code alone.
    """

    role: CameraRole
    recorder: RecorderKind
    device: str
    channel: int | None
    begins_at: datetime
    ends_at: datetime
    wall_begins: datetime
    wall_ends: datetime
    clock: RecorderClock | None
    address: str | None


@dataclass(frozen=True, slots=True)
class Playback:
    """An acceptance's pictures; none where no recorder was set. ``online``: how the roles did in the last 24 hours."""

    waybill_number: str
    accepted_at: datetime
    pictures: tuple[CameraPicture, ...]
    online: Mapping[CameraRole, OnlineTime]


class ReadPlayback:
    """Looks it up. On the store's thread."""

    def __init__(self, counter: Counter) -> None:
        self._counter = counter

    def __call__(self, waybill_number: str) -> Playback:
        """By the number that was accepted. Raises DomainError(NOT_ACCEPTED_HERE), StorageError."""
        with self._counter.store.unit_of_work() as work:
            before = work.acceptances.by_waybill(waybill_number)
            if before is None:
                raise DomainError(DomainFault.NOT_ACCEPTED_HERE)
            return self._found(work, before.acceptance_id, waybill_number, before.accepted_at)

    def of_record(self, acceptance_id: str) -> Playback:
        """By the record. Raises DomainError(NOT_ACCEPTED_HERE), StorageError."""
        with self._counter.store.unit_of_work() as work:
            acceptance = work.acceptances.get(acceptance_id)
            if acceptance is None:
                raise DomainError(DomainFault.NOT_ACCEPTED_HERE)
            return self._found(work, acceptance_id, acceptance.waybill.number, acceptance.accepted_at)

    def online(self, span: timedelta = ONLINE_SPAN) -> Mapping[CameraRole, OnlineTime]:
        """How often the roles' channels answered in the last ``span``, by whole hours. Raises StorageError."""
        with self._counter.store.unit_of_work() as work:
            return self._online(work, span)

    def _online(self, work: UnitOfWork, span: timedelta) -> Mapping[CameraRole, OnlineTime]:
        return work.surveillance.online(hour_of(self._counter.clock.now() - span))

    def _found(self, work: UnitOfWork, acceptance_id: str, number: str, accepted_at: datetime) -> Playback:
        spans = work.surveillance.of_acceptance(acceptance_id)
        return Playback(number, accepted_at, tuple(map(picture_of, spans)), self._online(work, ONLINE_SPAN))


def picture_of(span: CameraSpan) -> CameraPicture:
    """Where this span is seen. Raises ValueError for a recorder's line that cannot be read: none is kept."""
    channel = span.channel
    recorder: RecorderAddress = parse_recorder(channel.recorder)
    ahead = timedelta(milliseconds=channel.clock.offset_ms) if channel.clock is not None else timedelta()
    on_its_clock = recorder_span(span.begins_at, span.ends_at, ahead)
    wall_begins, wall_ends = on_its_clock.on_the_wall(channel.zone)
    return CameraPicture(
        role=channel.role,
        recorder=recorder.kind,
        device=recorder.place,
        channel=None if recorder.kind is RecorderKind.GB28181 else recorder.channel,
        begins_at=span.begins_at,
        ends_at=span.ends_at,
        wall_begins=wall_begins,
        wall_ends=wall_ends,
        clock=channel.clock,
        address=playback_address(recorder, on_its_clock, channel.zone),
    )
