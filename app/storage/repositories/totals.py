"""The sums of the outbox: made = delivered + waiting + rejected.

Invariants:
- Cheap at any size of the store: only what waits or was rejected is counted (covering partial indexes); ``made`` is the
  highest sequence, because sequences have no gaps.
"""

from app.domain.reconciliation import MessageTally
from app.storage.columns import integer, one, optional_moment
from app.storage.connection import Connection
from sync.ports import OutboxCounts

_SUMS = """
SELECT (SELECT ifnull(max(sequence), 0) FROM outbox),
       messages.waiting, messages.oldest, messages.unknown,
       (SELECT count(*) FROM outbox WHERE state = 'rejected'),
       files.waiting, files.bytes,
       (SELECT count(*) FROM evidence WHERE state = 'rejected'),
       (SELECT count(*) FROM outbox INDEXED BY outbox_rejected
        JOIN repairs_given_up AS g ON g.subject = 'message' AND g.identifier = message_id AND g.taken_up_at IS NULL
        WHERE state = 'rejected')
       + (SELECT count(*) FROM evidence INDEXED BY evidence_rejected
          JOIN repairs_given_up AS g ON g.subject = 'evidence' AND g.identifier = evidence_id AND g.taken_up_at IS NULL
          WHERE state = 'rejected')
FROM (SELECT count(*) AS waiting, min(created_at) AS oldest,
             ifnull(sum(answer_open), 0) AS unknown
      FROM outbox INDEXED BY outbox_waiting WHERE state IN ('pending', 'leased')) AS messages,
     (SELECT count(*) AS waiting, ifnull(sum(size - bytes_confirmed), 0) AS bytes
      FROM evidence INDEXED BY evidence_waiting
      WHERE message_sequence IS NOT NULL AND upload = 1 AND state IN ('pending', 'leased', 'uploaded')) AS files
"""

_TALLY = """
SELECT (SELECT ifnull(max(sequence), 0) FROM outbox),
       (SELECT count(*) FROM outbox INDEXED BY outbox_delivered WHERE state = 'delivered'),
       waiting.messages,
       (SELECT count(*) FROM outbox INDEXED BY outbox_rejected WHERE state = 'rejected'),
       waiting.unknown
FROM (SELECT count(*) AS messages, ifnull(sum(answer_open), 0) AS unknown
      FROM outbox INDEXED BY outbox_waiting WHERE state IN ('pending', 'leased')) AS waiting
"""


def counts(connection: Connection) -> OutboxCounts:
    """The sums as of now."""
    made, waiting, oldest, unknown, rejected, files, size, *returned = one(connection.execute(_SUMS).fetchone())
    files_rejected, given_up = returned
    return OutboxCounts(
        made=integer(made),
        delivered=integer(made) - integer(waiting) - integer(rejected),
        waiting=integer(waiting),
        rejected=integer(rejected),
        oldest_waiting_at=optional_moment(oldest),
        evidence_waiting=integer(files),
        evidence_waiting_bytes=integer(size),
        evidence_rejected=integer(files_rejected),
        unknown=integer(unknown),
        given_up=integer(given_up),
    )


def tally(connection: Connection) -> MessageTally:
    """Each figure counted by itself, from its own index: a walk over the delivered ones, once in a shift."""
    made, received, waiting, refused, unknown = one(connection.execute(_TALLY).fetchone())
    return MessageTally(integer(made), integer(received), integer(waiting), integer(refused), integer(unknown))
