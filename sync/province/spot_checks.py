"""Spot checks (双随机抽查) from the province's side: commit beforehand, draw afterwards (:mod:`sync.draws`).

Invariants:
- A period's secret is made before the period begins, and is told with a request only; its SHA-256 is told at once.
- One draw for each terminal and period: nobody draws again until the records suit.
- A draw is made from a chain without gaps or forks up to a message that was made after the period, so that nothing of
  the period is still to come: what waits on a terminal without a link would escape the one draw for ever.
"""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

import uuid_utils
from sqlalchemy import Connection, insert, select

from sync.changes import DrawnRecord, SpotCheckAnnouncement, SpotCheckRequest
from sync.contract import Message
from sync.draws import SECRET_BYTES, ChainLink, Period, SpotDraw, commitment, spot_draw
from sync.province.chain import Chains
from sync.province.changes import ChangeBook
from sync.province.database import MESSAGES, SPOT_CHECK_PERIODS, SPOT_CHECKS, TERMINALS, Database
from sync.province.errors import ProvinceError, ProvinceFault
from sync.province.terminals import lock_terminal
from sync.province.times import time_of, time_text
from sync.words import ChangeKind, Kind


@dataclass(frozen=True, slots=True)
class _Subject:
    """Who is drawn from."""

    outlet_id: str
    period: Period
    count: int
    secret: bytes


class SpotChecks:
    """Announces periods and draws from them."""

    def __init__(self, database: Database, changes: ChangeBook, chains: Chains, now: Callable[[], datetime]) -> None:
        self._database = database
        self._changes = changes
        self._chains = chains
        self._now = now

    def announce(
        self, outlet_id: str, period_id: str, *, starts_at: datetime, ends_at: datetime, count: int
    ) -> SpotCheckAnnouncement:
        """Commit to a secret for a period, and tell the outlet. Times are timezone-aware.

        Raises ProvinceError: NOT_NOW for a period that has begun, is empty or announced already, NOBODY_THERE for an
        unknown outlet. Raises pydantic's ValidationError (a ValueError) for what is not of the contract's form.
        """
        secret = secrets.token_bytes(SECRET_BYTES)
        told = SpotCheckAnnouncement(
            period_id=period_id, starts_at=starts_at, ends_at=ends_at, count=count, commitment=commitment(secret)
        )
        if not self._now() < starts_at < ends_at:
            raise ProvinceError(ProvinceFault.NOT_NOW, "period")
        known = select(SPOT_CHECK_PERIODS.c.period_id).where(
            SPOT_CHECK_PERIODS.c.outlet_id == outlet_id, SPOT_CHECK_PERIODS.c.period_id == period_id
        )
        row = {
            "outlet_id": outlet_id,
            "period_id": period_id,
            "starts_at": time_text(starts_at),
            "ends_at": time_text(ends_at),
            "draw_count": count,
            "secret": secret,
        }
        with self._database.writing() as connection:
            body = told.model_dump(mode="json")
            self._changes.tell_within(connection, outlet_id, ChangeKind.SPOT_CHECK_ANNOUNCEMENT, body)
            if connection.execute(known).first() is not None:
                raise ProvinceError(ProvinceFault.NOT_NOW, "announced")
            connection.execute(insert(SPOT_CHECK_PERIODS), row)
        return told

    def request(self, terminal_id: str, period_id: str, *, asked: Sequence[str], due_at: datetime) -> SpotCheckRequest:
        """Draw from this terminal's acceptances of a period that is over, and tell its outlet.

        Raises ProvinceError: NOBODY_THERE; NOT_NOW (not over, or drawn already); CHAIN_INCOMPLETE until the terminal's
        chain has arrived whole up to a message that was made after the period (a terminal that makes none has to be
        waited for: nobody can tell whether it has more); NOTHING_TO_DRAW for one without messages in the period.
        Raises pydantic's ValidationError (a ValueError) for what is not of the contract's form.
        """
        with self._database.writing() as connection:
            subject = _subject(connection, terminal_id, period_id)
            lock_terminal(connection, terminal_id)
            if self._now() < subject.period.ends_at or _drawn_already(connection, terminal_id, period_id):
                raise ProvinceError(ProvinceFault.NOT_NOW, "draw")
            links = _links(connection, terminal_id)
            made = spot_draw(subject.secret, subject.period, links, subject.count)
            self._require_whole(subject.period, links, made.last_sequence if made is not None else 0)
            if made is None:
                raise ProvinceError(ProvinceFault.NOTHING_TO_DRAW)
            request = _request(subject, made, asked, due_at)
            row = {"terminal_id": terminal_id, "period_id": period_id, "request_id": request.request_id}
            connection.execute(insert(SPOT_CHECKS), row)
            body = request.model_dump(mode="json")
            self._changes.tell_within(connection, subject.outlet_id, ChangeKind.SPOT_CHECK_REQUEST, body)
        return request

    def _require_whole(self, period: Period, links: Sequence[ChainLink], last_sequence: int) -> None:
        """Up to the first message after the period; not simply the next one, for a clock may have been set back."""
        after = (link.sequence for link in links if link.occurred_at >= period.ends_at)
        closing = min((sequence for sequence in after if sequence > last_sequence), default=None)
        report = self._chains.report(period.terminal_id)
        if (
            closing is None
            or any(gap.first < closing for gap in report.gaps)
            or any(sequence <= closing for sequence in (*report.forks, *report.breaks))
        ):
            raise ProvinceError(ProvinceFault.CHAIN_INCOMPLETE)


