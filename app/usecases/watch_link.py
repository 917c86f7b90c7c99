"""Looks how the data flow: says how near they are to not reaching the province, opens and closes interruptions.

Invariants:
- An interruption is opened by the level alone and closed by the flow alone; no clerk can do either away.
- Opening and closing commit together with their message, or not at all.
- A look that changes nothing writes nothing.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from app.domain.interruption import Assessment, LinkHealth, assess_link
from app.domain.interruption_rules import RiskLevel
from app.domain.outage import Filing, Interruption, followed, is_over, opened
from app.events import EventBus, OutageTold
from app.interruption_ports import Flow
from app.ports import UnitOfWork
from app.usecases.counter import Counter
from app.usecases.outage_results import Surroundings, Watched
from app.usecases.tell_outage import tell

_TREND = timedelta(days=1)
_DISK_PACE = timedelta(days=7)


def read_flow(work: UnitOfWork, now: datetime) -> Flow:
    """How the data flow, with the trend of a day and the pace of a week."""
    return work.flow.now(added_since=now - _TREND, pace_since=now - _DISK_PACE)


def assessed(counter: Counter, work: UnitOfWork, flow: Flow, around: Surroundings, now: datetime) -> Assessment:
    """The risk now."""
    oldest, offset = flow.oldest_waiting_at, counter.clock_offset(work)
    health = LinkHealth(
        # a clock that was set back makes no negative age
        oldest_unsent=max(timedelta(), now - oldest) if oldest is not None else None,
        waiting=flow.waiting,
        added_in_a_day=flow.added,
        failures=flow.failures,
        disk_free_bytes=around.disk_free_bytes,
        disk_bytes_a_day=flow.disk_bytes_a_day,
        battery_percent=around.battery_percent,
        clock_offset=timedelta(milliseconds=offset.offset_ms) if offset is not None else None,
        devices_down=around.devices_down,
    )
    return assess_link(health, counter.policy.interruption, now)


class WatchLink:
    """One look. Called when something has happened on the link, and every few minutes."""

    def __init__(self, counter: Counter, events: EventBus) -> None:
        self._counter = counter
        self._events = events

    def __call__(self, around: Surroundings) -> Watched:
        """What there is now. A terminal that is not enrolled has nothing to tell anybody."""
        with self._counter.store.unit_of_work() as work:
            now = self._counter.clock.now()
            flow = read_flow(work, now)
            assessment = assessed(self._counter, work, flow, around, now)
            if work.terminal.identity() is None:
                return Watched(assessment, None)
            before = work.outages.open_one()
            watched = (
                self._opened(work, assessment, flow)
                if before is None
                else self._followed(work, before, assessment, flow, around)
            )
        if watched.told is not None:
            told = watched.told
            self._events.publish(OutageTold(told.subject_id, told.message_id, told.filing))
        return watched

    def _opened(self, work: UnitOfWork, assessment: Assessment, flow: Flow) -> Watched:
        if assessment.level is not RiskLevel.INTERRUPTED:
            return Watched(assessment, None)
        plan = work.outages.plan_covering(assessment.at)
        interruption = opened(self._counter.ids.new(), assessment, flow.oldest_waiting_at, plan)
        work.outages.save(interruption)
        return Watched(assessment, interruption, tell(self._counter, work, interruption, Filing.OPENED, None))

    def _followed(
        self, work: UnitOfWork, before: Interruption, assessment: Assessment, flow: Flow, around: Surroundings
    ) -> Watched:
        interruption = followed(before, around.answered_at, link_is_well=around.link_is_well)
        if is_over(interruption, assessment.level, flow.oldest_waiting_at):
            ended = self._ended(work, interruption, assessment.at)
            return Watched(assessment, None, tell(self._counter, work, ended, Filing.CLOSED, None))
        if interruption != before:
            work.outages.save(interruption)
        return Watched(assessment, interruption)

    def _ended(self, work: UnitOfWork, interruption: Interruption, now: datetime) -> Interruption:
        late = work.flow.late(interruption.began_at, now, self._counter.policy.interruption.late_after)
        ended = replace(interruption, ended_at=now, late_records=late)
        work.outages.save(ended)
        return ended
