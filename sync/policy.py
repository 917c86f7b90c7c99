"""What to do after each kind of fault. Pure: time and chance are passed in.

Invariants:
- Every SyncFault has one answer here, and the type checker says so when a new one is missing.
- Nothing is ever given up: there is no largest number of attempts, only longer waits.
- Chance spreads the retries (full jitter), so that outlets do not return all at once when a province comes back.
"""

import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import assert_never

from sync.contract import MAX_BATCH_BYTES, MAX_BATCH_MESSAGES, MAX_RECEIPT_PAGE
from sync.errors import SyncError, SyncFault


@dataclass(frozen=True, slots=True)
class SyncPolicy:
    """How eagerly a terminal talks to its province."""

    batch_messages: int = 500
    batch_bytes: int = 2 * 1024 * 1024
    """Of a batch before compression; both limits shrink on a link that is slow or keeps breaking."""
    first_batch_messages: int = 100
    """How many go out before anything is known about the link."""
    call_seconds: float = 4.0
    """A call that takes longer carries less the next time: an urgent message waits for no more than one call."""
    quick_call_seconds: float = 1.0
    """After a call that took less, one more batch is claimed ahead: what is urgent waits for two such calls at most."""
    store_messages: int = 100
    """Claimed or settled in one transaction: so long may an acceptance at the counter have to wait."""
    courteous_messages: int = 12
    """Of a batch, and of a page of receipts, while somebody works at this PC."""
    receipts: int = MAX_RECEIPT_PAGE
    """Of a page, else."""
    least_batch_bytes: int = 16 * 1024
    chunk_bytes: int = 256 * 1024
    least_chunk_bytes: int = 16 * 1024
    files_at_a_time: int = 8
    """Evidence files that are claimed and settled together."""
    task_seconds: float = 60.0
    """After so long a run leaves further files, or receipts, to the next one: messages and the province's news wait no
    longer."""
    lease: timedelta = timedelta(minutes=10)
    """Longer than any single call may take."""
    least_wait: timedelta = timedelta(milliseconds=250)
    """However the dice fall: a retry at once would spin."""
    backoff_base: timedelta = timedelta(seconds=2)
    backoff_cap: timedelta = timedelta(minutes=15)
    lost_answer_cap: timedelta = timedelta(minutes=1)
    """A lost answer is asked for soon: the province probably has the message."""
    portal_recheck: timedelta = timedelta(minutes=1)
    """Somebody is logging in to the captive portal right now."""
    stop_recheck: timedelta = timedelta(minutes=15)
    """How often a fault that a person must mend is tried again, in case it was mended at the other end."""
    retry_after_cap: timedelta = timedelta(hours=24)
    receipt_recheck: timedelta = timedelta(minutes=2)
    policy_recheck: timedelta = timedelta(minutes=30)
    """How often the province is asked for its policy pack; mostly it answers that nothing is new."""
    changes_recheck: timedelta = timedelta(minutes=5)
    """How often the province is asked what it has to tell."""
    sealing_key_recheck: timedelta = timedelta(hours=6)
    """How often the province is asked to which key bundles are sealed."""

    def __post_init__(self) -> None:
        if not 1 <= self.batch_messages <= MAX_BATCH_MESSAGES or not 1 <= self.batch_bytes <= MAX_BATCH_BYTES:
            raise ValueError("a batch larger than the contract allows")
        if self.store_messages < 1:
            raise ValueError("a transaction for nobody")


@dataclass(frozen=True, slots=True)
class Pause:
    """The engine sends nothing before ``until``."""

    reason: SyncFault
    until: datetime

    @property
    def needs_person(self) -> bool:
        """True when waiting alone mends nothing: the terminal must be let in, updated, or its clock set."""
        return self.reason in _PERSON_MUST_ACT

    @property
    def may_be_lifted(self) -> bool:
        """False when the province itself asked for the wait."""
        return self.reason is not SyncFault.THROTTLED


_PERSON_MUST_ACT = frozenset(
    {
        SyncFault.CREDENTIALS_REFUSED,
        SyncFault.CLOCK_REFUSED,
        SyncFault.INCOMPATIBLE,
        SyncFault.TLS_REFUSED,
        SyncFault.WRONG_KEY,
    }
)


@dataclass(frozen=True, slots=True)
class Retry:
    """Send it again; ``pause`` holds back everything else too."""

    earliest: datetime
    own_backoff: timedelta | None = None
    """The cap of a further wait that grows with the message's own attempts; None for faults of the link alone."""
    pause: Pause | None = None
    counts: bool = True
    shrink: bool = False
    """Send less at a time: the link, or one message, may not survive a large request."""
    ask: bool = False
    """The province may have it: ask for receipts before sending again."""