def _subject(connection: Connection, terminal_id: str, period_id: str) -> _Subject:
    query = (
        select(SPOT_CHECK_PERIODS)
        .join_from(SPOT_CHECK_PERIODS, TERMINALS, SPOT_CHECK_PERIODS.c.outlet_id == TERMINALS.c.outlet_id)
        .where(TERMINALS.c.terminal_id == terminal_id, SPOT_CHECK_PERIODS.c.period_id == period_id)
    )
    row = connection.execute(query).first()
    if row is None:
        raise ProvinceError(ProvinceFault.NOBODY_THERE, "terminal or period")
    period = Period(period_id, terminal_id, time_of(row.starts_at), time_of(row.ends_at))
    return _Subject(row.outlet_id, period, row.draw_count, row.secret)


def _drawn_already(connection: Connection, terminal_id: str, period_id: str) -> bool:
    query = select(SPOT_CHECKS.c.request_id).where(
        SPOT_CHECKS.c.terminal_id == terminal_id, SPOT_CHECKS.c.period_id == period_id
    )
    return connection.execute(query).first() is not None


def _links(connection: Connection, terminal_id: str) -> list[ChainLink]:
    query = select(
        MESSAGES.c.sequence, MESSAGES.c.message_id, MESSAGES.c.kind, MESSAGES.c.digest, MESSAGES.c.body
    ).where(MESSAGES.c.terminal_id == terminal_id)
    return [
        ChainLink(row.sequence, row.message_id, Kind(row.kind), row.digest, _occurred_at(row.body))
        for row in connection.execute(query)
    ]


def _occurred_at(body: bytes) -> datetime:
    """Of a kept message: it was checked when it was taken in."""
    return Message.model_validate_json(body).occurred_at


def _request(subject: _Subject, made: SpotDraw, asked: Sequence[str], due_at: datetime) -> SpotCheckRequest:
    period = subject.period
    return SpotCheckRequest(
        request_id=str(uuid_utils.uuid7()),
        terminal_id=period.terminal_id,
        period_id=period.period_id,
        starts_at=period.starts_at,
        ends_at=period.ends_at,
        count=subject.count,
        secret=subject.secret.hex(),
        from_sequence=made.first_sequence,
        to_sequence=made.last_sequence,
        head_digest=made.head_digest,
        population=made.population,
        drawn=[DrawnRecord(sequence=one.sequence, message_id=one.message_id) for one in made.drawn],
        asked=list(asked),
        due_at=due_at,
    )
