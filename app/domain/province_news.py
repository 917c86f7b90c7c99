"""What the province has told: which word about a thing counts, how old what we know is, and who has yet to read what.

Invariants:
- The highest revision of a thing counts, and of one revision told twice the later place in the province's order. So the
  outcome depends on what was told alone, never on the pages or the order in which it came.
- What was looked up after the present (a clock that was set back) has no age: nobody takes it for fresh.
- No bound of an age is law unless its source says so.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum, StrEnum
from typing import Generic, TypeVar

from app.domain.clerk import ClerkNumber
from app.domain.customer import Agreement
from app.domain.pack_values import Entry, entries, number, text

Content = TypeVar("Content")


class NewsKind(StrEnum):
    """What the province tells of."""

    CUSTOMERS = "customers"
    NOTICES = "notices"
    SPOT_CHECKS = "spot_checks"
    POLICY = "policy"


class LookKind(StrEnum):
    """What is asked of the province, each in its own rhythm."""

    CHANGES = "changes"
    POLICY = "policy"


LOOK_OF: Mapping[NewsKind, LookKind] = {
    NewsKind.CUSTOMERS: LookKind.CHANGES,
    NewsKind.NOTICES: LookKind.CHANGES,
    NewsKind.SPOT_CHECKS: LookKind.CHANGES,
    NewsKind.POLICY: LookKind.POLICY,
}
"""Which look brings which kind."""


class Freshness(Enum):
    """How far what we know of a kind may be relied on."""

    FRESH = "fresh"
    AGED = "aged"
    STALE = "stale"
    NEVER = "never"
    """Nobody has asked the province yet."""
    UNKNOWN = "unknown"
    """By this clock the province was asked after now: the clock was set back."""


@dataclass(frozen=True, slots=True)
class AgeRule:
    """From which age on what we know of a kind is aged, and from which it is stale."""

    kind: NewsKind
    aged: timedelta
    stale: timedelta
    source: str


@dataclass(frozen=True, slots=True)
class NewsRules:
    """The part ``province_news`` of a policy pack."""

    ages: Mapping[NewsKind, AgeRule]


@dataclass(frozen=True, slots=True)
class NewsAge:
    """How old what we know of a kind is. ``age`` is None for NEVER and UNKNOWN."""

    kind: NewsKind
    looked_at: datetime | None
    age: timedelta | None
    freshness: Freshness


@dataclass(frozen=True, slots=True)
class Told(Generic[Content]):
    """One word of the province about one thing. ``content`` None: there is nothing to say of it any more."""

    subject_id: str
    revision: int
    cursor: int
    issued_at: datetime
    content: Content | None


@dataclass(frozen=True, slots=True)
class NoticeWords:
    """What a notice says. A withdrawn one counts no more, and may say nothing."""

    title: str
    text: str
    valid_until: datetime | None
    needs_reading: bool
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class FiledCustomer:
    """An agreement customer as the province has filed it. ``copy_kept``: the province keeps the document's copy."""

    name: str = field(repr=False)
    credit_code: str = field(repr=False)
    credit_code_reason: str | None = field(repr=False)
    responsible_name: str = field(repr=False)
    copy_kept: bool
    agreement: Agreement


@dataclass(frozen=True, slots=True)
class NoticeReading:
    """That a clerk has read a revision of a notice to its end."""

    notice_id: str
    revision: int
    clerk: ClerkNumber
    read_at: datetime
    message_id: str


def news_rules_from(part: Entry) -> NewsRules:
    """Build the part ``province_news``. Raises KeyError, TypeError or ValueError for one that cannot be used."""
    rules = {rule.kind: rule for rule in map(_age_rule, entries(part, "ages"))}
    if set(rules) != set(NewsKind):
        raise ValueError("ages")
    return NewsRules(rules)


def current(words: Iterable[Told[Content]]) -> dict[str, Told[Content]]:
    """The word that counts about each thing, by its id; withdrawn ones among them."""
    found: dict[str, Told[Content]] = {}
    for word in words:
        known = found.get(word.subject_id)
        if known is None or (word.revision, word.cursor) > (known.revision, known.cursor):
            found[word.subject_id] = word
    return found


def age_of(kind: NewsKind, looked_at: datetime | None, now: datetime, rules: NewsRules) -> NewsAge:
    """How old what we know of ``kind`` is, when the province was last asked for it at ``looked_at``."""
    if looked_at is None:
        return NewsAge(kind, None, None, Freshness.NEVER)
    age = now - looked_at
    if age < timedelta():
        return NewsAge(kind, looked_at, None, Freshness.UNKNOWN)
    rule = rules.ages[kind]
    if age < rule.aged:
        return NewsAge(kind, looked_at, age, Freshness.FRESH)
    return NewsAge(kind, looked_at, age, Freshness.AGED if age < rule.stale else Freshness.STALE)


def waits_for(notice: Told[NoticeWords], clerk: ClerkNumber, readings: Iterable[NoticeReading], now: datetime) -> bool:
    """Whether ``clerk`` has yet to read this notice: it counts, needs reading, and this revision was not read."""
    words = notice.content
    if words is None or words.withdrawn or not words.needs_reading or is_over(notice, now):
        return False
    return not any(
        (reading.notice_id, reading.revision, reading.clerk) == (notice.subject_id, notice.revision, clerk)
        for reading in readings
    )


def is_over(notice: Told[NoticeWords], now: datetime) -> bool:
    """Whether its term has ended."""
    words = notice.content
    return words is not None and words.valid_until is not None and words.valid_until <= now


def _age_rule(entry: Entry) -> AgeRule:
    aged, stale = number(entry, "aged_hours"), number(entry, "stale_hours")
    if not 0 < aged < stale:
        raise ValueError("ages")
    kind = NewsKind(text(entry, "kind"))
    return AgeRule(kind, timedelta(hours=aged), timedelta(hours=stale), text(entry, "source"))
