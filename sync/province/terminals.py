"""The terminals that the province knows.

Invariants:
- A terminal is looked up for each request, so that a revocation counts at once.
- An enrolment that has run out is refused until it is renewed; the terminal keeps its name, its key and its chain.
- Whoever changes a terminal's messages, receipts or evidence locks its row first: changes of one terminal happen one
  after the other, and no two transactions can wait for each other.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, select, update

from sync.province.database import TERMINALS, Database
from sync.province.errors import Refusal
from sync.province.times import time_of, time_text
from sync.words import ProblemCode


@dataclass(frozen=True, slots=True)
class Terminal:
    """An enrolled terminal; ``public_key`` is raw Ed25519, base64url without padding."""

    terminal_id: str
    outlet_id: str
    public_key: str
    revoked: bool


class Terminals:
    """Reads, revokes and renews terminals. ``term`` is how long an enrolment lasts; None: for good."""

    def __init__(self, database: Database, now: Callable[[], datetime], term: timedelta | None) -> None:
        self._database = database
        self._now = now
        self._term = term

    def known(self, terminal_id: str) -> Terminal:
        """Raises Refusal 401 (terminal_unknown) or 403 (terminal_revoked, enrolment_expired)."""
        with self._database.reading() as connection:
            row = connection.execute(select(TERMINALS).where(TERMINALS.c.terminal_id == terminal_id)).first()
        if row is None:
            raise Refusal(ProblemCode.TERMINAL_UNKNOWN, 401)
        terminal = Terminal(row.terminal_id, row.outlet_id, row.public_key, row.revoked_at is not None)
        if terminal.revoked:
            raise Refusal(ProblemCode.TERMINAL_REVOKED, 403)
        if self._term is not None and time_of(row.enrolled_at) + self._term <= self._now():
            raise Refusal(ProblemCode.ENROLMENT_EXPIRED, 403)
        return terminal

    def revoke(self, terminal_id: str, at: datetime) -> None:
        """From now on its requests are refused; what it sent stays."""
        statement = update(TERMINALS).where(TERMINALS.c.terminal_id == terminal_id, TERMINALS.c.revoked_at.is_(None))
        with self._database.writing() as connection:
            connection.execute(statement.values(revoked_at=time_text(at)))

    def renew(self, terminal_id: str) -> None:
        """Its enrolment begins anew, now. Unknown ones are let pass."""
        statement = update(TERMINALS).where(TERMINALS.c.terminal_id == terminal_id)
        with self._database.writing() as connection:
            connection.execute(statement.values(enrolled_at=time_text(self._now())))


def lock_terminal(connection: Connection, terminal_id: str) -> None:
    """Hold this terminal's row until the transaction ends (on SQLite BEGIN IMMEDIATE has done it already)."""
    connection.execute(
        select(TERMINALS.c.terminal_id).where(TERMINALS.c.terminal_id == terminal_id).with_for_update()
    ).one()
