"""A clerk pauses sending for a while, or lets it go on.

Invariants:
- Each word is in the audit trail, with its clerk and its end; nothing waits longer than the settings allow.
- The pause is kept: a restart does not end it, and its time does.
"""

from app.audit_ports import AuditEntry
from app.domain.clerk import ClerkNumber
from app.domain.sending_pause import SendingPause, paused_for
from app.usecases.counter import Counter


class PauseSending:
    """Callables on the store's thread. Each raises DomainError(READ_ONLY) for an auditor, and StorageError."""

    def __init__(self, counter: Counter, minutes: int) -> None:
        """``minutes`` is how long a pause lasts."""
        self._counter = counter
        self._minutes = minutes

    def pause(self, clerk: ClerkNumber) -> SendingPause:
        """From now on; a pause in force begins anew."""
        with self._counter.store.unit_of_work() as work:
            self._counter.require_may_change(work, clerk)
            pause = paused_for(self._minutes, clerk, self._counter.clock.now())
            work.link.save_pause(pause)
            details = {"until": pause.until.isoformat()}
            work.audit.append(AuditEntry(pause.begun_at, clerk, "sending_paused", "outbox", details))
        return pause

    def go_on(self, clerk: ClerkNumber) -> None:
        """End the pause in force; without one nothing happens."""
        with self._counter.store.unit_of_work() as work:
            self._counter.require_may_change(work, clerk)
            now, pause = self._counter.clock.now(), work.link.pause()
            if pause is None:
                return
            work.link.save_pause(None)
            if pause.holds(now):
                work.audit.append(AuditEntry(now, clerk, "sending_resumed", "outbox", {}))

    def in_force(self) -> SendingPause | None:
        """The pause that holds now."""
        with self._counter.store.unit_of_work() as work:
            pause = work.link.pause()
            return pause if pause is not None and pause.holds(self._counter.clock.now()) else None
