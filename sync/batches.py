"""Sends due messages in batches and settles each by its own result.

Invariants:
- Messages of one lane (urgent, or the rest) go out in the order of their sequence. Only one that failed while it stood
  alone is overtaken: the others do not wait for it.
- One poison message never blocks others: a batch that is refused whole is halved until that message stands alone,
  and a batch on which the link or the province breaks comes back smaller. What broke a call by itself is sent by
  itself from then on.
- A batch goes out only when the one before it was answered. Once the province has proved itself, and while nobody
  works at this PC, the answer is verified and written down while the next batch is on its way, and on a quick link the
  one after that is claimed meanwhile; a crash in between leaves leases, and no more than three batches.
"""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace

from sync.contract import BatchAnswer
from sync.errors import SyncError, SyncFault
from sync.link import LinkState
from sync.pace import Pace
from sync.policy import BeginAnew, GiveToPerson, Retry, SendSize, Split
from sync.ports import Deferred, Outbox, OutboxMessage, Refused, Settlement, Transport
from sync.report import Tally
from sync.settling import AnswerReader, SettledBatch

_Batch = Sequence[OutboxMessage]


@dataclass(frozen=True, slots=True)
class _TimedAnswer:
    """What the province said to a batch, and how many seconds it took."""

    answer: BatchAnswer
    seconds: float


