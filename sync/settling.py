"""Reads the answer to a batch: what each message's result means for the outbox.

Invariants:
- Delivered only with a receipt that verifies and names this message: id, digest and sequence.
- A message without a result, or with one that proves nothing, is deferred; the others are not held back by it.
- Results for messages that were not in the batch are ignored.
- What an older province cannot read yet waits; it is nobody's mistake.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sync.contract import BatchAnswer, MessageResult
from sync.errors import SyncError, SyncFault
from sync.pace import Pace
from sync.policy import Retry
from sync.ports import Deferred, Delivered, OutboxMessage, ReceiptVerifier, Refused, Settlement, VerifiedReceipt
from sync.words import Outcome, ProblemCode

_PASSING = frozenset({ProblemCode.THROTTLED.value, ProblemCode.UNAVAILABLE.value})
"""Problem codes that may go away by themselves: such a message is not for the repair list."""
_NOT_YET = ProblemCode.UNSUPPORTED_KIND.value
"""An older province does not know this kind or version. No clerk can mend that: it waits until the province does."""


@dataclass(frozen=True, slots=True)
class SettledBatch:
    """The settlements of one batch, with their counts."""

    settlements: tuple[Settlement, ...]
    delivered: int
    duplicates: int
    deferred: int
    rejected: int
    fault: SyncFault | None

    @property
    def nothing_proved(self) -> bool:
        """True when receipts came and not one of them was our province's: an impostor, or a changed key."""
        return self.fault is SyncFault.WRONG_KEY and not self.delivered and not self.rejected


class AnswerReader:
    """Turns a batch's answer into settlements."""

    def __init__(self, verifier: ReceiptVerifier, pace: Pace) -> None:
        self._verifier = verifier
        self._pace = pace

    def settle(self, batch: Sequence[OutboxMessage], answer: BatchAnswer) -> SettledBatch:
        """One settlement for each message of the batch, in its order."""
        results = {result.message_id: result for result in reversed(answer.results)}
        settlements = tuple(self._one(message, results.get(message.message_id)) for message in batch)
        delivered = [item.receipt.claims.sub for item in settlements if isinstance(item, Delivered)]
        deferred = [item for item in settlements if isinstance(item, Deferred)]
        return SettledBatch(
            settlements=settlements,
            delivered=len(delivered),
            duplicates=sum(results[message_id].outcome is Outcome.DUPLICATE for message_id in delivered),
            deferred=len(deferred),
            rejected=len(settlements) - len(delivered) - len(deferred),
            fault=_worst(item.cause for item in deferred),
        )

    def _one(self, message: OutboxMessage, result: MessageResult | None) -> Settlement:
        if result is None:
            return self._defer(message, SyncFault.ANSWER_LOST.value)
        if result.outcome is Outcome.REJECTED:
            return self._rejected(message, result)
        try:
            return Delivered(receipt_of(message, result, self._verifier))
        except SyncError as error:
            return self._defer(message, error.fault.value)

    def _rejected(self, message: OutboxMessage, result: MessageResult) -> Settlement:
        problem = result.problem
        if problem is None:
            return self._defer(message, SyncFault.ANSWER_LOST.value)
        if problem.code in _PASSING:
            return self._defer(message, problem.code)
        if problem.code == _NOT_YET:
            return Deferred(message.message_id, self._pace.now() + self._pace.policy.stop_recheck, problem.code)
        return Refused(message.message_id, problem.code, problem.pointer, problem.detail)

    def _defer(self, message: OutboxMessage, cause: str) -> Deferred:
        unknown = cause == SyncFault.ANSWER_LOST.value
        policy = self._pace.policy
        retry = Retry(self._pace.now(), own_backoff=policy.lost_answer_cap if unknown else policy.backoff_cap)
        not_before = self._pace.due_again(retry, message.attempts)
        return Deferred(message.message_id, not_before, cause)


def receipt_of(message: OutboxMessage, result: MessageResult, verifier: ReceiptVerifier) -> VerifiedReceipt:
    """The receipt that proves this message's arrival. Raises SyncError(WRONG_KEY) for none, or another message's."""
    if result.receipt is None:
        raise SyncError(SyncFault.WRONG_KEY, "no receipt")
    receipt = verifier.message_receipt(result.receipt)
    claims = receipt.claims
    if (claims.sub, claims.digest, claims.sequence) != (message.message_id, message.digest, message.sequence):
        raise SyncError(SyncFault.WRONG_KEY, "another message")
    return receipt


def _worst(causes: Iterable[str]) -> SyncFault | None:
    seen = set(causes)
    for fault in (SyncFault.WRONG_KEY, SyncFault.ANSWER_LOST):
        if fault.value in seen:
            return fault
    if seen == {_NOT_YET}:
        return SyncFault.INCOMPATIBLE
    return SyncFault.PROVINCE_FAILED if seen else None
