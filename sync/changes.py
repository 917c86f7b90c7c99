"""What the province tells an outlet (``GET /v1/changes``): the typed forms, and the check of each entry.

Invariants:
- Each entry is signed by itself (compact JWS), for one outlet and one place in its order: a proxy or a stick can hold
  entries back, but neither forge nor move them, nor bring one to another outlet.
- Kinds are open: an entry of a kind that this version does not know is kept as it came.
- Whatever is wrong with an entry, the caller sees one error: SyncError(WRONG_KEY).
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, AwareDatetime, Field, JsonValue, model_validator

from sync.contract import Answer, Cursor, Digest, Identifier
from sync.draws import Announced, Drawn, Period, Revealed, SpotDraw
from sync.errors import SyncError, SyncFault
from sync.persons import CreditCode, Reason
from sync.pinned import PinnedKeyring
from sync.ports import Change

CHANGE_TYPE = "yanqi-change+jwt"
"""The JWS ``typ`` header of an entry."""
MAX_CHANGE_PAGE = 200


def _whole(moment: datetime) -> datetime:
    if moment.microsecond:
        raise ValueError("a whole second")
    return moment


WholeSecond = Annotated[AwareDatetime, AfterValidator(_whole)]
"""Messages write their times in milliseconds: both sides see the same ones before and after such a moment."""
Secret = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$", description="32 bytes, lower-case hex")]


class ChangeClaims(Answer):
    """What is signed of one entry. ``kind`` is one of ChangeKind, or one that this version does not know."""

    iss: str
    outlet_id: Identifier
    cursor: Cursor
    kind: Identifier
    issued_at: AwareDatetime
    body: dict[str, JsonValue]


class StoredChange(Answer):
    """One entry; all that counts is in its signed claims."""

    cursor: Cursor
    jws: str


class ChangePage(Answer):
    """The answer to ``GET /v1/changes?cursor=CURSOR``: this outlet's entries after the cursor, oldest first.

    Cursors strictly ascend; ``next_cursor`` is the last entry's, or the one asked for when there is none.
    """

    changes: list[StoredChange]
    next_cursor: Cursor
    more: bool


class Notice(Answer):
    """The body of a ``notice``: words of the province to the outlet's people.

    Of one ``notice_id`` the highest revision counts, and of one revision told twice the later entry. A withdrawn notice
    needs no words. An entry without an id is a notice of its own.
    """

    notice_id: Identifier | None = None
    revision: int = Field(default=1, ge=1)
    withdrawn: bool = False
    title: str = Field(default="", max_length=100)
    text: str = Field(default="", max_length=20_000)
    valid_until: AwareDatetime | None = None
    needs_reading: bool = False
    """Each clerk reads it before the next shift, and the terminal tells so (``notice_read``)."""

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not (self.title or self.withdrawn):
            raise ValueError("a notice has a title")
        return self


class FiledCustomer(Answer):
    """A customer as the province has filed it (协议客户备案): what a record about its parcels names, and no more.

    ``responsible_name`` is the only personal data: it is named where the agreement does not count and each parcel is
    checked like an organisation's. Required by the real-name article of 快递暂行条例 and by 实名收寄管理办法.
    """

    name: str = Field(min_length=1, max_length=120, repr=False)
    credit_code: CreditCode = Field(repr=False)
    credit_code_reason: Reason | None = Field(default=None, repr=False)
    """Why a code with a wrong check character was taken."""
    responsible_name: str = Field(min_length=1, max_length=120, repr=False)
    responsible_copy: bool
    """Whether the province keeps the copy of the responsible person's document."""
    agreement_number: str = Field(min_length=1, max_length=64)
    valid_from: date
    valid_to: date
    """The last day it is in force."""
    filing: Literal["filed", "pending", "unfiled"]

    @model_validator(mode="after")
    def _has_a_term(self) -> Self:
        if self.valid_to <= self.valid_from:
            raise ValueError("a term ends after it begins")
        return self


class AgreementCustomer(Answer):
    """The body of an ``agreement_customer``: a customer that sends under a security agreement (协议客户).

    Of one ``customer_id`` (the province's) the highest revision counts, and of one revision told twice the later entry.
    ``customer`` is null exactly when the entry is withdrawn.
    """

    customer_id: Identifier
    revision: int = Field(ge=1)
    customer: FiledCustomer | None = Field(default=None, repr=False)


class SpotCheckAnnouncement(Answer):
    """The body of a ``spot_check_announcement``: the province commits to a secret before the period begins.

    ``count`` records are going to be drawn from each terminal's acceptances of the period (all of them, if fewer).
    """

    period_id: Identifier
    starts_at: WholeSecond
    ends_at: WholeSecond
    count: int = Field(ge=1)
    commitment: Digest = Field(description="SHA-256 of the secret")

    def announced(self, *, issued_at: datetime, taken_at: datetime) -> Announced:
        """For :func:`sync.draws.problem_of`: when the change was issued, and when this terminal took it."""
        return Announced(self.period_id, self.starts_at, self.ends_at, self.count, self.commitment, issued_at, taken_at)


class DrawnRecord(Answer):
    """One drawn acceptance."""

    sequence: int = Field(ge=1)
    message_id: Identifier


class SpotCheckRequest(Answer):
    """The body of a ``spot_check_request``: the draw, all that it can be recomputed from, and what is asked for.

    ``asked`` are SpotCheckDemand codes, or ones that this version does not know.
    """

    request_id: Identifier
    terminal_id: Identifier
    period_id: Identifier
    starts_at: WholeSecond
    ends_at: WholeSecond
    count: int = Field(ge=1)
    secret: Secret
    from_sequence: int = Field(ge=1)
    to_sequence: int = Field(ge=1)
    head_digest: Digest = Field(description="Of the message with to_sequence")
    population: int = Field(ge=0)
    drawn: list[DrawnRecord]
    asked: list[Identifier] = Field(min_length=1)
    due_at: AwareDatetime

    def revealed(self) -> Revealed:
        """For :func:`sync.draws.problem_of`."""
        drawn = tuple(Drawn(record.sequence, record.message_id) for record in self.drawn)
        return Revealed(
            period=Period(self.period_id, self.terminal_id, self.starts_at, self.ends_at),
            count=self.count,
            secret=bytes.fromhex(self.secret),
            draw=SpotDraw(self.from_sequence, self.to_sequence, self.head_digest, self.population, drawn),
        )


class ChangeKeys:
    """Implements ``sync.ports.ChangeVerifier`` for one outlet and the province it was filed with."""

    def __init__(self, issuer: str, keys: Iterable[tuple[str, str]], *, outlet_id: str) -> None:
        """As :class:`sync.pinned.PinnedKeyring`."""
        self._keyring = PinnedKeyring(issuer, keys)
        self._outlet_id = outlet_id

    def change(self, stored: StoredChange) -> Change:
        """Raises SyncError(WRONG_KEY) unless a pinned key signed it for this outlet and this cursor."""
        try:
            claims = ChangeClaims.model_validate_json(self._keyring.payload(stored.jws, CHANGE_TYPE))
        except ValueError as exc:
            raise SyncError(SyncFault.WRONG_KEY, "claims") from exc
        expected = (self._keyring.issuer, self._outlet_id, stored.cursor)
        if (claims.iss, claims.outlet_id, claims.cursor) != expected:
            raise SyncError(SyncFault.WRONG_KEY, "issuer, outlet or cursor")
        return Change(claims.cursor, claims.kind, claims.issued_at, claims.body, stored.jws)
