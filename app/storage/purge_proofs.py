"""Checks that what is missing was purged, and that the audit trail says so.

Invariants:
- Each purge has one entry in the trail with the same class, term, count and digest, and each such entry its purge.
- Count and digest are made anew from the rows that were left behind; only of returning senders nothing is left.
- A file without a key, a message without a body or a record marked as purged belongs to a purge.
"""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from app.domain.retention_rules import RetentionClass
from app.purge_proof import PURGED, purge_details, purge_digest
from app.retention_ports import Purge
from app.storage.columns import blob, integer, moment, one, text
from app.storage.connection import Connection, Row

_LEFT: Final = """
SELECT purge, evidence_id || ' ' || sha256 FROM evidence WHERE purge IS NOT NULL
UNION ALL SELECT text_purge, message_id || ' ' || digest FROM outbox WHERE text_purge IS NOT NULL
"""
# The schema's triggers forbid these; somebody who holds the key could have dropped a trigger.
_UNACCOUNTED: Final = """
SELECT (SELECT count(*) FROM evidence WHERE purge IS NULL AND wrapped_key = x'')
     + (SELECT count(*) FROM outbox WHERE text_purge IS NULL AND body = x'')
     + (SELECT count(*) FROM acceptances JOIN outbox USING (message_id)
        WHERE acceptances.text_purge IS NOT outbox.text_purge)
"""


@dataclass(frozen=True, slots=True)
class CheckedPurges:
    """How many proofs were looked at, and how many things are wrong."""

    checked: int
    bad: int


def checked_purges(connection: Connection) -> CheckedPurges:
    """Compare every purge with the trail and with what it left behind."""
    told = _told(connection)
    left: dict[int, list[str]] = defaultdict(list)
    for number, line in connection.execute(_LEFT):
        left[integer(number)].append(text(line))
    purges = connection.execute(
        "SELECT number, purge_id, class, days, policy_digest, purged_at, counted_by, count, digest FROM purges"
    ).fetchall()
    bad = integer(one(connection.execute(_UNACCOUNTED).fetchone())[0])
    for row in purges:
        purge = _purge(row)
        proven = told.pop(purge.purge_id, None) == purge_details(purge)
        bad += not (proven and _left_fits(purge, left[integer(row[0])]))
    return CheckedPurges(len(purges), bad + len(told))


def _told(connection: Connection) -> dict[str, Mapping[str, str]]:
    """The details of each purge in the trail, by its id."""
    rows = connection.execute("SELECT entry FROM audit WHERE instr(entry, ?) > 0", (f'"action":"{PURGED}"'.encode(),))
    told: dict[str, Mapping[str, str]] = {}
    for row in rows:
        try:
            entry = json.loads(blob(row[0]))
            if entry["action"] == PURGED:
                told[entry["subject_id"]] = entry["details"]
        except (ValueError, KeyError, TypeError):
            continue  # no entry that this program wrote: the chain's walk has found it
    return told


def _left_fits(purge: Purge, lines: Sequence[str]) -> bool:
    if purge.retention_class is RetentionClass.RETURNING_SENDERS:
        return not lines
    return (purge.count, purge.digest) == (len(lines), purge_digest(lines))


def _purge(row: Row) -> Purge:
    _, purge_id, retention_class, days, policy_digest, purged_at, counted_by, count, digest = row
    return Purge(
        purge_id=text(purge_id),
        retention_class=RetentionClass(text(retention_class)),
        days=integer(days),
        policy_digest=text(policy_digest),
        purged_at=moment(purged_at),
        counted_by=moment(counted_by),
        count=integer(count),
        digest=text(digest),
    )
