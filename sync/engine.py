"""One run of sending: messages, missed receipts, evidence, errands. No thread, no sleep: see ``sync.runner`` for those.

Invariants:
- Order: urgent messages, then messages oldest first, then evidence on what is left, then errands.
- Nothing is delivered without a verified receipt, whatever HTTP said.
- Every error of the transport is settled by ``sync.policy``; any other error leaves ``run_once`` and is a bug or the
  store's. The next engine ends the leases of this one, so that even then nothing is lost or overtaken.
"""

import random
from collections.abc import Callable, Sequence
from datetime import datetime

from sync.batches import BatchSender
from sync.link import LinkState
from sync.pace import Pace
from sync.policy import SyncPolicy
from sync.ports import Clock, Courtesy, Errand, EvidenceAllowance, EvidenceSource, Outbox, ReceiptVerifier, Transport
from sync.receipt_pages import ReceiptFetcher
from sync.report import SyncReport, Tally
from sync.settling import AnswerReader
from sync.turn import Turn
from sync.uploads import EvidenceUploader, Uncounted


def _never() -> bool:
    return False


def _no_errands(_pace: Pace) -> Sequence[Errand]:
    return ()


class SyncEngine:
    """Empties the outbox as far as province and link allow. Used from one thread."""

    def __init__(
        self,
        outbox: Outbox,
        evidence: EvidenceSource,
        transport: Transport,
        verifier: ReceiptVerifier,
        *,
        clock: Clock,
        rng: random.Random,
        policy: SyncPolicy,
        errands: Callable[[Pace], Sequence[Errand]] = _no_errands,
        allowance: EvidenceAllowance | None = None,
        courtesy: Courtesy | None = None,
    ) -> None:
        """``errands`` makes what is asked of the province beside sending, with the engine's own sense of time.

        Without an ``allowance`` evidence goes out as fast as the link takes it; without ``courtesy`` nobody works here.
        """
        self._outbox = outbox
        self._transport = transport
        self._pace = Pace(clock, rng, policy, courtesy)
        self._link = LinkState(self._pace)
        self._batches = BatchSender(outbox, transport, AnswerReader(verifier, self._pace), self._link, self._pace)
        self._receipts = ReceiptFetcher(outbox, transport, verifier, self._link, self._pace)
        self._allowance = allowance or Uncounted()
        self._uploads = EvidenceUploader(outbox, evidence, transport, self._link, self._pace, allowance=self._allowance)
        self._errands = tuple(errands(self._pace))
        self._is_new = True

    def run_once(self, should_stop: Callable[[], bool] = _never) -> SyncReport:
        """Send what is due, until nothing is, a fault pauses the link, or ``should_stop`` says so.

        Raises only what the outbox raises for its own store; every SyncError is settled inside.
        """
        return self._run(should_stop, self._send_and_ask)

    def run_urgent(self, should_stop: Callable[[], bool] = _never) -> SyncReport:
        """As :meth:`run_once`, but only what is urgent goes: incidents and interruptions. The rest waits untouched."""
        return self._run(should_stop, self._send_urgent)

    def _run(self, should_stop: Callable[[], bool], send: Callable[[Tally, Callable[[], bool]], None]) -> SyncReport:
        if self._is_new:
            self._outbox.recover_leases(self._pace.now())
        # The clock may have been set back since the last run, and with it every date that was written.
        self._outbox.recover_dates(self._pace.now())
        if self._is_new:
            self._link.hold(self._outbox.held_until(self._pace.now()))
            self._is_new = False
        tally = Tally()
        answers_before = self._link.answers
        if self._link.pause is None:
            send(tally, should_stop)
        tally.answered = self._link.answers > answers_before
        now = self._pace.now()
        tally.evidence_held = self._allowance.left(now) == 0
        return tally.report(now, self._link.pause, self._next_due(now), self._transport.clock_offset_ms)

    def lift_pause(self) -> None:
        """Something changed: the next run tries at once, unless the province itself asked for the wait."""
        self._link.lift()
        for errand in self._errands:
            errand.lift()

    def close(self) -> None:
        """Give up the connections."""
        self._transport.close()

    def _send_and_ask(self, tally: Tally, should_stop: Callable[[], bool]) -> None:
        self._send(tally, should_stop)
        self._run_errands(should_stop)

    def _send_urgent(self, tally: Tally, should_stop: Callable[[], bool]) -> None:
        self._batches.send_due(tally, should_stop, urgent_only=True)

    def _send(self, tally: Tally, should_stop: Callable[[], bool]) -> None:
        turn = Turn(should_stop, lambda: self._batches.send_due(tally, should_stop, in_passing=True))
        # What else is due may be there already, with a receipt on one of the next pages.
        urgent = Turn(should_stop, lambda: self._batches.send_due(tally, should_stop, urgent_only=True))
        self._batches.send_due(tally, should_stop)
        # Duplicates have come another way before, on a stick or in an answer that was lost: so may their files have.
        if tally.answer_lost or tally.duplicates or (self._link.pause is None and self._outbox.expects_receipts()):
            self._receipts.fetch(tally, urgent)
        self._uploads.upload_due(tally, turn)
        if tally.evidence_uploaded and self._link.pause is None:
            self._receipts.fetch(tally, urgent)

    def _run_errands(self, should_stop: Callable[[], bool]) -> None:
        """Only while the link is well. They do not count as due: the runner comes round often enough."""
        for errand in self._errands:
            if self._link.pause is None and errand.run(should_stop):
                self._link.arrived()

    def _next_due(self, now: datetime) -> datetime | None:
        due = self._outbox.next_due()
        if self._outbox.expects_receipts():
            recheck = now + self._pace.policy.receipt_recheck
            due = recheck if due is None else min(due, recheck)
        if due is not None and self._allowance.left(now) == 0:
            # Files that are due have to wait for another day; what else may be due can bear two minutes.
            due = max(due, now + self._pace.policy.receipt_recheck)
        pause = self._link.pause
        return due if due is None or pause is None else max(due, pause.until)
