"""Facts that several parts of the house care about, and the Qt-free bus that carries them.

Invariants:
- Events are frozen, carry no personal data, and are published after commit, never inside a transaction.
- A listener runs on the publisher's thread; ``ui/bridge.py`` is how they reach the screen.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from threading import Lock
from typing import TypeAlias

from app.domain.interruption import Assessment
from app.domain.outage import Filing
from devices.ports import DeviceStatus
from sync.errors import SyncFault
from sync.ports import OutboxCounts
from sync.words import PackFault


@dataclass(frozen=True, slots=True)
class ParcelAccepted:
    """An acceptance was committed."""

    acceptance_id: str
    message_id: str


@dataclass(frozen=True, slots=True)
class ParcelRefused:
    """A refusal was committed."""

    refusal_id: str
    message_id: str


@dataclass(frozen=True, slots=True)
class IncidentOpened:
    """A handling card was confirmed, and the first message of the incident was committed."""

    incident_id: str
    message_id: str


@dataclass(frozen=True, slots=True)
class IncidentReported:
    """The form of an incident was committed."""

    incident_id: str
    message_id: str


@dataclass(frozen=True, slots=True)
class WaybillStopped:
    """A waybill was frozen under suspicion."""

    hold_id: str
    message_id: str


@dataclass(frozen=True, slots=True)
class WaybillReleased:
    """A supervisor let a frozen waybill go."""

    hold_id: str
    message_id: str


@dataclass(frozen=True, slots=True)
class HandoverClosed:
    """Parcels have left, and their manifest was committed."""

    handover_id: str


@dataclass(frozen=True, slots=True)
class OutageTold:
    """Something was told about a planned outage or an interruption, by a clerk or by the terminal itself."""

    subject_id: str
    message_id: str
    filing: Filing


@dataclass(frozen=True, slots=True)
class RiskAssessed:
    """How near the data are to not reaching the province has changed."""

    assessment: Assessment


@dataclass(frozen=True, slots=True)
class SyncStatus:
    """Where the sync stands: the sums, and what hinders it (None: nothing known)."""

    counts: OutboxCounts
    fault: SyncFault | None
    last_answer_at: datetime | None
    running: bool
    stumbled: bool = False
    """The last run failed inside this program: nothing is sent until one succeeds."""
    evidence_held: bool = False
    """Photos wait for another day: the link has carried as much as it may today."""
    paused_until: datetime | None = None
    """Set while a clerk's pause of sending is in force; only what is urgent goes."""
    needs_person: bool = False
    """What hinders will not pass by itself."""
    photo_bytes: int = 0
    """Of photos, carried by the run that has just ended, and how long that took."""
    photo_seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class PolicyPackArrived:
    """A newer policy pack was taken. It counts from the next start of the program, and not before its day."""

    version: str
    digest: str
    effective_from: date


@dataclass(frozen=True, slots=True)
class PolicyPackRefused:
    """A policy pack was not taken, or does not hold any more. ``version`` is empty where it could not be believed."""

    version: str
    reason: PackFault


@dataclass(frozen=True, slots=True)
class SpotCheckAnswered:
    """A spot check was answered."""

    request_id: str
    message_id: str


@dataclass(frozen=True, slots=True)
class NoticeRead:
    """A clerk has read a notice of the province to its end."""

    notice_id: str
    message_id: str


@dataclass(frozen=True, slots=True)
class ChangesTaken:
    """The province told this outlet something; the kinds that were among it."""

    kinds: tuple[str, ...]


IncidentEvent: TypeAlias = IncidentOpened | IncidentReported | WaybillStopped | WaybillReleased
MessageQueued: TypeAlias = (
    ParcelAccepted | ParcelRefused | HandoverClosed | SpotCheckAnswered | NoticeRead | OutageTold | IncidentEvent
)
"""Each has put a message into the outbox: time to send."""

Event: TypeAlias = (
    MessageQueued | SyncStatus | DeviceStatus | PolicyPackArrived | PolicyPackRefused | ChangesTaken | RiskAssessed
)
Listener: TypeAlias = Callable[[Event], None]


@dataclass(frozen=True, slots=True, eq=False)
class _Subscription:
    """Told apart by identity: the same listener may be subscribed twice."""

    listener: Listener


class EventBus:
    """Carries events from whoever publishes to all who have subscribed, in order of subscription."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._subscriptions: tuple[_Subscription, ...] = ()

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call ``listener`` for every event from now on; the answer takes back this one subscription."""
        subscription = _Subscription(listener)
        with self._lock:
            self._subscriptions = (*self._subscriptions, subscription)

        def unsubscribe() -> None:
            with self._lock:
                self._subscriptions = tuple(other for other in self._subscriptions if other is not subscription)

        return unsubscribe

    def publish(self, event: Event) -> None:
        """Hand ``event`` to every listener, on this thread."""
        for subscription in self._subscriptions:
            subscription.listener(event)
