"""Reads the bodies of what the province told into the house's own values.

Invariants:
- A body that this version cannot read is counted, never guessed at: it is a later contract's.
- Numbers and names are kept as a scan finds them: without blanks, in capitals, full-width letters as plain ones.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from pydantic import ValidationError

from app.domain.customer import Agreement, Filing
from app.domain.province_news import FiledCustomer, NoticeWords, Told
from app.province_ports import TakenChange
from app.usecases.customers import one_line, plain_number
from sync.changes import AgreementCustomer, Notice
from sync.changes import FiledCustomer as FiledBody

Content = TypeVar("Content")


@dataclass(frozen=True, slots=True)
class ReadWords(Generic[Content]):
    """Everything of one kind that could be read, and how many entries could not."""

    words: Sequence[Told[Content]]
    unreadable: int


def notices_of(changes: Iterable[TakenChange]) -> ReadWords[NoticeWords]:
    """Notices; one without an id is a thing of its own."""
    words: list[Told[NoticeWords]] = []
    unreadable = 0
    for change in changes:
        try:
            body = Notice.model_validate(change.body)
        except ValidationError:
            unreadable += 1
            continue
        content = NoticeWords(body.title, body.text, body.valid_until, body.needs_reading, body.withdrawn)
        notice_id = body.notice_id or f"cursor:{change.cursor}"
        words.append(Told(notice_id, body.revision, change.cursor, change.issued_at, content))
    return ReadWords(words, unreadable)


def customers_of(changes: Iterable[TakenChange]) -> ReadWords[FiledCustomer]:
    """Agreement customers; a withdrawn one has no content."""
    words: list[Told[FiledCustomer]] = []
    unreadable = 0
    for change in changes:
        try:
            body = AgreementCustomer.model_validate(change.body)
        except ValidationError:
            unreadable += 1
            continue
        content = _filed(body.customer) if body.customer is not None else None
        words.append(Told(body.customer_id, body.revision, change.cursor, change.issued_at, content))
    return ReadWords(words, unreadable)


def _filed(body: FiledBody) -> FiledCustomer:
    return FiledCustomer(
        name=one_line(body.name),
        credit_code=plain_number(body.credit_code),
        credit_code_reason=body.credit_code_reason,
        responsible_name=one_line(body.responsible_name),
        copy_kept=body.responsible_copy,
        agreement=Agreement(plain_number(body.agreement_number), body.valid_from, body.valid_to, Filing(body.filing)),
    )
