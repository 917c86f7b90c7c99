"""How the link to the province has behaved lately, and for how long to leave it alone.

Invariants:
- Any answer of the contract clears the count of faults and the pause.
- The pause lives in memory only: after a restart the link is tried at once, because the link signal is not trusted
  and a person may have mended it. What the province itself asked for is in the outbox, and holds again.
"""

from dataclasses import dataclass
from datetime import datetime

from sync.errors import SyncError, SyncFault
from sync.pace import Pace
from sync.policy import Disposition, Pause, Retry


@dataclass(frozen=True, slots=True)
class _Since:
    pause: Pause
    begun: datetime


class LinkState:
    """Faults in a row, and the pause they led to."""

    def __init__(self, pace: Pace) -> None:
        self._pace = pace
        self._faults_in_a_row = 0
        self._since: _Since | None = None
        self.answers = 0
        """How often the province answered."""

    @property
    def pause(self) -> Pause | None:
        """The pause in force, or None."""
        if self._since is None:
            return None
        now = self._pace.now()
        # A clock that was set back must not stretch the pause by the same amount.
        if not self._since.begun <= now < self._since.pause.until:
            return None
        return self._since.pause

    def arrived(self) -> None:
        """The province answered."""
        self._faults_in_a_row = 0
        self._since = None
        self.answers += 1

    def broke(self, error: SyncError) -> Disposition:
        """A call failed: says what to do with what it carried, and starts a pause when the fault is the link's."""
        now = self._pace.now()
        answer = self._pace.disposition(error, self._faults_in_a_row + 1)
        if isinstance(answer, Retry) and answer.pause is not None:
            self._faults_in_a_row += 1
            self._since = _Since(answer.pause, now)
        elif not isinstance(answer, Retry):
            self.arrived()  # the link is well: the province itself refused
        return answer

    def hold(self, until: datetime | None) -> None:
        """After a restart: the province had asked to be left alone until then."""
        if until is not None:
            self._since = _Since(Pause(SyncFault.THROTTLED, until), self._pace.now())

    def lift(self) -> None:
        """Something changed (a cable, a setting): try again now, unless the province itself asked for the wait."""
        if self._since is not None and self._since.pause.may_be_lifted:
            self._since = None
