"""Agreement customers and notices as the province's office tells them to an outlet, and who has read what.

Invariants:
- The province counts the revisions: each word about a customer or notice is one above the last about it.
- Only the operator tells: there is no call for it. Each word reaches a terminal signed, in the outlet's own order.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from pydantic import ValidationError
from pydantic_core import from_json
from sqlalchemy import Connection, select

from sync.changes import AgreementCustomer, FiledCustomer, Notice
from sync.payloads_events import NoticeReadPayload
from sync.province.changes import ChangeBook, lock_outlet
from sync.province.database import CHANGES, MESSAGES, TERMINALS, Database
from sync.province.errors import ProvinceError, ProvinceFault
from sync.words import ChangeKind, Kind

Body = TypeVar("Body", Notice, AgreementCustomer)


@dataclass(frozen=True, slots=True)
class Told:
    """Where an entry stands in the outlet's order, and which revision it is."""

    cursor: int
    revision: int


@dataclass(frozen=True, slots=True)
class ReadNotice:
    """Who has read which words of a notice, at which terminal."""

    terminal_id: str
    read: NoticeReadPayload


class OutletNews:
    """What the office tells of customers and notices. Thread-safe."""

    def __init__(self, database: Database, changes: ChangeBook) -> None:
        self._database = database
        self._changes = changes

    def put_customer(self, outlet_id: str, customer_id: str, customer: FiledCustomer) -> Told:
        """Tell of a customer, or of what changed about one. Raises ProvinceError(NOBODY_THERE)."""
        return self._tell_customer(outlet_id, customer_id, lambda _last: customer)

    def withdraw_customer(self, outlet_id: str, customer_id: str) -> Told:
        """The customer sends under no agreement there any more. Raises ProvinceError(NOBODY_THERE)."""

        def nobody(last: AgreementCustomer | None) -> None:
            if last is None or last.customer is None:
                raise ProvinceError(ProvinceFault.NOBODY_THERE, "customer")

        return self._tell_customer(outlet_id, customer_id, nobody)

    def put_notice(
        self,
        outlet_id: str,
        notice_id: str,
        *,
        title: str,
        text: str = "",
        valid_until: datetime | None = None,
        needs_reading: bool = False,
    ) -> Told:
        """Tell a notice, or its new words. Raises ProvinceError(NOBODY_THERE), and ValueError for words of no form."""
        written = Notice(
            notice_id=notice_id, title=title, text=text, valid_until=valid_until, needs_reading=needs_reading
        )

        def words(last: Notice | None) -> Notice:
            return written.model_copy(update={"revision": _after(last)})

        return self._tell(outlet_id, ChangeKind.NOTICE, Notice, lambda body: body.notice_id == notice_id, words)

    def withdraw_notice(self, outlet_id: str, notice_id: str) -> Told:
        """The notice counts no more. Raises ProvinceError(NOBODY_THERE)."""

        def nothing(last: Notice | None) -> Notice:
            if last is None or last.withdrawn:
                raise ProvinceError(ProvinceFault.NOBODY_THERE, "notice")
            return Notice(notice_id=notice_id, revision=_after(last), withdrawn=True, title=last.title)

        return self._tell(outlet_id, ChangeKind.NOTICE, Notice, lambda body: body.notice_id == notice_id, nothing)

    def readings(self, outlet_id: str) -> list[ReadNotice]:
        """Who at this outlet has read what, in the order in which it was told here."""
        query = (
            select(MESSAGES.c.terminal_id, MESSAGES.c.body)
            .join_from(MESSAGES, TERMINALS, MESSAGES.c.terminal_id == TERMINALS.c.terminal_id)
            .where(TERMINALS.c.outlet_id == outlet_id, MESSAGES.c.kind == Kind.NOTICE_READ.value)
            .order_by(MESSAGES.c.received_at, MESSAGES.c.terminal_id, MESSAGES.c.sequence)
        )
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
        return [
            ReadNotice(row.terminal_id, NoticeReadPayload.model_validate(from_json(row.body)["payload"]))
            for row in rows
        ]

    def _tell_customer(
        self,
        outlet_id: str,
        customer_id: str,
        filed: Callable[[AgreementCustomer | None], FiledCustomer | None],
    ) -> Told:
        def entry(last: AgreementCustomer | None) -> AgreementCustomer:
            return AgreementCustomer(customer_id=customer_id, revision=_after(last), customer=filed(last))

        return self._tell(
            outlet_id,
            ChangeKind.AGREEMENT_CUSTOMER,
            AgreementCustomer,
            lambda body: body.customer_id == customer_id,
            entry,
        )

    def _tell(
        self,
        outlet_id: str,
        kind: ChangeKind,
        model: type[Body],
        is_about: Callable[[Body], bool],
        next_body: Callable[[Body | None], Body],
    ) -> Told:
        with self._database.writing() as connection:
            lock_outlet(connection, outlet_id)
            body = next_body(_last(connection, outlet_id, kind, model, is_about))
            cursor = self._changes.tell_within(connection, outlet_id, kind, body.model_dump(mode="json"))
        return Told(cursor, body.revision)


def _payload(body: bytes) -> NoticeReadPayload:
    return NoticeReadPayload.model_validate(from_json(body)["payload"])


def _after(last: Notice | AgreementCustomer | None) -> int:
    return last.revision + 1 if last is not None else 1


def _last(
    connection: Connection, outlet_id: str, kind: ChangeKind, model: type[Body], is_about: Callable[[Body], bool]
) -> Body | None:
    """The last word about it; entries of another form, told by hand, are not the office's."""
    query = (
        select(CHANGES.c.body)
        .where(CHANGES.c.outlet_id == outlet_id, CHANGES.c.kind == kind.value)
        .order_by(CHANGES.c.cursor.desc())
    )
    for row in connection.execute(query):
        try:
            body = model.model_validate_json(row.body)
        except ValidationError:
            continue
        if is_about(body):
            return body
    return None
