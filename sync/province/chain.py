"""Reports whether a terminal's chain of messages is whole: nothing left out (漏报), nothing altered (虚报).

Invariants:
- A report is derived from what was kept; it never changes anything, and nothing is refused because of it.
- A gap may close later: urgent messages overtake older ones.
"""

from dataclasses import dataclass

from sqlalchemy import func, select

from sync.digests import GENESIS_DIGEST
from sync.province.database import CONFLICTS, MESSAGES, Database


@dataclass(frozen=True, slots=True)
class Gap:
    """Sequence numbers that have not arrived, both ends included."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class ChainReport:
    """How one terminal's chain stands."""

    length: int
    """Messages kept."""
    last_sequence: int
    """The highest; 0 without messages."""
    gaps: tuple[Gap, ...]
    breaks: tuple[int, ...]
    """Sequences whose ``previous_digest`` is not the digest of any message with the sequence before."""
    forks: tuple[int, ...]
    """Sequences that more than one message claims."""
    conflicts: int
    """Second versions of a message, kept beside the first."""

    @property
    def whole(self) -> bool:
        """True when nothing is missing, broken, forked or in conflict."""
        return not (self.gaps or self.breaks or self.forks or self.conflicts)


@dataclass(frozen=True, slots=True)
class _Link:
    sequence: int
    digest: str
    previous_digest: str


class Chains:
    """Reads the chains."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def report(self, terminal_id: str) -> ChainReport:
        """How this terminal's chain stands now; an unknown terminal has an empty chain."""
        query = (
            select(MESSAGES.c.sequence, MESSAGES.c.digest, MESSAGES.c.previous_digest)
            .where(MESSAGES.c.terminal_id == terminal_id)
            .order_by(MESSAGES.c.sequence)
        )
        counting = select(func.count()).select_from(CONFLICTS).where(CONFLICTS.c.terminal_id == terminal_id)
        with self._database.reading() as connection:
            links = [_Link(row.sequence, row.digest, row.previous_digest) for row in connection.execute(query)]
            conflicts = int(connection.execute(counting).scalar_one())
        return _walked(links, conflicts)


def _walked(links: list[_Link], conflicts: int) -> ChainReport:
    gaps: list[Gap] = []
    breaks: list[int] = []
    by_sequence: dict[int, list[_Link]] = {}
    for link in links:
        by_sequence.setdefault(link.sequence, []).append(link)
    before = {GENESIS_DIGEST}
    expected = 1
    for sequence, claimants in by_sequence.items():
        if sequence > expected:
            gaps.append(Gap(expected, sequence - 1))
        elif any(link.previous_digest not in before for link in claimants):
            breaks.append(sequence)
        before = {link.digest for link in claimants}
        expected = sequence + 1
    forks = tuple(sequence for sequence, claimants in by_sequence.items() if len(claimants) > 1)
    return ChainReport(len(links), expected - 1, tuple(gaps), tuple(breaks), forks, conflicts)
