"""Asks the store what is unusual about the sender at the counter, and keeps the answer on the parcel.

Invariants:
- Only keyed hashes are looked up. Nothing found here refuses a parcel: it asks the clerk for a reason.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from app.document_hash import customer_hash, document_hash, phone_hash
from app.domain.acceptance import Parcel, identity_needed
from app.domain.honesty import Caution, SenderHistory, cautions
from app.domain.identity.document import IdentityDocument
from app.domain.sending import Sending
from app.person_names import names_agree
from app.ports import UnitOfWork
from app.usecases.counter import Counter


def noticed(counter: Counter, work: UnitOfWork, parcel: Parcel) -> Parcel:
    """The parcel with what is unusual now, and how often its sender has used the rules that count by person and day.

    Reasons that were given for the same cautions stay.
    """
    parcel = _used(parcel, _used_today(counter, work, parcel))
    if not identity_needed(parcel, counter.day_of(parcel)):
        return replace(parcel, noticed=()) if parcel.noticed else parcel
    people = [person.document for person in (parcel.sender, parcel.principal) if person is not None]
    now = counter.clock.local(counter.moment_of(parcel))
    found: set[Caution] = set()
    for document in people:
        found.update(cautions(document, _history(counter, work, parcel, document), counter.policy, now))
    inside = tuple(caution for caution in Caution if caution in found)
    return parcel if inside == parcel.noticed else replace(parcel, noticed=inside)


def counted_by(key: bytes, parcel: Parcel, today: date) -> str:
    """The keyed hash over which rules that count by person and day count this parcel; "" where nobody is known.

    The sender's document, for an entrusted parcel the principal's, whose goods they are; where no document is asked,
    the agreement customer.
    """
    if identity_needed(parcel, today):
        person = parcel.principal or parcel.sender
        return document_hash(key, person.document.document_type, person.document.number) if person is not None else ""
    customer = parcel.customer if parcel.sending is Sending.AGREEMENT else None
    return customer_hash(key, customer.credit_code) if customer is not None else ""


def _used_today(counter: Counter, work: UnitOfWork, parcel: Parcel) -> tuple[tuple[str, int], ...]:
    hashed, began = counted_by(work.terminal.hash_key(), parcel, counter.day_of(parcel)), counter.day_began(parcel)
    until = began + timedelta(days=1) if parcel.late is not None else None  # a clock that was set back frees nobody
    return tuple(sorted(work.rule_uses.since(hashed, began, until).items()))


def _used(parcel: Parcel, used_today: tuple[tuple[str, int], ...]) -> Parcel:
    if parcel.inspection.used_today == used_today:
        return parcel
    return replace(parcel, inspection=replace(parcel.inspection, used_today=used_today))


def _history(counter: Counter, work: UnitOfWork, parcel: Parcel, document: IdentityDocument) -> SenderHistory:
    """Of a late entry what came after it counts as well: a reason is asked for rather once too often."""
    limits = counter.policy.senders.limits
    key = work.terminal.hash_key()
    hashed = document_hash(key, document.document_type, document.number)
    now = counter.moment_of(parcel)
    phone = parcel.sender.phone if parcel.sender is not None else None
    use = work.acceptances.use_of(
        hashed, today=counter.day_began(parcel), since=now - timedelta(days=limits.phone_days)
    )
    own = {phone_hash(key, phone)} if phone is not None else set()
    return SenderHistory(
        parcels_today=use.parcels_today,
        phones=len(use.phone_hashes | own),
        clerks_own=any(_is_clerks(clerk_hash, name, hashed, document.name) for clerk_hash, name in _clerks(work)),
        elsewhere=bool(work.remarks.about(hashed, since=now - timedelta(hours=limits.elsewhere_hours))),
        recent_parcels=work.acceptances.count_since(now - timedelta(minutes=limits.night_minutes)),
    )


def _clerks(work: UnitOfWork) -> Iterable[tuple[str | None, str]]:
    return ((clerk.document_hash, clerk.name) for clerk in work.clerks.all())


def _is_clerks(clerk_hash: str | None, clerk_name: str, hashed: str, name: str) -> bool:
    """By the registered document; by the name where none is registered."""
    return clerk_hash == hashed if clerk_hash is not None else names_agree(clerk_name, name)
