"""Queues what is told about an outage: message, filing and audit link, in the caller's transaction."""

from app.audit_ports import AuditEntry
from app.domain.clerk import ClerkNumber
from app.domain.errors import DomainError, DomainFault
from app.domain.outage import Filing, Interruption
from app.interruption_ports import OutageFiling
from app.message_interruption import Teller, interruption_message, plan_message
from app.messages import Envelope
from app.ports import UnitOfWork
from app.usecases.counter import Counter
from app.usecases.outage_results import FilingDone, Outage


def tell(counter: Counter, work: UnitOfWork, outage: Outage, filing: Filing, clerk: ClerkNumber | None) -> FilingDone:
    """The message is queued before all records. Raises DomainError(NOT_ENROLLED)."""
    identity = work.terminal.identity()
    if identity is None:
        raise DomainError(DomainFault.NOT_ENROLLED)
    now = counter.clock.now()
    envelope = Envelope(counter.ids.new(), identity, work.outbox.head(), counter.clock_offset(work))
    teller = Teller(clerk, now, counter.policy, work.records.counts().waiting)
    if isinstance(outage, Interruption):
        subject_id = outage.interruption_id
        message = interruption_message(envelope, outage, filing, teller)
    else:
        subject_id = outage.notice_id
        message = plan_message(envelope, outage, filing, teller)
    work.outbox.enqueue(message)
    work.outages.add_filing(OutageFiling(message.message_id, subject_id, filing, clerk, now))
    details = {"message": message.message_id, "digest": message.digest}
    work.audit.append(AuditEntry(now, clerk, f"outage_{filing.value}", subject_id, details))
    return FilingDone(subject_id, message.message_id, filing)
