"""What a terminal asks its province now and then, beside sending: the policy pack, and what there is to tell.

Invariants:
- An errand never disturbs sending: its faults pause nothing but itself, and an older province that does not know the
  call (INCOMPATIBLE) is quietly asked again later.
- What does not verify changes nothing, and is no answer by which anything would count as looked up. Entries are handed
  on page by page, together with their cursor, which stops before the first one that does not verify.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import pairwise

from sync.changes import ChangePage
from sync.errors import SyncError, SyncFault
from sync.pace import Pace
from sync.policy_packs import RefusedPack
from sync.ports import Change, Changes, ChangeVerifier, PackVerifier, PolicyPacks, Transport


class Rhythm:
    """When an errand is due: at first at once, then every so often; sooner or later after a fault."""

    def __init__(self, pace: Pace, every: timedelta) -> None:
        self._pace = pace
        self._every = every
        self._faults_in_a_row = 0
        self._rest: tuple[datetime, timedelta] | None = None

    @property
    def is_due(self) -> bool:
        """A clock that was set back does not stretch the rest."""
        if self._rest is None:
            return True
        since, rest = self._rest
        return not since <= self._pace.now() < since + rest

    def done(self) -> None:
        """The province answered."""
        self._faults_in_a_row = 0
        self._rest = self._pace.now(), self._every

    def failed(self, error: SyncError) -> None:
        """Rest as long as the province asked for, or longer with each fault, up to the usual rest."""
        self._faults_in_a_row += 1
        if error.fault is SyncFault.INCOMPATIBLE:
            rest = self._every
        else:
            rest = max(error.retry_after or timedelta(), self._pace.backoff(self._faults_in_a_row, cap=self._every))
        self._rest = self._pace.now(), min(rest, self._pace.policy.retry_after_cap)

    def lift(self) -> None:
        """Something changed, or a person asks: due at once."""
        self._rest = None


class PolicyErrand:
    """Asks for the policy pack, with the digest of the one that is known."""

    def __init__(self, packs: PolicyPacks, transport: Transport, verifier: PackVerifier, pace: Pace) -> None:
        self._packs = packs
        self._transport = transport
        self._verifier = verifier
        self._pace = pace
        self._rhythm = Rhythm(pace, pace.policy.policy_recheck)

    def run(self, should_stop: Callable[[], bool]) -> bool:
        """Go if it is due; True when the province answered."""
        if should_stop() or not self._rhythm.is_due:
            return False
        try:
            jws = self._transport.policy(self._packs.known_digest())
        except SyncError as error:
            self._rhythm.failed(error)
            return False
        self._rhythm.done()
        examined = self._verifier.examined(jws) if jws is not None else None
        if examined is not None:
            self._packs.take(examined, self._pace.now())
        if not isinstance(examined, RefusedPack):
            self._packs.looked(self._pace.now())
        return True

    def lift(self) -> None:
        """Go at the next chance."""
        self._rhythm.lift()


class ChangesErrand:
    """Asks for what the province has to tell this outlet, page by page."""

    def __init__(self, changes: Changes, transport: Transport, verifier: ChangeVerifier, pace: Pace) -> None:
        self._changes = changes
        self._transport = transport
        self._verifier = verifier
        self._pace = pace
        self._rhythm = Rhythm(pace, pace.policy.changes_recheck)

    def run(self, should_stop: Callable[[], bool]) -> bool:
        """Go if it is due; True when the province answered."""
        if not self._rhythm.is_due:
            return False
        answered = False
        try:
            while not should_stop():
                more = self._take_page()
                answered = True
                if not more:
                    self._changes.looked(self._pace.now())
                    break
        except SyncError as error:
            self._rhythm.failed(error)
            return answered
        self._rhythm.done()
        return True

    def lift(self) -> None:
        """Go at the next chance."""
        self._rhythm.lift()

    def _take_page(self) -> bool:
        """Fetch and hand on one page; True when there are more."""
        cursor = self._changes.cursor()
        page = self._transport.changes_after(cursor)
        if not _in_order(page, cursor):
            raise SyncError(SyncFault.NOT_OUR_PROVINCE, "cursor")
        verified, broken = self._verify(page)
        if verified:
            self._changes.take(verified, verified[-1].cursor, self._pace.now())
        if broken is not None:
            raise broken
        return page.more

    def _verify(self, page: ChangePage) -> tuple[list[Change], SyncError | None]:
        """The entries before the first that does not verify: passing over one could lose a request for ever."""
        verified: list[Change] = []
        for stored in page.changes:
            try:
                verified.append(self._verifier.change(stored))
            except SyncError as error:
                return verified, error
        return verified, None


def _in_order(page: ChangePage, asked: int) -> bool:
    """Whether the cursors ascend strictly from the one asked for to ``next_cursor``; an empty page is the last one."""
    if not page.changes:
        return page.next_cursor == asked and not page.more
    cursors = [asked, *(stored.cursor for stored in page.changes)]
    return page.next_cursor == cursors[-1] and all(one < other for one, other in pairwise(cursors))
