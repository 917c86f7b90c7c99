"""Fetches the receipts this terminal may have missed: for lost answers, and for files, whose receipts come only here.

Invariants:
- A page is applied together with its cursor, in one transaction.
- The cursor moves only to the last receipt of a page in order: the number beside the receipts is not signed, and a
  wrong one would skip receipts for ever.
- A receipt that does not verify changes nothing; a page on which none verifies moves nothing either.
- Beside somebody at work pages are small, and a rest follows each: a receipt costs as much work as a message.
- Urgent messages that have become due go out between two pages.
- When the last page was read, no answer is unknown any more: what has no receipt did not arrive.
"""

from dataclasses import dataclass
from itertools import pairwise

from sync.contract import ReceiptPage
from sync.errors import SyncError, SyncFault
from sync.link import LinkState
from sync.pace import Pace
from sync.ports import Outbox, ReceiptVerifier, Transport, VerifiedEvidenceReceipt, VerifiedReceipt
from sync.report import Tally
from sync.turn import Turn


@dataclass(frozen=True, slots=True)
class _VerifiedPage:
    messages: list[VerifiedReceipt]
    files: list[VerifiedEvidenceReceipt]


class ReceiptFetcher:
    """Reads ``GET /v1/receipts`` from the outbox's cursor to its end."""

    def __init__(
        self, outbox: Outbox, transport: Transport, verifier: ReceiptVerifier, link: LinkState, pace: Pace
    ) -> None:
        self._outbox = outbox
        self._transport = transport
        self._verifier = verifier
        self._link = link
        self._pace = pace

    def fetch(self, tally: Tally, turn: Turn) -> None:
        """Fetch page after page until there are no more, a fault comes, or the turn is over, or has lasted enough."""
        began = self._pace.seconds()
        try:
            more = True
            while more and not turn.should_stop():
                more = self._fetch_page(tally)
                if not more:
                    self._outbox.settle_unknown()
                self._pace.courtesy.rest()
                turn.messages_first()
                if self._link.pause is not None:
                    return  # what went first met a fault: another page's answer would end the pause
                if self._pace.seconds() - began >= self._pace.policy.task_seconds:
                    return
        except SyncError as error:
            tally.fault = error.fault
            self._link.broke(error)

    def _fetch_page(self, tally: Tally) -> bool:
        """Fetch and apply one page; True when there are more."""
        cursor = self._outbox.receipt_cursor()
        policy = self._pace.policy
        limit = policy.courteous_messages if self._pace.courtesy.at_work() else policy.receipts
        page = self._transport.receipts_after(cursor, limit)
        if not _in_order(page, cursor):
            raise SyncError(SyncFault.NOT_OUR_PROVINCE, "cursor")
        verified = self._verify(page)
        self._link.arrived()
        if page.next_cursor > cursor:
            now = self._pace.now()
            tally.delivered += self._outbox.apply_receipts(verified.messages, verified.files, page.next_cursor, now)
        tally.evidence_delivered += len(verified.files)
        return page.more

    def _verify(self, page: ReceiptPage) -> _VerifiedPage:
        verified = _VerifiedPage([], [])
        for receipt in page.receipts:
            try:
                match receipt.kind:
                    case "message":
                        verified.messages.append(self._verifier.message_receipt(receipt.jws))
                    case "evidence":
                        verified.files.append(self._verifier.evidence_receipt(receipt.jws))
            except SyncError:
                # A message whose receipt is skipped is sent again and answered "duplicate", with a receipt; a file is
                # uploaded again when its receipt is overdue.
                continue
        if page.receipts and not (verified.messages or verified.files):
            raise SyncError(SyncFault.WRONG_KEY, "page")
        return verified


def _in_order(page: ReceiptPage, asked: int) -> bool:
    """Whether the cursors ascend strictly from the one asked for to ``next_cursor``; an empty page is the last one."""
    if not page.receipts:
        return page.next_cursor == asked and not page.more
    cursors = [asked, *(receipt.cursor for receipt in page.receipts)]
    return page.next_cursor == cursors[-1] and all(one < other for one, other in pairwise(cursors))