@dataclass(frozen=True, slots=True)
class Split:
    """The request was refused whole: halve it until the message that spoils it stands alone."""


@dataclass(frozen=True, slots=True)
class GiveToPerson:
    """The province will not have it; a clerk must see it. Nothing is deleted."""

    code: str


@dataclass(frozen=True, slots=True)
class BeginAnew:
    """The half-done upload is gone."""


Disposition = Retry | Split | GiveToPerson | BeginAnew


def backoff(policy: SyncPolicy, attempts: int, rng: random.Random, *, cap: timedelta | None = None) -> timedelta:
    """Exponential with full jitter: evenly up to ``base * 2 ** (attempts - 1)``, at most the cap."""
    doublings = min(max(attempts - 1, 0), 30)
    ceiling: timedelta = min(cap or policy.backoff_cap, policy.backoff_base * (1 << doublings))
    return max(policy.least_wait, ceiling * rng.random())


def due_again(retry: Retry, attempts: int, policy: SyncPolicy, rng: random.Random) -> datetime:
    """When a message or file with that many attempts (this one included) may be sent again."""
    if retry.own_backoff is None:
        return retry.earliest
    return retry.earliest + backoff(policy, attempts, rng, cap=retry.own_backoff)


def disposition(
    error: SyncError, now: datetime, faults_in_a_row: int, policy: SyncPolicy, rng: random.Random
) -> Disposition:
    """What becomes of the messages or the file of a call that failed.

    ``faults_in_a_row`` counts this fault; any answer of the contract sets it back to zero.
    """
    wait = backoff(policy, faults_in_a_row, rng)
    answer: Disposition
    match error.fault:
        case SyncFault.NAME_UNRESOLVED | SyncFault.UNREACHABLE | SyncFault.TLS_REFUSED:
            # Due again as soon as the pause is over: nothing is wrong with the message itself.
            answer = Retry(now, pause=Pause(error.fault, now + wait))
        case SyncFault.NOT_OUR_PROVINCE:
            until = now + min(wait, policy.portal_recheck)
            answer = Retry(now, pause=Pause(error.fault, until), counts=False)
        case SyncFault.CREDENTIALS_REFUSED | SyncFault.CLOCK_REFUSED | SyncFault.INCOMPATIBLE | SyncFault.WRONG_KEY:
            answer = Retry(now, pause=Pause(error.fault, now + policy.stop_recheck))
        case SyncFault.THROTTLED:
            # ``Retry-After: 0``, or a date that has passed, would spin: never sooner than our own back-off.
            asked = wait if error.retry_after is None else max(error.retry_after, wait)
            until = now + min(asked, policy.retry_after_cap)
            # Written to the outbox too, so that a restart does not forget what the province asked for.
            answer = Retry(until, pause=Pause(error.fault, until))
        case SyncFault.PROVINCE_FAILED:
            pause = Pause(error.fault, now + wait)
            answer = Retry(now, own_backoff=policy.backoff_cap, pause=pause, shrink=True)
        case SyncFault.ANSWER_LOST:
            pause = Pause(error.fault, now + min(wait, policy.lost_answer_cap))
            answer = Retry(now, own_backoff=policy.lost_answer_cap, pause=pause, shrink=True, ask=True)
        case SyncFault.REQUEST_REFUSED:
            answer = Split()
        case SyncFault.EVIDENCE_REFUSED:
            answer = GiveToPerson(error.problem_code or error.fault.value)
        case SyncFault.UPLOAD_GONE:
            answer = BeginAnew()
        case SyncFault.EVIDENCE_UNREADABLE:
            answer = Retry(now, own_backoff=policy.backoff_cap)
        case _:
            assert_never(error.fault)
    return answer


@dataclass(frozen=True, slots=True)
class SendSize:
    """How much goes into one call right now: halved when calls break or take long, doubled when they arrive soon."""

    largest: int
    least: int
    now: int

    @classmethod
    def starting_at(cls, largest: int, least: int, first: int | None = None) -> "SendSize":
        """Begin with ``first``, or with the largest."""
        return cls(largest, min(least, largest), largest if first is None else min(first, largest))

    def shrunk(self) -> "SendSize":
        """After a call that broke."""
        return SendSize(self.largest, self.least, max(self.least, self.now // 2))

    def grown(self) -> "SendSize":
        """After a call that arrived."""
        return SendSize(self.largest, self.least, min(self.largest, self.now * 2))

    def after(self, seconds: float, target: float, *, full: bool) -> "SendSize":
        """After a call that arrived in ``seconds``, of at most ``target`` wanted.

        A call that was not ``full`` says nothing about larger ones.
        """
        if seconds > target:
            return self.shrunk()
        return self.grown() if full and seconds <= target / 2 else self
