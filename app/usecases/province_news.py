"""What the province has told this outlet: how old it is, its notices, and that a clerk has read one to its end.

Invariants:
- Reading is told by the person who read: one message and one line in the audit trail for each clerk and revision.
- What a clerk confirms is the revision that counts now; other words under the same notice are read anew.
"""

from app.audit_ports import AuditEntry
from app.domain.clerk import ClerkNumber
from app.domain.errors import DomainError, DomainFault
from app.domain.province_news import LOOK_OF, NewsKind, NoticeReading, age_of, current
from app.events import EventBus, NoticeRead
from app.message_people import rfc3339
from app.messages import Envelope, frozen_message
from app.ports import UnitOfWork
from app.usecases.counter import Counter
from app.usecases.province_customers import TakeProvinceCustomers
from app.usecases.province_news_results import NewsBoard, NoticeView
from app.usecases.province_words import notices_of
from sync.words import ChangeKind, Kind


class ReadProvinceNews:
    """Everything the page shows; the province's customers are brought in line first."""

    def __init__(self, counter: Counter, take_customers: TakeProvinceCustomers) -> None:
        self._counter = counter
        self._take_customers = take_customers

    def __call__(self) -> NewsBoard:
        """Raises StorageError."""
        taken = self._take_customers()
        counter = self._counter
        with counter.store.unit_of_work() as work:
            now = counter.clock.now()
            looks = work.news.looks()
            rules = counter.policy.province_news
            notices, unreadable = _notices(work)
            return NewsBoard(
                ages=tuple(age_of(kind, looks.get(LOOK_OF[kind]), now, rules) for kind in NewsKind),
                notices=notices,
                clashes=taken.clashes,
                customers=sum(customer.province is not None for customer in work.customers.all()),
                open_spot_checks=len(work.spot_checks.open_ones()),
                policy_version=counter.policy.version,
                unreadable=unreadable + taken.unreadable,
            )


class ConfirmNotice:
    """A clerk says to have read a notice."""

    def __init__(self, counter: Counter, events: EventBus) -> None:
        self._counter = counter
        self._events = events

    def __call__(self, notice_id: str, revision: int, clerk: ClerkNumber) -> NoticeReading | None:
        """The reading; None when there is nothing to confirm any more: read before, withdrawn, changed or over.

        Raises DomainError: CLERK_INVALID, READ_ONLY for an auditor, NOT_ENROLLED.
        """
        counter = self._counter
        with counter.store.unit_of_work() as work:
            _require_counter_clerk(work, clerk)
            now = counter.clock.now()
            shown, _ = _notices(work)
            notice = next((view for view in shown if view.notice_id == notice_id), None)
            if notice is None or notice.told.revision != revision or not notice.waits_for(clerk, now):
                return None
            identity = work.terminal.identity()
            if identity is None:
                raise DomainError(DomainFault.NOT_ENROLLED)
            message = frozen_message(
                Envelope(counter.ids.new(), identity, work.outbox.head(), counter.clock_offset(work)),
                Kind.NOTICE_READ,
                occurred_at=now,
                subject_id=notice_id,
                payload={
                    "notice_id": notice_id,
                    "revision": revision,
                    "cursor": notice.told.cursor,
                    "clerk": clerk,
                    "read_at": rfc3339(now),
                    "policy_version": counter.policy.version,
                    "policy_digest": counter.policy.digest,
                },
            )
            work.outbox.enqueue(message)
            reading = NoticeReading(notice_id, revision, clerk, now, message.message_id)
            work.news.add_reading(reading)
            details = {"revision": str(revision), "cursor": str(notice.told.cursor), "message": message.message_id}
            work.audit.append(AuditEntry(now, clerk, "notice_read", notice_id, details))
        self._events.publish(NoticeRead(notice_id, message.message_id))
        return reading


def _require_counter_clerk(work: UnitOfWork, clerk: ClerkNumber) -> None:
    person = work.clerks.get(clerk)
    if person is None:
        raise DomainError(DomainFault.CLERK_INVALID)
    if not person.may_accept:
        raise DomainError(DomainFault.READ_ONLY)


def _notices(work: UnitOfWork) -> tuple[tuple[NoticeView, ...], int]:
    """The notices as they count now, newest first, and how many entries could not be read."""
    read = notices_of(work.changes.of_kind(ChangeKind.NOTICE))
    readings = work.news.readings()
    views = [
        NoticeView(
            told,
            told.content,
            tuple(one for one in readings if (one.notice_id, one.revision) == (told.subject_id, told.revision)),
        )
        for told in current(read.words).values()
        if told.content is not None
    ]
    return tuple(sorted(views, key=lambda view: view.told.cursor, reverse=True)), read.unreadable
