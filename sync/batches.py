"""Sends due messages in batches and settles each by its own result.

Invariants:
- One poison message never blocks others: a batch that is refused whole is halved until that message stands alone,
  and a batch on which the link or the province breaks comes back smaller.
- Everything claimed is settled before the next claim; a crash in between leaves a lease that runs out.
"""

from collections.abc import Callable, Sequence

from sync.errors import SyncError, SyncFault
from sync.link import LinkState
from sync.pace import Pace
from sync.policy import BeginAnew, GiveToPerson, Retry, SendSize, Split
from sync.ports import Deferred, Outbox, OutboxMessage, Refused, Transport
from sync.report import Tally
from sync.settling import AnswerReader, SettledBatch

_Batch = Sequence[OutboxMessage]


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
        self._messages = SendSize.starting_at(policy.batch_messages, 1)
        self._bytes = SendSize.starting_at(policy.batch_bytes, policy.least_batch_bytes)

    def send_due(self, tally: Tally, should_stop: Callable[[], bool]) -> None:
        """Send until nothing is due, a fault pauses the link, or ``should_stop`` says so."""
        while self._link.pause is None and not should_stop():
            batch = self._outbox.claim(
                self._pace.now(),
                self._pace.policy.lease,
                max_messages=self._messages.now,
                max_bytes=self._bytes.now,
            )
            if not batch:
                return
            self._send(batch, tally, should_stop)

    def _send(self, batch: _Batch, tally: Tally, should_stop: Callable[[], bool]) -> None:
        parts = [batch]
        while parts:
            part = parts.pop()
            try:
                answer = self._transport.send([message.body for message in part])
            except SyncError as error:
                tally.fault = error.fault
                match self._link.broke(error):
                    case Retry() as retry:
                        self._defer(part, retry, error.fault, tally)
                        self._put_back(parts, retry)
                        return
                    case Split() | GiveToPerson() | BeginAnew():
                        parts.extend(self._halves(part, error, tally))
            else:
                self._link.arrived()
                self._settle(part, self._reader.settle(part, answer), tally)
            if should_stop() or self._link.pause is not None:
                self._put_back(parts, Retry(self._pace.now()))
                return

    def _settle(self, part: _Batch, settled: SettledBatch, tally: Tally) -> None:
        self._outbox.settle(settled.settlements, self._pace.now())
        tally.delivered += settled.delivered
        tally.duplicates += settled.duplicates
        tally.deferred += settled.deferred
        tally.rejected += settled.rejected
        tally.fault = settled.fault or tally.fault
        tally.answer_lost |= settled.fault is SyncFault.ANSWER_LOST
        if settled.nothing_proved:
            # Whoever answers is not our province: no more personal data goes there until the pause is over.
            self._link.broke(SyncError(SyncFault.WRONG_KEY))
        elif len(part) >= self._messages.now // 2:
            self._messages, self._bytes = self._messages.grown(), self._bytes.grown()

    def _defer(self, part: _Batch, retry: Retry, fault: SyncFault, tally: Tally) -> None:
        # One throw of the dice for all that were tried equally often: they come back together, as a batch.
        times = {attempts: self._pace.due_again(retry, attempts) for attempts in {message.attempts for message in part}}
        deferred = [
            Deferred(message.message_id, times[message.attempts], fault.value, counts=retry.counts) for message in part
        ]
        self._outbox.settle(deferred, self._pace.now())
        tally.deferred += len(deferred)
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
        self._outbox.settle([Refused(part[0].message_id, code)], self._pace.now())
        tally.rejected += 1
        return []

    def _put_back(self, parts: Sequence[_Batch], retry: Retry) -> None:
        """Messages of a refused batch that were not sent again: their attempt is taken back."""
        cause = SyncFault.REQUEST_REFUSED.value
        rest = [Deferred(message.message_id, retry.earliest, cause, counts=False) for part in parts for message in part]
        if rest:
            self._outbox.settle(rest, self._pace.now())

    def _shrink(self) -> None:
        self._messages, self._bytes = self._messages.shrunk(), self._bytes.shrunk()