class BatchSender:
    """The messages' way out."""

    def __init__(
        self,
        outbox: Outbox,
        transport: Transport,
        reader: AnswerReader,
        link: LinkState,
        pace: Pace,
    ) -> None:
        self._outbox = outbox
        self._transport = transport
        self._reader = reader
        self._link = link
        self._pace = pace
        policy = pace.policy
        self._messages = SendSize.starting_at(policy.batch_messages, 1, policy.first_batch_messages)
        self._bytes = SendSize.starting_at(policy.batch_bytes, policy.least_batch_bytes)
        self._urgent_only = False
        self._in_passing = False
        self._proved = False
        """The last batch brought a receipt that verified: the next one may go out before it is written down."""
        self._suspects: set[str] = set()
        """Messages that broke a call by themselves."""

    def send_due(
        self, tally: Tally, should_stop: Callable[[], bool], *, urgent_only: bool = False, in_passing: bool = False
    ) -> None:
        """Send until nothing is due, a fault pauses the link, or ``should_stop`` says so.

        ``urgent_only`` leaves everything else in the outbox, untouched. ``in_passing``: beside uploads, which a counter
        that makes records faster than they may go out would otherwise never let on; while somebody works there, one
        batch is enough.
        """
        self._urgent_only = urgent_only
        self._in_passing = in_passing
        # Its thread begins with the first batch that is sent ahead, and has ended when this returns.
        with ThreadPoolExecutor(max_workers=1, thread_name_prefix="sync-line") as line:
            self._send_all(line, tally, should_stop)

    def _send_all(self, line: ThreadPoolExecutor, tally: Tally, should_stop: Callable[[], bool]) -> None:
        parts: list[_Batch] = []
        ahead: Future[_TimedAnswer] | None = None
        """The call that carries the last of ``parts`` already."""
        while parts or (parts := self._claim(should_stop)):
            part = parts.pop()
            try:
                timed = ahead.result() if ahead is not None else self._call(part)
            except SyncError as error:
                ahead = None
                if not self._broke(part, parts, error, tally):
                    return
            else:
                self._link.arrived()
                hurried = self._proved and not self._pace.courtesy.at_work()
                if not parts and hurried:
                    parts = self._claim(should_stop)
                ahead = line.submit(self._call, parts[-1]) if parts and hurried and not should_stop() else None
                self._settle(part, timed, tally)
                if ahead is not None and len(parts) == 1 and timed.seconds < self._pace.policy.quick_call_seconds:
                    parts[:0] = self._claim(should_stop)
                # halves and suspects go out in one go: what became urgent meanwhile is claimed only after them
                if not (parts and self._pace.courtesy.at_work()):
                    self._pace.courtesy.rest()
            if ahead is None and not parts and self._in_passing and self._pace.courtesy.at_work():
                self._urgent_only = True  # and nothing else, until the next call
            if ahead is None and (should_stop() or self._link.pause is not None):
                self._put_back(parts, Retry(self._pace.now()))
                return

    def _claim(self, should_stop: Callable[[], bool]) -> list[_Batch]:
        """What goes out next, the first part last; in several transactions, so that the counter comes in between."""
        batch: list[OutboxMessage] = []
        room, most = self._bytes.now, self._messages.now
        if self._pace.courtesy.at_work():
            most = min(most, self._pace.policy.courteous_messages)
        while self._link.pause is None and not should_stop() and room > 0 and len(batch) < most:
            wanted = min(self._pace.policy.store_messages, most - len(batch))
            claimed = self._outbox.claim(
                self._pace.now(),
                self._pace.policy.lease,
                max_messages=wanted,
                max_bytes=room,
                urgent_only=self._urgent_only,
            )
            batch += claimed
            room -= sum(len(message.body) for message in claimed)
            if len(claimed) < wanted:
                break
        alone = [[message] for message in batch if message.message_id in self._suspects]
        rest = [message for message in batch if message.message_id not in self._suspects]
        return [*reversed(alone), *([rest] if rest else [])]

    def _call(self, part: _Batch) -> _TimedAnswer:
        begun = self._pace.seconds()
        answer = self._transport.send([message.body for message in part])
        return _TimedAnswer(answer, self._pace.seconds() - begun)

    def _broke(self, part: _Batch, others: list[_Batch], error: SyncError, tally: Tally) -> bool:
        """Settle a part whose call failed; True when ``others`` may be sent on."""
        self._proved = False
        tally.fault = error.fault
        match self._link.broke(error):
            case Retry() as retry:
                self._defer(part, retry, error.fault, tally)
                self._put_back(others, retry)
                return False
            case Split() | GiveToPerson() | BeginAnew():
                others.extend(self._halves(part, error, tally))
                return True

    def _settle(self, part: _Batch, timed: _TimedAnswer, tally: Tally) -> None:
        settled = self._reader.settle(part, timed.answer)
        self._write(settled.settlements)
        self._count(settled, tally)
        self._suspects.difference_update(message.message_id for message in part)
        self._proved = settled.delivered > 0 and settled.fault is None
        if settled.nothing_proved:
            # Whoever answers is not our province: no more personal data goes there until the pause is over.
            self._link.broke(SyncError(SyncFault.WRONG_KEY))
            return
        full = len(part) >= self._messages.now // 2
        self._messages = self._messages.after(timed.seconds, self._pace.policy.call_seconds, full=full)
        self._bytes = self._bytes.after(timed.seconds, self._pace.policy.call_seconds, full=full)

    def _count(self, settled: SettledBatch, tally: Tally) -> None:
        tally.delivered += settled.delivered
        tally.duplicates += settled.duplicates
        tally.deferred += settled.deferred
        tally.rejected += settled.rejected
        tally.fault = settled.fault or tally.fault
        tally.answer_lost |= settled.fault is SyncFault.ANSWER_LOST

    def _defer(self, part: _Batch, retry: Retry, fault: SyncFault, tally: Tally) -> None:
        if len(part) > 1:
            # Nobody knows which of them it was, if any: all come back as soon as the link does, in their order.
            retry = replace(retry, own_backoff=None)
        elif retry.own_backoff is not None:
            self._suspects.add(part[0].message_id)
        not_before = self._pace.due_again(retry, part[0].attempts)
        self._write([Deferred(message.message_id, not_before, fault.value, counts=retry.counts) for message in part])
        tally.deferred += len(part)
        tally.answer_lost |= retry.ask
        if retry.shrink:
            self._shrink()

    def _halves(self, part: _Batch, error: SyncError, tally: Tally) -> list[_Batch]:
        """Both halves of a refused batch, the first one last, so that it is taken first."""
        self._shrink()
        if len(part) > 1:
            middle = len(part) // 2
            return [part[middle:], part[:middle]]
        code = error.problem_code or error.fault.value
        self._write([Refused(part[0].message_id, code)])
        tally.rejected += 1
        return []

    def _put_back(self, parts: Iterable[_Batch], retry: Retry) -> None:
        """Messages that were not sent after all: their attempt is taken back."""
        cause = SyncFault.REQUEST_REFUSED.value
        self._write(
            [Deferred(message.message_id, retry.earliest, cause, counts=False) for part in parts for message in part]
        )

    def _write(self, settlements: Sequence[Settlement]) -> None:
        """Settle in several transactions, so that the counter comes in between."""
        most = self._pace.policy.store_messages
        for first in range(0, len(settlements), most):
            self._outbox.settle(settlements[first : first + most], self._pace.now())

    def _shrink(self) -> None:
        self._messages, self._bytes = self._messages.shrunk(), self._bytes.shrunk()
