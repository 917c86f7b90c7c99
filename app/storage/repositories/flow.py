"""How the data flow to the province, as the outbox knows it.

Invariants:
- Covering indexes answer whatever grows with the store; rows are opened for the oldest waiting messages and the newest
  pictures only, and only so many.
"""

from datetime import datetime, timedelta
from typing import Final

from app.domain.interruption import Failure
from app.interruption_ports import NO_RECORDS, Flow
from app.storage.columns import integer, micros, moment, one, optional_moment, text
from app.storage.connection import Connection
from sync.words import Kind

_WAITING: Final = """
SELECT count(*), min(created_at), ifnull(sum(created_at >= ?), 0)
FROM outbox INDEXED BY outbox_waiting WHERE state IN ('pending', 'leased') AND kind <> 'device_health'
"""
_WAITS: Final = """
SELECT EXISTS (SELECT 1 FROM outbox INDEXED BY outbox_waiting WHERE state IN ('pending', 'leased') AND kind = ?)
"""
_LOOKED_AT: Final = 100
"""A batch: what failed last is among the oldest."""
# A captive portal takes its attempt back; it is one all the same.
_FAILURES: Final = """
SELECT last_outcome, max(max(attempts, 1)) FROM (
    SELECT last_outcome, attempts FROM outbox INDEXED BY outbox_waiting WHERE state IN ('pending', 'leased')
    ORDER BY urgent DESC, sequence LIMIT ?
) WHERE last_outcome IS NOT NULL GROUP BY last_outcome
"""
_NEWEST_PICTURES: Final = 1000
_PICTURES: Final = "SELECT created_at, size FROM evidence WHERE size > 0 ORDER BY number DESC LIMIT ?"
_RECORDS: Final = ", ".join(f"'{kind.value}'" for kind in Kind if kind not in NO_RECORDS)
_LATE: Final = f"""
SELECT count(*) FROM outbox INDEXED BY outbox_delivered
WHERE state = 'delivered' AND kind IN ({_RECORDS}) AND created_at >= :begin AND created_at < :end
  AND delivered_at - created_at > :after
"""  # noqa: S608 # words of our own
# Those that the count above has are left out here.
_ON_PAPER: Final = """
SELECT count(*) FROM late_entries AS late CROSS JOIN outbox AS message ON message.message_id = late.message_id
WHERE late.accepted_at >= :begin AND late.accepted_at < :end
  AND NOT (message.state = 'delivered' AND message.created_at >= :begin AND message.created_at < :end
           AND message.delivered_at - message.created_at > :after)
"""
_DAY: Final = timedelta(days=1)


class StoreFlow:
    """interruption_ports.FlowRepository."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def now(self, *, added_since: datetime, pace_since: datetime) -> Flow:
        """As it is."""
        waiting, oldest, added = one(self._connection.execute(_WAITING, (micros(added_since),)).fetchone())
        failures = self._connection.execute(_FAILURES, (_LOOKED_AT,))
        return Flow(
            oldest_waiting_at=optional_moment(oldest),
            waiting=integer(waiting),
            added=integer(added),
            failures=frozenset(Failure(text(cause), integer(attempts)) for cause, attempts in failures),
            disk_bytes_a_day=self._disk_pace(pace_since),
        )

    def late(self, begin: datetime, end: datetime, late_after: timedelta) -> int:
        """Records of the span whose receipt came late, and those that were accepted on paper in it: each once."""
        bounds = {"begin": micros(begin), "end": micros(end), "after": late_after // timedelta(microseconds=1)}
        return sum(
            integer(one(self._connection.execute(counted, bounds).fetchone())[0]) for counted in (_LATE, _ON_PAPER)
        )

    def waits(self, kind: Kind) -> bool:
        """Whether a message of that kind has not arrived yet."""
        return bool(one(self._connection.execute(_WAITS, (kind.value,)).fetchone())[0])

    def _disk_pace(self, since: datetime) -> int:
        """Bytes of pictures a day, over the newest ones; those of one day at most count as a whole day's."""
        rows = [(moment(at), integer(size)) for at, size in self._connection.execute(_PICTURES, (_NEWEST_PICTURES,))]
        recent = [(at, size) for at, size in rows if at >= since]
        if not recent:
            return 0
        newest, oldest = max(at for at, _ in recent), min(at for at, _ in recent)
        span = max(_DAY, newest - oldest)
        return int(sum(size for _, size in recent) * (_DAY / span))
